# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the uncertainty of a forecast comes from, as it is kept and read back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from hcat.labour_market.inputs import InputRow
from hcat.numerics.api import Origin, Quality, Slice, Variance

MOST: Final = 5
"""Figures that are told of each slice and year: the rest is left to the inputs themselves."""

MOVEMENTS: Final = frozenset({"growth_common", "growth_sector", "retention_step", "graduates_step"})
"""How something will move from year to year: nobody can measure that beforehand."""


@dataclass(frozen=True, slots=True)
class OriginTold:
    """A figure that a forecast rests on, its share of the variance, and the row that gives it."""

    input: str
    name: str
    share: float
    quality: str
    source: str
    year: int | None
    value: float | None
    unit: str
    note: str

    @property
    def is_movement(self) -> bool:
        return self.input in MOVEMENTS


@dataclass(frozen=True, slots=True)
class OriginsTold:
    """Where the uncertainty of a slice in a year comes from.

    `by_quality`: share of the variance that rests on figures of each quality; what is left is the
    chance of persons themselves.
    """

    largest: tuple[OriginTold, ...]
    by_quality: Mapping[str, float]

    @property
    def assumed(self) -> float:
        """The share that rests on assumptions, 0–1."""
        return self.by_quality.get(Quality.ASSUMED, 0.0)

    @property
    def chance(self) -> float:
        """The share that no measurement takes away."""
        return max(0.0, 1.0 - sum(self.by_quality.values()))

    @property
    def moving(self) -> float:
        """The share of the figures told here that is movement still to come, 0–1."""
        return sum(one.share for one in self.largest if one.is_movement)

    @property
    def narrows_most(self) -> OriginTold | None:
        """Of what can be measured: the figure that would take away most of the variance."""
        return next((one for one in self.largest if not one.is_movement), None)


def told(
    variance: Variance, rows: Mapping[Origin, InputRow], shown: Collection[Origin] = ()
) -> dict[str, Any]:
    """What is kept of a variance: plain values.

    What no row gives is estimated where past years have `shown` it, and assumed elsewhere.
    """
    measurable = next((one for one in variance.shares if one.origin.input not in MOVEMENTS), None)
    qualities = dict.fromkeys(shown, Quality.ESTIMATED)
    qualities |= {origin: Quality(row.quality) for origin, row in rows.items()}
    return {
        "by_quality": {
            str(quality): round(share, 4)
            for quality, share in variance.by_quality(qualities).items()
            if share
        },
        "largest": [
            {
                "input": one.origin.input,
                "name": one.origin.name,
                "share": round(one.share, 4),
                **_row(rows.get(one.origin), qualities.get(one.origin, Quality.ASSUMED)),
            }
            for at, one in enumerate(variance.shares)
            if at < MOST or one is measurable
        ],
    }


def _row(row: InputRow | None, quality: Quality) -> dict[str, Any]:
    if row is None:
        return {
            "quality": str(quality), "source": "", "year": None, "value": None, "unit": "",
            "note": "",
        }  # fmt: skip
    return {
        "quality": str(quality), "source": row.source, "year": row.year, "value": row.value,
        "unit": str(row.unit), "note": row.note,
    }  # fmt: skip


def key(part: Slice, year: int) -> str:
    return f"{part.level}/{part.field}/{year}"


def read(kept: Mapping[str, Any], part: Slice, year: int) -> OriginsTold:
    """The reverse of `told`, of one slice and year; empty where nothing was kept."""
    found = kept.get(key(part, year), {})
    return OriginsTold(
        tuple(OriginTold(**one) for one in found.get("largest", ())),
        found.get("by_quality", {}),
    )
