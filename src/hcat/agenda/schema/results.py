# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Results: what was promised, and which measurement proves it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from hcat.foundation.api import Translated

from .base import (
    COUNTED_UNITS,
    NATURAL_BOUNDS,
    WHOLE,
    Bounds,
    Focus,
    Key,
    Level,
    Misfit,
    Part,
    Path,
    Quality,
    Ref,
    RefAfter,
    Sheet,
    outside_interval,
)

PUBLISHED = "published."
"""Before the key of a series, in the name of the measure that takes its figures directly."""

Measure = Annotated[str, RefAfter(PUBLISHED, "series")]
"""The name of a registered measure, or ``published.<series>``."""


class Proxy(Part):
    """Figures near what the target speaks of, from a series or a measure; they prove nothing."""

    series: Annotated[str, Ref("series")] | None = None
    measured_by: Measure | None = None
    leaves_out: Translated

    def misfits(self) -> Iterator[Misfit]:
        if (self.series is None) == (self.measured_by is None):
            yield Misfit(
                ("series",), _("give either a series or measured_by, not both and not neither")
            )

    @property
    def measure(self) -> str:
        """The name under which its figures are stored."""
        return self.measured_by or f"{PUBLISHED}{self.series}"


class Baseline(Part):
    """Where the measurement started, or why that is not known."""

    value: float | None = None
    year: Annotated[int, Field(ge=1000, le=9999)] | None = None
    low: float | None = None
    high: float | None = None
    quality: Quality | None = None
    source: Annotated[str, Ref("source")] | None = None
    note: Translated | None = None
    missing_reason: Translated | None = None
    to_collect: Translated | None = None
    """The cheapest way to get the missing baseline still."""

    def misfits(self) -> Iterator[Misfit]:
        if (self.value is None) == (self.missing_reason is None):
            yield Misfit(
                ("value",),
                _("give either a value or a missing_reason, not both and not neither"),
            )
        if self.value is not None and (self.source is None or self.year is None):
            yield Misfit(("value",), _("a baseline value needs its source and its year"))
        yield from outside_interval(self.value, self.low, self.high)


class Scale(Part):
    """The least and the most that a figure can be, where its unit does not say it."""

    low: float | None = None
    high: float | None = None

    def misfits(self) -> Iterator[Misfit]:
        if self.low is None and self.high is None:
            yield Misfit(("low",), _("give the lowest or the highest figure, or leave scale out"))
        if self.low is not None and self.high is not None and self.low >= self.high:
            yield Misfit(("low",), _("the scale ends where it begins: swap low and high"))


class Condition(Part):
    """One thing that must hold; a joined target has several."""

    key: Key
    title: Translated
    measured_by: Measure | None = None


