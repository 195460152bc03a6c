# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages for who asks share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language

from hcat.foundation.api import Actor, NotFound
from hcat.web.pages import show

VISITOR = Actor.system("helpdesk")
"""Whoever asks has no account: what they do is the counter's to write down."""

View = Callable[..., HttpResponse]


def public_form(view: View) -> View:
    """A page with a form for everybody: never kept where others could see what was typed."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        try:
            response = view(request, *args, **kwargs)
        except NotFound as error:
            response = show(request, "web/errors/404.html", status=404, error=error)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return shown


def language() -> str:
    return (get_language() or "nl")[:2]
