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

from .base import Focus, Key, Level, Misfit, Part, Quality, Ref, Sheet


class Proxy(Part):
    """A published series near what the target speaks of; alone it proves nothing."""

    series: Annotated[str, Ref("series")]
    leaves_out: Translated


class Baseline(Part):
    """Where the measurement started, or why that is not known."""

    value: float | None = None
    year: int | None = None
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
        if self.low is not None and self.high is not None and self.low > self.high:
            yield Misfit(("low",), _("low is larger than high: swap them"))


class Condition(Part):
    """One thing that must hold; a joined target has several."""

    key: Key
    title: Translated
    measured_by: str | None = None


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
    direction: Literal["up", "down"] = "up"
    period: Key | None = None
    """Key of the agenda period to which the target belongs."""
    succeeds: Key | None = None
    """Key of the earlier target of this result that this one follows."""
    population: Translated | None = None
    """Of whom or what the share is taken: the denominator in words."""
    conditions: list[Condition] = []
    """Conditions that must hold together for the same unit: knows *and* acted."""
    criteria: list[Translated] = []
    assessor: Annotated[str, Ref("body")] | None = None
    measured_by: str | None = None
    proxies: list[Proxy] = []
    baseline: Baseline | None = None
    interval_months: int = 12
    """How often it should be measured."""

    def misfits(self) -> Iterator[Misfit]:
        yield from self._value_misfits()
        if self.kind == "judged" and (not self.criteria or self.assessor is None):
            yield Misfit(("kind",), _("a judged target needs criteria and an assessor (a body)"))
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
        keys = [condition.key for condition in self.conditions]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                yield Misfit(
                    ("conditions", index),
                    _("two conditions are both called %(key)s: give each its own key")
                    % {"key": key},
                )

    def _value_misfits(self) -> Iterator[Misfit]:
        asks = self.kind in {"at_least", "at_most", "relative"}
        if asks and self.value is None:
            yield Misfit(
                ("value",), _("a target of kind %(kind)s needs a value") % {"kind": self.kind}
            )
        if not asks and self.kind != "judged" and self.value is not None:
            yield Misfit(
                ("value",),
                _("a target of kind %(kind)s takes no value: leave it out") % {"kind": self.kind},
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
