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
        from hcat.web.desk.navigation import Entry, add_attention, add_entry

        from .attention import uncertain_mails

        for order, title, name, action in (
            (50, _("Organisations"), "organisations", "parties.read"),
            (51, _("Pledges"), "pledges", "pledges.read"),
            (60, _("People and roles"), "people", "people.read"),
            (61, _("Outbox"), "outbox", "correspondence.read"),
            (70, _("Who did what"), "audit", "audit.read"),
            (71, _("Who may do what"), "permissions", "desk.enter"),
        ):
            add_entry(Entry(title, f"register:{name}", (action,), order))
        add_attention(uncertain_mails, order=20)
