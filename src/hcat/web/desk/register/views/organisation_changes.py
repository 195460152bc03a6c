# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Registering an organisation, and changing what is known of it from a day on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hcat.agenda.api import rule_on
from hcat.foundation.api import today
from hcat.parties.api import (
    FactsDraft,
    decide_high_tech,
    facts_of,
    names_of,
    organisation_by_key,
    register_organisation,
    rename_organisation,
    revise_organisation,
)
from hcat.web.desk.register.forms.organisations import (
    FactsForm,
    HighTechForm,
    NewOrganisationForm,
    RenameForm,
)
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.desk.register.views.organisations import towns_of
from hcat.web.site import Site

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@desk_page("parties.edit")
def new(request: Visit) -> HttpResponse:
    site = Site(request)
    form = form_for(request, NewOrganisationForm, towns=towns_of(site))
    if form.is_valid():
        made: list[Any] = []
        if done(form, lambda: made.append(_register(form, request))):
            messages.success(request, _("%(name)s is registered.") % {"name": made[0][1]})
            return redirect("register:organisation", made[0][0])
    return desk(request, "desk/register/new_organisation.html", site=site, form=form)


def _register(form: NewOrganisationForm, request: Visit) -> tuple[str, str]:
    given, facts = form.cleaned_data, FactsDraft(**form.facts)
    organisation = register_organisation(
        kind=given["kind"],
        facts=facts,
        valid_from=given["valid_from"],
        founded=given["founded"],
        source=given["source"],
        by=actor(request),
    )
    return organisation.key, facts.name


@form_page
@desk_page("parties.edit")
def change(request: Visit, key: str) -> HttpResponse:
    site, one, facts = Site(request), organisation_by_key(key), None
    facts = facts_of(one, on=today())
    form = form_for(request, FactsForm, towns=towns_of(site), initial=_initial(facts))
    if form.is_valid():
        given = form.cleaned_data
        if done(
            form,
            lambda: revise_organisation(
                organisation=one,
                valid_from=given["valid_from"],
                source=given["source"],
                by=actor(request),
                **form.facts,
            ),
        ):
            messages.success(
                request, _("This is what is known of %(name)s now.") % {"name": given["name"]}
            )
            return redirect("register:organisation", key)
    return desk(
        request, "desk/register/change.html", site=site, form=form, organisation=one, facts=facts,
        name=name_of(one),
    )  # fmt: skip


def _initial(facts: Any) -> dict[str, Any]:
    if facts is None:
        return {}
    plain = {
        name: getattr(facts, name)
        for name in (
            "name", "kvk", "brin", "branch", "employees", "municipality", "place", "postcode",
            "website",
        )
    }  # fmt: skip
    return {
        **plain,
        "size_class": "" if facts.employees is not None else facts.size_class,
        "part_of": facts.part_of.key if facts.part_of_id else "",
        "sbi": ", ".join(facts.sbi_codes),
        "levels": list(facts.level_list),
        "valid_from": today(),
    }


def name_of(organisation: Any) -> str:
    return str(names_of([organisation.pk]).get(organisation.pk, organisation.key))


@form_page
@desk_page("parties.edit")
def rename(request: Visit, key: str) -> HttpResponse:
    one = organisation_by_key(key)
    form = form_for(
        request,
        RenameForm,
    )
    if form.is_valid() and done(
        form, lambda: rename_organisation(organisation=one, by=actor(request), **form.cleaned_data)
    ):
        messages.success(
            request,
            _("It is called %(name)s from %(day)s on.")
            % {
                "name": form.cleaned_data["name"],
                "day": date_format(form.cleaned_data["happened_on"]),
            },
        )
        return redirect("register:organisation", key)
    return desk(
        request, "desk/register/rename.html", form=form, organisation=one, name=name_of(one)
    )


@form_page
@desk_page("parties.high_tech")
def high_tech(request: Visit, key: str) -> HttpResponse:
    one = organisation_by_key(key)
    form = form_for(
        request,
        HighTechForm,
    )
    if form.is_valid() and done(
        form, lambda: decide_high_tech(organisation=one, by=actor(request), **form.cleaned_data)
    ):
        messages.success(request, _("The decision is recorded."))
        return redirect("register:organisation", key)
    return desk(
        request,
        "desk/register/high_tech.html",
        form=form,
        organisation=one,
        name=name_of(one),
        rule=rule_on(today()),
    )
