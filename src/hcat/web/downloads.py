# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file that somebody brought in: always a download, never a page of the site."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

R = TypeVar("R", bound=HttpResponseBase)


def as_download(name: str, media_type: str, content: bytes) -> HttpResponse:
    """The bytes, in such a way that no browser opens or guesses anything in them."""
    return _guarded(HttpResponse(content, content_type=media_type), name)


def as_stream(name: str, media_type: str, parts: Iterable[str]) -> StreamingHttpResponse:
    """The same of a file that is made while it is read, so that it takes no memory of its size."""
    return _guarded(StreamingHttpResponse(parts, content_type=media_type), name)


def _guarded(response: R, name: str) -> R:
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
