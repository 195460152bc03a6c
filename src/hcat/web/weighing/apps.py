# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WeighingPagesConfig(AppConfig):
    """An app of its own, with its own translations."""

    name = "hcat.web.weighing"
    label = "weighing_pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hcat.owners.api import people_of
        from hcat.web.desk.navigation import Entry, Group, add_attention, add_entry
        from hcat.weighing.api import provide_owners

        from .attention import rounds_to_do

        add_entry(Entry(_("Weighing"), "weighing:desk", ("weighing.read",), Group.INITIATIVES, 40))
        add_attention(rounds_to_do, order=18)
        provide_owners("owners", people_of)
