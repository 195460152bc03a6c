# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The smallest change of weights by which an initiative comes among the first, or drops out.

Whether it is among the first depends on how many others are ahead of it, whichever those are: so
the search is a linear programme with a yes or no for each other initiative, solved by HiGHS.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp

from hcat.numerics.weighing import Floats, among_first, bounds, normalised

AHEAD: Final = 1e-6
"""By how much one total is above another before it counts as ahead."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Reasonable weights under which it turns; `moved` is the part of the weight that moved (0–1).

    `moved` is half the sum of all changes: what some criteria lose, others win.
    """

    weights: Floats
    moved: float


def turning(mean: Floats, weights: Floats, first: int, which: int) -> Turn | None:
    """The closest reasonable weights under which initiative `which` is no longer among the first
    `first`, or is where it was not. None where no reasonable weights do that. Among the first is
    only what fits with all that share its place.

    `mean`: initiatives × criteria without missing means.
    """
    own = normalised(weights)
    others = np.delete(mean, which, axis=0) - mean[which]
    is_in = bool(among_first(mean, weights, first, np.zeros(len(own)))[which])
    # Out: at least `first` others not behind. In: of all others, all but `first` - 1 behind.
    needed = first if is_in else len(others) - (first - 1)
    gap = others if is_in else -others
    margin = 0.0 if is_in else AHEAD
    low, high = bounds(weights)
    worst = np.array([_least(row, low, high) for row in gap])
    best = np.array([-_least(-row, low, high) for row in gap])
    sure = worst >= margin
    open_ones = np.flatnonzero(~sure & (best >= margin))
    if needed > len(open_ones) + int(sure.sum()):
        return None
    found = _solved(
        gap[open_ones], worst[open_ones], own, (low, high), needed - int(sure.sum()), margin
    )
    return None if found is None else Turn(found, float(np.abs(found - own).sum() / 2))


def _least(row: Floats, low: Floats, high: Floats) -> float:
    """The least of `row @ weights` over all reasonable weights: the cheapest criteria first."""
    made = low.copy()
    left = 1.0 - made.sum()
    for place in np.argsort(row, kind="stable"):
        step = min(left, high[place] - low[place])
        made[place] += step
        left -= step
    return float(row @ made)


def _solved(
    gap: Floats,
    worst: Floats,
    own: Floats,
    between: tuple[Floats, Floats],
    needed: int,
    margin: float,
) -> Floats | None:
    """Columns: the weights, how far each moved, and a yes or no per row of `gap`."""
    size, number = len(own), len(gap)
    columns = 2 * size + number
    nothing = np.zeros((size, number))
    slack = margin - worst
    """What a row may fall short of the margin where its answer is no."""
    rules = [
        LinearConstraint(np.r_[np.ones(size), np.zeros(columns - size)], 1.0, 1.0),
        LinearConstraint(np.c_[np.eye(size), -np.eye(size), nothing], -np.inf, own),
        LinearConstraint(np.c_[-np.eye(size), -np.eye(size), nothing], -np.inf, -own),
    ]
    if number:
        rules += [
            LinearConstraint(
                np.c_[gap, np.zeros((number, size)), -np.diag(slack)], margin - slack, np.inf
            ),
            LinearConstraint(np.r_[np.zeros(2 * size), np.ones(number)], max(needed, 0), np.inf),
        ]
    made = milp(
        np.r_[np.zeros(size), np.ones(size), np.zeros(number)],
        constraints=rules,
        integrality=np.r_[np.zeros(2 * size), np.ones(number)],
        bounds=Bounds(
            np.r_[between[0], np.zeros(size + number)],
            np.r_[between[1], np.ones(size + number)],
        ),
    )
    if made.x is None:
        return None
    answer: npt.NDArray[np.float64] = np.asarray(made.x[:size])
    return answer
