# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rates from short series, and tables that meet their margins.

Five years of ten graduates say little about one programme, and a good deal about fifty together.
So a rate is estimated for all fields and regions at once: each is drawn towards what its field, its
region and all of them show, the more so the fewer it counted itself (partial pooling). What comes
out is frozen, with the date of the data under it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour.market import Floats

ROUNDS = 500
SETTLED = 1e-8
"""Change of the variances between two rounds at which they are taken to stand still."""

RAKING_ROUNDS = 1000
RAKED = 1e-10
"""How far a margin may be off in the end, as a part of it."""


@dataclass(frozen=True, slots=True)
class Pooled:
    """A rate per field and region, frozen.

    `rate` (F, R) and `log_odds_spread` (F, R): median, and standard deviation of its log-odds.
    `between_fields`, `between_regions`, `between_cells`: standard deviations of the log-odds that
    the data show. `vintage`: the day on which the data were what they were.
    """

    rate: Floats
    log_odds_spread: Floats
    between_fields: float
    between_regions: float
    between_cells: float
    vintage: date


def pooled_rates(yes: npt.ArrayLike, of: npt.ArrayLike, *, vintage: date) -> Pooled:
    """Partially pooled rates from counts per field, region and year.

    `yes`, `of` (F, R, Y): how many of how many; where `of` is 0 nothing was counted. Years are
    added up. Empirical log-odds with half a count on either side have a normal error; fields,
    regions and cells scatter normally about a common mean; the variances are those that the data
    make most likely once the mean is taken out (REML, by EM on Henderson's equations; Searle,
    Casella & McCulloch 1992, ch. 8). A cell without counts gets what its field and region show.

    Raises NumericsError for shapes that differ, fractions above one, or no counts at all.

    >>> both = pooled_rates([[[8]], [[70]]], [[[10]], [[100]]], vintage=date(2024, 3, 1))
    >>> bool(0.70 < both.rate[1, 0] < both.rate[0, 0] < 0.80)
    True
    """
    counted = np.asarray(yes, dtype=np.float64)
    total = np.asarray(of, dtype=np.float64)
    if counted.ndim != 3 or counted.shape != total.shape:
        raise NumericsError.about(
            f"counts of shape {counted.shape} out of {total.shape}",
            "both have a field, a region and a year",
            "give two arrays (fields, regions, years)",
        )
    if (counted < 0).any() or (counted > total).any():
        raise NumericsError.about(
            "a count below 0 or above what it is counted out of",
            "a share is a part of a whole",
            "exchange the two if they are the wrong way round",
        )
    counted, total = counted.sum(axis=2), total.sum(axis=2)
    if not (total > 0).any():
        raise NumericsError.about("no counts", "there is nothing to go on", "give at least one")
    return _pooled(counted, total, vintage)


