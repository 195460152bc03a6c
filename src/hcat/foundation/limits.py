# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds off programs at forms that everybody can send: how fast, and how often."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from .clock import now

SALT = "hcat.foundation.limits"
SOONEST = timedelta(seconds=3)
"""Nobody reads a form and fills it in faster."""
LATEST = timedelta(days=3)
_signer = signing.TimestampSigner(salt=SALT)


def form_stamp() -> str:
    """When a form was shown, signed: it goes along with the form."""
    return _signer.sign("form")


def is_our_stamp(stamp: str) -> bool:
    """Whether a form of ours was shown with it, in the last three days."""
    return _is_within(stamp, LATEST)


def is_too_quick(stamp: str) -> bool:
    """Whether that was less time ago than anybody needs."""
    return _is_within(stamp, SOONEST)


def too_many(what: str, whose: str, *, most: int, within: timedelta) -> bool:
    """Whether this was done more often than may be, in a time that began with the first one;
    asking counts. Of `whose` only a fingerprint is kept, no longer than that time.

    Its end is kept with the count and given at each write: `incr` of Django's file cache writes
    the count anew for the default five minutes. Two at the very same moment may count as one.
    """
    key = _limit_key(what, whose)
    moment = now().timestamp()
    count, until = cache.get(key) or (0, 0.0)
    if until <= moment:
        count, until = 0, moment + within.total_seconds()
    cache.set(key, (count + 1, until), until - moment)
    return bool(count + 1 > most)


def has_reached(what: str, whose: str, *, most: int) -> bool:
    """Whether the next time would be one too many for `too_many`; asking does not count."""
    count, until = cache.get(_limit_key(what, whose)) or (0, 0.0)
    return bool(until > now().timestamp() and count >= most)


def _limit_key(what: str, whose: str) -> str:
    return f"limit:{what}:{salted_hmac(SALT, whose.casefold()).hexdigest()}"


def _is_within(stamp: str, term: timedelta) -> bool:
    try:
        _signer.unsign(stamp, max_age=term)
    except signing.BadSignature:
        return False
    return True
