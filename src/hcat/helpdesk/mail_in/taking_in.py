# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What becomes of a mail: it joins the question that it answers, or it is a new one."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hcat.evidence.api import kind_of
from hcat.foundation.api import Actor, HcatError, Refused
from hcat.helpdesk import suspicions
from hcat.helpdesk.files import MOST, SentFile
from hcat.helpdesk.letters import question_of_letter
from hcat.helpdesk.models import Kind, Message, Question
from hcat.helpdesk.operations.asking import Asked, add, ask
from hcat.helpdesk.operations.steps import locked
from hcat.helpdesk.wording import LONGEST

from .reading import ReadMail, read, tells_of_absence

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
    answered, so that two machines do not write to each other for ever.

    A mail joins a question where it replies to a mail that we sent about it, comes from its asker
    and is not suspicious; any other that names a question is held as one of its own.
    """
    mail = read(raw)
    mail_id = mail.mail_id or hashlib.sha256(raw).hexdigest()
    if known := Message.objects.filter(mail_id=mail_id).select_related("question").first():
        return Received(known.question.number, "twice")
    if mail.is_automatic or _is_ourselves(mail.sender):
        return Received("", "automatic")
    try:
        return _take(mail, mail_id, by)
    except Refused:
        return Received("", "unreadable")


def _take(mail: ReadMail, mail_id: str, by: Actor) -> Received:
    files, left_out = _let_in(mail)
    text = _as_kept(mail, left_out)
    strange = ["automatic"] if mail.looks_automatic else []
    found = _answered(mail)
    if found is not None and _is_from(found, mail):
        strange += suspicions.from_reply(mail=mail.sender, text=text)
        strange += ["automatic"] if tells_of_absence(mail) else []
        question = locked(found.number)
        if not strange and question.erased_at is None and question.person is not None:
            add(question=question, text=text, files=files, by=by, mail_id=mail_id)
            return Received(question.number, "added")
    meant = found or _named(mail)
    if meant is not None and meant.erased_at is not None:
        meant = None
    if meant is not None:
        # Anybody can write a number and the address of its asker.
        strange += ["number"] if _is_from(meant, mail) else ["sender"]
    strange += ["automatic"] if mail.asks_for_silence else []
    strange += ["file"] if left_out else []
    strange = list(dict.fromkeys(strange + suspicions.from_text(mail=mail.sender, text=text)))
    question = ask(
        asked=Asked(
            kind=Kind.CITIZEN, text=text, name=mail.name or mail.sender.partition("@")[0],
            mail=mail.sender, language=language_of(mail.text or mail.subject), title=mail.subject,
            came_by="mail", mail_id=mail_id, files=files,
        ),
        suspicions=strange, by=by,
    )  # fmt: skip
    if meant is not None and question.state == Question.State.HELD:
        question.names = meant
        question.save(update_fields=["names"])
    return Received(question.number, "held" if strange else "new")


def _as_kept(mail: ReadMail, left_out: list[str]) -> str:
    """What it says and, in its language, what of it is not kept: whoever answers and whoever asked
    both read it. Empty where the mail holds nothing at all."""
    said = mail.text if mail.text.strip() else mail.subject
    with translation.override(language_of(said)):
        if not said.strip() and mail.files:
            said = _("A mail without words, with a file.")
        notes = []
        if mail.is_cut:
            notes.append(
                _("[The mail was longer than %(most)d signs; the rest is not kept.]")
                % {"most": LONGEST}
            )
        if left_out:
            notes.append(_("[Not let in: %(files)s]") % {"files": ", ".join(left_out)[:500]})
    end = "".join(f"\n\n{note}" for note in notes)
    return said[: LONGEST - len(end)] + end


def _is_from(question: Question, mail: ReadMail) -> bool:
    return question.mail.casefold() == mail.sender.casefold()


def _answered(mail: ReadMail) -> Question | None:
    """The question about which we sent the mail that this one replies to."""
    if not mail.answers:
        return None
    sent = Message.objects.filter(mail_id__in=mail.answers, kind=Message.Kind.ANSWER)
    if (answer := sent.select_related("question").first()) is not None:
        return answer.question
    return question_of_letter(mail.answers)


def _named(mail: ReadMail) -> Question | None:
    """The question that the subject names."""
    return Question.objects.filter(number=mail.number).first() if mail.number else None


def _let_in(mail: ReadMail) -> tuple[tuple[SentFile, ...], list[str]]:
    """The files that may come in, and the names of those that may not."""
    kept: list[SentFile] = []
    left_out = []
    for name, content in mail.files:
        try:
            kind_of(content, name)
        except HcatError:
            left_out.append(name)
            continue
        if len(kept) < MOST:
            kept.append(SentFile(name, content))
        else:
            left_out.append(name)
    return tuple(kept), left_out


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
