# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables that sort by a link, and lists in pages that keep their question in the address."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, QueryDict

T = TypeVar("T")
PER_PAGE = 50
PASSING = frozenset(("typing",))
"""Parameters of one request, which are no part of any address that is kept or followed."""
SAYS_NOTHING = PASSING | {"from", "utm_campaign", "utm_source", "utm_medium"}
"""Parameters with which the page is the same."""


def address(request: HttpRequest, **changes: str | None) -> str:
    """This page with some parameters changed; None takes one out. Empty ones are left out."""
    query = _asked(request, {*PASSING, *changes})
    for name, value in changes.items():
        if value:
            query[name.replace("_", "-")] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path


def question(request: HttpRequest, *, without: Container[str] = PASSING) -> str:
    """The parameters of this page as the end of an address, save those left out; "" for none."""
    return _asked(request, without).urlencode()


def _asked(request: HttpRequest, without: Container[str]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in request.GET.lists():
        kept = [value for value in values if value]
        if kept and name not in without:
            query.setlist(name, kept)
    return query


class Table(Generic[T]):
    """Rows with columns to sort by; the choice stands in the address as ``sort=-verdict``."""

    def __init__(
        self,
        request: HttpRequest,
        rows: Iterable[T],
        columns: dict[str, Callable[[T], Any]],
        default: str,
    ) -> None:
        self.request = request
        self.columns = columns
        asked = request.GET.get("sort", "")
        self.sort = asked if asked.lstrip("-") in columns else default
        key, self.is_descending = self.sort.lstrip("-"), self.sort.startswith("-")
        self.rows = sorted(rows, key=columns[key], reverse=self.is_descending)

    def heading(self, key: str) -> dict[str, str]:
        """The address that sorts by this column (again: the other way round)."""
        if self.sort.lstrip("-") != key:
            return {"url": address(self.request, sort=key, page=None), "direction": ""}
        other = key if self.is_descending else f"-{key}"
        return {
            "url": address(self.request, sort=other, page=None),
            "direction": "descending" if self.is_descending else "ascending",
        }


@dataclass(frozen=True, slots=True)
class Step:
    number: int | None
    """None for a gap."""
    url: str
    is_current: bool


class Pages(Generic[T]):
    """One page of a long list, with the number of hits and the way to the others. `name`: of the
    parameter, and of the part of the page, where a page has more than one such list."""

    def __init__(
        self, request: HttpRequest, found: Any, per_page: int = PER_PAGE, *, name: str = "page"
    ) -> None:
        self.request = request
        self.name = name
        self.paginator: Paginator[Any] = Paginator(found, per_page)
        self.page: Page[Any] = self.paginator.get_page(request.GET.get(name))

    @property
    def hits(self) -> int:
        return self.paginator.count

    @property
    def is_long(self) -> bool:
        return self.paginator.num_pages > 1

    @property
    def items(self) -> list[T]:
        return list(self.page.object_list)

    @property
    def first(self) -> int:
        return self.page.start_index()

    @property
    def last(self) -> int:
        return self.page.end_index()

    @property
    def previous_url(self) -> str:
        return self._url(self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next_url(self) -> str:
        return self._url(self.page.number + 1) if self.page.has_next() else ""

    @property
    def steps(self) -> list[Step]:
        return [
            Step(number, self._url(number), number == self.page.number)
            if isinstance(number, int)
            else Step(None, "", False)
            for number in self.paginator.get_elided_page_range(
                self.page.number, on_each_side=1, on_ends=1
            )
        ]

    def _url(self, number: int) -> str:
        url = address(self.request, **{self.name: str(number) if number > 1 else None})
        return url if self.name == "page" else f"{url}#{self.name}"
