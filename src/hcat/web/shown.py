# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures with the words beside them, whoever keeps them: evidence or a series of the agenda."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hcat.agenda.api import Figure, Item, Series, Source
from hcat.evidence.api import (
    Observation,
    RecordedFigure,
    in_one_series,
    published_otherwise,
    series_of,
)
from hcat.numerics.api import PERCENT, SHARE, Estimate, Period

from . import words


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure with the words beside it."""

    estimate: Estimate
    source: str
    group: str = ""
    note: str = ""
    part: str = ""
    """What the group is called, where its series says so."""
    publisher: str = ""
    otherwise: str = ""
    """Which other figure was published of the same, where this one was measured."""
    method: str = ""
    """How it was made, where that is not how its series was."""

    @classmethod
    def recorded(cls, figure: RecordedFigure) -> Shown:
        # A measure, or the demonstration, writes its source as a text of this program.
        source = source_line(figure.source.sheet) if figure.source else _(figure.estimate.source)
        return cls(
            figure.estimate, source, figure.group, figure.note, str(figure.part),
            otherwise=figure.otherwise(),
        )  # fmt: skip


def source_line(source: Source) -> str:
    return f"{source.publisher}, {source.title} ({words.published(source.published)})"


@dataclass(frozen=True, slots=True)
class Made:
    """How figures were made; `which` of them, where the others were made differently."""

    method: Any
    which: str = ""


def methods_of(figures: Iterable[RecordedFigure]) -> tuple[Made, ...]:
    """How the last figure was made; of a series with both, the last measured and published one."""
    last = {bool(series_of(one.measure)): one.method for one in figures}
    return made(measured=last.get(False), published=last.get(True))


def made(*, measured: Any = None, published: Any = None) -> tuple[Made, ...]:
    """In the reader's language: a measure writes its method as a text of this program."""
    if isinstance(measured, str) and measured:
        measured = _(measured)
    if measured and published:
        return Made(measured, _("What was measured")), Made(published, _("What was published"))
    return tuple(Made(one) for one in (measured, published) if one)


def in_series(
    item: Item[Series],
    sources: dict[str, Item[Source]],
    language: str,
    day: date,
    measured: Sequence[Observation],
) -> list[Shown]:
    """What a series shows on a day: each period once, as it was measured or else published."""
    placed = in_one_series(
        [_published(item.sheet, one, sources, language) for one in item.sheet.known_on(day)],
        [
            Shown(one.estimate, _(one.source), one.group, one.note, method=one.method)
            for one in measured
        ],
        speaks=lambda one: (one.group, one.estimate),
    )
    found = [
        one.figure if one.published is None
        else replace(
            one.figure,
            otherwise=published_otherwise(
                one.figure.estimate, one.published.estimate, source=one.published.publisher
            ),
        )
        for one in placed
    ]  # fmt: skip
    if not measured:
        return found
    return sorted(found, key=lambda one: (one.group, one.estimate.period.end))


def _published(
    sheet: Series, figure: Figure, sources: dict[str, Item[Source]], language: str
) -> Shown:
    source = sources.get(figure.source)
    is_share = sheet.unit in (PERCENT, SHARE)
    estimate = Estimate(
        value=figure.value, low=figure.low, high=figure.high, n=figure.n,
        numerator=figure.numerator if is_share else None,
        denominator=figure.denominator if is_share else None,
        unit=sheet.unit, period=Period(figure.start, figure.end),
        method=sheet.method.in_(language), quality=figure.quality.value,  # type: ignore[arg-type]
        source=figure.source, missing_reason=figure.missing_reason or None,
    )  # fmt: skip
    return Shown(
        estimate,
        source_line(source.sheet) if source else figure.source,
        figure.group,
        figure.note,
        str(sheet.group_title(figure.group) or ""),
        publisher=source.sheet.publisher if source else figure.source,
    )
