# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the first pages of the desk tell of surveys: each with its latest wave, in few queries."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
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


def surveys_by_latest() -> QuerySet[Any]:
    """Every survey in use with `latest`, the number of its latest wave that was not dropped; those
    with a wave first, the newest on top. Lazy."""
    waves = Wave.objects.filter(survey=OuterRef("pk")).exclude(state=Wave.State.DROPPED)
    newest = waves.order_by("-reference_day", "-id")
    return (
        Survey.objects.filter(retired_at=None)
        .annotate(
            latest=Subquery(newest.values("pk")[:1]),
            latest_day=Subquery(newest.values("reference_day")[:1]),
        )
        .order_by("-latest_day", "key")
    )


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
    counted = {row.pop("wave"): row for row in rows}
    return {
        wave: Tally(drawn=drawn.get(wave, 0), **counted.get(wave, {})) for wave in waves
    }


def survey_called(key: str) -> Survey:
    """NotFound where there is none. One query."""
    found = Survey.objects.filter(key=key).first()
    if found is None:
        raise NotFound(
            _("There is no survey %(key)s.") % {"key": key},
            mend=_("Choose one from the list of surveys."),
        )
    return found


def wave_called(survey: str, key: str) -> Wave:
    """With its survey and edition. NotFound where there is none. One query."""
    found = (
        Wave.objects.select_related("survey", "edition").filter(survey__key=survey, key=key).first()
    )
    if found is None:
        raise NotFound(
            _("This survey has no wave %(key)s.") % {"key": key},
            mend=_("Choose one from the page of the survey."),
        )
    return found


def keys_in_use() -> set[str]:
    """Of every survey, also of those that are not asked any more. One query."""
    return set(Survey.objects.values_list("key", flat=True))


def waves_of(survey: Survey) -> QuerySet[Wave]:
    """The newest first, those that were called off among them. Lazy."""
    return Wave.objects.filter(survey=survey).order_by("-reference_day", "-id")


def editions_of(survey: Survey) -> QuerySet[Edition]:
    """The newest first. Lazy."""
    return Edition.objects.filter(survey=survey).order_by("-number")


def edition_numbered(survey: Survey, number: int) -> Edition | None:
    """One query."""
    return Edition.objects.filter(survey=survey, number=number).first()


def shipped_surveys() -> list[Any]:
    return []
