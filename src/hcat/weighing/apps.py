# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class WeighingConfig(AppConfig):
    name = "hcat.weighing"
    label = "weighing"
    default_auto_field = "django.db.models.BigAutoField"
