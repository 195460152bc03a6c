# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Under which one address search engines keep a list that answers to many."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

from hcat.web.lists import SAYS_NOTHING


@dataclass(frozen=True, slots=True)
class Canonical:
    """`address`: of the whole list, or of what was searched for in it. `is_kept`: this page may be
    found by search engines; one part of the list, narrowed or further on, may not."""

    address: str
    is_kept: bool


def canonical(request: HttpRequest, words: str = "", *, found: int = 1) -> Canonical:
    """`words`: the parameter that holds words, where the page has one; `found`: how many it shows.
    A search without any result is kept by nobody: its words may be anything."""
    asked = {name for name in request.GET if any(request.GET.getlist(name))} - SAYS_NOTHING
    if request.GET.get("page") == "1":
        asked.discard("page")
    said = " ".join(request.GET.get(words, "").split())
    query = f"?{urlencode({words: said})}" if words and said else ""
    return Canonical(
        f"{settings.SITE_URL}{request.path}{query}",
        not asked - {words} and (found > 0 or not said),
    )
