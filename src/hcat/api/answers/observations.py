# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures as they were stored: superseded but never changed. They name no person."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_noop
from pydantic import AfterValidator, Field

from hcat.api.texts import Answer, Given, Words, in_utc
from hcat.numerics.api import Quality


class PeriodAnswer(Answer):
    start: date
    end: date = Field(description=gettext_noop("The last day; it belongs to the period."))


class ServesAnswer(Answer):
    """A target for which the figure counts."""

    result: str = Field(description=gettext_noop("Key of the result."))
    target: str = Field(description=gettext_noop("Key of the target."))
    condition: Given = Field(
        description=gettext_noop("Key of the condition; null for the whole target.")
    )
    is_proxy: bool = Field(
        description=gettext_noop("Whether it only comes near; alone it proves nothing.")
    )
    leaves_out: Words | None = Field(description=gettext_noop("Of a proxy: what it leaves out."))


class ObservationAnswer(Answer):
    id: int
    measure: str = Field(
        description=gettext_noop(
            "Where it comes from: a measure, published.<series key>, or entered."
        )
    )
    series: str | None = Field(
        description=gettext_noop("Key of the series in which it stands, where it stands in one.")
    )
    in_place_of: int | None = Field(
        description=gettext_noop(
            "Of a measured figure: id of the published one of the same period and part, in whose "
            "place it is shown."
        )
    )
    serves: list[ServesAnswer]
    group: Given = Field(description=gettext_noop("The part it is about; null for the whole."))
    value: float | None
    missing_reason: Given = Field(description=gettext_noop("Why there is no value."))
    unit: str
    low: float | None
    high: float | None
    confidence: float = Field(description=gettext_noop("Of the interval from low to high."))
    n: int | None = Field(description=gettext_noop("How many answered."))
    population: int | None = Field(description=gettext_noop("How many could have answered."))
    numerator: float | None
    denominator: float | None
    period: PeriodAnswer
    method: str
    quality: Quality
    source: str
    source_key: Given = Field(description=gettext_noop("Key of the source, where it has one."))
    note: Given
    code_version: Given
    inputs_fingerprint: Given
    recorded_at: Annotated[datetime, AfterValidator(in_utc)]
    supersedes: int | None = Field(
        description=gettext_noop("Id of the earlier figure that this corrects.")
    )
    is_demo: bool
