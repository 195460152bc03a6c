# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading when bodies meet: what is planned, what was held, and when the next may be expected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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


def meetings_of(
    bodies: Iterable[Item[Body]], *, day: date | None = None, last: int = 3
) -> dict[str, MeetingsOfABody]:
    """By key of the body when it meets, in two queries however many there are; `last`: how many of
    those held."""
    since = day or today()
    known = list(bodies)
    rows: dict[str, list[Meeting]] = {one.key: [] for one in known}
    for one in meetings().filter(body__key__in=rows):
        rows[one.body.key].append(one)
    held = {
        key: [one for one in found if one.day <= since and one.state == "held"]
        for key, found in rows.items()
    }
    decided = _decided([one for found in held.values() for one in found[:last]])
    return {
        body.key: _of_a_body(body.sheet, rows[body.key], held[body.key], since, last, decided)
        for body in known
    }


Decided = Mapping[tuple[int | None, date], list[Decision]]
"""By number of the body and day what it decided."""


def _decided(held: Sequence[Meeting]) -> Decided:
    found: dict[tuple[int | None, date], list[Decision]] = defaultdict(list)
    if held:
        days = {one.day for one in held}
        for one in Decision.objects.filter(taken_on__in=days).order_by("key"):
            found[one.body_id, one.taken_on].append(one)
    return found


def _of_a_body(
    body: Body, rows: list[Meeting], held: list[Meeting], since: date, last: int, decided: Decided
) -> MeetingsOfABody:
    planned = [one for one in reversed(rows) if one.day >= since and one.state != "held"]
    is_planned = any(one.state == "planned" for one in planned)
    return MeetingsOfABody(
        planned=tuple(planned),
        held=tuple(Met(one, tuple(decided.get((one.body_id, one.day), ()))) for one in held[:last]),
        expected=None if is_planned or not held else _expected(body, held[0].day, since),
    )


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
