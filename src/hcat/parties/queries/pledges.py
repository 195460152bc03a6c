# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pledged against delivered. A promise without an amount is counted apart, never as zero."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, today
from hcat.parties.models import Delivery, Pledge


@dataclass(frozen=True, slots=True)
class PledgeTotal:
    """One kind and unit: what was promised and what came of it.

    `pledged` and `delivered` are None, with a reason, where no amount at all is known.
    `without_amount` pledges and `deliveries_without_amount` come on top of the sums.
    """

    kind: str
    unit: str
    pledges: int
    pledged: Decimal | None
    without_amount: int
    delivered: Decimal | None
    deliveries: int
    deliveries_without_amount: int
    demo: int
    missing_reason: str = ""

    @property
    def share(self) -> Decimal | None:
        """Delivered as a part of pledged; None unless every amount is known."""
        if self.pledged is None or self.without_amount or self.deliveries_without_amount:
            return None
        return (self.delivered or Decimal(0)) / self.pledged


def pledges(
    *,
    purpose: str | None = None,
    organisation: str | None = None,
    organisation_kind: str | None = None,
    on: date | None = None,
) -> QuerySet[Pledge]:
    """Pledges made by a date that were not withdrawn by then, newest first. Two queries a page."""
    day = on or today()
    rows = (
        Pledge.objects.filter(starts__lte=day)
        .filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day))
        .select_related("organisation")
        .prefetch_related("deliveries")
    )
    if purpose is not None:
        rows = rows.filter(purpose=purpose)
    if organisation is not None:
        rows = rows.filter(organisation__key=organisation)
    if organisation_kind is not None:
        rows = rows.filter(organisation__kind=organisation_kind)
    return rows


def pledge_by_number(number: int) -> Pledge:
    """One pledge, also one that was withdrawn, with its deliveries."""
    found = (
        Pledge.objects.select_related("organisation")
        .prefetch_related("deliveries")
        .filter(pk=number)
        .first()
    )
    if found is None:
        raise NotFound(
            _("There is no pledge %(number)s.") % {"number": number},
            mend=_("Look it up in the list of pledges."),
        )
    return found


def pledges_numbered(numbers: Iterable[int]) -> dict[int, Pledge]:
    """Pledges by their numbers, also those that were withdrawn, with their deliveries; two queries.
    A number that is not there (any more) is absent.
    """
    return Pledge.objects.prefetch_related("deliveries").in_bulk(list(numbers))


def pledge_totals(
    *,
    purpose: str | None = None,
    organisation: str | None = None,
    organisation_kind: str | None = None,
    on: date | None = None,
) -> list[PledgeTotal]:
    """Per kind and unit: pledged and delivered up to and including a date. Two queries.

    Kinds for which nothing was promised are absent: that is not a promise of zero.
    """
    day = on or today()
    made = pledges(
        purpose=purpose, organisation=organisation, organisation_kind=organisation_kind, on=day
    ).order_by()
    promised = made.values("kind", "unit").annotate(
        number=Count("pk"),
        total=Sum("amount"),
        unknown=Count("pk", filter=Q(amount__isnull=True)),
        demo=Count("pk", filter=Q(is_demo=True)),
    )
    came = {
        (row["pledge__kind"], row["pledge__unit"]): row
        for row in Delivery.objects.filter(pledge__in=made.values("pk"), delivered_on__lte=day)
        .order_by()
        .values("pledge__kind", "pledge__unit")
        .annotate(
            number=Count("pk"),
            total=Sum("amount"),
            unknown=Count("pk", filter=Q(amount__isnull=True)),
        )
    }
    totals = []
    for row in promised.order_by("kind", "unit"):
        got = came.get((row["kind"], row["unit"]))
        totals.append(
            PledgeTotal(
                kind=row["kind"],
                unit=row["unit"],
                pledges=row["number"],
                pledged=row["total"],
                without_amount=row["unknown"],
                delivered=got["total"] if got else None,
                deliveries=got["number"] if got else 0,
                deliveries_without_amount=got["unknown"] if got else 0,
                demo=row["demo"],
                missing_reason=_why_missing(row["total"], got is None),
            )
        )
    return totals


def _why_missing(pledged: Decimal | None, nothing_delivered: bool) -> str:
    if pledged is None:
        return _("No pledge of this kind states an amount.")
    if nothing_delivered:
        return _("No delivery has been recorded yet.")
    return ""
