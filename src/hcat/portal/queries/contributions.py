# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What companies contribute."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.portal.models import SIZES, Contribution, Tier


def tiers() -> list[tuple[str, Tier | None]]:
    """Every size class, with what is asked of it where that was said."""
    known = {one.size_class: one for one in Tier.objects.all()}
    return [(size, known.get(size)) for size in SIZES]


def tier_of(size_class: str) -> Tier | None:
    return Tier.objects.filter(size_class=size_class).first()


def contributions(*, year: int | None = None, organisation: str = "") -> QuerySet[Contribution]:
    """The latest year first. `organisation`: a key."""
    found = Contribution.objects.select_related("organisation")
    if year is not None:
        found = found.filter(year=year)
    return found.filter(organisation__key=organisation) if organisation else found


def contributed(year: int) -> tuple[Decimal, Decimal]:
    """Agreed in this year, and paid of that, in euro; without what is invented."""
    found = Contribution.objects.filter(year=year, organisation__is_demo=False)
    agreed = found.aggregate(whole=Sum("amount"))["whole"]
    paid = found.filter(paid_on__isnull=False).aggregate(whole=Sum("amount"))["whole"]
    return agreed or Decimal(0), paid or Decimal(0)


def contribution_years() -> list[int]:
    return list(Contribution.objects.order_by("-year").values_list("year", flat=True).distinct())


def contribution_numbered(organisation: str, number: int) -> Contribution:
    """Raises `NotFound`."""
    found = contributions(organisation=organisation).filter(pk=number).first()
    if found is None:
        raise NotFound(
            _("This contribution is no longer here."), mend=_("Look at what stands now.")
        )
    return found
