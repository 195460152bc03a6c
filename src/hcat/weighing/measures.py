# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The measure over rounds of weighing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hcat.agenda.api import InitiativeStatus, items
from hcat.evidence.api import Scope, measure
from hcat.numerics.api import PERCENT, Estimate, Period, Quality

from .models import Ruling, What

SOURCE = gettext_noop("the register of initiatives and the rounds of weighing of this agenda")
METHOD = gettext_noop(
    "share of the initiatives that began to run in the period on which a decision to go was taken "
    "in a round of weighing, by its last day"
)


@measure(
    "weighing.decided_with_scores",
    title=_("Initiatives started that were weighed first"),
    unit=PERCENT,
)
def decided_with_scores(period: Period, scope: Scope) -> Estimate:
    """Of the initiatives that began to run in the period, the share that was weighed: without a
    start there is nothing to take a share of, and that is not 0%."""
    before = _running(period.start - timedelta(days=1), scope)
    begun = sorted(_running(period.end, scope) - before)
    rulings = Ruling.objects.filter(
        what=What.GO, taken_on__lte=period.end, entry__round__is_demo=False
    )
    if scope.known_on is not None:
        rulings = rulings.filter(recorded_at__lte=scope.known_on)
    weighed = set(rulings.values_list("entry__initiative", flat=True)) & set(begun)
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


def _running(day: Any, scope: Scope) -> set[str]:
    return {
        one.key
        for one in items("initiative", as_of=day, known_on=scope.known_on)
        if one.sheet.status == InitiativeStatus.RUNNING
    }
