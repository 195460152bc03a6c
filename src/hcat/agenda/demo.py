# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A made-up year of meetings of the body that steers: held, cancelled and planned."""

from __future__ import annotations

from datetime import time, timedelta
from random import Random

from hcat.foundation.api import Actor, today
from hcat.foundation.demo import demonstration

from .models import Meeting
from .operations import MeetingTime, cancel_meeting, hold_meeting, plan_meeting
from .queries import items, the_agenda

WEEKS = (-26, -17, -9, 5, 13)
"""From now to each of them; those that lie behind were held, but for the second."""
Text = dict[str, str]
PLACE: Text = {
    "nl": "Demonstratie: de grote zaal",
    "en": "Demonstration: the large hall",
    "de": "Demonstration: der große Saal",
}
ABOUT: Text = {
    "nl": "Demonstratie: voortgang, en de besluiten die zijn gevraagd.",
    "en": "Demonstration: progress, and the decisions that were asked.",
    "de": "Demonstration: Fortschritt, und die erbetenen Beschlüsse.",
}
REASON: Text = {
    "nl": "Demonstratie: te weinig leden konden komen.",
    "en": "Demonstration: too few members could come.",
    "de": "Demonstration: Zu wenige Mitglieder konnten kommen.",
}


def load(random: Random, by: Actor) -> None:
    """Nothing where no body steers, or where meetings are recorded already."""
    body = next((one for one in items("body") if one.sheet.type == "steering"), None)
    agenda = the_agenda()
    if body is None or agenda is None or Meeting.objects.exists():
        return
    language = next((one for one in agenda.sheet.languages if one in PLACE), "en")
    for number, weeks in enumerate(WEEKS):
        day = today() + timedelta(weeks=weeks)
        day -= timedelta(days=max(0, day.weekday() - 4))
        start = random.choice((9, 13, 16))
        made = plan_meeting(
            by=by, body=body.key, place=PLACE[language], about=ABOUT[language], is_demo=True,
            when=MeetingTime(day=day, start=time(start, 30), end=time(start + 2)),
        )  # fmt: skip
        if number == 1:
            cancel_meeting(by=by, meeting=made.pk, reason=REASON[language])
        elif weeks < 0:
            hold_meeting(by=by, meeting=made.pk)


def clear(by: Actor) -> None:
    """Remove exactly the made-up meetings."""
    Meeting.objects.filter(is_demo=True).delete()


def count() -> int:
    return Meeting.objects.filter(is_demo=True).count()


demonstration("meetings", load=load, clear=clear, count=count)
