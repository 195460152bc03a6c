# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OwnersPagesConfig(AppConfig):
    """An app of its own, with its own translations."""

    name = "hcat.web.owners"
    label = "owners_pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hcat.web.desk.navigation import Entry, Group, add_attention, add_entry

        from .attention import sheets

        add_entry(Entry(_("Sheets"), "owners:desk", ("owners.ask",), Group.INITIATIVES, 20))
        add_attention(sheets, order=12)
