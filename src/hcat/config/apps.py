# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "hcat.config"
    label = "config"
    default_auto_field = "django.db.models.BigAutoField"
