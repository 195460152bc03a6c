# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be told of a wave before anybody is asked."""

from __future__ import annotations

from datetime import datetime, time

from django.utils.timezone import make_aware

from hcat.correspondence.api import budgets_of
from hcat.foundation.api import now
from hcat.surveys.models import Invitation, Outcome, Wave

AT_ONCE = 5000


def delayed_at_opening(wave: Wave) -> int:
    """How many invitations wait on the first day, since whoever gets them was written to often
    enough of late: as far as mails that left by now tell. A query, and one more for every five
    thousand people."""
    opening = max(now(), make_aware(datetime.combine(wave.opens_on, time())))
    people = list(
        Invitation.objects.filter(wave=wave, outcome=Outcome.WAITING, person__isnull=False)
        .order_by()
        .values_list("person_id", flat=True)
    )
    return sum(
        budget.free_from is not None
        for first in range(0, len(people), AT_ONCE)
        for budget in budgets_of(people[first : first + AT_ONCE], at=opening).values()
    )
