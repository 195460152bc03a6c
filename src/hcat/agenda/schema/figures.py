# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sources, and the figures published in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from django.utils.translation import gettext as _

from hcat.foundation.api import Translated

from .base import WHOLE, Key, Misfit, Part, Quality, Ref, Sheet, outside_interval
from .results import PUBLISHED


class Source(Sheet):
    kind = "source"
    plural = "sources"
    file = "sources.yaml"

    title: Translated
    publisher: str
    published: str
    """Year or date of publication, as precise as it is known."""
    url: str = ""
    licence: str = ""
    quality: Quality
    note: Translated | None = None


class Figure(Part):
    """One published figure of a series. Missing is missing, with its reason."""

    start: date
    end: date
    value: float | None = None
    low: float | None = None
    high: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    n: int | None = None
    group: str = ""
    """The part of the whole the figure is about: a level, a field; empty for the whole."""
    source: Annotated[str, Ref("source")]
    quality: Quality
    note: str = ""
    missing_reason: str = ""

    def misfits(self) -> Iterator[Misfit]:
        if (self.value is None) == (not self.missing_reason):
            yield Misfit(
                ("value",),
                _("give either a value or a missing_reason, not both and not neither"),
            )
        if self.end < self.start:
            yield Misfit(("end",), _("the figure's period ends before it starts"))
        if (self.numerator is None) != (self.denominator is None):
            yield Misfit(("numerator",), _("give numerator and denominator together, or neither"))
        elif self.numerator is not None and self.denominator is not None:
            if self.numerator > self.denominator:
                yield Misfit(("numerator",), _("the numerator is larger than the denominator"))
            elif self.numerator < 0 or self.denominator == 0:
                yield Misfit(
                    ("denominator",),
                    _("a share is a part of a whole that exists: leave both out and say why"),
                )
        if self.n is not None and self.n < 0:
            yield Misfit(("n",), _("n counts answers, so it is not below zero"))
        yield from outside_interval(self.value, self.low, self.high)


class Group(Part):
    """A part of the whole that a series tells apart."""

    key: Key
    """The code that `figures.csv` gives it."""
    title: Translated


class Series(Sheet):
    """A series of figures about the region or the country: published, and measured where it can be.

    What a measure computes of it stands in the same series as what was published.
    """

    kind = "series"
    plural = "series"
    file = "series.yaml"

    title: Translated
    unit: str
    area: Translated
    method: Translated
    leaves_out: Translated | None = None
    measured_by: str | None = None
    """The name of the registered measure that computes the whole of it, from the same source."""
    better: Literal["up", "down"] | None = None
    topic: Literal["education", "labour_market", "retention", "population", "perception"]
    compares: Annotated[str, Ref("series")] | None = None
    """The region's own series that this one, of other areas, can be held beside."""
    differs: Translated | None = None
    """Where it counts otherwise than that series: the two are then not drawn together."""
    groups: list[Group] = []
    """What its parts are called; levels and municipalities of the agenda need no title."""
    figures: list[Figure] = []
    """Written in `figures.csv`, one row a figure."""

    def group_title(self, code: str) -> Translated | None:
        """What a part is called, where the series itself says so."""
        return next((group.title for group in self.groups if group.key == code), None)

    def misfits(self) -> Iterator[Misfit]:
        if self.measured_by is not None and self.measured_by.startswith(PUBLISHED):
            yield Misfit(
                ("measured_by",),
                _("a series is computed by a measure of the software, not by another series"),
            )
        if self.compares == self.key:
            yield Misfit(("compares",), _("a series cannot be compared with itself"))
        if self.differs is not None and self.compares is None:
            yield Misfit(("differs",), _("say in compares from which series it differs"))
        keys = [group.key for group in self.groups]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                yield Misfit(
                    ("groups", index, "key"),
                    _("two groups are both called %(key)s: give each its own key") % {"key": key},
                )
        seen: set[tuple[date, date, str]] = set()
        for index, figure in enumerate(self.figures):
            which = (figure.start, figure.end, figure.group)
            if which in seen:
                yield Misfit(
                    ("figures", index),
                    _("a second figure for %(start)s to %(end)s%(group)s: keep one")
                    % {
                        "start": figure.start,
                        "end": figure.end,
                        "group": f" ({figure.group})" if figure.group else "",
                    },
                )
            seen.add(which)
            if self.unit in WHOLE:
                yield from _not_that_share(index, figure, WHOLE[self.unit])

    def known_on(self, day: date) -> list[Figure]:
        """The figures about periods that had ended by that day, and forecasts of days to come."""
        return [one for one in self.figures if one.end <= day or one.quality in _FORESEEN]


_FORESEEN = (Quality.ESTIMATED, Quality.ASSUMED)
"""Such a figure may speak of years to come. One that was counted cannot have been known before."""

_ROUNDED = 0.0005 * 1.000001
"""How far a share may be from its counts, on the scale 0 to 1: half a tenth of a percent."""


def _not_that_share(index: int, figure: Figure, whole: float) -> Iterator[Misfit]:
    """A share that its own counts contradict."""
    value, part, of = figure.value, figure.numerator, figure.denominator
    if value is None or part is None or not of:
        return
    if abs(value / whole - part / of) > _ROUNDED:
        yield Misfit(
            ("figures", index, "value"),
            _("%(value)s is not the share that %(part)s of %(of)s makes: that is %(share)s")
            % {
                "value": f"{value:g}",
                "part": f"{part:g}",
                "of": f"{of:g}",
                "share": f"{whole * part / of:.6g}",
            },
        )
