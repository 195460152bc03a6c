# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class HelpdeskConfig(AppConfig):
    name = "hcat.helpdesk"
    label = "helpdesk"
    default_auto_field = "django.db.models.BigAutoField"
