# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of the register share: who may come in, and how a refusal is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_cache_control

from hcat.foundation.api import HcatError, NotAllowed, NotFound
from hcat.parties.api import Powers
from hcat.web.desk import keeping
from hcat.web.desk.pages import actor, desk, let_in, let_in_somewhere, powers_of
from hcat.web.pages import show

__all__ = ["Visit", "actor", "desk", "desk_page", "done", "first_page", "form_for"]

View = Callable[..., HttpResponseBase]
F = TypeVar("F")


class Visit(HttpRequest):
    """A request with the powers of whoever makes it, read once."""

    powers: Powers


def desk_page(
    action: str, *, somewhere: bool = False, does: bool = False
) -> Callable[[View], View]:
    """A page for those who may do `action`; `somewhere` lets in whoever may do it on a part.

    `does`: no page but a deed, POST only; it stands under the address of the page it belongs to.
    Nobody signed in: to the sign-in page, and back. A refusal says why, and whom to ask.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def shown(request: Visit, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if does and request.method != "POST":
                return HttpResponseNotAllowed(["POST"])
            if not request.user.is_authenticated:
                if does:
                    return redirect_to_login(
                        request.path.rsplit("/", 1)[0], reverse("account_login")
                    )
                return keeping.sign_in_first(request)
            request.powers = powers_of(request)
            try:
                (let_in_somewhere if somewhere else let_in)(request, action)
                response = view(request, *args, **kwargs)
            except NotAllowed as error:
                response = show(request, "web/errors/403.html", status=403, reason=str(error))
            except NotFound as error:
                response = show(request, "web/errors/404.html", status=404, error=error)
            if request.method == "POST" and response.status_code == 302:
                keeping.forget(request)
            patch_cache_control(response, private=True, no_cache=True)
            return response

        return shown

    return wrap


def form_for(
    request: HttpRequest, make: Callable[..., F], *, initial: Any = None, **given: Any
) -> F:
    """The form with what was sent; or as it begins, with what its author typed before a session
    ended."""
    if request.method == "POST":
        return make(request.POST, request.FILES or None, initial=initial, **given)
    typed = {
        name: values if len(values) > 1 else values[0]
        for name, values in (keeping.kept(request) or {}).items()
        if values
    }
    return make(initial={**(initial or {}), **typed}, **given)


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
