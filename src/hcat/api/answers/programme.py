# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The region's agenda and what carries it: points, goals, projects, the menu, governance."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.utils.translation import gettext_noop
from pydantic import Field

from hcat.api.texts import Answer, Words

from .common import Element


class PlaceAnswer(Answer):
    """A municipality, with its code at Statistics Netherlands."""

    code: str
    name: str


class AgendaPeriodAnswer(Answer):
    key: str
    title: Words
    start: date
    end: date


class AgendaAnswer(Element):
    """The agenda itself."""

    title: Words
    short: Words
    region: Words
    summary: Words
    thought: Words = Field(description=gettext_noop("The idea in one or two sentences."))
    languages: list[str]
    adopted: date = Field(description=gettext_noop("The day from which everything counts."))
    periods: list[AgendaPeriodAnswer]
    levels: list[str]
    places: list[PlaceAnswer]
    contact: Words | None
    sources: list[str] = Field(description=gettext_noop("Keys of sources."))


class PointAnswer(Element):
    number: int | None = Field(description=gettext_noop("Null for a point outside the numbering."))
    order: int
    title: Words
    short: Words
    summary: Words
    focus: list[Literal["train", "recruit", "retain"]]
    approach: list[Words]
    cautions: list[Words]
    lead: str | None = Field(description=gettext_noop("Key of the role that leads it."))
    source: str | None = Field(description=gettext_noop("Key of the source."))


class GoalAnswer(Element):
    point: str = Field(description=gettext_noop("Key of the agenda point."))
    order: int
    theme: Words | None
    title: Words


class ProjectAnswer(Element):
    """The work under a point: who leads it, and how firmly it is steered."""

    point: str = Field(description=gettext_noop("Key of the agenda point."))
    title: Words
    summary: Words | None
    lead: str = Field(description=gettext_noop("Key of the role that leads it."))
    steering: Literal["hierarchical", "directing", "to_decide"]


class DifferentiationAnswer(Answer):
    """A part of a programme line."""

    key: str
    letter: str
    title: Words


class LineAnswer(Element):
    """A programme line with its parts."""

    number: int
    title: Words
    differentiations: list[DifferentiationAnswer]


class ChapterAnswer(Answer):
    """A chapter of the menu, or a section of one."""

    key: str
    number: str
    title: Words
    parent: str | None = Field(
        description=gettext_noop("Key of the chapter that this is a section of.")
    )
    line: str | None = Field(description=gettext_noop("Key of the programme line."))


class WayAnswer(Element):
    """A way to train, recruit, retain or coordinate."""

    chapter: ChapterAnswer
    order: int
    title: Words
    off_by_default: bool
    note: Words | None


class PlacingAnswer(Answer):
    """Where a national action perspective was laid down."""

    level: Literal["national", "topteam", "region"]
    title: Words
    points: list[str] = Field(description=gettext_noop("Keys of agenda points."))
    left_out: Words | None = Field(description=gettext_noop("Why the region left it out."))


class PerspectiveAnswer(Element):
    code: str
    title: Words
    placings: list[PlacingAnswer]
    source: str | None = Field(description=gettext_noop("Key of the source."))


class SeatAnswer(Answer):
    """A seat: held by an organisation or a role, never by a named person."""

    holder: Words
    sphere: Literal["company", "education", "government", "other"]
    chair: bool
    role: str | None = Field(description=gettext_noop("Key of the role."))


class RhythmAnswer(Answer):
    what: Words
    times_per_year: float
    report: Literal["board", "evaluation"] | None = Field(
        description=gettext_noop("Which report this rhythm asks for.")
    )
    to: str | None = Field(description=gettext_noop("Key of the body that gets the report."))
    first: date | None = Field(description=gettext_noop("Day of the first report."))


class BodyAnswer(Element):
    order: int
    title: Words
    type: Literal["board", "steering", "office", "advisory", "partner"]
    tasks: list[Words]
    seats: list[SeatAnswer]
    rhythms: list[RhythmAnswer]
    source: str | None = Field(description=gettext_noop("Key of the source."))


class RoleAnswer(Element):
    order: int
    title: Words
    body: str | None = Field(description=gettext_noop("Key of the body."))
    fte: float | None
    tasks: list[Words]


class SteeringRelationAnswer(Element):
    """Who steers whom, and how firmly. Each end is a body or a role."""

    above_body: str | None
    above_role: str | None
    below_body: str | None
    below_role: str | None
    type: Literal["hierarchical", "directing", "accounts_to", "cooperates", "to_decide"]
    note: Words | None


class RuleAnswer(Element):
    """Which companies count, by the codes of their sector (SBI 2008, without dots)."""

    title: Words
    include: list[str] = Field(
        description=gettext_noop("Beginnings of codes that count: 26 holds 2611.")
    )
    exclude: list[str] = Field(description=gettext_noop("Beginnings of codes that do not."))
    reason: Words
    source: str | None = Field(description=gettext_noop("Key of the source."))
