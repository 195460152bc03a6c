# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every answer of the interface has in common, errors of the server included."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers

from . import VERSION
from .languages import language_of
from .problems import MEDIA_TYPE, Problem

METHODS = ("GET", "HEAD", "OPTIONS")
JSON = ("application/json", MEDIA_TYPE)
YAML = ("application/yaml", "text/yaml", "text/x-yaml")

HEADERS = {
    "API-Version": VERSION,
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "API-Version, Content-Language, ETag, Link",
    # Public figures: may be kept, must be asked after. So ETag saves the sending, never truth.
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class ApiMiddleware:
    """Stands inside GZipMiddleware (an ETag is taken of the plain text) and outside the rest, so
    that whatever fails there still answers as the interface does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith("/api/"):
            return self.get_response(request)
        with translation.override(language_of(request)):
            response = self._answer(request)
            response["Content-Language"] = translation.get_language() or ""
        for name, value in HEADERS.items():
            response[name] = value
        patch_vary_headers(response, ("Accept", "Accept-Language"))
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> None:
        """Again, because LocaleMiddleware chose by the address in between."""
        if request.path_info.startswith("/api/"):
            translation.activate(language_of(request))

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        try:
            request.get_host()
        except DisallowedHost:
            return Problem.of_status(400).response(request)
        method = request.method or ""
        if method == "OPTIONS":
            return _options()
        if method not in METHODS:
            refusal = Problem.method_not_allowed(method).response(request)
            refusal["Allow"] = ", ".join(METHODS)
            return refusal
        offered = YAML if request.path_info.endswith(".yaml") else JSON
        if request.get_preferred_type(list(offered)) is None:
            return Problem.not_acceptable(offered[:1]).response(request)
        request.method = "GET"  # what reads also answers HEAD
        try:
            response = self.get_response(request)
        finally:
            request.method = method
        # A middleware may have chosen another language on the way.
        translation.activate(language_of(request))
        return _finished(request, response)


def _options() -> HttpResponse:
    return HttpResponse(
        status=204,
        headers={
            "Allow": ", ".join(METHODS),
            "Access-Control-Allow-Methods": ", ".join(METHODS),
            "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
            "Access-Control-Max-Age": "86400",
        },
    )


def _finished(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Errors as problems, an ETag on what was found, and no body where none was asked for."""
    if response.status_code >= 400 and not response.get("Content-Type", "").startswith(MEDIA_TYPE):
        response = Problem.of_status(response.status_code).response(request)
    if isinstance(response, HttpResponse) and response.status_code == 200:
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["ETag"] = etag
        conditional = get_conditional_response(request, etag=etag, response=response)
        response = conditional if conditional is not None else response
    if request.method == "HEAD" and isinstance(response, HttpResponse):
        length = len(response.content)
        response.content = b""
        response["Content-Length"] = str(length)
    return response
