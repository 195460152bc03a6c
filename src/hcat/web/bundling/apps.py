# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BundlingPagesConfig(AppConfig):
    """An app of its own, with its own translations."""

    name = "hcat.web.bundling"
    label = "bundling_pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hcat.web.desk.navigation import Entry, Group, add_attention, add_entry

        from .attention import what_waits

        add_entry(Entry(_("Overlap"), "bundling:desk", ("bundling.judge",), Group.INITIATIVES, 50))
        add_attention(what_waits, order=34)
