# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes between waves of a panel, and changes relative to a baseline.

Loads NumPy: reach it through the api.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from hcat.numerics.designs import numbers
from hcat.numerics.errors import NumericsError
from hcat.numerics.estimate import Estimate, Quality
from hcat.numerics.interval import Interval, check_level, normal_quantile
from hcat.numerics.multiplicity import intersection_union
from hcat.numerics.period import Period
from hcat.numerics.verdict import Contrast


@dataclass(frozen=True, slots=True, eq=False)
class Wave:
    """Answers of one wave: a unit (company) answers once.

    ``units``    label per answer, the same company with the same label in every wave; quickest as
                 an array of whole numbers
    ``values``   one finite number per answer
    ``weights``  above 0; left out: all equal
    ``strata``   label per answer; left out: one stratum
    ``population``  units in the frame of this wave, one number or one per stratum; goes before that
                 of `wave_contrast`
    """

    units: Sequence[Any] | npt.NDArray[Any]
    values: npt.ArrayLike
    weights: npt.ArrayLike | None = None
    strata: Sequence[Any] | npt.NDArray[Any] | None = None
    population: Mapping[Any, float] | float | None = None

    def __post_init__(self) -> None:
        different = len(_numbered(self.units)[0])
        if different < len(self.units) or not different:
            raise NumericsError.about(
                f"{len(self.units)} answers of {different} units",
                "a unit answers once in a wave",
                "keep the last answer of each, and give at least one",
            )


@dataclass(frozen=True, slots=True)
class WaveContrast:
    """Later minus earlier, in the unit of the values.

    `se` keeps the covariance of units that answered twice; `se_if_independent` is what treating
    the waves as two samples would have given. `both` counts the units that answered twice.
    """

    difference: float
    se: float
    se_if_independent: float
    n_earlier: int
    n_later: int
    both: int
    degrees_of_freedom: int

    def p_value(self, *, rising: bool = True) -> float:
        """One-sided p-value of "it rose" (or fell), Student t."""
        if self.se == 0.0:
            moved = self.difference > 0 if rising else self.difference < 0
            return 0.0 if moved else 1.0
        from scipy.stats import t

        score = self.difference / self.se
        return float(t.sf(score if rising else -score, self.degrees_of_freedom))

    def interval(self, confidence: float = 0.95) -> Interval:
        """Two-sided interval of the difference, Student t."""
        check_level("confidence", confidence)
        if self.se == 0.0:
            return Interval(self.difference, self.difference, confidence, "wave contrast")
        from scipy.stats import t

        half = float(t.ppf((1 + confidence) / 2, self.degrees_of_freedom)) * self.se
        return Interval(self.difference - half, self.difference + half, confidence, "wave contrast")

    def to_contrast(
        self,
        *,
        earlier: Period,
        later: Period,
        unit: str,
        source: str,
        quality: Quality = Quality.MEASURED,
        scale: float = 1.0,
    ) -> Contrast:
        """For a verdict. `scale` turns the values into the unit (100 from 0/1 to percent)."""
        interval = self.interval(0.9)
        day_earlier: date = earlier.middle
        return Contrast(
            day_earlier,
            later.middle,
            Estimate(
                value=scale * self.difference,
                low=scale * interval.low,
                high=scale * interval.high,
                confidence=0.9,
                n=self.n_later,
                unit=unit,
                period=later,
                method=interval.method,
                quality=quality,
                source=source,
            ),
        )


def wave_contrast(
    earlier: Wave, later: Wave, *, population: Mapping[Any, float] | float | None = None
) -> WaveContrast:
    """Difference of two (weighted) means with the unit as the sampling unit.

    Units may answer in one wave or both: those in both keep the covariance. 0/1 values give a
    change of shares. `population`: units in the frame of both waves, one number or one per stratum,
    where a wave does not tell its own; left out: no finite population correction. Each wave is
    corrected for its own part of its own frame, and the covariance for what two samples of it
    would share by chance; it never exceeds what the two errors allow. A unit that changed its
    stratum stays in the one where it answered first. Raises NumericsError when a stratum holds one
    unit only, or more answers than units.

    Source: the linearised contrast of R survey (`svycontrast`) where all answered twice, and for
    partial overlap the covariance of two samples of one population (Kish 1965, 12.4; Tam 1984, The
    American Statistician 38, 288).

    >>> change = wave_contrast(Wave("abcd", [6, 7, 8, 7]), Wave("bcde", [7.5, 8.5, 7.4, 8]))
    >>> round(change.difference, 2), change.both, change.se < change.se_if_independent
    (0.85, 3, True)
    """
    labels, places = _numbered(earlier.units, later.units)
    kinds, told = _numbered(_strata(earlier), _strata(later))
    home = np.empty(len(labels), dtype=np.intp)
    home[places[1]] = told[1]
    home[places[0]] = told[0]
    scores, means = np.full((2, len(labels)), np.nan), []
    for row, wave in enumerate((earlier, later)):
        n = len(wave.units)
        values = numbers(wave.values, n, "values")
        weights = numbers(1.0 if wave.weights is None else wave.weights, n, "weights")
        if np.any(weights <= 0):
            raise NumericsError.about(
                "a weight of 0 or less", "every answer stands for someone", "drop such answers"
            )
        # From one of the values on: where all are the same, rounding makes no difference of it.
        mean = float(values[0] + np.sum(weights * (values - values[0])) / weights.sum())
        scores[row, places[row]] = weights * (values - mean) / weights.sum()
        means.append(mean)
    together = apart = 0.0
    strata = np.unique(home)
    for code in strata:
        sizes = [
            _size(population if one.population is None else one.population, kinds[code])
            for one in (earlier, later)
        ]
        both, alone = _within(scores[:, home == code], sizes)
        together, apart = together + both, apart + alone
    n_earlier, n_later = (len(one.units) for one in (earlier, later))
    return WaveContrast(
        means[1] - means[0],
        math.sqrt(max(0.0, together)),
        math.sqrt(apart),
        n_earlier,
        n_later,
        n_earlier + n_later - len(labels),
        max(1, min(n_earlier, n_later) - len(strata)),
    )


