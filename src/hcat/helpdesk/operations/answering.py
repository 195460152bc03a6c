# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is done with a question at the desk: take it, hand it over, answer it, close it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hcat.correspondence.api import revoke_links
from hcat.foundation.api import Actor, Refused, today
from hcat.helpdesk.letters import SCOPE, SYSTEM, send_answer, tell_handler
from hcat.helpdesk.models import Kind, Message, Question, ReusableText, Topic
from hcat.helpdesk.models.topics import DAYS
from hcat.helpdesk.texts import still_open
from hcat.helpdesk.wording import one_line
from hcat.helpdesk.workdays import working_days_after
from hcat.parties.api import may, person_by_key, person_of

from .steps import (
    ACTION,
    Overtaken,
    State,
    add_message,
    answered,
    at_desk,
    end,
    said,
    save,
    told,
    wait_again,
)

OVER = (State.HELD, State.REFUSED)


@transaction.atomic
def take(*, number: str, who: Any, by: Actor) -> Question:
    """Whoever is signed in (`who`) takes a question. Refused where somebody else just did."""
    question = _let_in(number, by)
    person = person_of(who)
    if person is None:
        raise Refused(_("Only somebody with an account takes a question."), mend=_("Sign in."))
    if question.handler_id == person.pk:
        return question
    if question.handler_id is not None:
        raise Refused(
            _("%(name)s took this question already.") % {"name": question.handler},
            mend=_("Ask for it to be handed over, or hand it over yourself."),
        )
    question.handler = person
    if question.is_open:
        question.state = State.TAKEN
    save(question)
    told(question, by, "take")
    return question


@transaction.atomic
def hand_over(*, number: str, to: str, note: str, by: Actor) -> Question:
    """Give it to somebody else (`to`: the key of a person), with a note that says why; they get
    both by mail."""
    question = _let_in(number, by)
    person = person_by_key(to)
    if person.user is None or not answers(person):
        raise Refused(
            _("%(name)s does not answer questions here.") % {"name": person},
            why=_("Whoever answers has an account, and a role that answers."),
            mend=_("Choose somebody else, or give this person a role first."),
        )
    if question.handler_id == person.pk:
        raise Refused(
            _("This question is with %(name)s already.") % {"name": person},
            mend=_("Choose somebody else."),
        )
    why = add_message(question, Message.Kind.NOTE, said(note), by)
    question.handler, question.reminded_of = person, None
    if question.is_open:
        question.state = State.TAKEN
    save(question)
    told(question, by, "hand_over", to=person.key)
    tell_handler(question, note=why.text, by=by)
    return question


@transaction.atomic
def answer(
    *, number: str, text: str, edition: int, by: Actor, who: Any = None, began_with: int = 0
) -> Question:
    """Send an answer to the asker; the first one is held against the term.

    `began_with`: the number of the reusable text that it began with, however it was changed; a text
    that was removed meanwhile is not noted. The same answer of the same person once more is sent
    once.

    Refused where something was said or done since the page was read (`edition`): an answer to a
    question that changed is no answer; and where a place of the text was not filled in.
    """
    question = _let_in(number, by)
    kept = said(text)
    if question.edition != edition:
        if _was_just_sent(question, kept, by):
            return question
        raise Overtaken(question)
    if question.erased_at is not None or question.person is None:
        raise Refused(
            _("There is nobody to answer any more."),
            why=_("The asker withdrew the question, or its term is over."),
        )
    begun = ReusableText.objects.filter(pk=began_with).first() if began_with else None
    if gaps := still_open(kept, begun, question):
        raise Refused(
            _("Something in this answer is still to be filled in: %(gaps)s")
            % {"gaps": ", ".join(f"“{gap.strip()}”" for gap in gaps[:5])},
            mend=_("Fill it in, or take it out."),
        )
    message = add_message(question, Message.Kind.ANSWER, kept, by, began_with=begun)
    answered(question)
    question.handler = question.handler or person_of(who)
    save(question)
    told(question, by, "answer", in_time=question.in_time(today()))
    send_answer(question, message)
    return question


