# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The measure of this room: do owners keep the sheets of what runs up to date."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hcat.agenda.api import InitiativeStatus, items
from hcat.evidence.api import Scope, measure
from hcat.numerics.api import PERCENT, Estimate, Period, Quality

from .queries import confirmed, is_stale, last_confirmed

REGISTER = gettext_noop("the register of initiatives of this agenda")


@measure(
    "owners.sheets_up_to_date",
    title=_("Sheets of running initiatives that their owner confirmed within a year"),
    unit=PERCENT,
)
def sheets_up_to_date(period: Period, scope: Scope) -> Estimate:
    """The share of running initiatives whose owner said within a year that the sheet is right.

    An initiative whose sheet was never confirmed counts as not up to date: nobody kept it. Where no
    sheet was ever confirmed, nobody was asked yet, and nothing is known: that is not 0%.
    """
    method = gettext_noop(
        "share of the running initiatives whose owner confirmed the sheet in the year before the "
        "last day of the period"
    )
    running = [
        one
        for one in items("initiative", as_of=period.end, known_on=scope.known_on)
        if one.sheet.status == InitiativeStatus.RUNNING
    ]
    said = confirmed(period.end, known_on=scope.known_on)
    fresh = [one.sheet.number for one in running if not is_stale(one, period.end, said)]
    scope.note(running=len(running), confirmed=fresh)
    reason = ""
    if not running:
        reason = gettext_noop("no initiative is running")
    elif all(last_confirmed(one, said) is None for one in running):
        reason = gettext_noop("no sheet says yet when its owner confirmed it")
    if reason:
        return Estimate.missing(reason, unit=PERCENT, period=period, source=REGISTER, method=method)
    return Estimate(
        value=100.0 * len(fresh) / len(running), numerator=len(fresh), denominator=len(running),
        unit=PERCENT, period=period, method=method, quality=Quality.MEASURED, source=REGISTER,
    )  # fmt: skip
