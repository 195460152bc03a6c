# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""People whom one may meet: named by the company or staff, asked by everybody through a form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from hcat.correspondence.api import LinkRefused, OpenedLink
from hcat.foundation.api import NotFound, Refused
from hcat.portal import api
from hcat.portal.api import CLAIM_SCOPE, HOST_QUESTION_SCOPE, HOST_SCOPE, Host, company_called
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.pages import show
from hcat.web.personal import personal_page
from hcat.web.portal.host_forms import AskHostForm, HostForm
from hcat.web.portal.shown import language
from hcat.web.portal.words import LANGUAGES

KEEP = "portal.edit"


def described(hosts: Any) -> list[dict[str, Any]]:
    """As the pages show them."""
    return [
        {"host": one, "languages": [LANGUAGES[code] for code in one.languages if code in LANGUAGES]}
        for one in hosts
    ]


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """For everybody. The stamp of the form stands for the cookie of a session."""
    try:
        company = company_called(slug)
        host = api.host_called(company.organisation_id, key)
    except NotFound as error:
        return show(request, "web/errors/404.html", status=404, error=error)
    form = AskHostForm(request.POST if request.method == "POST" else None)
    status, is_sent = 200, False
    if form.is_valid():
        given = form.cleaned_data
        if form.is_from_a_program:
            is_sent = True
        elif form.comes_too_often(request):
            status = 429
        else:
            is_sent = done(
                form,
                lambda: api.ask_host(
                    host=host.key, name=given["name"], mail=given["mail"], text=given["text"],
                    language=language(),
                ),
            )  # fmt: skip
    if form.errors and status == 200:
        status = 422
    response = show(
        request,
        "web/portal/ask_host.html",
        status=status,
        form=form,
        company=company,
        one=described([host])[0],
        is_sent=is_sent,
    )
    patch_cache_control(response, private=True, no_cache=True)
    return response


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page(HOST_QUESTION_SCOPE)
def confirm_question(request: HttpRequest, opened: OpenedLink) -> HttpResponse:
    """A button, since programs that look into mail open every link in it."""
    page, refused = "web/portal/link/question.html", None
    if request.method == "POST":
        try:
            company = company_called(api.pass_on(opened=opened).key)
            return show(request, page, company=company, is_done=True)
        except NotFound:
            pass  # passed on by the same button a moment ago, or gone, as is told below
        except Refused as error:
            refused = error
    if api.was_passed_on(opened):
        return show(request, page, is_done=True)
    question = api.question_behind(opened)
    return show(
        request,
        page,
        status=429 if refused else 200,
        company=company_called(question.host.organisation.key),
        question=question,
        refused=refused,
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page(HOST_SCOPE)
def confirm(request: HttpRequest, opened: OpenedLink) -> HttpResponse:
    """The person reads what would stand there, and says yes or no."""
    host, refused = api.host_behind(opened), None
    if request.method == "POST" and request.POST.get("answer") == "no":
        api.refuse_host(opened=opened)
        return _off(request, host, is_done=True)
    company = company_called(host.organisation.key)
    if request.method == "POST":
        edition = request.POST.get("edition", "")
        try:
            host = api.confirm_host(
                opened=opened, edition=int(edition) if edition.isdecimal() else 0
            )
        except Refused as error:
            refused = error
    return show(
        request,
        "web/portal/link/host.html",
        status=422 if refused else 200,
        one=described([host])[0],
        company=company,
        refused=refused,
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """A button for people; a POST from a mail program ends it at once (RFC 8058)."""
    try:
        host = api.host_to_stop(token)
        if request.method == "POST":
            api.stop_host(token=token)
    except LinkRefused as error:
        return show(request, "web/errors/link.html", status=404, error=error)
    response = _off(request, host, is_done=request.method == "POST" or host is None)
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _off(request: HttpRequest, host: Host | None, *, is_done: bool) -> HttpResponse:
    """Also where the company is gone by now: who is shown there can still take themselves off."""
    try:
        company = company_called(host.organisation.key) if host else None
    except NotFound:
        company = None
    return show(request, "web/portal/link/host_off.html", company=company, is_done=is_done)


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page(CLAIM_SCOPE)
def own_hosts(request: HttpRequest, opened: OpenedLink) -> HttpResponse:
    key = api.claim_behind(opened).organisation.key
    form = form_for(request, HostForm)
    named: list[Host] = []
    is_saved = form.is_valid() and done(
        form, lambda: named.append(api.name_own_host(opened=opened, draft=form.draft))
    )
    return show(
        request,
        "web/portal/own_hosts.html",
        status=422 if form.errors else 200,
        form=HostForm() if is_saved else form,
        company=company_called(key),
        rows=described(_kept(key)),
        said=_said(named[0]) if named else "",
        up=request.path.rsplit("/", 1)[0],
    )


@require_POST
@personal_page(CLAIM_SCOPE)
def remove_own(request: HttpRequest, opened: OpenedLink, number: int) -> HttpResponse:
    api.remove_own_host(opened=opened, number=number)
    return redirect(request.path.rsplit("/", 2)[0])


@desk_page(KEEP)
def named(request: Visit, key: str) -> HttpResponse:
    """Staff name them."""
    company = company_called(key)
    form = form_for(request, HostForm)
    made: list[Host] = []
    if form.is_valid() and done(
        form,
        lambda: made.append(
            api.name_host(by=actor(request), organisation=company.key, draft=form.draft)
        ),
    ):
        messages.success(request, _said(made[0]))
        return redirect("portal:hosts", key)
    return desk(
        request,
        "web/portal/desk/hosts.html",
        status=422 if form.errors else 200,
        form=form,
        company=company,
        rows=described(_kept(company.key)),
    )


@desk_page(KEEP, does=True)
def remove(request: Visit, key: str, number: int) -> HttpResponse:
    api.remove_host(by=actor(request), organisation=company_called(key).key, number=number)
    messages.success(request, _("This person is no longer shown."))
    return redirect("portal:hosts", key)


def _said(host: Host) -> str:
    """What comes of naming this person."""
    if host.confirmed_at is not None:
        return _("This is what is shown already.")
    if api.is_asked(host):
        return _("A mail asks this person whether they want to be shown.")
    return _(
        "No mail leaves now, since this person got one this week already: they are asked on "
        "%(day)s, and not shown until they say yes. The link in the mail that they have shows what "
        "would stand there now."
    ) % {"day": date_format(api.next_week(), "DATE_FORMAT")}


def _kept(key: str) -> list[Host]:
    return list(api.hosts_of(key))
