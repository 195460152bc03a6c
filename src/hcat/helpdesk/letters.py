# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The mails of the counter, each in the language of who reads it; sent by the correspondence."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.agenda.api import the_agenda
from hcat.correspondence.api import MailKind, enqueue, make_link, outbox
from hcat.foundation.api import Actor

from .models import Message, Question

SYSTEM = Actor.system("helpdesk")
"""Who writes to askers: the counter itself, whoever answered."""
SCOPE = "helpdesk.question"
"""Of a personal link to one question."""
LASTS = timedelta(days=180)
MARK = "##-"
"""Begins the line above which an asker types: what stands below is cut off."""

_NAME = re.compile(r"[^\d@/:<>]{1,60}")
_SITE = re.compile(r"\w\.\w")

RECEIPT = MailKind("helpdesk.receipt", is_transactional=True)
ANSWER = MailKind("helpdesk.answer", is_transactional=True)
LINK = MailKind("helpdesk.link", is_transactional=True)
IDEA = MailKind("helpdesk.idea", is_transactional=True)
HANDED = MailKind("helpdesk.handed", is_transactional=True)
"""To whoever got a question, once: its asker was told a day."""
REMINDER = MailKind("helpdesk.reminder", is_transactional=True)
"""To whoever answers, about a question that they took or watch over. Outside the contact budget,
which guards people of whom we want something: a term that was promised may not pass unseen since
somebody got a questionnaire. Instead one a working day at most, and each term twice at most."""


NO_ABSENCE_NOTES = {"X-Auto-Response-Suppress": "OOF, AutoReply"}
"""A person wrote it, and no machine answers it."""
BY_ITSELF = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def send_receipt(question: Question, message: Message) -> None:
    """That it came in, by when an answer comes, and where to follow it."""
    with translation.override(question.language):
        body = _(
            "%(greeting)s,\n\n"
            "We received your question. You get an answer on %(day)s at the latest.\n\n"
            "Follow it, or add something to it:\n%(link)s\n\n"
            "This link is yours alone: whoever has it reads your question. Its number is "
            "%(number)s.\n"
        ) % {
            "greeting": _greeting(question), "day": _day(question.due_on or question.first_due_on),
            "link": _own_page(question), "number": question.number,
        }  # fmt: skip
        _send(question, RECEIPT, body, f"receipt:{message.pk}", _("We received your question"))


def send_answer(question: Question, message: Message) -> None:
    """The answer, with the question whether it helped."""
    with translation.override(question.language):
        link = _own_page(question)
        body = _(
            "%(mark)s Type your reply above this line %(mark)s\n\n"
            "%(text)s\n\n"
            "--\n"
            "Did this help you?\n"
            "Yes: %(link)s?helped=yes\n"
            "Partly: %(link)s?helped=partly\n"
            "No: %(link)s?helped=no\n\n"
            "The whole conversation, and a place to ask further:\n%(link)s\n"
        ) % {"mark": MARK, "text": message.text, "link": link}
        sent = _send(question, ANSWER, body, f"answer:{message.pk}", question.title)
        message.mail_id = sent.message_id
        message.save(update_fields=["mail_id"])


def send_link(question: Question, *, once: str) -> None:
    """A new link to their own page, since they asked for it."""
    with translation.override(question.language):
        body = _(
            "%(greeting)s,\n\n"
            "Here is a new link to your question %(number)s:\n%(link)s\n\n"
            "Did you not ask for it? Then you need not do anything.\n"
        ) % {
            "greeting": _greeting(question), "number": question.number,
            "link": _own_page(question),
        }  # fmt: skip
        _send(question, LINK, body, f"link:{once}", _("A new link to your question"))


