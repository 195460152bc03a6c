# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door to a verdict: which estimates count, and which kind of promise they are held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from hcat.numerics.case import Case
from hcat.numerics.errors import NumericsError
from hcat.numerics.estimate import Estimate
from hcat.numerics.interval import check_level
from hcat.numerics.judging_changes import judge_better, judge_relative, judge_rising
from hcat.numerics.judging_conditions import combine, judge_apart, judge_criteria
from hcat.numerics.judging_levels import judge_level
from hcat.numerics.target import TargetKind, TargetSpec
from hcat.numerics.verdict import AssessorJudgement, Contrast, Judgement

TOLERANCE = timedelta(days=366)
"""How long before the deadline the last figure may end and still speak of it: one year."""

_Item = TypeVar("_Item")


def judge(
    spec: TargetSpec,
    estimates: Sequence[Estimate] | Mapping[str, Sequence[Estimate]],
    *,
    as_of: date,
    baseline: Estimate | Mapping[str, Estimate | None] | None = None,
    proxies: Sequence[Estimate] | Mapping[str, Sequence[Estimate]] = (),
    judgements: Sequence[AssessorJudgement] | Mapping[str, Sequence[AssessorJudgement]] = (),
    contrasts: Sequence[Contrast] | Mapping[str, Sequence[Contrast]] = (),
    tolerance: timedelta = TOLERANCE,
    alpha: float = 0.05,
) -> Judgement:
    """What can be said about a promise on the day `as_of`.

    A target with conditions takes its evidence as mappings from the id of a condition; under the
    id of the target itself stands what was measured on all conditions jointly. Any other target
    takes plain sequences.

    What counts:

    - only estimates whose period has ended by `as_of`, so that a verdict can be made again;
    - a missing estimate is never zero, an assumed one proves nothing, a proxy alone never shows
      that a target is reached or missed;
    - one estimate per period: the best quality, and among equals the one listed last.

    **From the deadline on** the estimate that speaks of the deadline decides: its period contains
    that day, or it is the last that ended before it by at most `tolerance`. Reached when the
    one-sided bound at 1 − alpha meets the target, missed when the opposite bound fails it, cannot
    tell otherwise. A figure without sampling is compared as it stands: a census has no error left;
    a published or counted figure may still be off in coverage or definition, and has its own
    reason code for that. What was measured only after the deadline cannot prove the past.

    **Before the deadline**: reached when the last figure already proves it; otherwise the
    probability from the trend (see :mod:`hcat.numerics.trend`), on course from 0.7, off course
    below 0.3. Nothing is missed before its deadline but a row that must rise every time and fell.

    Raises NumericsError for an estimate in another unit than the target, an id that is no part of
    the target, or plain sequences where a mapping is needed.

    >>> from hcat.numerics.period import Period
    >>> from hcat.numerics.shares import share_estimate
    >>> target = TargetSpec.at_least("P2-R1", 50, unit="percent", deadline=date(2014, 12, 31))
    >>> wave = share_estimate(66, 120, population=300, period=Period.year(2014), source="panel")
    >>> told = judge(target, [wave], as_of=date(2015, 3, 1))
    >>> told.verdict.value, told.reason.value, told.needed[0].count
    ('cannot_tell', 'interval_contains_target', 21)
    """
    check_level("alpha", alpha)
    if tolerance < timedelta(0):
        raise NumericsError.about(
            f"a tolerance of {tolerance}", "it reaches into the future", "give 0 days or more"
        )
    evidence = _Evidence(
        estimates=_by_id(spec, estimates, "estimates"),
        baseline=_baselines(spec, baseline),
        proxies=_by_id(spec, proxies, "proxies"),
        judgements=_by_id(spec, judgements, "judgements"),
        contrasts=_by_id(spec, contrasts, "contrasts"),
        as_of=as_of,
        tolerance=tolerance,
    )
    return _judge(spec, evidence, alpha)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """All that was given, by the id of the target or condition that it belongs to."""

    estimates: Mapping[str, Sequence[Estimate]]
    baseline: Mapping[str, Estimate | None]
    proxies: Mapping[str, Sequence[Estimate]]
    judgements: Mapping[str, Sequence[AssessorJudgement]]
    contrasts: Mapping[str, Sequence[Contrast]]
    as_of: date
    tolerance: timedelta

    def case(self, spec: TargetSpec, alpha: float) -> Case:
        return Case.gather(
            spec,
            self.estimates.get(spec.id, ()),
            as_of=self.as_of,
            tolerance=self.tolerance,
            alpha=alpha,
            baseline=self.baseline.get(spec.id),
            proxies=self.proxies.get(spec.id, ()),
            contrasts=self.contrasts.get(spec.id, ()),
        )


