# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Results: what was promised, and how it stands."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.utils.translation import gettext_noop
from pydantic import Field

from hcat.agenda.api import Focus, Level
from hcat.api.texts import Answer, Words
from hcat.numerics.api import NeedKind, Quality, Reason, Verdict

from .common import Element


class NeedAnswer(Answer):
    """One thing that would settle the verdict."""

    kind: NeedKind
    count: int | None = Field(description=gettext_noop("How many, where it can be counted."))
    about: str


class JudgementAnswer(Answer):
    """A verdict with its reason."""

    verdict: Verdict
    probability: float | None = Field(
        description=gettext_noop(
            "Of meeting the target by its deadline, 0 to 1; null if it cannot be said."
        )
    )
    reason: Reason = Field(description=gettext_noop("Why, for programs."))
    sentence: str = Field(description=gettext_noop("Why, for people, in the language asked for."))


class ConditionAnswer(JudgementAnswer):
    """One condition or criterion, with its own verdict."""

    key: str | None = Field(description=gettext_noop("Null for a criterion of a judged target."))
    title: Words
    measured_by: str | None = Field(description=gettext_noop("Name of the measure."))


class ProxyAnswer(Answer):
    """Figures near what the target speaks of; alone they prove nothing."""

    series: str | None = Field(description=gettext_noop("Key of the series."))
    measured_by: str | None = Field(description=gettext_noop("Name of the measure."))
    leaves_out: Words


class BaselineAnswer(Answer):
    value: float | None
    missing_reason: Words | None
    year: int | None
    low: float | None
    high: float | None
    quality: Quality | None
    source: str | None = Field(description=gettext_noop("Key of the source."))
    note: Words | None
    to_collect: Words | None = Field(description=gettext_noop("The cheapest way to get it still."))


class ScaleAnswer(Answer):
    """The least and the most that a figure can be."""

    low: float | None
    high: float | None


class TargetAnswer(JudgementAnswer):
    """What should be true on the deadline, and how that stands."""

    key: str
    kind: Literal[
        "at_least",
        "at_most",
        "relative",
        "significantly_better",
        "rising",
        "significantly_rising",
        "judged",
    ]
    value: float | None = Field(
        description=gettext_noop("The bound; for relative the change in percent, such as -50.")
    )
    unit: str
    scale: ScaleAnswer | None = Field(
        description=gettext_noop("What a figure can be, where the unit does not say it.")
    )
    direction: Literal["up", "down"]
    deadline: date | None
    deadline_note: Words | None
    title: Words
    indicator: Words
    period: str | None = Field(description=gettext_noop("Key of the period of the agenda."))
    succeeds: str | None = Field(
        description=gettext_noop("Key of the earlier target that this follows.")
    )
    in_force: bool = Field(
        description=gettext_noop("Whether it decides about the result; the others are steps.")
    )
    population: Words | None = Field(
        description=gettext_noop("Of whom or what the share is taken.")
    )
    conditions: list[ConditionAnswer]
    assessor: str | None = Field(description=gettext_noop("Key of the body that judges."))
    measured_by: str | None = Field(description=gettext_noop("Name of the measure."))
    proxies: list[ProxyAnswer]
    baseline: BaselineAnswer | None
    interval_months: int = Field(description=gettext_noop("How often it should be measured."))
    next_due: date | None = Field(description=gettext_noop("When the next figure is due."))
    needed: list[NeedAnswer] = Field(description=gettext_noop("What would settle the verdict."))
    is_demo: bool = Field(
        description=gettext_noop("Whether the verdict rests on demonstration data.")
    )


class PartAnswer(Answer):
    """A part of which a figure is expected, and what there is."""

    key: str = Field(description=gettext_noop("Level, code of the municipality, or size class."))
    title: str = Field(description=gettext_noop("In the language asked for."))
    is_known: bool
    figure: int | None = Field(description=gettext_noop("Id of the last figure about it."))
    near: int | None = Field(
        description=gettext_noop("Id of the last figure about it that comes near.")
    )
    missing_reason: str | None = Field(
        description=gettext_noop("Why that figure is missing, where somebody looked for it.")
    )


class DimensionAnswer(Answer):
    """A way in which figures are expected apart: which parts are known, and which are not."""

    dimension: Literal["level", "place", "size", "discipline"]
    is_listed: bool = Field(
        description=gettext_noop("Whether it is known which parts there are; if not, none stand.")
    )
    expected: int
    known: int
    only_near: int = Field(
        description=gettext_noop("Parts without a figure, of which one comes near.")
    )
    parts: list[PartAnswer]


class ResultAnswer(Element):
    """A promised result. Probability and reason are those of its leading target: the one that gives
    the result its verdict."""

    point: str = Field(description=gettext_noop("Key of the agenda point."))
    order: int
    theme: Words | None
    title: Words
    explanation: Words | None
    type: Literal["output", "outcome", "impact", "other"]
    focus: list[Focus]
    levels: list[Level]
    dimensions: list[Literal["level", "place", "size", "discipline"]]
    verdict: Verdict
    probability: float | None = Field(
        description=gettext_noop(
            "Of meeting the target by its deadline, 0 to 1; null if it cannot be said."
        )
    )
    reason: Reason = Field(description=gettext_noop("Why, for programs."))
    sentence: str = Field(description=gettext_noop("Why, for people, in the language asked for."))
    leading_target: str = Field(
        description=gettext_noop(
            "Key of the target that gives the verdict; one never measured leaves it untold."
        )
    )
    is_demo: bool = Field(
        description=gettext_noop("Whether the verdict rests on demonstration data.")
    )
    judged_on: date = Field(description=gettext_noop("The day on which it stands like this."))
    to_settle: Words = Field(
        description=gettext_noop("Which measurement would settle the verdict.")
    )
    targets: list[TargetAnswer]
    parts: list[DimensionAnswer] = Field(
        description=gettext_noop("Which expected parts have a figure, by dimension.")
    )
    source: str | None = Field(description=gettext_noop("Key of the source."))
