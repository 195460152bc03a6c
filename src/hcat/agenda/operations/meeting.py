# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Planning, moving, holding and cancelling a meeting of a body.

Days and times are those of the region's clock; a time that the clock skips in spring is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.agenda.models import Element, Meeting
from hcat.foundation.api import Actor, NotFound, Refused, record

from .rights import allow
from .rules import living_version

LONGEST_PLACE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTime:
    """The day of a meeting, and from when until when on it."""

    day: date
    start: time
    end: time

    def moments(self) -> tuple[datetime, datetime]:
        """Refused: an end that is not after the start, a time that the clock skips."""
        if self.end <= self.start:
            raise Refused(
                _("The meeting ends before it begins."),
                mend=_("Give the times on one day, the end after the start."),
            )
        return _moment(self.day, self.start), _moment(self.day, self.end)


def _moment(day: date, at: time) -> datetime:
    """Of a time that comes twice, in autumn, the first."""
    here = datetime.combine(day, at, tzinfo=timezone.get_default_timezone())
    if here.astimezone(UTC).astimezone(here.tzinfo).time() != at:
        raise Refused(
            _("The clock has no %(time)s on %(day)s.")
            % {"time": f"{at:%H:%M}", "day": date_format(day, "DATE_FORMAT")},
            why=_("Summer time begins that night."),
            mend=_("Give a time before or after that hour."),
        )
    return here


@transaction.atomic
def plan_meeting(
    *, by: Actor, body: str, when: MeetingTime, place: str, about: str = "", is_demo: bool = False
) -> Meeting:
    """A meeting of a body, by its key, that is to come or was not recorded before. Refused: a
    second one of that body at the same moment, no place."""
    allow(by, ["agenda.decide"], [f"body:{body}"])
    element = living_version("body", body).element
    starts_at, ends_at = when.moments()
    _refuse_twice(element, starts_at)
    meeting = Meeting.objects.create(
        body=element, starts_at=starts_at, ends_at=ends_at, place=_said(place), about=about.strip(),
        changed_at=timezone.now(), is_demo=is_demo,
    )  # fmt: skip
    record(by=by, action="agenda.meeting_planned", subject=_name(meeting), at=_at(meeting))
    return meeting


@transaction.atomic
def change_meeting(
    *, by: Actor, meeting: int, when: MeetingTime, place: str, about: str = ""
) -> Meeting:
    """Another day, time, place or purpose of a meeting that is planned. Nothing where it reads as
    it did."""
    found = _planned(by, meeting)
    starts_at, ends_at = when.moments()
    fields = {
        "starts_at": starts_at, "ends_at": ends_at, "place": _said(place), "about": about.strip(),
    }  # fmt: skip
    changed = sorted(name for name, value in fields.items() if getattr(found, name) != value)
    if not changed:
        return found
    _refuse_twice(found.body, starts_at, besides=found.pk)
    for name, value in fields.items():
        setattr(found, name, value)
    return _saved(found, by, "agenda.meeting_changed", changed=changed)


@transaction.atomic
def hold_meeting(*, by: Actor, meeting: int, minutes: str = "") -> Meeting:
    """It was held; `minutes` is the address where they can be read. Minutes may come later: then
    it is told again. Refused before it begins, and for an address that is none."""
    found = _found(by, meeting)
    if found.state == Meeting.State.CANCELLED:
        raise _over(found)
    if found.starts_at > timezone.now():
        raise Refused(
            _("This meeting has not begun yet."), mend=_("Say that it was held afterwards.")
        )
    address = minutes.strip()
    if address and not address.startswith(("https://", "http://")):
        raise Refused(
            _("This is not the address of a page."), mend=_("Begin with https://, or leave it out.")
        )
    found.state, found.minutes = Meeting.State.HELD, address
    return _saved(found, by, "agenda.meeting_held", minutes=address)


@transaction.atomic
def cancel_meeting(*, by: Actor, meeting: int, reason: str) -> Meeting:
    """It will not be held. It stays, so that calendars take it out. Refused without a reason."""
    found = _planned(by, meeting)
    if not reason.strip():
        raise Refused(
            _("Cancelling needs a reason."), mend=_("Say in a sentence why it is not held.")
        )
    found.state, found.reason = Meeting.State.CANCELLED, reason.strip()
    return _saved(found, by, "agenda.meeting_cancelled", reason=found.reason)


def _found(by: Actor, number: int) -> Meeting:
    """Locked until the transaction ends."""
    found = Meeting.objects.select_for_update(of=("self",)).select_related("body").filter(pk=number)
    meeting = found.first()
    if meeting is None:
        raise NotFound(
            _("There is no meeting %(number)s.") % {"number": number},
            mend=_("Choose one from the list of meetings."),
        )
    allow(by, ["agenda.decide"], [f"body:{meeting.body.key}"])
    return meeting


def _planned(by: Actor, number: int) -> Meeting:
    found = _found(by, number)
    if found.state != Meeting.State.PLANNED:
        raise _over(found)
    return found


def _over(meeting: Meeting) -> Refused:
    if meeting.state == Meeting.State.HELD:
        return Refused(_("This meeting was held, and stays as it was."), mend=_("Plan another."))
    return Refused(_("This meeting was cancelled."), mend=_("Plan another."))


def _refuse_twice(body: Element, at: datetime, besides: int | None = None) -> None:
    same = Meeting.objects.filter(body=body, starts_at=at).exclude(state=Meeting.State.CANCELLED)
    if any(one.pk != besides for one in same):
        raise Refused(
            _("This body meets at that moment already."),
            mend=_("Change that meeting, or give another time."),
        )


def _said(place: str) -> str:
    text = " ".join(place.split())
    if not text or len(text) > LONGEST_PLACE:
        raise Refused(
            _("A meeting has a place."),
            mend=_("Say where it is, in at most %(most)d characters; online is a place too.")
            % {"most": LONGEST_PLACE},
        )
    return text


def _saved(meeting: Meeting, by: Actor, action: str, **facts: object) -> Meeting:
    # Two changes within a moment must still read as one after the other.
    meeting.changed_at = max(timezone.now(), meeting.changed_at + timedelta(microseconds=1))
    meeting.sequence += 1
    meeting.save()
    record(by=by, action=action, subject=_name(meeting), at=_at(meeting), **facts)
    return meeting


def _name(meeting: Meeting) -> str:
    return f"meeting:{meeting.pk}"


def _at(meeting: Meeting) -> str:
    return f"{meeting.body} {timezone.localtime(meeting.starts_at):%Y-%m-%d %H:%M}"
