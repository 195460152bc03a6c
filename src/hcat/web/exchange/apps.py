# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangePagesConfig(AppConfig):
    """An app of its own, with its own translations."""

    name = "hcat.web.exchange"
    label = "exchange_pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hcat.exchange.api import provide_days
        from hcat.web.desk.navigation import Entry, Group, add_entry

        from .report_days import report_days
        from .views.desk import ACTIONS

        entry = Entry(_("Tables in and out"), "exchange:bring", ACTIONS, Group.FIGURES, 30)
        add_entry(entry)
        provide_days("reports", report_days)
