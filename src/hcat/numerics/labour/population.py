# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole population from year to year: who dies, moves, learns on and changes occupation.

The work on which microsimulation engines are compared (`bench/persons.py`). Each year somebody
dies by age; who does not moves between regions, goes on to another level by age, and changes
occupation; then everybody is counted.
"""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass, fields
from functools import cached_property, partial
from typing import Final

import numpy as np
import numpy.typing as npt

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour import reference
from hcat.numerics.labour.chance import Codes, key
from hcat.numerics.labour.ensemble import engine
from hcat.numerics.labour.lots import (
    MOST,
    Column,
    Counts,
    Table,
    alias_table,
    drawn,
    first_lot,
    numbered,
    second_lot,
    threshold,
)

PERSONS_PER_TASK: Final = 1 << 16


@dataclass(frozen=True, kw_only=True)
class Customs:
    """How likely everything is, per year: A ages from 0, R regions, L levels, O occupations.

    `death` (A,), the last 1: nobody grows older. `moves` (R, R), `learning` (A, L, L) and `careers`
    (O, O): from the row to the column; each row adds up to 1.

    Raises NumericsError for rates outside 0–1, rows that do not add up to 1, shapes that do not
    fit, a last age that is survived.
    """

    death: npt.ArrayLike
    moves: npt.ArrayLike
    learning: npt.ArrayLike
    careers: npt.ArrayLike

    def __post_init__(self) -> None:
        ages, levels = len(np.atleast_1d(self.death)), np.shape(self.learning)[-1]
        for name, shape in {
            "moves": np.shape(self.moves)[-1:] * 2,
            "learning": (ages, levels, levels),
            "careers": np.shape(self.careers)[-1:] * 2,
        }.items():
            if np.shape(getattr(self, name)) != shape:
                raise NumericsError.about(
                    f"{name} of shape {np.shape(getattr(self, name))}",
                    f"it leads from each to each, here {shape}",
                    "give a row and a column for each",
                )
        if np.asarray(self.death)[-1] != 1.0 or ages > MOST:
            raise NumericsError.about(
                f"death of {ages} ages, the last {np.asarray(self.death)[-1]:g}",
                f"ages run from 0 to {MOST - 1} at most, and nobody grows older than the last",
                "make the rate of the last age 1",
            )
        _ = self.deaths, self.tables  # refuse now what cannot be

    @cached_property
    def deaths(self) -> Codes:
        """(A,) thresholds."""
        return threshold(self.death)

    @cached_property
    def tables(self) -> tuple[Table, Table, Table]:
        """Alias tables of the moves, the learning and the careers."""
        return (
            alias_table(self.moves, "moves"),
            alias_table(self.learning, "learning (age, level)"),
            alias_table(self.careers, "careers"),
        )


@dataclass(frozen=True, kw_only=True)
class People:
    """N persons at the start, a byte for each of `ages`, `regions`, `levels`, `occupations`.

    Raises NumericsError for columns of different lengths, and numbers that are not whole or that a
    byte does not hold.
    """

    ages: npt.ArrayLike
    regions: npt.ArrayLike
    levels: npt.ArrayLike
    occupations: npt.ArrayLike

    def __post_init__(self) -> None:
        for one in fields(self):
            given = np.asarray(getattr(self, one.name))
            column = given.astype(np.uint8)
            if given.shape != np.shape(self.ages) or given.ndim != 1 or (column != given).any():
                raise NumericsError.about(
                    f"{one.name} of shape {given.shape}",
                    f"everybody has one, a whole number from 0 to {MOST - 1}",
                    "give one number per person",
                )
            object.__setattr__(self, one.name, column)

    def column(self, name: str) -> Column:
        """A column by its name, (N,)."""
        found: Column = getattr(self, name)
        return found


@dataclass(frozen=True, slots=True)
class Census:
    """Who is alive at the end of each year: `by_place` (Y, R, L), `by_occupation` (Y, O)."""

    by_place: Counts
    by_occupation: Counts


def project_people(
    people: People,
    customs: Customs,
    years: int,
    *,
    seed: int = 2012,
    compiled: bool | None = None,
    executor: Executor | None = None,
) -> Census:
    """The census of every year, the same on any number of workers of `executor`.

    Raises NumericsError for persons of an age, region, level or occupation that the customs do not
    know, or where the compiled kernel is asked for without Numba.

    >>> customs = Customs(death=[0, 0.5, 1], moves=[[1]], learning=[[[1]]] * 3, careers=[[1]])
    >>> people = People(ages=[0] * 1000, regions=[0] * 1000, levels=[0] * 1000,
    ...                 occupations=[0] * 1000)
    >>> census = project_people(people, customs, 3, compiled=False)
    >>> alive = census.by_place.sum(axis=(1, 2)).tolist()
    >>> alive[0], 450 < alive[1] < 550, alive[2]
    (1000, True, 0)
    """
    moves, learning, careers = customs.tables
    limits = {
        "ages": customs.deaths.size,
        "regions": moves.shape[0],
        "levels": learning.shape[-1],
        "occupations": careers.shape[0],
    }
    for name, limit in limits.items():
        beyond = people.column(name) >= limit
        if beyond.any():
            raise NumericsError.about(
                f"{name} with a {int(people.column(name)[beyond][0])}",
                f"there are {limit}, numbered from 0",
                f"use numbers below {limit}",
            )
    plain = engine(compiled) is reference
    task = partial(_passed, people, customs, years, key(seed, "population"), plain)
    by_place = np.zeros((years, limits["regions"], limits["levels"]), dtype=np.int64)
    by_occupation = np.zeros((years, limits["occupations"]), dtype=np.int64)
    starts = range(0, people.column("ages").size, PERSONS_PER_TASK)
    for part in executor.map(task, starts) if executor else map(task, starts):
        by_place += part.by_place
        by_occupation += part.by_occupation
    return Census(by_place, by_occupation)


def _passed(
    people: People, customs: Customs, years: int, code: np.uint64, plain: bool, first: int
) -> Census:
    """The census of the persons of one task."""
    moves, learning, careers = customs.tables
    census = Census(
        np.zeros((years, moves.shape[0], learning.shape[-1]), dtype=np.int64),
        np.zeros((years, careers.shape[0]), dtype=np.int64),
    )
    columns = [people.column(one.name)[first : first + PERSONS_PER_TASK] for one in fields(people)]
    if plain:
        pass_years(code, first, columns, customs, census)
    else:
        from hcat.numerics.labour import persons_kernel

        persons_kernel.pass_years(
            code, first, *columns, customs.deaths, moves.ravel(), learning.ravel(),
            careers.ravel(), census.by_place, census.by_occupation,
        )  # fmt: skip
    return census


def pass_years(
    code: np.uint64, first: int, columns: list[Column], customs: Customs, census: Census
) -> None:
    """Add to the census the persons numbered from `first`, in plain NumPy.

    `persons_kernel.pass_years` is the same, compiled.
    """
    age, region, level, occupation = columns
    persons = numbered(code, np.arange(first, first + age.size))
    moves, learning, careers = customs.tables
    years, places, levels = census.by_place.shape
    for year in range(years):
        lots = numbered(persons, 2 * year)
        lives = first_lot(lots) >= customs.deaths[age]
        persons, age, lots = persons[lives], age[lives], lots[lives]
        region = drawn(moves, region[lives], second_lot(lots))
        lots = numbered(persons, 2 * year + 1)
        level = _learned(learning, age, level[lives], first_lot(lots))
        occupation = drawn(careers, occupation[lives], second_lot(lots))
        age = age + np.uint8(1)
        census.by_place[year] += np.bincount(
            region.astype(np.intp) * levels + level, minlength=places * levels
        ).reshape(places, levels)
        census.by_occupation[year] += np.bincount(occupation, minlength=careers.shape[0])


def _learned(learning: Table, age: Column, level: Column, lot: Codes) -> Column:
    """The level after a year, by age and level."""
    levels = learning.shape[-1]
    row = age.astype(np.intp) * levels + level
    return drawn(learning.reshape(-1, levels), row, lot)
