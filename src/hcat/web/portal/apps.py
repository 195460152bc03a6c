# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalPagesConfig(AppConfig):
    """An app of its own, with its own translations."""

    name = "hcat.web.portal"
    label = "portal_pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hcat.sharing.api import provide_news
        from hcat.web.desk.navigation import Entry, Group, add_attention, add_entry

        from .attention import (
            careers_to_read,
            entries_that_end,
            region_texts_to_check,
            sources_in_trouble,
            sponsors_to_look_at,
        )
        from .news import companies_told, vacancies_told

        provide_news("vacancies", vacancies_told, order=40)
        provide_news("companies", companies_told, order=41)
        for order, title, name, action in (
            (10, _("Sources"), "sources", "portal.read"),
            (20, _("All vacancies"), "desk-list", "portal.correct"),
            (30, _("Several adverts"), "desk-joined", "portal.correct"),
            (40, _("Companies"), "desk-companies", "portal.read"),
            (50, _("Recognised sponsors"), "sponsors", "portal.read"),
            (60, _("Contributions"), "contributions", "portal.read"),
            (70, _("Visits"), "visits", "portal.read"),
            (80, _("Links"), "referrals", "portal.read"),
            (90, _("Texts about the region"), "region-texts", "portal.edit"),
        ):
            add_entry(Entry(title, f"portal:{name}", (action,), Group.VACANCIES, order))
        add_attention(sources_in_trouble, order=60)
        add_attention(careers_to_read, order=61)
        add_attention(sponsors_to_look_at, order=61)
        add_attention(entries_that_end, order=62)
        add_attention(region_texts_to_check, order=63)
