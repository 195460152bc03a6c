# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is answered often becomes a page for everybody, with names taken out and looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused, record, today
from hcat.helpdesk.models import Message, PublicAnswer, Question, ReusableText, Topic
from hcat.helpdesk.names import refuse_addresses, without_names
from hcat.helpdesk.often import asked_often
from hcat.helpdesk.texts import for_everybody
from hcat.helpdesk.wording import LONGEST
from hcat.parties.api import require

from .arranging import MANAGE, free_key, in_languages
from .steps import Overtaken


@dataclass(frozen=True, slots=True)
class Proposal:
    """A public answer as it could read, in the language of the question."""

    language: str
    asked: str
    answer: str
    topic: str


def proposal_from(question: Question) -> Proposal:
    """The question and its last answer, without the names that are known, addresses and numbers.

    A person still reads it: a name that stands only in the text is not known to be one.
    """
    names = [question.name, question.organisation, question.mail]
    answers = list(question.messages.filter(kind=Message.Kind.ANSWER))
    names += [one.author for one in answers]
    last = answers[-1].text if answers else ""
    return Proposal(
        language=question.language,
        asked=without_names(question.title, names),
        answer=without_names(last, names),
        topic=question.topic.key if question.topic else "",
    )


@dataclass(frozen=True, slots=True)
class ProposalOfText:
    """A public answer as it could read, in each language that a reusable text has."""

    asked: dict[str, str]
    answer: dict[str, str]
    topic: str


def proposal_of(text: ReusableText) -> ProposalOfText:
    """A reusable text as a public answer. All of it comes from the text: no question of an asker is
    read. Where the text does not say which question it answers, its name stands in the language of
    whoever looks, and the question in other languages is for them to write."""
    known = {code: asked for code, asked in text.asked.items() if code in text.text}
    mine = get_language() or settings.LANGUAGE_CODE
    if not known and mine in text.text:
        known = {mine: text.name}
    return ProposalOfText(
        asked=known,
        answer={code: for_everybody(text, code) for code in text.text},
        topic=text.topic.key if text.topic else "",
    )


@transaction.atomic
def publish(
    *,
    asked: Mapping[str, str],
    answer: Mapping[str, str],
    topic: str,
    by: Actor,
    key: str = "",
    edition: int = 0,
    is_public: bool = True,
    made_from: str = "",
    made_of: int = 0,
) -> PublicAnswer:
    """A new public answer or, with its key, another wording of one; `is_public=False` takes it off
    the site. It is made from an answer to a question (`made_from`: its number) or of a reusable
    text (`made_of`: its number). Refused: a mail address, a telephone number or a personal link in
    it, or question and answer in different languages."""
    require(by, MANAGE)
    row = _standing(key, edition) if key else PublicAnswer()
    row.asked, row.answer = in_languages(asked, 200), in_languages(answer, LONGEST)
    if set(row.asked) != set(row.answer):
        raise Refused(
            _("Question and answer are not in the same languages."),
            mend=_("Write both in each language, or leave both empty."),
        )
    refuse_addresses([*row.asked.values(), *row.answer.values()])
    row.topic = Topic.objects.filter(key=topic).first() if topic else None
    row.is_public, row.changed_on = is_public, today()
    if key:
        row.edition += 1
    else:
        row.key = free_key(PublicAnswer, str(row.asked_text))
        row.made_from = Question.objects.filter(number=made_from).first() if made_from else None
        row.made_of = _text_behind(row.made_from, made_of)
    row.save()
    record(by=by, action="helpdesk.publish", subject=f"public_answer:{row.key}", public=is_public)
    return row


@transaction.atomic
def keep_between_us(*, by: Actor, number: str = "", text: int = 0) -> None:
    """This is answered often, and not worth a page for everybody: nobody is asked to make one any
    more. `number`: of a question, with all that are asked like it; `text`: of a reusable text."""
    require(by, MANAGE)
    if text:
        ReusableText.objects.filter(pk=text).update(stays_between_us=True)
    else:
        alike = next((one.numbers for one in asked_often() if number in one.numbers), (number,))
        Question.objects.filter(number__in=alike).update(stays_between_us=True)
    subject = f"text:{text}" if text else f"question:{number}"
    record(by=by, action="helpdesk.keep_between_us", subject=subject)


def _text_behind(question: Question | None, number: int) -> ReusableText | None:
    """The text that is made public, or with which the answer to the question began."""
    if number:
        return ReusableText.objects.filter(pk=number).first()
    begun = Message.objects.filter(question=question, kind=Message.Kind.ANSWER)
    last = begun.select_related("began_with").last() if question else None
    return last.began_with if last else None


def _standing(key: str, edition: int) -> PublicAnswer:
    found = PublicAnswer.objects.select_for_update(of=("self",)).filter(key=key).first()
    if found is None:
        raise NotFound(_("There is no such answer."), mend=_("Choose one from the list."))
    if edition and found.edition != edition:
        raise Overtaken(found)
    return found
