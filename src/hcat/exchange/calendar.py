# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the agenda has a day for, as iCalendar (RFC 5545): deadlines, decisions, meetings
and the days of others.

A body's rhythm ("three times a year") has no day, so it is no event; what is planned is. Whoever
knows other days tells them through :func:`provide_days`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hcat.agenda.api import (
    Agenda,
    Body,
    Item,
    Meeting,
    Result,
    decisions,
    history,
    items,
    meetings,
    the_agenda,
)

PRODUCT = "-//HCAT//Human Capital Agenda//EN"
DEADLINE, DECISION, ADOPTED, MEETING = "deadline", "decision", "adopted", "meeting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something on a day. It keeps its `key` whatever changes; a change counts `sequence` up."""

    key: str
    """Names it for good: ``deadline/choice/by-2020``."""
    kind: str
    day: date
    title: str
    about: str = ""
    changed: datetime
    """When it last read otherwise."""
    sequence: int = 0
    is_cancelled: bool = False
    moments: tuple[datetime, datetime] | None = None
    """From when until when; without, it is of the whole day."""
    place: str = ""
    bodies: frozenset[str] = frozenset()
    points: frozenset[str] = frozenset()
    of: tuple[str, str] = ("", "")
    """Kind and key of the element that it is about."""


Days = Callable[[], Iterable[Event]]
_others: dict[str, Days] = {}


def provide_days(name: str, days: Days) -> None:
    """A room that knows days (of meetings, of reports) tells them here, once, when it is loaded."""
    _others[name] = days


def events(*, body: str = "", point: str = "") -> list[Event]:
    """What concerns this body or point, or everything, by day; first the agenda's own adoption."""
    agenda = the_agenda()
    if agenda is None:
        return []
    others = (one for days in _others.values() for one in days())
    found = [*_deadlines(), *_decisions(), *_meetings(), *others]
    chosen = [
        one
        for one in found
        if (not body or body in one.bodies) and (not point or point in one.points)
    ]
    return [_adopted(agenda), *sorted(chosen, key=lambda one: (one.day, one.key))]


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def _adopted(agenda: Item[Agenda]) -> Event:
    """A calendar has at least one event; this one is always there."""
    return Event(
        key=f"{ADOPTED}/{agenda.key}",
        kind=ADOPTED,
        day=agenda.sheet.adopted,
        title=_("%(agenda)s: adopted") % {"agenda": agenda.sheet.title},
        changed=_moment(agenda.sheet.adopted),
        of=("agenda", agenda.key),
    )


def _deadlines() -> Iterator[Event]:
    results: list[Item[Result]] = items("result", ended=True)
    for item in results:
        yield from _deadlines_of(item)


def _deadlines_of(item: Item[Result]) -> Iterator[Event]:
    """Of every target that the result ever had: one that is gone is cancelled, so that it goes from
    the calendars that hold it."""
    told: dict[str, Event] = {}
    for entry in reversed(history("result", item.key)):
        sheet: Result = entry.item.sheet
        now = {target.key: target for target in sheet.targets if target.deadline is not None}
        for key in told.keys() - now.keys():
            told[key] = _otherwise(told[key], entry.recorded_at, is_cancelled=True)
        for key, target in now.items():
            assert target.deadline is not None  # noqa: S101 - tells the type checker
            fresh = Event(
                key=f"{DEADLINE}/{item.key}/{key}",
                kind=DEADLINE,
                day=target.deadline,
                title=_("Deadline: %(result)s – %(target)s")
                % {"result": sheet.title, "target": target.title},
                about=str(sheet.title),
                changed=entry.recorded_at,
                is_cancelled=bool(entry.item.ended_as),
                bodies=frozenset(filter(None, [target.assessor])),
                points=frozenset([sheet.point]),
                of=("result", item.key),
            )
            before = told.get(key)
            told[key] = fresh if before is None else _followed(before, fresh)
    yield from told.values()


def _followed(before: Event, fresh: Event) -> Event:
    """The same event, or its next edition where it reads otherwise."""
    as_before = replace(fresh, changed=before.changed, sequence=before.sequence)
    return before if as_before == before else replace(fresh, sequence=before.sequence + 1)


