# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Results with their verdicts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from hcat.agenda.api import Agenda, Item, items, the_agenda
from hcat.api.answers.common import of_item
from hcat.api.answers.results import (
    ConditionAnswer,
    DimensionAnswer,
    PartAnswer,
    ResultAnswer,
    TargetAnswer,
)
from hcat.api.operations import reads
from hcat.api.paging import Page, page_of
from hcat.api.parameters import Dated, KeyText, Paged, unknown_key
from hcat.evidence.api import (
    ConditionStanding,
    DimensionStanding,
    PartStanding,
    ResultStanding,
    TargetStanding,
    missing_reason,
    parts_of,
    standing,
    standing_of,
)
from hcat.numerics.api import Judgement, Verdict

from .collections import found_item

TAG = gettext_noop("Results and evidence")

router = Router()


class ResultFilters(Paged):
    point: KeyText | None = Field(
        None, description=gettext_noop("Only of the agenda point with this key.")
    )
    verdict: Verdict | None = Field(None, description=gettext_noop("Only with this verdict."))


@reads(
    router,
    "/results",
    ResultFilters,
    Page[ResultAnswer],
    name="list_results",
    summary=gettext_noop("What was promised, each with its verdict"),
    description=gettext_noop(
        "In the agenda's order. With asOf: the verdict as it stood on that day."
    ),
    tag=TAG,
)
def list_results(request: HttpRequest, response: HttpResponse, params: Query[ResultFilters]) -> Any:
    place = {one.key: at for at, one in enumerate(items("point", as_of=params.as_of, ended=True))}
    if params.point is not None and params.point not in place:
        raise unknown_key("point", params.point, place)
    found = [
        one
        for one in standing(as_of=params.as_of)
        if params.point in (None, one.item.sheet.point) and params.verdict in (None, one.verdict)
    ]
    found.sort(key=lambda one: place.get(one.item.sheet.point, len(place)))
    agenda = the_agenda(params.as_of)
    return page_of(
        request,
        response,
        params,
        found,
        lambda rows: [_answer(request, row, agenda) for row in rows],
    )


@reads(
    router,
    "/results/{key}",
    Dated,
    ResultAnswer,
    name="get_result",
    summary=gettext_noop("One result with its targets and verdict"),
    tag=TAG,
)
def get_result(request: HttpRequest, key: str, params: Query[Dated]) -> Any:
    found = found_item("result", key, params, request.path)
    return _answer(request, standing_of(found.key, as_of=params.as_of), the_agenda(params.as_of))


def _answer(request: HttpRequest, one: ResultStanding, agenda: Item[Agenda] | None) -> ResultAnswer:
    leading = one.leading
    return of_item(
        request,
        ResultAnswer,
        f"results/{one.key}",
        one.item,
        verdict=one.verdict,
        probability=leading.judgement.probability,
        reason=leading.judgement.reason,
        sentence=one.sentence(),
        leading_target=leading.target.key,
        is_demo=one.rests_on_demo,
        judged_on=one.as_of,
        targets=[_target(target) for target in one.targets],
        parts=[_dimension(dimension) for dimension in parts_of(one, agenda)],
    )


def _dimension(one: DimensionStanding) -> DimensionAnswer:
    return DimensionAnswer.model_validate(
        {
            "dimension": one.key,
            "is_listed": one.is_listed,
            "expected": len(one.parts),
            "known": one.known,
            "only_near": one.only_near,
            "parts": [_part(part) for part in one.parts],
        }
    )


def _part(one: PartStanding) -> PartAnswer:
    return PartAnswer.model_validate(
        {
            "key": one.key,
            "title": str(one.title),
            "is_known": one.is_known,
            "figure": one.figure.id if one.figure else None,
            "near": one.near.id if one.near else None,
            "missing_reason": missing_reason(one),
        }
    )


def _judged(judgement: Judgement, sentence: str) -> dict[str, Any]:
    return {
        "verdict": judgement.verdict,
        "probability": judgement.probability,
        "reason": judgement.reason,
        "sentence": sentence,
    }


def _target(one: TargetStanding) -> TargetAnswer:
    promised = {
        name: getattr(one.target, name)
        for name in TargetAnswer.model_fields
        if hasattr(one.target, name) and name != "conditions"
    }
    return TargetAnswer.model_validate(
        promised
        | _judged(one.judgement, one.sentence())
        | {
            "conditions": [_condition(part) for part in one.conditions],
            "in_force": one.in_force,
            "next_due": one.next_due,
            "needed": one.needed,
            "is_demo": one.rests_on_demo,
        }
    )


def _condition(one: ConditionStanding) -> ConditionAnswer:
    return ConditionAnswer.model_validate(
        _judged(one.judgement, one.sentence())
        | {
            "key": one.condition.key if one.condition else None,
            "title": one.title,
            "measured_by": one.condition.measured_by if one.condition else None,
        }
    )
