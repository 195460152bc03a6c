# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the portal is used, for who works at the desk; and the links that they hand out."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hcat.foundation.api import HcatError, NotFound, today
from hcat.numerics.api import Period
from hcat.portal import api
from hcat.portal.api import Referral
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.filters import Choice, Filter, chosen
from hcat.web.lists import Pages
from hcat.web.portal.visit_charts import weeks_chart
from hcat.web.portal.visit_forms import ReferralForm
from hcat.web.portal.visit_lists import LISTS, Listed, listed

KEEP = "portal.edit"
WEEKS = ("4", "13", "52")
SHORT = 5
"""Rows of each list on the overview."""


@desk_page("portal.read")
def overview(request: Visit) -> HttpResponse:
    period, weeks = _period(request)
    use = api.use_in(period)
    outside = api.from_outside(period, with_demo=True)
    asked, answered = api.asked_and_answered(period)
    return desk(
        request,
        "web/portal/desk/visits.html",
        period=period,
        weeks=weeks,
        filters=[_weeks(weeks)],
        use=use,
        outside=outside,
        outside_told=_(outside.missing_reason or outside.method),
        knows_origins=api.knows_origins(),
        asked=asked,
        answered=answered,
        chart=weeks_chart(request, api.by_week(api.visits_in(period), period)),
        lists=[(name, _briefly(listed(name, period)), LISTS[name]) for name in LISTS],
        short=SHORT,
        enough=api.ENOUGH_SEARCHES,
    )


@desk_page("portal.read")
def whole_list(request: Visit, part: str) -> HttpResponse:
    if part not in LISTS:
        raise NotFound(_("There is no such list."), mend=_("Look at the visits of the portal."))
    period, weeks = _period(request)
    rows = listed(part, period)
    pages: Pages[Listed] = Pages(request, rows)
    return desk(
        request,
        "web/portal/desk/visits_list.html",
        period=period,
        filters=[_weeks(weeks)],
        pages=pages,
        kind=LISTS[part],
        part=part,
        weeks=weeks,
    )


@desk_page("portal.read")
def links(request: Visit) -> HttpResponse:
    pages: Pages[Referral] = Pages(request, api.referrals())
    came = api.came_by_each(pages.items)
    return desk(
        request,
        "web/portal/desk/referrals.html",
        pages=pages,
        rows=[(one, came.get(one.code)) for one in pages.items],
        may_edit=request.powers.may(KEEP),
    )


@desk_page(KEEP)
def make(request: Visit) -> HttpResponse:
    form = form_for(request, ReferralForm)
    if form.is_valid() and done(
        form, lambda: api.make_referral(by=actor(request), **form.cleaned_data)
    ):
        messages.success(request, _("The link is made."))
        return redirect("portal:referral-told", form.cleaned_data["code"])
    return desk(
        request,
        "web/portal/desk/referral_form.html",
        status=422 if form.errors else 200,
        form=form,
    )


@desk_page("portal.read")
def link(request: Visit, code: str) -> HttpResponse:
    """One link: its address, its QR code to print, and who came by it."""
    found = api.referral_called(code)
    period, weeks = _period(request)
    visits, clicks, last = api.came_by(found)
    rows = api.visits_in(period).filter(campaign=found.code)
    return desk(
        request,
        "web/portal/desk/referral.html",
        found=found,
        address=_address(found),
        visits=visits,
        clicks=clicks,
        last=last,
        filters=[_weeks(weeks)],
        chart=weeks_chart(request, api.by_week(rows, period)),
        may_edit=request.powers.may(KEEP),
    )


@desk_page(KEEP, does=True)
def end(request: Visit, code: str) -> HttpResponse:
    try:
        api.end_referral(api.referral_called(code), by=actor(request))
    except HcatError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The link has ended."))
    return redirect("portal:referral-told", code)


@desk_page("portal.read")
def qr(request: Visit, code: str) -> HttpResponse:
    """The QR code as a drawing that prints at any size; it survives a crease or a smudge (level Q:
    a quarter of it may be lost)."""
    found = api.referral_called(code)
    drawn = BytesIO()
    segno.make_qr(_address(found), error="q").save(
        drawn, kind="svg", scale=8, border=4, light="#fff", title=found.title, omitsize=False
    )
    response = HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
    if "save" in request.GET:
        response["Content-Disposition"] = f'attachment; filename="{found.code}.svg"'
    return response


def _address(referral: Referral) -> str:
    """The same in every language, and as short as can be: the page it leads to has its own."""
    with override(settings.LANGUAGE_CODE):
        return settings.SITE_URL + reverse("portal:referral", args=[referral.code])


def _period(request: Visit) -> tuple[Period, str]:
    """Whole weeks, the last of which ended last Sunday, and this one until today."""
    weeks = chosen(request, "weeks", WEEKS) or WEEKS[1]
    monday = today() - timedelta(days=today().weekday())
    return Period(monday - timedelta(weeks=int(weeks)), today()), weeks


def _weeks(chosen_: str) -> Filter:
    return Filter(
        "weeks",
        _("Period"),
        chosen_,
        [Choice(one, _("the last %(number)s weeks") % {"number": one}) for one in WEEKS],
    )


def _briefly(rows: Any) -> list[Listed]:
    return list(rows[: SHORT + 1])
