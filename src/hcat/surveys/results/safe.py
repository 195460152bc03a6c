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
   says the same in two waves is taken as known to have done so, which is the worst case.
   Neither may up to four of them, added and subtracted in any way.
4. No combination whatever may give one small kind of units (those in the same groups) or two of
   them: the rows that are shown span a space, and what can be worked out lies in it.

Source of 1 and 2: Hundepool et al. 2012, Statistical Disclosure Control, ch. 4; of 4: linear
algebra (a vector lies in the row space when its projection is itself).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hcat.surveys.instrument.questionnaire import Kind

from .columns import Column
from .reasons import Hidden

LEAST = 5
ALL_ALIKE_FROM = 10
"""Answers from which on all together is shown where everybody says the same."""
SPARE = 1
"""So many may say otherwise, and the others still count as saying the same."""
P_PERCENT = 0.10
EXACT = 1e-7
MOST_ROWS = 60
"""Rows of which four at a time are added and subtracted: that costs the fourth power."""

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """One way to group the units: the place of each unit's group, -1 where it is not known.

    The empty dimension is all together, one group.
    """

    dimension: str
    groups: tuple[str, ...]
    codes: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What of one concept is readable of one wave, over its units: who answered, what, and in
    which group of each way to group. `open`: which (dimension, group) are shown."""

    panel: Sequence[str]
    column: Column
    groupings: Sequence[Grouping]
    open: frozenset[tuple[str, str]]


Row = tuple[str, str]
"""Dimension and group; ("", "") is all together."""
ALL: Row = ("", "")


def hidden_rows(
    column: Column,
    groupings: Sequence[Grouping],
    *,
    panel: Sequence[str] = (),
    earlier: Sequence[Shown] = (),
    least: int = LEAST,
) -> dict[Row, Hidden]:
    """By row of one concept: why it is not shown. The first grouping is all together."""
    found = _alone(column, groupings, least)
    _complete(column, groupings, found, least)
    if not earlier:
        space = _space(groupings, column.counts)
        _protect([space], column, groupings, found, least)
        return found
    spaces = [
        _space_over_waves(column, groupings, panel, earlier, choice)
        for choice in (column.choices or ("",))
    ]
    _protect(spaces, column, groupings, found, least)
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
    """Whether all but one of a group, or all, say the same; of several choices, yes to one of them.
    Of a number all: the rule of sums holds for the rest."""
    if kind in (Kind.MULTIPLE, Kind.OPEN):
        return said.shape[1] > 0 and bool(said.sum(axis=0).max() >= said.shape[0] - SPARE)
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


@dataclass(frozen=True, slots=True, eq=False)
class _Space:
    """Kinds of units (those that are in the same groups of all waves), how many there are of each,
    and of each row which kinds it sums. The rows of earlier waves are there for good."""

    counts: npt.NDArray[np.int64]
    rows: tuple[Row, ...]
    sums: npt.NDArray[np.float32]
    past: npt.NDArray[np.float32]


def _space(groupings: Sequence[Grouping], counted: Flags) -> _Space:
    codes = np.stack([one.codes[counted] for one in groupings])
    kinds, many = _kinds(codes)
    rows, sums = _sums(groupings, kinds)
    return _Space(many, rows, sums, np.zeros((0, many.size), dtype=np.float32))


def _kinds(
    lines: npt.NDArray[np.int32],
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    """The different columns of a matrix of codes from -2 on, and how often each occurs; as numbers,
    since sorting whole columns takes twenty times as long."""
    code = np.zeros(lines.shape[1], dtype=np.int64)
    for line in lines:
        code = code * (int(line.max(initial=0)) + 3) + line + 2
        # Numbered anew each time, so that it cannot grow out of its bits.
        code = np.unique(code, return_inverse=True)[1].astype(np.int64)
    _different, first, many = np.unique(code, return_index=True, return_counts=True)
    return lines[:, first], many


def _sums(
    groupings: Sequence[Grouping], kinds: npt.NDArray[np.int32]
) -> tuple[tuple[Row, ...], npt.NDArray[np.float32]]:
    rows, sums = [], []
    for one, codes in zip(groupings, kinds, strict=True):
        for place, name in enumerate(one.groups):
            rows.append((one.dimension, name))
            sums.append(codes == place)
    return tuple(rows), np.array(sums, dtype=np.float32).reshape(len(rows), kinds.shape[1])


def _space_over_waves(
    column: Column,
    groupings: Sequence[Grouping],
    panel: Sequence[str],
    earlier: Sequence[Shown],
    choice: str,
) -> _Space:
    """A unit with the same answer in two waves is one unknown; with another answer it is two."""
    waves = [Shown(panel, column, groupings, frozenset()), *earlier]
    numbers: dict[tuple[str, float], int] = {}
    places: list[tuple[npt.NDArray[np.int64], Flags]] = []
    for at, wave in enumerate(waves):
        counted = wave.column.counts
        said = _values(wave.column, choice)[counted]
        who = [one for one, is_in in zip(wave.panel, counted, strict=True) if is_in]
        found = [
            numbers.setdefault((name or f"?{at}:{unit}", float(value)), len(numbers))
            for unit, (name, value) in enumerate(zip(who, said, strict=True))
        ]
        places.append((np.array(found, dtype=np.int64), counted))
    parts = []
    for wave, (place, counted) in zip(waves, places, strict=True):
        for one in wave.groupings:
            line = np.full(len(numbers), -2, dtype=np.int32)
            line[place] = one.codes[counted]
            parts.append(line)
    kinds, many = _kinds(np.stack(parts))
    here = len(groupings)
    rows, sums = _sums(groupings, kinds[:here])
    past = [np.zeros((0, many.size), dtype=np.float32)]
    at = here
    for wave in earlier:
        names, lines = _sums(wave.groupings, kinds[at : at + len(wave.groupings)])
        at += len(wave.groupings)
        past.append(lines[[place for place, name in enumerate(names) if name in wave.open]])
    return _Space(many, rows, sums, np.concatenate(past))


def _values(column: Column, choice: str) -> Floats:
    """As `Column.values`; zeros for a choice that the earlier wave did not have."""
    if choice and choice not in column.choices:
        return np.zeros(column.state.size)
    return column.values(choice)


def _protect(
    spaces: Sequence[_Space],
    column: Column,
    groupings: Sequence[Grouping],
    found: dict[Row, Hidden],
    least: int,
) -> None:
    """Hide rows until nothing about too few can be worked out."""
    while True:
        for space in spaces:
            row = _leak(space, found, least)
            if row is not None:
                found[row] = Hidden.DIFFERENCE
                _complete(column, groupings, found, least)
                break
        else:
            return


def _leak(space: _Space, found: dict[Row, Hidden], least: int) -> Row | None:
    """A row to hide, since with the others it tells about too few; None where all is well."""
    shown = [at for at, row in enumerate(space.rows) if row not in found]
    if not shown or not space.counts.size:
        return None
    size = space.sums[shown] @ space.counts.astype(np.float32)
    involved = _by_difference(space, shown, least)
    if involved is None:
        involved = _by_four(space, shown, least)
    if involved is None:
        involved = _by_projection(space, shown, least)
    if involved is None:
        return None
    # The smallest that is not all together: least is lost with it.
    at = min(involved, key=lambda one: (space.rows[shown[one]] == ALL, size[one], one))
    return space.rows[shown[at]]


def _by_difference(space: _Space, shown: Sequence[int], least: int) -> list[int] | None:
    """Places in `shown` of two sums that differ by too few units."""
    lines, made_of = _sums_of_groups(space, shown)
    lines = np.concatenate([lines, space.past])
    counts = space.counts.astype(np.float32)
    weighed = lines * counts
    total = weighed.sum(axis=1)
    apart = total[:, None] + total[None, :] - 2 * (weighed @ lines.T)
    is_bad = (apart > 0.5) & (apart < least - 0.5)
    is_bad[len(made_of) :, len(made_of) :] = False
    where = np.argwhere(is_bad)
    if not where.size:
        return None
    rows: set[int] = set()
    for at in where[0]:
        rows |= set(made_of[at]) if at < len(made_of) else set()
    return sorted(rows)


def _by_four(space: _Space, shown: Sequence[int], least: int) -> list[int] | None:
    """Places in `shown` of up to four rows of which the sum, with any signs, is about too few.

    The square of what is left is at least the number of units that it is about; where each counts
    once it is that number. Of very many rows those of the oldest waves are left out.
    """
    rows = np.concatenate([space.sums[shown], space.past[::-1]])[:MOST_ROWS]
    one, other = np.triu_indices(len(rows), 1)
    lines = np.concatenate([rows, rows[one] - rows[other], rows[one] + rows[other]])
    first = np.concatenate([np.arange(len(rows)), one, one])
    second = np.concatenate([np.arange(len(rows)), other, other])
    weighed = lines * space.counts.astype(np.float32)
    square = (weighed * lines).sum(axis=1)
    both = weighed @ lines.T
    for sign in (-2.0, 2.0):
        left = square[:, None] + square[None, :] + sign * both
        for at, to in np.argwhere((left > 0.5) & (left < least - 0.5)):
            used = {int(first[at]), int(second[at]), int(first[to]), int(second[to])}
            mine = sorted(place for place in used if place < len(shown))
            if mine:
                return mine
    return None


def _sums_of_groups(
    space: _Space, shown: Sequence[int]
) -> tuple[npt.NDArray[np.float32], list[tuple[int, ...]]]:
    """Each row, two of one grouping together, and all but these; with the rows they are made of."""
    lines = [space.sums[at] for at in shown]
    made_of: list[tuple[int, ...]] = [(one,) for one in range(len(shown))]
    rows = [space.rows[at] for at in shown]
    for one in range(len(shown)):
        for other in range(one + 1, len(shown)):
            if rows[one][0] and rows[one][0] == rows[other][0]:
                lines.append(lines[one] + lines[other])
                made_of.append((one, other))
    if ALL in rows:
        whole = rows.index(ALL)
        by_dimension: dict[str, list[int]] = {}
        for one, (dimension, _name) in enumerate(rows):
            if dimension:
                by_dimension.setdefault(dimension, []).append(one)
        for place, members in enumerate(list(made_of)):
            if members != (whole,):
                lines.append(lines[whole] - lines[place])
                made_of.append((whole, *members))
        for members_of in by_dimension.values():
            lines.append(lines[whole] - space.sums[[shown[one] for one in members_of]].sum(axis=0))
            made_of.append((whole, *members_of))
    return np.array(lines, dtype=np.float32), made_of


def _by_projection(space: _Space, shown: Sequence[int], least: int) -> list[int] | None:
    """Places in `shown` of rows that together tell one small kind of units, or two."""
    lines = np.concatenate([space.sums[shown], space.past]).astype(np.float64)
    small = np.flatnonzero(space.counts < least)
    if not small.size:
        return None
    left, scale, _right = np.linalg.svd(lines.T, full_matrices=False)
    base = left[:, scale > EXACT * max(1.0, float(scale[0]))]
    part = base[small] @ base[small].T
    own = np.diag(part)
    for kinds in _alone_or_two(part, own, space.counts[small], least):
        places = small[list(kinds)]
        # The vector on these kinds that lies in the space, and the rows that make it.
        _size, vectors = np.linalg.eigh(part[np.ix_(kinds, kinds)])
        target = np.zeros(lines.shape[1])
        target[places] = vectors[:, -1]
        weights = np.linalg.lstsq(lines.T, target, rcond=None)[0]
        rows = [at for at in range(len(shown)) if abs(weights[at]) > EXACT]
        if rows:
            return rows
    return None


def _alone_or_two(
    part: Floats, own: Floats, counts: npt.NDArray[np.int64], least: int
) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = [(int(one),) for one in np.flatnonzero(own > 1 - EXACT)]
    if found:
        return found
    # Two kinds with a vector of their own: the larger eigenvalue of their part is 1.
    near = np.flatnonzero(own > EXACT)
    mine, other = own[near][:, None], own[near][None, :]
    both = part[np.ix_(near, near)]
    largest = (mine + other) / 2 + np.sqrt(((mine - other) / 2) ** 2 + both**2)
    is_few = counts[near][:, None] + counts[near][None, :] < least
    pairs = np.argwhere(np.triu((largest > 1 - EXACT) & is_few, 1))
    return [(int(near[one]), int(near[two])) for one, two in pairs]
