# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Companies of the region as people read them: the whole high-tech base, paying or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.parties.api import UnknownParty, facts_of, organisation_by_key
from hcat.portal.models import Profile


@dataclass(frozen=True, slots=True)
class Company:
    """A company with what the register knows of it today; `profile` where it has one."""

    facts: object
    profile: Profile | None
    organisation_id: int
    key: str

    @property
    def address(self) -> str:
        return address_of(self.key, self.profile)


def address_of(key: str, profile: Profile | None) -> str:
    """The last part of a company's address: its profile's, or else its key in the register."""
    return profile.slug if profile is not None else key


def profiles_of(organisations: Iterable[int]) -> dict[int, Profile]:
    """By number of the organisation. One query."""
    found = Profile.objects.filter(organisation_id__in=list(organisations))
    return {one.organisation_id: one for one in found}


def company_called(address: str) -> Company:
    """Raises `NotFound`: no such company, or one that does not exist today."""
    profile = Profile.objects.filter(slug=address).select_related("organisation").first()
    try:
        organisation = profile.organisation if profile else organisation_by_key(address)
    except UnknownParty:
        raise _no_company() from None
    facts = facts_of(organisation)
    if facts is None or organisation.kind != organisation.Kind.COMPANY:
        raise _no_company()
    if profile is None:
        profile = Profile.objects.filter(organisation=organisation).first()
    return Company(facts, profile, organisation.pk, organisation.key)


def _no_company() -> NotFound:
    return NotFound(
        _("There is no company at this address."),
        why=_("It was never here, or it no longer exists."),
        mend=_("Look among the companies of the region."),
    )
