# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking for the newsletter, confirming it, and ending it with one click.

Asked for twice: once on the page, where anybody can type any address, and once by the link that
only the owner of the address gets. The link that ends it is a signed name and not a personal link:
it has to work in a mail of years ago, and it can do nothing but end the newsletter.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils.translation import gettext as _

from hcat.correspondence.api import (
    LinkRefused,
    MailKind,
    OpenedLink,
    enqueue,
    make_link,
    outbox,
    revoke_links,
)
from hcat.foundation.api import NotFound, record, today
from hcat.parties.api import (
    UnknownParty,
    give_consent,
    has_consent,
    locked_person,
    person_by_key,
    person_with_mail,
    withdraw_consent,
)
from hcat.sharing import letters

from .events import SYSTEM

CONSENT = "newsletter"
SCOPE = "sharing.newsletter"
KIND = MailKind("newsletter-confirmation", is_transactional=True)
LASTS = timedelta(days=7)
_signer = Signer(salt="hcat.sharing.stop")


@transaction.atomic
def ask_for_newsletter(*, mail: str, name: str = "", language: str = "nl") -> None:
    """Sends the link that confirms it, at most once a day, and once more after each time that it
    was ended; nothing to who gets it already.

    Says the same whoever asks: nobody learns here who reads the newsletter.
    """
    person = person_with_mail(mail=mail, name=name or mail, by=SYSTEM, language=language)
    if has_consent(person, CONSENT):
        return
    ended = person.consents.filter(purpose=CONSENT, withdrawn_at__isnull=False).count()
    key = f"newsletter-confirmation:{person.key}:{today():%Y-%m-%d}:{ended}"
    if outbox(person_id=person.pk).filter(dedupe_key=key).exists():
        return
    token = make_link(
        person_id=person.pk, scope=SCOPE, subject="newsletter", lasts=LASTS, by=SYSTEM
    )
    title, body = letters.confirm_newsletter(person.language, token)
    enqueue(person_id=person.pk, kind=KIND, subject=title, body=body, by=SYSTEM, dedupe_key=key)


@transaction.atomic
def subscribe(*, opened: OpenedLink) -> None:
    """The owner of the address confirms. Confirming twice is confirming once."""
    person = locked_person(opened.person_id)
    if person is None:
        raise NotFound(_("Your data were erased."), mend=_("Ask for the newsletter again."))
    give_consent(person=person, purpose=CONSENT, how="link in a mail", by=opened.actor)
    record(by=opened.actor, action="sharing.subscribe", subject="newsletter")


def stop_token(person_key: str) -> str:
    """What ends the newsletter of one person, for good and from any mail."""
    return _signer.sign(person_key)


def person_behind(token: str) -> Any:
    """Whoever got the mail with this token. LinkRefused for one that we did not make, whatever is
    wrong with it."""
    try:
        return person_by_key(_signer.unsign(token))
    except (BadSignature, UnknownParty) as error:
        raise LinkRefused(
            _("This link does not work."),
            why=_("It is not complete."),
            mend=_("Copy the whole address from the mail."),
        ) from error


@transaction.atomic
def unsubscribe(*, token: str) -> bool:
    """Ends the newsletter of whoever the mail was sent to; False where it had ended. No link that
    confirmed it, or could, begins it again. LinkRefused for a token that we did not make.
    """
    person = person_behind(token)
    ended = withdraw_consent(person=person, purpose=CONSENT, how="link in a newsletter", by=SYSTEM)
    revoke_links(person_id=person.pk, scope=SCOPE, reason="newsletter ended", by=SYSTEM)
    if ended:
        record(by=SYSTEM, action="sharing.unsubscribe", subject="newsletter")
    return ended
