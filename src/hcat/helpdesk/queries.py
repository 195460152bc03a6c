# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking questions, topics and public answers up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from hcat.agenda.api import Item, history, items, says_something_else
from hcat.correspondence.api import OpenedLink
from hcat.foundation.api import NotFound, today
from hcat.parties.api import Powers, people, powers

from .models import Attachment, Message, PublicAnswer, Question, ReusableText, Topic
from .operations.steps import ACTION, may_handle
from .wording import folded

State = Question.State
OPEN = (State.NEW, State.TAKEN)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which questions a list asks for; empty is: any."""

    state: str = ""
    """A state, or ``open``, ``late``."""
    topic: str = ""
    kind: str = ""
    handler: int | None = None
    text: str = ""


def questions(wanted: Wanted, *, who: Any) -> QuerySet[Question]:
    """The questions that this person may see; those that wait for an answer by their term, others
    newest first. Lazy; one query for a page."""
    rows = _seen_by(who).select_related("topic", "handler")
    rows = rows.filter(_state(wanted.state))
    if wanted.topic:
        rows = rows.filter(topic__key=wanted.topic)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.handler is not None:
        rows = rows.filter(handler=wanted.handler)
    for word in folded(wanted.text).split():
        rows = rows.filter(Q(words__contains=word) | Q(number__contains=word))
    waits = wanted.state in ("open", "late", State.NEW, State.TAKEN)
    return rows.order_by("due_on", "id") if waits else rows


def counts(*, who: Any) -> dict[str, int]:
    """How many questions per state, and how many are late. Two queries."""
    rows = _seen_by(who)
    found = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    numbers = {str(state): int(found.get(state, 0)) for state in State.values}
    numbers["open"] = numbers[State.NEW] + numbers[State.TAKEN]
    numbers["late"] = rows.filter(_state("late")).count()
    return numbers


def question(number: str, *, who: Any) -> Question:
    """One question, for who may handle it; NotFound for anybody else, as where there is none."""
    found = (
        Question.objects.filter(number=number)
        .select_related("topic", "handler", "person", "names")
        .first()
    )
    if found is None or not may_handle(who, found):
        raise NotFound(
            _("There is no question %(number)s.") % {"number": number},
            why=_("It does not exist, or it is with somebody else."),
            mend=_("Choose one from the list of questions."),
        )
    return found


def own_question(opened: OpenedLink) -> Question:
    """The question that a personal link is about; NotFound once it was erased."""
    number = opened.subject.removeprefix("question:")
    found = (
        Question.objects.filter(number=number, person_id=opened.person_id, erased_at__isnull=True)
        .select_related("topic")
        .first()
    )
    if found is None:
        raise NotFound(
            _("This question is no longer there."),
            why=_("It was withdrawn, or the time for which we keep it is over."),
            mend=_("Ask it again as a new one."),
        )
    return found


def conversation(question: Question, *, with_notes: bool) -> list[Message]:
    """What was said, the first first; notes for who answer only."""
    rows = question.messages.prefetch_related("files")
    kinds = [Message.Kind.ASKED, Message.Kind.ANSWER]
    return list(rows if with_notes else rows.filter(kind__in=kinds))


def file_of(question: Question, number: int) -> Attachment:
    found = Attachment.objects.filter(message__question=question, pk=number).first()
    if found is None:
        raise NotFound(_("There is no such file with this question."))
    return found


def topics(*, open_only: bool = False) -> QuerySet[Topic]:
    rows = Topic.objects.select_related("handler")
    return rows.filter(is_open=True) if open_only else rows


def topic_called(key: str) -> Topic:
    found = topics().filter(key=key).first()
    if found is None:
        raise NotFound(_("There is no topic %(key)s.") % {"key": key})
    return found


def texts_for(topic: Topic | None, *, every: bool = False) -> QuerySet[ReusableText]:
    """The texts that fit a question about this topic, or every one."""
    if every:
        return ReusableText.objects.select_related("topic")
    fits = Q(topic__isnull=True)
    return ReusableText.objects.filter(fits | Q(topic=topic) if topic else fits)


def reusable_text(number: int) -> ReusableText:
    found = ReusableText.objects.select_related("topic").filter(pk=number).first()
    if found is None:
        raise NotFound(
            _("This text is no longer there."), mend=_("Choose one from the list of texts.")
        )
    return found


def public_answers_at_desk() -> QuerySet[PublicAnswer]:
    """Those that were taken off the site too; the last changed first."""
    return PublicAnswer.objects.select_related("topic").order_by("-changed_on", "key")


def public_answers(*, topic: str = "", text: str = "") -> list[PublicAnswer]:
    """What everybody may read, in the order of the topics; with these words in any language."""
    rows = PublicAnswer.objects.filter(is_public=True).select_related("topic")
    if topic:
        rows = rows.filter(topic__key=topic)
    words = folded(text).split()
    if not words:
        return list(rows)
    return [
        one
        for one in rows
        if all(
            word in folded(" ".join([*one.asked.values(), *one.answer.values()])) for word in words
        )
    ]


def public_answer(key: str, *, public_only: bool = True) -> PublicAnswer:
    rows = PublicAnswer.objects.select_related("topic", "made_from")
    found = (rows.filter(is_public=True) if public_only else rows).filter(key=key).first()
    if found is None:
        raise NotFound(
            _("There is no such answer."),
            why=_("It was taken away, or the address is mistyped."),
            mend=_("Look in the list, or ask your question."),
        )
    return found


@dataclass(frozen=True, slots=True)
class Waiting:
    """The first of what waits, and how many do."""

    first: list[Question]
    number: int


def needs_somebody(*, who: Any, mine: Powers, until: date, most: int) -> Waiting:
    """What belongs to nobody yet, what this person is to answer by this day and, for who sees all,
    what somebody else has past its term: the first due first. `mine` are the powers of `who`, read
    already. One query; two where there is more than `most`."""
    whose = Q(handler__isnull=True) | Q(handler__user_id=getattr(who, "pk", None) or -1)
    if mine.may(ACTION):
        whose |= Q(due_on__lt=today())
    due = Q(state=State.TAKEN, due_on__lte=until) | Q(state=State.NEW)
    rows = _seen_by(who, mine).filter(due, whose).select_related("topic", "handler")
    return _first(rows.order_by("due_on", "id"), most)


def waits_as_held(*, who: Any, mine: Powers, most: int) -> Waiting:
    """What was held, the oldest first. One query; two where there is more than `most`."""
    rows = _seen_by(who, mine).filter(state=State.HELD)
    return _first(rows.order_by("asked_at", "id"), most)


def _first(rows: QuerySet[Question], most: int) -> Waiting:
    found = list(rows[: most + 1])
    return Waiting(found[:most], rows.count() if len(found) > most else len(found))


def held(*, who: Any) -> QuerySet[Question]:
    return _seen_by(who).filter(state=State.HELD).order_by("asked_at", "id")


def _seen_by(who: Any, mine: Powers | None = None) -> QuerySet[Question]:
    """Whoever may answer all sees all; who answers for a part sees what was handed to them, and
    what belongs to nobody of topics that are open to them."""
    rows, mine = Question.objects.all(), mine or powers(who)
    if mine.may(ACTION):
        return rows
    with_me = Q(handler__user_id=getattr(who, "pk", None) or -1)
    if not mine.may_somewhere(ACTION):
        return rows.none()
    free = Q(handler__isnull=True, topic__for_leaders=True)
    return rows.filter(with_me | free & ~Q(state__in=[State.HELD, State.REFUSED]))


def _state(wanted: str) -> Q:
    if wanted == "open":
        return Q(state__in=OPEN)
    if wanted == "late":
        return Q(state__in=OPEN, due_on__lt=today())
    if wanted:
        return Q(state=wanted)
    return ~Q(state__in=[State.HELD, State.REFUSED])


def handlers() -> list[Any]:
    """People with an account who may answer, somewhere at least. Two queries."""
    found: list[Any] = list(people().filter(user__is_active=True))
    return [
        one
        for one in found
        if Powers(tuple((held.role, held.scope) for held in one.roles_held)).may_somewhere(ACTION)
    ]


def earlier_texts_are_public(question: Question) -> bool:
    """Whether the initiative that came of it said something else before, for everybody to read."""
    return bool(question.initiative) and says_something_else(question.initiative)


def initiative_of(question: Question) -> Any:
    """The initiative that came of it, as it stands now; None where there is none."""
    if not question.initiative:
        return None
    return next(
        (one for one in items("initiative", ended=True) if one.key == question.initiative), None
    )


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An idea that was taken back after it became an initiative, living or ended."""

    question: Question
    initiative: Item[Any]
    is_changed: bool
    """Whether its text was changed since, so that only earlier versions still say what it said."""


def withdrawn_ideas() -> list[TakenBack]:
    """Those of which everybody can still read the text of the asker, as it stands or as it stood,
    unless somebody saw that it tells nothing of them. A query for each beside two."""
    taken_back = Question.objects.filter(
        withdrawn_at__isnull=False, initiative_looked_at__isnull=True
    ).exclude(initiative="")
    found = list(taken_back.order_by("withdrawn_at"))
    known = {one.key: one for one in items("initiative", ended=True)} if found else {}
    told = [
        TakenBack(one, known[one.initiative], _changed_since(one))
        for one in found
        if one.initiative in known
    ]
    return [
        one for one in told if not one.is_changed or says_something_else(one.question.initiative)
    ]


def _changed_since(question: Question) -> bool:
    last = history("initiative", question.initiative)[0]
    return question.withdrawn_at is not None and last.recorded_at > question.withdrawn_at
