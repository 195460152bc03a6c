# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds off programs at forms that everybody can send: how fast, and how often."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from hcat.foundation.api import now

SALT = "hcat.web.limits"
SOONEST = timedelta(seconds=3)
"""Nobody reads a form and fills it in faster."""
LATEST = timedelta(days=3)
_signer = signing.TimestampSigner(salt=SALT)


def begun() -> str:
    """When the form was shown, signed: it goes along with the form."""
    return _signer.sign("form")


def is_ours(stamp: str) -> bool:
    """Whether a form of ours was shown with it, in the last three days."""
    return _is_within(stamp, LATEST)


def is_too_quick(stamp: str) -> bool:
    """Whether it was shown less time ago than anybody needs."""
    return _is_within(stamp, SOONEST)


def place_of(request: HttpRequest) -> str:
    """The address of the internet that it came from, as the trusted proxies tell it."""
    return str(get_adapter(request).get_client_ip(request))


def too_many(what: str, whose: str, *, most: int, within: timedelta) -> bool:
    """Whether this was done more often than may be; asking counts.

    Counted in windows of the clock, so that whoever goes on trying is let in again when the next
    one begins: a count that each try makes last longer would never end. Of `whose` only a
    fingerprint is kept, no longer than its window. Two that come in the same moment may count as
    one.
    """
    length = int(within.total_seconds())
    window, gone = divmod(int(now().timestamp()), length)
    key = f"limit:{what}:{window}:{salted_hmac(SALT, whose.casefold()).hexdigest()}"
    count = int(cache.get(key, 0)) + 1
    cache.set(key, count, length - gone)  # `incr` would change when it runs out
    return count > most


def _is_within(stamp: str, term: timedelta) -> bool:
    try:
        _signer.unsign(stamp, max_age=term)
    except signing.BadSignature:
        return False
    return True
