# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a sheet of the agenda to a promise that numerics can judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.translation import gettext_noop

from hcat.agenda.api import Condition, Item, Source, Target
from hcat.evidence.measuring.published import source_text
from hcat.foundation.api import Translated
from hcat.numerics.api import (
    SHARE_SCALE,
    Direction,
    Estimate,
    Period,
    Quality,
    TargetKind,
    TargetSpec,
)


def target_id(result: str, target: Target) -> str:
    return f"{result}/{target.key}"


def spec_of(result: str, target: Target) -> TargetSpec:
    """The promise behind a target.

    Conditions hold together for the same company or person where they are shares that must be
    reached (``joined_per_unit``); for other kinds each condition must hold by itself.
    """
    name = target_id(result, target)
    if target.kind == "judged":
        return TargetSpec.judged(
            name,
            [criterion_id(text) for text in target.criteria],
            assessor=target.assessor or "",
            deadline=target.deadline,
        )
    if not target.conditions:
        return _single(name, target)
    return TargetSpec.all_of(
        name,
        [_single(condition_id(result, target, one), target) for one in target.conditions],
        deadline=target.deadline,
        joined_per_unit=target.kind == "at_least" and target.unit in SHARE_SCALE,
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
    return f"{target_id(result, target)}/{condition.key}"


def criterion_id(criterion: Translated) -> str:
    """A name under which a judgement can keep what it says of a criterion: one of its texts."""
    return next(iter(criterion.texts.values()))


def criteria_by_text(criteria: Iterable[Translated]) -> dict[str, Translated]:
    """Every criterion under each of its texts, and so under the name that a judgement keeps.

    A translation added later leaves it the same; another wording in every language makes it
    another criterion, which has to be judged again. Which text comes first is not asked: a database
    keeps languages in an order of its own.
    """
    return {text: criterion for criterion in criteria for text in criterion.texts.values()}


def stated_baseline(target: Target, sources: Mapping[str, Item[Source]]) -> Estimate | None:
    """The baseline that the agenda states, about its year; None where it is missing."""
    stated = target.baseline
    if stated is None or stated.value is None or stated.year is None:
        return None
    source = sources.get(stated.source or "")
    return Estimate(
        value=stated.value,
        low=stated.low,
        high=stated.high,
        unit=target.unit,
        period=Period.year(stated.year),
        method=gettext_noop("stated in the agenda as the baseline"),
        quality=Quality((stated.quality or Quality.PUBLISHED).value),
        source=source_text(source.sheet) if source else stated.source or "agenda",
    )


def in_unit(estimate: Estimate, unit: str) -> Estimate:
    """A share in the other way of writing shares; anything else as it is."""
    if estimate.unit == unit or estimate.unit not in SHARE_SCALE or unit not in SHARE_SCALE:
        return estimate
    factor = SHARE_SCALE[unit] / SHARE_SCALE[estimate.unit]

    def scaled(number: float | None) -> float | None:
        return None if number is None else number * factor

    return replace(
        estimate,
        unit=unit,
        value=scaled(estimate.value),
        low=scaled(estimate.low),
        high=scaled(estimate.high),
    )
