# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One-time links to sign in, for whoever starts the site where no mail server is.

Stateless: the token signs the account with the moment of its last sign-in. Signing in moves that
moment, and so every link made before it dies at once. Nothing secret is stored.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from hcat.foundation.api import now

from .models import User

SALT = "hcat.parties.one_time"
LIFE_SECONDS = 60 * 60
"""An hour: long enough to open the address that a terminal printed."""


def one_time_link(user: User) -> str:
    """The full address of a page that signs this user in, once, within the hour."""
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse(
            "sign-in-once",
            kwargs={"uid": urlsafe_base64_encode(str(user.pk).encode()), "token": _token(user)},
        )
    return f"{settings.SITE_URL}{path}"


def user_of_link(uid: str, token: str) -> User | None:
    """Whose link this is; None where it was used, is too old, or was never made here."""
    try:
        user = User.objects.get(pk=int(urlsafe_base64_decode(uid)), is_active=True)
        stamp = signing.loads(token, salt=SALT, max_age=LIFE_SECONDS)
    except (ValueError, OverflowError, User.DoesNotExist, signing.BadSignature):
        return None
    return user if stamp == _stamp(user) else None


def use_link(uid: str, token: str) -> User | None:
    """Spend the link: of two who use it at the same moment, one gets in."""
    user = user_of_link(uid, token)
    if user is None:
        return None
    unspent = User.objects.filter(pk=user.pk)
    if user.last_login is None:
        unspent = unspent.filter(last_login__isnull=True)
    else:
        unspent = unspent.filter(last_login=user.last_login)
    return user if unspent.update(last_login=now()) else None


def _token(user: User) -> str:
    return signing.dumps(_stamp(user), salt=SALT)


def _stamp(user: User) -> list[str]:
    last = user.last_login.isoformat() if user.last_login else ""
    return [str(user.pk), user.email, last]
