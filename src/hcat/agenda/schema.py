# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sheets of an agenda: what may stand in a region's folder, field by field.

One class per kind of element. The same sheets are read from a folder, kept in the database
(one version per change), merged, exported, and shown: an agenda is data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from hcat.foundation.api import Translated


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field that holds the key of another element of this kind."""

    kind: str


Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([-.][a-z0-9]+)*$", max_length=80)]


class Level(StrEnum):
    """Levels of education, from primary school to university."""

    PO = "po"
    VMBO = "vmbo"
    HAVO_VWO = "havo-vwo"
    MBO_2 = "mbo-2"
    MBO_3 = "mbo-3"
    MBO_4 = "mbo-4"
    HBO = "hbo"
    WO = "wo"


class Focus(StrEnum):
    TRAIN = "train"
    RECRUIT = "recruit"
    RETAIN = "retain"


class Quality(StrEnum):
    """How a figure came about; the same words as numerics' `Quality`."""

    MEASURED = "measured"
    PUBLISHED = "published"
    ESTIMATED = "estimated"
    ASSUMED = "assumed"


class Part(BaseModel):
    """A piece of a sheet."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Sheet(Part):
    """One element of the agenda. `key` is its name for good: it never changes."""

    kind: ClassVar[str]
    file: ClassVar[str]
    """The file of the folder that holds this kind."""

    key: Key

    def references(self) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
        """Every reference in the sheet: path to the field, kind and key it points to."""
        yield from _references(self, ())


def _references(
    part: Part, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        refs = [m for m in info.metadata if isinstance(m, Ref)] or [
            m
            for arg in get_args(info.annotation)
            if get_origin(arg) is Annotated
            for m in get_args(arg)[1:]
            if isinstance(m, Ref)
        ]
        for where, leaf in _leaves(value, (*path, name)):
            if isinstance(leaf, Part):
                yield from _references(leaf, where)
            elif refs and isinstance(leaf, str):
                yield where, refs[0].kind, leaf


def _leaves(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield (*path, index), item
    else:
        yield path, value


# --- The region and its points -------------------------------------------------------------


class Place(Part):
    """A municipality: its code at Statistics Netherlands (`GM0153`) and its name."""

    code: str
    name: str


class AgendaPeriod(Part):
    key: Key
    title: Translated
    start: date
    end: date

    @model_validator(mode="after")
    def _in_order(self) -> AgendaPeriod:
        if self.end <= self.start:
            raise ValueError("the period ends before it starts: swap start and end")
        return self


class Agenda(Sheet):
    """The agenda itself: whose it is, for which region, in which languages."""

    kind = "agenda"
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
    sources: list[Annotated[str, Ref("source")]] = []


class Point(Sheet):
    kind = "point"
    file = "points.yaml"

    number: int | None = None
    """None for a point outside the numbering, such as Twente's extra one."""
    order: int
    title: Translated
    short: Translated
    summary: Translated
    focus: list[Focus] = []
    approach: list[Translated] = []
    cautions: list[Translated] = []
    lead: Annotated[str, Ref("role")] | None = None
    source: Annotated[str, Ref("source")] | None = None


class Goal(Sheet):
    kind = "goal"
    file = "goals.yaml"

    point: Annotated[str, Ref("point")]
    order: int
    theme: Translated | None = None
    title: Translated


class Project(Sheet):
    """The work under a point: who leads it, and how firmly it is steered."""

    kind = "project"
    file = "projects.yaml"

    point: Annotated[str, Ref("point")]
    title: Translated
    summary: Translated | None = None
    lead: Annotated[str, Ref("role")]
    steering: Literal["hierarchical", "directing", "to_decide"]


# --- Results: what was promised ------------------------------------------------------------


class Proxy(Part):
    """A published series near what the target speaks of; alone it proves nothing."""

    series: Annotated[str, Ref("series")]
    leaves_out: Translated


class Baseline(Part):
    """Where the measurement started, or why that is not known."""

    value: float | None = None
    year: int | None = None
    low: float | None = None
    high: float | None = None
    quality: Quality | None = None
    source: Annotated[str, Ref("source")] | None = None
    note: Translated | None = None
    missing_reason: Translated | None = None
    to_collect: Translated | None = None
    """The cheapest way to get the missing baseline still."""

    @model_validator(mode="after")
    def _value_or_reason(self) -> Baseline:
        if (self.value is None) == (self.missing_reason is None):
            raise ValueError("give either a value or a missing_reason, not both and not neither")
        if self.value is not None and (self.source is None or self.year is None):
            raise ValueError("a baseline value needs its source and its year")
        return self


