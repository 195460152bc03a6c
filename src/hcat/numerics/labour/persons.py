# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same labour market person by person: what proves the cohort model, and follows people.

Rates are the most likely ones, without the spread of parameters: what scatters here is only who
it happens to. Within a year somebody retires, or leaves the occupation, or leaves the region, in
that order; graduates and arrivals come at the end of it (`reference.region_flows`). Somebody who
left does not come back as the same person.

Persons are numbered within their cohort: those who work at the start by region, education and age,
those who come later by region, education and year. All that befalls a person hangs on that number,
the seed and the year. So the figures are the same on any number of workers, and under two scenarios
the same persons meet the same fortune. No person is stored; what is kept are counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour import reference
from hcat.numerics.labour.axes import stable_code
from hcat.numerics.labour.chance import Codes, key, mixed, uniform
from hcat.numerics.labour.ensemble import TASKS_PER_WORKER, engine
from hcat.numerics.labour.lots import (
    Column,
    Counts,
    Table,
    alias_table,
    drawn,
    first_lot,
    numbered,
    rounded,
    second_lot,
    threshold,
)
from hcat.numerics.labour.market import Floats, Market

EVENTS: Final = (
    "studying_on",  # graduates who study on
    "outside",  # ... who do not join the labour force
    "entrants",  # ... who join it, before some leave the region
    "leakage",  # those of them who leave the region
    "arrivals",  # come to the region from elsewhere
    "retirement",  # leave the labour force
    "leaving",  # leave for an occupation outside technology
    "departures",  # leave the region later on
    "working",  # who works in the region at the end of the year: a census, not an event
)
(STUDYING_ON, OUTSIDE, ENTRANTS, LEAKAGE, ARRIVALS, RETIREMENT, LEAVING, DEPARTURES, WORKING) = (
    range(len(EVENTS))
)

STATES: Final = {
    "retired": (RETIREMENT,),
    "left_occupation": (LEAVING,),
    "left_region": (LEAKAGE, DEPARTURES),
    "studying_on": (STUDYING_ON,),
    "outside": (OUTSIDE,),
}
"""Where somebody is who does not work in the region, by the events that led there."""

AT_ENTRY: Final = 2
"""Hashes that a person uses on coming in ..."""
PER_YEAR: Final = 2
"""... and in every year."""

