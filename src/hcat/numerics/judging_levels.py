# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Promises about a level: at least, at most."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from hcat.numerics.case import Case, figure_facts
from hcat.numerics.estimate import SHARE_SCALE, Estimate
from hcat.numerics.interval import normal_cdf, normal_quantile
from hcat.numerics.proof import further_answers_needed
from hcat.numerics.reading import Exactness, Reading, read
from hcat.numerics.trend import Forecast, forecast
from hcat.numerics.verdict import Fact, Judgement, Need, NeedKind, Reason, Verdict

ON_COURSE_FROM = 0.7
"""On course from this probability. Higher than a coin toss by a margin that the width of the
forecasts (set to hold, not to please) makes hard to reach by luck; low enough that a figure that
has stood above its target for years reaches it."""

OFF_COURSE_BELOW = 0.3
"""Off course below this probability: the mirror image, so that failing is as hard to be told as
succeeding. Between the two a steering group can still change the outcome."""

_REACHED_SAMPLED = {1: Reason.LOWER_BOUND_ABOVE_TARGET, -1: Reason.UPPER_BOUND_AT_MOST_TARGET}
_MISSED_SAMPLED = {1: Reason.UPPER_BOUND_BELOW_TARGET, -1: Reason.LOWER_BOUND_OVER_TARGET}
_EXACT = {
    (Exactness.CENSUS, True): Reason.CENSUS_MEETS_TARGET,
    (Exactness.CENSUS, False): Reason.CENSUS_FAILS_TARGET,
    (Exactness.COUNT, True): Reason.COUNT_MEETS_TARGET,
    (Exactness.COUNT, False): Reason.COUNT_FAILS_TARGET,
}


def band(probability: float) -> Verdict:
    """The verdict before the deadline.

    >>> band(0.7).value, band(0.5).value, band(0.29).value
    ('on_course', 'at_risk', 'off_course')
    """
    if probability >= ON_COURSE_FROM:
        return Verdict.ON_COURSE
    return Verdict.AT_RISK if probability >= OFF_COURSE_BELOW else Verdict.OFF_COURSE


def judge_level(case: Case, bound: float) -> Judgement:
    """At least (direction up) or at most (down) `bound`, in the unit of the target."""
    nothing = case.nothing()
    if nothing is not None:
        return nothing
    speaking = case.speaking() if case.at_deadline else case.present[-1]
    if speaking is None:
        return case.silent_at_deadline()
    reading = read(speaking, alpha=case.alpha)
    facts = case.facts | figure_facts(speaking) | _bound_facts(reading)
    sign = case.spec.direction.sign
    settled = compare(reading, bound, sign)
    chance = _chance(reading, bound, sign)
    if settled == 1:
        return case.say(
            Verdict.REACHED,
            exact_reason(reading, True) or _REACHED_SAMPLED[sign],
            facts,
            probability=1.0 if chance is None else max(1 - case.alpha, chance),
            used=(speaking,),
        )
    if case.at_deadline and settled == -1:
        return case.say(
            Verdict.MISSED,
            exact_reason(reading, False) or _MISSED_SAMPLED[sign],
            facts,
            probability=0.0 if chance is None else min(case.alpha, chance),
            used=(speaking,),
        )
    if case.spec.deadline is None and settled == -1:
        need = Need(NeedKind.NEXT_WAVE, about=case.spec.id)
        return case.say(
            Verdict.OFF_COURSE, Reason.BELOW_NOW, facts, used=(speaking,), needed=(need,)
        )
    if case.at_deadline or case.spec.deadline is None:
        return _unsettled(case, reading, bound, facts, chance)
    readings = [read(one, alpha=case.alpha) for one in case.present]
    return judge_ahead(case, readings, case.spec.deadline, bound, facts)


def judge_ahead(
    case: Case,
    readings: Sequence[Reading],
    deadline: date,
    bound: float,
    facts: dict[str, Fact],
    *,
    bound_sd: float = 0.0,
) -> Judgement:
    """Before the deadline: the probability from the trend, or from the level of one figure."""
    used = [one.estimate for one in readings]
    if len(readings) < 3 and any(one.se is None for one in readings):
        return no_interval(case, facts, used)
    ahead = forecast(readings, deadline)
    at_least = case.spec.direction.sign > 0
    probability = ahead.probability(bound, at_least=at_least, bound_sd=bound_sd)
    return case.say(
        band(probability),
        Reason.TREND if len(readings) > 1 else Reason.LEVEL_ONLY,
        facts | forecast_facts(ahead),
        probability=probability,
        used=used,
        needed=(Need(NeedKind.NEXT_WAVE, about=case.spec.id),),
    )


