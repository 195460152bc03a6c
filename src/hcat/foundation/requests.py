# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every request gets a name, one line in the log, and the headers that Django leaves out."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponseBase

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics")
)
_NAME = re.compile(r"^[A-Za-z0-9-]{8,64}$")
_SECRET_PATHS = re.compile(r"(?:/(?:nl|en|de))?/(sign-in/once|link)/.*")

log = structlog.get_logger("hcat.access")


def shown(path: str) -> str:
    """A path, or a line that ends in one, as the log may hold it: a personal link is a key, so its
    tail is left out.

    >>> shown("/en/link/c2VjcmV0"), shown("/initiatives/7"), shown("Not Found: /link/c2VjcmV0")
    ('/link/…', '/initiatives/7', 'Not Found: /link/…')
    """
    return _SECRET_PATHS.sub(r"/\1/…", path)


class RequestLog:
    """The outermost middleware. The query string is not logged: it may hold what people typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-Id", "")
        name = given if _NAME.match(given) else uuid.uuid4().hex
        structlog.contextvars.bind_contextvars(request_id=name)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = name
            response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
            log.info(
                "request",
                method=request.method,
                path=shown(request.path),
                status=response.status_code,
                milliseconds=round((time.perf_counter() - began) * 1000, 1),
            )
            return response
        finally:
            structlog.contextvars.unbind_contextvars("request_id")
