# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Promises about a change: relative to the baseline, significantly better, rising.

Two waves are compared by the :class:`~hcat.numerics.verdict.Contrast` that was given for them, and
otherwise as if they were independent (which makes a panel look less sure than it is, never more,
as long as its waves agree).

"Significantly" means more than chance explains. A sample says by itself how much chance there is.
A figure without sampling error does not, so its chance is that of the events it counts: Poisson
for the unit ``count``, binomial for a share with its counts. A census has no chance in it. Any
other figure without sampling (a mark, a share without its counts) does not say how much chance
there is, and so proves nothing significant. A promise of −50% is about the number itself: an exact
one is compared exactly.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from hcat.numerics.case import Case, figure_facts
from hcat.numerics.estimate import SHARE_SCALE, Estimate
from hcat.numerics.interval import normal_cdf, normal_quantile
from hcat.numerics.judging_levels import (
    answers_for,
    answers_need,
    band,
    exact_reason,
    forecast_facts,
    judge_ahead,
    no_interval,
)
from hcat.numerics.reading import Exactness, Reading, read
from hcat.numerics.trend import COUNT, DAYS_PER_YEAR, forecast, years_between
from hcat.numerics.verdict import Fact, Judgement, Need, NeedKind, Reason, Verdict


@dataclass(frozen=True, slots=True)
class Step:
    """The change between two waves, later minus earlier; bounds one-sided at 1 − alpha."""

    earlier: Reading
    later: Reading
    difference: float
    lower: float
    upper: float
    se: float | None
    paired: bool

    def outcome(self, sign: int) -> int:
        """1 when the change is proven to go the way of `sign`, −1 when refuted, 0 otherwise."""
        if self.se is None:
            return 0
        if sign > 0:
            return 1 if self.lower > 0 else (-1 if self.upper <= 0 else 0)
        return 1 if self.upper < 0 else (-1 if self.lower >= 0 else 0)

    @property
    def facts(self) -> dict[str, Fact]:
        """What a sentence may say of the change."""
        return {
            "earlier_value": self.earlier.value,
            "earlier_until": self.earlier.estimate.period.end,
            "later_value": self.later.value,
            "later_until": self.later.estimate.period.end,
            "difference": self.difference,
            "difference_low": self.lower if math.isfinite(self.lower) else None,
            "difference_high": self.upper if math.isfinite(self.upper) else None,
            "paired": self.paired,
        }


def step_between(case: Case, earlier: Reading, later: Reading) -> Step:
    """The change between two waves, by its contrast when there is one."""
    before, after = earlier.estimate.period, later.estimate.period
    for one in case.contrasts:
        if before.contains(one.earlier) and after.contains(one.later):
            difference = read(one.difference, alpha=case.alpha)
            return Step(
                earlier,
                later,
                difference.value,
                difference.lower,
                difference.upper,
                difference.se,
                True,
            )
    change = later.value - earlier.value
    first, second = _chance_error(earlier), _chance_error(later)
    if first is None or second is None:
        return Step(earlier, later, change, -math.inf, math.inf, None, False)
    se = math.hypot(first, second)
    half = normal_quantile(1 - case.alpha) * se
    return Step(earlier, later, change, change - half, change + half, se, False)


def judge_better(case: Case) -> Judgement:
    """Significantly better than the baseline."""
    found = _baseline_and_later(case)
    if isinstance(found, Judgement):
        return found
    base, waves, later = found
    sign = case.spec.direction.sign
    step = step_between(case, base, later)
    facts = case.facts | figure_facts(later.estimate) | step.facts
    used = (base.estimate, later.estimate)
    if step.se is None:
        return no_interval(case, facts, used)
    outcome = step.outcome(sign)
    chance = _chance(sign * step.difference, step.se)
    if outcome == 1:
        return case.say(Verdict.REACHED, Reason.CHANGE_PROVEN, facts, probability=chance, used=used)
    deadline = case.spec.deadline
    if deadline is not None and not case.at_deadline:
        z = normal_quantile(1 - case.alpha)
        bound = base.value + sign * z * step.se
        error = _chance_error(later) or 0.0
        return judge_ahead(case, [base, *waves], deadline, bound, facts, bound_sd=error)
    if outcome == -1 and deadline is not None:
        return case.say(Verdict.MISSED, Reason.CHANGE_REFUTED, facts, probability=chance, used=used)
    return _not_proven(case, step, step.difference, 1.0, facts, chance)


