# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Spam, held off without a puzzle: what looks like it waits for a person, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.core import signing
from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hcat.foundation.api import now

from .models import Question
from .wording import digest, links_in

SALT = "hcat.helpdesk.stamp"
SOONEST = timedelta(seconds=4)
"""Nobody reads the form and fills it in faster."""
LATEST = timedelta(days=3)
PER_PLACE, PER_MAIL = 6, 6
"""Questions an hour from one address of the internet, and a day from one mail address."""
LINKS = 3
ADDED_PER_DAY = 20
"""Additions by one link, or by mail from one address."""
SAME = timedelta(days=7)

REASONS: dict[str, str | Promise] = {
    "trap": _("a field that people do not see was filled in"),
    "quick": _("it was sent faster than anybody types"),
    "stamp": _("it does not come from our form"),
    "place": _("many questions came from one place within the hour"),
    "mail": _("many questions came from this mail address today"),
    "links": _("it holds many links"),
    "same": _("the same text came from another mail address"),
    "number": _("it names a question, and does not reply to a mail of ours"),
    "sender": _("it names a question of somebody else"),
    "automatic": _("it looks like the answer of a machine"),
    "file": _("a file that came with it was not let in"),
}


def stamp() -> str:
    """When the form was shown, signed: it goes along with the form."""
    return signing.TimestampSigner(salt=SALT).sign("form")


def from_form(*, stamp: str, trap: str, place: str) -> list[str]:
    """What is strange about how the form was sent. `place`: the address of the internet, of
    which only a fingerprint is counted, for an hour."""
    found = ["trap"] if trap.strip() else []
    signer = signing.TimestampSigner(salt=SALT)
    try:
        signer.unsign(stamp, max_age=LATEST)
    except signing.BadSignature:
        found.append("stamp")
    else:
        if _is_fresh(signer, stamp):
            found.append("quick")
    if _counted("place", place, timedelta(hours=1)) > PER_PLACE:
        found.append("place")
    return found


def from_text(*, mail: str, text: str) -> list[str]:
    """What is strange about what was sent."""
    found = ["links"] if links_in(text) > LINKS else []
    if _counted("mail", mail.casefold(), timedelta(days=1)) > PER_MAIL:
        found.append("mail")
    others = Question.objects.filter(digest=digest(text), asked_at__gt=now() - SAME)
    if others.exclude(mail__iexact=mail).exclude(mail="").exists():
        found.append("same")
    return found


def from_reply(*, mail: str, text: str) -> list[str]:
    """What is strange about a reply by mail to what we wrote."""
    found = ["links"] if links_in(text) > LINKS else []
    if too_many("add", mail.casefold(), most=ADDED_PER_DAY, within=timedelta(days=1)):
        found.append("mail")
    return found


def in_words(codes: str | Iterable[str]) -> list[str]:
    """The reasons as a person reads them."""
    names = codes.split(",") if isinstance(codes, str) else codes
    return [str(REASONS[name]) for name in names if name in REASONS]


def too_many(what: str, whose: str, *, most: int, within: timedelta) -> bool:
    """Whether this was done more often than may be; asking counts."""
    return _counted(what, whose, within) > most


def _is_fresh(signer: signing.TimestampSigner, stamp: str) -> bool:
    try:
        signer.unsign(stamp, max_age=SOONEST)
    except signing.SignatureExpired:
        return False
    return True


def _counted(what: str, whose: str, within: timedelta) -> int:
    """How often this was done in a time that began with the first one, this one included.

    Its end is kept with the count and given at each write: `incr` of Django's file cache writes
    the count anew for the default five minutes. Two at the very same moment may count as one.
    """
    key = f"helpdesk:{what}:{salted_hmac(SALT, whose).hexdigest()}"
    moment = now().timestamp()
    count, until = cache.get(key) or (0, 0.0)
    if until <= moment:
        count, until = 0, moment + within.total_seconds()
    cache.set(key, (count + 1, until), until - moment)
    return int(count) + 1
