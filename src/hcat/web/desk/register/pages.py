# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of the register share: who may come in, and how a refusal is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from hcat.foundation.api import Actor, HcatError, NotAllowed, NotFound
from hcat.parties.api import Powers, powers, require
from hcat.web.pages import show

View = Callable[..., HttpResponse]


class Visit(HttpRequest):
    """A request with the powers of whoever makes it, read once."""

    powers: Powers


def desk_page(action: str, *, somewhere: bool = False) -> Callable[[View], View]:
    """A page for those who may do `action`; `somewhere` lets in whoever may do it on a part.

    Nobody signed in: to the sign-in page, and back. A refusal says why, and whom to ask.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def shown(request: Visit, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            request.powers = powers(request.user)
            try:
                if not (somewhere and request.powers.may_somewhere(action)):
                    _let_in(request, action)
                response = view(request, *args, **kwargs)
            except NotAllowed as error:
                response = show(request, "web/errors/403.html", status=403, reason=str(error))
            except NotFound as error:
                response = show(request, "web/errors/404.html", status=404, error=error)
            add_never_cache_headers(response)
            return response

        return shown

    return wrap


def _let_in(request: Visit, action: str) -> None:
    """Raise the refusal with its reason; asks the database again only to word it."""
    if not request.powers.may(action):
        require(request.user, action)


def actor(request: HttpRequest) -> Actor:
    return Actor.of(request.user)


def done(form: Any, operation: Callable[[], Any]) -> bool:
    """Do it; a refusal of the domain becomes an error of the form, and nothing typed is lost."""
    try:
        operation()
    except NotAllowed:
        raise
    except HcatError as error:
        form.refuse(error)
        return False
    return True


def first_page(rows: Any, number: int) -> Any:
    """The first rows of a list that a page shows in part."""
    return Paginator(rows, number).get_page(1).object_list
