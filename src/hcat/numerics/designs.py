# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a sample was drawn, and the variance that follows from it.

Loads NumPy: reach it through the api, which loads it at its first use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from hcat.numerics.errors import NumericsError

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.intp]
RAKING_ROUNDS = 500
RAKING_TOLERANCE = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class SurveyDesign:
    """A one-stage sample: weights, strata, clusters, finite population. Build with :func:`design`.

    All arrays have one entry per answer; `stratum` and `cluster` are codes from 0. `population`
    holds the number of clusters (units, when there are none) in the stratum, infinite without a
    correction. `base` are the weights before calibration, `calibration` the 0/1 columns on which
    the weights were calibrated.
    """

    weights: Floats
    stratum: Codes
    cluster: Codes
    population: Floats
    base: Floats
    calibration: Floats | None = None

    @property
    def n(self) -> int:
        """Number of answers."""
        return int(self.weights.size)

    @property
    def clusters(self) -> int:
        """Number of clusters; of answers when there are none."""
        return int(self.cluster.max()) + 1

    @property
    def degrees_of_freedom(self) -> int:
        """Clusters minus strata."""
        return self.clusters - (int(self.stratum.max()) + 1)


def design(
    n: int,
    *,
    weights: npt.ArrayLike | None = None,
    strata: Sequence[Any] | npt.ArrayLike | None = None,
    clusters: Sequence[Any] | npt.ArrayLike | None = None,
    population: npt.ArrayLike | None = None,
) -> SurveyDesign:
    """Describe a sample of `n` answers.

    ``weights``     one per answer, above 0; without them population ÷ sample of the stratum, or 1
    ``strata``      label per answer
    ``clusters``    label per answer; a cluster lies in one stratum
    ``population``  clusters (units) in the population: one number, or one per answer, equal within
                    a stratum. Left out: no finite population correction

    Raises NumericsError for wrong lengths, weights of 0 or less, a cluster in two strata, or more
    clusters in the sample than in the population.

    >>> design(4, population=8).weights.tolist()
    [2.0, 2.0, 2.0, 2.0]
    """
    if n < 1:
        raise NumericsError.about("no answers", "nothing is known", "use Estimate.missing(...)")
    stratum = codes(strata, n, "strata")
    cluster = np.arange(n, dtype=np.intp) if clusters is None else codes(clusters, n, "clusters")
    pairs = np.unique(np.stack([cluster, stratum]), axis=1)
    if pairs.shape[1] != int(cluster.max()) + 1:
        raise NumericsError.about(
            "a cluster in two strata",
            "strata are drawn apart",
            "make the labels of clusters unique over strata",
        )
    sampled = np.bincount(pairs[1])[stratum].astype(np.float64)
    size = np.full(n, np.inf) if population is None else numbers(population, n, "population")
    if np.any(size < sampled):
        raise NumericsError.about(
            "more clusters in the sample than in the population",
            "each is drawn once",
            "give the population in clusters, not in answers",
        )
    for code in range(int(stratum.max()) + 1):
        if np.ptp(size[stratum == code]) > 0 if population is not None else False:
            raise NumericsError.about(
                "two population sizes within a stratum", "it has one", "check the frame"
            )
    if weights is not None:
        weight = numbers(weights, n, "weights")
    elif population is not None:
        weight = size / sampled
    else:
        weight = np.ones(n)
    if np.any(weight <= 0):
        raise NumericsError.about(
            "a weight of 0 or less", "every answer stands for someone", "drop such answers"
        )
    return SurveyDesign(weight, stratum, cluster, size, weight)


def post_stratify(
    sample: SurveyDesign, cells: Sequence[Any] | npt.ArrayLike, totals: Mapping[Any, float]
) -> SurveyDesign:
    """Weights that add up to the known total of each cell.

    Raises NumericsError for a cell without a total or a total without answers.
    """
    return rake(sample, [(cells, totals)])


