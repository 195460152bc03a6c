# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether terms were kept: for the measure, and for the table at the desk."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.db.models import QuerySet
from django.utils import timezone

from hcat.foundation.api import end_of, now, today

from .models import Question


@dataclass(frozen=True, slots=True)
class Kept:
    """Of a kind of asker: how many terms ended, and how many of them were kept."""

    kind: str
    kept: int
    known: int


def counted(known_on: datetime | None = None) -> QuerySet[Question]:
    """The questions that count, as was known at a moment: not what was held or refused as spam by
    then, nor what was made up."""
    rows = Question.objects.filter(is_demo=False, let_in_at__isnull=False)
    return rows.filter(let_in_at__lte=known_on) if known_on else rows


def terms_by_kind(since: date, until: date, *, known_on: datetime | None = None) -> list[Kept]:
    """The terms that ended from one day to another, by kind of asker; kinds without any are left
    out. What was taken back before it was answered does not count, nor does a term that had not
    passed yet without an answer: it may still be kept. One query."""
    on = timezone.localdate(known_on) if known_on else today()
    moment = known_on or now()
    due = counted(known_on).filter(first_due_on__gte=since, first_due_on__lte=until)
    known, kept, ends = Counter[str](), Counter[str](), cache(end_of)
    for one in due.values_list("kind", "first_due_on", "answered_at", "withdrawn_at").iterator():
        kind, due_on, answered_at, withdrawn_at = one
        if answered_at is not None and answered_at <= moment:
            known[kind] += 1
            kept[kind] += answered_at < ends(due_on)
        elif due_on < on and not (withdrawn_at is not None and withdrawn_at <= moment):
            known[kind] += 1
    return [Kept(kind, kept[kind], known[kind]) for kind in sorted(known)]
