# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an asker does: ask, add, close, withdraw, ask for a new link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hcat.correspondence.api import OpenedLink, revoke_links
from hcat.foundation.api import Actor, Refused, now, today, too_many
from hcat.helpdesk import files as keeping
from hcat.helpdesk.files import SentFile
from hcat.helpdesk.letters import SCOPE, SYSTEM, send_link, send_receipt, tell_handler
from hcat.helpdesk.models import Kind, Message, Question, Serial, Topic
from hcat.helpdesk.models.topics import DAYS
from hcat.helpdesk.wording import digest, folded, one_line
from hcat.helpdesk.workdays import working_days_after
from hcat.parties.api import person_with_mail

from .erasing import forget, forget_asker, leave_initiative
from .steps import State, add_message, end, keep_in_touch, locked, said, save, told, wait_again

AGAIN = timedelta(hours=1)
"""The same text and files from the same address within this time are one question, sent twice."""
LINKS_PER_DAY = 5
"""New links to one question, so that nobody's mailbox is filled."""
LINKS_PER_PLACE = 20
"""Tries an hour from one address of the internet, behind which many may sit."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What came in, as it was sent."""

    kind: str
    text: str
    name: str
    mail: str
    language: str = "nl"
    title: str = ""
    topic: str = ""
    """Its key; empty: left to us."""
    is_idea: bool = False
    organisation: str = ""
    call: str = ""
    came_by: str = "form"
    mail_id: str = ""
    files: tuple[SentFile, ...] = ()


@transaction.atomic
def ask(*, asked: Asked, by: Actor, suspicions: Sequence[str] = ()) -> Question:
    """Take in a question or an idea; whoever sent it twice gets the first one back.

    What is suspicious is held: nobody is written to until a person has looked. Refused: no text,
    too long a text, no mail address, a file that is not let in.
    """
    text = said(asked.text)
    keeping.check(asked.files)
    mail = _good_mail(asked.mail)
    mark = digest(text)
    _wait_in_line()
    if twice := _sent_already(asked, text, mail, mark):
        return twice
    question = _numbered(_question(asked, text, mail, mark, suspicions))
    message = add_message(question, Message.Kind.ASKED, text, by, mail_id=asked.mail_id[:250])
    keeping.keep(message, asked.files)
    if question.state != State.HELD:
        welcome(question)
    question.save()
    told(question, by, "ask", held=question.state == State.HELD, came_by=asked.came_by)
    if question.state != State.HELD:
        send_receipt(question, message)
        tell_handler(question, by=by)
    return question


def welcome(question: Question) -> None:
    """Give it its asker, and somebody who answers where its topic has one."""
    question.person = person_with_mail(
        mail=question.mail, name=question.name, by=SYSTEM, language=question.language
    )
    topic = question.topic
    if topic is not None and topic.handler is not None and topic.handler.user_id is not None:
        question.handler, question.state = topic.handler, State.TAKEN
    else:
        question.state = State.NEW
    question.due_on, question.let_in_at = question.first_due_on, now()
    keep_in_touch(question)


@transaction.atomic
def add_to(*, opened: OpenedLink, text: str, by: Actor, files: Sequence[SentFile] = ()) -> Question:
    """The asker adds something, by their link; what was answered or closed waits again."""
    question = _own(opened)
    return add(question=question, text=text, files=files, by=by)


def add(
    *, question: Question, text: str, by: Actor, files: Sequence[SentFile] = (), mail_id: str = ""
) -> Question:
    """For who is known to be the asker already; within a transaction that locked the question."""
    kept = said(text)
    keeping.check(files)
    message = add_message(question, Message.Kind.ASKED, kept, by, mail_id=mail_id[:250])
    keeping.keep(message, files)
    if not question.is_open:
        wait_again(question)
    save(question)
    told(question, by, "add")
    return question


@transaction.atomic
def close_own(*, opened: OpenedLink, by: Actor) -> Question:
    """The asker needs nothing more. Closing twice is closing once."""
    question = _own(opened)
    if question.state != State.CLOSED:
        end(question)
        save(question)
        told(question, by, "close_own")
    return question


@transaction.atomic
def say_whether_it_helped(*, opened: OpenedLink, helped: str, by: Actor) -> Question:
    """The last word counts. Refused before there is an answer."""
    question = _own(opened)
    if helped not in Question.Helped.values or question.answered_at is None:
        raise Refused(
            _("There is no answer yet of which you could say whether it helped."),
            mend=_("Wait for the answer, or add what you still want to say."),
        )
    if question.helped != helped:
        question.helped_said = [*question.helped_said, [now().isoformat(), helped]]
    question.helped = helped
    save(question)
    told(question, by, "helped", helped=helped)
    return question


