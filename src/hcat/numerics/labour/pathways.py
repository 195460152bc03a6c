# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ways through school into work: of a hundred pupils, how many are where, and by which way.

A pupil moves from state to state once a year, by shares that depend on the state and on the years
since the start. The way is the row of education states that somebody has been in, each once, in the
order of first coming: vmbo, mbo4, hbo. Which states there are is the caller's to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final

import numpy as np
import numpy.typing as npt

from hcat.numerics.errors import NumericsError
from hcat.numerics.interval import Interval
from hcat.numerics.labour import reference
from hcat.numerics.labour.chance import key
from hcat.numerics.labour.ensemble import engine
from hcat.numerics.labour.lots import Counts, Table, alias_table, drawn, first_lot, numbered
from hcat.numerics.labour.market import Floats
from hcat.numerics.shares import wilson

Way = tuple[str, ...]

MOST_WAYS: Final = 10_000
"""More ways than anybody can read; a table that allows so many has a zero that is not one."""

PERSONS_PER_TASK: Final = 1 << 16
"""Persons that a worker takes at a time; the plain version holds no more at once."""


@dataclass(frozen=True, kw_only=True)
class Schooling:
    """How pupils move on: S states, Y years.

    ==============  ==============================================================================
    ``states``      S names, education and other
    ``education``   which of them a way tells of
    ``begin``       (S,) shares of the pupils who begin there; adds up to 1
    ``moves``       (Y, S, S) share of those in a state who are in another a year later; each row
                    adds up to 1. (S, S) where all years are the same
    ``years``       Y, the years that are followed
    ==============  ==============================================================================

    Raises NumericsError for names that occur twice or are unknown, no years, shapes that do not
    fit, shares that do not add up to 1, more than 256 states or 10,000 ways.

    >>> schooling = Schooling(states=("havo", "hbo", "works"), education=("havo", "hbo"),
    ...                       begin=[1, 0, 0], years=5,
    ...                       moves=[[0, 0.8, 0.2], [0, 0.75, 0.25], [0, 0, 1]])
    >>> schooling.ways
    ((), ('havo',), ('havo', 'hbo'))
    """

    states: tuple[str, ...]
    education: tuple[str, ...]
    begin: npt.ArrayLike
    moves: npt.ArrayLike
    years: int

    def __post_init__(self) -> None:
        twice = sorted({one for one in self.states if self.states.count(one) > 1})
        strange = sorted(set(self.education) - set(self.states))
        if twice or strange or not self.states:
            raise NumericsError.about(
                f"the states {', '.join(self.states) or 'none'}",
                f"{', '.join(twice or strange) or 'nothing'} is there twice, or not at all",
                "name each state once, and as education only some of them",
            )
        if self.years < 1:
            raise NumericsError.about(
                f"{self.years} years", "nobody would move", "follow them for a year at least"
            )
        size = len(self.states)
        object.__setattr__(self, "begin", self._full("begin", (size,)))
        object.__setattr__(self, "moves", self._full("moves", (self.years, size, size)))
        _ = self.begin_table, self.move_tables, self.ways  # refuse now what cannot be

    def _full(self, name: str, shape: tuple[int, ...]) -> Floats:
        given = np.asarray(getattr(self, name), dtype=np.float64)
        if given.shape not in (shape, shape[-2:]):
            raise NumericsError.about(
                f"{name} of shape {given.shape}",
                f"with {len(self.states)} states and {self.years} years it is {shape}",
                "give a row per state, a column per state to go to, and a table per year or one",
            )
        full = np.array(np.broadcast_to(given, shape))
        full.flags.writeable = False
        return full

    @cached_property
    def begin_table(self) -> Table:
        """(S,) the alias table of the first state."""
        return alias_table(self.begin, "begin")

    @cached_property
    def move_tables(self) -> Table:
        """(Y, S, S) the alias tables of the moves."""
        return alias_table(self.moves, "moves (year, state)")

    @cached_property
    def _network(self) -> tuple[tuple[Way, ...], npt.NDArray[np.int32]]:
        """The ways that can occur, and (W, S) which way each becomes in each state."""
        possible = np.any(np.asarray(self.moves, dtype=np.float64) > 0.0, axis=0)
        ways: dict[Way, int] = {(): 0}
        grown: list[list[int]] = [[0] * len(self.states)]

        def grow(way: Way, state: int) -> Way:
            name = self.states[state]
            longer = way if name not in self.education or name in way else (*way, name)
            if longer not in ways:
                ways[longer] = len(ways)
                grown.append([ways[longer]] * len(self.states))
            if len(ways) > MOST_WAYS:
                raise NumericsError.about(
                    f"more than {MOST_WAYS:,} ways",
                    "nearly every state leads to every other",
                    "give moves that do not occur a share of 0, or name fewer states as education",
                )
            grown[ways[way]][state] = ways[longer]
            return longer

        todo = [(grow((), int(state)), int(state)) for state in np.flatnonzero(self.begin)]
        seen = set(todo)
        while todo:
            way, state = todo.pop(0)
            for after in np.flatnonzero(possible[state]):
                reached = grow(way, int(after)), int(after)
                if reached not in seen:
                    seen.add(reached)
                    todo.append(reached)
        return tuple(ways), np.array(grown, dtype=np.int32)

    @property
    def ways(self) -> tuple[Way, ...]:
        """The W ways that can occur; the first, empty, is that of who was in no education yet."""
        return self._network[0]

    @property
    def grown(self) -> npt.NDArray[np.int32]:
        """(W, S) place among the ways of what a way becomes in a state."""
        return self._network[1]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """A row of the answer: who went this way and is now in this state.

    `persons` of all; `share` on the scale 0–1; `interval` of what the share would be with endless
    persons (Wilson). The shares of a table add up to 1.
    """

    way: Way
    state: str
    persons: int
    share: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Journeys:
    """Where everybody was each year, and by which way: `counts` (Y + 1, W, S) of persons."""

    schooling: Schooling
    persons: int
    counts: Counts

    def table(self, year: int | None = None, confidence: float = 0.95) -> tuple[Outcomes, ...]:
        """Who is where `year` years on (the last if not given), by which way; most persons first.

        Raises NumericsError for a year that was not followed.
        """
        counts = self.counts[self._year(year)]
        order = sorted(zip(*np.nonzero(counts), strict=True), key=lambda at: -int(counts[at]))
        return tuple(
            Outcomes(
                self.schooling.ways[way],
                self.schooling.states[state],
                int(counts[way, state]),
                int(counts[way, state]) / self.persons,
                wilson(int(counts[way, state]), self.persons, confidence=confidence),
            )
            for way, state in order
        )

    def share(self, state: str, year: int | None = None) -> float:
        """Share of all who are in a state, by whatever way. Raises as `table`, or for no state."""
        if state not in self.schooling.states:
            raise NumericsError.about(
                f"the state {state!r}",
                "nobody can be in it",
                f"choose from {', '.join(self.schooling.states)}",
            )
        at = self.schooling.states.index(state)
        return int(self.counts[self._year(year), :, at].sum()) / self.persons

    def _year(self, year: int | None) -> int:
        found = self.schooling.years if year is None else year
        if not 0 <= found <= self.schooling.years:
            raise NumericsError.about(
                f"{found} years on",
                f"they were followed for {self.schooling.years}",
                "ask for fewer, or follow them longer",
            )
        return found


