# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words for how practices, events and issues stand."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hcat.sharing.api import Phase

STATES = {
    "draft": _("draft, seen at the desk only"),
    "published": _("published"),
    "retired": _("taken out of use"),
    "withdrawn": _("withdrawn"),
    "cancelled": pgettext_lazy("event", "cancelled"),
    "sending": _("being sent"),
    "sent": _("sent"),
}
PHASES = {
    Phase.DRAFT: STATES["draft"],
    Phase.OPEN: _("you can sign up"),
    Phase.FULL: _("full: who signs up comes on the waiting list"),
    Phase.CLOSED: _("signing up is over"),
    Phase.UNDER_WAY: _("under way"),
    Phase.PAST: pgettext_lazy("event", "over"),
    Phase.CANCELLED: STATES["cancelled"],
}
KINDS = {
    "practice": _("best practice"),
    "success": _("success"),
    "event": _("event"),
    "verdict": _("verdict"),
    "report": _("report"),
    "answer": _("answer"),
    "vacancies": _("vacancies"),
    "companies": _("companies"),
    "own": _("item of our own"),
}
"""Of the items of a newsletter."""
