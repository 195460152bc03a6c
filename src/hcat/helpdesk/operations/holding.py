# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was held as possible spam: a person looks, and lets it in, refuses it, or joins it to the
question that it names."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, now
from hcat.helpdesk.letters import send_receipt, tell_handler
from hcat.helpdesk.models import Message, Question
from hcat.helpdesk.wording import folded

from .asking import welcome
from .steps import State, at_desk, save, told, wait_again


@transaction.atomic
def let_in(*, number: str, by: Actor) -> Question:
    """It is a question after all: its term runs from the day it was asked."""
    question = _held(number, by)
    welcome(question)
    question.held_because = ""
    save(question)
    told(question, by, "let_in")
    first = question.messages.filter(kind=Message.Kind.ASKED).first()
    if first is not None:
        send_receipt(question, first)
    tell_handler(question, by=by)
    return question


@transaction.atomic
def refuse(*, number: str, by: Actor) -> Question:
    """It is spam: nobody is written to, and after 30 days it is gone."""
    question = _held(number, by)
    question.state, question.closed_at, question.due_on = State.REFUSED, now(), None
    save(question)
    told(question, by, "refuse")
    return question


@transaction.atomic
def join(*, number: str, by: Actor) -> Question:
    """What was held belongs to the question that it names, such as a reply from another address of
    the asker: it stands there as something they added, with who sent it, and the question waits
    again. What was held is no question of its own then. Returns the one that it joined.

    Refused: it names none, or one that is held or erased.
    """
    held = _held(number, by)
    if held.names is None or not may_join(held):
        raise Refused(
            _("There is no question that this could join."),
            why=_("It names none, or one that was not let in or was erased."),
            mend=_("Let it in as a question of its own, or refuse it."),
        )
    meant = at_desk(held.names.number, by)
    sender = f"{held.name} <{held.mail}>"[:200]
    for message in held.messages.exclude(kind=Message.Kind.ANSWER):
        if message.kind == Message.Kind.ASKED:
            message.author = sender
        message.question = meant
        message.save()
        meant.words = f"{meant.words} {folded(message.text)}"
    if not meant.is_open:
        wait_again(meant)
    save(meant)
    told(meant, by, "join", joined=held.number)
    held.delete()
    return meant


def may_join(question: Question) -> bool:
    """Whether it is held and names a question that it could join."""
    meant = question.names
    return (
        question.state == State.HELD
        and meant is not None
        and meant.erased_at is None
        and meant.state not in (State.HELD, State.REFUSED)
    )


def _held(number: str, by: Actor) -> Question:
    question = at_desk(number, by)
    if question.state != State.HELD:
        raise Refused(
            _("This question is not held (any more)."), mend=_("Look at how it stands now.")
        )
    return question
