# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Events, told to the calendar: the two rooms do not know each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from hcat.exchange.api import Event as Day

if TYPE_CHECKING:
    from hcat.sharing.api import Event

EVENT = "event"


def event_days() -> Iterator[Day]:
    """What was published for the last year and the days to come, what was cancelled as such."""
    from hcat.sharing.api import calendar_events

    yield from map(as_day, calendar_events())


def as_day(one: Event) -> Day:
    """The event for a calendar, in the reader's language."""
    said = one.said
    about = [said.get("about", "")]
    if one.cancelled_reason:
        about.insert(0, _("Cancelled: %(reason)s") % {"reason": one.cancelled_reason})
    return Day(
        key=f"event/{one.key}",
        kind=EVENT,
        day=timezone.localtime(one.starts_at).date(),
        title=str(one.title),
        about="\n".join(filter(None, about)),
        changed=one.changed_at,
        sequence=one.edition - 1,
        is_cancelled=one.state == one.State.CANCELLED,
        moments=(one.starts_at, one.ends_at),
        place=one.place or _("online"),
        of=(EVENT, one.key),
    )
