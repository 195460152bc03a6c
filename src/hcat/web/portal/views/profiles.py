# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The profiles of companies as the desk keeps them, and their logos."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hcat.agenda.api import rule_on
from hcat.foundation.api import HcatError, NotAllowed, NotFound, today
from hcat.parties.api import population
from hcat.portal import api
from hcat.portal.api import Profile, address_of, company_called, profile_of, profiles_of
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, form_for
from hcat.web.filters import Choice, Filter, chosen
from hcat.web.lists import Pages
from hcat.web.pages import show
from hcat.web.portal.profile_forms import ProfileForm, as_it_stands
from hcat.web.portal.words import LANGUAGES, disciplines

KEEP = "portal.edit"


def told(profile: Profile | None) -> dict[str, Any]:
    """A profile as the pages show it."""
    if profile is None:
        return {}
    return {
        "profile": profile,
        "logo": getattr(profile, "logo", None),
        "disciplines": disciplines(profile.disciplines),
        "languages": [LANGUAGES[one] for one in profile.languages if one in LANGUAGES],
        "offers": [
            api.PULL_FACTORS[one] for one in profile.offers if one in api.PULL_FACTORS
        ],
    }  # fmt: skip


def logo(request: HttpRequest, slug: str, fingerprint: str) -> HttpResponse:
    """The picture, as nothing but a picture; its address changes with its content."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    try:
        found = api.logo_called(slug, fingerprint)
    except NotFound as error:
        return show(request, "web/errors/404.html", status=404, error=error)
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@desk_page("portal.read")
def company_list(request: Visit) -> HttpResponse:
    text = request.GET.get("text", "").strip()[:200]
    lacks = chosen(request, "sources", ("none",))
    found: QuerySet[Any] = population(kind="company")
    if lacks:
        rule = rule_on(today())
        base = population(kind="company", high_tech=rule.rule if rule else None)
        found = api.without_source(base)
    found = found.order_by("name_key", "pk")
    if text:
        found = found.filter(name__icontains=text)
    pages: Pages[Any] = Pages(request, found)
    profiles = profiles_of(row.organisation_id for row in pages.items)
    counts = api.source_counts(row.organisation_id for row in pages.items)
    return desk(
        request,
        "web/portal/desk/companies.html",
        pages=pages,
        rows=[
            {
                "facts": row,
                "key": row.organisation.key,
                "profile": profiles.get(row.organisation_id),
                "address": address_of(row.organisation.key, profiles.get(row.organisation_id)),
                "sources": counts.get(row.organisation_id, 0),
            }
            for row in pages.items
        ],
        text=text,
        filters=[
            Filter("sources", _("Sources of vacancies"), lacks, [
                Choice("none", _("none, in the high-tech base"))
            ])
        ],
        is_filtered=bool(text or lacks),
        may_add=request.powers.may_somewhere("portal.sources"),
        may_edit=request.powers.may(KEEP),
    )  # fmt: skip


@desk_page(KEEP)
def edit(request: Visit, key: str) -> HttpResponse:
    company, profile = company_called(key), profile_of(key)
    form = form_for(request, ProfileForm, initial=as_it_stands(profile))
    standing = None
    if form.is_valid():
        given = form.cleaned_data
        try:
            saved = api.save_profile(
                by=actor(request),
                organisation=company.key,
                edition=given["edition"],
                draft=form.draft,
                logo=given["logo"],
                without_logo=given["without_logo"],
            )
        except NotAllowed:
            raise
        except HcatError as error:
            form.refuse(error)
            standing = show_standing(form, profile_of(key))
        else:
            messages.success(request, _("The profile is saved."))
            return redirect("portal:company", saved.slug)
    return desk(
        request,
        "web/portal/desk/profile_form.html",
        status=422 if form.errors else 200,
        form=form,
        company=company,
        standing=standing,
        has_logo=hasattr(profile, "logo"),
        may_see_money=request.powers.may("portal.contributions"),
    )


def show_standing(form: ProfileForm, profile: Profile | None) -> dict[str, Any] | None:
    """Where somebody else saved in between: what stands now, and the form ready to go over it."""
    edition = profile.edition if profile else 0
    if form.cleaned_data["edition"] == edition:
        return None
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["edition"] = str(edition)  # type: ignore[index]
    return told(profile)
