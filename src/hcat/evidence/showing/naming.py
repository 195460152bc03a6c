# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which figure a number is: what was counted, of which part, over which period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hcat.agenda.api import Item, NotFound, Series, item, the_agenda
from hcat.evidence.expected_parts import place_names
from hcat.evidence.measuring.published import series_of
from hcat.evidence.measuring.registry import measures
from hcat.evidence.models import ENTERED, Observation
from hcat.evidence.verdicts.gathering import part_title
from hcat.evidence.words import phrases
from hcat.numerics.api import Estimate


@dataclass(frozen=True, slots=True)
class Named:
    """A stored figure, as a reader knows it."""

    title: str
    """What was counted."""
    part: str
    """Of which part of the whole; empty for the whole."""
    estimate: Estimate

    def __str__(self) -> str:
        about = ", ".join(filter(None, [self.title, self.part]))
        period, value = phrases.period(self.estimate.period), phrases.value(self.estimate)
        return f"{about}, {period}: {value}"


def named(observation: int) -> Named:
    """What a figure is called now; what is gone from the agenda keeps its key. The figure is
    there: Observation.DoesNotExist otherwise."""
    row = Observation.objects.defer("recorded_by").get(pk=observation)
    agenda = the_agenda()
    series: Item[Series] | None = None
    if row.measure == ENTERED:
        title = _title("result", row.result)
    elif (key := series_of(row.measure)) is not None:
        title = _title("series", key)
        series = _found("series", key)
    else:
        known = measures().get(row.measure)
        title = str(known.title) if known else row.measure
    places = place_names(agenda.sheet if agenda else None)
    return Named(title, str(part_title(row.group, series, places)), row.estimate)


def _found(kind: str, key: str) -> Item[Any] | None:
    try:
        return item(kind, key)
    except NotFound:
        return None


def _title(kind: str, key: str) -> str:
    found = _found(kind, key)
    return key if found is None else str(found.sheet.title)