def _otherwise(before: Event, moment: datetime, *, is_cancelled: bool) -> Event:
    if before.is_cancelled == is_cancelled:
        return before
    return replace(before, is_cancelled=is_cancelled, changed=moment, sequence=before.sequence + 1)


def _decisions() -> Iterator[Event]:
    for one in decisions():
        yield Event(
            key=f"{DECISION}/{one.key}",
            kind=DECISION,
            day=one.taken_on,
            title=_("Decision: %(title)s") % {"title": one.title},
            about=one.text,
            changed=_moment(one.taken_on),
            bodies=frozenset([one.body.key] if one.body else []),
            of=("decision", one.key),
        )


def _meetings() -> Iterator[Event]:
    bodies: dict[str, Item[Body]] = {one.key: one for one in items("body", ended=True)}
    for one in meetings():
        body = bodies.get(one.body.key)
        yield Event(
            key=f"{MEETING}/{one.pk}",
            kind=MEETING,
            day=one.day,
            title=_("Meeting: %(body)s") % {"body": body.sheet.title if body else one.body.key},
            about="\n".join(part for part in (one.about, one.reason, one.minutes) if part),
            changed=one.changed_at,
            sequence=one.sequence,
            is_cancelled=one.state == Meeting.State.CANCELLED,
            moments=(one.starts_at, one.ends_at),
            place=one.place,
            bodies=frozenset([one.body.key]),
            of=("body", one.body.key),
        )


def as_calendar(found: Iterable[Event], *, name: str, address: Callable[[Event], str]) -> bytes:
    """The events as a file. `address` gives where one can be read. The same events give the same
    bytes, so that a subscriber is told when nothing changed."""
    import icalendar

    made = icalendar.Calendar()
    language = (get_language() or "nl")[:2]
    agenda = the_agenda()
    region = agenda.key if agenda else "hcat"
    zone = timezone.get_current_timezone_name()
    for property_, value in (
        ("prodid", PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH"),
        ("name", name), ("x-wr-calname", name),
    ):  # fmt: skip
        made.add(property_, value)
    made.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    told = list(found)
    begins, ends = made.to_ical().rsplit(b"END:VCALENDAR", 1)
    return b"".join(
        [
            begins,
            _zone(zone) if any(one.moments for one in told) else b"",
            *(_component(one, region, language, zone, address(one)) for one in told),
            b"END:VCALENDAR" + ends,
        ]
    )


@lru_cache(maxsize=10)
def _zone(name: str) -> bytes:
    """The rules of the region's own time."""
    import icalendar

    return bytes(icalendar.Timezone.from_tzid(name).to_ical())


@lru_cache(maxsize=20_000)
def _component(one: Event, region: str, language: str, zone: str, url: str) -> bytes:
    """One event. Kept in this process, since calendars are fetched again and again and few events
    change between: some 600 bytes each, for thousands of events in three languages."""
    import icalendar

    event = icalendar.Event()
    event.add("uid", f"{one.key}@{region}.hcat".replace("/", "."))
    event.add("dtstamp", one.changed.astimezone(UTC))
    event.add("last-modified", one.changed.astimezone(UTC))
    event.add("sequence", one.sequence)
    if one.moments is None:
        event.add("dtstart", one.day)
        # Without an end it lasts one day too (RFC 5545, 3.6.1); no day follows the last one.
        if one.day < date.max:
            event.add("dtend", one.day + timedelta(days=1))
    else:
        # In the region's own time with its rules, so that a change of those moves nothing.
        begins, ends = (timezone.localtime(moment, ZoneInfo(zone)) for moment in one.moments)
        event.add("dtstart", begins)
        event.add("dtend", ends)
    event.add("summary", one.title, parameters={"LANGUAGE": language})
    if one.about:
        event.add("description", one.about, parameters={"LANGUAGE": language})
    if url:
        event.add("url", url)
    event.add("categories", [one.kind])
    event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    if one.place:
        event.add("location", one.place)
    event.add("transp", "TRANSPARENT" if one.moments is None else "OPAQUE")
    return bytes(event.to_ical())
