# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What companies contribute, by size. The public pages know nothing of it; whoever may read how the
portal is used sees what is asked and the whole of it, and of no company what it gives."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, today
from hcat.parties.api import names_of
from hcat.portal import api
from hcat.portal.api import Contribution, company_called
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.filters import Choice, Filter, chosen
from hcat.web.lists import Pages
from hcat.web.portal.contribution_forms import ContributionForm, TierForm

KEEP = "portal.contributions"


@desk_page("portal.read")
def overview(request: Visit) -> HttpResponse:
    years = [str(one) for one in api.contribution_years()]
    year = chosen(request, "year", years)
    shown = int(year) if year else today().year
    may_edit = request.powers.may(KEEP)
    pages = Pages[Contribution](request, api.contributions(year=int(year) if year else None))
    listed = pages.items if may_edit else ()
    names = names_of(one.organisation_id for one in listed)
    agreed, paid = api.contributed(shown)
    return desk(
        request,
        "web/portal/desk/contributions.html",
        tiers=list(enumerate(api.tiers(), 1)),
        pages=pages,
        rows=[(one, names.get(one.organisation_id, "")) for one in listed],
        filters=[Filter("year", _("Year"), year, [Choice(one, one) for one in years])],
        year=shown,
        agreed=agreed,
        paid=paid,
        may_edit=may_edit,
    )


@desk_page(KEEP)
def tier(request: Visit, place: int) -> HttpResponse:
    """`place`: the how manieth size class, the smallest first."""
    all_of = api.tiers()
    if not 1 <= place <= len(all_of):
        raise NotFound(_("There is no such size."), mend=_("Choose one from the list."))
    size, standing = all_of[place - 1]
    initial: dict[str, Any] = {"edition": 0}
    if standing is not None:
        initial = {"edition": standing.edition, "amount": standing.amount}
        initial |= {f"buys_{code}": text for code, text in standing.buys.items()}
    form = form_for(request, TierForm, initial=initial)
    if form.is_valid() and done(
        form,
        lambda: api.save_tier(
            by=actor(request),
            size_class=size,
            edition=form.cleaned_data["edition"],
            amount=form.cleaned_data["amount"],
            buys=form.buys,
        ),
    ):
        messages.success(request, _("The tier is saved."))
        return redirect("portal:contributions")
    _look_again(form, standing.edition if standing else 0)
    return desk(
        request,
        "web/portal/desk/tier_form.html",
        status=422 if form.errors else 200,
        form=form,
        size=size,
    )


@desk_page(KEEP)
def of_company(request: Visit, key: str) -> HttpResponse:
    """What one company contributed, and the form for one more year."""
    company = company_called(key)
    form = form_for(request, ContributionForm, initial={"year": today().year, "edition": 0})
    if form.is_valid() and _record(request, form, company.key):
        return redirect("portal:company-contributions", key)
    return desk(
        request,
        "web/portal/desk/company_contributions.html",
        status=422 if form.errors else 200,
        form=form,
        company=company,
        rows=api.contributions(organisation=company.key),
        tier=api.tier_of(company.size_class),
    )


@desk_page(KEEP)
def change(request: Visit, key: str, number: int) -> HttpResponse:
    company, found = company_called(key), api.contribution_numbered(key, number)
    initial = {
        "year": found.year,
        "amount": found.amount,
        "paid_on": found.paid_on,
        "edition": found.edition,
    }
    form = form_for(request, ContributionForm, initial=initial)
    form.fields["year"].disabled = True
    if form.is_valid() and _record(request, form, company.key):
        return redirect("portal:company-contributions", key)
    _look_again(form, found.edition)
    return desk(
        request,
        "web/portal/desk/contribution_form.html",
        status=422 if form.errors else 200,
        form=form,
        company=company,
        found=found,
    )


def _record(request: Visit, form: ContributionForm, key: str) -> bool:
    is_done = done(
        form,
        lambda: api.record_contribution(by=actor(request), organisation=key, **form.cleaned_data),
    )
    if is_done:
        messages.success(request, _("The contribution is recorded."))
    return is_done


def _look_again(form: Any, edition: int) -> None:
    """Where somebody saved in between, which is told first, what is sent next goes over it."""
    if "__all__" in form.errors:
        form.data = form.data.copy()
        form.data["edition"] = str(edition)


@desk_page(KEEP, does=True)
def remove(request: Visit, key: str, number: int) -> HttpResponse:
    api.remove_contribution(api.contribution_numbered(key, number), by=actor(request))
    messages.success(request, _("The contribution is removed."))
    return redirect("portal:company-contributions", key)