def tell_handler(question: Question, *, by: Actor, note: str = "") -> None:
    """That the question is with them now, and why; whoever took it themselves knows. Nothing where
    they have no address: it stands with what they have to do."""
    person = question.handler
    if person is None or not person.mail or (by.user_id and person.user_id == by.user_id):
        return
    with translation.override(person.language):
        body = _(
            "Dear %(name)s,\n\n"
            "Question %(number)s is with you now: “%(title)s”. Answer it by %(day)s.\n%(link)s\n"
        ) % {
            "name": person.name, "number": question.number, "title": question.title,
            "day": _day(question.due_on or question.first_due_on), "link": desk_page(question),
        }  # fmt: skip
        if note:
            body += "\n" + _("With this note:") + f"\n{note}\n"
        enqueue(
            person_id=person.pk, kind=HANDED, body=f"{body}\n{site_name()}\n", by=SYSTEM,
            subject=_("A question is with you: %(number)s") % {"number": question.number},
            dedupe_key=f"{mails_about(question)}with:{person.key}:{question.edition}",
            headers=BY_ITSELF,
        )  # fmt: skip


def desk_page(question: Question) -> str:
    """The address of the question at the desk."""
    return settings.SITE_URL + reverse("helpdesk:question", args=[question.number])


def became_initiative(question: Question, number: int, name: str) -> str:
    """What the asker is told, in their language: that their idea stands in the register."""
    with translation.override(question.language):
        return _(
            "Your idea now stands in the register, as initiative %(initiative)s: “%(title)s”.\n"
            "%(address)s\n\n"
            "We keep you as the person to talk to about it."
        ) % {
            "initiative": number, "title": name,
            "address": settings.SITE_URL + reverse("web:initiative", args=[number]),
        }  # fmt: skip


def send_became_initiative(question: Question, message: Message) -> None:
    """That their idea stands in the register of initiatives."""
    with translation.override(question.language):
        body = _("Dear %(name)s,\n\n%(text)s\n\nYour own question stays here:\n%(link)s\n") % {
            "name": question.name,
            "text": message.text,
            "link": _own_page(question),
        }
        sent = _send(question, IDEA, body, f"answer:{message.pk}", question.title)
        message.mail_id = sent.message_id
        message.save(update_fields=["mail_id"])


def question_of_letter(mail_ids: Collection[str]) -> Question | None:
    """The question about which we wrote one of these mails, by its Message-ID."""
    sent = outbox().filter(message_id__in=mail_ids, dedupe_key__startswith="helpdesk:")
    numbers = [key.split(":")[1] for key in sent.values_list("dedupe_key", flat=True)]
    return Question.objects.filter(number__in=numbers).first()


def mails_about(question: Question) -> str:
    """How the keys of all mails about this question begin."""
    return f"helpdesk:{question.number}:"


def site_name() -> str:
    agenda = the_agenda()
    return str(agenda.sheet.title) if agenda else "HCAT"


def _send(question: Question, kind: MailKind, body: str, what: str, about: str) -> Any:
    """The mail as it waits in the outbox."""
    return enqueue(
        person_id=question.person_id or 0,
        kind=kind,
        subject=f"[{question.number}] {about}",
        body=f"{body}\n{site_name()}\n",
        dedupe_key=mails_about(question) + what,
        headers=NO_ABSENCE_NOTES if kind is ANSWER else BY_ITSELF,
        by=SYSTEM,
    )


def _greeting(question: Question) -> str:
    """With the name, where it is one. What leaves before a person has looked holds nothing else
    that somebody typed: a stranger whose address it is would get it as a mail of ours."""
    if _NAME.fullmatch(question.name) and not _SITE.search(question.name):
        return _("Dear %(name)s") % {"name": question.name}
    return _("Hello")


def _own_page(question: Question) -> str:
    """The address of the asker's own page, with a new link."""
    token = make_link(
        person_id=question.person_id or 0, scope=SCOPE, subject=question.subject, lasts=LASTS,
        by=SYSTEM,
    )  # fmt: skip
    return settings.SITE_URL + reverse("helpdesk:own", args=[token])


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
