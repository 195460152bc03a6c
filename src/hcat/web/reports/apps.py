# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportPagesConfig(AppConfig):
    """An app of its own, with its own translations."""

    name = "hcat.web.reports"
    label = "report_pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hcat.web.desk.navigation import Entry, Group, add_attention, add_entry

        from .attention import reports_due

        add_entry(Entry(_("Reports"), "reports:desk", ("reports.read",), Group.FIGURES, 20))
        add_attention(reports_due, order=15)
