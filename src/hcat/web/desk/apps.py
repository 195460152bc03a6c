# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """An app of its own, so that the desk brings its own translations."""

    name = "hcat.web.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import attention, drafts_to_do
        from .navigation import Entry, Group, add_attention, add_entry

        agenda = (
            "agenda.revise",
            "agenda.update_initiative",
            "agenda.change",
            "evidence.record",
            "evidence.judge",
        )
        add_entry(Entry(_("To do"), "desk:home", ("desk.enter",), Group.TO_DO, 10))
        add_entry(
            Entry(_("Initiatives"), "desk:elements", agenda, Group.INITIATIVES, 10, ("initiative",))
        )
        add_entry(Entry(_("Results"), "desk:elements", agenda, Group.AGENDA, 20, ("result",)))
        add_entry(Entry(_("Every sheet"), "desk:kinds", agenda, Group.AGENDA, 10))
        deciding = ("agenda.decide", "agenda.revise", "agenda.change")
        add_entry(Entry(_("Decisions"), "desk:decisions", deciding, Group.AGENDA, 30))
        add_entry(Entry(_("Meetings"), "desk:meetings", deciding, Group.AGENDA, 40))
        add_entry(
            Entry(
                _("Figures to check"),
                "desk:drafts",
                ("evidence.record", "evidence.approve", "evidence.judge"),
                Group.FIGURES,
                10,
            )
        )
        add_attention(drafts_to_do.figures, order=5)
        add_attention(attention.results, order=10)
