# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asks a page of this site as somebody who is not signed in would, without the way there."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.cache import SessionStore
from django.core.exceptions import PermissionDenied
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404
from django.urls import Resolver404, resolve
from django.utils.translation import override

from hcat.foundation.api import HcatError


def shows_a_page(path: str) -> bool:
    """Whether this address, without its language, shows a page to everybody. The page itself says
    so, whatever it is about."""
    parts = urlsplit(path)
    with override(settings.LANGUAGE_CODE):
        try:
            match = resolve(parts.path)
            asked = _asked(parts.path, parts.query)
            response = match.func(asked, *match.args, **match.kwargs)
        except (Resolver404, Http404, PermissionDenied, HcatError):
            return False
    return int(response.status_code) == 200


def _asked(path: str, query: str) -> WSGIRequest:
    site = urlsplit(settings.SITE_URL)
    request = WSGIRequest({
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
        "HTTP_HOST": site.netloc, "SERVER_NAME": site.hostname or "localhost",
        "SERVER_PORT": str(site.port or 80), "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
    })  # fmt: skip
    request.user = AnonymousUser()
    request.session = SessionStore()
    request.LANGUAGE_CODE = settings.LANGUAGE_CODE
    return request
