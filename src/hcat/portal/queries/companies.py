# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Companies of the region as people read them: the whole high-tech base, paying or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.parties.api import UnknownParty, facts_of, organisation_by_key, population
from hcat.portal.models import Logo, Profile


@dataclass(frozen=True, slots=True)
class Company:
    """A company with what the register knows of it today; `profile` where it has one."""

    facts: Any
    profile: Profile | None
    organisation: Any

    @property
    def organisation_id(self) -> int:
        return int(self.organisation.pk)

    @property
    def key(self) -> str:
        return str(self.organisation.key)

    @property
    def size_class(self) -> str:
        """Empty where it is not known."""
        return str(self.facts.size_class)

    @property
    def address(self) -> str:
        return address_of(self.key, self.profile)


def address_of(key: str, profile: Profile | None) -> str:
    """The last part of a company's address: its profile's, or else its key in the register."""
    return profile.slug if profile is not None else key


def profiles_of(organisations: Iterable[int]) -> dict[int, Profile]:
    """By number of the organisation. One query."""
    found = Profile.objects.filter(organisation_id__in=list(organisations))
    found = found.select_related("logo")
    return {one.organisation_id: one for one in found}


def keys_of(organisations: Iterable[int]) -> dict[int, str]:
    """The keys of those that exist today as companies, by number. One query."""
    rows = population(kind="company").filter(organisation_id__in=set(organisations))
    return dict(rows.values_list("organisation_id", "organisation__key"))


def website_of(facts: Any) -> str:
    """Its own site as the register knows it, as an address of the web; empty where it has none."""
    website = facts.website if facts is not None else ""
    if website and "://" not in website:
        website = f"https://{website}"
    return website if urlsplit(website).scheme in ("http", "https") else ""


def company_called(address: str) -> Company:
    """Raises `NotFound`: no such company, or one that does not exist today."""
    known = Profile.objects.select_related("organisation", "logo")
    profile = known.filter(slug=address).first()
    try:
        organisation = profile.organisation if profile else organisation_by_key(address)
    except UnknownParty:
        raise _no_company() from None
    facts = facts_of(organisation)
    if facts is None or organisation.kind != organisation.Kind.COMPANY:
        raise _no_company()
    if profile is None:
        profile = known.filter(organisation=organisation).first()
    return Company(facts, profile, organisation)


def profile_of(organisation: str) -> Profile | None:
    """By the key of the organisation."""
    found = Profile.objects.filter(organisation__key=organisation)
    return found.select_related("logo").first()


def logo_called(slug: str, fingerprint: str) -> Logo:
    """Raises `NotFound`: also for one that was replaced."""
    found = Logo.objects.filter(profile__slug=slug, fingerprint=fingerprint).first()
    if found is None:
        raise NotFound(
            _("This logo is no longer here."), mend=_("Look at the page of the company.")
        )
    return found


def _no_company() -> NotFound:
    return NotFound(
        _("There is no company at this address."),
        why=_("It was never here, or it no longer exists."),
        mend=_("Look among the companies of the region."),
    )
