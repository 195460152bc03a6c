# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The region explained for people from abroad; and how the programme keeps what is told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hcat.foundation.api import HcatError, NotAllowed
from hcat.parties.api import known_places
from hcat.portal import api
from hcat.portal.api import address_of, open_counts, profiles_of, sponsor_list, sponsors_here
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, form_for
from hcat.web.lists import Pages
from hcat.web.pages import page, show
from hcat.web.portal.region_forms import RegionTextForm, as_it_stands
from hcat.web.site import Site

KEEP = "portal.edit"


@page
def overview(request: HttpRequest) -> HttpResponse:
    """What there is to read, and where to look for work."""
    kept = sponsor_list()
    return show(
        request,
        "web/portal/region.html",
        subjects=api.subjects(),
        register=kept,
        number=sponsors_here().count() if kept else 0,
    )


@page
def subject(request: HttpRequest, key: str) -> HttpResponse:
    site, one = Site(request), api.subject_called(key)
    return show(
        request,
        "web/portal/region_subject.html",
        site=site,
        one=one,
        # Not `format`: a text of the programme may hold braces of its own.
        body=one.body.replace("{region}", site.region),
        others=[other for other in api.subjects() if other.key != key],
    )


@page
def sponsors(request: HttpRequest) -> HttpResponse:
    """Companies of the region that may bring people from outside the European Union."""
    kept = sponsor_list()
    pages = Pages[Any](request, sponsors_here() if kept else ())
    numbers = [row.organisation_id for row in pages.items]
    profiles, counts = profiles_of(numbers), open_counts(numbers)
    return show(
        request,
        "web/portal/region_sponsors.html",
        register=kept,
        pages=pages,
        rows=[
            {
                "facts": row,
                "address": address_of(row.organisation.key, profiles.get(row.organisation_id)),
                "place": row.place or known_places().get(row.municipality, ""),
                "open": counts.get(row.organisation_id, 0),
                "speaks_english": "en" in getattr(
                    profiles.get(row.organisation_id), "languages", ()
                ),
            }
            for row in pages.items
        ],
    )  # fmt: skip


@desk_page(KEEP)
def texts(request: Visit) -> HttpResponse:
    """Every text with when it was last checked, the oldest check first."""
    found = sorted(api.subjects(), key=lambda one: (one.checked_on is not None, one.as_of))
    return desk(request, "web/portal/desk/region.html", subjects=found)


@desk_page(KEEP)
def edit(request: Visit, key: str) -> HttpResponse:
    one = api.subject_called(key)
    form = form_for(request, RegionTextForm, initial=as_it_stands(one))
    standing = None
    if form.is_valid():
        try:
            api.save_region_text(
                by=actor(request), key=key, edition=form.cleaned_data["edition"],
                texts=form.texts, links=form.pairs,
            )  # fmt: skip
        except NotAllowed:
            raise
        except HcatError as error:
            form.refuse(error)
            standing = _standing(form, key)
        else:
            messages.success(request, _("The text is saved and counts as checked today."))
            return redirect("portal:region-texts")
    return desk(
        request,
        "web/portal/desk/region_text.html",
        status=422 if form.errors else 200,
        form=form,
        one=one,
        standing=standing,
    )


def _standing(form: RegionTextForm, key: str) -> Any:
    """Where somebody else saved in between: what stands now, and the form ready to go over it."""
    one = api.subject_called(key)
    if form.cleaned_data["edition"] == one.edition:
        return None
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["edition"] = str(one.edition)  # type: ignore[index]
    return one


@desk_page(KEEP, does=True)
def check(request: Visit, key: str) -> HttpResponse:
    """Somebody read it, and it holds."""
    edition = request.POST.get("edition", "")
    try:
        api.check_region_text(
            by=actor(request), key=key, edition=int(edition) if edition.isdecimal() else -1
        )
    except NotAllowed:
        raise
    except HcatError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The text counts as checked today."))
    return redirect("portal:region-texts")
