# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A company writes its own profile: by a mail address at its domain, or handed over by staff."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.correspondence.api import OpenedLink, revoke_links
from hcat.foundation.api import Actor, NotFound, Refused, now, record
from hcat.parties.api import facts_of, organisation_by_key, person_with_mail, require
from hcat.portal import letters
from hcat.portal.domains import domains_between
from hcat.portal.logos import Picture
from hcat.portal.models import Claim, Profile
from hcat.portal.queries.claims import domain_to_claim_by, works_at

from .profiles import ProfileDraft, write_profile
from .sources import refuse_strange_address

SYSTEM = Actor.system("portal")
"""Whoever asks has no account."""


@transaction.atomic
def claim_company(*, organisation: str, mail: str, language: str = "nl") -> None:
    """Send a link to write the profile to an address at the company's own domain.

    Whether somebody with this address is known already, or wrote before, is told to nobody. Raises
    `Refused` for what everybody can see: the company shows no website, one that others have as
    well, or another domain.
    """
    company, name = _claimed(organisation, mail)
    person = person_with_mail(mail=mail, name=mail, by=SYSTEM, language=language)
    if Claim.objects.filter(organisation=company, person=person, is_barred=True).exists():
        return
    _give(company, name, person, Claim.By.MAIL, SYSTEM)


def check_claim(*, organisation: str, mail: str) -> None:
    """Raises `Refused` where `claim_company` would; sends nothing."""
    _claimed(organisation, mail)


def _claimed(organisation: str, mail: str) -> tuple[Any, str]:
    """The company, and what it is called, where this address shows that somebody works there."""
    company = organisation_by_key(organisation)
    facts, domain = facts_of(company), domain_to_claim_by(company)
    if facts is None or not domain:
        raise Refused(
            _("The profile of this company cannot be asked for by mail."),
            why=_("No website with a domain of its own is known."),
            mend=_("Ask the programme to hand it to you."),
        )
    if not works_at(company, mail):
        below = domains_between(mail, domain)
        raise Refused(
            _("This address does not show that you work there."),
            why=_("Who has an address at %(domain)s may be of elsewhere.") % {"domain": below[0]}
            if below
            else _("It is not at %(domain)s.") % {"domain": domain},
            mend=_("Give your address at the company, or ask the programme to hand it to you."),
        )
    return company, facts.name


@transaction.atomic
def hand_claim(
    *, by: Actor, organisation: str, mail: str, name: str, language: str = "nl"
) -> Claim:
    """Give the profile of a company into the hands of a person; a mail with the link leaves."""
    require(by, "portal.edit", f"organisation:{organisation}")
    company = organisation_by_key(organisation)
    facts = facts_of(company)
    if facts is None or company.kind != company.Kind.COMPANY:
        raise Refused(
            _("This organisation has no page on the portal."),
            why=_("It is no company, or it no longer exists."),
            mend=_("Look at what the register knows of it."),
        )
    person = person_with_mail(mail=mail, name=name or mail, by=SYSTEM, language=language)
    Claim.objects.filter(organisation=company, person=person).update(is_barred=False)
    claim, has_left = _give(company, facts.name, person, Claim.By.STAFF, by)
    if not has_left:
        raise Refused(
            _("This person got a link today already."),
            mend=_("Have them look among their mail, or send it again tomorrow."),
        )
    return claim


def _give(company: Any, name: str, person: Any, given_by: str, by: Actor) -> tuple[Claim, bool]:
    """The claim, and whether a mail leaves."""
    claim, is_new = Claim.objects.get_or_create(
        organisation=company, person=person, ended_at=None, defaults={"given_by": given_by}
    )
    has_left = letters.send_link(person, claim=claim.pk, key=company.key, company=name, by=by)
    if has_left:
        Claim.objects.filter(pk=claim.pk).update(asked_at=now())
    if is_new:
        record(
            by=by,
            action="portal.claim_given",
            subject=f"organisation:{company.key}",
            given_by=given_by,
        )
    return claim, has_left


def claim_behind(opened: OpenedLink) -> Claim:
    """Raises `NotFound` where it was withdrawn."""
    found = (
        Claim.objects.filter(person_id=opened.person_id, ended_at__isnull=True)
        .filter(organisation__key=opened.subject.removeprefix("organisation:"))
        .select_related("organisation")
        .first()
    )
    if found is None:
        raise NotFound(
            _("You no longer write the profile of this company."),
            mend=_("Ask for a new link on the page of the company."),
        )
    return found


@transaction.atomic
def save_own_profile(
    *,
    opened: OpenedLink,
    edition: int,
    draft: ProfileDraft,
    logo: Picture | None = None,
    without_logo: bool = False,
) -> Profile:
    """The company writes its profile; the link says which one. Raises `NotFound`, `Refused`."""
    claim = claim_behind(opened)
    saved = write_profile(
        by=opened.actor,
        organisation=claim.organisation.key,
        edition=edition,
        draft=draft,
        logo=logo,
        without_logo=without_logo,
    )
    if claim.used_at is None:
        claim.used_at = now()
        claim.save(update_fields=["used_at"])
    return saved


@transaction.atomic
def tell_careers(*, opened: OpenedLink, address: str) -> None:
    """The company says where its vacancies stand; whoever keeps the sources is told. Empty takes
    it back. Raises `NotFound`, `Refused`."""
    claim, address = claim_behind(opened), address.strip()
    if address:
        refuse_strange_address(address)
    claim.careers, claim.careers_at = address, now() if address else None
    claim.save(update_fields=["careers", "careers_at"])
    record(
        by=opened.actor,
        action="portal.careers_told",
        subject=f"organisation:{claim.organisation.key}",
        address=address,
    )


@transaction.atomic
def give_back_claim(*, opened: OpenedLink) -> None:
    """Whoever wrote the profile does so no longer. What was written stays."""
    _end(claim_behind(opened), "given back", opened.actor)


@transaction.atomic
def withdraw_claim(claim: Claim, *, by: Actor) -> None:
    """Take the profile out of somebody's hands: the links end at once, and asking for it by mail
    gives this person no new one. What was written stays."""
    require(by, "portal.edit", f"organisation:{claim.organisation.key}")
    Claim.objects.filter(pk=claim.pk).update(is_barred=True)
    _end(claim, "withdrawn", by)


def _end(claim: Claim, reason: str, by: Actor) -> None:
    ended = Claim.objects.filter(pk=claim.pk, ended_at__isnull=True).update(ended_at=now())
    if not ended:
        return
    subject = f"organisation:{claim.organisation.key}"
    revoke_links(
        person_id=claim.person_id, scope=letters.SCOPE, subject=subject, reason=reason, by=SYSTEM
    )
    record(by=by, action="portal.claim_ended", subject=subject, reason=reason)
