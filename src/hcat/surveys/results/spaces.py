# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a reader can add and subtract of one concept: rows of figures over kinds of units.

Units that are in the same groups of all waves always come together in what is shown. So what can be
worked out is looked at per kind of them: some hundreds, however many units there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hcat.surveys.instrument.questionnaire import Kind

from .columns import Column

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Lines = npt.NDArray[np.float32]


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
    """What of one concept is readable of one wave, over its units: who answered (`numbered`), what,
    and in which group of each way to group. `open`: which (dimension, group) are shown."""

    panel: Numbers
    column: Column
    groupings: Sequence[Grouping]
    open: frozenset[tuple[str, str]]


Row = tuple[str, str]
"""Dimension and group; ("", "") is all together."""
ALL: Row = ("", "")


def numbered(*panels: Sequence[str]) -> list[Numbers]:
    """Of each wave a number per unit, the same for the same name; one of its own without a name."""
    known: dict[str, int] = {}
    found, nameless = [], 0
    for panel in panels:
        numbers = np.empty(len(panel), dtype=np.int64)
        for at, name in enumerate(panel):
            if name:
                numbers[at] = known.setdefault(name, len(known))
            else:
                nameless += 1
                numbers[at] = -nameless
        found.append(numbers)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Alike:
    """One thing that a whole group may have said: how many of each kind said it, and how many said
    what is as far from it as can be, so that a difference of both tells all of either. Without
    such an other end that is None. `is_step`: told of all together only, as the steps of a scale
    are. `is_of_many`: one of several choices, so that of a group of which nobody chose it little
    is told; a reader learns what was said where somebody did."""

    said: Lines
    other_end: Lines | None
    is_step: bool = False
    is_of_many: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Sizes:
    """Of a number, by kind of unit: sums of the sizes and of their squares, the two largest, and
    the ends."""

    total: Floats
    square: Floats
    largest: Floats
    second: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """Kinds of units (those that are in the same groups of all waves), how many there are of each,
    and of each row which kinds it sums. The rows of earlier waves are there for good."""

    counts: Numbers
    rows: tuple[Row, ...]
    sums: Lines
    past_rows: tuple[Row, ...]
    past: Lines
    alike: tuple[Alike, ...]
    sizes: Sizes | None


def spaces_of(
    column: Column, groupings: Sequence[Grouping], panel: Numbers, earlier: Sequence[Shown]
) -> Iterator[Space]:
    """One for all choices together; beside earlier waves one per choice, since a unit with the same
    answer in two waves is one unknown, and with another answer two."""
    if not earlier:
        yield _of_one_wave(column, groupings)
        return
    for choice in column.choices or ("",):
        yield _over_waves(column, groupings, panel, earlier, choice)


def _of_one_wave(column: Column, groupings: Sequence[Grouping]) -> Space:
    counted = column.counts
    kinds, many, place = _kinds(np.stack([one.codes[counted] for one in groupings]))
    rows, sums = _sums(groupings, kinds)
    alike: list[Alike] = []
    sizes = None
    for choice in column.choices or ("",):
        values = _values(column, choice)[counted]
        alike += _alike(column, values, place, many.size)
        if column.kind is Kind.NUMBER:
            sizes = _sizes(values, place, many.size)
    return Space(
        many, rows, sums, (), np.zeros((0, many.size), dtype=np.float32), tuple(alike), sizes
    )  # fmt: skip


def _over_waves(
    column: Column,
    groupings: Sequence[Grouping],
    panel: Numbers,
    earlier: Sequence[Shown],
    choice: str,
) -> Space:
    waves = [Shown(panel, column, groupings, frozenset()), *earlier]
    counted = [wave.column.counts for wave in waves]
    said = [_values(wave.column, choice)[is_in] for wave, is_in in zip(waves, counted, strict=True)]
    who = [wave.panel[is_in] for wave, is_in in zip(waves, counted, strict=True)]
    # A number per (unit, answer): the unit's, and within it the answer's.
    values, which = np.unique(np.concatenate(said), return_inverse=True)
    pairs = np.concatenate(who) * max(1, values.size) + which
    unknown, number = np.unique(pairs, return_inverse=True)
    parts, at = [], 0
    for wave, is_in in zip(waves, counted, strict=True):
        many = int(np.count_nonzero(is_in))
        place = number[at : at + many]
        at += many
        for one in wave.groupings:
            line = np.full(unknown.size, -2, dtype=np.int32)
            line[place] = one.codes[is_in]
            parts.append(line)
    kinds, counts, of_kind = _kinds(np.stack(parts))
    here = len(groupings)
    rows, sums = _sums(groupings, kinds[:here])
    past, past_rows = [np.zeros((0, counts.size), dtype=np.float32)], []
    at = here
    for wave in earlier:
        names, lines = _sums(wave.groupings, kinds[at : at + len(wave.groupings)])
        at += len(wave.groupings)
        open_ = [place for place, name in enumerate(names) if name in wave.open]
        past.append(lines[open_])
        past_rows += [names[place] for place in open_]
    answers = values[unknown % max(1, values.size)] if values.size else np.zeros(0)
    return Space(
        counts, rows, sums, tuple(past_rows), np.concatenate(past),
        tuple(_alike(column, answers, of_kind, counts.size)),
        _sizes(answers, of_kind, counts.size) if column.kind is Kind.NUMBER else None,
    )  # fmt: skip


