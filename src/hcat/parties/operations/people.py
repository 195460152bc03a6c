# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""People: adding and inviting them, their roles and consent, and forgetting them."""

from __future__ import annotations

from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, forget_actor, now, record, today
from hcat.parties.models import Consent, Organisation, Person, RoleHolding, User
from hcat.parties.models.people import Role
from hcat.parties.permissions import require
from hcat.parties.personal_data import holders
from hcat.parties.queries.people import administrators

APPOINTED = (Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER)
"""Roles that only an administrator gives."""


@transaction.atomic
def add_person(
    *,
    name: str,
    mail: str,
    by: Actor,
    language: str = "nl",
    organisation: Organisation | None = None,
    is_demo: bool = False,
) -> Person:
    """Someone to write to; does not give an account. Refused where the address is taken."""
    require(by, "people.invite")
    mail = _good_mail(mail)
    if Person.objects.filter(mail__iexact=mail).exists():
        raise Refused(
            _("Someone with this mail address is already known."),
            mend=_("Use that person, or another address."),
        )
    person = Person.objects.create(
        name=name.strip(), mail=mail, language=language, organisation=organisation, is_demo=is_demo
    )
    record(by=by, action="parties.add_person", subject=f"person:{person.key}")
    return person


@transaction.atomic
def person_with_mail(*, mail: str, name: str, by: Actor, language: str = "nl") -> Person:
    """Whoever has this mail address, added when nobody has it yet.

    For who writes to us of their own accord. A known person keeps name and language: whoever types
    an address need not be its owner.
    """
    mail = _good_mail(mail)
    found = Person.objects.filter(mail__iexact=mail).first()
    return found or add_person(name=name, mail=mail, by=by, language=language)


@transaction.atomic
def invite(
    *, name: str, mail: str, role: str, by: Actor, scope: str = "", language: str = "nl"
) -> Person:
    """Give someone an account and a role. There is no other way to get an account.

    Inviting the same address again gives the same person the further role.
    """
    require(by, "people.invite")
    mail = _good_mail(mail)
    person = Person.objects.filter(mail__iexact=mail).first()
    if person is None:
        person = add_person(name=name, mail=mail, by=by, language=language)
    if person.user is None:
        user = User.objects.filter(email__iexact=mail).first() or User.objects.create_user(
            mail, name=person.name
        )
        EmailAddress.objects.get_or_create(
            user=user, email=mail, defaults={"verified": True, "primary": True}
        )
        person.user = user
        person.save(update_fields=["user"])
    grant_role(person=person, role=role, scope=scope, by=by)
    record(by=by, action="parties.invite", subject=f"person:{person.key}", role=role, scope=scope)
    return person


@transaction.atomic
def grant_role(
    *, person: Person, role: str, by: Actor, scope: str = "", valid_from: date | None = None
) -> RoleHolding:
    """Give a role from a day on (today). A role that is already held stays as it is."""
    require(by, "people.appoint" if role in APPOINTED else "people.invite")
    if role not in Role.values:
        raise Refused(
            _("“%(role)s” is not a role.") % {"role": role},
            mend=_("Use one of: %(roles)s.") % {"roles": ", ".join(Role.values)},
        )
    if role in (Role.PROJECT_LEADER, Role.INITIATIVE_OWNER) and not scope:
        raise Refused(
            _("This role is about a part of the agenda."),
            mend=_("Say which, such as initiative:initiative-27."),
        )
    held = person.roles.filter(role=role, scope=scope, valid_until__isnull=True).first()
    if held:
        return held
    held = person.roles.create(role=role, scope=scope, valid_from=valid_from or today())
    record(
        by=by,
        action="parties.grant_role",
        subject=f"person:{person.key}",
        role=role,
        scope=scope,
        valid_from=held.valid_from.isoformat(),
    )
    return held


@transaction.atomic
def end_role(*, holding: RoleHolding, by: Actor, on: date | None = None) -> RoleHolding:
    """End a role. Refused for the last administrator: nobody could let anyone in again."""
    require(by, "people.appoint" if holding.role in APPOINTED else "people.invite")
    day = on or today()
    if day < holding.valid_from:
        raise Refused(
            _("The role began on %(date)s.") % {"date": date_format(holding.valid_from)},
            mend=_("Choose that day or a later one."),
        )
    if holding.role == Role.ADMINISTRATOR:
        _keep_an_administrator(holding.person)
    holding.valid_until = day
    holding.save(update_fields=["valid_until"])
    record(
        by=by,
        action="parties.end_role",
        subject=f"person:{holding.person.key}",
        role=holding.role,
        scope=holding.scope,
        on=day.isoformat(),
    )
    return holding


