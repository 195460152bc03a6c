# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Adding up cells of which the publisher withholds some: what is known is a range."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .figures import Figure, Status


class NotCounted(ValueError):
    """A cell without a number and without a bound: a sum with it is not known."""


@dataclass(frozen=True, slots=True)
class Count:
    """Persons in a number of cells: at least `least`, at most `most`, for certain.

    A publisher withholds a cell because someone is in it, and prints a zero: under 5 is 1 to 4.
    """

    least: float = 0.0
    most: float = 0.0
    withheld: int = 0
    """Cells that the publisher withholds."""

    @property
    def middle(self) -> float:
        """Halfway: the figure to show where one must be shown."""
        return (self.least + self.most) / 2

    def __add__(self, other: Count) -> Count:
        return Count(
            self.least + other.least, self.most + other.most, self.withheld + other.withheld
        )


def counted(figures: Iterable[Figure]) -> Count:
    """How many persons the cells hold together. Raises NotCounted.

    >>> cells = [Figure("passes", {}, "2023", 12.0, "pupils"),
    ...          Figure("passes", {}, "2023", None, "pupils", Status.SUPPRESSED, 5.0)]
    >>> counted(cells), counted(cells).middle
    (Count(least=13.0, most=16.0, withheld=1), 14.5)
    """
    return sum(map(_cell, figures), Count())


def _cell(figure: Figure) -> Count:
    if figure.value is not None:
        return Count(figure.value, figure.value)
    if figure.status is Status.SUPPRESSED and figure.below is not None:
        return Count(1.0, figure.below - 1.0, 1)
    raise NotCounted(figure.reason)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, as a fraction, with the ends between which it lies for certain."""

    part: Count
    whole: Count
    low: float
    high: float


def share(part: Count, rest: Count) -> Share | None:
    """The share of `part` in both together; None of nothing.

    It is smallest where each withheld cell of the part holds one person and each of the rest as
    many as it can, and largest the other way round.

    >>> found = share(Count(13.0, 16.0, 1), Count(87.0, 87.0))
    >>> round(found.low, 4), round(found.high, 4)
    (0.13, 0.1553)
    """
    whole = part + rest
    if not whole.most:
        return None
    return Share(part, whole, _fraction(part.least, rest.most), _fraction(part.most, rest.least))


def _fraction(part: float, rest: float) -> float:
    return part / (part + rest) if part else 0.0
