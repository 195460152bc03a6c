# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many means and shares of one survey at once: every question, in every group.

The figures are those of :func:`hcat.numerics.means.survey_ratio` for each group and question: a
group is a domain, so that the whole sample stays in the variance. Loads NumPy and SciPy: reach it
through the api.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy import sparse

from hcat.numerics.designs import Codes, Floats, SurveyDesign
from hcat.numerics.errors import NumericsError
from hcat.numerics.interval import check_level
from hcat.numerics.means import SurveyFigure

Counts = npt.NDArray[np.int64]
MOST_HELD = 2_000_000
"""Numbers of one array that are held at once: columns go in blocks, so that memory stays flat."""


@dataclass(frozen=True, slots=True, eq=False)
class GroupedFigures:
    """One figure per group and column. All arrays are groups × columns, in the unit of the values.

    ``value``               weighted mean, or share of 0/1 answers; NaN where nobody answered
    ``se``                  standard error with the finite population correction
    ``se_uncorrected``      without it
    ``n``                   answers
    ``weight``              sum of the weights of those who answered
    ``design_effect``       variance without correction ÷ that of a simple sample of n; NaN with
                            one answer, or when all answered the same
    ``effective_n``         n ÷ design effect; where that is NaN, (Σw)² ÷ Σw² (Kish)
    ``degrees_of_freedom``  clusters less strata among those who answered, as R survey counts them
                            for a part of a sample
    """

    value: Floats
    se: Floats
    se_uncorrected: Floats
    n: Counts
    weight: Floats
    design_effect: Floats
    effective_n: Floats
    degrees_of_freedom: Counts
    method: str

    def figure(self, group: int, column: int) -> SurveyFigure | None:
        """One of them as a figure of its own; None where nobody answered."""
        at = group, column
        if not self.n[at]:
            return None
        return SurveyFigure(
            float(self.value[at]), float(self.se[at]), float(self.se_uncorrected[at]),
            int(self.n[at]), int(self.degrees_of_freedom[at]), self.method,
        )  # fmt: skip

    def intervals(self, confidence: float = 0.95) -> tuple[Floats, Floats]:
        """Two-sided Student intervals (low, high); NaN without a degree of freedom."""
        half = self._quantile(confidence) * self.se
        half = np.where(self.se == 0, 0.0, half)
        return self.value - half, self.value + half

    def share_intervals(self, confidence: float = 0.95) -> tuple[Floats, Floats]:
        """Korn–Graubard intervals (low, high) of shares, 0–1, as in :mod:`hcat.numerics.shares`.

        NaN with fewer than two answers or without a degree of freedom. Raises NumericsError for
        values outside 0–1.
        """
        from scipy.special import betaincinv
        from scipy.stats import t

        held = (self.n >= 2) & (self.degrees_of_freedom >= 1)
        share = np.where(held, self.value, 0.5)
        if np.any((share < -1e-9) | (share > 1 + 1e-9)):
            raise NumericsError.about(
                "means outside 0 to 1", "these are no shares", "code yes as 1 and no as 0"
            )
        share = np.clip(share, 0.0, 1.0)
        alpha = (1 - confidence) / 2
        counted = t.ppf(alpha, np.maximum(self.n - 1, 1))
        ratio = counted / (-self._quantile(confidence))
        settled = (share <= 0) | (share >= 1) | (self.se == 0)
        spread = np.where(settled | ~held, 1.0, self.se) ** 2
        effective = np.where(settled, self.n, share * (1 - share) / spread * ratio**2)
        effective = np.where(held, effective, 2.0)
        yes = share * effective
        with np.errstate(invalid="ignore"):
            low = np.where(yes <= 0, 0.0, betaincinv(yes, effective - yes + 1, alpha))
            high = np.where(yes >= effective, 1.0, betaincinv(yes + 1, effective - yes, 1 - alpha))
        return np.where(held, low, np.nan), np.where(held, high, np.nan)

    def _quantile(self, confidence: float) -> Floats:
        check_level("confidence", confidence)
        from scipy.stats import t

        some = self.degrees_of_freedom >= 1
        found = t.ppf((1 + confidence) / 2, np.where(some, self.degrees_of_freedom, 1))
        return np.where(some, found, np.nan)


