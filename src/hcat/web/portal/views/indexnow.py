# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The file by which search engines see that it was this site that told them something."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hcat.portal.api import indexnow_key


@require_safe
def key_file(request: HttpRequest, key: str) -> HttpResponse:
    if not settings.INDEXNOW or key != indexnow_key():
        raise Http404
    return HttpResponse(key, content_type="text/plain; charset=utf-8")
