# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Combinations of questions, ways to group and waves of small regions, each of them attacked.

Only what is kept of a release is read: figures, changes, why answers are missing. What the method
says that it does not hold is tried as well, and counted by itself.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations
from typing import Any
from unittest.mock import patch

import numpy as np

from hcat.surveys import exporting
from hcat.surveys.results import publishing
from hcat.surveys.results.columns import Column
from hcat.surveys.results.estimating import Figure
from hcat.surveys.results.reasons import Hidden
from hcat.surveys.results.safe import Grouping, Row

from .adding import Sums
from .asked import OPEN, Asked, State
from .counting import Counts
from .reading import Told, tells_how_many
from .region import BY
from .small_regions import DIFFERENCE, GATE, MANY, TOGETHER, Out, SmallRegion

READER, ONE_OF_THEM, KNOWS_FIRST, UNANSWERED = (
    "a reader", "one of them", "knows the first answers", "reads how many were not asked",
)  # fmt: skip
HELD = (READER, ONE_OF_THEM, KNOWS_FIRST, UNANSWERED)
"""Against these it holds, save of a difference: see `OF_DIFFERENCE`."""
OF_DIFFERENCE = "any of these, of a difference"
"""How many answered both sides tells, now and then, who of those who left one open was asked the
other."""
HOW_MANY, OF_MANY, SAME, CHANGES, SPREADS, EXPORT = (
    "how many of a few", "one of them, of many choices", "knows who said the same twice",
    "takes changes apart", "takes means apart", "reads single answers",
)  # fmt: skip
NOT_HELD = (OF_MANY, SAME, CHANGES, SPREADS, EXPORT)
"""Against these it does not, as the method says; nor where it is only found out of how many of a
few chose one of many."""
FOLLOWED = ("one leads to the next", "one of four", "a mark", "a number")
"""Over two waves: of other questions there would be too many histories to try."""
WAYS = ("", "size", "sector", "municipality")


@dataclass(frozen=True)
class Combination:
    together: str
    ways: tuple[str, ...]
    waves: tuple[int, ...]
    reader: str


@dataclass
class Tally:
    """By reader how many combinations were tried, how many of these were worked out, and of how
    many something was recovered; and an example of each region."""

    tried: Counter[str] = field(default_factory=Counter)
    solved: Counter[str] = field(default_factory=Counter)
    recovered: Counter[str] = field(default_factory=Counter)
    found: list[tuple[int, Combination, set[Told]]] = field(default_factory=list)
    regions: int = 0

    def add(self, seed: int, readers: Sequence[str], *, by_part: bool = True) -> None:
        self.regions += 1
        for one, learnt, parts in Region(seed).attacked(readers, by_part=by_part):
            reader = (
                OF_DIFFERENCE if one.together == DIFFERENCE and one.reader in HELD else one.reader
            )
            self.tried[reader] += parts
            self.solved[reader] += 1
            if not learnt:
                continue
            if reader == READER and one.together in MANY and all(map(tells_how_many, learnt)):
                reader = HOW_MANY
            self.recovered[reader] += parts
            if reader in HELD:
                self.found.append((seed, one, learnt))

    def held(self) -> tuple[int, int]:
        """Combinations tried by readers against whom it is to hold, and recovered."""
        return sum(self.tried[one] for one in HELD), sum(self.recovered[one] for one in HELD)


def attacked(
    least: int, first: int = 0, *, readers: Sequence[str] = HELD, by_part: bool = True
) -> Tally:
    """So many combinations or more, of as many regions as that takes; the seed of the first region.

    Whoever reads less learns no more. So all that was released is worked out first, and where
    nothing follows from that, nothing follows from a part of it: each part counts as tried. Where
    something does, each part is worked out, or without `by_part` all of it counts as one.
    """
    found = Tally()
    while found.held()[0] < least:
        found.add(first + found.regions, readers, by_part=by_part)
    return found


