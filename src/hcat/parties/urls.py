# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where people sign in. Only these pages of allauth exist: no sign-up, no passwords.

The names are allauth's own: its code looks its pages up by them.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa import app_settings as mfa
from allauth.socialaccount import app_settings as social
from django.urls import URLPattern, URLResolver, include, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in", views.SignIn.as_view(), name="account_login"),
    path("sign-in", views.SignIn.as_view(), name="account_request_login_code"),
    path("sign-in/code", views.EnterCode.as_view(), name="account_confirm_login_code"),
    path("sign-in/once/<slug:who>/<str:token>", views.SignInOnce.as_view(), name="sign-in-once"),
    path("sign-in/again", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/closed", views.Inactive.as_view(), name="account_inactive"),
    path("sign-out", views.SignOut.as_view(), name="account_logout"),
]
if mfa.SUPPORTED_TYPES:
    urlpatterns += [path("account/", include("allauth.mfa.urls"))]
if social.PROVIDERS["openid_connect"]["APPS"]:
    urlpatterns += [
        path("", include("hcat.parties.provider_urls")),
    ]
