# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "hcat.sharing"
    label = "sharing"
    default_auto_field = "django.db.models.BigAutoField"
