# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Weighing: scores of several assessors become a ranking, and how firm that ranking is.

The reasonable weights are all weights that add up to 1 of which each is at least half and at most
twice its own. Over those, with equal chance, the share is taken in which an initiative is among the
first. Where more share a place than fit, each of them counts for the part that fits.
`docs/methods/weighing.md` works an example out by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour.chance import GOLDEN, key, mixed, uniform
from hcat.numerics.shares import wilson

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

LEAST: Final = 0.5
MOST: Final = 2.0
"""A weight is reasonable from half to twice its own."""
DRAWS: Final = 20_000
"""Weights tried. The share then has a standard error of at most 0.0036."""
SEED: Final = 2012
RANKS: Final = 0.9
"""The part of all reasonable weights that the interval of a rank covers."""
MOST_CRITERIA: Final = 12
"""With more, so few of the tried weights are reasonable that trying takes too long."""
MOST_INITIATIVES: Final = 500
ALIKE: Final = 9
"""Decimals of a total: what is equal in these shares its place."""
_CELLS: Final = 2_000_000
"""Totals that are held at once, so that memory does not grow with the number of draws."""


@dataclass(frozen=True, slots=True)
class Cells:
    """What the assessors gave, per initiative and criterion.

    All arrays are initiatives × criteria; `mean` and `spread` are NaN where nobody scored, and
    `spread` (highest less lowest) is 0 where one did.
    """

    mean: Floats
    count: npt.NDArray[np.int64]
    spread: Floats


@dataclass(frozen=True, slots=True)
class Firmness:
    """How often each initiative is among the first over all reasonable weights.

    Under weights by which `t` share a place and only `k` of them fit, each of the `t` counts k/t.
    Arrays over the initiatives; NaN, and rank 0, for one without a total. `low`–`high` is the
    Wilson interval of 95% of what chance leaves open in `share`.
    """

    share: Floats
    low: Floats
    high: Floats
    rank_low: npt.NDArray[np.int64]
    rank_high: npt.NDArray[np.int64]
    draws: int


def cells(scores: Floats) -> Cells:
    """The mean, number and spread of scores (assessors × initiatives × criteria, NaN is missing).

    >>> made = cells(np.array([[[4.0, np.nan]], [[2.0, 5.0]], [[3.0, np.nan]]]))
    >>> made.mean.tolist(), made.count.tolist(), made.spread.tolist()
    ([[3.0, 5.0]], [[3, 1]], [[2.0, 0.0]])
    """
    if scores.ndim != 3:
        raise NumericsError.about(
            f"scores have {scores.ndim} axes", "they stand by assessor, initiative and criterion",
            "give an array of three axes",
        )  # fmt: skip
    given = ~np.isnan(scores)
    count = given.sum(axis=0)
    held = count > 0
    total = np.where(given, scores, 0.0).sum(axis=0)
    mean = np.divide(total, count, out=np.full(count.shape, np.nan), where=held)
    top = np.where(given, scores, -np.inf).max(axis=0, initial=-np.inf)
    bottom = np.where(given, scores, np.inf).min(axis=0, initial=np.inf)
    spread = np.full(count.shape, np.nan)
    spread[held] = top[held] - bottom[held]
    return Cells(mean, count, spread)


def normalised(weights: Floats) -> Floats:
    """Weights as parts of 1.

    >>> normalised(np.array([30.0, 10.0])).tolist()
    [0.75, 0.25]
    """
    if weights.ndim != 1 or not 1 <= len(weights) <= MOST_CRITERIA:
        raise NumericsError.about(
            f"{weights.size} weights", f"a weighing has 1 to {MOST_CRITERIA} criteria",
            "leave criteria out, or join some",
        )  # fmt: skip
    if not (np.isfinite(weights).all() and (weights > 0).all()):
        raise NumericsError.about(
            "a weight is not above zero", "a criterion that weighs nothing is no criterion",
            "leave it out, or give it a weight",
        )  # fmt: skip
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def totals(mean: Floats, weights: Floats) -> Floats:
    """The weighted mean of each initiative; NaN where nobody scored one of the criteria.

    >>> totals(np.array([[4.0, 2.0], [3.0, np.nan]]), np.array([3.0, 1.0])).tolist()
    [3.5, nan]
    """
    return np.round(mean @ normalised(weights), ALIKE)


def ranks(of: Floats) -> npt.NDArray[np.int64]:
    """Ranks from 1, the highest first; equal ones share the better place; 0 without a total.

    >>> ranks(np.array([3.0, 4.0, np.nan, 3.0])).tolist()
    [2, 1, 0, 2]
    """
    placed = np.zeros(of.shape, dtype=np.int64)
    known = ~np.isnan(of)
    placed[known] = rankdata(-of[known], method="min")
    return placed


def bounds(weights: Floats) -> tuple[Floats, Floats]:
    """The least and the most that each weight reasonably is."""
    own = normalised(weights)
    return own * LEAST, np.minimum(own * MOST, 1.0)


def reasonable(weights: Floats, draws: int, *, at_once: int, seed: int = SEED) -> Iterator[Floats]:
    """`draws` reasonable weights with equal chance, as arrays of at most `at_once` rows.

    All but the widest criterion are drawn from their own range; the widest takes what is left, and
    the draw counts where that is reasonable too. That is uniform, since what is left is a linear
    function of the rest. Each number is a hash of its place, so that it is the same on every
    machine and however many are tried at once.
    """
    low, high = bounds(weights)
    widest = int(np.argmax(high - low))
    others = np.delete(np.arange(len(low)), widest)
    begun, left = 0, draws
    while left:
        tried = _chance(seed, begun, (at_once, len(others)))
        begun += tried.size
        made = np.empty((at_once, len(low)))
        made[:, others] = low[others] + tried * (high - low)[others]
        made[:, widest] = 1.0 - made[:, others].sum(axis=1)
        rest = made[:, widest]
        good = made[(rest >= low[widest] - 1e-12) & (rest <= high[widest] + 1e-12)][:left]
        left -= len(good)
        yield good


