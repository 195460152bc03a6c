# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The measure over rounds of weighing."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hcat.agenda.api import InitiativeStatus, items
from hcat.evidence.api import Scope, measure
from hcat.numerics.api import PERCENT, Estimate, Period, Quality

from .models import Ruling, What

SOURCE = gettext_noop("the register of initiatives and the rounds of weighing of this agenda")
METHOD = gettext_noop(
    "share of the initiatives that began to run in the period on which the decision that holds by "
    "its last day, taken in a round of weighing and told to the owner, is a go"
)


@measure(
    "weighing.decided_with_scores",
    title=_("Initiatives started that were weighed first"),
    unit=PERCENT,
)
def decided_with_scores(period: Period, scope: Scope) -> Estimate:
    """Of the initiatives that began to run in the period, the share that was weighed: without a
    start there is nothing to take a share of, and that is not 0%. A go that was taken back, or of
    which the owner was not told, is none."""
    before = _running(period.start - timedelta(days=1), scope)
    begun = sorted(_running(period.end, scope) - before)
    weighed = _weighed(period.end, scope) & set(begun)
    scope.note(begun=begun, weighed=sorted(weighed))
    if not begun:
        return Estimate.missing(
            gettext_noop("no initiative began to run in the period"), unit=PERCENT, period=period,
            source=SOURCE, method=METHOD,
        )  # fmt: skip
    return Estimate(
        value=100.0 * len(weighed) / len(begun), numerator=len(weighed), denominator=len(begun),
        unit=PERCENT, period=period, method=METHOD, quality=Quality.MEASURED, source=SOURCE,
    )  # fmt: skip


def _weighed(day: date, scope: Scope) -> set[str]:
    """Initiatives of which in some round the last decision, of those that are one, is a go."""
    rulings = Ruling.objects.filter(taken_on__lte=day, entry__round__is_demo=False)
    rulings = rulings.exclude(decision="")
    if scope.known_on is not None:
        rulings = rulings.filter(published_at__lte=scope.known_on)
    last: dict[int, tuple[str, str]] = {}
    for entry, initiative, what in rulings.order_by("pk").values_list(
        "entry", "entry__initiative", "what"
    ):
        last[entry] = (initiative, what)
    return {initiative for initiative, what in last.values() if what == What.GO}


def _running(day: date, scope: Scope) -> set[str]:
    return {
        one.key
        for one in items("initiative", as_of=day, known_on=scope.known_on)
        if one.sheet.status == InitiativeStatus.RUNNING
    }