@transaction.atomic
def give_consent(*, person: Person, purpose: str, how: str, by: Actor) -> Consent:
    """Record that someone agreed; agreeing twice is agreeing once."""
    consent, made = Consent.objects.get_or_create(
        person=person,
        purpose=purpose,
        withdrawn_at=None,
        defaults={"given_at": now(), "given_how": how},
    )
    if made:
        record(
            by=by, action="parties.give_consent", subject=f"person:{person.key}", purpose=purpose
        )
    return consent


@transaction.atomic
def withdraw_consent(*, person: Person, purpose: str, how: str, by: Actor) -> bool:
    """Withdrawing is as easy as giving: no role is needed, and doing it twice does no harm."""
    changed = Consent.objects.filter(
        person=person, purpose=purpose, withdrawn_at__isnull=True
    ).update(withdrawn_at=now(), withdrawn_how=how)
    if changed:
        record(
            by=by,
            action="parties.withdraw_consent",
            subject=f"person:{person.key}",
            purpose=purpose,
        )
    return bool(changed)


@transaction.atomic
def erase_person(*, person: Person, reason: str, by: Actor) -> None:
    """Remove someone's name and address from every room. The audit keeps what was done, without
    the name. Cannot be undone."""
    require(by, "people.personal_data")
    if not reason.strip():
        raise Refused(
            _("A reason is needed."), mend=_("Say on whose request, and when that came in.")
        )
    if person.roles.on(today()).filter(role=Role.ADMINISTRATOR).exists():
        _keep_an_administrator(person)
    # Mails and then the row of the person last, since others too hold them after what is theirs.
    last = ("correspondence", "parties")
    for holder in sorted(holders(), key=lambda one: (one.room in last, one.room)):
        holder.erase(person)
    record(by=by, action="parties.erase_person", subject=f"person:{person.key}", reason=reason)


def erase_from_parties(person: Person) -> None:
    """This room's part: an empty row, closed roles and consents, an account nobody can use."""
    person.roles.filter(valid_until__isnull=True).update(valid_until=today())
    person.consents.filter(withdrawn_at__isnull=True).update(
        withdrawn_at=now(), withdrawn_how="erasure"
    )
    user = person.user
    if user is not None:
        EmailAddress.objects.filter(user=user).delete()
        Authenticator.objects.filter(user=user).delete()
        SocialAccount.objects.filter(user=user).delete()
        user.email = f"erased-{user.pk}@erased.invalid"
        user.name = ""
        user.is_active = False
        user.set_unusable_password()
        user.save()
        forget_actor(user_id=user.pk)
    person.name = person.mail = ""
    person.organisation = None
    person.erased_at = now()
    person.save()


@transaction.atomic
def local_administrator(*, by: Actor) -> User:
    """The first administrator's account, made when there is none yet: whoever starts the site on
    the machine itself. Without a mail server they sign in with a one-time link."""
    require(by, "people.appoint")
    first = administrators().first()
    if first is not None:
        return first
    person = invite(
        name=_("Local administrator"), mail=LOCAL_ADMINISTRATOR, role=Role.ADMINISTRATOR, by=by
    )
    # On a laptop one person is both: without this the first link would open a desk without work.
    grant_role(person=person, role=Role.PROGRAMME_MANAGER, by=by)
    if person.user is None:
        raise AssertionError("an invited person has an account")
    return person.user


LOCAL_ADMINISTRATOR = "administrator@localhost"


def _keep_an_administrator(leaving: Person) -> None:
    if not administrators().exclude(person=leaving).exists():
        raise Refused(
            _("The last administrator cannot leave."),
            why=_("Nobody could let anyone in again."),
            mend=_("Appoint another administrator first."),
        )


def _good_mail(mail: str) -> str:
    mail = mail.strip()
    try:
        validate_email(mail)
    except ValidationError as error:
        raise Refused(
            _("“%(mail)s” is not a mail address.") % {"mail": mail},
            mend=_("A mail address looks like name@example.org."),
        ) from error
    return User.objects.normalize_email(mail)
