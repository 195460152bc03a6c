# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading when bodies meet: what is planned, what was held, and when the next may be expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, today

from .items import Item
from .models import Decision, Meeting
from .schema import Body

DAYS_A_YEAR = 365.25


def meetings(*, body: str = "", state: str = "") -> Any:
    """The meetings, the latest first, as a lazy queryset of `Meeting`."""
    found = Meeting.objects.select_related("body").order_by("-starts_at", "-pk")
    if body:
        found = found.filter(body__key=body)
    return found.filter(state=state) if state else found


def meeting(number: int) -> Meeting:
    """One meeting. Raises NotFound."""
    found: Meeting | None = meetings().filter(pk=number).first()
    if found is None:
        raise NotFound(
            _("There is no meeting %(number)s.") % {"number": number},
            mend=_("Choose one from the list of meetings."),
        )
    return found


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting that was held, and what was decided on its day by its body."""

    meeting: Meeting
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class MeetingsOfABody:
    """When a body meets, seen from a day."""

    planned: tuple[Meeting, ...]
    """Those to come, the first one first; cancelled ones among them, so that people see it."""
    held: tuple[Met, ...]
    """The last ones, the latest first."""
    expected: date | None
    """By its rhythm, where none is planned and it is known when it last met."""

    def __bool__(self) -> bool:
        return bool(self.planned or self.held or self.expected)


def meetings_of(body: Item[Body], *, day: date | None = None, last: int = 3) -> MeetingsOfABody:
    """When a body meets; `last`: how many of those held."""
    since = day or today()
    rows = list(meetings(body=body.key))
    planned = [one for one in reversed(rows) if one.day >= since and one.state != "held"]
    held = [one for one in rows if one.day <= since and one.state == "held"]
    is_planned = any(one.state == "planned" for one in planned)
    expected = None if is_planned or not held else _expected(body.sheet, held[0].day, since)
    return MeetingsOfABody(
        planned=tuple(planned),
        held=tuple(_met(one) for one in held[:last]),
        expected=expected,
    )


def _met(one: Meeting) -> Met:
    found = Decision.objects.filter(body=one.body_id, taken_on=one.day).order_by("key")
    return Met(one, tuple(found))


def _expected(body: Body, last: date, since: date) -> date | None:
    """The next day of the rhythm of its meetings after the last one, not before `since`; a rhythm
    of reports is none of meetings."""
    a_year = next((one.times_per_year for one in body.rhythms if one.report is None), None)
    if a_year is None:
        return None
    number = 1
    while (on := last + timedelta(days=round(number * DAYS_A_YEAR / a_year))) < since:
        number += 1
    return on


def clock(one: Meeting) -> str:
    """From when until when, as the clock of the region shows it: "09:30 – 11:00"."""
    begins, ends = timezone.localtime(one.starts_at), timezone.localtime(one.ends_at)
    return f"{begins:%H:%M} – {ends:%H:%M}"
