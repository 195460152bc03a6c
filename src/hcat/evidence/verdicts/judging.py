# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what was gathered about a result to how it stands: each target judged, the whole beside."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from hcat.agenda.api import Item, Result, Target
from hcat.evidence.measuring.windows import add_months
from hcat.numerics.api import (
    NEEDS_BASELINE,
    AssessorJudgement,
    Estimate,
    Judgement,
    NumericsError,
    Reason,
    TargetSpec,
    Verdict,
    judge,
)

from .gathering import Gathered
from .specs import condition_id, spec_of, stated_baseline, target_id
from .standing import (
    BaselineStanding,
    ConditionStanding,
    RecordedFigure,
    ResultStanding,
    TargetStanding,
    Text,
    overall,
)
from .strands import in_force, strands

log = logging.getLogger(__name__)

_ById = tuple[tuple[str, tuple[Estimate, ...]], ...]


def standing_of_result(found: Item[Result], gathered: Gathered) -> ResultStanding:
    """How a result stands with what was gathered."""
    day = gathered.as_of
    deciding = {in_force(strand, day).key for strand in strands(found.sheet.targets)}
    targets = tuple(
        _target(found, one, gathered, in_force=one.key in deciding) for one in found.sheet.targets
    )
    return ResultStanding(
        item=found,
        as_of=day,
        verdict=overall([one.verdict for one in targets if one.in_force]),
        targets=targets,
    )


def _target(
    found: Item[Result], target: Target, gathered: Gathered, *, in_force: bool
) -> TargetStanding:
    try:
        return _judged_target(found, target, gathered, in_force=in_force)
    except NumericsError as error:
        log.warning("target %s of result %s: %s", target.key, found.key, error)
        return _unjudged_target(found, target, gathered, in_force=in_force)


def _unjudged_target(
    found: Item[Result], target: Target, gathered: Gathered, *, in_force: bool
) -> TargetStanding:
    """One target that contradicts itself must not keep all others from being read."""
    return TargetStanding(
        item=found,
        target=target,
        spec=None,
        as_of=gathered.as_of,
        judgement=Judgement(
            target=target_id(found.key, target),
            verdict=Verdict.CANNOT_TELL,
            reason=Reason.CANNOT_BE_JUDGED,
        ),
        figures=tuple(gathered.direct(found, target)),
        proxies=tuple(gathered.proxies(target)),
        parts=tuple(gathered.parts(found, target)),
        baseline=_baseline(target, gathered, None),
        assessor=_assessor(target, gathered),
        in_force=in_force,
    )


def _judged_target(
    found: Item[Result], target: Target, gathered: Gathered, *, in_force: bool
) -> TargetStanding:
    spec = spec_of(found.key, target)
    figures = gathered.direct(found, target)
    proxies = gathered.proxies(target)
    by_condition = {
        condition_id(found.key, target, one): gathered.direct(found, target, one.key)
        for one in target.conditions
    }
    baseline = _baseline(target, gathered, stated_baseline(target, gathered.sources))
    judged = gathered.judged(found, target)
    judgement = _judge(spec, gathered.as_of, figures, by_condition, proxies, baseline, judged)
    used = set(judgement.used)
    direct = [*figures, *(one for extra in by_condition.values() for one in extra)]
    demo_findings = any(one.is_demo for one in gathered.findings.get((found.key, target.key), ()))
    return TargetStanding(
        item=found,
        target=target,
        spec=spec,
        as_of=gathered.as_of,
        judgement=judgement,
        figures=tuple(figures),
        proxies=tuple(proxies),
        parts=tuple(gathered.parts(found, target)),
        baseline=baseline,
        conditions=_conditions(found, target, spec, judgement, by_condition, gathered),
        assessor=_assessor(target, gathered),
        next_due=_next_due(target, judgement, direct, gathered),
        in_force=in_force,
        rests_on_demo=any(one.is_demo and one.estimate in used for one in [*direct, *proxies])
        or (demo_findings and bool(judged)),
    )


def _judge(
    spec: TargetSpec,
    as_of: date,
    figures: list[RecordedFigure],
    by_condition: Mapping[str, list[RecordedFigure]],
    proxies: list[RecordedFigure],
    baseline: BaselineStanding,
    judged: list[AssessorJudgement],
) -> Judgement:
    near = tuple(one.estimate for one in proxies)
    parts = tuple(one.id for one in spec.conditions)
    estimates: dict[str, tuple[Estimate, ...]] = {
        spec.id: tuple(one.estimate for one in figures),
        **{key: tuple(one.estimate for one in rows) for key, rows in by_condition.items()},
    }
    known = set(spec.criteria)
    return _judged(
        spec,
        as_of,
        tuple(estimates.items()),
        tuple((name, near) for name in (spec.id, *parts)),
        None if parts else baseline.estimate,
        tuple(one for one in judged if one.criterion in known),
    )


@lru_cache(maxsize=4096)
def _judged(
    spec: TargetSpec,
    as_of: date,
    estimates: _ById,
    proxies: _ById,
    baseline: Estimate | None,
    judgements: tuple[AssessorJudgement, ...],
) -> Judgement:
    """The same evidence gives the same judgement, so a page that is read often pays once."""
    return judge(
        spec,
        dict(estimates),
        as_of=as_of,
        baseline={spec.id: baseline},
        proxies=dict(proxies),
        judgements={spec.id: judgements},
    )


def _baseline(target: Target, gathered: Gathered, estimate: Estimate | None) -> BaselineStanding:
    stated = target.baseline
    return BaselineStanding(
        estimate=estimate,
        source=gathered.sources.get(stated.source or "") if stated else None,
        note=stated.note if stated else None,
        missing_reason=stated.missing_reason if stated else None,
        to_collect=stated.to_collect if stated else None,
        is_needed=target.kind in NEEDS_BASELINE,
    )


def _conditions(
    found: Item[Result],
    target: Target,
    spec: TargetSpec,
    judgement: Judgement,
    by_condition: Mapping[str, list[RecordedFigure]],
    gathered: Gathered,
) -> tuple[ConditionStanding, ...]:
    if target.kind == "judged":
        assessor = _assessor(target, gathered)
        return tuple(
            ConditionStanding(title=text, spec=spec, judgement=part, assessor=assessor)
            for text, part in zip(target.criteria, judgement.conditions, strict=True)
        )
    parts = {part.target: part for part in judgement.conditions}
    specs = {one.id: one for one in spec.conditions}
    rows = []
    for one in target.conditions:
        name = condition_id(found.key, target, one)
        if name in parts:
            rows.append(
                ConditionStanding(
                    title=one.title,
                    spec=specs[name],
                    judgement=parts[name],
                    condition=one,
                    figures=tuple(by_condition.get(name, ())),
                )
            )
    return tuple(rows)


def _assessor(target: Target, gathered: Gathered) -> Text | None:
    body = gathered.bodies.get(target.assessor or "")
    return body.sheet.title if body else None


def _next_due(
    target: Target, judgement: Judgement, figures: list[RecordedFigure], gathered: Gathered
) -> date | None:
    """When the next figure is due: an interval after the last, or now when there is none."""
    if target.kind == "judged":
        return None if judgement.verdict.is_settled else target.deadline
    over = target.deadline is not None and target.deadline <= gathered.as_of
    if judgement.verdict.is_settled and over:
        return None
    last = max((f.estimate.period.end for f in figures if not f.estimate.is_missing), default=None)
    return gathered.as_of if last is None else add_months(last, target.interval_months)
