# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who writes the profiles of companies."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.parties.api import facts_of, population
from hcat.portal.domains import domains_between, is_at, own_domain
from hcat.portal.models import BY_HAND, Claim, Source


def claims_of(organisation: str) -> QuerySet[Claim]:
    """Those that hold today, with the person. `organisation`: its key."""
    found = Claim.objects.filter(organisation__key=organisation, ended_at__isnull=True)
    return found.select_related("person", "organisation")


def claim_numbered(organisation: str, number: int) -> Claim:
    """Raises `NotFound`."""
    found = claims_of(organisation).filter(pk=number).first()
    if found is None:
        raise NotFound(
            _("This person no longer writes the profile."), mend=_("Look at who does now.")
        )
    return found


def careers_told() -> list[Claim]:
    """What companies said of where their vacancies stand, and no source was added since. One
    query."""
    since = Source.objects.filter(
        organisation=OuterRef("organisation"), added_at__gte=OuterRef("careers_at")
    ).exclude(system=BY_HAND)
    found = Claim.objects.exclude(careers="").exclude(Exists(since))
    return list(found.select_related("organisation").order_by("careers_at", "pk"))


def domain_to_claim_by(organisation: Any) -> str:
    """The domain of which an address shows that somebody belongs to the company, as its page shows
    it; empty where there is none, and where another organisation has the same."""
    facts = facts_of(organisation)
    domain = own_domain(facts.domain) if facts is not None and facts.website else ""
    return domain if domain and not _is_anothers([domain], organisation) else ""


def works_at(organisation: Any, mail: str) -> bool:
    """Whether the address shows that somebody belongs to this company and not to another that has
    its domain below this one's, as a university's start-up does."""
    domain = domain_to_claim_by(organisation)
    return is_at(mail, domain) and not _is_anothers(domains_between(mail, domain), organisation)


def _is_anothers(domains: list[str], organisation: Any) -> bool:
    found = population().filter(domain__in=domains).exclude(organisation=organisation)
    return bool(domains) and found.exists()
