# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Career paths: which work follows which in the region, where it is, and what is to be learnt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from hcat.correspondence.api import OpenedLink
from hcat.parties.api import names_of
from hcat.portal import api
from hcat.portal.api import (
    CLAIM_SCOPE,
    Company,
    address_of,
    company_called,
    names_of_concepts,
    profiles_of,
    title_of_concept,
    work_of_the_region,
)
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.lists import Pages
from hcat.web.pages import page, show
from hcat.web.personal import personal_page
from hcat.web.portal.canonical import canonical
from hcat.web.portal.label_words import choices, field_title
from hcat.web.portal.path_forms import StatedForm, StepForm
from hcat.web.portal.shown import language, row_of
from hcat.web.visitors import place_of

MOST_COMPANIES = 6
KEEP = "portal.edit"


@page
def overview(request: HttpRequest) -> HttpResponse:
    """Every occupation that vacancies ask for, by field."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    known = work_of_the_region()
    names = names_of_concepts(known)
    rows: list[dict[str, Any]] = [
        {"work": one, "title": _title(value, names), "address": api.address_of_work(value)}
        for value, one in known.items()
        if value in names and _is_called(text, names[value])
    ]
    rows.sort(key=lambda row: (_field(row), str(row["title"]).casefold()))
    pages = Pages[Any](request, rows)
    return show(
        request,
        "web/portal/paths.html",
        text=text,
        canonical=canonical(request, "q", found=pages.hits),
        groups=[(title, list(found)) for title, found in groupby(pages.items, key=_field)],
        pages=pages,
        is_empty=not known,
        is_demo=api.is_work_invented(),
    )


def _field(row: dict[str, Any]) -> str:
    code = row["work"].field_code
    return field_title(code) if code else _("field not known")


def _is_called(text: str, names: dict[str, tuple[str, ...]]) -> bool:
    wanted = text.casefold()
    return not text or any(wanted in one.casefold() for said in names.values() for one in said)


@page
def path_of(request: HttpRequest, work: str) -> HttpResponse:
    """From one occupation to the next."""
    value = api.work_called(work)
    known = work_of_the_region()
    here = known.get(value)
    steps = api.steps_from(here, known.values()) if here else {}
    ends = [step.to.value for found in steps.values() for step in found]
    told = api.told_from(value)
    skills = {
        skill for found in steps.values() for s in found for skill in (*s.shared, *s.to_learn)
    }
    names = names_of_concepts(
        {value, *ends, *skills, *(one.value for one in told), *(here.usual if here else ())}
    )
    asked = api.open_by_company([value, *ends])
    places = _companies(number for found in asked.values() for number in found)
    vacancies = Pages[Any](request, api.open_for(value), per_page=10)
    shown = api.vacancies_called([one.key for one in vacancies.items], language=language())
    employers = names_of({one.vacancy.organisation_id for one in shown})
    return show(
        request,
        "web/portal/path.html",
        title=_title(value, names),
        is_demo=api.is_work_invented(),
        here=here,
        skills=[_title(one, names) for one in sorted(here.usual)] if here else [],
        field=field_title(here.field_code) if here and here.field_code else "",
        experience=_experience(here.seniorities) if here else [],
        sorts=[
            {
                "way": way,
                "heading": _headings()[way],
                "none": _nothing()[way],
                "steps": [_told(step, names, asked, places) for step in steps.get(way, ())],
            }
            for way in api.WAYS
        ],
        told=[
            {"title": _title(one.value, names), "number": one.number,
             "address": api.address_of_work(one.value), "is_demo": one.is_demo}
            for one in told
        ],
        companies=_asking(asked.get(value, {}), places),
        rows=[row_of(one, employers) for one in shown],
        pages=vacancies,
    )  # fmt: skip


def _told(step: Any, names: Any, asked: Any, places: Any) -> dict[str, Any]:
    found = asked.get(step.to.value, {})
    return {
        "title": _title(step.to.value, names),
        "address": api.address_of_work(step.to.value),
        "step": step,
        "shared": [_title(one, names) for one in step.shared],
        "to_learn": [_title(one, names) for one in step.to_learn],
        "open": sum(found.values()),
        "companies": _asking(found, places),
        "field": field_title(step.to.field_code) if step.to.field_code else "",
    }


def _experience(asked: Mapping[str, int]) -> list[tuple[str, int]]:
    """How many vacancies ask for how much experience, from beginning to leading: the way up within
    the same work."""
    return [(title, asked[one]) for one, title in choices("seniority") if asked.get(one)]


def _headings() -> dict[str, str]:
    return {
        "up": _("A step up"),
        "sideways": _("A step sideways"),
        "elsewhere": _("A step to another field"),
    }


def _nothing() -> dict[str, str]:
    return {
        "up": _("No work of the next level shares a skill with this."),
        "sideways": _("No other work of this field and level shares a skill with this."),
        "elsewhere": _("No work of another field shares a skill with this."),
    }


def _title(value: str, names: Any) -> str:
    return title_of_concept(value, names.get(value, {}), language())


def _companies(numbers: Iterable[int]) -> dict[int, dict[str, str]]:
    """Name and address by number of the organisation; those without a page are left out."""
    wanted = set(numbers)
    names, profiles = names_of(wanted), profiles_of(wanted)
    keys = api.keys_of(wanted)
    return {
        one: {"name": names[one], "address": address_of(keys[one], profiles.get(one))}
        for one in wanted
        if one in names and one in keys
    }


def _asking(found: dict[int, int], places: dict[int, dict[str, str]]) -> dict[str, Any]:
    """The companies with most open first, and how many more there are."""
    rows = [places[one] for one in sorted(found, key=lambda one: (-found[one], one))
            if one in places]  # fmt: skip
    return {"rows": rows[:MOST_COMPANIES], "more": max(0, len(rows) - MOST_COMPANIES)}


def of_company(company: Company) -> dict[str, Any]:
    """The steps to and from a company, for its page: what it states itself, and what people told.
    What another company states stands on the page of that one only."""
    number = company.organisation_id
    stated = list(api.stated_by(number))
    came, went = api.told_to_company(number), api.told_from_company(number)
    places = _companies({o.other_id for o in stated} | {o.value for o in (*came, *went)})
    work = api.work_at(number)[:12]
    names = names_of_concepts(value for value, _n in work)
    return {
        "stated": [
            {"step": one, "place": places[one.other_id]} for one in stated if one.other_id in places
        ],
        "came": [{"place": places[o.value], "told": o} for o in came if o.value in places],
        "went": [{"place": places[o.value], "told": o} for o in went if o.value in places],
        "work": [
            {"title": _title(value, names), "address": api.address_of_work(value)}
            for value, _n in work
            if value in names
        ],
    }


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest) -> HttpResponse:
    """Somebody tells a step. The stamp of the form stands for the cookie of a session."""
    form = StepForm(request.POST if request.method == "POST" else None)
    status, is_told = 200, False
    if form.is_valid():
        given = form.cleaned_data
        if form.is_from_a_program:
            is_told = True
        elif form.comes_too_often(request):
            status = 429
        else:
            is_told = done(
                form,
                lambda: api.tell_step(
                    from_work=given["from_work"], to_work=given["to_work"],
                    from_company=given["from_company"], to_company=given["to_company"],
                    agrees=given["agrees"], network=place_of(request),
                ),
            )  # fmt: skip
    if form.errors and status == 200:
        status = 422
    response = show(
        request, "web/portal/tell_step.html", status=status, form=form, is_told=is_told,
        fewest=api.FEWEST_TOLD,
    )  # fmt: skip
    response["Cache-Control"] = "private, no-cache"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page(CLAIM_SCOPE)
def own_steps(request: HttpRequest, opened: OpenedLink) -> HttpResponse:
    """The company states its steps behind its link."""
    key = api.claim_behind(opened).organisation.key
    form = form_for(request, StatedForm)
    is_saved = form.is_valid() and done(
        form,
        lambda: api.state_own_step(
            opened=opened, other=form.cleaned_data["other"],
            direction=form.cleaned_data["direction"], about=form.about,
        ),
    )  # fmt: skip
    company = company_called(key)
    return show(
        request,
        "web/portal/own_steps.html",
        status=422 if form.errors else 200,
        form=StatedForm() if is_saved else form,
        company=company,
        rows=of_company(company)["stated"],
        is_saved=is_saved,
        up=request.path.rsplit("/", 1)[0],
    )


@require_POST
@personal_page(CLAIM_SCOPE)
def remove_own(request: HttpRequest, opened: OpenedLink, number: int) -> HttpResponse:
    api.remove_own_step(opened=opened, number=number)
    return redirect(request.path.rsplit("/", 2)[0])


@desk_page(KEEP)
def stated(request: Visit, key: str) -> HttpResponse:
    """Staff state them for a company."""
    company = company_called(key)
    form = form_for(request, StatedForm)
    if form.is_valid() and done(
        form,
        lambda: api.state_step(
            by=actor(request), organisation=company.key, other=form.cleaned_data["other"],
            direction=form.cleaned_data["direction"], about=form.about,
        ),
    ):  # fmt: skip
        return redirect("portal:stated-steps", key)
    return desk(
        request,
        "web/portal/desk/stated_steps.html",
        status=422 if form.errors else 200,
        form=form,
        company=company,
        rows=of_company(company)["stated"],
    )


@desk_page(KEEP, does=True)
def remove(request: Visit, key: str, number: int) -> HttpResponse:
    api.remove_step(by=actor(request), organisation=company_called(key).key, number=number)
    return redirect("portal:stated-steps", key)
