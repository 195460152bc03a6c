# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HelpdeskPagesConfig(AppConfig):
    """An app of its own, with its own translations."""

    name = "hcat.web.helpdesk"
    label = "helpdesk_pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hcat.web.desk.navigation import Entry, Group, add_attention, add_entry

        from .attention import answers_to_make_public, ideas_taken_back, questions_waiting

        add_entry(Entry(_("Questions"), "helpdesk:desk", ("helpdesk.answer",), Group.COUNTER, 10))
        add_attention(questions_waiting, order=5)
        add_attention(ideas_taken_back, order=6)
        add_attention(answers_to_make_public, order=95)
