# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which companies are recognised sponsors, and which names a person still has to look at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.parties.api import population
from hcat.portal.models import Sponsor, SponsorCheck, SponsorList


def sponsor_list() -> SponsorList | None:
    return SponsorList.objects.first()


def sponsor_as_of(facts: Any) -> date | None:
    """The day of the register in which this company stands; None where it does not.

    By KvK number; by name only where a person found it to be the same, and one of the two sides
    has no number. `facts`: what the register of organisations knows of it today.
    """
    kept = sponsor_list()
    if kept is None or facts is None:
        return None
    if facts.kvk and Sponsor.objects.filter(kvk=facts.kvk).exists():
        return kept.as_of
    named = Sponsor.objects.filter(name_key=facts.name_key)
    if facts.kvk:
        named = named.filter(kvk="")
    found = named.exists() and SponsorCheck.objects.filter(
        organisation_id=facts.organisation_id, name_key=facts.name_key, answer="same"
    )
    return kept.as_of if found else None


def sponsors_among(rows: Iterable[Any]) -> dict[int, date]:
    """As `sponsor_as_of`, by number of the organisation, of those of these that are one. Five
    queries at most."""
    kept, asked = sponsor_list(), list(rows)
    if kept is None or not asked:
        return {}
    numbers = [one.kvk for one in asked if one.kvk]
    numbered = set(Sponsor.objects.filter(kvk__in=numbers).values_list("kvk", flat=True))
    names = Sponsor.objects.filter(name_key__in=[one.name_key for one in asked if one.name_key])
    named = set(names.values_list("name_key", flat=True))
    bare = set(names.filter(kvk="").values_list("name_key", flat=True))
    same = set(
        SponsorCheck.objects.filter(
            organisation_id__in=[one.organisation_id for one in asked], answer="same"
        ).values_list("organisation_id", "name_key")
    )
    return {
        one.organisation_id: kept.as_of
        for one in asked
        if (one.kvk and one.kvk in numbered)
        or (
            one.name_key in (bare if one.kvk else named)
            and (one.organisation_id, one.name_key) in same
        )
    }


def sponsors_here() -> QuerySet[Any]:
    """Companies of the region that are recognised sponsors, as rows of the register of
    organisations: by the same rule as for one."""
    numbers = Sponsor.objects.exclude(kvk="").values("kvk")
    same = SponsorCheck.objects.filter(
        organisation=OuterRef("organisation_id"), name_key=OuterRef("name_key"), answer="same"
    )
    every, bare = Sponsor.objects.values("name_key"), Sponsor.objects.filter(kvk="")
    by_name = Q(kvk="", name_key__in=every) | Q(name_key__in=bare.values("name_key"))
    return (
        population(kind="company")
        .filter((~Q(kvk="") & Q(kvk__in=numbers)) | (by_name & Exists(same)))
        .order_by("name_key", "pk")
    )


def sponsors_to_check() -> QuerySet[Any]:
    """Companies of which the name, but not the number, stands in the register; nobody looked yet.
    Rows of the register of organisations."""
    looked = SponsorCheck.objects.filter(
        organisation=OuterRef("organisation_id"), name_key=OuterRef("name_key")
    )
    every, bare = Sponsor.objects.values("name_key"), Sponsor.objects.filter(kvk="")
    numbered = Sponsor.objects.filter(kvk=OuterRef("kvk"))
    return (
        population(kind="company")
        .filter(Q(kvk="", name_key__in=every) | Q(name_key__in=bare.values("name_key")))
        .exclude(name_key="")
        .filter(~Exists(looked))
        .filter(Q(kvk="") | ~Exists(numbered))
        .order_by("name_key", "pk")
    )


def sponsor_to_check(organisation: str) -> Any:
    """By the key of the organisation. Raises `NotFound`: somebody looked already."""
    found = sponsors_to_check().filter(organisation__key=organisation).first()
    if found is None:
        raise NotFound(
            _("Nothing is to be looked at here any more."),
            mend=_("Look at the list of what was found."),
        )
    return found


def sponsors_named(name_keys: list[str]) -> dict[str, list[Sponsor]]:
    """Lines of the register by name, as names are compared."""
    found: dict[str, list[Sponsor]] = {}
    for one in Sponsor.objects.filter(name_key__in=name_keys):
        found.setdefault(one.name_key, []).append(one)
    return found


def sponsor_checks() -> QuerySet[SponsorCheck]:
    return SponsorCheck.objects.select_related("organisation")


def sponsor_check_numbered(number: int) -> SponsorCheck:
    """Raises `NotFound`."""
    found = sponsor_checks().filter(pk=number).first()
    if found is None:
        raise NotFound(
            _("This answer is no longer here."), mend=_("Look at the list of what was found.")
        )
    return found
