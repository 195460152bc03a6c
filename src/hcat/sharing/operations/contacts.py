# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may be asked about a practice: only whoever said yes, for as long as that stands.

The link with which they say yes and no is a signed name and not a personal link: a name stays on
the page for years, and whoever it is must be able to take it off with the mail that they got then.
It can do nothing else, and stops working once somebody else is asked.
"""

from __future__ import annotations

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils.translation import gettext as _

from hcat.correspondence.api import LinkRefused, MailKind, enqueue
from hcat.foundation.api import Actor, NotFound, Refused, now, record
from hcat.parties.api import (
    give_consent,
    locked_person,
    person_with_mail,
    require,
    withdraw_consent,
)
from hcat.sharing import letters
from hcat.sharing.models import Practice

from .practices import subjects_of
from .rules import locked

CONSENT = "contact-practice"
KIND = MailKind("practice-contact")
SYSTEM = Actor.system("sharing")
_signer = Signer(salt="hcat.sharing.contact")


@transaction.atomic
def ask_contact(*, by: Actor, practice: str, name: str, mail: str, language: str = "nl") -> None:
    """Asks someone by mail whether others may turn to them about this practice.

    Until they say yes, nobody sees who was asked. Whoever was asked before is let go.
    """
    row = locked(Practice, practice)
    require(by, "sharing.write", subjects_of(row))
    if row.state == Practice.State.RETIRED:
        raise Refused(_("This practice was taken out of use."), mend=_("Publish it again first."))
    if not name.strip():
        raise Refused(_("A name is needed."), mend=_("Say who may be asked."))
    person = person_with_mail(mail=mail, name=name, by=SYSTEM, language=language)
    subject = f"practice:{row.key}"
    row.contact, row.contact_agreed_at = person, None
    row.save(update_fields=["contact", "contact_agreed_at"])
    title, body = letters.contact_asked(row, person.language, contact_token(row.key, person.key))
    enqueue(
        person_id=person.pk, kind=KIND, subject=title, body=body, by=SYSTEM,
        dedupe_key=f"practice-contact:{row.key}:{person.key}:{now():%Y%m%d%H%M%S%f}",
    )  # fmt: skip
    record(by=by, action="sharing.ask_contact", subject=subject, person=person.key)


@transaction.atomic
def answer_contact(*, token: str, agrees: bool) -> Practice:
    """The answer of whoever was asked; it may be changed with the same link, for good. NotFound
    once somebody else was asked; LinkRefused for a token that we did not make."""
    row = practice_behind(token)
    person = None if row.contact_id is None else locked_person(row.contact_id)
    if person is None:
        raise NotFound(_("Your data were erased."))
    if agrees:
        give_consent(person=person, purpose=CONSENT, how="link in a mail", by=SYSTEM)
        row.contact_agreed_at = now()
    else:
        row.contact_agreed_at = None
        others = Practice.objects.filter(contact=person, contact_agreed_at__isnull=False)
        if not others.exclude(pk=row.pk).exists():
            withdraw_consent(person=person, purpose=CONSENT, how="link in a mail", by=SYSTEM)
    row.save(update_fields=["contact_agreed_at"])
    record(
        by=SYSTEM, action="sharing.answer_contact", subject=f"practice:{row.key}",
        agrees=agrees,
    )  # fmt: skip
    return row


def contact_token(practice: str, person: str) -> str:
    """With which one person answers whether they are the contact of one practice."""
    return _signer.sign(f"{practice}:{person}")


@transaction.atomic
def practice_behind(token: str) -> Practice:
    """The practice that a link is about, locked. NotFound where its bearer is not asked for it;
    LinkRefused for a token that we did not make."""
    try:
        practice, _colon, person = _signer.unsign(token).partition(":")
    except BadSignature as error:
        raise LinkRefused(
            _("This link does not work."),
            why=_("It is not complete."),
            mend=_("Copy the whole address from the mail."),
        ) from error
    row = locked(Practice, practice)
    if row.contact is None or row.contact.key != person:
        raise NotFound(
            _("You are not asked any more to be the contact of this practice."),
            mend=_("Nothing is shown of you there."),
        )
    return row


@transaction.atomic
def remove_contact(*, by: Actor, practice: str) -> None:
    """Lets the contact go; asking again is possible."""
    row = locked(Practice, practice)
    require(by, "sharing.write", subjects_of(row))
    row.contact, row.contact_agreed_at = None, None
    row.save(update_fields=["contact", "contact_agreed_at"])
    record(by=by, action="sharing.remove_contact", subject=f"practice:{row.key}")
