# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Promises made of others: several conditions together, and an assessor's criteria."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from hcat.numerics.case import Case
from hcat.numerics.errors import NumericsError
from hcat.numerics.estimate import SHARE_SCALE, Estimate
from hcat.numerics.judging_levels import OFF_COURSE_BELOW, band
from hcat.numerics.reading import read
from hcat.numerics.shares import frechet_bounds
from hcat.numerics.target import TargetSpec
from hcat.numerics.verdict import (
    AssessorJudgement,
    Fact,
    Judgement,
    Need,
    NeedKind,
    Reason,
    Verdict,
)

_AHEAD = (Verdict.ON_COURSE, Verdict.AT_RISK, Verdict.OFF_COURSE)


def combine(spec: TargetSpec, parts: Sequence[Judgement], *, as_of: date) -> Judgement:
    """All conditions together.

    - one missed: missed, whatever the others;
    - all reached: reached; all never measured: never measured;
    - one off course: off course, for the whole is no likelier than its least likely part;
    - otherwise one that cannot be told (or was never measured): cannot tell;
    - otherwise the conditions' probabilities multiplied, as if independent. They seldom are:
      `probability_low` and `probability_high` in the facts hold whatever ties them together. The
      verdict follows the product and is so never better than the worst condition.
    """
    verdicts = [one.verdict for one in parts]
    facts: dict[str, Fact] = {
        "as_of": as_of,
        "deadline": spec.deadline,
        "conditions": len(parts),
        "conditions_reached": verdicts.count(Verdict.REACHED),
    }
    needed = tuple(need for one in parts for need in one.needed)
    known = [one.probability for one in parts if one.probability is not None]
    probability: float | None = None
    if len(known) == len(parts):
        facts["probability_low"], facts["probability_high"] = frechet_bounds(known)
        probability = math.prod(known)

    worst = _first(parts, Verdict.MISSED)
    if worst is not None:
        verdict, reason, probability, needed = (
            Verdict.MISSED,
            Reason.A_CONDITION_MISSED,
            worst.probability,
            (),
        )
    elif all(one is Verdict.REACHED for one in verdicts):
        verdict, reason = Verdict.REACHED, Reason.ALL_CONDITIONS_REACHED
    elif all(one is Verdict.NEVER_MEASURED for one in verdicts):
        verdict, reason = Verdict.NEVER_MEASURED, parts[0].reason
    elif (worst := _first(parts, Verdict.OFF_COURSE)) is not None:
        verdict, reason = Verdict.OFF_COURSE, Reason.WORST_CONDITION
        if probability is None and worst.probability is not None:
            facts["probability_high"] = worst.probability
    elif (
        worst := _first(parts, Verdict.CANNOT_TELL) or _first(parts, Verdict.NEVER_MEASURED)
    ) is not None:
        verdict, reason = Verdict.CANNOT_TELL, Reason.A_CONDITION_UNRESOLVED
    else:
        worst = min(
            (one for one in parts if one.verdict in _AHEAD), key=lambda one: one.probability or 0.0
        )
        verdict, reason = worst.verdict, Reason.WORST_CONDITION
        if probability is not None:
            verdict = band(probability)
    if worst is not None:
        facts["condition"] = worst.target
    return Judgement(
        target=spec.id,
        verdict=verdict,
        reason=reason,
        probability=probability,
        facts=facts,
        used=tuple(one for part in parts for one in part.used),
        needed=needed,
        conditions=tuple(parts),
    )


def judge_apart(spec: TargetSpec, cases: Sequence[Case], parts: Sequence[Judgement]) -> Judgement:
    """Conditions that must hold for the same units, from their separate shares.

    The overlap lies between the Fréchet bounds. Each separate share enters with its one-sided
    bound (already at alpha divided by the number of conditions, as `cases` were gathered), so that
    both ends hold together. A share that is not known leaves the lower end at 0 and does not move
    the upper one. Before the deadline only "reached" and "off course" can be told.
    """
    value = spec.value or 0.0
    scale = SHARE_SCALE[spec.unit]
    lows: list[float] = []
    highs: list[float] = []
    used: list[Estimate] = []
    for case in cases:
        one = case.speaking() if case.at_deadline else (case.present or (None,))[-1]
        reading = None if one is None else read(one, alpha=case.alpha)
        lows.append(0.0 if reading is None else _share(reading.lower, scale))
        highs.append(1.0 if reading is None else _share(reading.upper, scale))
        used.extend(() if one is None else (one,))
    low, high = scale * frechet_bounds(lows)[0], scale * frechet_bounds(highs)[1]
    facts: dict[str, Fact] = {
        "as_of": cases[0].as_of,
        "deadline": spec.deadline,
        "target": value,
        "unit": spec.unit,
        "conditions": len(parts),
        "joint_low": low,
        "joint_high": high,
    }

    def say(verdict: Verdict, reason: Reason, *, settled: bool = False) -> Judgement:
        need = Need(NeedKind.JOINT_MEASUREMENT, about=spec.id)
        return Judgement(
            target=spec.id,
            verdict=verdict,
            reason=reason,
            facts=facts,
            used=tuple(used) or tuple(one for part in parts for one in part.used),
            needed=() if settled else (need,),
            conditions=tuple(parts),
        )

    if all(part.verdict is Verdict.NEVER_MEASURED for part in parts):
        return say(Verdict.NEVER_MEASURED, parts[0].reason)
    slack = 1e-9 * scale
    if used and low >= value - slack:
        return say(Verdict.REACHED, Reason.JOINT_LOWER_BOUND_ABOVE_TARGET, settled=True)
    if cases[0].at_deadline:
        if high < value - slack:
            return say(Verdict.MISSED, Reason.JOINT_UPPER_BOUND_BELOW_TARGET, settled=True)
    else:
        chances = [part.probability for part in parts if part.probability is not None]
        if chances:
            facts["probability_high"] = min(chances)
            if min(chances) < OFF_COURSE_BELOW:
                return say(Verdict.OFF_COURSE, Reason.WORST_CONDITION)
    if not used:  # only proxies, assumptions or missing figures: say which
        return say(Verdict.CANNOT_TELL, _first_reason(parts))
    return say(Verdict.CANNOT_TELL, Reason.JOINT_SHARE_UNKNOWN)


