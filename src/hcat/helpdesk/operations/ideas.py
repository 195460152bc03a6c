# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An idea becomes an initiative of the register, without what tells who brought it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.agenda.api import Item, Withheld, adopt, items, withhold_earlier_texts
from hcat.foundation.api import Actor, Refused, now, today
from hcat.helpdesk.letters import became_initiative, send_became_initiative
from hcat.helpdesk.models import Message, Question
from hcat.helpdesk.names import refuse_addresses, without_names
from hcat.helpdesk.placing import likely_part
from hcat.helpdesk.wording import LONGEST
from hcat.parties.api import ROLE_NAMES, grant_role, require

from .erasing import OWNER
from .steps import Overtaken, add_message, answered, at_desk, save, told

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Proposed:
    """An initiative as an idea would make it."""

    number: int
    """The next one that was never used."""
    language: str
    name: str
    summary: str
    owner: str
    placements: tuple[str, ...]
    files: tuple[str, ...]
    """Names of what stays with the question."""


def proposed(question: Question) -> Proposed:
    """What is carried over: name and first message without what tells who wrote them, the
    organisation as owner (never a private person), and the part of a programme line that fits the
    topic or, without one, shares its words. What was added later is an answer to us, so it stays
    between asker and counter.

    Everybody reads an initiative, and a name that stands only in the text is not known to be one:
    a person reads it before it is entered.
    """
    first = question.messages.filter(kind=Message.Kind.ASKED).first()
    who = [question.name, question.mail]
    known = {one.key for one in items("differentiation")}
    likely = question.topic.placement if question.topic else ""
    if likely not in known:
        likely = likely_part(f"{question.title} {first.text if first else ''}")
    return Proposed(
        number=_next_number(),
        language=question.language,
        name=without_names(question.title, who)[:LONGEST_NAME],
        summary=without_names(first.text if first else "", who),
        owner="" if question.organisation == question.name else question.organisation,
        placements=(likely,) if likely in known else (),
        files=tuple(file.name for one in question.messages.all() for file in one.files.all()),
    )


@transaction.atomic
def become_initiative(
    *, number: str, fields: Mapping[str, Any], edition: int, by: Actor
) -> Item[Any]:
    """Adopt the idea into the register; its asker becomes the owner to write to, and is told: that
    is the answer to the question. Its files stay with the question, since not everybody may read
    what somebody sent to us. Asked once more by who did it, it is done already.

    `fields`: those of the sheet, without number and status. Refused: an idea that became one
    already, one that changed since the page was read, a mail address, a telephone number or a
    personal link in its texts, and what the agenda refuses.
    """
    question = at_desk(number, by)
    if question.initiative:
        if (made := _made_by(question, by)) is not None:
            return made
        raise Refused(
            _("This idea is an initiative already."), mend=_("Look at it in the register.")
        )
    if question.edition != edition:
        raise Overtaken(question)
    if question.person is None or question.erased_at is not None:
        raise Refused(
            _("There is nobody behind this idea any more."),
            why=_("It was not let in, or it was withdrawn."),
            mend=_("Enter the initiative by itself, at the desk."),
        )
    refuse_addresses(_texts_of(fields))
    next_one = _next_number()
    key = f"initiative-{next_one}"
    made = adopt(
        by=by, kind="initiative", key=key,
        fields={"number": next_one, "status": "idea", **fields},
        on=today(), reason=_("Brought in at the counter as %(number)s") % {"number": number},
    )  # fmt: skip
    question.initiative, question.is_idea = key, True
    grant_role(person=question.person, role=OWNER, scope=f"initiative:{key}", by=by)
    add_message(
        question, Message.Kind.NOTE,
        _("It became initiative %(number)d; the asker is its %(role)s.")
        % {"number": next_one, "role": ROLE_NAMES[OWNER]}, by,
    )  # fmt: skip
    text = became_initiative(question, next_one, made.sheet.name.in_(question.language))
    message = add_message(question, Message.Kind.ANSWER, text, by)
    answered(question)
    save(question)
    told(question, by, "become_initiative", initiative=key, in_time=question.in_time(today()))
    send_became_initiative(question, message)
    return made


def _made_by(question: Question, by: Actor) -> Item[Any] | None:
    """The initiative, where this person made it of the question: the button was pressed twice."""
    mine = question.messages.filter(kind=Message.Kind.ANSWER, author_user=by.user_id).last()
    found = [one for one in items("initiative", ended=True) if one.key == question.initiative]
    if by.user_id is None or mine is None or not found:
        return None
    [made] = found
    told = became_initiative(question, made.sheet.number, made.sheet.name.in_(question.language))
    return made if mine.text == told else None


@transaction.atomic
def keep_earlier_texts(*, number: str, by: Actor) -> Question:
    """What the initiative of an idea said before it was changed is no longer read by the public:
    the history says what stands now. Cannot be undone. Who answers still reads it in a note, as
    long as the question is kept; a question that was taken back keeps nothing.

    Refused: a question of which no initiative came, and what the agenda refuses.
    """
    question = at_desk(number, by)
    if not question.initiative:
        raise Refused(
            _("No initiative came of this question."), mend=_("Make it an initiative first.")
        )
    withheld = withhold_earlier_texts(by=by, key=question.initiative)
    if question.erased_at is None:
        told_before = "\n\n".join(map(_said_before, withheld))[:LONGEST]
        add_message(
            question, Message.Kind.NOTE,
            _("Earlier texts of the initiative, no longer public:") + "\n\n" + told_before, by,
        )  # fmt: skip
    save(question)
    told(question, by, "keep_earlier_texts", initiative=question.initiative)
    return question


@transaction.atomic
def leave_as_it_is(*, number: str, by: Actor) -> Question:
    """Somebody saw that the initiative of an idea that was taken back tells nothing of who brought
    it, as it stands and as it stood: nobody is asked to look any more.

    Refused where nothing was taken back, or no initiative came of it.
    """
    require(by, "agenda.change")
    question = at_desk(number, by)
    if question.withdrawn_at is None or not question.initiative:
        raise Refused(
            _("There is nothing to look at: this is no idea that was taken back."),
            mend=_("Look at it in the register."),
        )
    question.initiative_looked_at = now()
    save(question)
    told(question, by, "leave_as_it_is", initiative=question.initiative)
    return question


def _said_before(one: Withheld) -> str:
    """The day from which it stood, and each text in each of its languages."""
    texts = [
        text
        for said in one.texts.values()
        for text in (said.values() if isinstance(said, Mapping) else [said])
        if text
    ]
    return "\n".join([date_format(one.valid_from), *texts])


def _texts_of(fields: Mapping[str, Any]) -> Iterator[str]:
    """Every text that everybody will read, in each language."""
    for value in fields.values():
        if isinstance(value, Mapping):
            yield from map(str, value.values())
        elif isinstance(value, str):
            yield value


def _next_number() -> int:
    return max((one.sheet.number for one in items("initiative", ended=True)), default=0) + 1
