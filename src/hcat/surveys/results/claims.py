# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What became of what was claimed before field work: met, not met, or it cannot be told.

The claims of one wave are one family: their p-values are adjusted together (Holm), so that the
chance of even one false "met" stays below 5%. A claim is met when its adjusted p-value is 0.05 or
less, not met when the contrary is proven in the same way. Between the two it cannot be told, and
what would settle it is said.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hcat.numerics.api import (
    NumericsError,
    clopper_pearson_bounds,
    holm,
    hypergeometric_bounds,
    korn_graubard,
)
from hcat.surveys.models import Claim, ReleasedChange, ReleasedClaim, ReleasedFigure

from .comparing import ALPHA, ROUNDING, Change
from .estimating import Figure
from .further import of_a_distance, of_a_share, of_a_weighted_share, of_pairs
from .reasons import Hidden, Unsettled

Verdict = ReleasedClaim.Verdict
Statistic = ReleasedFigure.Statistic


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """As `ReleasedClaim` keeps it."""

    claim: Claim
    verdict: str = Verdict.CANNOT_TELL
    value: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    p_adjusted: float | None = None
    p_contrary: float | None = None
    further: int | None = None
    unsettled: str = ""
    hidden: str = ""


Steps = tuple[Sequence[ReleasedChange | None], str]
"""The changes from wave to wave, None of a step that was not worked out; or why there are none."""


def judge_claims(
    claims: Sequence[Claim],
    figures: Mapping[tuple[str, str, str], Figure],
    changes: Mapping[tuple[int, str, str, str], Change],
    courses: Mapping[int, Steps] | None = None,
) -> list[Judged]:
    """`figures` of all together by concept, choice and statistic; `changes` by the number of the
    earlier wave and the same; `courses` by the number of a claim that it rises in each wave."""
    # Sure to be enough at whatever rank Holm gives it.
    alpha = ALPHA / max(len(claims), 1)
    found = [
        _rising(one, (courses or {}).get(one.pk, ((), "")))
        if one.kind == Claim.Kind.RISING
        else _tested(one, figures, changes, alpha)
        for one in claims
    ]
    tested = [one for one in found if one.p is not None and one.p_contrary is not None]
    for_ = iter(holm([one.p or 0.0 for one in tested]))
    against = iter(holm([one.p_contrary or 0.0 for one in tested]))
    judged = []
    for one in found:
        if one.p is None:
            judged.append(one)
            continue
        p, contrary = next(for_), next(against)
        verdict = Verdict.CANNOT_TELL
        if p <= ALPHA:
            verdict = Verdict.MET
        elif contrary <= ALPHA:
            verdict = Verdict.NOT_MET
        judged.append(
            replace(
                one, verdict=verdict, p_adjusted=p, p_contrary=contrary,
                further=one.further if verdict == Verdict.CANNOT_TELL else 0,
                unsettled=one.unsettled if verdict == Verdict.CANNOT_TELL else "",
            )
        )  # fmt: skip
    return judged


def _tested(
    claim: Claim,
    figures: Mapping[tuple[str, str, str], Figure],
    changes: Mapping[tuple[int, str, str, str], Change],
    alpha: float,
) -> Judged:
    statistics = [Statistic.SHARE, Statistic.MEAN, Statistic.RANK]
    if claim.kind == Claim.Kind.MEAN_AT_LEAST:
        statistics = [Statistic.MEAN]
    elif claim.kind == Claim.Kind.SHARE_AT_LEAST:
        statistics = [Statistic.SHARE]
    choices = [claim.choice] if claim.choice else ["", "yes"]
    keys = [(claim.concept, choice, str(one)) for choice in choices for one in statistics]
    key = next((one for one in keys if one in figures), None)
    if key is None:
        return Judged(claim=claim, hidden=Hidden.NOT_ASKED)
    figure = figures[key]
    if claim.kind == Claim.Kind.BETTER:
        return _better(claim, changes.get((claim.since_id or 0, *key)), alpha)
    if figure.value is None or figure.n is None:
        return Judged(claim=claim, hidden=figure.hidden)
    try:
        if claim.kind == Claim.Kind.MEAN_AT_LEAST:
            return _mean(claim, figure, alpha)
        return _share(claim, figure, alpha)
    except NumericsError:
        return Judged(claim=claim, hidden=Hidden.NO_SPREAD)


def _better(claim: Claim, change: Change | None, alpha: float) -> Judged:
    if change is None:
        return Judged(claim=claim, hidden=Hidden.NOT_BOTH)
    if change.value is None or change.p_rising is None:
        return Judged(claim=claim, hidden=change.hidden)
    if change.moved is not None:
        further, why = of_pairs(*change.moved, change.samples[0][0], alpha)
    else:
        further, why = of_a_distance(
            abs(change.value), change.se or 0.0, change.samples, change.degrees, alpha
        )
    return Judged(
        claim=claim, value=change.value, low=change.at_least, high=change.at_most,
        p=change.p_rising, p_contrary=1 - change.p_rising, further=further, unsettled=why,
    )  # fmt: skip


