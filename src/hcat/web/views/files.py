# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Stylesheet of the region, pictures of charts, their figures: files that never change."""

from __future__ import annotations

import csv
import re

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hcat.charts.api import get, picture
from hcat.web.theme import stylesheet

FOR_EVER = "public, max-age=31536000, immutable"
_ACCENT = re.compile(r"^[0-9a-f]{6}$")


@require_safe
def theme(request: HttpRequest, accent: str) -> HttpResponse:
    if not _ACCENT.match(accent):
        raise Http404
    return _for_ever(HttpResponse(stylesheet(f"#{accent}"), content_type="text/css; charset=utf-8"))


@require_safe
def chart(request: HttpRequest, name: str) -> HttpResponse:
    """`<hash>.svg` is the picture, `<hash>.csv` its figures."""
    stem, _, kind = name.partition(".")
    if kind == "svg":
        drawn = picture(stem)
        if drawn is None:
            raise Http404
        return _for_ever(HttpResponse(drawn, content_type="image/svg+xml"))
    if kind == "csv":
        kept = get(stem)
        if kept is None:
            raise Http404
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="hcat-{stem[:8]}.csv"'
        csv.writer(response).writerows([[harmless(c) for c in line] for line in kept.csv])
        return _for_ever(response)
    raise Http404


def harmless(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula is kept as text."""
    is_number = re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell) is not None
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not is_number else cell


def _for_ever(response: HttpResponse) -> HttpResponse:
    """The address changes with the content, so the answer need never be asked for again."""
    response["Cache-Control"] = FOR_EVER
    return response
