# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Calling for initiatives where the menu shows a white spot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hcat.agenda.api import item
from hcat.bundling.models import Call, CallState
from hcat.bundling.spots import drafted, named_spots
from hcat.foundation.api import Actor, NotFound, Refused, record, today
from hcat.parties.api import require

Texts = Mapping[str, str]


@transaction.atomic
def draft_call(
    *, by: Actor, spots: Sequence[Sequence[str]], closes_on: date, is_demo: bool = False
) -> Call:
    """A draft about these cells (way, sort of column, which one), with its first words."""
    require(by, "bundling.judge")
    chosen = [list(one) for one in dict.fromkeys(tuple(one) for one in spots)]
    if not chosen:
        raise Refused(
            _("A call is about one white spot or more."), mend=_("Choose them in the matrix.")
        )
    for way, _sort, _column in chosen:
        item("way", way)
    _refuse_past(closes_on)
    title, text = drafted(named_spots(chosen))
    stem = slugify(chosen[0][0])[:60]
    taken = set(Call.objects.filter(key__startswith=stem).values_list("key", flat=True))
    key = next(key for n in range(1, len(taken) + 2) if (key := f"{stem}-{n}") not in taken)
    made = Call.objects.create(
        key=key, spots=chosen, title=title, text=text, closes_on=closes_on, is_demo=is_demo
    )
    record(by=by, action="bundling.draft_call", subject=f"call:{key}", spots=len(chosen))
    return made


@transaction.atomic
def revise_call(
    *, by: Actor, call: str, edition: int, title: Texts, text: Texts, closes_on: date
) -> Call:
    """Changes its words and its last day, until it is closed."""
    require(by, "bundling.judge")
    found = standing_call(call, edition=edition)
    if not (_said(title) and _said(text)):
        raise Refused(
            _("A call needs a title and a text."), mend=_("Fill in both in one language at least.")
        )
    _refuse_past(closes_on)
    found.title, found.text, found.closes_on = _said(title), _said(text), closes_on
    _save(found)
    record(by=by, action="bundling.revise_call", subject=f"call:{call}")
    return found


@transaction.atomic
def publish_call(*, by: Actor, call: str, edition: int) -> Call:
    """Everybody can read it and respond at the counter."""
    require(by, "bundling.judge")
    found = standing_call(call, edition=edition)
    if found.state == CallState.OPEN:
        raise Refused(_("This call is open already."), mend=_("Change its words where needed."))
    _refuse_past(found.closes_on)
    found.state, found.opened_on = CallState.OPEN, today()
    _save(found)
    record(by=by, action="bundling.publish_call", subject=f"call:{call}")
    return found


@transaction.atomic
def close_call(
    *, by: Actor, call: str, edition: int, outcome: Texts, came: Sequence[str] = ()
) -> Call:
    """Says what came of it, and which initiatives: it stays to be read."""
    require(by, "bundling.judge")
    found = standing_call(call, edition=edition)
    if found.state == CallState.DRAFT:
        raise Refused(
            _("This call was never published."), mend=_("Publish it first, or leave the draft.")
        )
    if not _said(outcome):
        raise Refused(
            _("It is not said what came of it."),
            mend=_("Say it in a sentence; that nobody responded is an outcome too."),
        )
    found.came = [item("initiative", key).key for key in dict.fromkeys(came)]
    found.state, found.outcome = CallState.CLOSED, _said(outcome)
    _save(found)
    record(by=by, action="bundling.close_call", subject=f"call:{call}", came=found.came)
    return found


def standing_call(key: str, *, edition: int) -> Call:
    """A call that is not closed, locked; refused when it is at another edition."""
    found = Call.objects.select_for_update().filter(key=key).first()
    if found is None:
        raise NotFound(_("There is no such call."), mend=_("Choose one from the list."))
    if found.state == CallState.CLOSED:
        raise Refused(_("This call is closed."), mend=_("Begin a new one."))
    if edition != found.edition:
        raise Refused(
            _("Somebody changed this call while you were looking at it."),
            why=_("What you typed is still here; what stands now is beside it."),
            mend=_("Look at both, and send yours again where it should hold."),
        )
    return found


def _save(found: Call) -> None:
    found.edition += 1
    found.save()


def _said(texts: Texts) -> dict[str, str]:
    return {language: words.strip() for language, words in texts.items() if words.strip()}


def _refuse_past(closes_on: date) -> None:
    if closes_on < today():
        raise Refused(_("The last day of a call lies ahead."), mend=_("Choose today or later."))
