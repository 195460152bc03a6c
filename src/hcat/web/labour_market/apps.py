# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LabourMarketPagesConfig(AppConfig):
    """An app of its own, with its own translations."""

    name = "hcat.web.labour_market"
    label = "labour_market_pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hcat.web.desk.navigation import Entry, Group, add_entry

        entry = Entry(
            _("Scenarios"),
            "labour_market:new-scenario",
            ("forecast.scenario",),
            Group.FIGURES,
            40,
        )
        add_entry(entry)
