# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which figures of a release may be shown, seen over everything that anybody can read.

A reader may add and subtract what is shown: over groups, over the ways to group, and over waves.
Nothing that comes out of it may be about fewer than the least number of answers.

1. A group is hidden that has too few answers; of which all but one say the same (then that one
   knows what the others said); or of which one or two make up most of a sum (p% rule, 10%: without
   the second largest, the largest would be known within 10%). All together is shown from 10
   answers on even where all say the same, since that may be what is to be proven.
2. What is hidden of one way to group follows from all together without what is shown. That rest is
   a group like any other: where it may not be shown, its smallest neighbour is hidden as well.
3. Two sums of groups may not differ by fewer than the least number of answers: each group, all but
   it, two of one kind together; against each other and against those of earlier waves. A unit that
   says the same in two waves is taken as known to have done so, which is the worst case. Nor may
   they differ by units that as a group of their own would not be shown by rule 1: all alike, or of
   which one or two make up the sum; nor by some who all say one thing and others who all say the
   opposite, since the difference is then as large as it can be. Of several choices most are rare:
   that nobody of a rest chose one is no such thing. Neither may up to four of them, added and
   subtracted in any way, be about too few.
4. No combination whatever may give one small kind of units (those in the same groups) or two of
   them: the rows that are shown span a space, and what can be worked out lies in it.

Source of 1 and 2: Hundepool et al. 2012, Statistical Disclosure Control, ch. 4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from hcat.surveys.instrument.questionnaire import Kind

from .columns import Column
from .leaks import LEAST, P_PERCENT, SPARE, by_difference, by_four, by_projection
from .reasons import Hidden
from .spaces import ALL, Flags, Floats, Grouping, Numbers, Row, Shown, Space, numbered, spaces_of

__all__ = ["ALL", "LEAST", "Grouping", "Row", "Shown", "hidden_rows", "numbered"]

ALL_ALIKE_FROM = 10
"""Answers from which on all together is shown where everybody says the same."""


def hidden_rows(
    column: Column,
    groupings: Sequence[Grouping],
    *,
    panel: Numbers | None = None,
    earlier: Sequence[Shown] = (),
    already: Mapping[Row, Hidden] = MappingProxyType({}),
    least: int = LEAST,
) -> dict[Row, Hidden]:
    """By row of one concept: why it is not shown. The first grouping is all together. `panel` and
    that of the earlier ones as `numbered` gives them; `already`: rows that are hidden anyhow."""
    found = {**already, **_alone(column, groupings, least)}
    _complete(column, groupings, found, least)
    who = -1 - np.arange(column.state.size) if panel is None else panel
    # What tells nothing goes on to tell nothing when more is hidden: each is gone through once.
    for space in spaces_of(column, groupings, who, earlier):
        while (row := _leak(space, found, least)) is not None:
            found[row] = Hidden.DIFFERENCE
            _complete(column, groupings, found, least)
    return found


# --- Each group by itself -------------------------------------------------------------------------


def _alone(column: Column, groupings: Sequence[Grouping], least: int) -> dict[Row, Hidden]:
    found: dict[Row, Hidden] = {}
    counts = column.counts
    for grouping in groupings:
        for place, name in enumerate(grouping.groups):
            inside = counts & (grouping.codes == place)
            why = _why(column, inside, least, is_all=not grouping.dimension)
            if why is not None:
                found[grouping.dimension, name] = why
    return found


def _why(column: Column, inside: Flags, least: int, *, is_all: bool = False) -> Hidden | None:
    many = int(np.count_nonzero(inside))
    if not many:
        return Hidden.NOBODY
    if many < least:
        return Hidden.TOO_FEW
    said = column.data[inside]
    if _are_alike(column.kind, said) and not (is_all and many >= ALL_ALIKE_FROM):
        return Hidden.ALL_ALIKE
    if column.kind is Kind.NUMBER and _is_dominated(said):
        return Hidden.DOMINATED
    return None


def _are_alike(kind: Kind, said: npt.NDArray[np.float64]) -> bool:
    """Whether all but one of a group, or all, say the same; of several choices, yes to one of them,
    in a ranking the place of one of them. Of a number all: the rule of sums holds for the rest."""
    if kind in (Kind.MULTIPLE, Kind.OPEN):
        return said.shape[1] > 0 and bool(said.sum(axis=0).max() >= said.shape[0] - SPARE)
    if kind is Kind.RANKING:
        return any(_are_alike(Kind.SCALE, places) for places in said.T)
    if kind in (Kind.SINGLE, Kind.SCALE):
        _values, many = np.unique(said, return_counts=True)
        return bool(many.max() >= said.size - SPARE)
    return bool((said == said[0]).all())


def _is_dominated(said: Floats) -> bool:
    sizes = np.sort(np.abs(said))[::-1]
    total = float(sizes.sum())
    if total == 0 or sizes.size < 3:
        return sizes.size < 3
    return bool(total - sizes[0] - sizes[1] < P_PERCENT * sizes[0])


# --- What is left of all together -----------------------------------------------------------------


def _complete(
    column: Column, groupings: Sequence[Grouping], found: dict[Row, Hidden], least: int
) -> None:
    """Hide the smallest neighbour until the rest of each grouping may be told."""
    counts = column.counts
    for grouping in groupings:
        if not grouping.dimension:
            continue
        sizes = np.bincount(
            grouping.codes[counts & (grouping.codes >= 0)], minlength=len(grouping.groups)
        )
        while True:
            rows = [(grouping.dimension, name) for name in grouping.groups]
            is_open = np.array([row not in found for row in rows], dtype=np.bool_)
            rest = counts & ~_member(grouping, is_open)
            why = _why(column, rest, least)
            if why in (None, Hidden.NOBODY):
                break
            shown = np.flatnonzero(is_open)
            if not shown.size:
                break
            smallest = min(shown, key=lambda at: (sizes[at], at))
            found[rows[smallest]] = Hidden.PROTECTS


def _member(grouping: Grouping, is_open: Flags) -> Flags:
    """Whether each unit is in a group that is open."""
    table = np.append(is_open, False)
    inside: Flags = table[grouping.codes]
    return inside


# --- What can be worked out of everything together ------------------------------------------------


def _leak(space: Space, found: dict[Row, Hidden], least: int) -> Row | None:
    """A row to hide, since with the others it tells about too few; None where all is well."""
    shown = [at for at, row in enumerate(space.rows) if row not in found]
    if not shown or not space.counts.size:
        return None
    size = space.sums[shown] @ space.counts.astype(np.float32)
    involved = by_difference(space, shown, least)
    if involved is None:
        involved = by_four(space, shown, least)
    if involved is None:
        involved = by_projection(space, shown, least)
    if involved is None:
        return None
    # The smallest that is not all together: least is lost with it.
    at = min(involved, key=lambda one: (space.rows[shown[one]] == ALL, size[one], one))
    return space.rows[shown[at]]