BLOCK: Final = 1 << 16
"""Persons that the plain version holds at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """How to simulate: how many times the whole population over, and from which seed.

    `compiled` asks for the compiled kernel (True), the plain one (False), or whichever is there.
    Raises NumericsError for fewer than one time.
    """

    draws: int = 1
    seed: int = 2012
    compiled: bool | None = None

    def __post_init__(self) -> None:
        if self.draws < 1:
            raise NumericsError.about(
                f"{self.draws} draws", "nobody would live", "simulate at least once"
            )


@dataclass(frozen=True, slots=True)
class Lives:
    """What became of everybody: counts of persons.

    `started` (R, E, D) work at the start; `events` (R, E, K, T, D) by `EVENTS`, in each year.
    """

    market: Market
    started: Counts
    events: Counts

    @property
    def working(self) -> Counts:
        """(R, E, T, D) who work in the region at the end of each year."""
        return np.asarray(self.events[:, :, WORKING])

    @property
    def came(self) -> Counts:
        """(R, E, T, D) everybody who came so far: at the start, by diploma, from elsewhere."""
        diplomas = self.events[:, :, [STUDYING_ON, OUTSIDE, ENTRANTS]].sum(axis=2)
        arrivals = self.events[:, :, ARRIVALS]
        return np.asarray(self.started[:, :, None] + (diplomas + arrivals).cumsum(axis=2))

    def states(self) -> dict[str, Counts]:
        """(R, E, T, D) per state: where everybody who ever came is at the end of each year."""
        return {"working": self.working} | {
            state: np.asarray(self.events[:, :, list(events)].sum(axis=2).cumsum(axis=2))
            for state, events in STATES.items()
        }

    def flows(self) -> Floats:
        """(R, E, C, T, D) the components of the cohort model, persons per year.

        Expansion is the growth of the jobs of who had one at the start: nobody's transition.
        """
        found = np.empty(
            (*self.events.shape[:2], len(reference.COMPONENTS), *self.events.shape[3:])
        )
        found[:, :, reference.ENTRANTS] = self.events[:, :, ENTRANTS]
        found[:, :, reference.LEAKAGE] = self.events[:, :, LEAKAGE]
        found[:, :, reference.RETIREMENT] = self.events[:, :, RETIREMENT]
        found[:, :, reference.LEAVING] = self.events[:, :, LEAVING]
        found[:, :, reference.MIGRATION] = self.events[:, :, DEPARTURES]
        found[:, :, reference.MIGRATION] -= self.events[:, :, ARRIVALS]
        found[:, :, reference.EXPANSION] = self._expansion()
        return reference.grained(found)

    def _expansion(self) -> Floats:
        """(R, E, T, D)."""
        employed = 1.0 - self.market.array("unemployed")
        growth = self.market.array("sector_mix") @ self.market.array("growth")  # (R, E, T)
        grown = np.cumprod(1.0 + growth, axis=-1)
        before = np.concatenate([np.ones_like(grown[..., :1]), grown[..., :-1]], axis=-1)
        jobs = self.started * employed[..., None]
        return np.asarray(jobs[:, :, None] * (before * growth)[..., None])


def simulate(
    market: Market,
    crowd: Crowd | None = None,
    *,
    executor: Executor | None = None,
    workers: int = 1,
) -> Lives:
    """Everybody's life in a market, from the first year to the last.

    A stock or number of graduates that is not whole is rounded by lot, with its expectation kept;
    arrivals are a Poisson number. `executor` (of threads or processes) spreads regions and
    educations over its `workers`; the figures are the same without. Memory does not grow with the
    number of persons.

    Raises NumericsError where the compiled kernel is asked for and Numba is not there.

    >>> from hcat.numerics.labour.axes import Axes, Education
    >>> axes = Axes(regions=("twente",), educations=(Education("hbo", "civil"),),
    ...             years=(2024, 2025), first_age=63, last_age=65)
    >>> market = Market(axes=axes, stock=[100, 100, 0], exit_rate=[[[0], [0.5], [1]]],
    ...                 graduates=10, retention=1, entry_ages=[1, 0, 0], growth=0.01)
    >>> lives = simulate(market, Crowd(compiled=False))
    >>> lives.working[0, 0, :, 0].tolist(), lives.came[0, 0, :, 0].tolist()
    ([153, 65], [210, 220])
    """
    crowd = crowd or Crowd()
    engine(crowd.compiled)
    regions, educations, _, _ = market.axes.shape
    size = _block(regions, educations, workers if executor else 1)
    alone = [market.only([one]) for one in market.axes.regions]
    tasks = [
        (alone[region], range(first, min(first + size, educations)))
        for region in range(regions)
        for first in range(0, educations, size)
    ]
    task = partial(_task, crowd=crowd)
    done = list(executor.map(task, tasks) if executor else map(task, tasks))
    per_region = len(done) // regions
    rows = [done[first : first + per_region] for first in range(0, len(done), per_region)]
    return Lives(
        market,
        np.stack([np.concatenate([started for started, _ in row]) for row in rows]),
        np.stack([np.concatenate([events for _, events in row]) for row in rows]),
    )


def _block(regions: int, educations: int, workers: int) -> int:
    """Educations in a task, so that all workers have something to do."""
    parts = -(-workers * TASKS_PER_WORKER // regions) if workers > 1 else 1
    return -(-educations // min(parts, educations))


def _task(given: tuple[Market, Sequence[int]], crowd: Crowd) -> tuple[Counts, Counts]:
    """(E', D) and (E', K, T, D) of some educations of a market of one region."""
    market, educations = given
    found = [_cell(market, education, crowd) for education in educations]
    return np.stack([started for started, _ in found]), np.stack([events for _, events in found])


def _cell(market: Market, education: int, crowd: Crowd) -> tuple[Counts, Counts]:
    """(D,) and (K, T, D) of one education of a market of one region."""
    cohorts, fate = Cohorts.of(market, education, crowd), Fate.of(market, education)
    if engine(crowd.compiled) is reference:
        events = cell_events(cohorts, fate)
    else:
        from hcat.numerics.labour import persons_kernel

        events = persons_kernel.cell_events(cohorts, fate)
    return cohorts.counts[:, : cohorts.ages].sum(axis=1), events.transpose(1, 2, 0)


@dataclass(frozen=True, slots=True)
class Cohorts:
    """Who lives in a cell: N = A + 2T cohorts, those who work at the start by age first, then the
    graduates by year, then the arrivals by year.

    `codes` and `counts` (D, N): the hash from which a cohort's persons are numbered, and how many.
    """

    ages: int
    codes: Codes
    counts: Counts

    @classmethod
    def of(cls, market: Market, education: int, crowd: Crowd) -> Cohorts:
        axes = market.axes
        names = (
            *(f"stock {age}" for age in axes.ages),
            *(f"graduates {year}" for year in axes.years),
            *(f"arrivals {year}" for year in axes.years),
        )
        cell = key(crowd.seed, "persons", axes.regions[0], str(axes.educations[education]))
        cohorts = np.array([stable_code(name) for name in names], dtype=np.uint64)
        draws = numbered(cell, np.arange(crowd.draws))
        codes = mixed(draws[:, None] ^ cohorts)
        size = mixed(codes)  # its own lot: persons are numbered from the code itself
        ages, years = len(axes.ages), len(axes.years)
        fixed = np.concatenate(
            [market.array("stock")[0, education], market.array("graduates")[0, education]]
        )
        counts = np.empty((crowd.draws, len(names)), dtype=np.int64)
        counts[:, : ages + years] = rounded(fixed, size[:, : ages + years])
        counts[:, ages + years :] = _poisson(
            market.array("arrivals")[0, education], size[:, ages + years :]
        )
        return cls(ages, codes, counts)


def _poisson(mean: Floats, code: Codes) -> Counts:
    """A Poisson number for each hash: none where none are expected."""
    from scipy.stats import poisson

    if not mean.any():
        return np.zeros(code.shape, dtype=np.int64)
    place = np.minimum(uniform(code), 1.0 - 2.0**-53)
    return np.asarray(poisson.ppf(place, mean)).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Fate:
    """What may befall somebody in a cell, as thresholds and tables of lots.

    `exits` (T, A), `moves` (A,), `staying` (T,); `entry_ages` and `arrival_ages` (A,); `numbers`
    (T,): the number of a person's first hash in each year.
    """

    exits: Codes
    leaving: np.uint64
    moves: Codes
    studying_on: np.uint64
    joining: np.uint64
    staying: Codes
    entry_ages: Table
    arrival_ages: Table
    numbers: Codes

    @classmethod
    def of(cls, market: Market, education: int) -> Fate:
        level = int(market.axes.level_of[education])
        years = np.array(market.axes.years, dtype=np.int64)
        return cls(
            exits=np.ascontiguousarray(threshold(market.array("exit_rate")[level]).T),
            leaving=np.uint64(threshold(market.array("leaving")[education])),
            moves=threshold(market.array("out_migration")[0, level]),
            studying_on=np.uint64(threshold(market.array("further_study")[education])),
            joining=np.uint64(threshold(market.array("participation")[education])),
            staying=threshold(market.array("retention")[0, education]),
            entry_ages=alias_table(market.array("entry_ages")[level], "entry_ages"),
            arrival_ages=alias_table(market.array("arrival_ages")[level], "arrival_ages"),
            numbers=(AT_ENTRY + PER_YEAR * years).astype(np.uint64),
        )


def cell_events(cohorts: Cohorts, fate: Fate) -> Counts:
    """(D, K, T) what befalls everybody in a cell, in plain NumPy: to be read, and to check.

    `persons_kernel.cell_events` is the same, compiled.
    """
    years, ages = fate.exits.shape
    events = np.zeros((*cohorts.codes.shape[:1], len(EVENTS), years), dtype=np.int64)
    for (draw, cohort), count in np.ndenumerate(cohorts.counts):
        for persons in _blocks(np.uint64(cohorts.codes[draw, cohort]), int(count)):
            counted = events[draw]
            if cohort < ages:
                age = np.full(persons.size, cohort, dtype=np.uint8)
                _work(persons, age, 0, fate, counted)
            elif cohort < ages + years:
                _graduate(persons, cohort - ages, fate, counted)
            else:
                _arrive(persons, cohort - ages - years, fate, counted)
    return events


def _blocks(code: np.uint64, count: int) -> Iterator[Codes]:
    """The codes of a cohort's persons, some at a time."""
    for first in range(0, count, BLOCK):
        yield numbered(code, np.arange(first, min(first + BLOCK, count)))


