# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class SurveyPagesConfig(AppConfig):
    """An app of its own, with its own translations."""

    name = "hcat.web.surveys"
    label = "survey_pages"
    default_auto_field = "django.db.models.BigAutoField"
