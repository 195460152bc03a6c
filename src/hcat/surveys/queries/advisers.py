# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who advises, and on what."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, today
from hcat.surveys.models import Adviser

SHORTLIST = 3
"""As many as somebody compares before choosing one."""


def advisers() -> QuerySet[Adviser]:
    """All of them, also who is not named any more. Lazy."""
    return Adviser.objects.order_by("name", "id")


def adviser_numbered(number: int) -> Adviser:
    """One adviser. NotFound."""
    found = Adviser.objects.filter(pk=number).first()
    if found is None:
        raise NotFound(
            _("There is no adviser with number %(number)s.") % {"number": number},
            mend=_("Choose one from the list of advisers."),
        )
    return found


def advisers_for(
    factors: Sequence[str], *, is_demo: bool = False, most: int = SHORTLIST
) -> list[Adviser]:
    """Who is named today and knows most of these pull factors, the first one counting most; who
    advises on everything comes after who knows one of them. One query.
    """
    day = today()
    named = Adviser.objects.filter(since__lte=day, is_demo=is_demo).filter(
        Q(until__isnull=True) | Q(until__gte=day)
    )
    weight = {name: len(factors) - place for place, name in enumerate(factors)}

    def near(one: Adviser) -> float:
        return sum(weight.get(name, 0) for name in one.factors) or (0 if one.factors else 0.5)

    fit = [one for one in named if near(one) or not factors]
    return sorted(fit, key=lambda one: (-near(one), one.name, one.pk))[:most]
