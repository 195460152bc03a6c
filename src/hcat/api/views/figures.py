# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Published figures and their sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Query, Router

from hcat.agenda.api import Figure, Item, Series, items
from hcat.api.answers.common import of_item
from hcat.api.answers.figures import (
    FigureAnswer,
    SeriesAnswer,
    SeriesWithFiguresAnswer,
    SourceAnswer,
)
from hcat.api.operations import reads
from hcat.api.paging import Page, page_of
from hcat.api.parameters import Dated, Paged
from hcat.foundation.api import today

from .collections import found_item, listed, plain_collection

TAG = gettext_noop("Figures and sources")

router = Router()


@reads(
    router,
    "/series",
    Paged,
    Page[SeriesAnswer],
    name="list_series",
    summary=gettext_noop("The published series of figures"),
    tag=TAG,
)
def list_series(request: HttpRequest, response: HttpResponse, params: Query[Paged]) -> Any:
    found = items("series", as_of=params.as_of)
    return listed(request, response, params, found, SeriesAnswer, "series", _counted)


def _known(row: Item[Series], params: Dated) -> list[Figure]:
    """A figure about a time to come was not known yet on the day that is asked about."""
    return row.sheet.known_on(params.as_of or today())


def _counted(rows: list[Item[Any]], params: Dated) -> Callable[[Item[Any]], dict[str, Any]]:
    return lambda row: {"figure_count": len(_known(row, params))}


@reads(
    router,
    "/series/{key}",
    Dated,
    SeriesWithFiguresAnswer,
    name="get_series",
    summary=gettext_noop("One published series of figures, with its figures"),
    tag=TAG,
)
def get_series(request: HttpRequest, key: str, params: Query[Dated]) -> Any:
    row = found_item("series", key, params, request.path)
    figures = _known(row, params)
    return of_item(
        request,
        SeriesWithFiguresAnswer,
        f"series/{row.key}",
        row,
        figure_count=len(figures),
        figures=[FigureAnswer.model_validate(figure) for figure in figures],
    )


@reads(
    router,
    "/series/{key}/figures",
    Paged,
    Page[FigureAnswer],
    name="list_figures",
    summary=gettext_noop("The figures of one series, in pages"),
    tag=TAG,
)
def list_figures(
    request: HttpRequest, response: HttpResponse, key: str, params: Query[Paged]
) -> Any:
    row = found_item("series", key, params, request.path)
    return page_of(
        request,
        response,
        params,
        _known(row, params),
        lambda figures: [FigureAnswer.model_validate(figure) for figure in figures],
    )


plain_collection(
    router,
    path="sources",
    kind="source",
    answer=SourceAnswer,
    names=("list_sources", "get_source"),
    summaries=(gettext_noop("Where the figures and texts come from"), gettext_noop("One source")),
    tag=TAG,
)
