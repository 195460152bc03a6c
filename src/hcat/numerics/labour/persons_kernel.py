# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lives, one after another, compiled: what `persons`, `pathways` and `population` say in NumPy.

Persons do not meet, so the loop over persons is outside and the loop over years within: all that a
person is stays in registers from the first year to the last, and nothing is kept but counts. It
needs Numba (the extra `forecast`).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hcat.numerics.labour import lots
from hcat.numerics.labour.chance import Codes
from hcat.numerics.labour.kernel import GOLDEN, exact, inlined, mixed
from hcat.numerics.labour.lots import Column, Counts, Table
from hcat.numerics.labour.persons import (
    ARRIVALS,
    DEPARTURES,
    ENTRANTS,
    EVENTS,
    LEAKAGE,
    LEAVING,
    OUTSIDE,
    RETIREMENT,
    STUDYING_ON,
    WORKING,
    Cohorts,
    Fate,
)

ZERO, ONE, HALF, LOW = np.uint64(0), lots.ONE, lots.HALF, lots.LOW
OUTCOME_BITS, OUTCOME = lots.OUTCOME_BITS, lots.OUTCOME


@inlined  # type: ignore[untyped-decorator]
def numbered(code: np.uint64, number: int) -> np.uint64:
    """`lots.numbered`."""
    return np.uint64(mixed(code + (np.uint64(number) + ONE) * GOLDEN))


@inlined  # type: ignore[untyped-decorator]
def drawn(table: Table, row: np.uint64, outcomes: np.uint64, lot: np.uint64) -> np.uint64:
    """`lots.drawn`, from a row of a flat table. Places without a sign spare a test of the sign."""
    wide = lot * outcomes
    place = wide >> HALF
    entry = np.uint64(table[row * outcomes + place])
    stays = (wide & LOW) >> OUTCOME_BITS < entry >> OUTCOME_BITS
    return place if stays else entry & OUTCOME


@exact  # type: ignore[untyped-decorator]
def _live(
    codes: Codes,  # (D, N)
    counts: Counts,  # (D, N)
    exits: Codes,  # (T, A)
    leaving: np.uint64,
    moves: Codes,  # (A,)
    studying_on: np.uint64,
    joining: np.uint64,
    staying: Codes,  # (T,)
    entry_ages: Table,  # (A,)
    arrival_ages: Table,  # (A,)
    numbers: Codes,  # (T,)
    events: Counts,  # (D, K, T), written
) -> None:
    years, ages = exits.shape
    for draw in range(counts.shape[0]):
        for cohort in range(counts.shape[1]):
            for at in range(counts[draw, cohort]):
                person = numbered(codes[draw, cohort], at)
                year, age = 0, np.intp(cohort)
                if cohort >= ages:
                    lot = numbered(person, 1)
                    if cohort < ages + years:
                        year = cohort - ages
                        joins = numbered(person, 0)
                        if joins >> HALF < studying_on:
                            events[draw, STUDYING_ON, year] += 1
                            continue
                        if joins & LOW >= joining:
                            events[draw, OUTSIDE, year] += 1
                            continue
                        events[draw, ENTRANTS, year] += 1
                        if lot >> HALF >= staying[year]:
                            events[draw, LEAKAGE, year] += 1
                            continue
                        age = np.intp(drawn(entry_ages, ZERO, np.uint64(ages), lot & LOW))
                    else:
                        year = cohort - ages - years
                        events[draw, ARRIVALS, year] += 1
                        age = np.intp(drawn(arrival_ages, ZERO, np.uint64(ages), lot & LOW))
                    events[draw, WORKING, year] += 1
                    year += 1
                while year < years:
                    lot = numbered(person, numbers[year])
                    if lot >> HALF < exits[year, age]:
                        events[draw, RETIREMENT, year] += 1
                        break
                    if lot & LOW < leaving:
                        events[draw, LEAVING, year] += 1
                        break
                    if numbered(person, numbers[year] + ONE) >> HALF < moves[age]:
                        events[draw, DEPARTURES, year] += 1
                        break
                    events[draw, WORKING, year] += 1
                    age += 1
                    year += 1


def cell_events(cohorts: Cohorts, fate: Fate) -> Counts:
    """(D, K, T) what befalls everybody in a cell: `persons.cell_events`."""
    years = fate.numbers.size
    events = np.zeros((cohorts.codes.shape[0], len(EVENTS), years), dtype=np.int64)
    _live(
        cohorts.codes, cohorts.counts, fate.exits, fate.leaving, fate.moves, fate.studying_on,
        fate.joining, fate.staying, fate.entry_ages, fate.arrival_ages, fate.numbers, events,
    )  # fmt: skip
    return events


@exact  # type: ignore[untyped-decorator]
def walk(
    code: np.uint64,
    first: int,
    last: int,
    begin: Table,  # (S,)
    moves: Table,  # (Y, S, S), flat
    grown: npt.NDArray[np.int32],  # (W, S)
    counts: Counts,  # (Y + 1, W, S), added to
) -> None:
    """`pathways.walk`, for the persons `first` up to `last`."""
    years, states = counts.shape[0] - 1, np.uint64(counts.shape[2])
    for at in range(first, last):
        person = numbered(code, at)
        state = drawn(begin, ZERO, states, numbered(person, 0) >> HALF)
        way = np.intp(grown[0, state])
        counts[0, way, state] += 1
        for year in range(years):
            lot = numbered(person, year + 1) >> HALF
            state = drawn(moves, np.uint64(year) * states + state, states, lot)
            way = np.intp(grown[way, state])
            counts[year + 1, way, state] += 1


@exact  # type: ignore[untyped-decorator]
def pass_years(
    code: np.uint64,
    first: int,
    ages: Column,  # (N,)
    regions: Column,  # (N,)
    levels: Column,  # (N,)
    occupations: Column,  # (N,)
    death: Codes,  # (A,)
    moves: Table,  # (R, R), flat
    learning: Table,  # (A, L, L), flat
    careers: Table,  # (O, O), flat
    by_place: Counts,  # (Y, R, L), added to
    by_occupation: Counts,  # (Y, O), added to
) -> None:
    """`population.pass_years`, for persons numbered from `first`."""
    years = by_place.shape[0]
    places, steps = np.uint64(by_place.shape[1]), np.uint64(by_place.shape[2])
    jobs = np.uint64(by_occupation.shape[1])
    for at in range(ages.size):
        person = numbered(code, first + at)
        age, region = np.uint64(ages[at]), np.uint64(regions[at])
        level, occupation = np.uint64(levels[at]), np.uint64(occupations[at])
        for year in range(years):
            lot = numbered(person, 2 * year)
            if lot >> HALF < death[age]:
                break
            region = drawn(moves, region, places, lot & LOW)
            lot = numbered(person, 2 * year + 1)
            level = drawn(learning, age * steps + level, steps, lot >> HALF)
            occupation = drawn(careers, occupation, jobs, lot & LOW)
            age += ONE
            by_place[year, region, level] += 1
            by_occupation[year, occupation] += 1
