# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The question of which part of the whole a figure speaks, where its result expects parts."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hcat.agenda.api import Agenda, Result
from hcat.evidence.api import DIMENSIONS, expected_parts, part_title_now
from hcat.foundation.api import NotFound

from .changing import Answers
from .forms.choices import Group, Offer, Option
from .forms.data import Data
from .forms.form import Form

WHOLE = "whole"
"""The choice of no part; no key of a part reads so."""


class AboutPart(Answers):
    group: str = WHOLE

    @property
    def part(self) -> str:
        """Key of the part; empty for the whole."""
        return "" if self.group == WHOLE else self.group


def part_form(sheet: Result, data: Data, offer: Offer) -> Form[AboutPart] | None:
    """The whole, or one of the parts by what tells them apart; None where none is expected. A part
    that was chosen stays on offer when the agenda no longer expects it: its refusal says so."""
    groups = _groups(sheet, offer.agenda)
    chosen = data.get("group", [WHOLE])[0]
    known = {option.value for group in groups for option in group.options}
    if chosen not in {*known, WHOLE, ""}:
        groups.append(Group("", (Option(chosen, part_title_now(chosen)),)))
    if not groups:
        return None
    whole = Group("", (Option(WHOLE, _("the whole")),))
    return Form(AboutPart, data, offer, given={"group": [whole, *groups]},
                called={"group": _("What the figure is about")})  # fmt: skip


def _groups(sheet: Result, agenda: Agenda | None) -> list[Group]:
    return [
        Group(
            capfirst(str(DIMENSIONS[dimension])),
            tuple(Option(key, str(title)) for key, title in parts.items()),
        )
        for dimension, parts in expected_parts(sheet, agenda).items()
        if parts
    ]


def part_in_address(request: HttpRequest, sheet: Result, agenda: Agenda | None) -> Data:
    """What stands in the form where a gap was followed to it (``?part=``). NotFound for a part
    that the result does not expect."""
    part = request.GET.get("part", "")
    if not part:
        return {}
    if not any(part in parts for parts in expected_parts(sheet, agenda).values()):
        raise NotFound(
            _("This result expects no figure of “%(part)s”.") % {"part": part[:40]},
            why=_("The agenda may have changed since the link was made."),
            mend=_("Choose one of the parts on the page of the result."),
        )
    return {"group": [part]}
