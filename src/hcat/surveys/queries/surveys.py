# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Surveys and their waves, looked up and listed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.surveys.models import Survey, Wave


@dataclass(frozen=True, slots=True)
class ListedSurvey:
    """A survey with its latest wave; one that was called off does not count."""

    survey: Survey
    latest: Wave | None
    waves: int


def surveys(*, retired: bool = False) -> list[ListedSurvey]:
    """Every survey by key, with its latest wave. Two queries."""
    rows = list(Survey.objects.filter(retired_at__isnull=not retired))
    latest: dict[int, Wave] = {}
    count: dict[int, int] = {}
    waves = Wave.objects.filter(survey__in=rows).exclude(state=Wave.State.DROPPED)
    for one in waves.select_related("survey"):  # the newest first
        latest.setdefault(one.survey_id, one)
        count[one.survey_id] = count.get(one.survey_id, 0) + 1
    return [ListedSurvey(one, latest.get(one.pk), count.get(one.pk, 0)) for one in rows]


def survey_called(key: str) -> Survey:
    found = Survey.objects.filter(key=key).first()
    if found is None:
        raise NotFound(
            _("There is no survey %(key)s.") % {"key": key}, mend=_("Choose one from the list.")
        )
    return found


def wave_called(survey: str, key: str) -> Wave:
    """With its survey and edition. One query."""
    found = (
        Wave.objects.select_related("survey", "edition").filter(survey__key=survey, key=key).first()
    )
    if found is None:
        raise NotFound(
            _("There is no wave %(key)s of this survey.") % {"key": key},
            mend=_("Choose one from the list."),
        )
    return found


def waves_of(survey: Survey) -> QuerySet[Wave]:
    """The newest first, with their editions. Lazy."""
    return survey.waves.select_related("edition")
