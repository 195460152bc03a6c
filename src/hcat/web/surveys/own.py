# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody's own answers: to look over, and to take along."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.surveys.api import Wording, as_file, missing, own_answers
from hcat.web.downloads import as_download

from .door import Door, language

MEDIA = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def own_file(request: HttpRequest, door: Door, kind: str) -> HttpResponse:
    """One's own answers to take along. NotFound where there are none."""
    if door.seat.sheet is None:
        raise NotFound(_("There are no answers of yours."), mend=_("Answer a question first."))
    told = as_file(door.seat, Wording.of(language()))
    name = f"{told['survey']}-{told['wave']}.{kind}"
    if kind == "json":
        text = json.dumps(told, ensure_ascii=False, indent=2)
    else:
        text = as_csv(told["answers"])
    return as_download(name, MEDIA[kind], text.encode())


def as_csv(rows: list[dict[str, Any]]) -> str:
    """Name, question and answer; nothing that a spreadsheet would take for a formula."""
    sheet = io.StringIO()
    sheet.write("\ufeff")
    writer = csv.writer(sheet)
    writer.writerow(["name", "question", "answer"])
    for one in rows:
        writer.writerow([one["name"], one["question"], _plain(one)])
    return sheet.getvalue()


def _plain(told: dict[str, Any]) -> str:
    said = str(told["in_words"])
    is_text = not isinstance(told["answer"], int | float)
    return f"'{said}" if is_text and said.startswith(("=", "+", "-", "@")) else said


def groups_of(door: Door, wording: Wording) -> list[dict[str, Any]]:
    """The answers by page, as they are looked over."""
    found: list[dict[str, Any]] = []
    needed = {one.name for _page, one in missing(door.seat.questionnaire, door.seat.answers)}
    for one in own_answers(door.seat, wording):
        if not found or found[-1]["name"] != one.page.name:
            number = len(found) + 1
            found.append({
                "name": one.page.name,
                "title": wording.say(one.page.titles) or _("Page %(n)s") % {"n": number},
                "lang": wording.spoken(one.page.titles),
                "url": f"{door.address('page', one.page.name)}?from=check",
                "rows": [],
            })  # fmt: skip
        found[-1]["rows"].append({
            "label": wording.say(one.question.labels),
            "lang": wording.spoken(one.question.labels),
            "said": list(zip(one.said, one.spoken(wording), strict=True)),
            "is_ranked": one.question.kind == "ranking",
            "is_needed": one.question.name in needed,
            "url": f"{found[-1]['url']}#q-{one.question.name}-box",
        })  # fmt: skip
    return found


def rows_of(door: Door, wording: Wording) -> list[dict[str, Any]]:
    return groups_of(door, wording) if door.seat.sheet is not None else []
