# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskRegisterConfig(AppConfig):
    """An app of its own, with its own translations: the register within the desk."""

    name = "hcat.web.desk.register"
    label = "desk_register"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hcat.web.desk.navigation import Entry, Group, add_attention, add_entry

        from .attention import uncertain_mails

        pledges = Entry(_("Pledges"), "register:pledges", ("pledges.read",), Group.AGENDA, 50)
        add_entry(pledges)
        for order, title, name, action in (
            (10, _("Organisations"), "organisations", "parties.read"),
            (20, _("People and roles"), "people", "people.read"),
            (30, _("Outbox"), "outbox", "correspondence.read"),
            (40, _("Who did what"), "audit", "audit.read"),
            (50, _("Who may do what"), "permissions", "desk.enter"),
        ):
            add_entry(Entry(title, f"register:{name}", (action,), Group.PEOPLE, order))
        add_attention(uncertain_mails, order=20)
