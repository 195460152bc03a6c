# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A result's figures over time: everything that a chart or its table needs, and no drawing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hcat.evidence.queries import standing_of
from hcat.evidence.weighing.standing import RecordedFigure, ResultStanding, Role, TargetStanding
from hcat.evidence.words import phrases
from hcat.foundation.api import Refused
from hcat.numerics.api import Period, TargetKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One figure. `value` is None where it is missing, with the reason."""

    period: Period
    value: float | None
    low: float | None
    high: float | None
    n: int | None
    numerator: float | None
    denominator: float | None
    label: str
    """The figure in words: "29.2% (1,241 of 4,252)"."""
    source: str
    missing_reason: str
    is_demo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of figures in order of time."""

    key: str
    title: str
    unit: str
    role: Role
    leaves_out: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLine:
    """Where a target lies, from when to when; a change from a baseline gives its level."""

    key: str
    label: str
    value: float
    deadline: date | None
    in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureOverTime:
    """The figures about one target, those near it, its baseline, and the levels to reach."""

    result: str
    target: str
    title: str
    unit: str
    as_of: date
    lines: tuple[Line, ...]
    targets: tuple[TargetLine, ...]
    baseline: Point | None


def figure_over_time(result: str, target: str, *, as_of: date | None = None) -> FigureOverTime:
    """Figures of a target on a day. NotFound for an unknown result, Refused for another target."""
    return over_time(standing_of(result, as_of=as_of), target)


def over_time(result: ResultStanding, target: str) -> FigureOverTime:
    """The same, of a standing that was fetched already."""
    found = next((one for one in result.targets if one.target.key == target), None)
    if found is None:
        raise Refused(f"The result {result.key} has no target {target}.")
    return FigureOverTime(
        result=result.key,
        target=target,
        title=str(found.target.indicator),
        unit=found.target.unit,
        as_of=result.as_of,
        lines=tuple(_lines(found)),
        targets=tuple(
            line for one in result.targets if one.target.unit == found.target.unit
            if (line := _target_line(one)) is not None
        ),
        baseline=_baseline(found),
    )  # fmt: skip


def _lines(standing: TargetStanding) -> list[Line]:
    rows: dict[tuple[str, str, str, Role], list[RecordedFigure]] = {}
    direct = [*standing.figures, *(f for one in standing.conditions for f in one.figures)]
    for one in [*direct, *standing.proxies]:
        name = one.named if one.role is Role.PROXY else "direct"
        rows.setdefault((name, one.group, one.condition, one.role), []).append(one)
    titles = {one.condition.key: str(one.title) for one in standing.conditions if one.condition}
    return [
        Line(
            key="/".join(part for part in (name, group, condition) if part),
            title=titles.get(condition) or _title(figures[0]),
            unit=figures[0].estimate.unit,
            role=role,
            leaves_out=str(figures[0].leaves_out or ""),
            points=tuple(_point(one) for one in figures),
        )
        for (name, group, condition, role), figures in rows.items()
    ]


def _title(figure: RecordedFigure) -> str:
    return f"{figure.title}, {figure.group}" if figure.group else str(figure.title)


def _point(figure: RecordedFigure) -> Point:
    one = figure.estimate
    return Point(
        period=one.period, value=one.value, low=one.low, high=one.high, n=one.n,
        numerator=one.numerator, denominator=one.denominator,
        label=phrases.value(one), source=phrases.source_line(figure),
        missing_reason=phrases.stored(one.missing_reason) if one.missing_reason else "",
        is_demo=figure.is_demo,
    )  # fmt: skip


def _baseline(standing: TargetStanding) -> Point | None:
    one = standing.baseline.estimate
    if one is None:
        return None
    return Point(
        period=one.period, value=one.value, low=one.low, high=one.high, n=one.n,
        numerator=None, denominator=None, label=phrases.value(one), source=one.source,
        missing_reason="", is_demo=False,
    )  # fmt: skip


def _target_line(standing: TargetStanding) -> TargetLine | None:
    spec, base = standing.spec, standing.baseline.estimate
    if spec is None:
        return None
    value = spec.value
    if spec.kind is TargetKind.RELATIVE:
        value = None if base is None or base.value is None else spec.factor * base.value
    if value is None:
        return None
    return TargetLine(
        key=standing.target.key,
        label=phrases.aim(spec),
        value=value,
        deadline=standing.target.deadline,
        in_force=standing.in_force,
    )
