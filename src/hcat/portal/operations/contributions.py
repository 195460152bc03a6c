# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What companies contribute by their size: the tiers, and what each gives in a year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, record, today
from hcat.parties.api import facts_of, organisation_by_key, require
from hcat.portal.models import SIZES, Contribution, Tier

FIRST_YEAR = 2020
LONGEST = 1000
MOST = Decimal(1_000_000)
"""Euro."""


@transaction.atomic
def save_tier(
    *, by: Actor, size_class: str, edition: int, amount: Decimal, buys: Mapping[str, str]
) -> Tier:
    """What a company of this size is asked for a year. `edition`: of the tier that was looked at,
    0 where there was none. What was recorded before stays as it was agreed."""
    require(by, "portal.contributions")
    if size_class not in SIZES:
        raise Refused(
            _("“%(given)s” cannot be chosen.") % {"given": size_class},
            mend=_("Choose one of: %(names)s.") % {"names": ", ".join(SIZES)},
        )
    tier = Tier.objects.select_for_update().filter(size_class=size_class).first()
    if (tier.edition if tier else 0) != edition:
        raise Refused(
            _("Somebody changed this tier in the meantime."),
            why=_("It now asks €%(amount)s.") % {"amount": tier.amount if tier else 0},
            mend=_("Look at what stands now and save once more."),
        )
    _refuse_amount(amount)
    kept = {
        code: buys[code].strip() for code, _n in settings.LANGUAGES if buys.get(code, "").strip()
    }
    if not kept or any(len(text) > LONGEST for text in kept.values()):
        raise Refused(
            _("It is not said what this buys, or at too great a length."),
            mend=_("Say it in one language at least, in at most %(most)d signs.")
            % {"most": LONGEST},
        )
    tier = tier or Tier(size_class=size_class, edition=0)
    tier.amount, tier.buys, tier.edition = amount, kept, edition + 1
    tier.save()
    record(by=by, action="portal.tier_saved", subject=f"tier:{size_class}", amount=str(amount))
    return tier


@transaction.atomic
def record_contribution(
    *,
    by: Actor,
    organisation: str,
    year: int,
    amount: Decimal | None = None,
    paid_on: date | None = None,
    edition: int = 0,
) -> Contribution:
    """What a company contributes in a year. Without `amount` it is that of its size. `edition`: of
    the one that is changed, 0 for a new one. Raises `Refused`, `NotAllowed`, `UnknownParty`."""
    require(by, "portal.contributions", f"organisation:{organisation}")
    company = organisation_by_key(organisation)
    found = Contribution.objects.select_for_update().filter(organisation=company, year=year).first()
    if (found.edition if found else 0) != edition:
        raise Refused(
            _("A contribution of this year stands already, or was changed in the meantime."),
            mend=_("Look at what stands now and save once more."),
        )
    if not FIRST_YEAR <= year <= today().year + 1:
        raise Refused(
            _("%(year)d cannot be the year.") % {"year": year},
            mend=_("Choose a year from %(first)d to next year.") % {"first": FIRST_YEAR},
        )
    if paid_on is not None and paid_on > today():
        raise Refused(
            _("It cannot have been paid yet."),
            why=_("The day is still to come."),
            mend=_("Leave the day empty until it is paid."),
        )
    facts = facts_of(company)
    size = facts.size_class if facts else ""
    tier = Tier.objects.filter(size_class=size).first() if size else None
    if amount is None and tier is None:
        raise Refused(
            _("It is not known what this company is asked."),
            why=_("Its size is not known, or nothing is asked yet of a company of that size."),
            mend=_("Give the amount, or write the tier first."),
        )
    made = found or Contribution(organisation=company, year=year, edition=0)
    if amount is None and tier is not None:
        amount, made.size_class, made.buys = tier.amount, size, tier.buys
    elif amount != made.amount:
        made.size_class, made.buys = "", tier.buys if tier else {}
    _refuse_amount(amount or Decimal(0))
    made.amount, made.paid_on, made.edition = amount or Decimal(0), paid_on, edition + 1
    made.save()
    record(
        by=by,
        action="portal.contribution_recorded",
        subject=f"organisation:{organisation}",
        year=year,
        amount=str(made.amount),
    )
    return made


@transaction.atomic
def remove_contribution(contribution: Contribution, *, by: Actor) -> None:
    """One that was recorded by mistake."""
    subject = f"organisation:{contribution.organisation.key}"
    require(by, "portal.contributions", subject)
    contribution.delete()
    record(by=by, action="portal.contribution_removed", subject=subject, year=contribution.year)


def _refuse_amount(amount: Decimal) -> None:
    if not 0 <= amount <= MOST:
        raise Refused(
            _("An amount of €%(amount)s cannot be.") % {"amount": amount},
            mend=_("Give one between 0 and a million."),
        )
