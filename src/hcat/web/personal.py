# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages behind a personal link: for people without an account, for one thing, for a while.

Their address is ``link/<room>/<token>``: under ``link/`` the log leaves out what follows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from hcat.correspondence.api import LinkRefused, open_link
from hcat.foundation.api import NotFound

from .pages import View, show

SHORTEST_TYPED = 20
"""In characters: what is shorter is a choice or a number, and typed again at once."""
Personal = Callable[..., HttpResponse]


def personal_page(
    scope: str, *, refused: str = "web/errors/link.html"
) -> Callable[[Personal], View]:
    """A page for whoever holds a link of this scope: the view gets an `OpenedLink` for the token.

    A link that does not work gets one page (`refused`), whatever is wrong with it. Not for search
    engines, not for caches that others share.
    """

    def around(view: Personal) -> View:
        @wraps(view)
        def shown(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                response = view(request, open_link(token, scope=scope), *args, **kwargs)
            except LinkRefused as error:
                response = show(
                    request, refused, status=404, error=error, token=token, typed=_typed(request)
                )  # fmt: skip
            except NotFound as error:
                response = show(request, "web/errors/404.html", status=404, error=error)
            patch_cache_control(response, private=True, no_cache=True)
            response["X-Robots-Tag"] = "noindex, nofollow"
            return response

        return shown

    return around


def _typed(request: HttpRequest) -> list[str]:
    """The texts that were sent along, so that nobody has to write them anew."""
    return [
        text.strip()
        for name, texts in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for text in texts
        if len(text.strip()) > SHORTEST_TYPED
    ]
