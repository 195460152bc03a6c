# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every figure that was ever stored."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from hcat.agenda.api import items
from hcat.api.answers.observations import ObservationAnswer
from hcat.api.operations import reads
from hcat.api.paging import Page, page_of
from hcat.api.parameters import Day, KeyText, Paged, unknown_key
from hcat.evidence.api import Places, Use, observations, places_in_series, uses
from hcat.numerics.api import Period

from .collections import found_item

TAG = gettext_noop("Results and evidence")
_PERIOD = re.compile(r"(\d{4})|(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})")

router = Router()


def _period(value: str | None) -> str | None:
    if value is not None:
        period_of(value)
    return value


def period_of(text: str) -> Period:
    """A year, or two days with a slash between, as ISO 8601 writes an interval.

    >>> str(period_of("2020")), period_of("2020-08-01/2021-07-31").days
    ('2020-01-01/2020-12-31', 365)
    """
    found = _PERIOD.fullmatch(text)
    try:
        if found and found[1]:
            return Period.year(int(found[1]))
        if found:
            return Period(date.fromisoformat(found[2]), date.fromisoformat(found[3]))
    except ValueError:
        pass
    raise PydanticCustomError("period", "not a period")


class Figures(Paged):
    proxy: bool | None = Field(
        None,
        description=gettext_noop(
            "true: only figures that come near; false: only those that count."
        ),
    )
    since: Day | None = Field(
        None, description=gettext_noop("Only what was recorded on or after this day.")
    )
    period: Annotated[str | None, AfterValidator(_period)] = Field(
        None,
        description=gettext_noop(
            "Only figures that speak of this period: a year such as 2020, or two days such as "
            "2020-08-01/2021-07-31."
        ),
    )
    superseded: bool = Field(
        False, description=gettext_noop("Also figures that a later one has corrected.")
    )


class TargetFigures(Figures):
    target: KeyText | None = Field(
        None, description=gettext_noop("Only for the target with this key.")
    )


class ResultFigures(TargetFigures):
    result: KeyText | None = Field(
        None, description=gettext_noop("Only for the result with this key.")
    )


@reads(
    router,
    "/observations",
    ResultFigures,
    Page[ObservationAnswer],
    name="list_observations",
    summary=gettext_noop("Every figure that was stored"),
    description=gettext_noop(
        "By measure, group and period. A figure is never changed: a correction is a new one that "
        "supersedes it. With asOf: figures about periods that had ended by that day."
    ),
    tag=TAG,
)
def list_observations(
    request: HttpRequest, response: HttpResponse, params: Query[ResultFigures]
) -> Any:
    if params.result is not None or params.target is not None:
        _check_keys(params)
    return _page(request, response, params, params.result, params.target)


@reads(
    router,
    "/results/{key}/observations",
    TargetFigures,
    Page[ObservationAnswer],
    name="list_result_observations",
    summary=gettext_noop("The figures for one result, near ones included"),
    tag=TAG,
)
def list_result_observations(
    request: HttpRequest, response: HttpResponse, key: str, params: Query[TargetFigures]
) -> Any:
    result = found_item("result", key, params, request.path)
    known = {target.key for target in result.sheet.targets}
    if params.target is not None and params.target not in known:
        raise unknown_key("target", params.target, known)
    return _page(request, response, params, result.key, params.target)


def _check_keys(params: ResultFigures) -> None:
    results = items("result", as_of=params.as_of, ended=True)
    keys = {result.key for result in results}
    if params.result is not None and params.result not in keys:
        raise unknown_key("result", params.result, keys)
    targets = {
        target.key
        for result in results
        for target in result.sheet.targets
        if params.result in (None, result.key)
    }
    if params.target is not None and params.target not in targets:
        raise unknown_key("target", params.target, targets)


def _page(
    request: HttpRequest,
    response: HttpResponse,
    params: Figures,
    result: str | None,
    target: str | None,
) -> Any:
    serving = uses(as_of=params.as_of)
    places = places_in_series(as_of=params.as_of)
    found = observations(
        serving,
        as_of=params.as_of,
        result=result,
        target=target,
        proxy=params.proxy,
        since=_moment(params.since),
        within=period_of(params.period) if params.period else None,
        superseded=params.superseded,
    )
    return page_of(
        request,
        response,
        params,
        found,
        lambda rows: [_answer(row, serving, places) for row in rows],
    )


def _moment(day: date | None) -> datetime | None:
    return None if day is None else timezone.make_aware(datetime.combine(day, time.min))


def _answer(row: Any, serving: dict[str, list[Use]], places: Places) -> ObservationAnswer:
    entered = Use(result=row.result, target=row.target, condition=row.condition)
    served = [entered] if row.result else serving.get(row.measure, [])
    fields = {
        name: getattr(row, name)
        for name in ObservationAnswer.model_fields
        if hasattr(row, name) and name != "supersedes"
    }
    return ObservationAnswer.model_validate(
        fields
        | {
            "series": places.series_of(row.measure),
            "in_place_of": places.in_place_of.get(row.pk),
            "serves": served,
            "period": {"start": row.start, "end": row.end},
            "supersedes": row.supersedes_id,
        }
    )
