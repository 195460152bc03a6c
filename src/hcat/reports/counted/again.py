# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The counts of a frozen report, counted again.

From the agenda as it was known when the report was frozen; of rows that change (pledges, decisions,
a forecast) from those very rows, each held against what was kept of it. Of a count that comes out
it is also said what was recorded later about days before, and what it would be by that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hcat.evidence.api import Outcome
from hcat.foundation.api import NotFound
from hcat.labour_market.api import Opened, opened
from hcat.parties.api import Pledge, pledges_numbered
from hcat.reports.composing import market
from hcat.reports.composing.basis import Basis
from hcat.reports.models import DecisionAsked, Frozen, Report
from hcat.reports.outcomes import OUTCOMES

from . import words
from .counting import COUNTS, arrays_of, total, written
from .kept import Counted, Group, from_json

TOLERANCE = 1e-9
BY_KEYS = frozenset(
    {
        Group.RESULTS, Group.TURNED, Group.AHEAD, Group.INITIATIVES, Group.MENU, Group.OFFICE,
    }
)  # fmt: skip
"""Counted from the agenda, which can be read as it was known at any moment."""


@dataclass(frozen=True, slots=True)
class CountAgain:
    """One count of a report, counted again."""

    stored: Counted
    outcome: Outcome
    """`SAME`, `DIFFERS` or `GONE`."""
    again: float | None
    """What came out; None where that is not known, or what it was counted from is gone."""
    why: str
    """In a few sentences, in the reader's language."""
    is_known_otherwise: bool = False
    """Whether something recorded later speaks of the days of the report."""

    @property
    def word(self) -> str:
        """What came of it, in the reader's language."""
        word = str(OUTCOMES[self.outcome])
        return (
            _("%(outcome)s; more is known since") % {"outcome": word}
            if (self.is_known_otherwise)
            else word
        )


def counted_again(report: Report) -> list[CountAgain]:
    """Every count of a frozen report, in its order. Changes nothing."""
    frozen = report.frozen
    then, now = Basis(report, frozen.as_of, frozen.known_on), Basis(report, frozen.as_of)
    counts = from_json(frozen.counts)
    groups = {one.group for one in counts}
    of_then, of_now = (_by_name(basis, groups) for basis in (then, now))
    pledged = pledges_numbered(
        {int(number) for one in counts for number in one.rests_on.get("pledges", ())}
    )
    found = []
    for one in counts:
        again = of_then.get((one.group, one.name))
        later = of_now.get((one.group, one.name))
        if one.group in BY_KEYS:
            found.append(_from_the_agenda(one, again, later, frozen))
        elif one.group is Group.FORECAST:
            found.append(_from_the_forecast(one))
        elif one.group is Group.DECISIONS:
            found.append(_from_decisions(one))
        else:
            found.append(_from_pledges(one, pledged, later, frozen))
    return found


def _by_name(basis: Basis, groups: Iterable[Group]) -> dict[tuple[Group, str], Counted]:
    wanted = [COUNTS[one] for one in groups if one not in (Group.FORECAST, Group.DECISIONS)]
    return {(one.group, one.name): one for count in wanted for one in count(basis)}


# --- From the agenda ----------------------------------------------------------------------------


def _from_the_agenda(
    one: Counted, again: Counted | None, later: Counted | None, frozen: Frozen
) -> CountAgain:
    """A count that nothing has any more (no result has this verdict) is none at all."""
    before, after, since = (
        set(found.rests_on["keys"]) if found else set() for found in (one, again, later)
    )
    value = again.value if again else 0.0
    if before == after and _close(one.value, value):
        outcome, why = Outcome.SAME, [words.same(frozen.known_on)]
    else:
        outcome = Outcome.DIFFERS
        why = [
            words.differs(one, value),
            *words.other_elements(after - before, before - after, frozen),
        ]
    moved = since ^ before
    if moved:
        why.append(words.known_otherwise(one, later.value if later else 0.0))
        why += words.changes_since(moved, one.group, frozen)
    return CountAgain(one, outcome, value, " ".join(why), is_known_otherwise=bool(moved))


