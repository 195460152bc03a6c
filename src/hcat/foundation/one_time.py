# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A link that signs someone in once, without a mail server: for the person at the terminal.

Nothing is stored. The link carries a signature over the account's last sign-in, so the sign-in
that uses it also ends it; it ends by itself after `PASSWORD_RESET_TIMEOUT` (a day).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.utils.encoding import force_bytes, force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from .clock import now

__all__ = ["path_for", "redeem"]


class _Tokens(PasswordResetTokenGenerator):
    key_salt = "hcat.foundation.one_time"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        """With the last sign-in to the microsecond: Django drops that part, and two links used
        within one second would then both be good."""
        seen = user.last_login.isoformat() if user.last_login else "never"
        return f"{user.pk}:{user.password}:{seen}:{timestamp}:{user.is_active}"

    def _now(self) -> datetime:
        """Django counts the wall clock, which jumps by an hour twice a year."""
        return now().replace(tzinfo=None)


_tokens = _Tokens()


def path_for(user: Any) -> str:
    """The path of a link for this account, without a language prefix."""
    who = urlsafe_base64_encode(force_bytes(user.pk))
    return f"/sign-in/once/{who}/{_tokens.make_token(user)}"


@transaction.atomic
def redeem(who: str, token: str) -> Any | None:
    """The account, when the link is good; it is good no longer afterwards.

    The row is locked, so that of two people with the same link one gets in.
    """
    users = get_user_model()._default_manager.select_for_update()
    try:
        user = users.get(pk=force_str(urlsafe_base64_decode(who)), is_active=True)
    except (ValueError, OverflowError, get_user_model().DoesNotExist):
        return None
    if not _tokens.check_token(user, token):
        return None
    user.last_login = now()
    user.save(update_fields=["last_login"])
    return user
