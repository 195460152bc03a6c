# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file that shows where a figure comes from: always a download, never a page of the site."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from hcat.evidence.api import opened
from hcat.foundation.api import NotAllowed, NotFound
from hcat.web.pages import show


@require_safe
def evidence_file(request: HttpRequest, number: int) -> HttpResponse:
    """Its bytes for who may read it; for others a page that says why not."""
    try:
        file, content = opened(number, who=request.user)
    except NotAllowed as error:
        return show(request, "web/errors/403.html", status=403, reason=str(error))
    except NotFound as error:
        return show(request, "web/errors/404.html", status=404, error=error)
    response = HttpResponse(content, content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
