# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What becomes of a mail: it joins the question that it answers, or it is a new one."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from hcat.evidence.api import kind_of
from hcat.foundation.api import Actor, HcatError, Refused
from hcat.helpdesk import suspicions
from hcat.helpdesk.files import MOST, SentFile
from hcat.helpdesk.models import Kind, Message, Question
from hcat.helpdesk.operations.asking import Asked, add, ask
from hcat.helpdesk.operations.steps import locked

from .reading import ReadMail, read

_COMMON = {
    "nl": {"de", "het", "een", "ik", "wij", "voor", "niet", "van", "graag", "dat", "zijn", "met"},
    "en": {"the", "a", "i", "we", "for", "not", "of", "please", "that", "are", "with", "to"},
    "de": {"der", "die", "das", "ein", "ich", "wir", "für", "nicht", "von", "bitte", "mit", "und"},
}
"""Words by which a language is told."""


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a mail; `number` is empty where nothing was kept."""

    number: str
    what: str
    """new, added, held, twice, automatic, unreadable"""


@transaction.atomic
def receive(*, raw: bytes, by: Actor) -> Received:
    """Take in one mail. The same mail twice is one; a machine's answer is not kept and never
    answered, so that two machines do not write to each other for ever."""
    mail = read(raw)
    mail_id = mail.mail_id or hashlib.sha256(raw).hexdigest()
    if known := Message.objects.filter(mail_id=mail_id).select_related("question").first():
        return Received(known.question.number, "twice")
    if mail.is_automatic or _is_ourselves(mail.sender):
        return Received("", "automatic")
    files, left_out = _let_in(mail)
    try:
        return _take(mail, mail_id, files, left_out, by)
    except Refused:
        return Received("", "unreadable")


def _take(
    mail: ReadMail, mail_id: str, files: tuple[SentFile, ...], left_out: bool, by: Actor
) -> Received:
    found = _answered(mail)
    if found is not None and found.erased_at is not None:
        found = None
    if found is not None and found.mail.casefold() == mail.sender.casefold():
        question = locked(found.number)
        if question.erased_at is None and question.person is not None:
            add(question=question, text=mail.text or mail.subject, files=files, by=by,
                mail_id=mail_id)  # fmt: skip
            return Received(question.number, "added")
    text = mail.text if mail.text.strip() else mail.subject
    strange = suspicions.from_text(mail=mail.sender, text=text)
    # Whoever names a question of somebody else does not get into it.
    strange += ["sender"] if found is not None else []
    strange += ["file"] if left_out else []
    question = ask(
        asked=Asked(
            kind=Kind.CITIZEN, text=text, name=mail.name or mail.sender.partition("@")[0],
            mail=mail.sender, language=language_of(text), title=mail.subject, came_by="mail",
            mail_id=mail_id, files=files,
        ),
        suspicions=strange, by=by,
    )  # fmt: skip
    return Received(question.number, "held" if strange else "new")


def _answered(mail: ReadMail) -> Question | None:
    """The question that a mail answers, by the mail it replies to or by the number it names."""
    for one in mail.answers:
        sent = Message.objects.filter(mail_id=one).select_related("question").first()
        if sent is not None:
            return sent.question
    return Question.objects.filter(number=mail.number).first() if mail.number else None


def _let_in(mail: ReadMail) -> tuple[tuple[SentFile, ...], bool]:
    """The files that may come in, and whether any was left out."""
    kept = []
    for name, content in mail.files:
        try:
            kind_of(content, name)
        except HcatError:
            continue
        kept.append(SentFile(name, content))
    return tuple(kept[:MOST]), len(kept[:MOST]) < len(mail.files)


def _is_ourselves(sender: str) -> bool:
    """Our own mail that came back."""
    ours = re.search(r"[^\s<>]+@[^\s<>]+", settings.DEFAULT_FROM_EMAIL)
    return ours is not None and ours[0].casefold() == sender.casefold()


def language_of(text: str) -> str:
    """The language of a text by its most common words; Dutch where they tell nothing.

    >>> language_of("We would like to visit the school with a class")
    'en'
    >>> language_of("Wir möchten mit der Klasse kommen, bitte"), language_of("Stage?")
    ('de', 'nl')
    """
    words = re.findall(r"\w+", text.casefold())[:500]
    return max(_COMMON, key=lambda code: sum(word in _COMMON[code] for word in words))
