# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharingPagesConfig(AppConfig):
    """An app of its own, with its own translations."""

    name = "hcat.web.sharing"
    label = "sharing_pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hcat.exchange.api import provide_days
        from hcat.sharing.api import provide_news, provide_reach
        from hcat.web.desk.navigation import Entry, Group, add_attention, add_entry

        from .attention import sharing_matters
        from .days import event_days
        from .reach import shows_a_page
        from .told import answers_published, reports_signed

        add_entry(
            Entry(
                _("Sharing"), "sharing:desk", ("sharing.write", "sharing.send"), Group.COUNTER, 20
            )
        )
        add_attention(sharing_matters, order=60)
        provide_days("sharing", event_days)
        provide_reach(shows_a_page)
        provide_news("reports", reports_signed)
        provide_news("answers", answers_published)
