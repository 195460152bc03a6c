# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking people up: who they are, which roles they hold, what they consented to."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from hcat.foundation.api import today
from hcat.parties.models import Consent, Person, RoleHolding, User
from hcat.parties.personal_data import holders

from .organisations import UnknownParty


def person_by_key(key: str) -> Person:
    """By key or by mail address."""
    found = Person.objects.filter(Q(key=key) | Q(mail__iexact=key) & ~Q(mail="")).first()
    if found is None:
        raise UnknownParty(
            _("There is no person %(key)s.") % {"key": key},
            mend=_("Give the key or the mail address of someone in the register."),
        )
    return found


def locked_person(pk: int) -> Person | None:
    """Someone who was not erased, locked until the transaction ends: for what may happen once."""
    return Person.objects.select_for_update().filter(pk=pk, erased_at__isnull=True).first()


def people(*, text: str = "", role: str | None = None, on: date | None = None) -> QuerySet[Person]:
    """People with the roles they hold on a date (``person.roles_held``). Two queries for a page."""
    held = RoleHolding.objects.on(on or today())
    rows = Person.objects.filter(erased_at__isnull=True).select_related("organisation", "user")
    if words := text.strip():
        rows = rows.filter(Q(name__icontains=words) | Q(mail__icontains=words))
    if role:
        rows = rows.filter(pk__in=held.filter(role=role).values("person"))
    return rows.prefetch_related(Prefetch("roles", queryset=held, to_attr="roles_held"))


def person_of(user: Any) -> Person | None:
    """The person behind an account; None for someone who is not signed in."""
    if not getattr(user, "is_authenticated", False):
        return None
    return Person.objects.filter(user_id=user.pk).first()


def holders_of(role: str, scope: str = "", *, on: date | None = None) -> QuerySet[Person]:
    """Who holds this role over exactly this scope."""
    held = RoleHolding.objects.on(on or today()).filter(role=role, scope=scope)
    return Person.objects.filter(pk__in=held.values("person"), erased_at__isnull=True)


def has_consent(person: Person, purpose: str) -> bool:
    return Consent.objects.filter(
        person=person, purpose=purpose, withdrawn_at__isnull=True
    ).exists()


def people_who_agreed(purpose: str) -> QuerySet[Person]:
    """Whoever consents to this purpose now and can be written to, by number. Lazy."""
    agreed = Consent.objects.filter(purpose=purpose, withdrawn_at__isnull=True)
    return (
        Person.objects.filter(pk__in=agreed.values("person"), erased_at__isnull=True)
        .exclude(mail="")
        .order_by("pk")
    )


def administrators() -> QuerySet[User]:
    """Active accounts of people who are administrator today."""
    held = RoleHolding.objects.on(today()).filter(role="administrator")
    return User.objects.filter(is_active=True, person__in=held.values("person")).order_by("pk")


def personal_data_of(person: Person) -> dict[str, Any]:
    """Everything the product holds about someone, per room, ready to be written as JSON."""
    return {holder.room: holder.export(person) for holder in holders()}


def export_of_parties(person: Person) -> dict[str, Any]:
    """What this room itself holds about someone."""
    account = person.user
    return {
        "key": person.key,
        "name": person.name,
        "mail": person.mail,
        "language": person.language,
        "organisation": person.organisation.key if person.organisation else None,
        "account": account
        and {
            "mail": account.email,
            "name": account.name,
            "joined_at": account.joined_at.isoformat(),
            "last_login": account.last_login and account.last_login.isoformat(),
        },
        "roles": [
            {
                "role": held.role,
                "scope": held.scope,
                "from": held.valid_from.isoformat(),
                "until": held.valid_until and held.valid_until.isoformat(),
            }
            for held in person.roles.all()
        ],
        "consents": [
            {
                "purpose": consent.purpose,
                "given_at": consent.given_at.isoformat(),
                "given_how": consent.given_how,
                "withdrawn_at": consent.withdrawn_at and consent.withdrawn_at.isoformat(),
                "withdrawn_how": consent.withdrawn_how,
            }
            for consent in person.consents.all()
        ],
    }
