# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a sheet of the agenda to a promise that numerics can judge."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_noop

from hcat.agenda.api import Baseline, Condition, Target
from hcat.foundation.api import Translated
from hcat.numerics.api import (
    PERCENT,
    SHARE,
    Direction,
    Estimate,
    Period,
    Quality,
    TargetKind,
    TargetSpec,
)

SHARES = {PERCENT, SHARE}
_COMPARED = {"at_least", "at_most"}


def spec_of(result: str, target: Target) -> TargetSpec:
    """The promise behind a target.

    Conditions hold together for the same company or person where they are shares that must be
    reached (``joined_per_unit``); for other kinds each condition must hold by itself.
    """
    name = f"{result}/{target.key}"
    if target.kind == "judged":
        return TargetSpec.judged(
            name,
            [criterion_id(text) for text in target.criteria],
            assessor=target.assessor or "",
            deadline=target.deadline,
        )
    if len(target.conditions) < 2:
        return _single(name, target)
    return TargetSpec.all_of(
        name,
        [_single(condition_id(result, target, one), target) for one in target.conditions],
        deadline=target.deadline,
        joined_per_unit=target.kind == "at_least" and target.unit in SHARES,
    )


def _single(name: str, target: Target) -> TargetSpec:
    value = target.value
    if target.kind == "relative" and value is not None:
        value = value / 100.0
    return TargetSpec(
        id=name,
        kind=TargetKind(target.kind),
        value=value,
        unit=target.unit,
        deadline=target.deadline,
        direction=Direction(target.direction),
    )


def condition_id(result: str, target: Target, condition: Condition) -> str:
    return f"{result}/{target.key}/{condition.key}"


def criterion_id(criterion: Translated) -> str:
    """What a criterion is known by: its text in the first language in which it is given.

    A translation added later leaves it the same; another wording makes it another criterion,
    which has to be judged again.
    """
    return next(iter(criterion.texts.values()))


def baseline_estimate(baseline: Baseline | None, unit: str, source: str) -> Estimate | None:
    """The stated baseline as an estimate about its year; None where it is missing."""
    if baseline is None or baseline.value is None or baseline.year is None:
        return None
    return Estimate(
        value=baseline.value,
        low=baseline.low,
        high=baseline.high,
        unit=unit,
        period=Period.year(baseline.year),
        method=gettext_noop("stated in the agenda as the baseline"),
        quality=Quality((baseline.quality or Quality.PUBLISHED).value),
        source=source,
    )


def in_unit(estimate: Estimate, unit: str) -> Estimate:
    """A share in the other way of writing shares; anything else as it is."""
    if estimate.unit == unit or estimate.unit not in SHARES or unit not in SHARES:
        return estimate
    factor = 100.0 if unit == PERCENT else 0.01

    def scaled(number: float | None) -> float | None:
        return None if number is None else number * factor

    return replace(
        estimate,
        unit=unit,
        value=scaled(estimate.value),
        low=scaled(estimate.low),
        high=scaled(estimate.high),
    )


__all__ = ["SHARES", "baseline_estimate", "condition_id", "criterion_id", "in_unit", "spec_of"]
