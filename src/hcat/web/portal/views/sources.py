# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where vacancies come from: added, looked at, mended."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hcat.foundation.api import HcatError, NotAllowed, Refused
from hcat.parties.api import names_of
from hcat.portal import api
from hcat.portal.api import BY_HAND, Source, checks_of, source_numbered, sources, systems_used
from hcat.postings.api import adapters, board_of
from hcat.web.desk.register.forms.base import organisation_asked
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, form_for
from hcat.web.filters import Choice, Filter, chosen
from hcat.web.lists import Pages
from hcat.web.portal.forms import ChangeForm, SourceForm

KEEP = "portal.sources"


@desk_page("portal.read")
def source_list(request: Visit) -> HttpResponse:
    systems = {name: system_title(name) for name in systems_used()}
    system = chosen(request, "system", systems)
    state = chosen(request, "state", ("trouble", "paused", "ended"))
    text = request.GET.get("text", "").strip()[:200]
    company = organisation_asked(request.GET.get("company", ""))
    found = sources(
        system=system,
        state="" if state == "trouble" else state,
        trouble=state == "trouble",
        text=text,
        organisation=company.key if company else "",
    )
    pages: Pages[Source] = Pages(request, found)
    names = names_of(one.organisation_id for one in pages.items)
    return desk(
        request,
        "web/portal/desk/sources.html",
        pages=pages,
        rows=[
            {
                "source": one,
                "company": names.get(one.organisation_id, ""),
                "system": systems.get(one.system, one.system),
                "doubted_because": api.in_words(one.doubted_because),
            }
            for one in pages.items
        ],
        filters=[
            Filter("state", _("State"), state, [
                Choice("trouble", _("not believed")), Choice("paused", _("paused")),
                Choice("ended", _("ended")),
            ]),
            Filter("system", _("System"), system, [Choice(*one) for one in systems.items()]),
        ],
        text=text,
        company=company,
        is_filtered=bool(system or state or text or company),
        may_add=request.powers.may_somewhere(KEEP),
    )  # fmt: skip


@desk_page(KEEP)
def add(request: Visit) -> HttpResponse:
    company = organisation_asked(request.GET.get("company", ""))
    initial = {
        "promise_hours": 48,
        "organisation": company.key if company else "",
        "address": request.GET.get("address", "")[:1000],
    }
    form = form_for(request, SourceForm, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        is_site = not (given["system"] or given["token"] or board_of(given["address"].strip()))
        try:
            made = (
                _add_site(request, given)
                if is_site
                else api.add_source(
                    by=actor(request),
                    organisation=given["organisation"].key,
                    address=given["address"].strip(),
                    system=given["system"],
                    token=given["token"],
                    language=given["language"],
                    promise_hours=given["promise_hours"],
                )
            )
        except NotAllowed:
            raise
        except HcatError as error:
            form.refuse(error)
        else:
            if is_site:
                api.find_source.enqueue(made.pk)
                messages.success(
                    request,
                    _(
                        "Its pages are looked at for vacancies, and read where there are any. Look "
                        "again in a few minutes."
                    ),
                )
            else:
                api.read_one.enqueue(made.pk)
                messages.success(request, _("The source is added; it is read within a minute."))
            return redirect("portal:source", made.pk)
    return _form(request, form, None)


def _add_site(request: Visit, given: dict[str, Any]) -> Source:
    return api.add_site(
        by=actor(request),
        organisation=given["organisation"].key,
        address=given["address"].strip(),
        language=given["language"],
        promise_hours=given["promise_hours"],
    )


@desk_page("portal.read")
def source(request: Visit, number: int) -> HttpResponse:
    found = source_numbered(number)
    if found.is_by_hand:
        return redirect("portal:entries", found.organisation.key)
    checks = checks_of(found)
    return desk(
        request,
        "web/portal/desk/source.html",
        source=found,
        others=sources(organisation=found.organisation.key).exclude(pk=found.pk).count(),
        company=names_of([found.organisation_id]).get(found.organisation_id, ""),
        system=system_title(found.system),
        doubted_because=api.in_words(found.doubted_because),
        checks=[(one, api.outcome_in_words(one.outcome), api.in_words(one.why)) for one in checks],
        unread=_unread(checks),
        lacking=_lacking(checks),
        open_adverts=found.adverts.filter(closed_at__isnull=True).count(),
        may_keep=request.powers.may(KEEP, found.subject),
    )


def system_title(name: str) -> str:
    if name == BY_HAND:
        return _("by hand")
    return adapters()[name].title if name in adapters() else name


def _unread(checks: list[Any]) -> list[dict[str, str]]:
    """Of the last reading: the items that could not be read, and why."""
    problems = checks[0].problems if checks else []
    return [{"where": one["where"], "why": api.in_words(one["why"])} for one in problems]


def _lacking(checks: list[Any]) -> list[dict[str, Any]]:
    """Of the last reading with postings: which fields were empty, how often, and why."""
    for check in checks:
        if check.lacking:
            rows = sorted(check.lacking.items(), key=lambda item: -item[1])
            return [
                {"field": api.field_in_words(field), "why": api.in_words(why), "n": number}
                for told, number in rows
                for field, why in [told.split(": ", 1)]
            ]
    return []


@desk_page(KEEP)
def change(request: Visit, number: int) -> HttpResponse:
    found = source_numbered(number)
    initial = {
        "address": found.address,
        "language": found.language,
        "promise_hours": found.promise_hours,
        "edition": found.edition,
    }
    form = form_for(request, ChangeForm, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        try:
            changed = api.change_source(
                found,
                by=actor(request),
                edition=given["edition"],
                address=given["address"].strip(),
                token=given["token"] or None,
                language=given["language"],
                promise_hours=given["promise_hours"],
            )
        except NotAllowed:
            raise
        except HcatError as error:
            form.refuse(error)
            form.data = {**request.POST.dict(), "edition": source_numbered(number).edition}
        else:
            messages.success(request, _("The source is saved."))
            if found.token and not changed.token:
                messages.warning(
                    request,
                    _(
                        "The secret was given for the old address, so that it is no longer kept. "
                        "Enter the one for this address if it needs one."
                    ),
                )
            return redirect("portal:source", number)
    return _form(request, form, found)


def _form(request: Visit, form: Any, found: Source | None) -> HttpResponse:
    return desk(
        request,
        "web/portal/desk/source_form.html",
        status=422 if form.errors else 200,
        form=form,
        source=found,
    )


@desk_page(KEEP, does=True)
def read_now(request: Visit, number: int) -> HttpResponse:
    found = source_numbered(number)
    if found.state == Source.State.ACTIVE:
        api.read_one.enqueue(found.pk)
        messages.success(request, _("It is read within a minute; look again then."))
    else:
        messages.warning(request, _("Nothing is asked of it until you resume it."))
    return redirect("portal:source", number)


@desk_page(KEEP, does=True)
def pause(request: Visit, number: int) -> HttpResponse:
    try:
        api.pause_source(source_numbered(number), by=actor(request))
    except Refused as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Nothing is asked of it until you resume it."))
    return redirect("portal:source", number)


@desk_page(KEEP, does=True)
def resume(request: Visit, number: int) -> HttpResponse:
    api.resume_source(source_numbered(number), by=actor(request))
    messages.success(request, _("It is read again from now on."))
    return redirect("portal:source", number)


@desk_page(KEEP, does=True)
def end(request: Visit, number: int) -> HttpResponse:
    api.end_source(source_numbered(number), by=actor(request))
    messages.success(request, _("The source ended; its vacancies are no longer shown."))
    return redirect("portal:sources")