def _judge(spec: TargetSpec, evidence: _Evidence, alpha: float) -> Judgement:
    kind = spec.kind
    if kind is TargetKind.JUDGED:
        return judge_criteria(spec, evidence.judgements.get(spec.id, ()), as_of=evidence.as_of)
    if kind is TargetKind.ALL_OF:
        return _judge_all(spec, evidence, alpha)
    case = evidence.case(spec, alpha)
    if kind is TargetKind.RELATIVE:
        return judge_relative(case)
    if kind is TargetKind.SIGNIFICANTLY_BETTER:
        return judge_better(case)
    if kind in (TargetKind.RISING, TargetKind.SIGNIFICANTLY_RISING):
        return judge_rising(case, significantly=kind is TargetKind.SIGNIFICANTLY_RISING)
    assert spec.value is not None  # noqa: S101 - TargetSpec refuses at_least and at_most without
    return judge_level(case, spec.value)


def _judge_all(spec: TargetSpec, evidence: _Evidence, alpha: float) -> Judgement:
    parts = [_judge(one, evidence, alpha) for one in spec.conditions]
    if not spec.joined_per_unit:
        return combine(spec, parts, as_of=evidence.as_of)
    joint = evidence.case(spec, alpha)
    if joint.present and spec.value is not None:
        whole = judge_level(joint, spec.value)
        return Judgement(
            target=whole.target,
            verdict=whole.verdict,
            reason=whole.reason,
            probability=whole.probability,
            facts=whole.facts,
            used=whole.used,
            needed=whole.needed,
            conditions=tuple(parts),
        )
    # Both ends of the overlap hold together when each condition takes its part of alpha.
    cases = [evidence.case(one, alpha / len(spec.conditions)) for one in spec.conditions]
    return judge_apart(spec, cases, parts)


def _by_id(
    spec: TargetSpec, given: Sequence[_Item] | Mapping[str, Sequence[_Item]], name: str
) -> Mapping[str, Sequence[_Item]]:
    if isinstance(given, Mapping):
        _check_ids(spec, given, name)
        return given
    if given and spec.kind is TargetKind.ALL_OF and not spec.joined_per_unit:
        raise NumericsError.about(
            f"target {spec.id} with a plain sequence of {name}",
            "nobody could tell which condition each belongs to",
            "give a mapping from the id of the condition",
        )
    return {spec.id: given}


def _baselines(
    spec: TargetSpec, given: Estimate | Mapping[str, Estimate | None] | None
) -> Mapping[str, Estimate | None]:
    if isinstance(given, Mapping):
        _check_ids(spec, given, "baselines")
        return given
    if given is not None and spec.kind is TargetKind.ALL_OF:
        raise NumericsError.about(
            f"target {spec.id} with one baseline",
            "nobody could tell which condition it belongs to",
            "give a mapping from the id of the condition",
        )
    return {spec.id: given}


def _check_ids(spec: TargetSpec, given: Mapping[str, object], name: str) -> None:
    ids = set(_ids(spec))
    unknown = sorted(set(given) - ids)
    if unknown:
        raise NumericsError.about(
            f"{name} for {', '.join(unknown)}",
            f"target {spec.id} has no such part",
            f"use {', '.join(sorted(ids))}",
        )


def _ids(spec: TargetSpec) -> list[str]:
    return [spec.id, *(name for one in spec.conditions for name in _ids(one))]
