# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a company has open by hand, and what ends soon."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, today
from hcat.portal.entering.drafts import Draft, draft_of
from hcat.portal.entering.returning import may_go_on, was_closed_by_somebody
from hcat.portal.entering.sheets import sheet_of
from hcat.portal.models import BY_HAND, Advert, Claim, Entry

BEFORE = timedelta(days=7)
"""How long before its last day somebody is asked whether a vacancy is still open."""


def entries_of(organisation: str) -> QuerySet[Entry]:
    """Open ones first, those that end first at the top; then what closed, newest first. What went
    on in another language, or as a later spell, stands there once."""
    goes_on = Advert.objects.filter(
        Q(closed_at__isnull=True) | Q(closed_at__gt=OuterRef("advert__closed_at")),
        source=OuterRef("advert__source"),
        key=OuterRef("advert__key"),
    )
    found = (
        Entry.objects.filter(
            advert__source__organisation__key=organisation, advert__source__system=BY_HAND
        )
        .exclude(Q(advert__closed_at__isnull=False) & Exists(goes_on))
        .select_related("advert__vacancy")
    )
    return found.order_by(F("advert__closed_at").desc(nulls_first=True), "advert__closes", "pk")


def entry_numbered(organisation: str, number: int) -> Entry:
    """Raises `NotFound`."""
    found = entries_of(organisation).filter(pk=number).first()
    if found is None:
        raise NotFound(
            _("There is no vacancy by hand at this address."),
            mend=_("Look in the list of the company."),
        )
    return found


def may_prolong(entry: Entry) -> bool:
    return may_go_on(entry.advert)


def may_take_back(entry: Entry) -> bool:
    """Somebody closed it a short while ago."""
    return was_closed_by_somebody(entry.advert) and may_go_on(entry.advert)


def draft_as_it_stands(entry: Entry) -> Draft:
    return draft_of(entry.advert)


def sheet_as_it_stands(organisation: str, language: str) -> str:
    """What is open by hand as a CSV file to fill in and bring back; its headings alone where
    nothing is."""
    rows = entries_of(organisation).filter(advert__closed_at__isnull=True)
    return sheet_of(((one.advert.key, draft_of(one.advert)) for one in rows), language)


def ending() -> QuerySet[Entry]:
    """Open ones that end within a week, without invented ones."""
    return (
        Entry.objects.filter(
            advert__closed_at__isnull=True,
            advert__closes__lte=today() + BEFORE,
            advert__source__is_demo=False,
        )
        .select_related("advert__source__organisation", "person")
        .order_by("advert__closes", "pk")
    )


def ending_unasked() -> QuerySet[Entry]:
    """Those of them about which nobody can be mailed: the desk asks."""
    holds = Claim.objects.filter(
        person=OuterRef("person"),
        organisation=OuterRef("advert__source__organisation"),
        ended_at__isnull=True,
    )
    return ending().filter(~Exists(holds), person__user__isnull=True)
