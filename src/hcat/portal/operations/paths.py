# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Steps in a career are told by people, without their name, and stated by companies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from hcat.correspondence.api import OpenedLink
from hcat.foundation.api import Actor, NotFound, Refused, record, today
from hcat.parties.api import facts_of, organisation_by_key, require
from hcat.portal.concepts.names import known_concepts
from hcat.portal.models import StatedStep, ToldStep
from hcat.postings.api import parted_from_contacts

from .claims import claim_behind

LONGEST = 300
MOST_STATED = 20
_SALT = "hcat.portal.told_step"


@transaction.atomic
def tell_step(
    *,
    from_work: str,
    to_work: str,
    agrees: bool,
    network: str,
    from_company: str = "",
    to_company: str = "",
) -> None:
    """Count a step that somebody took. Works are occupations by value; companies are named by key,
    empty for elsewhere. From one network the same step counts once in thirty days, and says so to
    nobody. Leaves no audit event: its moment would tell more of who told it than the month does.
    Raises `Refused`, `UnknownParty`."""
    if not agrees:
        raise Refused(
            _("Nothing was kept."),
            why=_("You did not say that your step may be counted."),
            mend=_("Tick that it may, or leave this page."),
        )
    if known_concepts((from_work, to_work), "occupation") != {from_work, to_work}:
        raise Refused(
            _("This is no occupation that is known here."), mend=_("Choose one from the list.")
        )
    begins, ends = _company(from_company), _company(to_company)
    if from_work == to_work and begins == ends:
        raise Refused(
            _("This is no step."),
            why=_("Work and company are the same before and after."),
            mend=_("Say what changed: the work, or the company."),
        )
    try:
        with transaction.atomic():
            ToldStep.objects.create(
                from_work=from_work,
                to_work=to_work,
                from_organisation=begins,
                to_organisation=ends,
                told_on=today().replace(day=1),
                network=salted_hmac(_SALT, network, algorithm="sha256").hexdigest(),
                network_on=today(),
            )
    except IntegrityError:
        return


def _company(key: str) -> Any:
    return _that_is_shown(organisation_by_key(key)) if key else None


def _that_is_shown(company: Any) -> Any:
    if facts_of(company) is None or company.kind != company.Kind.COMPANY:
        raise Refused(
            _("This organisation has no page on the portal."),
            why=_("It is no company, or it no longer exists."),
            mend=_("Look at what the register knows of it."),
        )
    return company


@transaction.atomic
def state_step(
    *, by: Actor, organisation: str, other: str, direction: str, about: Mapping[str, str]
) -> StatedStep:
    """Staff write for a company where its people come from or go to. Both by key; sentences by
    which a person can be reached are left out. Raises `NotAllowed`, `UnknownParty`, `Refused`."""
    require(by, "portal.edit", f"organisation:{organisation}")
    return _state(by, organisation, other, direction, about)


@transaction.atomic
def state_own_step(
    *, opened: OpenedLink, other: str, direction: str, about: Mapping[str, str]
) -> StatedStep:
    """The company writes it itself; the link says which one."""
    claim = claim_behind(opened)
    return _state(opened.actor, claim.organisation.key, other, direction, about)


def _state(
    by: Actor, organisation: str, other: str, direction: str, about: Mapping[str, str]
) -> StatedStep:
    mine = _that_is_shown(organisation_by_key(organisation))
    theirs = _that_is_shown(organisation_by_key(other))
    if direction not in StatedStep.Direction.values:
        raise Refused(
            _("“%(given)s” cannot be chosen.") % {"given": direction},
            mend=_("Choose one of: %(names)s.") % {"names": ", ".join(StatedStep.Direction.values)},
        )
    if mine == theirs:
        raise Refused(
            _("A step leads to another company."),
            mend=_("What people become within the company stands in its profile."),
        )
    known = [code for code, _name in settings.LANGUAGES]
    told = {code: parted_from_contacts(about.get(code, ""))[0].strip() for code in known}
    if any(len(text) > LONGEST for text in told.values()):
        raise Refused(
            _("What the step is, is told too long."),
            mend=_("Keep it under %(most)d.") % {"most": LONGEST},
        )
    stated = StatedStep.objects.filter(organisation=mine)
    same = stated.filter(other=theirs, direction=direction)
    if not same.exists() and stated.count() >= MOST_STATED:
        raise Refused(
            _("A company states at most %(most)d steps.") % {"most": MOST_STATED},
            mend=_("Take one away first."),
        )
    step, _is_new = StatedStep.objects.update_or_create(
        organisation=mine,
        other=theirs,
        direction=direction,
        defaults={"about": {code: text for code, text in told.items() if text}},
    )
    record(by=by, action="portal.step_stated", subject=f"organisation:{mine.key}")
    return step


@transaction.atomic
def remove_step(*, by: Actor, organisation: str, number: int) -> None:
    """Staff take it away. Raises `NotAllowed`, `NotFound`."""
    require(by, "portal.edit", f"organisation:{organisation}")
    _remove(by, organisation, number)


@transaction.atomic
def remove_own_step(*, opened: OpenedLink, number: int) -> None:
    _remove(opened.actor, claim_behind(opened).organisation.key, number)


def _remove(by: Actor, organisation: str, number: int) -> None:
    gone, _rows = StatedStep.objects.filter(organisation__key=organisation, pk=number).delete()
    if not gone:
        raise NotFound(
            _("This step is no longer here."), mend=_("Look at those that the company states.")
        )
    record(by=by, action="portal.step_removed", subject=f"organisation:{organisation}")
