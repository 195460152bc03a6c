# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures of the use of the portal: visits, and how many of them come from outside the region."""

from __future__ import annotations

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hcat.evidence.api import Scope, Takes, measure
from hcat.numerics.api import PERCENT, Estimate, Period, Quality
from hcat.portal.models import Tally
from hcat.portal.queries.visits import COUNTS, counted_since, days_counted, from_outside, tallies


@measure("portal.visitors", title=_("Visits to the portal"), unit="count", takes=Takes.PERIOD)
def visitors(period: Period, scope: Scope) -> Estimate:
    """How many visits to the portal began in the period.

    A visit begins where a page of the portal is opened from a page that is not the portal's. Who
    comes twice counts twice: nothing is known by which a visitor could be told from another. Visits
    by browsers that ask not to be measured are left out, and noted.
    """
    method = gettext_noop(
        "count of the visits: pages of the portal opened from elsewhere, programs and who asks not "
        "to be measured left out; who comes twice counts twice"
    )
    real = tallies(period).filter(is_demo=False)
    kind = Tally.Kind
    sums = dict(real.order_by().values_list("kind").annotate(n=Sum("number")))
    scope.note(days=days_counted(period), not_measured=sums.get(kind.UNMEASURED, 0))
    since = counted_since()
    if since is None or since > period.end:
        reason = gettext_noop("visits were not counted yet")
    elif since > period.start:
        reason = gettext_noop("visits were not counted over the whole of this period")
    else:
        return Estimate(
            value=float(sums.get(kind.VISIT, 0)), unit="count", period=period, method=method,
            quality=Quality.MEASURED, source=COUNTS,
        )  # fmt: skip
    return Estimate.missing(reason, unit="count", period=period, source=COUNTS, method=method)


@measure(
    "portal.visitors_outside_region",
    title=_("Visits to the portal from outside the region"),
    unit=PERCENT,
    takes=Takes.PERIOD,
)
def visitors_outside_region(period: Period, scope: Scope) -> Estimate:
    """The share of the visits in the period that came from outside the region, of those of which
    it is known; with the interval that belongs to how it is known."""
    found = from_outside(period, with_demo=False)
    scope.note(days=days_counted(period), known=found.n, visits=found.population)
    return found
