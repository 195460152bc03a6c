# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Closing and opening someone's account, and giving someone what is kept about them."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, record, today
from hcat.parties.models import Person, User
from hcat.parties.models.people import Role
from hcat.parties.permissions import require
from hcat.parties.queries.people import personal_data_of

from .people import APPOINTED, _keep_an_administrator


@transaction.atomic
def close_account(*, person: Person, reason: str, by: Actor) -> Person:
    """From now on this person cannot sign in, and open sessions end; the roles stay on record.

    Refused for the last administrator. Closing a closed account changes nothing.
    """
    _may_close(person, by)
    user = _account(person)
    if not reason.strip():
        raise Refused(
            _("A reason is needed."), mend=_("Say in a sentence why the account is closed.")
        )
    if not user.is_active:
        return person
    if person.roles.on(today()).filter(role=Role.ADMINISTRATOR).exists():
        _keep_an_administrator(person)
    user.is_active = False
    user.save(update_fields=["is_active"])
    record(
        by=by, action="parties.close_account", subject=f"person:{person.key}", reason=reason.strip()
    )
    return person


@transaction.atomic
def open_account(*, person: Person, by: Actor) -> Person:
    """Let this person sign in again, with the roles still held."""
    _may_close(person, by)
    user = _account(person)
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        record(by=by, action="parties.open_account", subject=f"person:{person.key}")
    return person


@transaction.atomic
def export_person(*, person: Person, by: Actor) -> dict[str, Any]:
    """Everything the product holds about someone, ready to be written as JSON. That it was
    handed out is itself recorded."""
    require(by, "people.personal_data")
    data = personal_data_of(person)
    record(by=by, action="parties.export_person", subject=f"person:{person.key}")
    return data


def _may_close(person: Person, by: Actor) -> None:
    """Whoever may give the widest role that someone holds may close the account."""
    appointed = person.roles.on(today()).filter(role__in=APPOINTED).exists()
    require(by, "people.appoint" if appointed else "people.invite")


def _account(person: Person) -> User:
    if person.user is None or person.erased_at is not None:
        raise Refused(_("This person has no account."), mend=_("Invite the person to give one."))
    return person.user
