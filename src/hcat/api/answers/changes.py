# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dated steps in the life of the agenda."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.utils.translation import gettext_noop
from pydantic import AfterValidator, Field

from hcat.api.texts import Answer, Given, in_utc


class DecisionAnswer(Answer):
    """What a body decided; changes of the agenda refer to it."""

    key: str = Field(description=gettext_noop("Its name for good: it never changes."))
    body: str | None = Field(description=gettext_noop("Key of the body that took it."))
    taken_on: date
    title: str
    text: Given

    @classmethod
    def of(cls, decision: Any) -> DecisionAnswer:
        """The answer for a row whose body was fetched along."""
        return cls(
            key=decision.key,
            body=decision.body and decision.body.key,
            taken_on=decision.taken_on,
            title=decision.title,
            text=decision.text,
        )


class DescentAnswer(Answer):
    """What came out of what: for moves, merges and splits."""

    source: str = Field(description=gettext_noop("kind:key of what it came out of."))
    heir: str = Field(description=gettext_noop("kind:key of what came out of it."))


class ChangeAnswer(Answer):
    id: int
    kind: str = Field(
        description=gettext_noop(
            "adopted, revised, stopped, resumed, moved, widened, merged, split or regrouped."
        )
    )
    effective_on: date
    reason: str
    decision: DecisionAnswer | None
    element_count: int = Field(description=gettext_noop("How many elements it touched."))
    elements: list[str] | None = Field(
        description=gettext_noop("kind:key of each; null where there are more than a hundred.")
    )
    descents: list[DescentAnswer]
    recorded_at: Annotated[datetime, AfterValidator(in_utc)]
