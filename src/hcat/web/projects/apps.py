# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsPagesConfig(AppConfig):
    """An app of its own, with its own translations."""

    name = "hcat.web.projects"
    label = "projects_pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hcat.exchange.api import provide_days
        from hcat.web.desk.navigation import Entry, Group, add_attention, add_entry

        from .attention import projects
        from .days import project_days

        actions = ("projects.run", "projects.decide")
        add_entry(Entry(_("Projects"), "projects:projects", actions, Group.INITIATIVES, 30))
        add_attention(projects, order=12)
        provide_days("projects", project_days)