def follow(
    schooling: Schooling,
    persons: int,
    *,
    seed: int = 2012,
    compiled: bool | None = None,
    executor: Executor | None = None,
) -> Journeys:
    """Follow a number of pupils one by one.

    The same seed gives the same pupils the same fortune, on any number of workers of `executor`,
    and under two schoolings, so that their difference is the difference of the schoolings.

    Raises NumericsError for no persons, or where the compiled kernel is asked for without Numba.

    >>> schooling = Schooling(states=("havo", "hbo", "works"), education=("havo", "hbo"),
    ...                       begin=[1, 0, 0], years=5,
    ...                       moves=[[0, 0.8, 0.2], [0, 0.75, 0.25], [0, 0, 1]])
    >>> for row in follow(schooling, 100_000, compiled=False).table():
    ...     print(*row.way, "->", row.state, round(row.share, 2))
    havo hbo -> works 0.55
    havo hbo -> hbo 0.25
    havo -> works 0.2
    """
    if persons < 1:
        raise NumericsError.about(
            f"{persons} persons", "nobody can be followed", "follow one at least"
        )
    plain = engine(compiled) is reference
    task = partial(_walked, schooling, seed, plain)
    blocks = [
        range(first, min(first + PERSONS_PER_TASK, persons))
        for first in range(0, persons, PERSONS_PER_TASK)
    ]
    counts = np.zeros(_shape(schooling), dtype=np.int64)
    for part in executor.map(task, blocks) if executor else map(task, blocks):
        counts += part
    return Journeys(schooling, persons, counts)


def expected(schooling: Schooling) -> Floats:
    """(Y + 1, W, S) the exact shares of all pupils, without chance: what `follow` comes near to.

    Each year adds up to 1.

    >>> schooling = Schooling(states=("havo", "works"), education=("havo",), begin=[1, 0], years=2,
    ...                       moves=[[0.5, 0.5], [0, 1]])
    >>> expected(schooling)[:, 1].tolist()
    [[1.0, 0.0], [0.5, 0.5], [0.25, 0.75]]
    """
    moves, grown = np.asarray(schooling.moves), schooling.grown
    found = np.zeros(_shape(schooling))
    every = np.arange(len(schooling.states))
    found[0, grown[0], every] = np.asarray(schooling.begin)
    for year in range(schooling.years):
        for way, state in zip(*np.nonzero(found[year]), strict=True):
            found[year + 1, grown[way], every] += found[year, way, state] * moves[year, state]
    return found


def _shape(schooling: Schooling) -> tuple[int, int, int]:
    return (schooling.years + 1, *schooling.grown.shape)


def _walked(schooling: Schooling, seed: int, plain: bool, persons: Sequence[int]) -> Counts:
    """(Y + 1, W, S) counts of some persons."""
    counts = np.zeros(_shape(schooling), dtype=np.int64)
    code = key(seed, "pathways")
    first, last = persons[0], persons[-1] + 1
    if plain:
        walk(code, first, last, schooling, counts)
    else:
        from hcat.numerics.labour import persons_kernel

        moves = schooling.move_tables.ravel()
        persons_kernel.walk(
            code, first, last, schooling.begin_table, moves, schooling.grown, counts
        )
    return counts


def walk(code: np.uint64, first: int, last: int, schooling: Schooling, counts: Counts) -> None:
    """Add to `counts` where the persons `first` up to `last` were, in plain NumPy.

    `persons_kernel.walk` is the same, compiled.
    """
    persons = numbered(code, np.arange(first, last))
    state = drawn(schooling.begin_table[None], 0, first_lot(numbered(persons, 0)))
    way = schooling.grown[0, state]
    np.add.at(counts[0], (way, state), 1)
    for year in range(schooling.years):
        state = drawn(schooling.move_tables[year], state, first_lot(numbered(persons, year + 1)))
        way = schooling.grown[way, state]
        np.add.at(counts[year + 1], (way, state), 1)
