# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answers of a released wave for analysts, and what each column is."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hcat.foundation.api import Refused
from hcat.surveys.api import Wave, answers_csv, codebook, codebook_ddi, wave_called
from hcat.web.desk.register.pages import Visit, actor, desk
from hcat.web.downloads import as_download, as_stream
from hcat.web.surveys.desk_words import here

from .desk import runs
from .wave_pages import trail_to


@require_safe
@runs
def export(request: Visit, survey: str, wave: str) -> HttpResponse:
    """What can be taken along, and what was left out of it."""
    found = wave_called(survey, wave)
    return desk(
        request, "web/surveys/desk/export.html", here=trail_to(found), wave=found,
        title=here(found.survey.titles), is_released=found.state == Wave.State.RELEASED,
    )  # fmt: skip


@require_safe
@runs
def answers(request: Visit, survey: str, wave: str) -> HttpResponseBase:
    """One line per answer sheet, while it is read: a wave can have a hundred thousand."""
    found = wave_called(survey, wave)

    def made(name: str) -> StreamingHttpResponse:
        lines = answers_csv(by=actor(request), wave=found.pk)
        return as_stream(f"{name}.csv", "text/csv; charset=utf-8", lines)

    return _or_told(request, found, made)


@require_safe
@runs
def book(request: Visit, survey: str, wave: str, kind: str) -> HttpResponseBase:
    """The codebook, as JSON or as DDI-Codebook 2.5 (XML)."""
    found = wave_called(survey, wave)

    def made(name: str) -> HttpResponse:
        if kind == "json":
            plain = json.dumps(
                codebook(by=actor(request), wave=found.pk), ensure_ascii=False, indent=2
            )
            return as_download(f"{name}-codebook.json", "application/json", plain.encode())
        language = (get_language() or "nl")[:2]
        ddi = codebook_ddi(by=actor(request), wave=found.pk, language=language)
        return as_download(f"{name}-codebook.xml", "application/xml", ddi)

    return _or_told(request, found, made)


def _or_told(
    request: Visit, wave: Wave, made: Callable[[str], HttpResponseBase]
) -> HttpResponseBase:
    """The file; or the page, which says why there is none."""
    try:
        return made(f"{wave.survey.key}-{wave.key}")
    except Refused as error:
        messages.error(request, str(error))
        return redirect("surveys:export", wave.survey.key, wave.key)
