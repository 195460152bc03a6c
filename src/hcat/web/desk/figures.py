# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the desk asks about a figure, and how the answers become an estimate."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import Field, model_validator

from hcat.numerics.api import ROUNDING, SHARE_SCALE, Estimate, Period, Quality
from hcat.web import words

from .changing import Answers
from .forms.complaints import Misfit, MisfitsError
from .forms.specs import Ref

COUNTS = ("numerator", "denominator", "counts_missing_reason")
"""What only a share is asked."""
MOST = 2_147_483_647
"""What the database holds of a count: more than there are people to ask on a continent."""


class Record(Answers):
    """A figure as someone brings it: the value or its counts, or why it is missing."""

    start: date
    end: date
    numerator: Annotated[float | None, Field(ge=0)] = None
    denominator: Annotated[float | None, Field(gt=0)] = None
    counts_missing_reason: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    confidence: Annotated[float | None, Field(gt=0, lt=100)] = None
    n: Annotated[int | None, Field(ge=0, le=MOST)] = None
    population: Annotated[int | None, Field(ge=0, le=MOST)] = None
    missing_reason: str = ""
    source_key: Annotated[str, Ref("source")] | None = None
    source_text: str = ""
    method: str
    quality: Quality = Quality.MEASURED
    note: str = ""
    unit: str = ""
    """The target's: nobody types it."""

    @model_validator(mode="after")
    def _fits(self) -> Record:
        found = [*self._period(), *self._counts(), *self._value(), *self._share(),
                 *self._origin()]  # fmt: skip
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
        return self._bounds()

    def _bounds(self) -> list[Misfit]:
        value = self._counted() if self.value is None else self.value
        for name, bound, sign in (("low", self.low, 1), ("high", self.high, -1)):
            if value is not None and bound is not None and sign * (value - bound) < 0:
                message = _("The value, %(value)s, must lie between its bounds.") % {
                    "value": words.shown(value, self.unit)
                }
                return [Misfit((name,), message)]
        return []

    def _counted(self) -> float | None:
        """What the counts make, in the unit; None without them."""
        if self.numerator is None or not self.denominator:
            return None
        return SHARE_SCALE.get(self.unit, 1.0) * self.numerator / self.denominator

    def _share(self) -> list[Misfit]:
        """A share comes with its counts, or with the reason why only the percentage is known."""
        scale = SHARE_SCALE.get(self.unit)
        if scale is None or (self.value is None and self.numerator is None):
            return []
        if self.numerator is None and not self.counts_missing_reason:
            message = _("Give both counts, or say below why only the percentage is known.")
            return [Misfit(("numerator",), message)]
        if self.numerator is None:
            message = _("Who measured it knows the counts: choose published, estimated or assumed.")
            return [Misfit(("quality",), message)] if self.quality is Quality.MEASURED else []
        if self.counts_missing_reason:
            message = _("There are counts: leave this out.")
            return [Misfit(("counts_missing_reason",), message)]
        if self.denominator is None or self.value is None:
            return []
        counted = self.numerator / self.denominator
        if abs(self.value / scale - counted) <= ROUNDING:
            return []
        message = _("The counts give %(share)s: leave the value out, or mend the counts.") % {
            "share": words.shown(scale * counted, self.unit)
        }
        return [Misfit(("value",), message)]

    def _origin(self) -> list[Misfit]:
        if self.source_key is None and not self.source_text:
            message = _("Choose a source, or say below where the figure can be looked up.")
            return [Misfit(("source_key",), message)]
        return []

    def estimate(self, unit: str, source: str) -> Estimate:
        """The figure in the unit of its target; counts give the value where none was typed."""
        value = self._counted() if self.value is None else self.value
        is_share = unit in SHARE_SCALE
        return Estimate(
            value=value,
            unit=unit,
            period=Period(self.start, self.end),
            method=self.method,
            quality=self.quality,
            source=", ".join(part for part in (source, self.source_text) if part),
            low=self.low,
            high=self.high,
            confidence=(self.confidence or 95.0) / 100,
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
        "denominator": figure.denominator,
        "counts_missing_reason": getattr(figure, "counts_missing_reason", "") or None,
        "value": None if figure.numerator is not None else figure.value, "low": figure.low,
        "high": figure.high, "confidence": _percent_sure(figure), "n": figure.n,
        "population": figure.population,
        "missing_reason": figure.missing_reason or None, "source_key": figure.source_key or None,
        "source_text": None if figure.source_key else figure.source, "method": figure.method,
        "quality": figure.quality, "note": figure.note or None,
    }  # fmt: skip


def _percent_sure(figure: Any) -> float | None:
    has_bounds = figure.low is not None or figure.high is not None
    return round(100 * figure.confidence, 6) if has_bounds else None


def told(estimate: Estimate, counts_missing_reason: str) -> dict[str, str]:
    """A figure in words, by the labels of a preview; empty what it does not have."""
    value = words.shown(estimate.value, estimate.unit)
    if words.counted(estimate):
        value += f" ({words.counted(estimate)})"
    if estimate.is_missing:
        value = f"{words.MISSING} {estimate.missing_reason}"
    return {
        _("The figure"): value,
        _("Why only the percentage is known"): counts_missing_reason,
        _("Bounds"): words.interval(estimate),
        _("Number of answers"): "" if estimate.n is None else words.number(estimate.n),
        _("Size of the whole group"): ""
        if estimate.population is None
        else words.number(estimate.population),
        _("Period"): words.when(estimate.period),
        _("Source"): estimate.source,
        _("Method"): estimate.method,
        _("Quality"): str(words.QUALITY[estimate.quality.value]),
    }
