# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What all pages share: they read and never write, and every refusal is a page in plain words."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _

from hcat.agenda.api import NotFound, is_empty, the_agenda

from .site import Site

View = Callable[..., HttpResponse]


def show(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page with its frame; `site` may be given where the view already has it."""
    context.setdefault("site", Site(request))
    return render(request, template, context, status=status)


def page(view: View) -> View:
    """A public page: GET only, checked by ETag (the view's own, where it gives one), a refusal
    shown in plain words."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        try:
            response = view(request, *args, **kwargs)
        except NotFound as error:
            return show(request, "web/errors/404.html", status=404, error=error)
        return _cached(request, response)

    return shown


def agenda_page(view: View) -> View:
    """A page about the agenda: says what to do first when there is none on that day."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        site = Site(request)
        if the_agenda_of(site) is None:
            if is_empty():
                return show(request, "web/empty.html", site=site)
            return show(request, "web/not_yet.html", site=site, adopted=the_agenda())
        return view(request, site, *args, **kwargs)

    return page(shown)


def the_agenda_of(site: Site) -> Any:
    """The agenda on the day that is read; None before its adoption."""
    if site.agenda is None or site.as_of.day is None:
        return site.agenda
    return site.agenda if site.as_of.day >= site.agenda.valid_from else None


def _cached(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Browsers keep the page and ask each time whether it still holds."""
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    patch_cache_control(response, no_cache=True, private=signed_in, public=not signed_in)
    patch_vary_headers(response, ["Cookie"])
    if response.status_code != 200 or response.streaming:
        return response
    etag = response.get("ETag") or weak_etag(response)
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)  # type: ignore[return-value]


def weak_etag(response: HttpResponse) -> str:
    """Of what the page says."""
    import hashlib

    return f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    error = NotFound(
        _("This page does not exist."),
        why=_("The address may be mistyped, or what stood here has moved."),
        mend=_("Go to the front page, or search."),
    )
    return show(request, "web/errors/404.html", status=404, error=error)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show(request, "web/errors/403.html", status=403, reason=str(exception))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show(request, "web/errors/400.html", status=400)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old, or came from elsewhere: say so, and keep what was typed in reach.

    Someone at work at the desk who signed in anew in between gets the form back as it was.
    """
    from .desk.keeping import belongs_to_desk, once_more

    if belongs_to_desk(request):
        return once_more(request)
    return show(request, "web/errors/csrf.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """The site itself failed; this page must not ask the database anything."""
    from django.template.loader import render_to_string

    return HttpResponse(render_to_string("web/errors/500.html"), status=500)
