# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in and out. The pages of allauth, without its own idea of what a site is."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.socialaccount import app_settings as social
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from hcat.foundation.one_time import redeem


class OwnSite:
    """Leaves the name `site` in a template to the frame of the pages."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        context.pop("site", None)
        context["providers"] = social.PROVIDERS["openid_connect"]["APPS"]
        return context


class SignIn(OwnSite, account.RequestLoginCodeView):  # type: ignore[misc]
    """Asks for a mail address and sends a code to it; also to someone whose first code does not
    come, who would otherwise be sent back to the page that asks for it."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        return None


class EnterCode(OwnSite, account.ConfirmLoginCodeView):  # type: ignore[misc]
    """Asks for the code."""


class Inactive(OwnSite, account.AccountInactiveView):  # type: ignore[misc]
    """Says that the account was closed."""


class SignOut(OwnSite, account.LogoutView):  # type: ignore[misc]
    """Asks whether to sign out, and does."""


@method_decorator(never_cache, name="dispatch")
class SignInOnce(View):
    """A one-time link. Opening it shows a button: a mail scanner that opens it spends nothing."""

    def get(self, request: HttpRequest, who: str, token: str) -> HttpResponse:
        return render(request, "account/once.html", {"is_spent": False})

    def post(self, request: HttpRequest, who: str, token: str) -> HttpResponse:
        user = redeem(who, token)
        if user is None:
            return render(request, "account/once.html", {"is_spent": True}, status=410)
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        record_authentication(request, user, method="one_time_link")
        return redirect(settings.LOGIN_REDIRECT_URL)