class Condition(Part):
    """One thing that must hold; a joined target has several."""

    key: Key
    title: Translated
    measured_by: str | None = None


class Target(Part):
    """What should be true of the indicator on the deadline. Never overwritten: superseded."""

    key: Key
    kind: Literal[
        "at_least",
        "at_most",
        "relative",
        "significantly_better",
        "rising",
        "significantly_rising",
        "judged",
    ]
    value: float | None = None
    """The bound; for `relative` the change in percent, such as -50."""
    deadline: date | None = None
    deadline_note: Translated | None = None
    title: Translated
    indicator: Translated
    unit: str
    direction: Literal["up", "down"] = "up"
    period: Key | None = None
    """Key of the agenda period to which the target belongs."""
    succeeds: Key | None = None
    """Key of the earlier target of this result that this one follows."""
    population: Translated | None = None
    """Of whom or what the share is taken: the denominator in words."""
    conditions: list[Condition] = []
    """Conditions that must hold together for the same unit: knows *and* acted."""
    criteria: list[Translated] = []
    assessor: Annotated[str, Ref("body")] | None = None
    measured_by: str | None = None
    proxies: list[Proxy] = []
    baseline: Baseline | None = None
    interval_months: int = 12
    """How often it should be measured."""

    @model_validator(mode="after")
    def _complete(self) -> Target:
        if self.kind in {"at_least", "at_most", "relative"} and self.value is None:
            raise ValueError(f"a target of kind {self.kind} needs a value")
        if self.kind in {"significantly_better", "rising", "significantly_rising"}:
            if self.value is not None:
                raise ValueError(f"a target of kind {self.kind} takes no value: leave it out")
        if self.kind == "judged" and (not self.criteria or self.assessor is None):
            raise ValueError("a judged target needs criteria and an assessor (a body)")
        if self.deadline is None and self.deadline_note is None:
            raise ValueError("give a deadline, or say in deadline_note why there is none")
        if (
            self.baseline
            and self.baseline.year
            and self.deadline
            and self.baseline.year > self.deadline.year
        ):
            raise ValueError(
                f"the deadline ({self.deadline}) lies before the baseline ({self.baseline.year})"
            )
        return self


class Result(Sheet):
    kind = "result"
    file = "results.yaml"

    point: Annotated[str, Ref("point")]
    order: int
    theme: Translated | None = None
    title: Translated
    explanation: Translated | None = None
    type: Literal["output", "outcome", "impact", "other"] = "outcome"
    focus: list[Focus] = []
    levels: list[Level] = []
    targets: list[Target] = Field(min_length=1)
    """All must be met; an earlier one may be a step towards a later one."""
    dimensions: list[Literal["level", "place", "size", "discipline"]] = []
    to_settle: Translated
    """Which measurement would settle the verdict."""
    source: Annotated[str, Ref("source")] | None = None

    @model_validator(mode="after")
    def _targets_fit(self) -> Result:
        keys = [t.key for t in self.targets]
        for key in keys:
            if keys.count(key) > 1:
                raise ValueError(f"two targets are both called {key}: give each its own key")
        for target in self.targets:
            if target.succeeds is not None and target.succeeds not in keys:
                raise ValueError(f"target {target.key} succeeds {target.succeeds}, not found here")
        return self


# --- Initiatives and the menu --------------------------------------------------------------


class Line(Sheet):
    """A programme line: train, recruit, retain, coordinate."""

    kind = "line"
    file = "lines.yaml"

    number: int
    title: Translated


class Differentiation(Sheet):
    """A part of a programme line."""

    kind = "differentiation"
    file = "lines.yaml"

    line: Annotated[str, Ref("line")]
    letter: str
    title: Translated


class InitiativeStatus(StrEnum):
    IDEA = "idea"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    STOPPED = "stopped"


class Initiative(Sheet):
    kind = "initiative"
    file = "initiatives.csv"

    number: int = Field(ge=1)
    name: Translated
    status: InitiativeStatus
    placements: list[Annotated[str, Ref("differentiation")]] = Field(min_length=1)
    ways: list[Annotated[str, Ref("way")]] = []
    points: list[Annotated[str, Ref("point")]] = []
    levels: list[Level] = []
    places: list[str] = []
    """Codes of municipalities; empty is *not stated*, which is not *everywhere*."""
    target_group: Translated | None = None
    owner: str = ""
    """The organisation that owns it; never a private person."""
    partners: list[str] = []
    summary: Translated | None = None
    progress: Translated | None = None
    yields: Translated | None = None
    reported: date | None = None
    """When the owner last brought this sheet up to date."""
    source: Annotated[str, Ref("source")] | None = None