def _rising(claim: Claim, steps: Steps) -> Judged:
    """Met when each step rises (intersection–union: the largest p), not met when at least one is
    proven to fall (the smallest p, times their number: it was looked for among all). Of several
    steps no upper bound is told: the least of theirs holds less often than each by itself."""
    found, why = steps
    known = [one for one in found if one is not None]
    if not known or len(known) < len(found):
        return Judged(claim=claim, hidden=why or Hidden.NOT_BOTH)
    if hidden := next((one.hidden for one in known if one.hidden), ""):
        return Judged(claim=claim, hidden=hidden)
    rising = [one.p_rising for one in known if one.p_rising is not None]
    if len(rising) < len(known):
        return Judged(claim=claim, hidden=Hidden.NO_SPREAD)
    return Judged(
        claim=claim,
        value=min(one.value or 0.0 for one in known),
        low=_least(one.at_least for one in known),
        high=known[0].at_most if len(known) == 1 else None,
        p=max(rising),
        p_contrary=min(1.0, len(known) * min(1 - one for one in rising)),
        unsettled=Unsettled.EACH_STEP,
    )


def _least(bounds: Iterable[float | None]) -> float | None:
    """The least step is at least the least of their lower bounds: what holds of each with 95%
    holds of the least one."""
    found = [one for one in bounds if one is not None]
    return min(found) if found else None


def _mean(claim: Claim, figure: Figure, alpha: float) -> Judged:
    from scipy.stats import t

    value, se, bound = figure.value or 0.0, figure.se or 0.0, claim.bound or 0.0
    degrees = figure.degrees
    if se == 0.0:
        n, population = _sample(figure)
        if n < population:
            # All say the same, and nobody knows how far the others would lie from it.
            return Judged(claim=claim, hidden=Hidden.NO_SPREAD)
        p = 0.0 if value >= bound or math.isclose(value, bound, rel_tol=ROUNDING) else 1.0
        return Judged(claim=claim, value=value, low=value, high=value, p=p, p_contrary=1.0 - p)
    score, half = (value - bound) / se, float(t.ppf(1 - ALPHA, degrees)) * se
    further, why = of_a_distance(abs(value - bound), se, [_sample(figure)], degrees, alpha)
    return Judged(
        claim=claim, value=value, low=value - half, high=value + half,
        p=float(t.sf(score, degrees)), p_contrary=float(t.cdf(score, degrees)),
        further=further, unsettled=why,
    )  # fmt: skip


def _sample(figure: Figure) -> tuple[int, float]:
    """How many answered, and of how many; infinite where nobody knows."""
    return figure.n or 0, math.inf if figure.population is None else figure.population


def _share(claim: Claim, figure: Figure, alpha: float) -> Judged:
    if figure.method == "korn-graubard":
        return _weighted_share(claim, figure, alpha)
    n, yes, population = figure.n or 0, figure.yes or 0, figure.population
    bound, value = claim.bound or 0.0, figure.value or 0.0
    if population is None:
        low, high = clopper_pearson_bounds(yes, n, alpha=ALPHA)
        p, contrary = _beta_tests(float(yes), float(n), bound)
    else:
        bounds = hypergeometric_bounds(yes, n, population, alpha=ALPHA)
        low, high = bounds.lower_share, bounds.upper_share
        p, contrary = _finite_tests(yes, n, population, bound)
    further, why = of_a_share(yes, n, population, bound, alpha)
    return Judged(
        claim=claim, value=value, low=low, high=high, p=p, p_contrary=contrary,
        further=further, unsettled=why,
    )  # fmt: skip


def _weighted_share(claim: Claim, figure: Figure, alpha: float) -> Judged:
    n, se, degrees = figure.n or 0, figure.se or 0.0, figure.degrees
    bound, value = claim.bound or 0.0, figure.value or 0.0

    def test(se: float, n: int, degrees: int) -> tuple[float, float]:
        effective = _effective(value, se, n, degrees)
        return _beta_tests(value * effective, effective, bound)

    interval = korn_graubard(value, se, n, degrees, confidence=1 - 2 * ALPHA)
    p, contrary = test(se, n, degrees)
    further, why = of_a_weighted_share(test, value, bound, se, _sample(figure), degrees, alpha)
    return Judged(
        claim=claim, value=value, low=interval.low, high=interval.high, p=p, p_contrary=contrary,
        further=further, unsettled=why,
    )  # fmt: skip


def _effective(value: float, se: float, n: int, degrees: int) -> float:
    """As many answers as the interval counts, so that the two never say different things."""
    from scipy.stats import t

    if not se or not 0 < value < 1:
        return float(n)
    fewer = float(t.ppf(ALPHA, n - 1) / t.ppf(ALPHA, degrees)) ** 2
    return value * (1 - value) / se**2 * fewer


def _beta_tests(yes: float, n: float, share: float) -> tuple[float, float]:
    """P(as many yes or more | share) and P(as many or fewer | share), of a binomial of which the
    number of answers need not be whole."""
    from scipy.special import betainc

    if share <= 0:
        return 0.0, 1.0
    if share >= 1:
        return (1.0, 0.0) if yes < n else (1.0, 1.0)
    above = 1.0 if yes <= 0 else float(betainc(yes, n - yes + 1, share))
    below = 1.0 if yes >= n else float(1 - betainc(yes + 1, n - yes, share))
    return above, below


def _finite_tests(yes: int, n: int, population: int, share: float) -> tuple[float, float]:
    from scipy.stats import hypergeom

    count = math.ceil(share * population - 1e-9)
    if count <= 0:
        return 0.0, 1.0
    # "At least count" against the nearest that is not, and the other way round.
    return (
        float(hypergeom.sf(yes - 1, population, count - 1, n)),
        float(hypergeom.cdf(yes, population, count, n)),
    )
