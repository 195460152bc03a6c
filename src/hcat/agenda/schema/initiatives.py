# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Programme lines, the register of initiatives, and the menu of ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated

from django.utils.translation import gettext as _
from pydantic import Field

from hcat.foundation.api import Translated

from .base import Level, Misfit, Ref, Sheet, Word


class Line(Sheet):
    """A programme line: train, recruit, retain, coordinate."""

    kind = "line"
    plural = "lines"
    file = "lines.yaml"

    number: int
    title: Translated

    def order_in_kind(self) -> tuple[str | int, ...]:
        return (self.number,)


class Differentiation(Sheet):
    """A part of a programme line."""

    kind = "differentiation"
    plural = "differentiations"
    file = "lines.yaml"
    belongs_to = "line"

    line: Annotated[str, Ref("line")]
    letter: str
    title: Translated

    def order_in_kind(self) -> tuple[str | int, ...]:
        return (self.line, self.letter)


class InitiativeStatus(StrEnum):
    IDEA = "idea"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    STOPPED = "stopped"


class Initiative(Sheet):
    kind = "initiative"
    plural = "initiatives"
    file = "initiatives.csv"

    number: int = Field(ge=1)
    name: Translated
    status: InitiativeStatus
    placements: list[Annotated[str, Ref("differentiation")]] = Field(min_length=1)
    ways: list[Annotated[str, Ref("way")]] = []
    points: list[Annotated[str, Ref("point")]] = []
    levels: list[Level] = []
    places: list[Word] = []
    """Codes of municipalities; empty is *not stated*, which is not *everywhere*."""
    target_group: Translated | None = None
    owner: str = ""
    """The organisation that owns it; never a private person."""
    partners: list[Word] = []
    reach: int | None = Field(default=None, ge=0)
    """How many it reaches, of whom `reach_of` tells. None is *not stated*, which is not none."""
    reach_of: Translated | None = None
    summary: Translated | None = None
    progress: Translated | None = None
    yields: Translated | None = None
    due: date | None = None
    """By when it yields that."""
    people: float | None = Field(default=None, ge=0)
    """Working hours that go into it, in FTE: a day a week is 0.2."""
    money: int | None = Field(default=None, ge=0)
    """What it costs as a whole, in euros."""
    funders: list[Word] = []
    """The organisations that pay for it."""
    evidence: list[Word] = []
    """Addresses of pages on which can be seen what it yields."""
    reported: date | None = None
    """When the owner last brought this sheet up to date."""
    source: Annotated[str, Ref("source")] | None = None

    def order_in_kind(self) -> tuple[str | int, ...]:
        return (self.number,)

    def words(self) -> Iterator[str]:
        yield str(self.number)
        yield self.owner
        yield from self.partners
        yield from self.funders
        yield from super().words()

    def tags(self) -> Iterator[str]:
        for level in self.levels:
            yield f"level:{level}"
        for place in self.places:
            yield f"place:{place}"

    def misfits(self) -> Iterator[Misfit]:
        if self.reach is not None and not self.reach_of:
            yield Misfit(("reach_of",), _("say of whom or what this is the number"))
        for index, address in enumerate(self.evidence):
            if not re.fullmatch(r"https?://[^\s/]+\.\S+", address):
                yield Misfit(
                    ("evidence", index),
                    _("%(address)s is not the address of a page, such as https://example.org/page")
                    % {"address": address},
                )
        for name in ("partners", "places", "funders", "evidence"):
            for index, item in enumerate(getattr(self, name)):
                if ";" in item:
                    yield Misfit(
                        (name, index),
                        _("%(item)s holds a semicolon, which parts the items of a list")
                        % {"item": item},
                    )


class Chapter(Sheet):
    """A chapter of the menu, or a section of one."""

    kind = "chapter"
    plural = "chapters"
    file = "menu.yaml"
    belongs_to = "parent"

    number: str
    title: Translated
    parent: Annotated[str, Ref("chapter")] | None = None
    line: Annotated[str, Ref("line")] | None = None

    def order_in_kind(self) -> tuple[str | int, ...]:
        return (self.number,)


class Way(Sheet):
    """A way to train, recruit, retain or coordinate."""

    kind = "way"
    plural = "ways"
    file = "menu.yaml"
    belongs_to = "chapter"

    chapter: Annotated[str, Ref("chapter")]
    order: int
    title: Translated
    off_by_default: bool = False
    note: Translated | None = None

    def order_in_kind(self) -> tuple[str | int, ...]:
        return (self.order,)
