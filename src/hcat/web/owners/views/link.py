# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sheet behind a personal link, and asking for a new link where one has grown old."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hcat.correspondence.api import OpenedLink
from hcat.owners.api import SCOPE, ask_for_new_link, owner_by_link
from hcat.web.owners import filling
from hcat.web.owners.filling import Way
from hcat.web.pages import show
from hcat.web.personal import personal_page

form_page = require_http_methods(["GET", "HEAD", "POST"])
_personal = personal_page(SCOPE, refused="web/owners/no_link.html")


def _way(request: HttpRequest, opened: OpenedLink) -> Way:
    assert request.resolver_match is not None  # noqa: S101 - it has come to a view
    token = request.resolver_match.kwargs["token"]
    return Way(
        owner=owner_by_link(opened),
        frame="web/owners/fill/personal.html",
        show=show,
        start=reverse("owners:link", args=[token]),
        look=reverse("owners:link-look", args=[token]),
        sent=reverse("owners:link-sent", args=[token]),
        step=lambda name: reverse("owners:link-step", args=[token, name]),
    )


@form_page
@_personal
def start(request: HttpRequest, opened: OpenedLink) -> HttpResponse:
    return filling.start(request, _way(request, opened))


@form_page
@_personal
def step(request: HttpRequest, opened: OpenedLink, step: str) -> HttpResponse:
    return filling.step(request, _way(request, opened), step)


@form_page
@_personal
def look(request: HttpRequest, opened: OpenedLink) -> HttpResponse:
    return filling.look(request, _way(request, opened))


@require_safe
@_personal
def sent(request: HttpRequest, opened: OpenedLink) -> HttpResponse:
    return filling.sent(request, _way(request, opened))


@require_POST
def new_link(request: HttpRequest, token: str) -> HttpResponse:
    """Says the same whatever the token is."""
    ask_for_new_link(token=token)
    response = show(request, "web/owners/new_link.html")
    patch_cache_control(response, private=True, no_cache=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