def judge_relative(case: Case) -> Judgement:
    """A change relative to the baseline, such as −50%."""
    found = _baseline_and_later(case)
    if isinstance(found, Judgement):
        return found
    base, waves, later = found
    factor = case.spec.factor
    sign = case.spec.direction.sign
    used = (base.estimate, later.estimate)
    facts = (
        case.facts
        | figure_facts(later.estimate)
        | {
            "baseline": base.value,
            "baseline_until": base.estimate.period.end,
            "factor": factor,
            "asked_value": factor * base.value,
        }
    )
    if base.value <= 0.0:
        need = Need(NeedKind.BASELINE, about=case.spec.id)
        return case.say(Verdict.CANNOT_TELL, Reason.BASELINE_ZERO, facts, used=used, needed=(need,))
    facts["ratio"] = later.value / base.value
    if base.se is None or later.se is None:
        return no_interval(case, facts, used)
    step = step_between(case, base, later)
    gap, se = _beyond(step, factor, base.se, later.se)
    reach = sign * gap
    half = normal_quantile(1 - case.alpha) * se
    chance = _chance(reach, se) if se > 0 else float(reach >= -1e-12)
    exact = se == 0.0
    if reach - half >= -1e-12:
        reason = (exact_reason(later, True) if exact else None) or Reason.CHANGE_PROVEN
        return case.say(Verdict.REACHED, reason, facts, probability=chance, used=used)
    deadline = case.spec.deadline
    if deadline is not None and not case.at_deadline:
        return judge_ahead(
            case,
            [base, *waves],
            deadline,
            factor * base.value,
            facts,
            bound_sd=factor * base.se,
        )
    if reach + half < 0 and deadline is not None:
        reason = (exact_reason(later, False) if exact else None) or Reason.CHANGE_REFUTED
        return case.say(Verdict.MISSED, reason, facts, probability=chance, used=used)
    if reach + half < 0:
        need = Need(NeedKind.NEXT_WAVE, about=case.spec.id)
        return case.say(Verdict.OFF_COURSE, Reason.BELOW_NOW, facts, used=used, needed=(need,))
    linear = later.value - factor * base.value
    return _not_proven(case, step, linear, factor, facts, chance)


def judge_rising(case: Case, *, significantly: bool) -> Judgement:
    """Every next figure better than the one before, as they stand or significantly."""
    nothing = case.nothing()
    if nothing is not None:
        return nothing
    deadline = case.spec.deadline
    if case.at_deadline and case.speaking() is None:
        return case.silent_at_deadline()
    waves = [one for one in case.present if deadline is None or one.period.start <= deadline]
    base = case.baseline
    if base is not None and (not waves or base.period.end < waves[0].period.end):
        waves = [base, *waves]
    readings = [read(one, alpha=case.alpha) for one in waves]
    facts: dict[str, Fact] = case.facts | {"waves": len(waves)}
    if len(waves) < 2:
        need = Need(NeedKind.NEXT_WAVE, about=case.spec.id)
        return case.say(
            Verdict.CANNOT_TELL, Reason.TOO_FEW_WAVES, facts, used=waves, needed=(need,)
        )
    sign = case.spec.direction.sign
    steps = [step_between(case, before, after) for before, after in pairwise(readings)]
    broken = _broken(case, steps, sign, facts, significantly)
    if broken is not None:
        return broken
    facts |= steps[-1].facts
    if case.at_deadline:
        reason = Reason.EVERY_STEP_SIGNIFICANT if significantly else Reason.ROSE_EVERY_TIME
        return case.say(Verdict.REACHED, reason, facts, probability=1.0, used=waves)
    return _steps_to_come(case, readings, steps[-1], facts, significantly)


def _broken(
    case: Case, steps: list[Step], sign: int, facts: dict[str, Fact], significantly: bool
) -> Judgement | None:
    """The judgement when a step was not as promised; None when all were."""
    used = [steps[0].earlier.estimate, *(one.later.estimate for one in steps)]
    for one in steps:
        if not significantly and sign * (one.later.value - one.earlier.value) <= 0:
            return case.say(
                Verdict.MISSED,
                Reason.FELL_BETWEEN_WAVES,
                facts | one.facts,
                probability=0.0,
                used=used,
            )
        if significantly and one.outcome(sign) == -1:
            return case.say(
                Verdict.MISSED, Reason.STEP_REFUTED, facts | one.facts, probability=0.0, used=used
            )
    if not significantly:
        return None
    for one in steps:
        if one.se is None:
            return no_interval(case, facts | one.facts, used)
        if one.outcome(sign) == 0:
            return case.say(
                Verdict.CANNOT_TELL,
                Reason.STEP_NOT_SIGNIFICANT,
                facts | one.facts,
                used=used,
                needed=(Need(NeedKind.EVEN_A_CENSUS_WOULD_NOT, about=case.spec.id),),
            )
    return None


