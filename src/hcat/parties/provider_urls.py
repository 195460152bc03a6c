# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in through an identity provider: only there when one is set.

The names are allauth's own: its code looks its pages up by them.
"""

from __future__ import annotations

from allauth.socialaccount.providers.openid_connect import views as openid_connect
from allauth.socialaccount.views import connections
from django.urls import URLPattern, URLResolver, path

from . import provider_views as views

_PROVIDER = "sign-in/with/oidc/<str:provider_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        f"{_PROVIDER}login/",
        views.answers_plainly(openid_connect.login),
        name="openid_connect_login",
    ),
    path(
        f"{_PROVIDER}login/callback/",
        views.answers_plainly(openid_connect.callback),
        name="openid_connect_callback",
    ),
    path(
        "sign-in/with/cancelled/",
        views.Cancelled.as_view(),
        name="socialaccount_login_cancelled",
    ),
    path("sign-in/with/no-account/", views.NotInvited.as_view(), name="socialaccount_signup"),
    path("sign-in/with/", connections, name="socialaccount_connections"),
]