def no_interval(case: Case, facts: dict[str, Fact], used: Sequence[Estimate]) -> Judgement:
    """Cannot tell: a figure does not say how sure it is."""
    need = Need(NeedKind.INTERVAL, about=case.spec.id)
    return case.say(Verdict.CANNOT_TELL, Reason.NO_INTERVAL, facts, used=used, needed=(need,))


def exact_reason(reading: Reading, meets: bool) -> Reason | None:
    """The reason for a figure without sampling error; None for one with it."""
    return _EXACT.get((reading.exactness, meets))


def compare(reading: Reading, bound: float, sign: int) -> int:
    """1 when the bounds prove the promise, −1 when they refute it, 0 when they do neither."""
    slack = 1e-9 * max(1.0, abs(bound))
    if sign > 0:
        proven, refuted = reading.lower >= bound - slack, reading.upper < bound - slack
    else:
        proven, refuted = reading.upper <= bound + slack, reading.lower > bound + slack
    return 1 if proven else (-1 if refuted else 0)


def forecast_facts(ahead: Forecast) -> dict[str, Fact]:
    """What a sentence may say of a forecast; the interval is the central 80%."""
    low, high = ahead.interval(0.8)
    return {
        "forecast": ahead.mean,
        "forecast_low": low,
        "forecast_high": high,
        "change_per_year": ahead.slope if ahead.points > 1 else None,
        "points": ahead.points,
    }


def answers_for(
    gap: float, se: float, n: int, population: int | None, *, alpha: float, fixed: float = 0.0
) -> int | None:
    """How many more answers bring a mean's one-sided bound across a gap, if the mean holds.

    `fixed` is a variance that more answers cannot lessen (the baseline's). None when even all of
    the population would not. The variance falls as 1/n − 1/N.

    >>> answers_for(0.2, 0.2, 100, None, alpha=0.05)
    171
    """
    room = (gap / normal_quantile(1 - alpha)) ** 2 - fixed
    if room <= 0.0 or se <= 0.0 or n < 1:
        return None
    rest = 0.0 if population is None else 1.0 / population
    per_answer = 1.0 / n - rest
    if per_answer <= 0.0:
        return None
    total = 1.0 / (rest + room / se**2 * per_answer)
    return max(1, math.ceil(total - 1e-9) - n)


def answers_need(about: str, count: int | None) -> Need:
    """As a need: a number of answers, or the word that no number would do."""
    if count is None:
        return Need(NeedKind.EVEN_A_CENSUS_WOULD_NOT, about=about)
    return Need(NeedKind.FURTHER_ANSWERS, count, about)


def _unsettled(
    case: Case, reading: Reading, bound: float, facts: dict[str, Fact], chance: float | None
) -> Judgement:
    used = (reading.estimate,)
    if not reading.says_how_sure:
        return no_interval(case, facts, used)
    need = _what_settles(case, reading, bound)
    if need.count is not None:
        facts = facts | {"further_answers": need.count}
    return case.say(
        Verdict.CANNOT_TELL,
        Reason.INTERVAL_CONTAINS_TARGET,
        facts,
        probability=chance,
        used=used,
        needed=(need,),
    )


def _what_settles(case: Case, reading: Reading, bound: float) -> Need:
    one = reading.estimate
    about = case.spec.id
    counts = one.plain_counts
    if counts is not None:
        yes, n = counts
        share = bound / SHARE_SCALE[one.unit]
        if case.spec.direction.sign < 0:  # at most so many yes is at least so many no
            yes, share = n - yes, 1 - share
        count = further_answers_needed(yes, n, one.population, share, alpha=case.alpha)
        # Nothing to ask for when only a wider design-based interval holds it open.
        if count != 0:
            return answers_need(about, count)
    if one.n is None or reading.se is None:
        return Need(NeedKind.MEASUREMENT, about=about)
    gap = reading.value - bound
    count = answers_for(gap, reading.se, one.n, one.population, alpha=case.alpha)
    return answers_need(about, count)


def _chance(reading: Reading, bound: float, sign: int) -> float | None:
    """Probability that the truth meets the bound, as far as sampling goes; None when exact."""
    if reading.se is None or reading.is_exact or reading.se == 0.0:
        return None
    return normal_cdf(sign * (reading.value - bound) / reading.se)


def _bound_facts(reading: Reading) -> dict[str, Fact]:
    return {
        "lower_bound": reading.lower if math.isfinite(reading.lower) else None,
        "upper_bound": reading.upper if math.isfinite(reading.upper) else None,
        "exact": reading.is_exact,
    }
