# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of bundling asks for attention: pairs to judge as one matter, proposals, calls that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.agenda.api import items
from hcat.foundation.api import today
from hcat.parties.api import Powers
from hcat.web.desk.navigation import Attention, Matter

from .parts import MAY, own_part

if TYPE_CHECKING:
    from hcat.bundling.api import Call, Proposal

WITHIN = timedelta(days=7)
"""A call asks for attention from a week before its last day."""


def what_waits(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """Whoever leads a part judges its pairs; who leads the whole decides and calls as well."""
    if not powers.may_somewhere(MAY):
        return
    from hcat.bundling.api import CallState, calls, worth_judging

    own = own_part(powers)
    number = worth_judging(own)
    yield Attention(
        key="overlap",
        title=_("Initiatives that may overlap"),
        why=_("Companies lose the overview when two do the same."),
        matters=[_pairs(number)] if number else [],
    )
    if own is not None:
        return
    yield Attention(
        key="proposals",
        title=_("Proposals about initiatives"),
        why=_("Their owners wait for a decision."),
        matters=list(_proposals()),
    )
    ending = calls().filter(state=CallState.OPEN, closes_on__lte=today() + WITHIN)
    yield Attention(
        key="calls",
        title=_("Calls for initiatives that end"),
        why=_("Who responded wants to know what came of it."),
        matters=[_call(one) for one in ending],
    )


def _pairs(number: int) -> Matter:
    text = ngettext("%(n)s pair that nobody judged", "%(n)s pairs that nobody judged", number)
    return Matter(
        key="overlap/pairs",
        title=_("Judge which initiatives overlap"),
        note=text % {"n": number},
        url=reverse("bundling:desk"),
        action=_("Judge the pairs"),
        state=str(number),
    )


def _proposals() -> Iterator[Matter]:
    from hcat.bundling.api import waiting_proposals

    found = list(waiting_proposals().only("kind", "members", "decide_by", "edition"))
    if found:
        names = {one.key: str(one.sheet.name) for one in items("initiative", ended=True)}
        yield from (_proposal(one, names) for one in found)


def _proposal(one: Proposal, names: dict[str, str]) -> Matter:
    from hcat.bundling.api import KINDS

    about = ", ".join(names.get(key, key) for key in one.members)
    return Matter(
        key=f"proposal/{one.pk}",
        title=f"{capfirst(str(KINDS[one.kind]))}: {about}",
        note=_("to be decided by %(day)s") % {"day": date_format(one.decide_by, "DATE_FORMAT")}
        if one.decide_by
        else "",
        url=reverse("bundling:proposal", args=[one.pk]),
        action=_("Decide on it"),
        due=one.decide_by,
        state=str(one.edition),
    )


def _call(one: Call) -> Matter:
    return Matter(
        key=f"open-call/{one.key}",
        title=str(one.said("title")),
        note=_("closes on %(day)s") % {"day": date_format(one.closes_on, "DATE_FORMAT")},
        url=reverse("bundling:close-call", args=[one.key]),
        action=_("Say what came of it"),
        due=one.closes_on,
        state=str(one.edition),
    )
