# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Surveys: what was released of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from hcat.api.answers.surveys import (
    SurveyAnswer,
    SurveyFigureAnswer,
    SurveyResultsAnswer,
    SurveyWaveAnswer,
)
from hcat.api.operations import reads
from hcat.api.paging import Page, linked, page_of
from hcat.api.parameters import LARGEST_PAGE, LAST_PAGE, Params
from hcat.api.problems import Problem
from hcat.foundation.api import Translated
from hcat.surveys.api import (
    ReleasedFigure,
    ReleasedSurvey,
    figures,
    released_surveys,
    released_wave,
)

TAG = gettext_noop("Surveys")
SLUG = re.compile(r"[A-Za-z0-9_-]{1,60}")

router = Router()


class SurveyPages(Params):
    """No `asOf`: figures of a wave are never changed, and say themselves of which day they are."""

    page: int = Field(1, ge=1, le=LAST_PAGE, description=gettext_noop("Which page, from 1."))
    page_size: int = Field(
        50,
        ge=1,
        le=LARGEST_PAGE,
        description=gettext_noop("How many items on a page, at most 100."),
    )


@reads(
    router,
    "/surveys",
    SurveyPages,
    Page[SurveyAnswer],
    name="list_surveys",
    summary=gettext_noop("Surveys of which figures were released"),
    tag=TAG,
)
def list_surveys(request: HttpRequest, response: HttpResponse, params: Query[SurveyPages]) -> Any:
    return page_of(
        request,
        response,
        params,  # type: ignore[arg-type]
        sorted(released_surveys(), key=lambda one: one.survey.key),
        lambda rows: [_survey(request, one) for one in rows],
    )


@reads(
    router,
    "/surveys/{key}/waves/{wave}",
    Params,
    SurveyResultsAnswer,
    name="get_survey_wave",
    summary=gettext_noop("The released figures of one wave of a survey"),
    description=gettext_noop(
        "Worked out once, when the wave was released. What would tell of few has no value and a "
        "missingReason."
    ),
    tag=TAG,
)
def get_survey_wave(request: HttpRequest, key: str, wave: str, params: Query[Params]) -> Any:
    if not SLUG.fullmatch(key) or not SLUG.fullmatch(wave):
        raise Problem.no_such_address(request.path)
    found = released_wave(key, wave).wave
    release = found.release
    return SurveyResultsAnswer(
        survey=found.survey.key,
        key=found.key,
        reference_day=found.reference_day,
        opens_on=found.opens_on,
        closes_on=found.closes_on,
        released_at=release.released_at,
        population=release.population,
        asked=release.drawn,
        answered=release.answered,
        least=release.least,
        figures=_figures(figures(found)),
        is_demo=found.is_demo,
        _links=linked(request, f"surveys/{key}/waves/{wave}"),
    )


def _survey(request: HttpRequest, of: ReleasedSurvey) -> SurveyAnswer:
    return SurveyAnswer.model_validate(
        {
            "key": of.survey.key,
            "title": Translated(of.survey.titles),
            "purpose": Translated(of.survey.purposes),
            "population": of.survey.population,
            "waves": [
                SurveyWaveAnswer(
                    key=wave.key,
                    reference_day=wave.reference_day,
                    released_at=wave.release.released_at,
                    _links=linked(request, f"surveys/{of.survey.key}/waves/{wave.key}"),
                )
                for wave in of.waves
            ],
            "is_demo": of.survey.is_demo,
        }
    )


def _figures(rows: Sequence[ReleasedFigure]) -> list[SurveyFigureAnswer]:
    return [
        SurveyFigureAnswer(
            concept=one.concept,
            choice=one.choice or None,
            grouping=one.dimension or None,
            group=one.group if one.dimension else None,
            statistic=one.statistic,
            value=one.value,
            low=one.low,
            high=one.high,
            low_ongoing=one.low_ongoing,
            high_ongoing=one.high_ongoing,
            n=one.n,
            yes=one.yes,
            population=one.population,
            method=one.method or None,
            missing_reason=one.hidden or None,
        )
        for one in rows
    ]
