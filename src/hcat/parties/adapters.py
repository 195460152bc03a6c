# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this product asks differently of django-allauth: nobody signs up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from invitations only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class InvitedByProvider(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An identity provider says who someone is; it makes no accounts here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
