# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The population of a wave's reference day, counted from its frame."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, FloatField, Q, Sum
from django.db.models.functions import Cast

from .models import FrameUnit, Outcome, Wave
from .sectors import section_of

EXACT = 1e-6
"""What sums of weights may be off."""

Group = tuple[str, str]
"""A way to group and the group of it; ("", "") is all together."""


def at_least(many: float, most: int, seen: int) -> int:
    """How many a part of the population counts, of which so many were seen: rounded up, and above
    what was seen as long as one of it may have been silent. Only a part of which nobody was is
    known in full."""
    return max(math.ceil(many - EXACT), seen + 1 if most > seen else seen)


@dataclass(frozen=True, slots=True)
class FrameCell:
    """Those of the frame with one stratum, size, section and place."""

    stratum: str
    size: str
    section: str
    municipality: str
    units: int
    drawn: int
    out_of_scope: int
    design_total: float
    """Sum of 1 / chance over those drawn."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The population of the reference day, counted."""

    cells: tuple[FrameCell, ...]
    is_told: bool = False
    """Of a wave that was held elsewhere: how many there were was said, all together or by size, and
    who they were is not known."""

    @property
    def units(self) -> int:
        return sum(one.units for one in self.cells)

    @property
    def drawn(self) -> int:
        return sum(one.drawn for one in self.cells)

    @property
    def out_of_scope(self) -> int:
        return sum(one.out_of_scope for one in self.cells)

    def in_scope(self, of: Callable[[FrameCell], Any]) -> dict[Any, float]:
        """How many there are by what `of` says, those out of scope left out."""
        drawn: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for one in self.cells:
            drawn[one.stratum][0] += one.drawn
            drawn[one.stratum][1] += one.out_of_scope
        found: dict[Any, float] = defaultdict(float)
        for one in self.cells:
            if one.drawn == one.units:
                found[of(one)] += one.units - one.out_of_scope
                continue
            asked, out = drawn[one.stratum]
            found[of(one)] += one.units * (1 - out / asked if asked else 1.0)
        return dict(found)

    def at_most(self, of: Callable[[FrameCell], Any]) -> dict[Any, int]:
        """How many there may be by what `of` says: all but those found to be out of scope."""
        found: dict[Any, int] = defaultdict(int)
        for one in self.cells:
            found[of(one)] += one.units - one.out_of_scope
        return dict(found)

    def groups(self) -> dict[Group, tuple[float, int]]:
        """How many there are, and may be at most, in each group of figures."""
        ways: dict[str, Callable[[FrameCell], str]] = {
            "": lambda _one: "", "size": lambda one: one.size, "sector": lambda one: one.section,
            "municipality": lambda one: one.municipality,
        }  # fmt: skip
        found: dict[Group, tuple[float, int]] = {}
        for dimension, of in ways.items():
            if self.is_told and dimension and not any(of(one) for one in self.cells):
                continue
            most = self.at_most(of)
            for name, many in self.in_scope(of).items():
                found[dimension, name] = many, most[name]
        return found


def frame_of(wave: Wave) -> Frame:
    """One query, a row per combination that occurs. Of a wave that was held elsewhere what was said
    of its population, without a query; nothing where that is not known."""
    if wave.is_imported:
        said = wave.draw.get("population") or {}
        return Frame(
            tuple(
                FrameCell(size, size, "", "", int(many), 0, 0, 0.0)
                for size, many in sorted(said.items())
                if many
            ),
            is_told=True,
        )
    rows = (
        FrameUnit.objects.filter(wave=wave)
        .values("stratum", "size_class", "sector", "municipality")
        .annotate(
            units=Count("pk"),
            drawn=Count("pk", filter=Q(is_drawn=True)),
            out=Count("pk", filter=Q(is_drawn=True, invitation__outcome=Outcome.OUT_OF_SCOPE)),
            total=Sum(
                1.0 / Cast(F("chance"), FloatField()),
                filter=Q(is_drawn=True, chance__isnull=False),
            ),
        )
        .order_by("stratum", "size_class", "sector", "municipality")
    )
    return Frame(
        tuple(
            FrameCell(
                one["stratum"], one["size_class"], section_of(one["sector"]), one["municipality"],
                one["units"], one["drawn"], one["out"], float(one["total"] or 0.0),
            )
            for one in rows
        )
    )  # fmt: skip
