# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "hcat.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
