# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page in the place of the empty answer to whoever opens the address of a button.

Such an address does something and shows nothing; it gets into a history or a message all the same.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.utils.cache import patch_cache_control

from .pages import show

NOT_ALLOWED = 405
FOR_PROGRAMS = ("/api/", "/healthz", "/robots.txt", "/.well-known/", "/static/")


class WrongMethodPage:
    """Middleware; for pages only: what programs ask keeps its short answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        is_bare = response.status_code == NOT_ALLOWED and not response.content
        if not is_bare or request.path_info.startswith(FOR_PROGRAMS):
            return response
        is_button = "GET" not in response["Allow"]
        page = show(
            request, "web/errors/405.html", status=NOT_ALLOWED, is_button=is_button,
            back=_page_above(request.path_info) if is_button else request.path_info,
        )  # fmt: skip
        page["Allow"] = response["Allow"]
        page["X-Robots-Tag"] = "noindex, nofollow"
        patch_cache_control(page, private=True, no_cache=True)
        return page


def _page_above(path: str) -> str:
    """The page that the button stands on, as far as the address tells; empty where it does not."""
    above = path.rstrip("/").rpartition("/")[0]
    try:
        resolve(above)
    except Http404:
        return ""
    return above
