# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far what is asked lies above what is brought, at the same unit.

What is asked everybody says, what is brought only who hired somebody: the means of the two are of
different companies, and their difference may be nothing but that. So the difference is worked out
at each unit that answered both, as a concept of its own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from hcat.surveys.instrument.questionnaire import Kind
from hcat.surveys.models import ReleasedFigure

from .columns import ANSWERED, CODE_OF, Column
from .reasons import Hidden, Unanswered
from .safe import LEAST, Grouping, Row, Shown, hidden_rows

ALPHA = 0.05
ASKED, BROUGHT, APART = "asked_", "brought_", "apart_"
"""What the concepts begin with; the name of what is asked and brought follows."""


def sides_of(concept: str) -> tuple[str, ...]:
    """The two concepts that a difference is made of; none of another concept."""
    if not concept.startswith(APART):
        return ()
    name = concept.removeprefix(APART)
    return ASKED + name, BROUGHT + name


def apart(columns: Mapping[str, Column]) -> dict[str, Column]:
    """By concept the differences of all pairs of scales that are alike."""
    found = {}
    for concept, asked in columns.items():
        name = concept.removeprefix(ASKED)
        brought = columns.get(BROUGHT + name)
        if not concept.startswith(ASKED) or brought is None or APART + name in columns:
            continue
        if _are_marks_alike(asked, brought):
            found[APART + name] = _apart(APART + name, asked, brought)
    return found


def _are_marks_alike(one: Column, other: Column) -> bool:
    if not one.kind is other.kind is Kind.SCALE or one.question is None or other.question is None:
        return False
    return one.question.limits == other.question.limits


def _apart(concept: str, asked: Column, brought: Column) -> Column:
    both = asked.counts & brought.counts
    state = np.where(brought.counts, asked.state, brought.state).astype(np.int8)
    data = np.where(both, asked.data - brought.data, 0.0)
    rest = _rest(asked, brought)
    return Column(concept, Kind.SCALE, (), state, data, rest=rest)


def _rest(asked: Column, brought: Column) -> Column:
    """Those who answered one of the two only. What is asked less what is brought less the
    difference is what the ones ask less what the others say is brought: a sum over both, with the
    marks of the others turned around."""
    one = asked.counts ^ brought.counts
    state = np.where(one, ANSWERED, CODE_OF[Unanswered.NOT_ANSWERED]).astype(np.int8)
    limits = asked.question.limits if asked.question else None
    ends = 0.0 if limits is None else (limits.low or 0.0) + (limits.high or 0.0)
    data = np.where(asked.counts, asked.data, ends - brought.data)
    return replace(asked, state=state, data=data, has_steps=False)


def told_by_rest(
    column: Column, groupings: Sequence[Grouping], *, panel: Any, earlier: Sequence[Shown]
) -> dict[Row, Hidden]:
    """Rows to hide besides those of `hidden_rows`, given the same, since they would tell what the
    few said who answered one of two: these are a group like any other."""
    if column.rest is None:
        return {}
    before = [replace(one, column=rest) for one in earlier if (rest := one.column.rest) is not None]
    told = hidden_rows(column.rest, groupings, panel=panel, earlier=before)
    return {row: Hidden.PROTECTS for row, why in told.items() if why is not Hidden.NOBODY}


def told_by_both(
    sides: Sequence[Shown],
    both: Shown,
    earlier: Sequence[tuple[Sequence[Shown], Shown]],
    hidden: Mapping[Row, Hidden],
) -> dict[Row, Hidden]:
    """Rows of the difference to hide, `hidden` among them, since with one side it tells the other.

    What is brought and the difference of a group give what those ask who answered both: a sum
    beside those of all who say what they ask. So each side is looked at, of those who answered
    both, beside itself. `sides`: what is shown of both sides; `both`: the difference, with the rows
    that are still to be shown; `earlier`: the same of other waves.
    """
    found = dict(hidden)
    for at in range(len(sides)):
        asked = _of_both(sides, at, both)
        beside = [_sums(sides[at])]
        for theirs, difference in earlier:
            beside += [_sums(theirs[at]), _of_both(theirs, at, difference)]
        unknown = dict.fromkeys(both.open - asked.open, Hidden.PROTECTS)
        told = hidden_rows(
            asked.column, asked.groupings, panel=asked.panel, earlier=beside,
            already=found | unknown,
        )  # fmt: skip
        found |= dict.fromkeys(told.keys() - unknown.keys() - found.keys(), Hidden.PROTECTS)
    return found


def held_together(apart: Sequence[ReleasedFigure | None]) -> list[tuple[float, float]]:
    """Of each of these differences the bounds within which all of them lie, 95% sure (Bonferroni):
    of twelve that are none, else one list in four would name one. Anything where one is not known.

    From the intervals that were released, with the degrees of freedom of their answers.
    """
    from scipy.stats import t

    found = []
    for one in apart:
        if one is None or one.value is None or one.low is None or one.high is None:
            found.append((-math.inf, math.inf))
            continue
        degrees = max(1, (one.n or 0) - 1)
        wider = float(t.isf(ALPHA / 2 / len(apart), degrees) / t.isf(ALPHA / 2, degrees))
        low, high = wider * (one.value - one.low), wider * (one.high - one.value)
        found.append((one.value - low, one.value + high))
    return found


def _of_both(sides: Sequence[Shown], at: int, difference: Shown) -> Shown:
    """What this side said of those who answered both, where a reader can work it out: of the other
    side and the difference, unless some answered the other side only, who are in that sum too."""
    side, other = sides[at], sides[1 - at]
    both = difference.column.counts
    state = np.where(both, ANSWERED, CODE_OF[Unanswered.NOT_ANSWERED]).astype(np.int8)
    blurred = {
        (grouping.dimension, name)
        for grouping in difference.groupings
        for place, name in enumerate(grouping.groups)
        if np.count_nonzero(other.column.counts & ~both & (grouping.codes == place)) >= LEAST
    }
    column = replace(side.column, state=state)
    return _sums(replace(side, column=column, open=difference.open - blurred))


def _sums(side: Shown) -> Shown:
    """Of those who answered both, nobody reads how many gave which mark."""
    return replace(side, column=replace(side.column, has_steps=False))