def _graduate(persons: Codes, year: int, fate: Fate, counted: Counts) -> None:
    lots = numbered(persons, 0)
    on = first_lot(lots) < fate.studying_on
    joins = ~on & (second_lot(lots) < fate.joining)
    counted[STUDYING_ON, year] += on.sum()
    counted[OUTSIDE, year] += (~on & ~joins).sum()
    counted[ENTRANTS, year] += joins.sum()
    persons = persons[joins]
    lots = numbered(persons, 1)
    stays = first_lot(lots) < fate.staying[year]
    counted[LEAKAGE, year] += (~stays).sum()
    age = drawn(fate.entry_ages[None], 0, second_lot(lots[stays]))
    _begin(persons[stays], age, year, fate, counted)


def _arrive(persons: Codes, year: int, fate: Fate, counted: Counts) -> None:
    counted[ARRIVALS, year] += persons.size
    age = drawn(fate.arrival_ages[None], 0, second_lot(numbered(persons, 1)))
    _begin(persons, age, year, fate, counted)


def _begin(persons: Codes, age: Column, year: int, fate: Fate, counted: Counts) -> None:
    """Who comes at the end of a year is counted in it, and works from the next."""
    counted[WORKING, year] += persons.size
    _work(persons, age, year + 1, fate, counted)


def _work(persons: Codes, age: Column, first: int, fate: Fate, counted: Counts) -> None:
    """From year to year, until nobody is left."""
    for year in range(first, fate.numbers.size):
        lots = numbered(persons, fate.numbers[year])
        retires = first_lot(lots) < fate.exits[year, age]
        leaves = ~retires & (second_lot(lots) < fate.leaving)
        lots = numbered(persons, fate.numbers[year] + np.uint64(1))
        moves = ~retires & ~leaves & (first_lot(lots) < fate.moves[age])
        stays = ~(retires | leaves | moves)
        counted[RETIREMENT, year] += retires.sum()
        counted[LEAVING, year] += leaves.sum()
        counted[DEPARTURES, year] += moves.sum()
        counted[WORKING, year] += stays.sum()
        persons, age = persons[stays], age[stays] + np.uint8(1)
