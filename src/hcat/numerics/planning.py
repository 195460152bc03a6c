# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a survey will be able to prove: told before field work.

Loads NumPy and SciPy: reach it through the api.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hcat.numerics.changes import rising_power
from hcat.numerics.errors import NumericsError
from hcat.numerics.interval import check_level
from hcat.numerics.proof import count_for_share, smallest_yes_to_prove
from hcat.numerics.shares import check_share

USUAL_POWER = 0.8
FIRST_SIZES = 128
"""Samples that are tried at first: quantiles of thousands take a minute."""
MOST_ANSWERS = 20_000
"""Where the search for a sample ends when the population has no bound."""


@dataclass(frozen=True, slots=True)
class ProofPlan:
    """What it takes to prove "at least `share`" of a population (None: without bound).

    `n` answers, of which `yes` say yes; `power` is the probability that it comes so far when
    `expected` is true. `n` None: no sample within the population reaches the power asked. `yes`
    None: not even n times yes would prove it.
    """

    share: float
    expected: float
    population: int | None
    alpha: float
    n: int | None
    yes: int | None
    power: float


def proof_plan(
    share: float,
    expected: float,
    population: int | None,
    *,
    n: int | None = None,
    power: float = USUAL_POWER,
    alpha: float = 0.05,
) -> ProofPlan:
    """The smallest sample that proves a share, or what a sample of a given n needs.

    Shares on 0–1. `power` saws up and down with n; the n given is the first from which it stays.
    Raises NumericsError for shares outside 0–1, or n outside the population.

    >>> plan = proof_plan(0.5, 0.6, 300)
    >>> plan.n, plan.yes, round(plan.power, 2)
    (104, 59, 0.83)
    >>> proof_plan(0.5, 0.6, 300, n=120).yes
    68
    """
    check_share(share)
    check_share(expected)
    check_level("alpha", alpha)
    check_level("power", power)
    if n is not None:
        yes = smallest_yes_to_prove(share, n, population, alpha=alpha)
        reached = 0.0 if yes is None else float(_reach(yes, n, population, expected))
        return ProofPlan(share, expected, population, alpha, n, yes, reached)
    most = min(population or MOST_ANSWERS, MOST_ANSWERS)
    sizes = needed = np.zeros(0, dtype=np.int64)
    reach = np.zeros(0)
    while sizes.size < most:
        # Twice as many each time: where all of these reach it, it has stopped sawing below.
        more = np.arange(sizes.size + 1, min(max(FIRST_SIZES, 2 * sizes.size), most) + 1)
        yes = _needed(share, more, population, alpha)
        found = np.where(yes <= more, _reach(yes, more, population, expected), 0.0)
        sizes, needed = np.append(sizes, more), np.append(needed, yes)
        reach = np.append(reach, found)
        if np.all(found >= power):
            break
    short = np.flatnonzero(reach < power)
    first = int(short[-1]) + 1 if short.size else 0
    if first == sizes.size:
        return ProofPlan(share, expected, population, alpha, None, None, float(reach.max()))
    return ProofPlan(
        share, expected, population, alpha, int(sizes[first]), int(needed[first]),
        float(reach[first]),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class MeanPlan:
    """What it takes to prove "a mean of at least `bound`" of a population (None: without bound).

    `n` answers with a mean of `least` or more prove it, in the unit of the values; `power` is the
    probability that it comes so far when `expected` is true. `n` None: none within the population
    (or 20,000) reaches the power asked, and `power` is the most that can be had.
    """

    bound: float
    expected: float
    sd: float
    population: int | None
    alpha: float
    n: int | None
    least: float | None
    power: float


def mean_plan(
    bound: float,
    expected: float,
    *,
    sd: float,
    population: int | None = None,
    n: int | None = None,
    power: float = USUAL_POWER,
    alpha: float = 0.05,
) -> MeanPlan:
    """The smallest sample that proves a mean, or what a sample of a given n needs.

    `sd` of the answers, in the unit of the values; each counts for as many, with the correction for
    a finite population. Student t with n − 1 degrees of freedom, as the claim is judged. Raises
    NumericsError for an expected mean that is not above the bound, and for n outside the
    population.

    >>> plan = mean_plan(7, 7.2, sd=1.2, population=300)
    >>> plan.n, round(plan.least or 0, 2), round(plan.power, 2)
    (129, 7.13, 0.8)
    """
    check_level("alpha", alpha)
    check_level("power", power)
    if sd <= 0 or expected <= bound:
        raise NumericsError.about(
            f"bound {bound}, expected {expected}, sd {sd}",
            "a plan needs a spread, and a mean above the bound that is to be proven",
            "check the plan",
        )
    from scipy.stats import t

    sizes = _sizes(n, population)
    rest = 0.0 if population is None else 1.0 / population
    se = sd * np.sqrt(np.maximum(0.0, 1.0 / sizes - rest))
    reached = _student_power(expected - bound, se, sizes - 1, alpha)
    facts = (bound, expected, sd, population, alpha)
    hits = np.flatnonzero(reached >= power) if n is None else np.array([0])
    if not hits.size:
        return MeanPlan(*facts, None, None, float(reached.max(initial=0.0)))
    at = int(hits[0])
    least = bound + float(t.isf(alpha, sizes[at] - 1)) * float(se[at])
    return MeanPlan(*facts, int(sizes[at]), least, float(reached[at]))


@dataclass(frozen=True, slots=True)
class ContrastPlan:
    """Whether a change of a mean between two waves will be seen.

    `n` answers in each wave, at least a part `overlap` (0–1) of them by units that answered both;
    `se` of the difference, in the unit of the values; `power` of the one-sided test. `n` None: none
    within the population reaches the power asked, and `power` is the most that can be had.
    """

    change: float
    sd: float
    correlation: float
    overlap: float
    population: int | None
    alpha: float
    n: int | None
    se: float | None
    power: float


def contrast_plan(
    change: float,
    *,
    sd: float,
    correlation: float,
    overlap: float = 1.0,
    population: int | None = None,
    n: int | None = None,
    power: float = USUAL_POWER,
    alpha: float = 0.05,
) -> ContrastPlan:
    """The smallest n that shows a change with `power`, or the power of a given n.

    `change` and `sd` in the unit of the values, `correlation` of one unit's answers between the
    waves. Both waves are simple samples of one population (None: without bound), whose own change
    is meant: with n = N and full overlap it is known. Student t with n − 1 degrees of freedom, as
    :func:`hcat.numerics.changes.wave_contrast` uses. Raises NumericsError for what cannot be.

    >>> plan = contrast_plan(0.3, sd=1.2, correlation=0.6, population=300)
    >>> plan.n, round(plan.power, 2)
    (64, 0.8)
    """
    check_level("alpha", alpha)
    check_level("power", power)
    if sd <= 0 or change <= 0 or not -1 < correlation < 1 or not 0 <= overlap <= 1:
        raise NumericsError.about(
            f"change {change}, sd {sd}, correlation {correlation}, overlap {overlap}",
            "a plan needs a rise, a spread, a correlation within -1 to 1, an overlap of 0 to 1",
            "check the plan; for a fall turn the scale around",
        )
    sizes = _sizes(n, population)
    rest = 0.0 if population is None else 1.0 / population
    # Two waves of more than half the population cannot but share units.
    twice = np.maximum(overlap, 2.0 - 1.0 / (sizes * rest)) if rest else overlap
    own = 1.0 / sizes - rest
    shared = twice / sizes - rest
    se = sd * np.sqrt(np.maximum(0.0, 2.0 * (own - correlation * shared)))
    reached = _student_power(change, se, sizes - 1, alpha)
    facts = (change, sd, correlation, overlap, population, alpha)
    if n is not None:
        return ContrastPlan(*facts, n, float(se[0]), float(reached[0]))
    hits = np.flatnonzero(reached >= power)
    if not hits.size:
        return ContrastPlan(*facts, None, None, float(reached.max(initial=0.0)))
    at = int(hits[0])
    return ContrastPlan(*facts, int(sizes[at]), float(se[at]), float(reached[at]))


@dataclass(frozen=True, slots=True)
class RisingPlan:
    """Whether "significantly rising every time" can be shown of a steady rise by a full panel.

    `n` None: no n within the population (or 20,000) reaches the power asked, and `power` is the
    most that can be had.
    """

    change: float
    sd: float
    correlation: float
    contrasts: int
    population: int | None
    alpha: float
    n: int | None
    power: float


def rising_plan(
    change: float,
    *,
    sd: float,
    correlation: float,
    contrasts: int,
    population: int | None = None,
    n: int | None = None,
    power: float = USUAL_POWER,
    alpha: float = 0.05,
) -> RisingPlan:
    """The smallest n with `power`, or the power of a given n: see ``rising_power``.

    >>> plan = rising_plan(0.2, sd=1.2, correlation=0.6, contrasts=3, population=120, n=60)
    >>> round(plan.power, 2)
    0.13
    """
    check_level("power", power)
    most = min(population or MOST_ANSWERS, MOST_ANSWERS)

    def reached(size: int) -> float:
        return rising_power(
            size, population, change=change, sd=sd, correlation=correlation,
            contrasts=contrasts, alpha=alpha,
        )  # fmt: skip

    facts = (change, sd, correlation, contrasts, population, alpha)
    if n is not None:
        if population is not None and n > population:
            raise NumericsError.about(
                f"n is {n}", f"there are {population} units", "give n of at most that"
            )
        return RisingPlan(*facts, n, reached(n))
    best = reached(most)
    if best < power:
        return RisingPlan(*facts, None, best)
    low, high = 2, most
    while low < high:  # the power rises with n
        middle = (low + high) // 2
        low, high = (low, middle) if reached(middle) >= power else (middle + 1, high)
    return RisingPlan(*facts, low, reached(low))


def _needed(share: float, n: Any, population: int | None, alpha: float) -> Any:
    """The smallest yes per n that proves the share; n + 1 where none does."""
    from scipy.stats import binom, hypergeom

    if population is None:
        yes = np.zeros_like(n) if share <= 0 else binom.isf(alpha, n, share).astype(np.int64) + 1
        above = binom.sf(yes - 2, n, share) <= alpha if share > 0 else yes < 0
    else:
        count = count_for_share(share, population)
        if count <= 0:
            return np.zeros_like(n)
        yes = hypergeom.isf(alpha, population, count - 1, n).astype(np.int64) + 1
        above = hypergeom.sf(yes - 2, population, count - 1, n) <= alpha
    # The quantile may be one too high by rounding.
    return np.asarray(np.minimum(np.where(above, yes - 1, yes), n + 1))


def _reach(yes: Any, n: Any, population: int | None, expected: float) -> Any:
    """The probability of at least that many yes when `expected` is true."""
    from scipy.stats import binom, hypergeom

    least = np.asarray(yes) - 1
    if population is None:
        return np.asarray(binom.sf(least, n, expected))
    # The nearest number of units, so that an expected share needs not be a whole number of them.
    return np.asarray(hypergeom.sf(least, population, round(expected * population), n))


def _sizes(n: int | None, population: int | None) -> npt.NDArray[np.int64]:
    """The sample of which a spread is asked, or all that can be tried."""
    if n is None:
        return np.arange(2, min(population or MOST_ANSWERS, MOST_ANSWERS) + 1)
    if not 2 <= n <= (population or n):
        raise NumericsError.about(
            f"n is {n}", "a spread needs two units, and there are no more than the population",
            "give n from 2 to the population",
        )  # fmt: skip
    return np.array([n])


def _student_power(change: float, se: Any, freedom: Any, alpha: float) -> Any:
    from scipy.stats import nct, t

    safe = np.where(se > 0, se, 1.0)
    moved = np.minimum(change / safe, 30.0)  # beyond it the test never fails
    found = nct.sf(t.isf(alpha, freedom), freedom, moved)
    return np.asarray(np.where((se > 0) & (moved < 30.0) & np.isfinite(found), found, 1.0))
