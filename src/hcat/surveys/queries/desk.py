# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the first pages of the desk tell of surveys: each with its latest wave, in few queries."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from hcat.surveys.models import Edition, FrameUnit, Invitation, Outcome, Survey, Wave


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a wave were drawn, and what became of them."""

    drawn: int = 0
    invited: int = 0
    """Asked at least once, or answered."""
    answered: int = 0
    refused: int = 0
    bounced: int = 0
    no_address: int = 0
    out_of_scope: int = 0


def surveys_by_latest(*, ended: bool = False) -> QuerySet[Any]:
    """Every survey in use with `latest`, the number of its latest wave that was not dropped; those
    with a wave first, the newest on top. `ended`: those that are asked no more instead. Lazy."""
    waves = Wave.objects.filter(survey=OuterRef("pk")).exclude(state=Wave.State.DROPPED)
    newest = waves.order_by("-reference_day", "-id")
    return (
        Survey.objects.filter(retired_at__isnull=not ended)
        .annotate(
            latest=Subquery(newest.values("pk")[:1]),
            latest_day=Subquery(newest.values("reference_day")[:1]),
        )
        .order_by("-latest_day", "key")
    )


def surveys_by_key(*, ended: bool = False) -> QuerySet[Survey]:
    """By their name in addresses; `ended`: those that are not asked any more too. Lazy."""
    rows = Survey.objects.order_by("key")
    return rows if ended else rows.filter(retired_at=None)


def waves_numbered(numbers: Collection[int]) -> dict[int, Wave]:
    """These waves with their survey, by number. One query."""
    return Wave.objects.select_related("survey").in_bulk(list(numbers))


def tallies(waves: Collection[int]) -> dict[int, Tally]:
    """Of each of these waves. Two queries, whatever their number."""
    drawn = dict(
        FrameUnit.objects.filter(wave__in=waves, is_drawn=True)
        .order_by()
        .values_list("wave")
        .annotate(Count("pk"))
    )
    rows = (
        Invitation.objects.filter(wave__in=waves)
        .order_by()
        .values("wave")
        .annotate(
            invited=Count("pk", filter=Q(invited_at__isnull=False) | Q(outcome="completed")),
            **{
                name: Count("pk", filter=Q(outcome=outcome))
                for name, outcome in (
                    ("answered", Outcome.COMPLETED),
                    ("refused", Outcome.REFUSED),
                    ("bounced", Outcome.BOUNCED),
                    ("no_address", Outcome.NO_ADDRESS),
                    ("out_of_scope", Outcome.OUT_OF_SCOPE),
                )
            },
        )
    )
    counted: dict[int, dict[str, int]] = {
        row["wave"]: {name: int(str(n)) for name, n in row.items() if name != "wave"}
        for row in rows
    }
    return {wave: Tally(drawn=drawn.get(wave, 0), **counted.get(wave, {})) for wave in waves}


def keys_in_use() -> set[str]:
    """Of every survey, also of those that are not asked any more. One query."""
    return set(Survey.objects.values_list("key", flat=True))


def editions_of(survey: Survey) -> QuerySet[Edition]:
    """The newest first. Lazy."""
    return Edition.objects.filter(survey=survey).order_by("-number")


def edition_numbered(survey: Survey, number: int) -> Edition | None:
    """One query."""
    return Edition.objects.filter(survey=survey, number=number).first()