def _pooled(counted: Floats, total: Floats, vintage: date) -> Pooled:
    fields, regions = total.shape
    f, r = np.nonzero(total > 0)
    yes, no = counted[f, r] + 0.5, total[f, r] - counted[f, r] + 0.5
    told, error = np.log(yes / no), 1.0 / yes + 1.0 / no
    cells = f * regions + r
    sizes = (fields, regions, fields * regions)
    columns = np.zeros((told.size, 1 + sum(sizes)))
    rows = np.arange(told.size)
    columns[:, 0] = 1.0
    columns[rows, 1 + f] = 1.0
    columns[rows, 1 + fields + r] = 1.0
    columns[rows, 1 + fields + regions + cells] = 1.0
    gram = columns.T @ (columns / error[:, None])
    score = columns.T @ (told / error)
    blocks = np.repeat(np.arange(3), sizes)
    variances = np.full(3, max(float(told.var()) / 3.0, 1e-4))
    for one, size in enumerate((fields, regions)):
        if size == 1:
            variances[one] = 0.0  # one field or region differs from no other
    for _ in range(ROUNDS):
        effects, spread = _solved(gram, score, variances[blocks])
        before = variances
        squares = effects[1:] ** 2 + np.diag(spread)[1:]
        means = np.array([float(np.mean(squares[blocks == one])) for one in range(3)])
        variances = np.where(before == 0.0, 0.0, means)
        if np.abs(variances - before).max() < SETTLED:
            break
    effects, spread = _solved(gram, score, variances[blocks])
    every = np.zeros((fields * regions, columns.shape[1]))
    place = np.arange(fields * regions)
    every[:, 0] = 1.0
    every[place, 1 + place // regions] = 1.0
    every[place, 1 + fields + place % regions] = 1.0
    every[place, 1 + fields + regions + place] = 1.0
    centre = every @ effects
    width = np.sqrt(np.einsum("ij,jk,ik->i", every, spread, every))
    shape = (fields, regions)
    return Pooled(
        (1.0 / (1.0 + np.exp(-centre))).reshape(shape),
        width.reshape(shape),
        float(np.sqrt(variances[0])),
        float(np.sqrt(variances[1])),
        float(np.sqrt(variances[2])),
        vintage,
    )


def _solved(gram: Floats, score: Floats, variances: Floats) -> tuple[Floats, Floats]:
    """Effects and their covariance: Henderson's equations. A variance of 0 leaves an effect out."""
    keep = np.concatenate([[True], variances > 0])
    inverse = np.concatenate([[0.0], 1.0 / variances[variances > 0]])
    part = np.linalg.inv(gram[np.ix_(keep, keep)] + np.diag(inverse))
    effects = np.zeros(keep.size)
    spread = np.zeros((keep.size, keep.size))
    effects[keep] = part @ score[keep]
    spread[np.ix_(keep, keep)] = part
    return effects, spread


def raked(table: npt.ArrayLike, margins: Mapping[Sequence[int], npt.ArrayLike]) -> Floats:
    """A table (any axes) that meets its margins, as near to the first as can be.

    `margins` gives, per tuple of axes that are kept, the totals over the others: {(0,): per field,
    (1,): per region}. Iterative proportional fitting (Deming & Stephan 1940): what is zero stays
    zero, and ratios within the table are kept. A total that is NaN is not known: it becomes what
    the others make of it.

    Raises NumericsError for negative numbers, margins that contradict each other, or a total above
    zero over nothing but zeros.

    >>> raked([[1.0, 1.0], [1.0, 3.0]], {(0,): [30, 70], (1,): [40, 60]}).sum(axis=0).round(6)
    array([40., 60.])
    >>> raked([[1.0, 1.0], [1.0, 3.0]], {(0,): [30, 70], (1,): [40, np.nan]}).sum(axis=0).round(6)
    array([40., 60.])
    """
    found = np.array(table, dtype=np.float64)
    if (found < 0).any():
        raise NumericsError.about(
            "a negative number in the table", "numbers of persons are at least 0", "mend the table"
        )
    wanted = []
    for axes, totals in margins.items():
        others = tuple(axis for axis in range(found.ndim) if axis not in tuple(axes))
        goal = np.asarray(totals, dtype=np.float64)
        shape = tuple(found.shape[axis] for axis in axes)
        if goal.shape != shape or (goal < 0).any():
            raise NumericsError.about(
                f"a margin over axes {tuple(axes)} of shape {goal.shape}",
                f"it has {shape} totals, each at least 0",
                "give one total for each place on the axes that are kept",
            )
        wanted.append((others, goal))
    sums = [float(goal.sum()) for _, goal in wanted]
    sums = [one for one in sums if np.isfinite(one)]
    if sums and max(sums) - min(sums) > 1e-6 * max(*sums, 1.0):
        raise NumericsError.about(
            f"margins that add up to {min(sums):g} and {max(sums):g}",
            "one table has one total",
            "scale them to the same total first",
        )
    worst = 0.0
    for _ in range(RAKING_ROUNDS):
        worst = 0.0
        for others, goal in wanted:
            now = found.sum(axis=others)
            known = np.isfinite(goal)
            off = np.where(known, np.abs(now - goal) / np.maximum(goal, 1.0), 0.0)
            worst = max(worst, float(np.max(off)))
            factor = np.divide(goal, now, out=np.ones_like(goal), where=known & (now > 0))
            found = found * np.expand_dims(factor, others)
        if worst < RAKED:
            return found
    raise NumericsError.about(
        f"margins that cannot be met (one is off by {worst:.2g} of itself)",
        "a total stands over nothing but zeros, or two contradict each other",
        "put a small number where the table has a zero that is not certain",
    )
