# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this product asks differently of django-allauth: nobody signs up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthError
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from invitations only."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Who asks, for the limits on sign-in. A request that did not pass all the proxies counts
        for the address that it came from."""
        try:
            return str(super().get_client_ip(request))
        except ImproperlyConfigured:
            return str(request.META["REMOTE_ADDR"])

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class InvitedByProvider(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An identity provider says who someone is; it makes no accounts here."""

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """One page for all that goes wrong; someone who turned back gets allauth's own."""
        if kwargs.get("error") != AuthError.CANCELLED:
            from .provider_views import failed

            raise ImmediateHttpResponse(failed(request))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
