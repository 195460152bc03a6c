# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Naming risks, looking at them again, and closing them."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused, record, today
from hcat.projects.models import Risk
from hcat.projects.subjects import allow, living_subject

from .charters import Outdated


@transaction.atomic
def add_risk(
    *,
    by: Actor,
    subject: str,
    what: str,
    likelihood: int,
    effect: int,
    measure: str,
    owner: str,
    is_demo: bool = False,
) -> Risk:
    """What may go wrong, how likely, how bad, what is done against it and who sees to it."""
    allow(by, "projects.run", living_subject(subject))
    _refuse_gaps(what, likelihood, effect, measure, owner)
    made = Risk.objects.create(
        subject=subject, what=what.strip(), likelihood=likelihood, effect=effect,
        measure=measure.strip(), owner=owner.strip(), looked_at_on=today(), is_demo=is_demo,
    )  # fmt: skip
    record(by=by, action="projects.add_risk", subject=subject, risk=made.pk)
    return made


@transaction.atomic
def look_at_risk(
    *,
    by: Actor,
    risk: int,
    likelihood: int,
    effect: int,
    measure: str,
    owner: str,
    edition: int,
) -> Risk:
    """Looked at today, whether or not anything is otherwise."""
    found = _open(by, risk, edition)
    _refuse_gaps(found.what, likelihood, effect, measure, owner)
    found.likelihood, found.effect = likelihood, effect
    found.measure, found.owner = measure.strip(), owner.strip()
    found.looked_at_on = today()
    return _saved(by, found, "projects.look_at_risk")


@transaction.atomic
def close_risk(*, by: Actor, risk: int, how: str, edition: int) -> Risk:
    """It cannot happen any more, or it did; it stays to be read."""
    found = _open(by, risk, edition)
    if not how.strip():
        raise Refused(
            _("It is not said how this risk ended."),
            mend=_("Say whether it happened, and what took it away."),
        )
    found.closed_on, found.closed_how = today(), how.strip()
    return _saved(by, found, "projects.close_risk")


def _refuse_gaps(what: str, likelihood: int, effect: int, measure: str, owner: str) -> None:
    if not what.strip():
        raise Refused(_("The risk is not named."), mend=_("Say what may go wrong."))
    if likelihood not in Risk.Likelihood.values or effect not in Risk.Effect.values:
        raise Refused(
            _("It is not said how likely it is, or how bad."), mend=_("Choose a word for each.")
        )
    if not measure.strip() or not owner.strip():
        raise Refused(
            _("Nobody does anything against this risk yet."),
            why=_("A risk with no measure and no owner only worries."),
            mend=_("Say what is done and which role sees to it, or that it is accepted and why."),
        )


def _open(by: Actor, risk: int, edition: int) -> Risk:
    found = Risk.objects.select_for_update().filter(pk=risk).first()
    if found is None:
        raise NotFound(
            _("There is no such risk."), mend=_("Look it up on the page of its project.")
        )
    allow(by, "projects.run", living_subject(found.subject))
    if found.edition != edition:
        raise Outdated(
            _("Somebody else changed this risk in the meantime."),
            why=_("What you saw is no longer what stands."),
            mend=_("Look at what stands now, and save again."),
        )
    if found.closed_on is not None:
        raise Refused(_("This risk was closed already."), mend=_("Name a new one if it is back."))
    return found


def _saved(by: Actor, found: Risk, action: str) -> Risk:
    found.edition += 1
    found.save()
    record(by=by, action=action, subject=found.subject, risk=found.pk)
    return found
