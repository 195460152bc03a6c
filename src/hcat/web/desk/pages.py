# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of the desk share: who comes in, how a refusal is shown, the menu beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from hcat.foundation.api import Actor, NotAllowed, NotFound
from hcat.parties.api import Powers, powers, require
from hcat.web.pages import show

from . import keeping, navigation

View = Callable[..., HttpResponse]


def desk_page(view: View) -> View:
    """A page for people with a role. Nobody signed in: to the sign-in page and back, with what was
    typed. A refusal says why, and whom to ask.

    Browsers may keep the page to go back to (`no-cache`, not `no-store`): what was typed in a form
    would otherwise be gone on the way back.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return keeping.sign_in_first(request)
        try:
            require(request.user, "desk.enter")
            response = view(request, *args, **kwargs)
        except NotAllowed as error:
            response = show(request, "web/errors/403.html", status=403, reason=str(error))
        except NotFound as error:
            response = show(request, "web/errors/404.html", status=404, error=error)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return shown


def powers_of(request: HttpRequest) -> Powers:
    """The powers of whoever asks, read once a request."""
    held: Powers | None = getattr(request, "_desk_powers", None)
    if held is None:
        held = powers(request.user)
        request._desk_powers = held  # type: ignore[attr-defined]
    return held


def actor(request: HttpRequest) -> Actor:
    return Actor.of(request.user)


def let_in(request: HttpRequest, action: str, subject: list[str] | str | None = None) -> None:
    """NotAllowed with its reason, unless this person may."""
    if not powers_of(request).may(action, subject):
        require(request.user, action, subject)


def let_in_somewhere(request: HttpRequest, *actions: str) -> None:
    """NotAllowed, unless there is anything on which this person may do one of these."""
    if not any(powers_of(request).may_somewhere(action) for action in actions):
        require(request.user, actions[0])


def desk(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of the desk with its menu."""
    context["desk_menu"] = navigation.menu(request, powers_of(request))
    return show(request, template, status=status, **context)
