# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What someone sees when signing in through an identity provider does not work."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

import structlog
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

from .views import OwnSite

log = structlog.get_logger("hcat.sign_in")

NONSENSE = (OAuth2Error, LookupError, TypeError, ValueError, AttributeError)
"""What the library raises when a provider answers something else than the protocol wants."""


def answers_plainly(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A provider that is away, or answers nonsense, is not an error of this site: say so, and
    show the other way in."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (RequestException, *NONSENSE) as error:
            # The kind only: a message may quote an answer, and with it a person.
            log.warning("identity provider", error=type(error).__name__)
            return failed(request)

    return shown


def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "account/provider_failed.html", status=HTTPStatus.BAD_GATEWAY)


class Cancelled(OwnSite, social.LoginCancelledView):  # type: ignore[misc]
    """Says that nobody was signed in."""

    template_name = "account/provider_cancelled.html"


class NotInvited(OwnSite, social.SignupView):  # type: ignore[misc]
    """Says that an account comes from an invitation; makes none."""
