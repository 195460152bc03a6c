# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class DeskRegisterConfig(AppConfig):
    name = "hcat.web.desk.register"
    label = "desk_register"
    default_auto_field = "django.db.models.BigAutoField"
