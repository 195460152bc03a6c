# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who did what, and when."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hcat.foundation.api import audit_actions, audit_events
from hcat.web.desk.register import words
from hcat.web.desk.register.forms.base import DateField
from hcat.web.desk.register.pages import Visit, desk, desk_page
from hcat.web.lists import Pages


@require_safe
@desk_page("audit.read")
def trail(request: Visit) -> HttpResponse:
    asked = {
        name: request.GET.get(name, "").strip()[:200] for name in ("actor", "action", "subject")
    }
    since, until = _day(request, "since"), _day(request, "until")
    actions = audit_actions()
    pages: Pages[Any] = Pages(request, audit_events(since=since[0], until=until[0], **asked))
    return desk(
        request,
        "desk/register/audit.html",
        pages=pages,
        rows=[(event, details_of(event)) for event in pages.items],
        since=since,
        until=until,
        rooms=_rooms(actions),
        is_filtered=bool(any(asked.values()) or since[1] or until[1]),
        actor=asked["actor"],
        action=asked["action"],
        subject=asked["subject"],
    )


def _day(request: Visit, name: str) -> tuple[date | None, str, str]:
    """The day in the address, what was typed, and what is wrong with it."""
    typed = request.GET.get(name, "").strip()[:40]
    if not typed:
        return None, "", ""
    try:
        return DateField().clean(typed), typed, ""
    except ValidationError:
        return None, typed, _("This is not a date. Write day-month-year, such as 31-1-2013.")


def _rooms(actions: list[str]) -> list[tuple[str, str, list[str]]]:
    """For a list to choose from: code and name of a room, and its actions."""
    rooms = sorted({action.split(".")[0] for action in actions})
    return [
        (room, str(words.ROOMS.get(room, room)),
         [action for action in actions if action.startswith(f"{room}.")])
        for room in rooms
    ]  # fmt: skip


def details_of(event: Any) -> list[tuple[str, str]]:
    return [(name, _shown(value)) for name, value in event.details.items()]


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
