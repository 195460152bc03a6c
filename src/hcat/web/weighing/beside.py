# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two rounds beside each other in words: what changed in a criterion, and one initiative a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from hcat.web.filters import Choice, Filter, chosen
from hcat.web.lists import Table
from hcat.web.weighing import saying
from hcat.weighing.api import RULINGS, CriterionPair, EntryPair, RoundPair, Side

LAST = 10**6
"""Where what has no rank or total stands in an order."""


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{number_format(share, 0)}%"


@dataclass(frozen=True, slots=True)
class Changed:
    """A criterion as a row: its weight in both rounds, and what else is different."""

    pair: CriterionPair
    earlier: str
    later: str
    told: list[str]


def criteria_of(pair: RoundPair) -> list[Changed]:
    return [
        Changed(one, _percent(one.earlier_percent), _percent(one.later_percent), list(_told(one)))
        for one in pair.criteria
    ]


def _told(one: CriterionPair) -> Iterator[str]:
    if one.earlier is None:
        yield _("added")
    elif one.later is None:
        yield _("dropped")
    else:
        if one.is_reweighed:
            more = (one.later_percent or 0) > (one.earlier_percent or 0)
            yield _("weighs more") if more else _("weighs less")
        if one.has_other_threshold:
            yield _("a no below: %(earlier)s, then %(later)s") % {
                "earlier": one.earlier.at_least or "–",
                "later": one.later.at_least or "–",
            }
        if one.is_asked_otherwise:
            yield _("asked in other words")
        if one.reworded:
            yield _("other words for: %(scores)s") % {
                "scores": ", ".join(str(score) for score, _old, _new in one.reworded)
            }


@dataclass(frozen=True, slots=True)
class Cells:
    """What one initiative came to in one of the rounds, as it is shown."""

    total: str = "–"
    place: str = "–"
    share: str = "–"
    decided: Any = "–"


def cells_of(side: Side | None) -> Cells:
    if side is None:
        return Cells(decided=_("not in it"))
    decided = RULINGS[side.ruling.what] if side.ruling else "–"
    made = side.outcome
    if made is None:
        return Cells(decided=decided)
    share = "–" if made.share is None else saying.percent(made.share)
    return Cells(saying.total_of(made.total), saying.place_of(made), share, decided)


def filters_of(request: HttpRequest, pair: RoundPair) -> list[Filter]:
    """In which of the rounds, and whether it was decided otherwise."""
    where: dict[str, tuple[str, Callable[[EntryPair], bool]]] = {
        "both": (_("in both rounds"), lambda one: one.is_in_both),
        "earlier": (_("in the earlier one alone"), lambda one: one.later is None),
        "later": (_("in the later one alone"), lambda one: one.earlier is None),
    }
    decided: dict[str, tuple[str, Callable[[EntryPair], bool]]] = {
        "otherwise": (_("decided otherwise"), lambda one: len(set(one.decisions or ())) == 2),
        "alike": (_("decided alike"), lambda one: len(set(one.decisions or ())) == 1),
    }
    return [
        _filter(request, "where", _("In which round"), where, pair),
        _filter(request, "decided", _("Decided"), decided, pair),
    ]


def _filter(
    request: HttpRequest,
    name: str,
    title: str,
    kinds: dict[str, tuple[str, Callable[[EntryPair], bool]]],
    pair: RoundPair,
) -> Filter:
    choices = [
        Choice(value, word, sum(map(test, pair.entries))) for value, (word, test) in kinds.items()
    ]
    return Filter(
        name, title, chosen(request, name, kinds), choices,
        lambda row, value: kinds[value][1](row),
    )  # fmt: skip


def table_of(request: HttpRequest, pair: RoundPair, found: list[EntryPair]) -> Table[EntryPair]:
    """By place: in the later round, or in the earlier one while nobody sees those of the later."""
    columns: dict[str, Callable[[EntryPair], Any]] = {
        "initiative": lambda one: (str(one.entry.title).casefold(), one.entry.number)
    }
    for name in ("earlier", "later"):
        columns |= {
            f"{name}-total": partial(_value, side=name, name="total", missing=-1),
            f"{name}-place": partial(_value, side=name, name="rank", missing=LAST),
            f"{name}-firm": partial(_value, side=name, name="share", missing=-1),
        }  # fmt: skip
    return Table(
        request, found, columns, default="earlier-place" if pair.later.is_open else "later-place"
    )


def _value(one: EntryPair, side: str, name: str, missing: int) -> tuple[Any, int]:
    made = getattr(getattr(one, side), "outcome", None)
    value = None if made is None else getattr(made, name)
    return (missing if value is None else value, one.entry.number)
