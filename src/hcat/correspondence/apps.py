# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "hcat.correspondence"
    label = "correspondence"
    default_auto_field = "django.db.models.BigAutoField"