def _chance(seed: int, begun: int, shape: tuple[int, int]) -> Floats:
    """Numbers from 0 to 1: those after the first `begun` of this purpose."""
    place = np.arange(begun + 1, begun + 1 + shape[0] * shape[1], dtype=np.uint64)
    with np.errstate(over="ignore"):
        code = key(seed, "weighing") + place * GOLDEN
    return uniform(mixed(np.asarray(code))).reshape(shape)


def firmness(
    mean: Floats, weights: Floats, first: int, *, draws: int = DRAWS, seed: int = SEED
) -> Firmness:
    """Over all reasonable weights: how often each initiative is among the first `first`.

    `mean`: initiatives × criteria (1–5, NaN missing). Raises `NumericsError` for more initiatives
    or criteria than can be tried.
    """
    _fits(mean, weights)
    known: Bools = np.asarray(~np.isnan(mean).any(axis=1))
    number = int(known.sum())
    at_once = max(64, min(4096, _CELLS // max(number, 1)))
    tally = np.zeros((number, number + 1), dtype=np.int64)
    among = np.zeros(number)
    place = np.arange(number)
    for tried in reasonable(weights, draws, at_once=at_once, seed=seed):
        made = np.round(tried @ mean[known].T, ALIKE)
        ranked = rankdata(-made, method="min", axis=1).astype(np.int64)
        np.add.at(tally, (np.broadcast_to(place, ranked.shape), ranked), 1)
        among += _parts_in(ranked, first).sum(axis=0)
    return _told(tally, among, known, draws)


def _parts_in(ranked: npt.NDArray[np.int64], first: int) -> Floats:
    """Weights × initiatives: 1 among the first, 0 not, and k/t where `t` share a place of which
    `k` fit.

    >>> _parts_in(np.array([[1, 2, 2, 2], [1, 2, 3, 4]]), 2).round(2).tolist()
    [[1.0, 0.33, 0.33, 0.33], [1.0, 1.0, 0.0, 0.0]]
    """
    made = (ranked <= first).astype(np.float64)
    crowd = made.sum(axis=1)
    over = np.flatnonzero(crowd > first)
    if len(over):
        last = np.where(made[over] > 0, ranked[over], 0).max(axis=1)
        part = (first - last + 1) / (crowd[over] - last + 1)
        made[over] = np.where(ranked[over] == last[:, None], part[:, None], made[over])
    return made


def _told(tally: npt.NDArray[np.int64], among: Floats, known: Bools, draws: int) -> Firmness:
    """`tally`: initiatives with a total × rank, how often each was had; `among`: how often each was
    among the first, in parts where a place was shared."""
    size = len(known)
    share, low, high = (np.full(size, np.nan) for _name in range(3))
    rank_low, rank_high = (np.zeros(size, dtype=np.int64) for _name in range(2))
    piled = tally.cumsum(axis=1)
    tail = (1 - RANKS) / 2 * draws
    for row, where in enumerate(np.flatnonzero(known)):
        interval = wilson(round(among[row]), draws)
        share[where], low[where], high[where] = among[row] / draws, interval.low, interval.high
        rank_low[where] = int(np.searchsorted(piled[row], tail, side="right"))
        rank_high[where] = int(np.searchsorted(piled[row], draws - tail, side="left"))
    return Firmness(share, low, high, rank_low, rank_high, draws)


def without_each(scores: Floats, weights: Floats, first: int, least: Floats) -> Bools:
    """Whether each initiative is among the first when one assessor at a time is left out.

    `scores`: assessors × initiatives × criteria; `least`: the threshold of each criterion, 0 where
    it has none. Gives assessors × initiatives.
    """
    among = np.zeros(scores.shape[:2], dtype=np.bool_)
    for one in range(len(scores)):
        mean = cells(np.delete(scores, one, axis=0)).mean
        among[one] = among_first(mean, weights, first, least)
    return among


def among_first(mean: Floats, weights: Floats, first: int, least: Floats) -> Bools:
    """Which initiatives are among the first, those below a threshold left out. Where more share a
    place than fit, none of them is."""
    of = totals(mean, weights)
    of[fails(mean, least)] = np.nan
    placed = ranks(of)
    return np.asarray((placed > 0) & (placed + sharing(placed) - 1 <= first))


def sharing(placed: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """How many initiatives have the rank of each, itself with them; 0 without a rank.

    >>> sharing(np.array([2, 1, 0, 2])).tolist()
    [2, 1, 0, 2]
    """
    return np.asarray(np.bincount(placed)[placed] * (placed > 0), dtype=np.int64)


def fails(mean: Floats, least: Floats) -> Bools:
    """Which initiatives are below a threshold; a score that nobody gave fails nothing.

    >>> fails(np.array([[2.5, 4.0], [np.nan, 4.0]]), np.array([3.0, 0.0])).tolist()
    [True, False]
    """
    return np.asarray((np.round(mean, ALIKE) < least).any(axis=1))


def _fits(mean: Floats, weights: Floats) -> None:
    if mean.ndim != 2 or mean.shape[1] != len(weights):
        raise NumericsError.about(
            f"means of shape {mean.shape} with {len(weights)} weights",
            "each criterion has one weight", "give initiatives by criteria",
        )  # fmt: skip
    if len(mean) > MOST_INITIATIVES:
        raise NumericsError.about(
            f"{len(mean)} initiatives", f"at most {MOST_INITIATIVES} are ranked together",
            "weigh them in more rounds",
        )  # fmt: skip