class Target(Part):
    """What should be true of the indicator on the deadline. Never overwritten: superseded."""

    key: Key
    kind: Literal[
        "at_least",
        "at_most",
        "relative",
        "significantly_better",
        "rising",
        "significantly_rising",
        "judged",
    ]
    value: float | None = None
    """The bound; for `relative` the change in percent, such as -50."""
    deadline: date | None = None
    deadline_note: Translated | None = None
    title: Translated
    indicator: Translated
    unit: str
    scale: Scale | None = None
    """What a figure can be at all: a mark from 1 to 5, a change in percent from -100. Left out:
    what the unit allows."""
    direction: Literal["up", "down"] = "up"
    period: Key | None = None
    """Key of the agenda period to which the target belongs."""
    succeeds: Key | None = None
    """Key of the earlier target of this result that this one follows."""
    population: Translated | None = None
    """Of whom or what the share is taken: the denominator in words."""
    conditions: list[Condition] = []
    """Two or more that must hold together for the same unit: knows *and* acted. None otherwise."""
    criteria: list[Translated] = []
    assessor: Annotated[str, Ref("body")] | None = None
    measured_by: Measure | None = None
    proxies: list[Proxy] = []
    baseline: Baseline | None = None
    interval_months: int = Field(default=12, ge=1, le=120)
    """How often it should be measured."""

    @property
    def bounds(self) -> Bounds:
        """The least and the most that a figure about it can be, each None without a limit."""
        if self.scale is not None:
            return self.scale.low, self.scale.high
        return NATURAL_BOUNDS.get(self.unit, (None, None))

    @property
    def is_counted(self) -> bool:
        """Whether a figure about it is a whole number: nobody counts half a person."""
        return self.unit in COUNTED_UNITS

    def misfits(self) -> Iterator[Misfit]:
        yield from self._value_misfits()
        yield from self._range_misfits()
        yield from self._judged_misfits()
        yield from self._condition_misfits()
        if self.deadline is None and self.deadline_note is None:
            yield Misfit(
                ("deadline",), _("give a deadline, or say in deadline_note why there is none")
            )
        measured = self.baseline.year if self.baseline else None
        if measured and self.deadline and measured > self.deadline.year:
            yield Misfit(
                ("deadline",),
                _("the deadline (%(deadline)s) lies before the baseline (%(year)s)")
                % {"deadline": self.deadline, "year": measured},
            )

    def _value_misfits(self) -> Iterator[Misfit]:
        asks = self.kind in {"at_least", "at_most", "relative"}
        if asks and self.value is None:
            yield Misfit(
                ("value",), _("a target of kind %(kind)s needs a value") % {"kind": self.kind}
            )
        if not asks and self.value is not None:
            yield Misfit(
                ("value",),
                _("a target of kind %(kind)s takes no value: leave it out") % {"kind": self.kind},
            )

    def _range_misfits(self) -> Iterator[Misfit]:
        """A promise that nobody could meet or fail says nothing."""
        if self.kind != "judged" and not self.unit:
            yield Misfit(("unit",), _("a measured target needs a unit, such as percent or count"))
        if self.kind == "relative" and self.value is not None:
            if self.value == 0 or self.value <= -100:
                yield Misfit(
                    ("value",),
                    _(
                        "a change of %(value)s percent cannot be promised: write half as -50, "
                        "a tenth more as 10"
                    )
                    % {"value": f"{self.value:g}"},
                )
        else:
            yield from self._out_of_bounds(("value",), self.value)
        if self.baseline is not None:
            yield from self._out_of_bounds(("baseline", "value"), self.baseline.value)

    def _out_of_bounds(self, path: Path, value: float | None) -> Iterator[Misfit]:
        low, high = self.bounds
        if value is None or ((low is None or value >= low) and (high is None or value <= high)):
            return
        said = {"value": f"{value:g}", "unit": self.unit}
        if self.scale is None and self.unit in WHOLE:
            message = _(
                "%(value)s %(unit)s is not a part of a whole: give 0 to %(whole)s, or another unit"
            ) % {**said, "whole": f"{WHOLE[self.unit]:g}"}
        else:
            message = _("%(value)s %(unit)s cannot be: its scale goes from %(low)s to %(high)s") % {
                **said,
                "low": "…" if low is None else f"{low:g}",
                "high": "…" if high is None else f"{high:g}",
            }
        yield Misfit(path, message)

    def _judged_misfits(self) -> Iterator[Misfit]:
        if self.kind != "judged":
            if self.criteria or self.assessor is not None:
                yield Misfit(
                    ("criteria" if self.criteria else "assessor",),
                    _("only a judged target has criteria and an assessor: leave them out"),
                )
            return
        if not self.criteria or self.assessor is None:
            yield Misfit(("kind",), _("a judged target needs criteria and an assessor (a body)"))
        if self.conditions:
            yield Misfit(("conditions",), _("a judged target has criteria, not conditions"))
        firsts = [next(iter(text.texts.values())) for text in self.criteria]
        for index, first in enumerate(firsts):
            if first in firsts[:index]:
                yield Misfit(("criteria", index), _("this criterion stands there twice: keep one"))

    def _condition_misfits(self) -> Iterator[Misfit]:
        if len(self.conditions) == 1:
            yield Misfit(
                ("conditions",),
                _("one condition joins nothing: give two or more, or leave conditions out"),
            )
        if self.conditions and self.kind in {"relative", "significantly_better"}:
            yield Misfit(
                ("conditions",),
                _(
                    "a change from a baseline is promised of one indicator: make each condition "
                    "a target of its own, with its own baseline"
                ),
            )
        keys = [condition.key for condition in self.conditions]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                yield Misfit(
                    ("conditions", index),
                    _("two conditions are both called %(key)s: give each its own key")
                    % {"key": key},
                )


class Result(Sheet):
    kind = "result"
    plural = "results"
    file = "results.yaml"
    belongs_to = "point"

    point: Annotated[str, Ref("point")]
    order: int
    theme: Translated | None = None
    title: Translated
    explanation: Translated | None = None
    type: Literal["output", "outcome", "impact", "other"] = "outcome"
    focus: list[Focus] = []
    levels: list[Level] = []
    targets: list[Target] = Field(min_length=1)
    """All must be met; an earlier one may be a step towards a later one."""
    dimensions: list[Literal["level", "place", "size", "discipline"]] = []
    to_settle: Translated
    """Which measurement would settle the verdict."""
    source: Annotated[str, Ref("source")] | None = None

    def order_in_kind(self) -> tuple[str | int, ...]:
        return (self.order,)

    def misfits(self) -> Iterator[Misfit]:
        keys = [target.key for target in self.targets]
        for index, target in enumerate(self.targets):
            if target.key in keys[:index]:
                yield Misfit(
                    ("targets", index, "key"),
                    _("two targets are both called %(key)s: give each its own key")
                    % {"key": target.key},
                )
            if target.succeeds == target.key:
                yield Misfit(("targets", index, "succeeds"), _("a target cannot succeed itself"))
            elif target.succeeds is not None and target.succeeds not in keys:
                yield Misfit(
                    ("targets", index, "succeeds"),
                    _("the target %(key)s succeeds %(earlier)s, which this result does not have")
                    % {"key": target.key, "earlier": target.succeeds},
                )
