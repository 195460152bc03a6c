# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was pledged and what came of it: totals, the list, and adding a pledge."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from hcat.foundation.api import today
from hcat.parties.api import PledgeTotal, names_of, pledge_totals, pledges, record_pledge
from hcat.web.desk.register import words
from hcat.web.desk.register.forms.base import organisation_asked
from hcat.web.desk.register.forms.pledges import PledgeForm
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.desk.register.scopes import Scopes
from hcat.web.filters import Choice, Filter, chosen
from hcat.web.lists import Pages
from hcat.web.site import Site
from hcat.web.words import number, percent


@dataclass(frozen=True, slots=True)
class Total:
    """A row of totals in words; an unknown amount is a dash with its reason."""

    of: PledgeTotal
    kind: str
    unit: str
    pledged: str
    delivered: str
    share: str
    missing: str


def total_of(of: PledgeTotal) -> Total:
    return Total(
        of,
        str(words.PLEDGES[of.kind]),
        str(words.UNITS[of.unit]),
        amount(of.pledged),
        amount(of.delivered),
        percent(float(of.share) * 100) if of.share is not None else "–",
        " ".join(_missing(of)),
    )


def _missing(of: PledgeTotal) -> list[str]:
    found = [of.missing_reason] if of.missing_reason else []
    if of.without_amount:
        found.append(
            ngettext(
                "Of %(number)d pledge the amount is not known.",
                "Of %(number)d pledges the amount is not known.",
                of.without_amount,
            )
            % {"number": of.without_amount}
        )
    if of.deliveries_without_amount:
        found.append(
            ngettext(
                "Of %(number)d delivery the amount is not known.",
                "Of %(number)d deliveries the amount is not known.",
                of.deliveries_without_amount,
            )
            % {"number": of.deliveries_without_amount}
        )
    return found


def amount(value: Decimal | None) -> str:
    return number(float(value), 2 if value % 1 else 0) if value is not None else "–"


@dataclass(frozen=True, slots=True)
class Row:
    pledge: Any
    organisation: str
    kind: str
    unit: str
    pledged: str
    delivered: str
    """The sum of what is known; a dash where nothing was delivered or no amount is known."""
    about: str


def rows_of(found: list[Any], scopes: Scopes) -> list[Row]:
    names = names_of(pledge.organisation_id for pledge in found)
    return [
        Row(
            pledge,
            names.get(pledge.organisation_id, pledge.organisation.key),
            str(words.PLEDGES[pledge.kind]),
            str(words.UNITS[pledge.unit]),
            amount(pledge.amount),
            amount(delivered(pledge)),
            scopes.name(pledge.purpose),
        )
        for pledge in found
    ]


def delivered(pledge: Any) -> Decimal | None:
    """What is known to have come of it; None where no amount is known. No query."""
    known = [one.amount for one in pledge.deliveries.all() if one.amount is not None]
    return sum(known, Decimal(0)) if known else None


@require_safe
@desk_page("pledges.read")
def pledge_list(request: Visit) -> HttpResponse:
    site, scopes = Site(request), Scopes()
    day = site.as_of.day or today()
    kind = chosen(request, "kind", words.PLEDGES)
    of_kind = chosen(request, "organisation-kind", words.KINDS)
    found = pledges(on=day, organisation_kind=of_kind or None)
    if kind:
        found = found.filter(kind=kind)
    pages: Pages[Any] = Pages(request, found)
    totals = pledge_totals(on=day, organisation_kind=of_kind or None)
    return desk(
        request,
        "desk/register/pledges.html",
        site=site,
        day=day,
        pages=pages,
        rows=rows_of(pages.items, scopes),
        totals=[total_of(one) for one in totals if not kind or one.kind == kind],
        filters=[
            Filter("kind", _("Kind"), kind,
                   [Choice(code, str(word)) for code, word in words.PLEDGES.items()]),
            Filter("organisation-kind", _("Pledged by"), of_kind,
                   [Choice(code, str(word)) for code, word in words.KINDS_PLURAL.items()]),
        ],
        is_filtered=bool(kind or of_kind),
        may_edit=request.powers.may_somewhere("pledges.edit"),
        may_read_organisations=request.powers.may("parties.read"),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("pledges.edit", somewhere=True)
def new(request: Visit) -> HttpResponse:
    asked = organisation_asked(request.GET.get("organisation", ""))
    form = form_for(
        request,
        PledgeForm,
        scopes=Scopes().choices(request.powers.scopes("pledges.edit")),
        initial={"organisation": asked.key if asked else ""},
    )
    if form.is_valid():
        made: list[Any] = []
        given = dict(form.cleaned_data)
        kind, unit = given.pop("pair").split("-")
        if done(
            form,
            lambda: made.append(record_pledge(kind=kind, unit=unit, by=actor(request), **given)),
        ):
            messages.success(request, _("The pledge is recorded."))
            return redirect("register:pledge", made[0].pk)
    return desk(request, "desk/register/new_pledge.html", form=form)
