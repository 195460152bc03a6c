# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which regions, educations, ages and years a labour market has, in which order."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from hcat.numerics.errors import NumericsError

FIRST_AGE = 15
LAST_AGE = 74


@dataclass(frozen=True, slots=True, order=True)
class Education:
    """A field at a level: `Education("hbo", "mechatronics")`."""

    level: str
    field: str

    def __str__(self) -> str:
        return f"{self.level}/{self.field}"


@dataclass(frozen=True, kw_only=True)
class Axes:
    """The axes of every array of a market, in order: regions R, educations E, ages A, years T.

    Names are codes. Their order is free, and so is who else is there: the random numbers of a cell
    hang on its names, not on its place. `ages` are single years; `years` follow one another.

    Raises NumericsError for a name that occurs twice, an empty axis, or years with a gap.

    >>> axes = Axes(regions=("twente",), educations=(Education("hbo", "civil"),),
    ...             years=(2024, 2025))
    >>> axes.shape, axes.levels, axes.ages[0], axes.ages[-1]
    ((1, 1, 60, 2), ('hbo',), 15, 74)
    """

    regions: tuple[str, ...]
    educations: tuple[Education, ...]
    years: tuple[int, ...]
    sectors: tuple[str, ...] = ("all",)
    first_age: int = FIRST_AGE
    last_age: int = LAST_AGE

    def __post_init__(self) -> None:
        for name in ("regions", "educations", "years", "sectors"):
            found = getattr(self, name)
            if not found:
                raise NumericsError.about(
                    f"no {name}", "a market has at least one", f"name them in {name}"
                )
            twice = sorted({str(one) for one in found if found.count(one) > 1})
            if twice:
                raise NumericsError.about(
                    f"{', '.join(twice)} more than once in {name}",
                    "a cell would be counted twice",
                    "name each once",
                )
        if any(later - earlier != 1 for earlier, later in pairwise(self.years)):
            raise NumericsError.about(
                f"the years {self.years}",
                "a year is missing or out of order, and a cohort ages one year at a time",
                "give every year from the first to the last",
            )
        if not 0 <= self.first_age < self.last_age <= 120:
            raise NumericsError.about(
                f"ages {self.first_age} to {self.last_age}",
                "nobody works at such ages",
                f"use ages between 0 and 120, such as {FIRST_AGE} to {LAST_AGE}",
            )

    @property
    def ages(self) -> range:
        return range(self.first_age, self.last_age + 1)

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The levels that occur, in the order in which they first do."""
        return tuple(dict.fromkeys(one.level for one in self.educations))

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields that occur, in the order in which they first do."""
        return tuple(dict.fromkeys(one.field for one in self.educations))

    @cached_property
    def level_of(self) -> npt.NDArray[np.intp]:
        """Place in `levels` of each education, shape (E,)."""
        return np.array([self.levels.index(one.level) for one in self.educations], dtype=np.intp)

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """(R, E, A, T)."""
        return len(self.regions), len(self.educations), len(self.ages), len(self.years)

    def code_of(self, name: object) -> int:
        """A number of 64 bits that a name keeps for ever, whoever else is on the axis."""
        return stable_code(str(name))


def stable_code(name: str) -> int:
    """The first 64 bits of BLAKE2b over the name.

    >>> stable_code("twente") == stable_code("twente") != stable_code("achterhoek")
    True
    """
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")
