# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The region, its agenda, and the points, goals and projects in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from django.utils.translation import gettext as _
from pydantic import Field, StringConstraints

from hcat.foundation.api import Translated

from .base import Focus, Key, Level, Misfit, Part, Ref, Sheet, Word


class Place(Part):
    """A municipality: its code at Statistics Netherlands (`GM0153`) and its name."""

    code: Word
    name: Word


class AgendaPeriod(Part):
    key: Key
    title: Translated
    start: date
    end: date

    def misfits(self) -> Iterator[Misfit]:
        if self.end <= self.start:
            yield Misfit(("end",), _("the period ends before it starts: swap start and end"))


class Agenda(Sheet):
    """The agenda itself: whose it is, for which region, in which languages."""

    kind = "agenda"
    plural = "agenda"
    file = "agenda.yaml"

    title: Translated
    short: Translated
    region: Translated
    summary: Translated
    thought: Translated
    """The idea in one or two sentences, as a company should be able to name it."""
    languages: list[Literal["nl", "en", "de"]] = Field(min_length=1)
    adopted: date
    """The day from which the first version of everything counts."""
    periods: list[AgendaPeriod] = Field(min_length=1)
    levels: list[Level] = Field(min_length=1)
    places: list[Place] = Field(min_length=1)
    accent: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")] = "#0b5394"
    contact: Translated | None = None
    organisation: Annotated[
        str, StringConstraints(pattern=r"^([A-Z]{2,3}-[A-Z0-9]+-[A-Za-z0-9.-]+)?$")
    ] = ""
    """Who publishes the agenda, as registers know it: ``NL-KVK-`` and the number (org-id.guide)."""
    sources: list[Annotated[str, Ref("source")]] = []

    def misfits(self) -> Iterator[Misfit]:
        codes = [place.code for place in self.places]
        for index, code in enumerate(codes):
            if code in codes[:index]:
                yield Misfit(
                    ("places", index), _("the place %(code)s stands there twice") % {"code": code}
                )
        keys = [period.key for period in self.periods]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                yield Misfit(
                    ("periods", index),
                    _("two periods are both called %(key)s: give each its own key") % {"key": key},
                )


class Point(Sheet):
    kind = "point"
    plural = "points"
    file = "points.yaml"

    number: int | None = None
    """None for a point outside the numbering, such as an extra one."""
    order: int
    title: Translated
    short: Translated
    summary: Translated
    focus: list[Focus] = []
    approach: list[Translated] = []
    cautions: list[Translated] = []
    lead: Annotated[str, Ref("role")] | None = None
    source: Annotated[str, Ref("source")] | None = None

    def order_in_kind(self) -> tuple[str | int, ...]:
        return (self.order,)


class Goal(Sheet):
    kind = "goal"
    plural = "goals"
    file = "goals.yaml"
    belongs_to = "point"

    point: Annotated[str, Ref("point")]
    order: int
    theme: Translated | None = None
    title: Translated

    def order_in_kind(self) -> tuple[str | int, ...]:
        return (self.order,)


class Project(Sheet):
    """The work under a point: who leads it, and how firmly it is steered."""

    kind = "project"
    plural = "projects"
    file = "projects.yaml"
    belongs_to = "point"

    point: Annotated[str, Ref("point")]
    title: Translated
    summary: Translated | None = None
    lead: Annotated[str, Ref("role")]
    steering: Literal["hierarchical", "directing", "to_decide"]
