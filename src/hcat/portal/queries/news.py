# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is new on the portal since a moment, by technical field."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min, OuterRef, Subquery

from hcat.portal.classifying.lexicon import NO_FIELD
from hcat.portal.models import Aspect, Label, Source

from .vacancies import shown_open


@dataclass(frozen=True, slots=True)
class Group:
    """New vacancies of one field, or of the rest where `field` is empty. `keys`: the newest few."""

    field: str
    number: int
    keys: tuple[str, ...]


def opened_since(
    since: datetime, *, most: int, few: int = 3, posted_from: date | None = None
) -> list[Group]:
    """What opened since and is open, without invented ones: at most so many groups, the largest
    field first; the last one holds the rest. One query. `posted_from`: without what its company
    published before that day, which is new to us and to nobody else."""
    label = Label.objects.filter(vacancy=OuterRef("pk"), aspect=Aspect.FIELD).order_by(
        "-confidence"
    )
    found = shown_open().filter(is_demo=False, opened_at__gt=since)
    if posted_from is not None:
        found = found.exclude(published__lt=posted_from)
    rows = (
        found.annotate(field=Subquery(label.values("value")[:1]))
        .order_by("-opened_at", "-pk")
        .values_list("field", "key")
    )
    by_field: dict[str, list[str]] = defaultdict(list)
    for field, key in rows.iterator():
        by_field["" if field in (None, NO_FIELD) else str(field)].append(key)
    rest = by_field.pop("", [])
    ordered = sorted(by_field.items(), key=lambda item: (-len(item[1]), item[0]))
    own = ordered[: most - 1] if rest or len(ordered) > most else ordered
    for _field, keys in ordered[len(own) :]:
        rest += keys
    groups = [Group(field, len(keys), tuple(keys[:few])) for field, keys in own]
    return [*groups, Group("", len(rest), tuple(rest[:few]))] if rest else groups


def followed_since(since: datetime) -> list[int]:
    """Numbers of companies whose vacancies are read since then and were not before; without
    invented ones. One query."""
    rows = (
        Source.objects.filter(is_demo=False)
        .order_by()
        .values("organisation_id")
        .annotate(first=Min("added_at"))
        .filter(first__gt=since)
    )
    return sorted(row["organisation_id"] for row in rows)
