# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nothing typed is lost when a session ended: what was sent waits until its author is back.

What came with a form that could not be accepted is kept in the session of the same browser, under
a name that stands in the address to come back to. It goes when the change is made, when another
person signs in, and with the session in any case.

Personal data: what was typed, by whoever typed it. Purpose: not losing it. Kept: an hour without
a sign-in, otherwise until the session ends.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hcat.web.site import Link

from .forms.data import Data, posted

PARAMETER = "kept"
_NAME = "desk-kept"
_MOST = 5
_LARGEST = 400_000
_WAITING_SECONDS = 60 * 60


def keep(request: HttpRequest) -> str:
    """Keeps what was sent; the address at which its author finds it back."""
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if request.method != "POST" or size > _LARGEST:
        return request.get_full_path()
    name = secrets.token_urlsafe(9)
    kept: dict[str, Any] = dict(list(_all(request).items())[1 - _MOST :])
    kept[name] = {"path": request.path, "data": posted(request.POST)}
    request.session[_NAME] = kept
    if not request.user.is_authenticated:
        request.session.set_expiry(_WAITING_SECONDS)
    return f"{request.path}?{PARAMETER}={name}"


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back, with everything that was typed."""
    return redirect_to_login(keep(request), reverse("account_login"))


def once_more(request: HttpRequest) -> HttpResponse:
    """Back to the form with what was typed: its security mark was of an earlier session."""
    response = HttpResponseRedirect(keep(request))
    response.status_code = 303
    return response


def belongs_to_desk(request: HttpRequest) -> bool:
    """Whether this form is one of the desk's own, sent by someone who is signed in. Only then is
    it kept: a form from elsewhere comes without the session (`SameSite`), and must not make one."""
    match = request.resolver_match
    return request.user.is_authenticated and match is not None and match.namespace == "desk"


def kept(request: HttpRequest) -> Data | None:
    """What was kept of this page, when the address asks for it."""
    found = _all(request).get(request.GET.get(PARAMETER, ""))
    return found["data"] if found and found["path"] == request.path else None


def forget(request: HttpRequest) -> None:
    """The change was made: what was kept of this page is not needed any more."""
    left = {name: one for name, one in _all(request).items() if one["path"] != request.path}
    if left != _all(request):
        request.session[_NAME] = left


def waiting(request: HttpRequest) -> list[Link]:
    """The forms that wait for their author."""
    return [
        Link(_("A form that you had not sent"), f"{one['path']}?{PARAMETER}={name}")
        for name, one in _all(request).items()
    ]


def _all(request: HttpRequest) -> dict[str, Any]:
    found: dict[str, Any] = request.session.get(_NAME, {})
    return found
