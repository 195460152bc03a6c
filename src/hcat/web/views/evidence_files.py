# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file that shows where a figure comes from: always a download, never a page of the site."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hcat.evidence.api import opened
from hcat.foundation.api import NotAllowed, NotFound
from hcat.web.downloads import as_download
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
    return as_download(file.name, file.media_type, content)
