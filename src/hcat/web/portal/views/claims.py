# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A company writes its own profile: asked for by mail, behind its link; the desk sees who."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from hcat.correspondence.api import OpenedLink
from hcat.foundation.api import HcatError, NotAllowed, NotFound
from hcat.portal import api
from hcat.portal.api import CLAIM_SCOPE, Claim, company_called, profile_of
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.lists import Pages
from hcat.web.pages import show
from hcat.web.personal import personal_page
from hcat.web.portal.claim_forms import AskForm, HandForm
from hcat.web.portal.profile_forms import ProfileForm, as_it_stands
from hcat.web.portal.shown import language

from .profiles import show_standing

KEEP = "portal.edit"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """For everybody; what is answered says nothing about who is known. The stamp of the form stands
    for the cookie of a session."""
    try:
        company = company_called(slug)
    except NotFound as error:
        return show(request, "web/errors/404.html", status=404, error=error)
    form = AskForm(request.POST if request.method == "POST" else None)
    status, is_sent = 200, False
    if form.is_valid():
        asked = {"organisation": company.key, "mail": form.cleaned_data["mail"]}
        if form.is_from_a_program:
            is_sent = True
        elif form.comes_too_often(request):
            status = 429
        elif done(form, lambda: api.check_claim(**asked)):
            if form.is_asked_too_often(company.key):
                status = 429
            else:
                is_sent = done(form, lambda: api.claim_company(**asked, language=language()))
    if form.errors and status == 200:
        status = 422
    response = show(
        request,
        "web/portal/claim.html",
        status=status,
        form=form,
        company=company,
        domain=api.domain_to_claim_by(company.organisation),
        is_sent=is_sent,
    )
    patch_cache_control(response, private=True, no_cache=True)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page(CLAIM_SCOPE)
def own_profile(request: HttpRequest, opened: OpenedLink) -> HttpResponse:
    key = api.claim_behind(opened).organisation.key
    form = form_for(request, ProfileForm, initial=as_it_stands(profile_of(key)))
    standing: dict[str, Any] | None = None
    is_saved = False
    if form.is_valid():
        given = form.cleaned_data
        is_saved = done(
            form,
            lambda: api.save_own_profile(
                opened=opened,
                edition=given["edition"],
                draft=form.draft,
                logo=given["logo"],
                without_logo=given["without_logo"],
            ),
        )
        if is_saved:
            form = ProfileForm(initial=as_it_stands(profile_of(key)))
        else:
            standing = show_standing(form, profile_of(key))
    return show(
        request,
        "web/portal/own_profile.html",
        status=422 if form.errors else 200,
        form=form,
        company=company_called(key),
        standing=standing,
        is_saved=is_saved,
    )


@require_POST
@personal_page(CLAIM_SCOPE)
def give_back(request: HttpRequest, opened: OpenedLink) -> HttpResponse:
    key = api.claim_behind(opened).organisation.key
    api.give_back_claim(opened=opened)
    return show(request, "web/portal/given_back.html", company=company_called(key))


@desk_page(KEEP)
def people(request: Visit, key: str) -> HttpResponse:
    """Who of the company writes its profile."""
    company = company_called(key)
    form = form_for(request, HandForm)
    if form.is_valid():
        try:
            api.hand_claim(by=actor(request), organisation=company.key, **form.cleaned_data)
        except NotAllowed:
            raise
        except HcatError as error:
            form.refuse(error)
        else:
            messages.success(request, _("A mail with a personal link is on its way."))
            return redirect("portal:claims", key)
    return desk(
        request,
        "web/portal/desk/claims.html",
        status=422 if form.errors else 200,
        form=form,
        company=company,
        pages=Pages[Claim](request, api.claims_of(company.key)),
    )


@desk_page(KEEP, does=True)
def withdraw(request: Visit, key: str, number: int) -> HttpResponse:
    api.withdraw_claim(api.claim_numbered(key, number), by=actor(request))
    messages.success(request, _("The link of this person works no longer."))
    return redirect("portal:claims", key)