def judge_criteria(
    spec: TargetSpec, judgements: Sequence[AssessorJudgement], *, as_of: date
) -> Judgement:
    """The assessor's last judgement on each criterion, as known by `as_of`.

    All met: reached. One not met: missed, or off course while the deadline has not come and the
    assessor may still find otherwise. None judged: never measured. Judgements by anyone else than
    the assessor do not count; the facts say how many there were.
    """
    known = sorted((one for one in judgements if one.on <= as_of), key=lambda one: one.on)
    strangers = [one for one in judgements if one.criterion not in spec.criteria]
    if strangers:
        raise NumericsError.about(
            f"a judgement of {strangers[0].criterion!r}",
            f"target {spec.id} has no such criterion",
            f"use one of {', '.join(spec.criteria)}",
        )
    counted = {one.criterion: one for one in known if one.assessor == spec.assessor}
    over = spec.deadline is not None and as_of >= spec.deadline
    parts = tuple(
        _criterion(spec, name, counted.get(name), over=over, as_of=as_of) for name in spec.criteria
    )
    unjudged = len(spec.criteria) - len(counted)
    facts: dict[str, Fact] = {
        "as_of": as_of,
        "deadline": spec.deadline,
        "assessor": spec.assessor,
        "criteria": len(spec.criteria),
        "criteria_met": sum(one.met for one in counted.values()),
        "criteria_unjudged": unjudged,
        "not_by_assessor": sum(one.assessor != spec.assessor for one in known),
    }
    if counted:
        facts["judged_on"] = max(one.on for one in counted.values())
    needed: tuple[Need, ...] = ()
    if unjudged:
        needed = (Need(NeedKind.JUDGEMENT, unjudged, spec.id),)
    if any(not one.met for one in counted.values()):
        verdict = Verdict.MISSED if over else Verdict.OFF_COURSE
        reason = Reason.JUDGED_NOT_MET
    elif not counted:
        verdict, reason = Verdict.NEVER_MEASURED, Reason.AWAITS_JUDGEMENT
    elif unjudged:
        verdict, reason = Verdict.CANNOT_TELL, Reason.CRITERIA_UNJUDGED
    else:
        verdict, reason = Verdict.REACHED, Reason.JUDGED_MET
    return Judgement(
        target=spec.id,
        verdict=verdict,
        reason=reason,
        facts=facts,
        needed=() if verdict.is_settled else needed,
        conditions=parts,
    )


def _criterion(
    spec: TargetSpec, name: str, judged: AssessorJudgement | None, *, over: bool, as_of: date
) -> Judgement:
    if judged is None:
        verdict, reason = Verdict.NEVER_MEASURED, Reason.AWAITS_JUDGEMENT
    elif judged.met:
        verdict, reason = Verdict.REACHED, Reason.JUDGED_MET
    else:
        verdict = Verdict.MISSED if over else Verdict.OFF_COURSE
        reason = Reason.JUDGED_NOT_MET
    facts: dict[str, Fact] = {"as_of": as_of, "criterion": name, "assessor": spec.assessor}
    if judged is not None:
        facts |= {"judged_on": judged.on, "note": judged.note}
    return Judgement(target=f"{spec.id}: {name}", verdict=verdict, reason=reason, facts=facts)


def _share(bound: float, scale: float) -> float:
    return min(1.0, max(0.0, bound / scale))


def _first(parts: Sequence[Judgement], verdict: Verdict) -> Judgement | None:
    return next((one for one in parts if one.verdict is verdict), None)


def _first_reason(parts: Sequence[Judgement]) -> Reason:
    told = _first(parts, Verdict.CANNOT_TELL)
    return told.reason if told is not None else parts[0].reason
