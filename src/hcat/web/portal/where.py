# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""That each question where one lives is answered once, and soon, without knowing who answers."""

from __future__ import annotations

from django.core import signing
from django.core.cache import cache
from django.utils.crypto import get_random_string, salted_hmac

AN_HOUR = 3600
_SALT = "hcat.web.portal.where"
_signer = signing.TimestampSigner(salt=_SALT)


def stamp() -> str:
    """What a question carries: signed, with its moment, and another one each time."""
    return _signer.sign(get_random_string(12))


def is_first(given: str) -> bool:
    """Whether this is the first answer to a question of ours within the hour; asking counts."""
    try:
        _signer.unsign(given, max_age=AN_HOUR)
    except signing.BadSignature:
        return False
    mark = salted_hmac(_SALT, given).hexdigest()
    return bool(cache.add(f"portal:where:{mark}", 1, AN_HOUR))
