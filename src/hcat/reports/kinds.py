# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each report is called, and in which of its sections the programme manager may write."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Kind, State

TITLES: dict[str, Promise] = {
    Kind.BOARD: _("Report to the board"),
    Kind.EVALUATION: _("Yearly evaluation"),
    Kind.STEERING: _("For the steering group"),
}

STATES: dict[str, Promise] = {
    State.DRAFT: _("draft"),
    State.FROZEN: _("frozen, not signed yet"),
    State.SIGNED: _("signed"),
    State.WITHDRAWN: _("withdrawn"),
}

TOP = "top"
"""The words above everything else."""

SECTIONS: dict[str, dict[str, Promise]] = {
    Kind.BOARD: {
        TOP: _("From the programme manager"),
        "changed": _("What changed"),
        "decisions": _("Decisions"),
        "results": _("How the results stand"),
        "initiatives": _("Initiatives"),
        "projects": _("Milestones and gates"),
        "pledges": _("Pledged and delivered"),
        "labour-market": _("The labour market"),
        "ahead": _("What is missing, and what comes"),
    },
    Kind.EVALUATION: {
        TOP: _("From the programme manager"),
        "worked": _("Did it work?"),
        "organisation": _("The organisation itself"),
        "year": _("The year, report by report"),
        "kept": _("Dates that were kept, and that were not"),
        "undelivered": _("Promised and not delivered"),
        "change": _("What we change"),
    },
    Kind.STEERING: {
        TOP: _("From the programme manager"),
        "needed": _("What needs a decision"),
        "turned": _("What turned"),
        "late": _("What is late"),
    },
}
"""Of each kind the sections with room for words, in the order in which they are read."""

LATER: dict[str, Promise] = {
    "trends": _("The course of the figures"),
    "made": _("How this report was made"),
}
"""Sections that hold figures only."""