class Chapter(Sheet):
    """A chapter of the menu, or a section of one."""

    kind = "chapter"
    file = "menu.yaml"

    number: str
    title: Translated
    parent: Annotated[str, Ref("chapter")] | None = None
    line: Annotated[str, Ref("line")] | None = None


class Way(Sheet):
    """A way to train, recruit, retain or coordinate."""

    kind = "way"
    file = "menu.yaml"

    chapter: Annotated[str, Ref("chapter")]
    order: int
    title: Translated
    off_by_default: bool = False
    note: Translated | None = None


# --- National action perspectives, governance ----------------------------------------------


class Placing(Part):
    """Where a national action perspective was laid down."""

    level: Literal["national", "topteam", "region"]
    title: Translated
    points: list[Annotated[str, Ref("point")]] = []
    left_out: Translated | None = None
    """Why the region left it out."""


class Perspective(Sheet):
    kind = "perspective"
    file = "perspectives.yaml"

    code: str
    title: Translated
    placings: list[Placing] = Field(min_length=1)
    source: Annotated[str, Ref("source")] | None = None


class Seat(Part):
    """A seat in a body: held by an organisation or a role, never a private name."""

    holder: Translated
    sphere: Literal["company", "education", "government", "other"]
    chair: bool = False
    role: Annotated[str, Ref("role")] | None = None


class Rhythm(Part):
    """How often a body meets or reports: so many times a year, or once in so many weeks."""

    what: Translated
    times_per_year: float = Field(gt=0)


class Body(Sheet):
    kind = "body"
    file = "governance.yaml"

    order: int
    title: Translated
    type: Literal["board", "steering", "office", "advisory", "partner"]
    tasks: list[Translated] = []
    seats: list[Seat] = []
    rhythms: list[Rhythm] = []
    source: Annotated[str, Ref("source")] | None = None


class Role(Sheet):
    kind = "role"
    file = "governance.yaml"

    order: int
    title: Translated
    body: Annotated[str, Ref("body")] | None = None
    fte: float | None = None
    tasks: list[Translated] = []


class Steering(Sheet):
    """Who steers whom, and how firmly."""

    kind = "steering"
    file = "governance.yaml"

    above_body: Annotated[str, Ref("body")] | None = None
    above_role: Annotated[str, Ref("role")] | None = None
    below_body: Annotated[str, Ref("body")] | None = None
    below_role: Annotated[str, Ref("role")] | None = None
    type: Literal["hierarchical", "directing", "accounts_to", "cooperates", "to_decide"]
    note: Translated | None = None

    @model_validator(mode="after")
    def _two_ends(self) -> Steering:
        for above, below, end in (
            (self.above_body, self.above_role, "above"),
            (self.below_body, self.below_role, "below"),
        ):
            if (above is None) == (below is None):
                raise ValueError(f"give one of {end}_body and {end}_role")
        return self


class Rule(Sheet):
    """Who counts as high-tech: SBI codes (as prefixes) that are in or out."""

    kind = "rule"
    file = "rules.yaml"

    title: Translated
    include: list[str] = Field(min_length=1)
    exclude: list[str] = []
    reason: Translated
    source: Annotated[str, Ref("source")] | None = None


# --- Figures ---------------------------------------------------------------------------------


class Source(Sheet):
    kind = "source"
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

    @model_validator(mode="after")
    def _value_or_reason(self) -> Figure:
        if (self.value is None) == (not self.missing_reason):
            raise ValueError("give either a value or a missing_reason, not both and not neither")
        if self.end < self.start:
            raise ValueError("the figure's period ends before it starts")
        if (self.numerator is None) != (self.denominator is None):
            raise ValueError("give numerator and denominator together, or neither")
        if self.numerator is not None and self.denominator is not None:
            if self.numerator > self.denominator:
                raise ValueError("the numerator is larger than the denominator")
        return self


class Series(Sheet):
    """A published row of figures about the region or the country."""

    kind = "series"
    file = "series.yaml"

    title: Translated
    unit: str
    area: Translated
    method: Translated
    leaves_out: Translated | None = None
    better: Literal["up", "down"] | None = None
    topic: Literal["education", "labour_market", "retention", "population", "perception"]
    figures: list[Figure] = []
    """Written in `figures.csv`, one row a figure."""


SHEETS: dict[str, type[Sheet]] = {
    sheet.kind: sheet
    for sheet in (
        Agenda, Source, Role, Body, Steering, Point, Goal, Project, Series, Line, Differentiation,
        Chapter, Way, Initiative, Result, Perspective, Rule,
    )
}  # fmt: skip
"""Every kind of element, in an order in which most references point backwards."""
