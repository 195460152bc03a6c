# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may be asked about a practice: only whoever said yes, for as long as that stands."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.correspondence.api import MailKind, OpenedLink, enqueue, make_link, revoke_links
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
SCOPE = "sharing.contact"
LASTS = timedelta(days=365)
KIND = MailKind("practice-contact")
SYSTEM = Actor.system("sharing")


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
    revoke_links(scope=SCOPE, subject=subject, reason="another contact was asked", by=SYSTEM)
    token = make_link(person_id=person.pk, scope=SCOPE, subject=subject, lasts=LASTS, by=SYSTEM)
    row.contact, row.contact_agreed_at = person, None
    row.save(update_fields=["contact", "contact_agreed_at"])
    title, body = letters.contact_asked(row, person.language, token)
    enqueue(
        person_id=person.pk, kind=KIND, subject=title, body=body, by=SYSTEM,
        dedupe_key=f"practice-contact:{row.key}:{person.key}:{now():%Y%m%d%H%M%S%f}",
    )  # fmt: skip
    record(by=by, action="sharing.ask_contact", subject=subject, person=person.key)


@transaction.atomic
def answer_contact(*, opened: OpenedLink, agrees: bool) -> Practice:
    """The answer of whoever was asked; it may be changed with the same link. NotFound once
    somebody else was asked."""
    row = practice_behind(opened)
    person = locked_person(opened.person_id)
    if person is None:
        raise NotFound(_("Your data were erased."))
    if agrees:
        give_consent(person=person, purpose=CONSENT, how="personal link", by=opened.actor)
        row.contact_agreed_at = now()
    else:
        row.contact_agreed_at = None
        others = Practice.objects.filter(contact=person, contact_agreed_at__isnull=False)
        if not others.exclude(pk=row.pk).exists():
            withdraw_consent(person=person, purpose=CONSENT, how="personal link", by=opened.actor)
    row.save(update_fields=["contact_agreed_at"])
    record(
        by=opened.actor, action="sharing.answer_contact", subject=f"practice:{row.key}",
        agrees=agrees,
    )  # fmt: skip
    return row


def practice_behind(opened: OpenedLink) -> Practice:
    """The practice that a link is about, locked. NotFound where its bearer is not asked for it."""
    row = locked(Practice, opened.subject.partition(":")[2])
    if row.contact_id != opened.person_id:
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
    subject = f"practice:{row.key}"
    revoke_links(scope=SCOPE, subject=subject, reason="the contact was let go", by=SYSTEM)
    record(by=by, action="sharing.remove_contact", subject=subject)
