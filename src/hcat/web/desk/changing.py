# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making a change together with the decision behind it, and trying out what a change would do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, TypeVar

from django.db import transaction
from pydantic import BaseModel, ConfigDict, StringConstraints

from hcat.agenda.api import decide
from hcat.foundation.api import Actor

from .forms.choices import NEW
from .forms.specs import Ref

T = TypeVar("T")


class Answers(BaseModel):
    """Answers that are no sheet of the agenda: when, why, how much."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True, allow_inf_nan=False)


class When(Answers):
    """What every change of the agenda must say."""

    on: date
    reason: str
    decision: str | None = None
    """Key of a recorded decision, or `choices.NEW`."""


class NewDecision(Answers):
    """A decision that is recorded now, often together with the change it is about."""

    taken_on: date
    title: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    body: Annotated[str, Ref("body")] | None = None
    text: str = ""


class Reasoned(Answers):
    """A change's date and reason, and the key of its decision once that is recorded."""

    on: date
    reason: str
    decision: str | None = None


Change = Callable[[Reasoned], T]


@transaction.atomic
def carry_out(*, by: Actor, when: When, new: NewDecision | None, change: Change[T]) -> T:
    """The change, and before it the decision behind it where that is new: both or neither."""
    decision = when.decision
    if new is not None:
        decision = decide(
            by=by, taken_on=new.taken_on, title=new.title, text=new.text, body=new.body
        ).key
    assert decision != NEW  # noqa: S101
    return change(Reasoned(on=when.on, reason=when.reason, decision=decision))


class _UndoneError(Exception):
    pass


def tried_out(work: Callable[[], T]) -> T:
    """What the work gives back, with everything that it wrote taken back again. Its refusals come
    through, so a preview is refused exactly where the change itself would be."""
    given: list[T] = []
    try:
        with transaction.atomic():
            given.append(work())
            raise _UndoneError
    except _UndoneError:
        return given[0]
