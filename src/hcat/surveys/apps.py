# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "hcat.surveys"
    label = "surveys"
    default_auto_field = "django.db.models.BigAutoField"
