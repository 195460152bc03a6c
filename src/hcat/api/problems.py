# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Refusals as RFC 9457 asks: application/problem+json, with what is wrong and how to mend it.

The shape of `errors` follows the NL API Design Rules, /core/error-handling/bad-request.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

MEDIA_TYPE = "application/problem+json"

log = logging.getLogger("hcat.api")


@dataclass(frozen=True, slots=True)
class InvalidInput:
    """One part of a request that cannot be used. `code` is for programs, `detail` for people."""

    name: str
    code: str
    detail: str
    where: str = "query"

    def to_dict(self) -> dict[str, Any]:
        return {
            "in": self.where,
            "location": {"name": self.name},
            "code": self.code,
            "detail": self.detail,
        }


@dataclass(slots=True)
class Problem(Exception):
    """Stops a request. `what` names the kind of problem; it is the anchor on the page `/api`."""

    status: int
    what: str
    title: str
    detail: str
    errors: Sequence[InvalidInput] = field(default=())

    @classmethod
    def bad_request(cls, errors: Sequence[InvalidInput]) -> Problem:
        return cls(
            400,
            "bad-request",
            _("The request cannot be used"),
            " ".join(dict.fromkeys(error.detail for error in errors)),
            errors,
        )

    @classmethod
    def not_found(cls, detail: str) -> Problem:
        return cls(404, "not-found", _("Not found"), detail)

    @classmethod
    def no_such_address(cls, path: str) -> Problem:
        if path.endswith("/") and path.strip("/"):
            detail = _(
                "Addresses of this interface never end in a slash. Leave the last slash off."
            )
        else:
            detail = _(
                "Nothing stands at %(path)s. The addresses are listed in /api/v1/openapi.json."
            ) % {"path": path}
        return cls.not_found(detail)

    @classmethod
    def method_not_allowed(cls, method: str) -> Problem:
        return cls(
            405,
            "method-not-allowed",
            _("This can only be read"),
            _("%(method)s is refused: the interface is read-only. Use GET, HEAD or OPTIONS.")
            % {"method": method},
        )

    @classmethod
    def not_acceptable(cls, offered: Sequence[str]) -> Problem:
        return cls(
            406,
            "not-acceptable",
            _("Not in that form"),
            _("The Accept header leaves out what is offered here. Ask for %(offered)s.")
            % {"offered": ", ".join(offered)},
        )

    @classmethod
    def of_status(cls, status: int) -> Problem:
        """For an error made outside the interface: by the server, or a wrong Host header."""
        if status >= 500:
            return cls(
                status,
                "server-error",
                _("Something went wrong on our side"),
                _("The error has been recorded. Try again later; the request itself may be right."),
            )
        return cls(
            status,
            "refused",
            _("The request was refused"),
            _("The server refused the request before it reached the interface."),
        )

    def response(self, request: HttpRequest) -> HttpResponse:
        body: dict[str, Any] = {
            "type": f"{_origin(request)}/api#{self.what}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": request.path,
        }
        if self.errors:
            body["errors"] = [error.to_dict() for error in self.errors]
        return HttpResponse(
            json.dumps(body, ensure_ascii=False), status=self.status, content_type=MEDIA_TYPE
        )


def _origin(request: HttpRequest) -> str:
    try:
        return request.build_absolute_uri("/").rstrip("/")
    except DisallowedHost:
        return ""


def server_error(request: HttpRequest, error: Exception) -> HttpResponse:
    """The last resort: the log gets the trace, the asker a sentence."""
    log.error("api request failed: %s", request.path, exc_info=error)
    return Problem.of_status(500).response(request)