def _strata(wave: Wave) -> Sequence[Any] | npt.NDArray[Any]:
    n = len(wave.units)
    if wave.strata is None:
        return ["all"] * n
    if len(wave.strata) != n:
        raise NumericsError.about(
            f"{len(wave.strata)} strata for {n} answers", "each has one", "give one label each"
        )
    return wave.strata


def _numbered(
    *labels: Sequence[Any] | npt.NDArray[Any],
) -> tuple[Sequence[Any], list[npt.NDArray[np.intp]]]:
    """The different labels, and of each of these sequences the place in them."""
    arrays = [one for one in labels if isinstance(one, np.ndarray) and one.dtype.kind == "i"]
    if len(arrays) == len(labels):
        different, places = np.unique(np.concatenate(arrays), return_inverse=True)
        ends = np.cumsum([len(one) for one in arrays])[:-1]
        return different.tolist(), np.split(places.astype(np.intp), ends)
    known: dict[Any, int] = {}
    found = [
        np.array([known.setdefault(one, len(known)) for one in each], dtype=np.intp)
        for each in labels
    ]
    return list(known), found


def _size(population: Mapping[Any, float] | float | None, stratum: Any) -> float:
    found = population[stratum] if isinstance(population, Mapping) else population
    return math.inf if found is None else float(found)


def _within(scores: Any, sizes: Sequence[float]) -> tuple[float, float]:
    """(with, without) covariance: the variance of the change of one stratum's score totals.

    `scores` are waves × units, NaN where a unit did not answer; `sizes` the units of the frame of
    each wave, infinite where there is no correction.
    """
    here = ~np.isnan(scores)
    counts = here.sum(axis=1)
    for many, size in zip(counts, sizes, strict=True):
        if many > size:
            raise NumericsError.about(
                f"{many} answers of {size:g} units in a stratum",
                "a unit answers once in a wave",
                "give the number of units in the frame of that wave",
            )
    if scores.shape[1] < 2 and max(sizes) != 1.0:
        raise NumericsError.about(
            "a stratum with one unit", "it does not show how much it varies",
            "join it with a stratum like it",
        )  # fmt: skip
    spreads = [0.0, 0.0]
    for wave in range(2):
        if counts[wave] > 1:
            spreads[wave] = float(np.var(scores[wave, here[wave]], ddof=1))
        elif counts[wave] == 1 and scores.shape[1] > 1:
            # One answer shows no spread: it counts beside the units that answered the other wave.
            spreads[wave] = float(np.var(np.where(here[wave], scores[wave], 0.0), ddof=1))
            spreads[wave] *= scores.shape[1]
    errors = [counts[wave] * (1.0 - counts[wave] / sizes[wave]) * spreads[wave] for wave in (0, 1)]
    apart = float(sum(errors))
    twice = here.all(axis=0)
    shared = int(twice.sum())
    most = math.sqrt(spreads[0] * spreads[1])
    # What two draws would share by chance; of frames that differ, if the smaller lies in the other.
    by_chance = counts[0] * counts[1] / max(sizes)
    # No covariance is larger than its two errors: none, where one wave asked its whole frame.
    limit = math.sqrt(errors[0] * errors[1])
    if shared > 1:
        found = float(np.cov(scores[:, twice])[0, 1])
        # Few who answered twice say little: no more than a correlation of 1 is believed.
        covariance = (shared - by_chance) * min(most, max(-most, found))
        return apart - 2.0 * min(limit, max(-limit, covariance)), apart
    # Nobody shows the covariance: the one under which the change is least sure.
    return apart + 2.0 * min(limit, max(0.0, by_chance - shared) * most), apart


