# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Keeps nothing of its own: an app for its translations and its command."""

    name = "hcat.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"
