# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the operations on a question share: finding and locking it, who may, and its trace."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused, now, record, today
from hcat.helpdesk.letters import SYSTEM
from hcat.helpdesk.models import Message, Question
from hcat.helpdesk.models.topics import DAYS
from hcat.helpdesk.wording import LONGEST, clean, folded
from hcat.helpdesk.workdays import working_days_after
from hcat.parties.api import give_consent, powers, require, withdraw_consent

ACTION = "helpdesk.answer"
CONTACT = "helpdesk.contact"
"""Consent to be written to about what was asked; it ends with the last question that is open."""
State = Question.State


class Overtaken(Refused):
    """Somebody else changed it since the page was read; `standing` is how it stands now."""

    def __init__(self, standing: Any) -> None:
        self.standing = standing
        super().__init__(
            _("Somebody was just ahead of you."),
            why=_("It changed since you opened this page. What you typed is kept below."),
            mend=_("Read how it stands now, and save once more."),
        )


def locked(number: str) -> Question:
    """The question, locked until the transaction ends; NotFound where there is none."""
    found = Question.objects.select_for_update(of=("self",)).filter(number=number).first()
    if found is None:
        raise NotFound(
            _("There is no question %(number)s.") % {"number": number},
            mend=_("Choose one from the list of questions."),
        )
    return found


def may_handle(who: Any, question: Question) -> bool:
    """Whether this person may answer it: by their role, because it was handed to them, or because
    its topic is one of which any project leader takes the questions."""
    mine = powers(who)
    if mine.may(ACTION) or not mine.may_somewhere(ACTION):
        return mine.may(ACTION)
    if question.handler is None:
        is_free = question.state not in (State.HELD, State.REFUSED)
        return is_free and question.topic is not None and question.topic.for_leaders
    user_id = who.user_id if isinstance(who, Actor) else getattr(who, "pk", None)
    return user_id is not None and question.handler.user_id == user_id


def allow(by: Actor, question: Question) -> None:
    if not may_handle(by, question):
        require(by, ACTION)


def at_desk(number: str, by: Actor, *, edition: int | None = None) -> Question:
    """A question that this person may handle, locked, and as they last read it."""
    question = locked(number)
    allow(by, question)
    if edition is not None and question.edition != edition:
        raise Overtaken(question)
    return question


def said(text: str) -> str:
    """A message as it is kept. Refused where it is empty or too long."""
    kept = clean(text)
    if not kept.strip():
        raise Refused(_("There is no text."), mend=_("Say in your own words what it is about."))
    if len(kept) > LONGEST:
        raise Refused(
            _("This text is too long."),
            why=_("It has %(n)d signs; %(most)d is the most.") % {"n": len(kept), "most": LONGEST},
            mend=_("Shorten it, or send the rest as a file."),
        )
    return kept


def add_message(question: Question, kind: str, text: str, by: Actor, **given: Any) -> Message:
    message = Message.objects.create(
        question=question, kind=kind, text=text, author=by.name if by.user_id else "",
        author_user=by.user_id, **given,
    )  # fmt: skip
    question.words = f"{question.words} {folded(text)}".strip()
    return message


def save(question: Question) -> None:
    question.edition += 1
    question.save()


def told(question: Question, by: Actor, action: str, **details: Any) -> None:
    record(by=by, action=f"helpdesk.{action}", subject=question.subject, **details)


def answered(question: Question) -> None:
    """It waits for nothing now; its first answer is what is held against the term."""
    question.answered_at = question.answered_at or now()
    question.state, question.due_on, question.closed_at = State.ANSWERED, None, None


def wait_again(question: Question) -> None:
    """It asks for an answer: of who had it, within its term from today."""
    days = question.topic.days_for(question.kind) if question.topic else DAYS
    question.due_on = working_days_after(today(), days)
    question.state = State.TAKEN if question.handler_id else State.NEW
    question.closed_at = None
    keep_in_touch(question)


def keep_in_touch(question: Question) -> None:
    """Who asked is kept while something is open."""
    if question.person is not None:
        give_consent(person=question.person, purpose=CONTACT, how="asked at the counter", by=SYSTEM)


def end(question: Question) -> None:
    """Close it; with the last one that is open, the term of the asker's data begins."""
    question.state, question.closed_at, question.due_on = State.CLOSED, now(), None
    person = question.person
    if person is None:
        return
    others = Question.objects.filter(person=person).exclude(pk=question.pk)
    if not others.exclude(state__in=[State.CLOSED, State.REFUSED]).exists():
        withdraw_consent(person=person, purpose=CONTACT, how="the question is closed", by=SYSTEM)