@contextmanager
def nothing_kept_back() -> Iterator[None]:
    """Waves are released with all that two answered or more: one answer has no interval."""
    real = publishing.hidden_rows

    def of_nobody(column: Column, groupings: Sequence[Grouping], **more: Any) -> dict[Row, Hidden]:
        found = real(column, groupings, **more)
        few = {
            (one.dimension, name)
            for one in groupings
            for place, name in enumerate(one.groups)
            if np.count_nonzero(column.counts & (one.codes == place)) < 2
        }
        return {row: why for row, why in found.items() if row in few}

    with (
        patch.object(publishing, "hidden_rows", of_nobody),
        patch.object(publishing, "told_by_rest", lambda *_given, **_more: {}),
        patch.object(publishing, "told_by_both", lambda _sides, _both, _earlier, hidden: hidden),
    ):
        yield


# --- Attacking a region ---------------------------------------------------------------------------


def _parts(of: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """All that one can read of it, but nothing."""
    for many in range(1, len(of) + 1):
        yield from combinations(of, many)


class Region(SmallRegion):
    def attacked(
        self, readers: Sequence[str], *, by_part: bool = True
    ) -> Iterator[tuple[Combination, set[Told], int]]:
        """What each reader learns, and of how many combinations that is told."""
        waves = tuple(range(len(self.out)))
        for together in TOGETHER:
            for reader in readers:
                if not self._can(reader, together, waves):
                    continue
                whole = Combination(together, WAYS, waves, reader)
                learnt = self.learnt(whole)
                if reader in (SAME, CHANGES) or (learnt and not by_part):
                    yield whole, learnt, 1  # the first two look at waves together
                elif not learnt:
                    yield whole, learnt, len(list(_parts(WAYS))) * len(list(_parts(waves)))
                else:
                    yield from self._by_part(whole)

    def _by_part(self, whole: Combination) -> Iterator[tuple[Combination, set[Told], int]]:
        for ways in _parts(WAYS):
            by_wave = {
                at: self.learnt(Combination(whole.together, ways, (at,), whole.reader))
                for at in whole.waves
            }
            for waves in _parts(whole.waves):
                learnt = set[Told]().union(*(by_wave[at] for at in waves))
                yield Combination(whole.together, ways, waves, whole.reader), learnt, 1

    def _can(self, reader: str, together: str, waves: Sequence[int]) -> bool:
        """Whether such a reader knows more here than any."""
        if reader in (ONE_OF_THEM, OF_MANY):
            return (together in MANY) == (reader == OF_MANY)
        if reader == KNOWS_FIRST:
            return together in GATE
        if reader == SAME:
            return len(waves) > 1 and together in FOLLOWED
        if reader == CHANGES:
            return together in FOLLOWED and bool(self._changes(together, waves))
        if reader == UNANSWERED:
            concepts = {asked.concept for asked in TOGETHER[together] if not asked.is_number}
            return any(concepts & self.out[at].unanswered.keys() for at in waves)
        if reader == SPREADS:
            is_mean = together in ("a mark", "a ranking", DIFFERENCE)
            return is_mean and any(self.out[at].is_one_cell for at in waves)
        return True

    def learnt(self, one: Combination) -> set[Told]:
        """What such a reader works out of it."""
        found: set[Told] = set()
        for waves in self._read_together(one):
            found |= self._learnt(one, waves, self.own)
        return found

    def _read_together(self, one: Combination) -> list[tuple[int, ...]]:
        """To who does not know who said the same, an answer of one wave tells nothing of another,
        unless a change is taken apart."""
        if one.reader == SAME:
            return [one.waves if one.together == "a number" else one.waves[-2:]]
        if one.reader == CHANGES:
            return [pair for pair, _concept, _choice in self._changes(one.together, one.waves)[:1]]
        return [(at,) for at in one.waves]

    def _changes(
        self, together: str, waves: Sequence[int]
    ) -> list[tuple[tuple[int, int], str, str]]:
        concepts = {asked.concept for asked in TOGETHER[together]}
        return [one for one in self.changes if one[1] in concepts and set(one[0]) <= set(waves)]

    def _learnt(self, one: Combination, waves: tuple[int, ...], own: str) -> set[Told]:
        outs = {at: self.out[at] for at in waves}
        concepts = [asked.concept for asked in TOGETHER[one.together] if not asked.is_worked_out]
        sheets = {at: out.sheets.of(concepts) for at, out in outs.items()}
        is_same = one.reader == SAME
        knows_nobody = one.reader not in (ONE_OF_THEM, OF_MANY, KNOWS_FIRST)
        book: Counts | Sums
        if one.together == "a number":
            [asked] = TOGETHER[one.together]
            is_known = one.reader == ONE_OF_THEM
            known = {(at, own): 0.0 for at in waves} if is_known else {}
            book = Sums(asked, sheets, known, same=is_same)
        else:
            book = Counts(
                TOGETHER[one.together], sheets, partial(_known, one, own), same=is_same,
                apart_by=lambda at, unit: outs[at].written[unit] if one.reader == EXPORT else None,
            )  # fmt: skip
        for at, out in outs.items():
            self._read_wave(book, one, at, out)
        if isinstance(book, Counts) and one.reader == CHANGES:
            for pair, concept, choice in self._changes(one.together, waves):
                book.read_change(pair, book.questions[concept], choice)
        return book.learn(also_of_few=knows_nobody)

    def _read_wave(self, book: Counts | Sums, one: Combination, at: int, out: Out) -> None:
        is_told = one.reader in (UNANSWERED, EXPORT) and isinstance(book, Counts)
        for asked in TOGETHER[one.together]:
            for figure in out.figures:
                if figure.concept != asked.concept or figure.dimension not in one.ways:
                    continue
                book.read(at, asked, figure)
                if one.reader == SPREADS and isinstance(book, Counts) and out.is_one_cell:
                    _read_spread(book, at, asked, figure)
            if is_told and asked.concept in out.unanswered:
                book.read_unanswered(at, asked, out.unanswered[asked.concept])
        if one.reader == EXPORT:
            _read_export(book, at, TOGETHER[one.together], out)


def _known(one: Combination, own: str, _wave: int, unit: str, said: State) -> State:
    """What such a reader knows of a unit."""
    if one.reader in (ONE_OF_THEM, OF_MANY) and unit == own:
        return said
    if one.reader == KNOWS_FIRST:
        return {GATE[one.together]: said[GATE[one.together]]}
    return {}


# --- What is read beside the figures --------------------------------------------------------------


def _read_spread(book: Counts, at: int, asked: Asked, one: Figure) -> None:
    """Of the interval without the correction, in one cell: half of it is Student's t times the
    standard error, which is the root of m / (m - 1) times the squares about the mean, over n."""
    from scipy.stats import t

    if one.hidden or one.statistic == "share" or asked.apart is not None:
        return
    assert one.n is not None
    assert one.value is not None
    assert one.high_ongoing is not None
    many = len(book.waves[at].groups)
    error = (one.high_ongoing - one.value) / float(t.ppf(0.975, max(one.n - 1, 1)))
    about = error**2 * (many - 1) / many * one.n**2
    row = (one.dimension, one.group)
    book.read_squares(at, asked, one.choice, row, about + one.n * one.value**2)


def _read_export(book: Counts | Sums, at: int, questions: Sequence[Asked], out: Out) -> None:
    """Single answers by the group that is written beside them. Which units are written so follows
    from the groups that all are known to be in."""
    text = "".join(exporting.answers_csv(by=BY, wave=out.wave.pk))
    lines: dict[tuple[str, ...], list[Mapping[str, str]]] = {}
    for line in csv.DictReader(text.splitlines()):
        lines.setdefault(tuple(line[name] for name in exporting.GROUPS), []).append(line)
    units: dict[tuple[str, ...], list[str]] = {}
    for unit, group in out.written.items():
        units.setdefault(group, []).append(unit)
    assert {group: len(of) for group, of in lines.items()} == {
        group: len(of) for group, of in units.items()
    }
    for group, of in lines.items():
        if isinstance(book, Sums):
            numbers = [float(one["vacancies"]) for one in of if one["vacancies"]]
            book.read_sheets(at, units[group], numbers)
        else:
            book.read_sheets(at, units[group], [_as_state(questions, one) for one in of])


def _as_state(questions: Sequence[Asked], line: Mapping[str, str]) -> State:
    found: dict[str, str] = {}
    for asked in questions:
        if asked.is_worked_out or (asked.after and found[asked.after[0]] != asked.after[1]):
            continue
        said = line[asked.concept].split()
        if asked.is_several:
            said = [one for one in asked.choices if one in said]
        said = [one for one in said if one != "dont_know"]
        sign = "+" if asked.is_several else ">"
        found[asked.concept] = sign.join(said) or OPEN
    return found