def _kinds(lines: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.int32], Numbers, Numbers]:
    """The different columns of a matrix of codes from -2 on, how often each occurs, and which one
    each column is; as numbers, since sorting whole columns takes twenty times as long."""
    code = np.zeros(lines.shape[1], dtype=np.int64)
    for line in lines:
        code = code * (int(line.max(initial=0)) + 3) + line + 2
        # Numbered anew each time, so that it cannot grow out of its bits.
        code = np.unique(code, return_inverse=True)[1].astype(np.int64)
    _different, first, many = np.unique(code, return_index=True, return_counts=True)
    return lines[:, first], many, code


def _sums(
    groupings: Sequence[Grouping], kinds: npt.NDArray[np.int32]
) -> tuple[tuple[Row, ...], Lines]:
    rows, sums = [], []
    for one, codes in zip(groupings, kinds, strict=True):
        for place, name in enumerate(one.groups):
            rows.append((one.dimension, name))
            sums.append(codes == place)
    return tuple(rows), np.array(sums, dtype=np.float32).reshape(len(rows), kinds.shape[1])


def _values(column: Column, choice: str) -> Floats:
    """As `Column.values`; zeros for a choice that the wave did not have."""
    if column.kind not in (Kind.SCALE, Kind.NUMBER) and choice not in column.choices:
        return np.zeros(column.state.size)
    return column.values(choice)


# --- What was said in each kind -------------------------------------------------------------------


def _alike(column: Column, values: Floats, place: Numbers, kinds: int) -> Iterator[Alike]:
    """All things that many may have said together; of a number none, see `Sizes`."""
    if column.kind is Kind.NUMBER or (column.kind is Kind.OPEN and not column.choices):
        return
    if column.kind not in (Kind.SCALE, Kind.RANKING):
        is_of_many = column.kind is not Kind.SINGLE or len(column.choices) > 2
        yes, no = (_count(values == one, place, kinds) for one in (1, 0))
        yield Alike(yes, no, is_of_many=is_of_many)
        return
    low, high = _ends(column, values)
    for value in np.unique(values):
        other = {low: high, high: low}.get(float(value))
        if other is None and not column.has_steps:
            continue  # a sum tells what all said at its ends only
        said = _count(values == value, place, kinds)
        yield Alike(said, None if other is None else _count(values == other, place, kinds))
        if column.kind is Kind.SCALE and column.has_steps:
            yield Alike(said, _count(values != value, place, kinds), is_step=True)


def _ends(column: Column, values: Floats) -> tuple[float, float]:
    if column.kind is Kind.RANKING:
        return 1.0, float(len(column.choices))
    limits = column.question.limits if column.question else None
    low = limits.low if limits is not None else None
    high = limits.high if limits is not None else None
    return (
        float(values.min(initial=np.inf)) if low is None else low,
        float(values.max(initial=-np.inf)) if high is None else high,
    )


def _count(flags: Flags, place: Numbers, kinds: int) -> Lines:
    return np.bincount(place[flags], minlength=kinds).astype(np.float32)


def _sizes(values: Floats, place: Numbers, kinds: int) -> Sizes | None:
    if not values.size:
        return None
    order = np.lexsort((-np.abs(values), place))
    sorted_, of = values[order], place[order]
    first = np.searchsorted(of, np.arange(kinds))
    after = np.append(first[1:], of.size)
    second = np.where(after - first > 1, np.abs(sorted_[np.minimum(first + 1, of.size - 1)]), 0.0)
    return Sizes(
        np.add.reduceat(np.abs(sorted_), first), np.add.reduceat(sorted_**2, first),
        np.abs(sorted_[first]), second,
        np.minimum.reduceat(sorted_, first), np.maximum.reduceat(sorted_, first),
    )  # fmt: skip
