# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the results stand."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from hcat.agenda.api import Item, Result, Target, item, items
from hcat.foundation.api import today
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
from .models import Observation
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
from .windows import add_months

_ById = tuple[tuple[str, tuple[Estimate, ...]], ...]
log = logging.getLogger(__name__)


def standing(
    *, as_of: date | None = None, known_on: datetime | None = None
) -> list[ResultStanding]:
    """Every result of the agenda as it stood on a day, in the agenda's order.

    `as_of` sets the day that is spoken of: targets in force then, figures about periods that had
    ended by then, judgements given by then. Corrections made since count, unless `known_on` leaves
    out everything recorded after that moment. Seven queries, however many results.
    """
    day = as_of or today()
    points = {one.key: one.sheet.order for one in items("point", as_of=day)}
    results: list[Item[Result]] = items("result", as_of=day)
    results.sort(key=lambda one: (points.get(one.sheet.point, len(points)), one.sheet.order))
    gathered = Gathered.on(day, results=results, known_on=known_on)
    return [_result(one, gathered) for one in gathered.results]


def standing_of(
    key: str, *, as_of: date | None = None, known_on: datetime | None = None
) -> ResultStanding:
    """One result as it stood on a day. Raises NotFound for an unknown one."""
    day = as_of or today()
    found: Item[Result] = item("result", key, as_of=day)
    return _result(found, Gathered.on(day, results=[found], known_on=known_on))


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How many results stand how."""

    as_of: date
    total: int
    counts: Mapping[Verdict, int]
    rests_on_demo: bool

    def sentence(self) -> str:
        """For the front page: "4 of 21 results are on course; 13 were never measured."."""
        from .wording import summary_sentence

        return summary_sentence(self.total, self.counts)


def summary(*, as_of: date | None = None) -> Summary:
    """The counts per verdict on a day."""
    return summarise(standing(as_of=as_of), as_of=as_of)


def summarise(results: list[ResultStanding], *, as_of: date | None = None) -> Summary:
    """The counts of results that were fetched already."""
    counts = Counter(one.verdict for one in results)
    return Summary(
        as_of=as_of or today(),
        total=len(results),
        counts={verdict: counts[verdict] for verdict in Verdict},
        rests_on_demo=any(one.rests_on_demo for one in results),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineToCollect:
    """A starting point that nobody measured, and the cheapest way to get it still."""

    item: Item[Result]
    targets: tuple[TargetStanding, ...]
    """The targets that share it."""
    baseline: BaselineStanding

    @property
    def is_needed(self) -> bool:
        """Whether a target cannot be judged at all without it."""
        return any(one.baseline.is_needed for one in self.targets)


def baselines_to_collect(*, as_of: date | None = None) -> list[BaselineToCollect]:
    """What is missing on a day, in the agenda's order; steps with one baseline stand together."""
    found: list[BaselineToCollect] = []
    for result in standing(as_of=as_of):
        groups: dict[tuple[str, str], list[TargetStanding]] = {}
        for one in result.targets:
            base = one.baseline
            if base.estimate is None and (base.missing_reason is not None or base.is_needed):
                same = (repr(base.missing_reason), repr(base.to_collect))
                groups.setdefault(same, []).append(one)
        found += [
            BaselineToCollect(item=result.item, targets=tuple(group), baseline=group[0].baseline)
            for group in groups.values()
        ]
    return found


def earlier_values(key: str) -> list[Observation]:
    """Every figure ever entered for a result, superseded ones included, newest record first."""
    return list(Observation.objects.filter(result=key).order_by("-recorded_at", "-pk"))


def _result(found: Item[Result], gathered: Gathered) -> ResultStanding:
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
        baseline=baseline,
        conditions=_conditions(found, target, spec, judgement, by_condition),
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
) -> tuple[ConditionStanding, ...]:
    if target.kind == "judged":
        return tuple(
            ConditionStanding(title=text, spec=spec, judgement=part)
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