@transaction.atomic
def withdraw_own(*, opened: OpenedLink, by: Actor) -> str:
    """The asker takes it back: text, name, address and files go. Cannot be undone.

    An initiative that came of it stays in the register, without the asker as its owner; who keeps
    the register is asked to look at its text (`withdrawn_ideas`).
    """
    question = _own(opened)
    if question.state != State.CLOSED:
        end(question)
    question.withdrawn_at = now()
    person = question.person
    leave_initiative(question)
    forget(question)
    told(question, by, "withdraw_own")
    revoke_links(reason="withdrawn by the asker", scope=SCOPE, subject=question.subject, by=SYSTEM)
    if person is not None:
        forget_asker(person)
    return question.number


@transaction.atomic
def ask_for_link(*, number: str, mail: str, by: Actor, place: str = "") -> None:
    """A new link in the place of the older ones, to the address that asked and to no other.

    Says nothing to whoever tries numbers and addresses: it answers the same, whether or not there
    is such a question. Tries are counted per `place` (the address of the internet), links per
    question once its address fits: nobody else's tries keep an asker out.
    """
    number = one_line(number, 12)
    hour = timedelta(hours=1)
    if place and too_many("ask:link-place", place, most=LINKS_PER_PLACE, within=hour):
        return
    found = Question.objects.filter(number=number, erased_at__isnull=True).first()
    if found is None or found.person is None or found.person.mail.casefold() != mail.casefold():
        return
    if too_many("ask:link", number, most=LINKS_PER_DAY, within=timedelta(days=1)):
        return
    told(found, by, "ask_for_link")
    revoke_links(reason="a new link was asked for", scope=SCOPE, subject=found.subject, by=SYSTEM)
    send_link(found, once=f"{found.number}:{now().timestamp()}")


def _own(opened: OpenedLink) -> Question:
    """The question that a link is about."""
    question = locked(opened.subject.removeprefix("question:"))
    if question.person_id != opened.person_id or question.erased_at is not None:
        raise Refused(
            _("This question can no longer be changed."), mend=_("Ask it again as a new one.")
        )
    return question


def _question(asked: Asked, text: str, mail: str, mark: str, suspicions: Sequence[str]) -> Question:
    if asked.kind not in Kind.values:
        raise Refused(_("It is not clear who asks."), mend=_("Choose one of the answers."))
    topic = Topic.objects.filter(key=asked.topic).first() if asked.topic else None
    days = topic.days_for(asked.kind) if topic else DAYS
    name = one_line(asked.name, 200) or mail.partition("@")[0]
    title = one_line(asked.title, 150) or one_line(text, 80)
    organisation = one_line(asked.organisation, 200)
    languages = dict(settings.LANGUAGES)
    return Question(
        kind=asked.kind, is_idea=asked.is_idea, topic=topic, call=asked.call,
        came_by=asked.came_by, language=asked.language if asked.language in languages else "nl",
        title=title, name=name, mail=mail, organisation=organisation, digest=mark,
        state=State.HELD if suspicions else State.NEW, held_because=",".join(suspicions)[:300],
        first_due_on=working_days_after(today(), days),
        words=folded(f"{title} {name} {mail} {organisation}"),
    )  # fmt: skip


def _numbered(question: Question) -> Question:
    """Saved under the next number of the year.

    It is held until its asker is known: a question that is let in has one.
    """
    state, held = question.state, question.held_because
    question.state, question.held_because = State.HELD, held or "-"
    question.number = next_number(today().year)
    question.save(force_insert=True)
    question.state, question.held_because = state, held
    return question


def _wait_in_line() -> None:
    """Until this transaction ends nobody else is taken in: a question that is sent twice at one
    moment finds itself."""
    year = today().year
    Serial.objects.get_or_create(year=year)
    Serial.objects.select_for_update().get(year=year)


def next_number(year: int) -> str:
    """The number after the last one of this year; nobody else gets one before this transaction
    ends, so that two never share a number and none is left out."""
    Serial.objects.get_or_create(year=year)
    Serial.objects.filter(year=year).update(last=F("last") + 1)
    return str(Serial.objects.get(year=year))


def _sent_already(asked: Asked, text: str, mail: str, mark: str) -> Question | None:
    """The question that this is once more: the same mail, or the whole of the same form. Other
    digits or another file make it another question: nothing of it stands anywhere else."""
    if asked.came_by == "mail":
        known = Message.objects.filter(mail_id=asked.mail_id[:250]).exclude(mail_id="")
        found = known.select_related("question").first()
        return found.question if found else None
    alike = Question.objects.filter(
        mail__iexact=mail, digest=mark, call=asked.call, asked_at__gt=now() - AGAIN,
        erased_at__isnull=True,
    )  # fmt: skip
    for question in alike:
        first = question.messages.filter(kind=Message.Kind.ASKED).first()
        if first and folded(first.text) == folded(text) and keeping.are_kept(first, asked.files):
            return question
    return None


def _good_mail(mail: str) -> str:
    mail = mail.strip()
    try:
        validate_email(mail)
    except ValidationError as error:
        raise Refused(
            _("“%(mail)s” is not a mail address.") % {"mail": one_line(mail, 80)},
            mend=_("A mail address looks like name@example.org."),
        ) from error
    return mail
