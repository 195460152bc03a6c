# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was held as possible spam: a person looks, and lets it in or refuses it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, now
from hcat.helpdesk.letters import send_receipt
from hcat.helpdesk.models import Message, Question

from .asking import welcome
from .steps import State, at_desk, save, told


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
    return question


@transaction.atomic
def refuse(*, number: str, by: Actor) -> Question:
    """It is spam: nobody is written to, and after 30 days it is gone."""
    question = _held(number, by)
    question.state, question.closed_at, question.due_on = State.REFUSED, now(), None
    save(question)
    told(question, by, "refuse")
    return question


def _held(number: str, by: Actor) -> Question:
    question = at_desk(number, by)
    if question.state != State.HELD:
        raise Refused(
            _("This question is not held (any more)."), mend=_("Look at how it stands now.")
        )
    return question