def _steps_to_come(
    case: Case, readings: list[Reading], last: Step, facts: dict[str, Fact], significantly: bool
) -> Judgement:
    """Every step so far was as promised: the probability that all steps still to come are.

    The steps to come are as far apart as those so far were on average; each has the probability
    of the next one, and they are multiplied as if independent.
    """
    used = [one.estimate for one in readings]
    if len(readings) < 3 and any(one.se is None for one in readings):
        return no_interval(case, facts, used)
    sign = case.spec.direction.sign
    first_day = readings[0].estimate.period.middle
    last_day = readings[-1].estimate.period.middle
    apart = max(1 / DAYS_PER_YEAR, years_between(first_day, last_day) / (len(readings) - 1))
    deadline = case.spec.deadline
    to_come = 1 if deadline is None else max(1, round(years_between(last_day, deadline) / apart))
    next_day = date.fromordinal(last_day.toordinal()) + timedelta(days=apart * DAYS_PER_YEAR)
    ahead = forecast(readings, next_day)
    bound = readings[-1].value
    if significantly and last.se is not None:
        bound += sign * normal_quantile(1 - case.alpha) * last.se
    error = readings[-1].se or 0.0
    one_step = ahead.probability(bound, at_least=sign > 0, bound_sd=error)
    probability = one_step**to_come
    return case.say(
        band(probability),
        Reason.STEPS_TO_COME,
        facts | forecast_facts(ahead) | {"steps_to_come": to_come, "one_step": one_step},
        probability=probability,
        used=used,
        needed=(Need(NeedKind.NEXT_WAVE, count=to_come, about=case.spec.id),),
    )


def _baseline_and_later(case: Case) -> Judgement | tuple[Reading, list[Reading], Reading]:
    """(baseline, all later figures, the one that decides), or why there is no such pair."""
    nothing = case.nothing()
    if nothing is not None:
        return nothing
    base = case.baseline
    if base is None:
        need = Need(NeedKind.BASELINE, about=case.spec.id)
        return case.say(
            Verdict.CANNOT_TELL,
            Reason.NO_BASELINE,
            case.facts | figure_facts(case.present[-1]),
            used=case.present,
            needed=(need,),
        )
    later = [one for one in case.present if one.period.end > base.period.end]
    if case.at_deadline:
        speaking = case.speaking()
        if speaking is None or speaking not in later:
            return case.silent_at_deadline()
    elif not later:
        need = Need(NeedKind.NEXT_WAVE, about=case.spec.id)
        return case.say(
            Verdict.CANNOT_TELL,
            Reason.TOO_FEW_WAVES,
            case.facts | {"waves": 1},
            used=(base,),
            needed=(need,),
        )
    else:
        speaking = later[-1]
    readings = [read(one, alpha=case.alpha) for one in later]
    return read(base, alpha=case.alpha), readings, read(speaking, alpha=case.alpha)


def _beyond(step: Step, factor: float, first: float, second: float) -> tuple[float, float]:
    """log(later / earlier) − log(factor) with its standard error; linear when later is 0.

    A contrast gives the covariance: 2·cov = var(earlier) + var(later) − var(later − earlier).
    """
    x, y = step.earlier.value, step.later.value
    covariance = 0.0
    if step.paired and step.se is not None:
        covariance = (first**2 + second**2 - step.se**2) / 2
    if y > 0:
        variance = (first / x) ** 2 + (second / y) ** 2 - 2 * covariance / (x * y)
        return math.log(y / x) - math.log(factor), math.sqrt(max(0.0, variance))
    variance = second**2 + (factor * first) ** 2 - 2 * factor * covariance
    return y - factor * x, math.sqrt(max(0.0, variance))


def _not_proven(
    case: Case,
    step: Step,
    gap: float,
    factor: float,
    facts: dict[str, Fact],
    chance: float | None,
) -> Judgement:
    later = step.later
    need = Need(NeedKind.MEASUREMENT, about=case.spec.id)
    error = step.se if step.paired else later.se
    if later.estimate.n is not None and error:
        fixed = 0.0 if step.paired else (factor * (step.earlier.se or 0.0)) ** 2
        one = later.estimate
        count = answers_for(
            gap, error, later.estimate.n, one.population, alpha=case.alpha, fixed=fixed
        )
        need = answers_need(case.spec.id, count)
        if count is not None:
            facts = facts | {"further_answers": count}
    return case.say(
        Verdict.CANNOT_TELL,
        Reason.CHANGE_NOT_PROVEN,
        facts,
        probability=chance,
        used=(step.earlier.estimate, later.estimate),
        needed=(need,),
    )


def _chance_error(reading: Reading) -> float | None:
    """Standard error for "more than chance": that of the events where nothing was sampled.

    None where nobody can say.
    """
    if not reading.is_exact:
        return reading.se
    one: Estimate = reading.estimate
    if one.unit == COUNT:
        return math.sqrt(max(0.0, reading.value))
    if one.denominator is not None:
        scale = SHARE_SCALE[one.unit]
        share = reading.value / scale
        return scale * math.sqrt(share * (1 - share) / one.denominator)
    return 0.0 if reading.exactness is Exactness.CENSUS else None


def _chance(gap: float, se: float) -> float:
    if se == 0.0:
        return float(gap > 0)
    return normal_cdf(gap / se)
