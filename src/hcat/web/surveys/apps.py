# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveyPagesConfig(AppConfig):
    """An app of its own, with its own translations."""

    name = "hcat.web.surveys"
    label = "survey_pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hcat.web.desk.navigation import Entry, Group, add_attention, add_entry
        from hcat.web.desk.register.scopes import add_scopes

        from .attention import survey_matters, surveys_by_name

        add_entry(
            Entry(_("Surveys"), "surveys:desk", ("surveys.run", "surveys.read"), Group.FIGURES, 50)
        )
        add_attention(survey_matters, order=65)
        title = _("Surveys, for a project leader who calls and enters answers")
        add_scopes("survey", title, surveys_by_name)
