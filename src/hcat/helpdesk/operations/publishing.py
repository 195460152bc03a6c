# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is answered often becomes a page for everybody, with names taken out and looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused, record, today
from hcat.helpdesk.models import Message, PublicAnswer, Question, Topic
from hcat.helpdesk.names import refuse_addresses, without_names
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
) -> PublicAnswer:
    """A new public answer or, with its key, another wording of one; `is_public=False` takes it off
    the site. Refused: a mail address, a telephone number or a
    personal link in it, or question and answer in different languages."""
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
    row.save()
    record(by=by, action="helpdesk.publish", subject=f"public_answer:{row.key}", public=is_public)
    return row


def _standing(key: str, edition: int) -> PublicAnswer:
    found = PublicAnswer.objects.select_for_update(of=("self",)).filter(key=key).first()
    if found is None:
        raise NotFound(_("There is no such answer."), mend=_("Choose one from the list."))
    if edition and found.edition != edition:
        raise Overtaken(found)
    return found