def rake(
    sample: SurveyDesign,
    margins: Sequence[tuple[Sequence[Any] | npt.ArrayLike, Mapping[Any, float]]],
) -> SurveyDesign:
    """Weights that add up to the known totals of every margin, by iterative proportional fitting.

    It starts from the design weights (never from 1). Each margin is a label per answer and the
    total per label. Source: Deming & Stephan 1940; variance by the residuals from the margins, as
    in R survey. Raises NumericsError for a label without a total, a total without answers, or
    totals that contradict each other (no convergence in 500 rounds).
    """
    if not margins:
        raise NumericsError.about("no margins", "there is nothing to meet", "give at least one")
    members: list[tuple[Codes, Floats]] = []
    for labels, totals in margins:
        names = np.asarray(labels).tolist()
        known = sorted(totals, key=str)
        extra, empty = set(names) - set(known), set(known) - set(names)
        if extra or empty or len(names) != sample.n:
            raise NumericsError.about(
                f"labels without a total {sorted(map(str, extra))}, totals without answers "
                f"{sorted(map(str, empty))}, {len(names)} labels for {sample.n} answers",
                "each answer belongs to one cell with a known total",
                "merge cells, or complete the totals",
            )
        place = {name: index for index, name in enumerate(known)}
        members.append(
            (
                np.array([place[name] for name in names], dtype=np.intp),
                np.array([float(totals[name]) for name in known]),
            )
        )
    weights = sample.base.copy()
    for _ in range(RAKING_ROUNDS):
        worst = 0.0
        for cell, total in members:
            ratio = total / np.bincount(cell, weights=weights, minlength=total.size)
            worst = max(worst, float(np.max(np.abs(ratio - 1))))
            weights = weights * ratio[cell]
        if worst < RAKING_TOLERANCE:
            break
    else:
        raise NumericsError.about(
            f"raking did not converge (a margin is off by {worst:.2g})",
            "the totals contradict each other or a combination has no answers",
            "make the margins add up to one population, or merge cells",
        )
    columns = np.concatenate([np.eye(total.size)[cell] for cell, total in members], axis=1)
    return replace(sample, weights=weights, calibration=columns)


def variance(scores: Floats, sample: SurveyDesign) -> tuple[float, float]:
    """(with, without) finite population correction: the variance of a sum of weighted scores.

    `scores` are per answer and already carry the weight. After calibration they are replaced by
    their residuals from the calibration columns (weighted by the design weights).
    """
    if sample.calibration is not None:
        root = np.sqrt(sample.base)
        plain = scores / sample.weights
        fit = np.linalg.lstsq(sample.calibration * root[:, None], plain * root, rcond=None)[0]
        scores = (plain - sample.calibration @ fit) * sample.weights
    totals = np.bincount(sample.cluster, weights=scores)
    first = np.unique(sample.cluster, return_index=True)[1]
    stratum, size = sample.stratum[first], sample.population[first]
    corrected = uncorrected = 0.0
    for code in range(int(stratum.max()) + 1):
        inside = stratum == code
        count, of = int(inside.sum()), float(size[inside][0])
        if count == of:
            # All of the stratum: no error, but only the correction says so.
            if count > 1:
                uncorrected += _spread(totals[inside])
            continue
        if count < 2:
            raise NumericsError.about(
                "a stratum with one cluster",
                "it does not show how much it varies",
                "join it with a stratum like it",
            )
        spread = _spread(totals[inside])
        corrected += (1.0 - count / of) * spread
        uncorrected += spread
    return corrected, uncorrected


def _spread(totals: Floats) -> float:
    count = totals.size
    return float(count / (count - 1) * np.sum((totals - totals.mean()) ** 2))


def numbers(given: npt.ArrayLike, n: int, name: str) -> Floats:
    """As n floats; a single number is repeated. Refuses what is missing or of another length."""
    array = np.asarray(given, dtype=np.float64)
    if array.ndim == 0:
        array = np.full(n, float(array))
    if array.shape != (n,) or not np.all(np.isfinite(array)):
        raise NumericsError.about(
            f"{name} of shape {array.shape} with {int(np.sum(~np.isfinite(array)))} not finite",
            f"there are {n} answers and a missing one is no number",
            "drop answers without a value, and record the nonresponse",
        )
    return array


def codes(labels: Sequence[Any] | npt.ArrayLike | None, n: int, name: str) -> Codes:
    """Labels as codes from 0, in order of their sorted values; all 0 without labels."""
    if labels is None:
        return np.zeros(n, dtype=np.intp)
    array = np.asarray(labels)
    if array.shape != (n,):
        raise NumericsError.about(
            f"{name} of shape {array.shape}", f"there are {n} answers", "give one label each"
        )
    return np.unique(array, return_inverse=True)[1].astype(np.intp)
