# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of initiatives, the programme lines that they stand in, and the menu of ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from hcat.agenda.api import (
    Initiative,
    InitiativeStatus,
    Item,
    Level,
    initiative_by_number,
    item_of,
    items,
    search_initiatives,
    the_agenda,
)
from hcat.api.answers.common import of_item
from hcat.api.answers.initiatives import InitiativeAnswer, PlacementAnswer
from hcat.api.answers.programme import ChapterAnswer, DifferentiationAnswer, LineAnswer, WayAnswer
from hcat.api.operations import reads
from hcat.api.paging import Page, page_of
from hcat.api.parameters import Dated, KeyText, Paged, Typed, unknown_key
from hcat.api.problems import Problem

from .collections import plain_collection

TAG = gettext_noop("Initiatives and menu")
LARGEST_NUMBER = 2**31 - 1

router = Router()


class InitiativeFilters(Paged):
    status: InitiativeStatus | None = Field(
        None, description=gettext_noop("Only with this status.")
    )
    line: KeyText | None = Field(
        None, description=gettext_noop("Only in the programme line with this key.")
    )
    differentiation: KeyText | None = Field(
        None, description=gettext_noop("Only in the part of a programme line with this key.")
    )
    way: KeyText | None = Field(
        None, description=gettext_noop("Only with the way of the menu of this key.")
    )
    level: Level | None = Field(None, description=gettext_noop("Only for this level of education."))
    place: Typed | None = Field(
        None, description=gettext_noop("Only in the municipality with this code, such as GM0153.")
    )
    text: Typed = Field("", description=gettext_noop("Only with these words, in any field."))
    ended: bool = Field(
        False,
        description=gettext_noop("Also those that were stopped, merged or split up to that day."),
    )


def placements(
    rows: list[Item[Any]], params: Dated
) -> Callable[[Item[Any]], list[PlacementAnswer]]:
    """Both places of an initiative that stands in two, with the titles that a reader needs."""
    parts = {part.key: part for part in items("differentiation", as_of=params.as_of, ended=True)}
    lines = {line.key: line for line in items("line", as_of=params.as_of, ended=True)}

    def of(row: Item[Any]) -> list[PlacementAnswer]:
        answers = []
        for key in row.sheet.placements:
            part = parts[key].sheet
            line = lines[part.line].sheet
            answers.append(
                PlacementAnswer.model_validate(
                    {
                        "differentiation": key,
                        "letter": part.letter,
                        "title": part.title,
                        "line": line.key,
                        "line_number": line.number,
                        "line_title": line.title,
                    }
                )
            )
        return answers

    return of


def _worded(
    request: HttpRequest, rows: list[Item[Initiative]], params: Dated
) -> list[InitiativeAnswer]:
    placed = placements(rows, params)
    return [
        of_item(
            request,
            InitiativeAnswer,
            f"initiatives/{row.sheet.number}",
            row,
            placements=placed(row),
        )
        for row in rows
    ]


def _check_keys(filters: InitiativeFilters) -> None:
    """A key that nothing bears is a slip of the pen, not an empty answer."""
    for kind in ("line", "differentiation", "way"):
        wanted = getattr(filters, kind)
        if wanted is not None:
            known = {one.key for one in items(kind, as_of=filters.as_of, ended=True)}
            if wanted not in known:
                raise unknown_key(kind, wanted, known)
    if filters.place is not None:
        agenda = the_agenda(filters.as_of)
        codes = {place.code for place in agenda.sheet.places} if agenda else set()
        if filters.place not in codes:
            raise unknown_key("place", filters.place, codes)


@reads(
    router,
    "/initiatives",
    InitiativeFilters,
    Page[InitiativeAnswer],
    name="list_initiatives",
    summary=gettext_noop("The register of initiatives"),
    description=gettext_noop(
        "In the order of their numbers. Filters go together: an initiative meets them all. "
        "One that stands in two places is counted once and shows both placements."
    ),
    tag=TAG,
)
def list_initiatives(
    request: HttpRequest, response: HttpResponse, params: Query[InitiativeFilters]
) -> Any:
    _check_keys(params)
    found = search_initiatives(
        as_of=params.as_of,
        text=params.text,
        status=params.status,
        line=params.line,
        differentiation=params.differentiation,
        way=params.way,
        level=params.level,
        place=params.place,
        ended=params.ended,
    )
    return page_of(
        request,
        response,
        params,
        found,
        lambda rows: _worded(request, [item_of(row) for row in rows], params),
    )


@reads(
    router,
    "/initiatives/{int:number}",
    Dated,
    InitiativeAnswer,
    name="get_initiative",
    summary=gettext_noop("One initiative, by its number"),
    tag=TAG,
)
def get_initiative(request: HttpRequest, number: int, params: Query[Dated]) -> Any:
    if number > LARGEST_NUMBER:
        raise Problem.no_such_address(request.path)
    row = initiative_by_number(number, as_of=params.as_of)
    return _worded(request, [row], params)[0]


def _parts(rows: list[Item[Any]], params: Dated) -> Callable[[Item[Any]], dict[str, Any]]:
    parts = items("differentiation", as_of=params.as_of)
    return lambda line: {
        "differentiations": [
            DifferentiationAnswer.model_validate(part.sheet)
            for part in parts
            if part.sheet.line == line.key
        ]
    }


def _chapter(rows: list[Item[Any]], params: Dated) -> Callable[[Item[Any]], dict[str, Any]]:
    chapters = {one.key: one.sheet for one in items("chapter", as_of=params.as_of, ended=True)}
    return lambda way: {"chapter": ChapterAnswer.model_validate(chapters[way.sheet.chapter])}


plain_collection(
    router,
    path="lines",
    kind="line",
    answer=LineAnswer,
    names=("list_lines", "get_line"),
    summaries=(
        gettext_noop("The programme lines and their parts"),
        gettext_noop("One programme line"),
    ),
    tag=TAG,
    more=_parts,
)
plain_collection(
    router,
    path="ways",
    kind="way",
    answer=WayAnswer,
    names=("list_ways", "get_way"),
    summaries=(gettext_noop("The ways of the menu"), gettext_noop("One way of the menu")),
    tag=TAG,
    more=_chapter,
    parent=("chapter", "chapter"),
)
