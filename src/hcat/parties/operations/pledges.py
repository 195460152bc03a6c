# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recording what organisations pledge and what they deliver."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, record
from hcat.parties.models import Delivery, Organisation, Pledge
from hcat.parties.permissions import require


@transaction.atomic
def record_pledge(
    *,
    organisation: Organisation,
    kind: str,
    unit: str,
    what: str,
    starts: date,
    source: str,
    by: Actor,
    amount: Decimal | None = None,
    amount_missing: str = "",
    ends: date | None = None,
    purpose: str = "",
    is_demo: bool = False,
) -> Pledge:
    """A promise, with its amount or the reason why there is none yet."""
    require(by, "pledges.edit", purpose or None)
    _amount_or_reason(amount, amount_missing)
    try:
        with transaction.atomic():
            pledge = Pledge.objects.create(
                organisation=organisation,
                kind=kind,
                unit=unit,
                what=what,
                starts=starts,
                ends=ends,
                source=source,
                amount=amount,
                amount_missing=amount_missing,
                purpose=purpose,
                is_demo=is_demo,
            )
    except IntegrityError as error:
        raise Refused(
            _("This pledge cannot be kept."),
            why=_(
                "People are counted in hours or FTE, money in euros, knowledge in hours or pieces, "
                "means in pieces, hours or euros; a period ends after it starts; a source is named."
            ),
            mend=_("Change what does not fit."),
        ) from error
    record(
        by=by,
        action="parties.record_pledge",
        subject=f"pledge:{pledge.pk}",
        organisation=organisation.key,
        kind=kind,
        amount=None if amount is None else str(amount),
        unit=unit,
    )
    return pledge


@transaction.atomic
def record_delivery(
    *,
    pledge: Pledge,
    delivered_on: date,
    evidence: str,
    by: Actor,
    amount: Decimal | None = None,
    amount_missing: str = "",
) -> Delivery:
    """What came of a pledge on a day; more than was promised may come."""
    require(by, "pledges.edit", pledge.purpose or None)
    _amount_or_reason(amount, amount_missing)
    if not evidence.strip():
        raise Refused(_("What shows this?"), mend=_("Name the invoice, time sheet or visit."))
    if delivered_on < pledge.starts:
        raise Refused(
            _("The pledge begins on %(date)s.") % {"date": date_format(pledge.starts)},
            mend=_("Choose that day or a later one, or record an earlier pledge."),
        )
    delivery = Delivery.objects.create(
        pledge=pledge,
        delivered_on=delivered_on,
        amount=amount,
        amount_missing=amount_missing,
        evidence=evidence,
    )
    record(
        by=by,
        action="parties.record_delivery",
        subject=f"pledge:{pledge.pk}",
        amount=None if amount is None else str(amount),
        delivered_on=delivered_on.isoformat(),
    )
    return delivery


@transaction.atomic
def withdraw_pledge(*, pledge: Pledge, on: date, reason: str, by: Actor) -> Pledge:
    """Take a promise back from a day on; what was delivered stays in the history."""
    require(by, "pledges.edit", pledge.purpose or None)
    if not reason.strip():
        raise Refused(_("A reason is needed."), mend=_("Say in a sentence why it was withdrawn."))
    pledge.withdrawn_on, pledge.withdrawn_reason = on, reason
    pledge.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    record(
        by=by,
        action="parties.withdraw_pledge",
        subject=f"pledge:{pledge.pk}",
        on=on.isoformat(),
        reason=reason,
    )
    return pledge


def _amount_or_reason(amount: Decimal | None, missing: str) -> None:
    if (amount is None) == (not missing.strip()):
        raise Refused(
            _("Give an amount, or say why there is none."),
            why=_("An amount that is not known is not zero."),
            mend=_("Fill in one of the two."),
        )
    if amount is not None and amount <= 0:
        raise Refused(
            _("An amount is more than zero."),
            mend=_("Leave the amount out and give the reason, if it is not known."),
        )
