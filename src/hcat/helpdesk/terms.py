# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether terms were kept: for the measure, and for the table at the desk."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from hcat.foundation.api import today

from .models import Question


@dataclass(frozen=True, slots=True)
class Kept:
    """Of a kind of asker: how many terms ended, and how many of them were kept."""

    kind: str
    kept: int
    known: int


def counted(known_on: datetime | None = None) -> QuerySet[Question]:
    """The questions that count: not what was held or refused as spam, nor what was made up."""
    apart = [Question.State.HELD, Question.State.REFUSED]
    rows = Question.objects.filter(is_demo=False).exclude(state__in=apart)
    return rows.filter(asked_at__lte=known_on) if known_on else rows


def terms_by_kind(since: date, until: date, *, known_on: datetime | None = None) -> list[Kept]:
    """The terms that ended from one day to another, by kind of asker; kinds without any are left
    out. What was taken back before it was answered does not count, nor does a term that had not
    passed yet without an answer: it may still be kept. One query."""
    on = timezone.localdate(known_on) if known_on else today()
    due = counted(known_on).filter(first_due_on__gte=since, first_due_on__lte=until)
    known, kept = Counter[str](), Counter[str]()
    for one in due.exclude(withdrawn_at__isnull=False, answered_at__isnull=True):
        if one.first_due_on >= on and not _answered(one, known_on):
            continue
        known[one.kind] += 1
        kept[one.kind] += _in_time(one, known_on)
    return [Kept(kind, kept[kind], known[kind]) for kind in sorted(known)]


def _answered(one: Question, known_on: datetime | None) -> bool:
    return one.answered_at is not None and (known_on is None or one.answered_at <= known_on)


def _in_time(one: Question, known_on: datetime | None) -> bool:
    if one.answered_at is None or not _answered(one, known_on):
        return False
    return one.in_time(timezone.localdate(one.answered_at))
