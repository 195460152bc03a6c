# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A figure with everything that is needed to trust or doubt it.

An :class:`Estimate` never comes without a source, and a figure that is missing is missing with a
reason: it is never zero. This module loads neither NumPy nor SciPy, so that a page that only shows
stored figures stays small.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hcat.numerics.errors import NumericsError
from hcat.numerics.period import Period

PERCENT = "percent"
"""Unit of a share written as 0–100."""

SHARE = "share"
"""Unit of a share written as 0–1."""

SHARE_SCALE: Mapping[str, float] = {PERCENT: 100.0, SHARE: 1.0}
"""What a unit's whole is: 100 for percent, 1 for share."""

ROUNDING = 0.0005
"""How far a stored share may be from numerator / denominator, on the scale 0–1.

Half a unit of the first decimal of a percentage (0.05 percentage point).
"""


class Quality(StrEnum):
    """How a figure came to be. An assumed figure proves nothing.

    >>> Quality("measured") is Quality.MEASURED
    True
    """

    MEASURED = "measured"
    """Counted or asked by this system."""

    PUBLISHED = "published"
    """Taken from a publisher who counted it."""

    ESTIMATED = "estimated"
    """Worked out from other figures by a model or by hand."""

    ASSUMED = "assumed"
    """Somebody's supposition: fit for scenarios, never for a verdict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure with its uncertainty, its origin, and the days it speaks of.

    ==================  ==========================================================================
    ``value``           the figure in `unit`; None exactly when `missing_reason` is given
    ``low``, ``high``   ends of the interval in `unit`; a figure counted without sampling has none
    ``confidence``      of that interval, 0–1. Both ends: two-sided. One end: one-sided
    ``n``               answers (units) behind it; None when nothing was sampled
    ``population``      units that could have been asked; None when unknown or without bound.
                        ``n == population`` is a census
    ``numerator``,      of a share (both or neither). Weighted shares give weighted totals here, so
    ``denominator``     that ``denominator == n`` says: plain counts
    ``unit``            ``percent`` (0–100), ``share`` (0–1) or any word ("count", "mark", "days")
    ``period``          the days it speaks of
    ``method``          how it was worked out, for the reader
    ``quality``         :class:`Quality`
    ``source``          who says so; an estimate without a source is refused
    ``missing_reason``  why there is no figure
    ==================  ==========================================================================

    Raises :class:`NumericsError` where these contradict each other.

    >>> known = Estimate(
    ...     value=60.0, numerator=72, denominator=120, n=120, population=300, unit="percent",
    ...     period=Period.year(2016), method="simple random sample",
    ...     quality=Quality.MEASURED, source="company panel, wave 3",
    ... )
    >>> Estimate.from_dict(known.to_dict()) == known
    True
    """

    value: float | None
    unit: str
    period: Period
    method: str
    quality: Quality
    source: str
    low: float | None = None
    high: float | None = None
    confidence: float = 0.95
    n: int | None = None
    population: int | None = None
    numerator: float | None = None
    denominator: float | None = None
    missing_reason: str | None = None

    def __post_init__(self) -> None:
        self._check_origin()
        self._check_numbers()
        self._check_missing()
        self._check_interval()
        self._check_counts()
        self._check_share()

    @classmethod
    def missing(
        cls,
        reason: str,
        *,
        unit: str,
        period: Period,
        source: str,
        method: str = "none",
        quality: Quality = Quality.MEASURED,
        n: int | None = None,
        population: int | None = None,
    ) -> Estimate:
        """A figure that should be there and is not, with the reason. It is never zero.

        >>> Estimate.missing("fewer than five answers", unit="percent",
        ...                  period=Period.year(2014), source="company panel").value is None
        True
        """
        return cls(
            value=None,
            unit=unit,
            period=period,
            method=method,
            quality=quality,
            source=source,
            n=n,
            population=population,
            missing_reason=reason,
        )

    @property
    def is_missing(self) -> bool:
        """Whether there is a reason instead of a figure."""
        return self.value is None

    @property
    def is_share(self) -> bool:
        """Whether the unit is a part of a whole."""
        return self.unit in SHARE_SCALE

    @property
    def is_census(self) -> bool:
        """Whether every unit of the population answered: then there is no sampling error."""
        return self.n is not None and self.n > 0 and self.n == self.population

    @property
    def plain_counts(self) -> tuple[int, int] | None:
        """(yes, answers) when this is an unweighted share of its answers, otherwise None."""
        yes, out_of = self.numerator, self.denominator
        if yes is None or out_of is None or self.n is None or not self.is_share:
            return None
        if out_of != self.n or yes != int(yes):
            return None
        return int(yes), self.n

    def to_dict(self) -> dict[str, Any]:
        """All fields as JSON values; dates as ISO text."""
        data: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        data["period"] = self.period.to_dict()
        data["quality"] = self.quality.value
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Estimate:
        """The reverse of :meth:`to_dict`; checks everything again."""
        fields = dict(data)
        unknown = sorted(set(fields) - set(cls.__slots__))
        if unknown:
            raise NumericsError.about(
                f"an estimate with {', '.join(unknown)}",
                "an estimate has no such field",
                f"use only {', '.join(cls.__slots__)}",
            )
        for required in ("period", "quality"):
            if required not in fields:
                raise NumericsError.about(
                    f"an estimate without {required}",
                    "nobody could say when or how it was measured",
                    f"add {required}",
                )
        fields["period"] = Period.from_dict(fields["period"])
        fields["quality"] = _quality(fields["quality"])
        return cls(**fields)

    # What must hold

    def _check_origin(self) -> None:
        if not self.source.strip():
            raise NumericsError.about(
                f"an estimate of {self.value} {self.unit} without a source",
                "a figure that nobody vouches for cannot be used",
                "name the producer, the data set and its date in source",
            )
        for name in ("unit", "method"):
            if not getattr(self, name).strip():
                raise NumericsError.about(
                    f"an estimate from {self.source} without a {name}",
                    "nobody could tell what the figure means",
                    f"fill in {name}",
                )
        if not isinstance(self.period, Period):
            raise NumericsError.about(
                f"the period is {self.period!r}", "it is not a Period", "give Period(start, end)"
            )
        object.__setattr__(self, "quality", _quality(self.quality))

    def _check_numbers(self) -> None:
        for name in ("value", "low", "high", "numerator", "denominator"):
            number = getattr(self, name)
            if number is None:
                continue
            if isinstance(number, bool) or not isinstance(number, int | float):
                raise NumericsError.about(
                    f"{name} is {number!r}",
                    "it is not a plain number",
                    "convert it with float(), or give None and a missing_reason",
                )
            if not math.isfinite(number):
                raise NumericsError.about(
                    f"{name} is {number}",
                    "not a finite number",
                    "give None, and for a missing value a missing_reason",
                )
        for name in ("n", "population"):
            number = getattr(self, name)
            if number is None:
                continue
            if isinstance(number, bool) or not isinstance(number, int) or number < 0:
                raise NumericsError.about(
                    f"{name} is {number!r}",
                    "it counts units",
                    "give a whole number of at least 0, or None where it is unknown",
                )
        if not 0.0 < self.confidence < 1.0:
            raise NumericsError.about(
                f"confidence is {self.confidence}",
                "it is a probability",
                "write 95% as 0.95",
            )

    def _check_missing(self) -> None:
        if self.value is None:
            if not (self.missing_reason or "").strip():
                raise NumericsError.about(
                    f"an estimate from {self.source} without a value",
                    "nobody could tell why it is missing",
                    "give missing_reason, or the value",
                )
            if self.low is not None or self.high is not None:
                raise NumericsError.about(
                    "a missing value with an interval",
                    "there is nothing for the interval to be around",
                    "give the value, or leave low and high out",
                )
        elif self.missing_reason is not None:
            raise NumericsError.about(
                f"the value {self.value} with the missing_reason {self.missing_reason!r}",
                "a figure is either there or missing",
                "leave one of the two out",
            )

    def _check_interval(self) -> None:
        if self.value is None:
            return
        slack = 1e-9 * max(1.0, abs(self.value))
        low = -math.inf if self.low is None else self.low
        high = math.inf if self.high is None else self.high
        if not low <= self.value + slack or not self.value <= high + slack:
            raise NumericsError.about(
                f"the value {self.value} with the interval {self.low} to {self.high}",
                "the value lies outside it",
                "check that all three are in the same unit and that low and high are not exchanged",
            )

    def _check_counts(self) -> None:
        if self.n is not None and self.population is not None and self.n > self.population:
            raise NumericsError.about(
                f"n is {self.n}",
                f"the population has only {self.population} units",
                "count each unit once, or use the population of the same date",
            )

    def _check_share(self) -> None:
        top, bottom = self.numerator, self.denominator
        if top is None and bottom is None:
            return
        if top is None or bottom is None:
            raise NumericsError.about(
                f"numerator {top} with denominator {bottom}",
                "a share has both or neither",
                "add the one that is missing",
            )
        if not self.is_share:
            raise NumericsError.about(
                f"numerator {top} and denominator {bottom} with the unit {self.unit!r}",
                "only a share has them",
                f"use the unit {PERCENT!r} or {SHARE!r}, or leave them out",
            )
        if bottom <= 0 or not 0 <= top <= bottom:
            raise NumericsError.about(
                f"{top} of {bottom}",
                "a share is a part of a whole that exists",
                "exchange them if they are the wrong way round; "
                "nothing out of nothing is Estimate.missing(...)",
            )
        if self.value is None:
            return
        scale = SHARE_SCALE[self.unit]
        if abs(self.value / scale - top / bottom) > ROUNDING + 1e-12:
            raise NumericsError.about(
                f"the value {self.value} {self.unit} for {top} of {bottom}",
                f"that share is {scale * top / bottom:.6g}",
                "store the unrounded share, or the counts that it was worked out from",
            )


def _quality(given: object) -> Quality:
    try:
        return Quality(given)  # type: ignore[arg-type]
    except ValueError:
        raise NumericsError.about(
            f"the quality {given!r}",
            "there is no such quality",
            f"use one of {', '.join(Quality)}",
        ) from None
