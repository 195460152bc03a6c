# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is answered again and again, so that its answer could be a page for everybody.

By the reusable text that the answers began with; only answers without such a text are told apart by
the words of their questions.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q

from hcat.foundation.api import now

from .models import Message, PublicAnswer, Question, ReusableText
from .wording import stems

WITHIN = timedelta(days=365)
TIMES = 3
ALIKE = 0.4
"""Share of the words of two questions together that both have; below this, they are two."""
NEWEST = 300
"""Questions that are compared, so that the desk opens at once however many there are."""


@dataclass(frozen=True, slots=True)
class Often:
    """Questions about one topic in the same words; the answer to the newest is made public."""

    newest: Question
    numbers: tuple[str, ...]
    """Of all of them, the newest first."""

    @property
    def times(self) -> int:
        return len(self.numbers)


@dataclass(frozen=True, slots=True)
class OftenUsed:
    """A reusable text, and how many questions were answered with it within a year."""

    text: ReusableText
    times: int


def used_often() -> list[OftenUsed]:
    """The texts with which three questions or more were answered within a year, of which no public
    answer was made yet, that may be one and that somebody did not find unfit for one; the most used
    first. One query."""
    answers = Q(
        answers__written_at__gt=now() - WITHIN,
        answers__question__is_demo=False,
        answers__question__initiative="",
    )
    rows = ReusableText.objects.filter(
        may_be_public=True, stays_between_us=False, public__isnull=True
    ).annotate(times=Count("answers__question", filter=answers, distinct=True))
    return [OftenUsed(one, one.times) for one in rows.filter(times__gte=TIMES).order_by("-times")]


def asked_often() -> list[Often]:
    """What was answered in own words three times or more within a year and is no public answer yet,
    nor found unfit for one; the most often asked first. A text that only frames an answer counts as
    none. Three queries."""
    rows = Question.objects.filter(
        topic__isnull=False, answered_at__gt=now() - WITHIN, erased_at__isnull=True, is_demo=False,
        initiative="",
    ).exclude(
        pk__in=Message.objects.filter(began_with__may_be_public=True).values("question")
    ).order_by("-asked_at", "-pk")  # fmt: skip
    questions = list(rows[:NEWEST])
    words = _words_of(questions)
    told = set(PublicAnswer.objects.values_list("made_from", flat=True))
    found = []
    left = questions
    while left:
        newest = left[0]
        alike = [one for one in left if one is newest or _is_alike(newest, one, words)]
        left = [one for one in left if one not in alike]
        is_settled = any(one.pk in told or one.stays_between_us for one in alike)
        if len(alike) >= TIMES and not is_settled:
            found.append(Often(newest, tuple(one.number for one in alike)))
    return sorted(found, key=lambda one: -one.times)


def _words_of(questions: list[Question]) -> dict[int, set[str]]:
    """The words of title and first message of each."""
    words: dict[int, set[str]] = defaultdict(set)
    asked = Message.objects.filter(question__in=questions, kind=Message.Kind.ASKED)
    for one in asked.order_by("question", "-written_at", "-pk"):
        words[one.question_id] = stems(one.text)
    for question in questions:
        words[question.pk] |= stems(question.title)
    return words


def _is_alike(one: Question, other: Question, words: dict[int, set[str]]) -> bool:
    if one.topic_id != other.topic_id:
        return False
    both, either = words[one.pk] & words[other.pk], words[one.pk] | words[other.pk]
    return bool(both) and len(both) >= ALIKE * len(either)
