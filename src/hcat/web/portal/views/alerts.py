# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A search by mail: asked on the page of the search, confirmed and ended by links in mails."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hcat.correspondence.api import LinkRefused, OpenedLink
from hcat.foundation.api import Refused
from hcat.portal.api import (
    alert_behind,
    alert_to_confirm,
    ask_for_alert,
    confirm_alert,
    end_alert,
    search_of,
    search_to_keep,
)
from hcat.web.pages import show
from hcat.web.personal import personal_page
from hcat.web.portal.forms import AlertForm
from hcat.web.portal.searching import asked_in, in_words, kept
from hcat.web.portal.shown import language


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The search stands in the address, as on its page."""
    asked = asked_in(request)
    form = AlertForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if form.is_from_a_program:
            return redirect("portal:alert-asked")
        try:
            search_to_keep(asked.words, kept(asked))  # what is refused is not counted
            if form.comes_too_often(request):
                return _form(request, form, 429)
            ask_for_alert(
                mail=form.cleaned_data["mail"],
                words=asked.words,
                filters=kept(asked),
                rhythm=form.cleaned_data["rhythm"],
                language=language(),
            )
        except Refused as error:
            form.refuse(error)
        else:
            return redirect("portal:alert-asked")
    return _form(request, form, 422 if form.errors else 200)


def _form(request: HttpRequest, form: AlertForm, status: int) -> HttpResponse:
    return show(
        request,
        "web/portal/alert.html",
        status=status,
        form=form,
        search=in_words(asked_in(request)),
        query=request.GET.urlencode(),
    )


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return show(request, "web/portal/alert_asked.html")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page("portal.alert")
def confirm(request: HttpRequest, opened: OpenedLink) -> HttpResponse:
    """A button, since programs that look into mail open every link in it."""
    if request.method == "POST":
        confirm_alert(opened=opened)
    alert, rhythm = alert_to_confirm(opened)
    return show(
        request,
        "web/portal/link/alert.html",
        is_done=alert.confirmed_at is not None and alert.rhythm == rhythm,
        search=in_words(search_of(alert)),
        is_weekly=rhythm == alert.Rhythm.WEEKLY,
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """A button for people; a POST from a mail program ends it at once (RFC 8058)."""
    try:
        alert = alert_behind(token)
        if request.method == "POST":
            end_alert(token=token)
    except LinkRefused as error:
        return show(request, "web/errors/link.html", status=404, error=error)
    response = show(
        request,
        "web/portal/link/stop.html",
        is_done=request.method == "POST" or alert is None,
        search=in_words(search_of(alert)) if alert is not None else "",
    )
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
