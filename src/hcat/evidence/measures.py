# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first measures: over the register of initiatives and the pledges themselves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hcat.agenda.api import Initiative, InitiativeStatus, Item, items
from hcat.numerics.api import PERCENT, Estimate, Period, Quality
from hcat.parties.api import pledges

from .measuring.registry import Scope, measure
from .measuring.windows import add_months

REGISTER = gettext_noop("the register of initiatives of this agenda")
PLEDGES = gettext_noop("the register of pledges of this agenda")


@measure("agenda.initiatives_running", title=_("Initiatives running"), unit="count")
def initiatives_running(period: Period, scope: Scope) -> Estimate:
    """How many initiatives of the register run on the last day of the period."""
    method = gettext_noop("count of the initiatives whose status is running")
    known = _initiatives(period.end, scope)
    scope.note(initiatives=len(known))
    if not known:
        return _missing(gettext_noop("the register holds no initiatives"), "count", period, method)
    running = [one.sheet.number for one in known if _runs(one)]
    scope.note(running=running)
    return _count(len(running), period, method)


@measure(
    "agenda.differentiations_without_running_initiative",
    title=_("Differentiations without a running initiative"),
    unit="count",
)
def differentiations_without_running_initiative(period: Period, scope: Scope) -> Estimate:
    """Parts of the programme lines on which nobody works on the last day of the period."""
    method = gettext_noop("count of the differentiations under which no running initiative stands")
    parts = [one.key for one in items("differentiation", as_of=period.end, known_on=scope.known_on)]
    if not parts:
        reason = gettext_noop("the agenda has no differentiations")
        return _missing(reason, "count", period, method)
    covered = {
        key for one in _initiatives(period.end, scope) if _runs(one) for key in one.sheet.placements
    }
    bare = [key for key in parts if key not in covered]
    scope.note(differentiations=len(parts), without=bare)
    return _count(len(bare), period, method)


@measure(
    "agenda.sheets_updated_within_year",
    title=_("Sheets of initiatives brought up to date within a year"),
    unit=PERCENT,
)
def sheets_updated_within_year(period: Period, scope: Scope) -> Estimate:
    """The share of sheets that their owner brought up to date in the twelve months before.

    Initiatives that are done or stopped do not count. A sheet without a date counts as not up to
    date; where no sheet has one, dates are not kept at all, and nothing is known: that is not 0%.
    """
    method = gettext_noop(
        "share of the sheets of initiatives, those done or stopped left out, whose date of "
        "reporting lies within twelve months"
    )
    over = (InitiativeStatus.DONE, InitiativeStatus.STOPPED)
    known = [one for one in _initiatives(period.end, scope) if one.sheet.status not in over]
    dates = {one.sheet.number: one.sheet.reported for one in known}
    stated = [day for day in dates.values() if day is not None]
    scope.note(sheets=len(known), dated=len(stated))
    if not known:
        reason = gettext_noop("the register holds no initiatives")
        return _missing(reason, PERCENT, period, method)
    if not stated:
        reason = gettext_noop("no sheet states when it was last brought up to date")
        return _missing(reason, PERCENT, period, method)
    since = add_months(period.end, -12)
    fresh = sorted(number for number, day in dates.items() if day is not None and day > since)
    scope.note(fresh=fresh)
    return _share(len(fresh), len(known), period, method, REGISTER)


@measure("parties.pledges_delivered", title=_("Pledges delivered in full"), unit=PERCENT)
def pledges_delivered(period: Period, scope: Scope) -> Estimate:
    """The share of pledges made by the last day of the period that were delivered in full by then.

    Only pledges of which the amounts pledged and delivered are known can be told delivered; the
    others are left out and counted in the inputs. Withdrawn pledges do not count.
    """
    method = gettext_noop(
        "share of the pledges with a known amount of which at least that amount was delivered"
    )
    made = list(pledges(on=period.end).filter(is_demo=False))
    full = known = 0
    for pledge in made:
        came = [one for one in pledge.deliveries.all() if one.delivered_on <= period.end]
        if pledge.amount is None or any(one.amount is None for one in came):
            continue
        known += 1
        full += sum((one.amount or Decimal(0) for one in came), Decimal(0)) >= pledge.amount
    scope.note(pledges=len(made), amount_known=known, full=full)
    if not made:
        reason = gettext_noop("nothing has been pledged yet")
    elif not known:
        reason = gettext_noop("of no pledge both amounts are known")
    else:
        return _share(full, known, period, method, PLEDGES)
    return _missing(reason, PERCENT, period, method, PLEDGES)


def _initiatives(day: date, scope: Scope) -> list[Item[Initiative]]:
    return items("initiative", as_of=day, known_on=scope.known_on)


def _runs(one: Item[Initiative]) -> bool:
    return one.sheet.status == InitiativeStatus.RUNNING


def _count(number: int, period: Period, method: str) -> Estimate:
    return Estimate(
        value=float(number), unit="count", period=period, method=method,
        quality=Quality.MEASURED, source=REGISTER,
    )  # fmt: skip


def _share(part: int, whole: int, period: Period, method: str, source: str) -> Estimate:
    return Estimate(
        value=100.0 * part / whole, numerator=part, denominator=whole, unit=PERCENT,
        period=period, method=method, quality=Quality.MEASURED, source=source,
    )  # fmt: skip


def _missing(
    reason: str, unit: str, period: Period, method: str, source: str = REGISTER
) -> Estimate:
    return Estimate.missing(reason, unit=unit, period=period, source=source, method=method)