def _was_just_sent(question: Question, text: str, by: Actor) -> bool:
    """Whether this is the last that was said to or by the asker, and this person said it."""
    last = question.messages.exclude(kind=Message.Kind.NOTE).last()
    return (
        last is not None
        and (last.kind, last.text) == (Message.Kind.ANSWER, text)
        and last.author_user is not None
        and last.author_user == by.user_id
    )


@transaction.atomic
def note(*, number: str, text: str, by: Actor) -> Question:
    """Something for who answer; the asker never sees it."""
    question = at_desk(number, by)
    add_message(question, Message.Kind.NOTE, said(text), by)
    save(question)
    told(question, by, "note")
    return question


@transaction.atomic
def close(*, number: str, reason: str, by: Actor) -> Question:
    """Nothing more is to be done. Without an answer it needs a reason, for who looks later."""
    question = _let_in(number, by)
    if question.state == State.CLOSED:
        return question
    if question.answered_at is None and not reason.strip():
        raise Refused(
            _("This question was never answered."),
            mend=_("Answer it, or say why no answer is needed."),
        )
    if reason.strip():
        add_message(question, Message.Kind.NOTE, said(reason), by)
    end(question)
    save(question)
    told(question, by, "close")
    return question


@transaction.atomic
def reopen(*, number: str, by: Actor) -> Question:
    """It waits for an answer again."""
    question = _let_in(number, by)
    if question.erased_at is not None:
        raise Refused(
            _("This question cannot be opened again."),
            why=_("Its term is over, and its texts were erased."),
        )
    if not question.is_open:
        wait_again(question)
        save(question)
        told(question, by, "reopen")
    return question


@transaction.atomic
def route(
    *, number: str, topic: str, kind: str, title: str, is_idea: bool, edition: int, by: Actor
) -> Question:
    """Say what it is about and who asks; its term follows, counted from the day it was asked.

    The asker has a mail with the day that was promised, so that one never becomes a later one; an
    earlier one not before today, and only until something was answered. What is held was promised
    nothing yet.
    """
    question = at_desk(number, by, edition=edition)
    if kind not in Kind.values:
        raise Refused(_("It is not clear who asks."), mend=_("Choose one of the answers."))
    found = Topic.objects.filter(key=topic).first() if topic else None
    if topic and found is None:
        raise Refused(_("This topic is no longer there."), mend=_("Choose another one."))
    moved = (question.topic, question.kind) != (found, kind)
    question.topic, question.kind, question.is_idea = found, kind, is_idea
    question.title = one_line(title, 150) or question.title
    if moved and question.answered_at is None and question.state != State.CLOSED:
        _move_term(question)
    somebody = found.handler if found is not None and question.state == State.NEW else None
    if somebody is not None:
        question.handler, question.state = somebody, State.TAKEN
    save(question)
    told(question, by, "route", topic=topic, kind=kind)
    if somebody is not None:
        tell_handler(question, by=by)
    return question


def _move_term(question: Question) -> None:
    """To what topic and kind ask for now."""
    days = question.topic.days_for(question.kind) if question.topic else DAYS
    asks_for = working_days_after(timezone.localdate(question.asked_at), days)
    promised = question.first_due_on
    if question.state in OVER:
        question.first_due_on = asks_for
        return
    question.first_due_on = min(promised, max(asks_for, today()))
    if question.due_on == promised:
        question.due_on = question.first_due_on


@transaction.atomic
def end_links(*, number: str, by: Actor) -> int:
    """End every link to the page of the asker, such as one that reached somebody else; the asker
    can ask for a new one. Returns how many."""
    question = at_desk(number, by)
    ended = revoke_links(
        reason="ended at the desk", scope=SCOPE, subject=question.subject, by=SYSTEM
    )
    told(question, by, "end_links", ended=ended)
    return ended


def _let_in(number: str, by: Actor, *, edition: int | None = None) -> Question:
    question = at_desk(number, by, edition=edition)
    if question.state in OVER:
        raise Refused(
            _("This question was not let in yet."),
            why=_("It is held as possible spam."),
            mend=_("Look at it, and let it in first."),
        )
    return question


def answers(person: Any) -> bool:
    """Whether this person may answer, on the whole or on a part."""
    actor = Actor.of(person.user)
    return may(actor, ACTION) or any(
        may(actor, ACTION, held.scope) for held in person.roles.on(today()) if held.scope
    )
