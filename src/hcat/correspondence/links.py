# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making, opening and revoking personal links.

A link is ``selector.secret``: the selector finds the row, the secret is compared with its
fingerprint in constant time. The secret has 256 random bits, so a plain SHA-256 keeps it.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, HcatError, Refused, now, record
from hcat.parties.api import require

from .models import PersonalLink

NOTHING = hashlib.sha256(b"no such link").hexdigest()
LONGEST = timedelta(days=365)
_SELECTOR = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


class LinkRefused(HcatError):
    """This link does not give access (any more); the reader gets no hint which of the two."""


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """What the bearer of a link may do."""

    link_id: int
    person_id: int
    scope: str
    subject: str
    expires_at: datetime

    @property
    def actor(self) -> Actor:
        """Who acts, as the audit may keep it: the link, never a name."""
        return Actor(name=f"link {self.link_id}")


@transaction.atomic
def make_link(*, person_id: int, scope: str, subject: str, lasts: timedelta, by: Actor) -> str:
    """A new link; the token is given once and cannot be read back."""
    require(by, "correspondence.send", subject)
    if not timedelta(0) < lasts <= LONGEST:
        raise Refused(
            _("A personal link lasts from a moment to a year."),
            mend=_("Choose a shorter time; a new link can always be sent."),
        )
    selector, secret = secrets.token_urlsafe(12), secrets.token_urlsafe(32)
    link = PersonalLink.objects.create(
        person_id=person_id,
        scope=scope,
        subject=subject,
        selector=selector,
        digest=_fingerprint(secret),
        expires_at=now() + lasts,
    )
    record(
        by=by,
        action="correspondence.make_link",
        subject=subject,
        link=link.pk,
        scope=scope,
        expires_at=link.expires_at.isoformat(),
    )
    return f"{selector}.{secret}"


@transaction.atomic
def open_link(token: str, *, scope: str, subject: str | None = None) -> OpenedLink:
    """The person behind a link, if it is for this and still open; otherwise `LinkRefused`."""
    link = _of_token(token, scope)
    if link is None or not link.is_open() or subject not in (None, link.subject):
        raise no_such_link()
    PersonalLink.objects.filter(pk=link.pk).update(
        last_used_at=now(), times_used=F("times_used") + 1
    )
    return OpenedLink(link.pk, link.person_id, link.scope, link.subject, link.expires_at)


def no_such_link() -> LinkRefused:
    """What the bearer of any link that does not work is told."""
    return LinkRefused(
        _("This link does not work."),
        why=_("It is not complete, it is too old, or it was replaced."),
        mend=_("Use the link in the latest mail, or ask for a new one."),
    )


def expired_link(token: str, *, scope: str) -> OpenedLink | None:
    """Whose link this was, for one that was true and has only grown old: a new one may be sent to
    that person. It gives no access. None for one that was revoked, forged, or still opens.
    """
    link = _of_token(token, scope)
    if link is None or link.revoked_at is not None or link.is_open():
        return None
    return OpenedLink(link.pk, link.person_id, link.scope, link.subject, link.expires_at)


def _of_token(token: str, scope: str) -> PersonalLink | None:
    selector, _dot, secret = token.partition(".")
    # What no link was ever made of is not looked up: PostgreSQL takes no NUL.
    written = _SELECTOR.fullmatch(selector) is not None
    link = PersonalLink.objects.filter(selector=selector).first() if written else None
    same = constant_time_compare(_fingerprint(secret), link.digest if link else NOTHING)
    return link if link is not None and same and link.scope == scope else None


@transaction.atomic
def revoke_links(
    *,
    reason: str,
    by: Actor,
    person_id: int | None = None,
    scope: str | None = None,
    subject: str | None = None,
) -> int:
    """End the links of a person, a scope or a subject. Returns how many.

    Also those that have grown old: they are not exchanged for a new one any more.
    """
    require(by, "correspondence.send", subject)
    given = {"person_id": person_id, "scope": scope, "subject": subject}
    wanted = {name: value for name, value in given.items() if value is not None}
    if not wanted or not reason.strip():
        raise Refused(
            _("It is not clear which links to end, or why."),
            mend=_("Name a person, a scope or a subject, and give a reason."),
        )
    ended = PersonalLink.objects.filter(revoked_at__isnull=True, **wanted).update(
        revoked_at=now(), revoked_reason=reason
    )
    record(
        by=by,
        action="correspondence.revoke_links",
        subject=subject or "links",
        reason=reason,
        ended=ended,
        **({"person": person_id} if person_id is not None else {}),
    )
    return ended


def _fingerprint(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
