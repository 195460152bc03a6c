# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the levers of a scenario do, as it is kept and read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hcat.numerics.api import Effect


@dataclass(frozen=True, slots=True)
class LeverEffect:
    """What one lever does to the balance: persons over all years, and per point of effort.

    `low` and `high`: the 80% interval of `per_effort`. `first`: the probability that it closes most
    per point of effort.
    """

    place: int
    total: float
    per_effort: float
    low: float
    high: float
    first: float
    by_year: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class EffectTold:
    """Levers, most closed per point of effort first; the difference of each year with its 80%."""

    ranking: tuple[LeverEffect, ...]
    difference: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]

    @property
    def total(self) -> float:
        return sum(self.difference)


def told(effect: Effect) -> dict[str, Any]:
    """What is kept: plain values. Means, since the parts of the levers add up in them."""
    low, high = effect.difference.interval(0.80)
    effort_low, effort_high = effect.per_effort.interval(0.80)
    return {
        "difference": effect.difference.mean.tolist(),
        "low": low.tolist(),
        "high": high.tolist(),
        "ranking": [
            {
                "place": place,
                "total": float(effect.of_lever.mean[place].sum()),
                "per_effort": float(effect.per_effort.median[place]),
                "low": float(effort_low[place]),
                "high": float(effort_high[place]),
                "first": float(effect.first[place]),
                "by_year": effect.of_lever.mean[place].tolist(),
            }
            for place in effect.ranking()
        ],
    }


def read(kept: Mapping[str, Any]) -> EffectTold:
    """The reverse of `told`."""
    return EffectTold(
        tuple(
            LeverEffect(**{**one, "by_year": tuple(one["by_year"])})
            for one in kept.get("ranking", ())
        ),
        tuple(kept.get("difference", ())),
        tuple(kept.get("low", ())),
        tuple(kept.get("high", ())),
    )