def mcnemar_exact(gained: int, lost: int) -> float:
    """Two-sided exact p-value for a change of yes/no answers of the same units.

    `gained` went from no to yes, `lost` from yes to no; those who did not change say nothing.
    1 when nobody changed. Source: McNemar 1947, Psychometrika 12, 153.

    >>> round(mcnemar_exact(60, 30), 5)
    0.00206
    """
    if gained < 0 or lost < 0:
        raise NumericsError.about(
            f"{gained} gained and {lost} lost", "these are counts", "give 0 or more"
        )
    if gained + lost == 0:
        return 1.0
    from scipy.stats import binomtest

    return float(binomtest(gained, gained + lost).pvalue)


EXACT_WITH_TIES = 50
"""Pairs up to which tied differences are counted exactly, as SciPy does without ties."""


def wilcoxon_signed_rank(differences: npt.ArrayLike, *, rising: bool = True) -> float:
    """One-sided p-value that paired differences lie above 0 (or below): an ordinal check.

    Zeros are ranked and then dropped (Pratt 1959), which suits marks with many ties. 1 when all
    are zero. Unweighted: it backs up :func:`wave_contrast`, it does not replace it.

    >>> wilcoxon_signed_rank([1, 2, 3, 4, 5]) < 0.05
    True
    """
    array = np.asarray(differences, dtype=np.float64)
    array = numbers(array, array.size, "differences")
    if not array.size or not np.any(array):
        return 1.0
    from scipy.stats import rankdata, wilcoxon

    if not rising:
        array = -array
    tied = np.unique(np.abs(array)).size < array.size
    if not tied or array.size > EXACT_WITH_TIES:
        return float(wilcoxon(array, zero_method="pratt", alternative="greater").pvalue)
    # With ties SciPy tries every sign one by one, which takes seconds. Ranks are halves at most,
    # so twice their sums are whole numbers, and all signs are counted at once.
    ranks = np.rint(2 * rankdata(np.abs(array))).astype(np.int64)
    counted = ranks[array != 0]
    chance = np.zeros(int(counted.sum()) + 1)
    chance[0] = 1.0
    for rank in counted:
        chance = chance / 2 + np.concatenate((np.zeros(rank), chance[: chance.size - rank])) / 2
    return float(min(1.0, chance[int(ranks[array > 0].sum()) :].sum()))


def is_rising(values: Sequence[float]) -> bool:
    """Whether every next figure is higher than the one before. Raises for fewer than two.

    >>> is_rising([1, 2, 3]), is_rising([1, 2, 2])
    (True, False)
    """
    if len(values) < 2:
        raise NumericsError.about(
            f"{len(values)} figures", "a rise is between two", "wait for the next wave"
        )
    return all(later > earlier for earlier, later in pairwise(values))


def is_significantly_rising(contrasts: Sequence[WaveContrast], *, alpha: float = 0.05) -> bool:
    """Whether every consecutive contrast is significant: intersection–union, no correction.

    Its power is small: see :func:`rising_power` before field work.
    """
    check_level("alpha", alpha)
    return intersection_union([one.p_value() for one in contrasts]) <= alpha


def rising_power(
    n: int,
    population: int | None,
    *,
    change: float,
    sd: float,
    correlation: float,
    contrasts: int,
    alpha: float = 0.05,
) -> float:
    """Probability that a panel of n shows a steady change as significantly rising every time.

    The same n units answer every wave; `change` per wave and `sd` in the unit of the values,
    `correlation` between any two waves. The change is the underlying one: the population itself
    scatters around it, and the test has the finite population correction. Consecutive contrasts
    share a wave, so they correlate −0.5; the probability that all are significant is worked out by
    a deterministic recursion over the wave means (a grid, no simulation).

    >>> round(rising_power(60, 120, change=0.2, sd=1.2, correlation=0.6, contrasts=3), 2)
    0.13
    """
    check_level("alpha", alpha)
    if n < 2 or sd <= 0 or not -1 < correlation < 1 or contrasts < 1:
        raise NumericsError.about(
            f"n {n}, sd {sd}, correlation {correlation}, contrasts {contrasts}",
            "power needs two units, a spread, a correlation within -1 to 1 and a contrast",
            "check the plan",
        )
    correction = 1.0 if population is None else max(0.0, 1 - n / population)
    # The part of the error that is particular to a wave; what waves share cancels.
    error = sd * math.sqrt((1 - correlation) / n)
    # A step is shown when e_{k+1} - e_k >= limit, in units of the wave's own error.
    limit = normal_quantile(1 - alpha) * math.sqrt(2 * correction) - change / error
    grid = np.linspace(-8.0, 8.0, 1601)
    width = grid[1] - grid[0]
    density = np.exp(-(grid**2) / 2) / math.sqrt(2 * math.pi)
    reach = density.copy()
    for _ in range(contrasts):
        below = np.concatenate([[0.0], np.cumsum((reach[1:] + reach[:-1]) / 2 * width)])
        reach = density * np.interp(grid - limit, grid, below, left=0.0, right=below[-1])
    return float(min(1.0, np.trapezoid(reach, grid)))
