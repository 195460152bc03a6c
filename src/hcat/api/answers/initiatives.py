# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An initiative as it leaves the interface."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_noop
from pydantic import Field

from hcat.agenda.api import InitiativeStatus, Level
from hcat.api.texts import Answer, Given, Words

from .common import Element


class PlacementAnswer(Answer):
    """A place in the programme: a part of a programme line. An initiative may have several."""

    differentiation: str = Field(description=gettext_noop("Key of the part of a programme line."))
    letter: str
    title: Words
    line: str = Field(description=gettext_noop("Key of the programme line."))
    line_number: int
    line_title: Words


class InitiativeAnswer(Element):
    number: int
    name: Words
    status: InitiativeStatus
    placements: list[PlacementAnswer]
    ways: list[str] = Field(description=gettext_noop("Keys of ways of the menu."))
    points: list[str] = Field(description=gettext_noop("Keys of agenda points."))
    levels: list[Level]
    places: list[str] = Field(
        description=gettext_noop(
            "Codes of municipalities; empty is not stated, which is not everywhere."
        )
    )
    target_group: Words | None
    owner: Given = Field(description=gettext_noop("The organisation that owns it."))
    partners: list[str]
    reach: int | None = Field(
        description=gettext_noop("How many it reaches; null is not stated, which is not none.")
    )
    reach_of: Words | None = Field(
        description=gettext_noop("Of whom or what the reach is the number.")
    )
    summary: Words | None
    progress: Words | None
    yields: Words | None
    due: date | None = Field(description=gettext_noop("By when it yields that."))
    people: float | None = Field(description=gettext_noop("Working hours, in FTE."))
    money: int | None = Field(description=gettext_noop("What it costs as a whole, in euros."))
    funders: list[str] = Field(description=gettext_noop("The organisations that pay for it."))
    evidence: list[str] = Field(
        description=gettext_noop("Addresses of pages on which can be seen what it yields.")
    )
    reported: date | None = Field(
        description=gettext_noop("When the owner last brought this sheet up to date.")
    )
    source: str | None = Field(description=gettext_noop("Key of the source."))