# --- From rows ----------------------------------------------------------------------------------


def _from_pledges(
    one: Counted, rows: Mapping[int, Pledge], later: Counted | None, frozen: Frozen
) -> CountAgain:
    """From the very pledges and deliveries that were added up then, by number."""
    promised: dict[str, str | None] = one.rests_on["pledges"]
    came: dict[str, str | None] | None = one.rests_on.get("deliveries")
    stand = {number: rows[int(number)] for number in promised if int(number) in rows}
    now_promised = {number: written(row.amount) for number, row in stand.items()}
    found = {
        str(row.pk): written(row.amount) for own in stand.values() for row in own.deliveries.all()
    }
    now_came = {number: found[number] for number in came or () if number in found}
    gone = [
        *(words.pledge(number) for number in promised if number not in now_promised),
        *(words.delivery(number) for number in came or () if number not in now_came),
    ]
    moved = [
        *(
            words.amount_changed(words.pledge(number), promised[number], amount)
            for number, amount in now_promised.items()
            if amount != promised[number] and (came is None or one.group is Group.SHORT)
        ),
        *(
            words.amount_changed(words.delivery(number), (came or {})[number], amount)
            for number, amount in now_came.items()
            if amount != (came or {})[number]
        ),
    ]
    again = total(now_promised if came is None else now_came)
    if gone:
        made_up = {str(number) for number in one.rests_on["demo"]}
        is_demo = made_up >= {number for number in promised if number not in now_promised}
        why = [words.gone(gone, is_demo=bool(made_up) and is_demo), *moved]
        outcome = Outcome.GONE
    elif moved:
        outcome, why = Outcome.DIFFERS, [words.differs(one, again), *moved]
    else:
        outcome, why = Outcome.SAME, [words.same_rows()]
    since = [*words.pledges_since(one, stand, later, frozen.as_of)]
    return CountAgain(one, outcome, again, " ".join([*why, *since]), bool(since))


def _from_decisions(one: Counted) -> CountAgain:
    kept: dict[str, dict[str, Any]] = one.rests_on["decisions"]
    rows = {
        str(row.pk): row
        for row in DecisionAsked.objects.filter(pk__in=kept).select_related("report")
    }
    gone = [number for number in kept if number not in rows]
    moved = [
        number
        for number, row in rows.items()
        if {"text": row.text, "by_when": row.by_when.isoformat()} != kept[number]
    ]
    if gone:
        return CountAgain(one, Outcome.GONE, float(len(rows)), words.decisions_gone(gone))
    if moved:
        return CountAgain(one, Outcome.DIFFERS, float(len(rows)), words.decisions_moved(moved))
    since = list(words.withdrawn_since(rows.values()))
    why = " ".join([words.same_rows(), *since])
    return CountAgain(one, Outcome.SAME, float(len(rows)), why, bool(since))


def _from_the_forecast(one: Counted) -> CountAgain:
    """From the arrays of the very forecast that was told of."""
    facts = one.rests_on
    try:
        found = opened(facts["forecast"])
    except NotFound:
        return CountAgain(one, Outcome.GONE, None, words.forecast_gone(facts["forecast"]))
    again = market.numbers(found)[one.name]
    touched = _touched(found, facts)
    if touched or not _close(one.value, again):
        why = [words.differs(one, again), *touched]
        return CountAgain(one, Outcome.DIFFERS, again, " ".join(why))
    return CountAgain(one, Outcome.SAME, again, words.same_forecast(found))


def _touched(found: Opened, facts: dict[str, Any]) -> list[str]:
    told = []
    if arrays_of(found) != facts["figures"]:
        told.append(words.arrays_touched(found))
    if found.forecast.inputs.fingerprint != facts["inputs"]:
        told.append(words.other_inputs(found))
    return told


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= TOLERANCE * max(1.0, abs(one))
