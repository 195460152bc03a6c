# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the desk asks about a figure, and how the answers become an estimate."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import Field, model_validator

from hcat.numerics.api import PERCENT, SHARE, Estimate, Period, Quality

from .changing import Answers
from .forms.complaints import Misfit, MisfitsError
from .forms.specs import Ref

SCALE = {PERCENT: 100.0, SHARE: 1.0}


class Record(Answers):
    """A figure as someone brings it: the value or its counts, or why it is missing."""

    start: date
    end: date
    numerator: Annotated[float | None, Field(ge=0)] = None
    denominator: Annotated[float | None, Field(gt=0)] = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: Annotated[int | None, Field(ge=0)] = None
    population: Annotated[int | None, Field(ge=0)] = None
    missing_reason: str = ""
    source_key: Annotated[str, Ref("source")] | None = None
    source_text: str = ""
    method: str
    quality: Quality = Quality.MEASURED
    note: str = ""

    @model_validator(mode="after")
    def _fits(self) -> Record:
        found = [*self._period(), *self._counts(), *self._value(), *self._origin()]
        if found:
            raise MisfitsError(found)
        return self

    def _period(self) -> list[Misfit]:
        if self.end < self.start:
            return [Misfit(("end",), _("The period ends before it starts."))]
        return []

    def _counts(self) -> list[Misfit]:
        found = []
        top, bottom = self.numerator, self.denominator
        if (top is None) != (bottom is None):
            missing = "denominator" if bottom is None else "numerator"
            found.append(Misfit((missing,), _("Give both counts, or neither.")))
        if top is not None and bottom is not None and top > bottom:
            found.append(Misfit(("numerator",), _("The part is larger than the whole.")))
        if self.n is not None and self.population is not None and self.n > self.population:
            found.append(Misfit(("n",), _("There are more answers than the group is large.")))
        return found

    def _value(self) -> list[Misfit]:
        has_figure = self.value is not None or self.numerator is not None
        if has_figure and self.missing_reason:
            message = _("Give a figure, or the reason why there is none, not both.")
            return [Misfit(("missing_reason",), message)]
        if not has_figure and not self.missing_reason:
            message = _("Give the value or its counts, or say below why there is no figure.")
            return [Misfit(("value",), message)]
        if not has_figure and (self.low is not None or self.high is not None):
            return [Misfit(("low",), _("Without a figure there are no bounds."))]
        for name, bound, sign in (("low", self.low, 1), ("high", self.high, -1)):
            if self.value is not None and bound is not None and sign * (self.value - bound) < 0:
                return [Misfit((name,), _("The value must lie between its bounds."))]
        return []

    def _origin(self) -> list[Misfit]:
        if self.source_key is None and not self.source_text:
            message = _("Choose a source, or say below where the figure can be looked up.")
            return [Misfit(("source_key",), message)]
        return []

    def estimate(self, unit: str, source: str) -> Estimate:
        """The figure in the unit of its target; counts give the value where none was typed."""
        value = self.value
        if value is None and self.numerator is not None and self.denominator is not None:
            value = SCALE.get(unit, 1.0) * self.numerator / self.denominator
        is_share = unit in SCALE
        return Estimate(
            value=value,
            unit=unit,
            period=Period(self.start, self.end),
            method=self.method,
            quality=self.quality,
            source=", ".join(part for part in (source, self.source_text) if part),
            low=self.low,
            high=self.high,
            n=self.n,
            population=self.population,
            numerator=self.numerator if is_share else None,
            denominator=self.denominator if is_share else None,
            missing_reason=self.missing_reason or None,
        )


class Correction(Record):
    """A figure that takes the place of one that was wrong."""

    reason: str


def values_of(figure: Any) -> dict[str, Any]:
    """A stored figure as the form shows it."""
    return {
        "start": figure.start, "end": figure.end, "numerator": figure.numerator,
        "denominator": figure.denominator, "value": figure.value, "low": figure.low,
        "high": figure.high, "n": figure.n, "population": figure.population,
        "missing_reason": figure.missing_reason or None, "source_key": figure.source_key or None,
        "source_text": None if figure.source_key else figure.source, "method": figure.method,
        "quality": figure.quality, "note": figure.note or None,
    }  # fmt: skip
