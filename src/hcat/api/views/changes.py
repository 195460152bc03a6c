# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the agenda changed."""

from __future__ import annotations

from typing import Any, Literal

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from hcat.agenda.api import changes, decisions
from hcat.api.answers.changes import ChangeAnswer, DecisionAnswer, DescentAnswer
from hcat.api.operations import reads
from hcat.api.paging import Page, page_of
from hcat.api.parameters import LARGEST_PAGE, Day, Paged

AGENDA = gettext_noop("Agenda")

router = Router()

ChangeKind = Literal[
    "adopted", "revised", "stopped", "resumed", "moved", "widened", "merged", "split", "regrouped"
]


class ChangeFilters(Paged):
    since: Day | None = Field(
        None, description=gettext_noop("Only what took effect on or after this day.")
    )
    kind: ChangeKind | None = Field(None, description=gettext_noop("Only of this kind."))


@reads(
    router,
    "/changes",
    ChangeFilters,
    Page[ChangeAnswer],
    name="list_changes",
    summary=gettext_noop("What changed, when and why"),
    description=gettext_noop("Newest first. With asOf: what had taken effect by that day."),
    tag=AGENDA,
)
def list_changes(request: HttpRequest, response: HttpResponse, params: Query[ChangeFilters]) -> Any:
    found = changes(since=params.since, until=params.as_of)
    if params.kind is not None:
        found = found.filter(kind=params.kind)
    return page_of(request, response, params, found, _worded)


@reads(
    router,
    "/decisions",
    Paged,
    Page[DecisionAnswer],
    name="list_decisions",
    summary=gettext_noop("What was decided, when and by whom"),
    description=gettext_noop("Newest first. With asOf: what had been decided by that day."),
    tag=AGENDA,
)
def list_decisions(request: HttpRequest, response: HttpResponse, params: Query[Paged]) -> Any:
    return page_of(
        request,
        response,
        params,
        decisions(until=params.as_of),
        lambda rows: [DecisionAnswer.of(row) for row in rows],
    )


def _worded(rows: list[Any]) -> list[ChangeAnswer]:
    """Three queries for the whole page: how many elements, which (of small ones), descents."""
    page = changes().filter(pk__in=[row.pk for row in rows]).order_by()
    counts = dict(page.annotate(touched=Count("versions")).values_list("pk", "touched"))
    small = [pk for pk, count in counts.items() if 0 < count <= LARGEST_PAGE]
    elements: dict[int, list[str]] = {pk: [] for pk in counts if counts[pk] <= LARGEST_PAGE}
    for pk, kind, key in page.filter(pk__in=small).values_list(
        "pk", "versions__element__kind", "versions__element__key"
    ):
        elements[pk].append(f"{kind}:{key}")
    descents: dict[int, list[DescentAnswer]] = {pk: [] for pk in counts}
    for pk, *names in page.filter(descents__isnull=False).values_list(
        "pk",
        "descents__source__kind",
        "descents__source__key",
        "descents__heir__kind",
        "descents__heir__key",
    ):
        descents[pk].append(
            DescentAnswer(source=f"{names[0]}:{names[1]}", heir=f"{names[2]}:{names[3]}")
        )
    return [
        ChangeAnswer(
            id=row.pk,
            kind=row.kind,
            effective_on=row.effective_on,
            reason=row.why,
            decision=row.decision and DecisionAnswer.of(row.decision),
            element_count=counts[row.pk],
            elements=sorted(elements[row.pk]) if row.pk in elements else None,
            descents=sorted(descents[row.pk], key=lambda one: (one.source, one.heir)),
            recorded_at=row.recorded_at,
        )
        for row in rows
    ]
