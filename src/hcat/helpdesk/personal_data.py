# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room tells and forgets about a person, and how long it keeps what it knows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from hcat.foundation.api import Term, end_of, keeps_no_longer, now
from hcat.parties.api import holds_personal_data

from .models import Message, Question, Topic
from .operations.erasing import forget

SHOWN = (Message.Kind.ASKED, Message.Kind.ANSWER)


def _export(person: Any) -> dict[str, Any]:
    asked = Question.objects.filter(person=person).prefetch_related("messages__files")
    return {
        "asked": [
            {
                "number": one.number,
                "name": one.name,
                "mail": one.mail,
                "organisation": one.organisation,
                "kind": one.kind,
                "asked_at": one.asked_at.isoformat(),
                "state": one.state,
                "helped": one.helped,
                "messages": [
                    {
                        "kind": message.kind,
                        "text": message.text,
                        "written_at": message.written_at.isoformat(),
                        "files": [file.name for file in message.files.all()],
                    }
                    for message in one.messages.all()
                    if message.kind in SHOWN
                ],
            }
            for one in asked
        ],
        "handled": list(
            Question.objects.filter(handler=person).order_by("pk").values_list("number", flat=True)
        ),
        "answers_for": list(Topic.objects.filter(handler=person).values_list("key", flat=True)),
    }


def _erase(person: Any) -> None:
    for question in Question.objects.filter(person=person, erased_at__isnull=True):
        if question.closed_at is None:
            question.state, question.due_on = Question.State.CLOSED, None
            question.closed_at = question.withdrawn_at = now()
        if question.initiative:
            question.withdrawn_at = now()
        forget(question)
    Question.objects.filter(handler=person, state=Question.State.TAKEN).update(
        handler=None, state=Question.State.NEW
    )
    Question.objects.filter(handler=person).update(handler=None)
    Topic.objects.filter(handler=person).update(handler=None)
    if person.user_id is not None:
        Message.objects.filter(author_user=person.user_id).update(author="", author_user=None)


holds_personal_data("helpdesk", export=_export, erase=_erase)


def _over(day: date, *states: str) -> QuerySet[Question]:
    return Question.objects.filter(
        closed_at__lt=end_of(day), state__in=states, erased_at__isnull=True
    )


def _forget(rows: QuerySet[Question]) -> None:
    for question in rows:
        forget(question)


keeps_no_longer(
    "questions",
    of=Question,
    term=Term(years=2),
    past=lambda day: _over(day, Question.State.CLOSED),
    forget=_forget,
)
keeps_no_longer(
    "questions refused as spam",
    of=Question,
    term=Term(days=30),
    past=lambda day: _over(day, Question.State.REFUSED),
    forget=_forget,
)


def _forget_held(rows: QuerySet[Question]) -> None:
    """Nobody looked: it is refused with what it said."""
    for question in rows:
        question.state, question.closed_at = Question.State.REFUSED, now()
        forget(question)


keeps_no_longer(
    "questions held as spam",
    of=Question,
    term=Term(days=90),
    past=lambda day: Question.objects.filter(
        state=Question.State.HELD, asked_at__lt=end_of(day), erased_at__isnull=True
    ),
    forget=_forget_held,
)
