# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of a collection: a count, the items, and links that can be followed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from pydantic import BaseModel, Field

from .parameters import Paged
from .problems import Problem
from .texts import Answer

T = TypeVar("T")


class Link(Answer):
    href: str


class Links(Answer):
    """HAL: where this stands, and where one can go on."""

    self: Link


class PageLinks(Answer):
    """Links to this page and its neighbours; null where there is none."""

    self: Link
    first: Link
    prev: Link | None
    next: Link | None
    last: Link


class Page(Answer, Generic[T]):
    count: int = Field(description=gettext_noop("How many items there are on all pages together."))
    page: int
    page_size: int
    pages: int = Field(description=gettext_noop("How many pages there are; an empty list has one."))
    items: list[T]
    links: PageLinks = Field(alias="_links")


def linked(request: HttpRequest, path: str) -> Links:
    """The links of one thing, which stands at `/api/v1/<path>`."""
    return Links(self=Link(href=request.build_absolute_uri(f"/api/v1/{path}")))


def page_of(
    request: HttpRequest,
    response: HttpResponse,
    params: Paged,
    found: QuerySet[Any] | Sequence[Any],
    answer: Callable[[list[Any]], Sequence[BaseModel]],
) -> Any:
    """One page of what was found, cut out by the database where that holds it.

    `answer` turns the rows of this page into answers. The page's links also stand in a Link
    header (RFC 8288). Raises :class:`Problem` 404 for a page after the last.
    """
    count = found.count() if isinstance(found, QuerySet) else len(found)
    pages = max(1, -(-count // params.page_size))
    if params.page > pages:
        raise Problem.not_found(
            _("Page %(page)d does not exist: the last page is %(pages)d.")
            % {"page": params.page, "pages": pages}
        )
    begin = (params.page - 1) * params.page_size
    rows = list(found[begin : begin + params.page_size])
    links = PageLinks(
        self=_to(request, params.page),
        first=_to(request, 1),
        prev=_to(request, params.page - 1) if params.page > 1 else None,
        next=_to(request, params.page + 1) if params.page < pages else None,
        last=_to(request, pages),
    )
    response["Link"] = ", ".join(
        f'<{link.href}>; rel="{rel}"' for rel, link in links if isinstance(link, Link)
    )
    return Page[Any].model_construct(
        count=count,
        page=params.page,
        page_size=params.page_size,
        pages=pages,
        items=list(answer(rows)),
        links=links,
    )


def _to(request: HttpRequest, page: int) -> Link:
    """This same address, with all its filters, at another page."""
    query = request.GET.copy()
    if page == 1:
        query.pop("page", None)
    else:
        query["page"] = str(page)
    tail = f"?{query.urlencode()}" if query else ""
    return Link(href=request.build_absolute_uri(f"{request.path}{tail}"))
