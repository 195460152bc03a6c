# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of a search below its frame, kept for a minute: most people ask what others just asked.

It says the same to everybody: of who asks only the address counts, with the language and the state
of the index. The frame, which tells a visitor apart from staff, is made each time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from hcat.foundation.api import KeptFew
from hcat.parties.api import names_of
from hcat.portal.api import index_snapshot, vacancies_called
from hcat.web.lists import Pages, address
from hcat.web.site import Site

from .canonical import Canonical, canonical
from .said import said_of
from .searching import (
    MOST_PAGES,
    PER_PAGE,
    SHOWN_FACETS,
    Search,
    filters,
    in_words,
    search,
    ticked_more,
    title,
)
from .shown import language, row_of

NARROWS = ("page", "since", "near", "within", *SHOWN_FACETS)
"""What of an address leaves less than its words find."""


@dataclass(frozen=True, slots=True)
class FoundPage:
    """`hits`: how many fit all that was asked; 0 where only what comes near was found."""

    words: str
    has_index: bool
    hits: int
    canonical: Canonical
    feed_url: str
    content: SafeString


_kept: KeptFew[FoundPage] = KeptFew(most=256, seconds=60.0)


def found_page(request: HttpRequest) -> FoundPage:
    snapshot = index_snapshot()
    if snapshot is None:
        return _made(request)
    key = snapshot.stamp, language(), request.get_full_path()
    return _kept.get(key, lambda: _made(request))


def _made(request: HttpRequest) -> FoundPage:
    one = search(request, or_near=True)
    total = one.found.total if one.found else 0
    told = FoundPage(
        words=one.asked.words,
        has_index=one.found is not None,
        hits=0 if one.instead else total,
        canonical=canonical(request, "q", found=total),
        feed_url=_same_question(request, "portal:vacancies-atom"),
        content=SafeString(""),
    )
    return replace(told, content=_content(request, one, told, total))


def _content(request: HttpRequest, one: Search, told: FoundPage, total: int) -> SafeString:
    shown = vacancies_called(one.found.keys if one.found else (), language=language())
    names = names_of({row.vacancy.organisation_id for row in shown})
    more = ticked_more(one)
    return render_to_string(
        "web/portal/parts/found.html",
        {
            "site": Site(request),
            "has_index": told.has_index,
            "total": total,
            "rows": [
                row_of(row, names) | said
                for row, said in zip(shown, said_of(shown, one.meant), strict=True)
            ],
            "asked": one.asked,
            "filters": filters(one),
            "nearby": one.nearby,
            "instead": one.instead,
            "unfiltered": one.unfiltered,
            "unfiltered_url": address(request, **dict.fromkeys(NARROWS)),
            "fields": [title("field", field) for field in one.fields],
            "ticked_more": more,
            "more_in_words": in_words(one.asked) if more else "",
            "is_filtered": one.is_filtered,
            "pages": Pages(request, range(min(total, MOST_PAGES * PER_PAGE)), per_page=PER_PAGE),
            "alert_url": _same_question(request, "portal:alert", since=None),
            "embed_url": _same_question(request, "portal:embed"),
            "feed_url": told.feed_url,
        },
        request=request,
    )


def _same_question(request: HttpRequest, name: str, **changes: None) -> str:
    """Another page that is asked the same: the whole of it, whatever led here."""
    here = address(request, page=None, **{"from": None}, **changes)
    return here.replace(request.path, reverse(name), 1)
