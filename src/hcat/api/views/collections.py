# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Collections that need no filter: a list in pages and one thing by its key."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from hcat.agenda.api import Item, item, items
from hcat.api.answers.common import Element, of_item
from hcat.api.operations import reads
from hcat.api.paging import Page, page_of
from hcat.api.parameters import KEY, Dated, Paged
from hcat.api.problems import Problem

More = Callable[[list[Item[Any]], Dated], Callable[[Item[Any]], dict[str, Any]]]
"""From the rows of one answer to a function that gives what an answer holds beside the sheet."""


def nothing_more(rows: list[Item[Any]], params: Dated) -> Callable[[Item[Any]], dict[str, Any]]:
    return lambda row: {}


def by_parent(rows: list[Item[Any]], field: str, kind: str, as_of: date | None) -> list[Item[Any]]:
    """In the order of what they belong to; among those, the order that they have."""
    place = {one.key: at for at, one in enumerate(items(kind, as_of=as_of, ended=True))}
    return sorted(rows, key=lambda row: place.get(getattr(row.sheet, field), len(place)))


def found_item(kind: str, key: str, params: Dated, path: str) -> Item[Any]:
    """What bears the key; 404 too for what cannot be a key at all."""
    if len(key) > 80 or not re.fullmatch(KEY, key):
        raise Problem.no_such_address(path)
    return item(kind, key, as_of=params.as_of)


def listed(
    request: HttpRequest,
    response: HttpResponse,
    params: Paged,
    found: list[Item[Any]],
    answer: type[Element],
    path: str,
    more: More = nothing_more,
) -> Any:
    """One page of elements, each with its own link under `path`."""

    def worded(rows: list[Item[Any]]) -> list[Element]:
        extra = more(rows, params)
        return [of_item(request, answer, f"{path}/{row.key}", row, **extra(row)) for row in rows]

    return page_of(request, response, params, found, worded)


def one_item(
    router: Router,
    *,
    path: str,
    kind: str,
    answer: type[Element],
    name: str,
    summary: str,
    tag: str,
    more: More = nothing_more,
) -> None:
    @reads(router, f"/{path}/{{key}}", Dated, answer, name=name, summary=summary, tag=tag)
    def one(request: HttpRequest, key: str, params: Query[Dated]) -> Any:
        row = found_item(kind, key, params, request.path)
        extra = more([row], params)
        return of_item(request, answer, f"{path}/{row.key}", row, **extra(row))


def plain_collection(
    router: Router,
    *,
    path: str,
    kind: str,
    answer: type[Element],
    names: tuple[str, str],
    summaries: tuple[str, str],
    tag: str,
    more: More = nothing_more,
    parent: tuple[str, str] | None = None,
) -> None:
    """Register `/path` and `/path/{key}` for a kind of which there are dozens, not thousands.

    `parent`: the field and kind of what each belongs to; the list is in that order.
    """
    many: Any = Page.__class_getitem__(answer)

    @reads(router, f"/{path}", Paged, many, name=names[0], summary=summaries[0], tag=tag)
    def several(request: HttpRequest, response: HttpResponse, params: Query[Paged]) -> Any:
        found = items(kind, as_of=params.as_of)
        if parent is not None:
            found = by_parent(found, *parent, params.as_of)
        return listed(request, response, params, found, answer, path, more)

    one_item(
        router,
        path=path,
        kind=kind,
        answer=answer,
        name=names[1],
        summary=summaries[1],
        tag=tag,
        more=more,
    )
