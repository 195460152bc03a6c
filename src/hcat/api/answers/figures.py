# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Published figures and where they come from."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.utils.translation import gettext_noop
from pydantic import Field

from hcat.api.texts import Answer, Given, Words
from hcat.numerics.api import Quality

from .common import Element


class SourceAnswer(Element):
    title: Words
    publisher: str
    published: str = Field(description=gettext_noop("Year or date, as precise as it is known."))
    url: Given
    licence: Given
    quality: Quality
    note: Words | None


class FigureAnswer(Answer):
    """One published figure. A missing one is null with its reason; it is never zero."""

    start: date
    end: date
    value: float | None
    missing_reason: Given
    low: float | None
    high: float | None
    numerator: float | None
    denominator: float | None
    n: int | None
    group: Given = Field(description=gettext_noop("The part it is about; null for the whole."))
    source: str = Field(description=gettext_noop("Key of the source."))
    quality: Quality
    note: Given


class GroupAnswer(Answer):
    """A part of the whole that the figures tell apart, and what it is called."""

    key: str
    title: Words


class SeriesAnswer(Element):
    """A published series of figures; the figures themselves stand at its own address."""

    title: Words
    unit: str
    area: Words
    method: Words
    leaves_out: Words | None
    measured_by: str | None = Field(
        description=gettext_noop(
            "Name of the measure that computes it. What it measured stands among the stored "
            "figures, with this series."
        )
    )
    better: Literal["up", "down"] | None
    topic: Literal["education", "labour_market", "retention", "population", "perception"]
    groups: list[GroupAnswer]
    figure_count: int


class SeriesWithFiguresAnswer(SeriesAnswer):
    figures: list[FigureAnswer]