def grouped_means(
    answers: npt.ArrayLike,
    sample: SurveyDesign,
    groups: npt.ArrayLike | None = None,
    *,
    count: int | None = None,
) -> GroupedFigures:
    """Weighted means (of 0/1 answers: shares) of every column in every group.

    ``answers``  units × columns; NaN is not answered, which is another thing than no
    ``groups``   code of the group per unit, from 0; −1 is in none. Left out: one group of all
    ``count``    number of groups; left out: the highest code and one more

    A design that was post-stratified or raked keeps its residuals. Raises NumericsError for other
    shapes, infinite answers, codes outside the groups, or a stratum that shows one cluster of many.

    >>> from hcat.numerics.designs import design
    >>> made = grouped_means([[6.0], [np.nan], [8.0], [9.0]], design(4), [0, 0, 0, 1])
    >>> made.value.tolist(), made.n.tolist()
    ([[7.0], [9.0]], [[2], [1]])
    """
    given = np.asarray(answers, dtype=np.float64)
    if given.ndim != 2 or given.shape[0] != sample.n or bool(np.any(np.isinf(given))):
        raise NumericsError.about(
            f"answers of shape {given.shape}, or infinite", f"there are {sample.n} units",
            "give units by columns, and NaN for what was not answered",
        )  # fmt: skip
    code = np.zeros(sample.n, np.intp) if groups is None else np.asarray(groups).astype(np.intp)
    many = int(code.max(initial=-1)) + 1 if count is None else count
    if code.shape != (sample.n,) or np.any(code < -1) or np.any(code >= many):
        raise NumericsError.about(
            f"codes of groups of shape {code.shape}, of {many} groups",
            "each unit is in one of them, or in none",
            "give one code per unit, from -1",
        )
    strata = _Strata.of(sample)
    columns = given.shape[1]
    made = {name: np.full((many, columns), np.nan) for name in ("value", "se", "se_uncorrected")}
    made |= {name: np.full((many, columns), np.nan) for name in ("design_effect", "effective_n")}
    made["weight"] = np.zeros((many, columns))
    whole = {name: np.zeros((many, columns), np.int64) for name in ("n", "degrees_of_freedom")}
    rows = np.flatnonzero(code >= 0)
    members = _indicator(code[rows], many)
    cells = _Cells.of(sample, strata, rows, code[rows])
    residuals = None
    if sample.calibration is not None:
        residuals = _Residuals.of(sample, strata, rows, code[rows], many)
    for start in range(0, columns, max(1, MOST_HELD // sample.n)):
        part = slice(start, min(columns, start + max(1, MOST_HELD // sample.n)))
        block = given[rows, part]
        here = ~np.isnan(block)
        weights = np.where(here, sample.weights[rows, None], 0.0)
        block = np.where(here, block, 0.0)
        answered = members @ here.astype(np.float64)
        weight = members @ weights
        some = answered > 0
        below = np.where(some, weight, 1.0)
        mean = np.where(some, (members @ (weights * block)) / below, np.nan)
        apart = np.where(here, block - np.where(some, mean, 0.0)[code[rows]], 0.0)
        scores = weights * apart
        spread = members @ (scores * apart)
        scores /= below[code[rows]]
        if residuals is None:
            corrected, uncorrected = cells.variances(scores, many)
        else:
            corrected, uncorrected = residuals.variances(scores, sample, rows, code[rows])
        simple = np.where(answered > 1, spread / below / np.maximum(answered - 1, 1), np.nan)
        flat = ~(simple > 1e-24 * np.maximum(1.0, mean**2))
        effect = np.where(flat, np.nan, uncorrected / np.where(flat, 1.0, simple))
        kish = weight**2 / np.where(some, members @ weights**2, 1.0)
        made["value"][:, part] = mean
        made["weight"][:, part] = weight
        made["se"][:, part] = np.where(some, np.sqrt(corrected), np.nan)
        made["se_uncorrected"][:, part] = np.where(some, np.sqrt(uncorrected), np.nan)
        made["design_effect"][:, part] = effect
        usable = effect > 0
        made["effective_n"][:, part] = np.where(
            usable, answered / np.where(usable, effect, 1.0), kish
        )
        whole["n"][:, part] = np.rint(answered)
        whole["degrees_of_freedom"][:, part] = cells.freedom(here, many)
    method = "linearised mean" + ("" if sample.calibration is None else ", calibrated")
    return GroupedFigures(
        made["value"], made["se"], made["se_uncorrected"], whole["n"], made["weight"],
        made["design_effect"], made["effective_n"], whole["degrees_of_freedom"], method,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class _Strata:
    """Clusters and their strata; what a spread within a stratum counts for."""

    of_cluster: Codes
    size: Floats  # clusters sampled per stratum
    plain: Floats  # n ÷ (n − 1), 0 for a stratum of one
    corrected: Floats  # the same with the finite population correction

    @classmethod
    def of(cls, sample: SurveyDesign) -> Self:
        first = np.unique(sample.cluster, return_index=True)[1]
        of_cluster = sample.stratum[first]
        size = np.bincount(of_cluster).astype(np.float64)
        population = np.zeros(size.size)
        population[of_cluster] = sample.population[first]
        if np.any((size < 2) & (size != population)):
            raise NumericsError.about(
                "a stratum with one cluster", "it does not show how much it varies",
                "join it with a stratum like it",
            )  # fmt: skip
        plain = np.where(size > 1, size / np.maximum(size - 1, 1), 0.0)
        return cls(of_cluster, size, plain, plain * (1.0 - size / population))


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """The units of each group, added up per cluster, and these per stratum."""

    strata: _Strata
    clusters: sparse.csr_array | None  # pairs of cluster and group × units; None: one unit in each
    pairs: sparse.csr_array  # pairs of stratum and group × pairs of cluster and group
    place: Codes  # of each pair of cluster and group among those of stratum and group
    stratum: Codes  # of each pair of stratum and group
    group: Codes
    count: Floats  # clusters in each pair of stratum and group

    @classmethod
    def of(cls, sample: SurveyDesign, strata: _Strata, rows: Codes, code: Codes) -> Self:
        many = int(code.max(initial=0)) + 1
        key = sample.cluster[rows] * many + code
        names, at = np.unique(key, return_inverse=True)
        clusters = None if names.size == rows.size else _indicator(at, names.size)
        of_name = names if clusters is not None else key
        found, place = np.unique(
            strata.of_cluster[of_name // many] * many + of_name % many, return_inverse=True
        )
        place = place.astype(np.intp)
        return cls(
            strata, clusters, _indicator(place, found.size), place, found // many, found % many,
            np.bincount(place, minlength=found.size).astype(np.float64),
        )  # fmt: skip

    def variances(self, scores: Floats, many: int) -> tuple[Floats, Floats]:
        """(with, without) correction per group and column; scores are units × columns.

        Squares around the stratum's mean, which the clusters without such units pull to 0: the sum
        of squares less the square of the sum would lose digits.
        """
        totals = scores if self.clusters is None else self.clusters @ scores
        size = self.strata.size[self.stratum][:, None]
        mean = (self.pairs @ totals) / size
        squares = self.pairs @ (totals - mean[self.place]) ** 2
        squares += (size - self.count[:, None]) * mean**2
        to_group = _indicator(self.group, many)
        with_it = to_group @ (self.strata.corrected[self.stratum][:, None] * squares)
        return with_it, to_group @ (self.strata.plain[self.stratum][:, None] * squares)

    def freedom(self, here: npt.NDArray[np.bool_], many: int) -> Floats:
        """Clusters less strata that have an answer, per group and column."""
        answered = here.astype(np.float64)
        if self.clusters is not None:
            answered = np.minimum(self.clusters @ answered, 1.0)
        clusters = self.pairs @ answered
        made: Floats = _indicator(self.group, many) @ (clusters - np.minimum(clusters, 1.0))
        return np.rint(made)


@dataclass(frozen=True, slots=True, eq=False)
class _Residuals:
    """After calibration the residuals of a group lie outside it too, on the calibration columns.

    Outside a group they are a product of few columns, whose squares the triangle of a QR
    factorisation keeps: what is the same for all groups is done once.
    """

    strata: _Strata
    basis: Floats  # orthonormal columns, units × rank
    by_cluster: Floats  # what residuals take of each, added up per cluster: clusters × rank
    inside: list[Codes]  # per group: clusters that have a unit of it
    triangles: list[list[Any]]  # per group and stratum: of clusters that have none
    outside: list[Floats]  # per group: sums over such clusters, strata × rank

    @classmethod
    def of(cls, sample: SurveyDesign, strata: _Strata, rows: Codes, code: Codes, many: int) -> Self:
        root = np.sqrt(sample.base)[:, None]
        columns = np.asarray(sample.calibration)
        left, sizes, _right = np.linalg.svd(columns * root, full_matrices=False)
        basis = left[:, sizes > sizes[0] * max(left.shape) * np.finfo(float).eps]
        clusters = sample.clusters
        by_cluster = _indicator(sample.cluster, clusters) @ (basis / root * sample.weights[:, None])
        ones = np.concatenate([by_cluster, np.ones((clusters, 1))], axis=1)
        inside, triangles, outside = [], [], []
        for group in range(many):
            within = np.unique(sample.cluster[rows[code == group]])
            out = np.ones(clusters, dtype=bool)
            out[within] = False
            parts = [ones[out & (strata.of_cluster == one)] for one in range(strata.size.size)]
            inside.append(within)
            triangles.append([np.linalg.qr(part, mode="r") for part in parts])
            outside.append(np.array([part[:, :-1].sum(axis=0) for part in parts]))
        return cls(strata, basis, by_cluster, inside, triangles, outside)

    def variances(
        self, scores: Floats, sample: SurveyDesign, rows: Codes, code: Codes
    ) -> tuple[Floats, Floats]:
        """(with, without) correction per group and column; scores are units × columns."""
        corrected, uncorrected = np.zeros((2, len(self.inside), scores.shape[1]))
        strata = self.strata
        lean = self.basis * (np.sqrt(sample.base) / sample.weights)[:, None]
        for group, within in enumerate(self.inside):
            here = code == group
            units, own = rows[here], scores[here]
            slope = lean[units].T @ own
            at = np.searchsorted(within, sample.cluster[units])
            totals = _indicator(at, within.size) @ own - self.by_cluster[within] @ slope
            of_total = strata.of_cluster[within]
            by_stratum = _indicator(of_total, strata.size.size)
            mean = (by_stratum @ totals - self.outside[group] @ slope) / strata.size[:, None]
            squares = by_stratum @ (totals - mean[of_total]) ** 2
            for stratum, triangle in enumerate(self.triangles[group]):
                beside = triangle[:, :-1] @ slope + triangle[:, -1:] * mean[stratum]
                squares[stratum] += np.sum(beside**2, axis=0)
            corrected[group] = strata.corrected @ squares
            uncorrected[group] = strata.plain @ squares
        return corrected, uncorrected


def _indicator(code: Codes, many: int) -> sparse.csr_array:
    """Which of `many` each unit is in, as a sparse matrix (many × units) that adds them up."""
    units = code.size
    return sparse.csr_array((np.ones(units), (code, np.arange(units))), shape=(many, units))
