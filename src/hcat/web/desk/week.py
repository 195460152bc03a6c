# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The week of one person: everything that asks for them as one list, short enough to be done.

What has a date this week or an earlier one comes first, what is overdue longest at the top. Of what
only waits a few join: as many as fit a day's work, and no others once these are done.
So the list can be empty by Friday, and still nothing is forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import zip_longest

from django.db.models import Max

from .models import Planned
from .navigation import Attention, Matter, ToDo

WAITING_A_WEEK = 10
"""How much of what only waits joins a week: the programme manager has one day for it."""


@dataclass(frozen=True, slots=True)
class Task:
    """A matter of this week, with why its sort matters."""

    matter: Matter
    sort: Attention
    due: date | None
    """The date that put it on the list; None where it only waited."""


@dataclass(frozen=True, slots=True)
class Week:
    """`begins` is a Monday."""

    begins: date
    tasks: list[Task]
    planned: int
    """How many were on the list in this week and were not set aside; those that are off it too."""
    aside: int
    """How many of the week were set aside: that is not done."""
    later: list[Attention]
    """What is left for another week, by sort."""

    @property
    def off(self) -> int:
        """How many ask no more: done, moved, or no longer needed. Who saw to it is not known."""
        return self.planned - len(self.tasks)


def week_of(user_id: int, to_do: ToDo, *, on: date) -> Week:
    """The list of this person in the week of `on`; what joins it is kept until the week is over."""
    begins = on - timedelta(days=on.weekday())
    ends = begins + timedelta(days=6)
    dated: list[Task] = []
    waiting: list[Task] = []
    for sort in to_do.sorts:
        for matter in sort.matters:
            is_near = matter.due is not None and matter.due <= ends
            (dated if is_near else waiting).append(Task(matter, sort, matter.due))
    kept = dict(
        Planned.objects.filter(user_id=user_id, week=begins).values_list("matter", "only_waited")
    )
    joined = [one for one in waiting if one.matter.key in kept]
    room = WAITING_A_WEEK - sum(kept.values())
    if room > 0:
        others = [one for one in waiting if one.matter.key not in kept]
        joined += _in_turn(others, _last_turns(user_id, begins))[:room]
    new = [
        Planned(
            user_id=user_id,
            week=begins,
            matter=one.matter.key,
            sort=one.sort.key,
            only_waited=only_waited,
        )
        for tasks, only_waited in ((dated, False), (joined, True))
        for one in tasks
        if one.matter.key not in kept
    ]
    # Two windows that open at once choose the same; whoever only looks waits for no writer.
    Planned.objects.bulk_create(new, ignore_conflicts=True)
    order = {sort.key: place for place, sort in enumerate(to_do.sorts)}
    tasks = sorted(dated, key=lambda one: (one.due or ends, order[one.sort.key]))
    tasks += [replace(one, due=None) for one in sorted(joined, key=lambda one: order[one.sort.key])]
    chosen = {one.matter.key for one in tasks}
    later = [
        replace(sort, matters=[one for one in sort.matters if one.key not in chosen])
        for sort in to_do.sorts
    ]
    aside = sum(one.matter.key in kept for one in to_do.aside)
    planned = len(kept) + len(new) - aside
    return Week(begins, tasks, planned, aside, [sort for sort in later if sort.matters])


def _last_turns(user_id: int, begins: date) -> dict[str, date]:
    """By sort: the last week before this one in which something of it joined."""
    before = Planned.objects.filter(user_id=user_id, week__lt=begins, only_waited=True)
    return dict(before.values_list("sort").annotate(Max("week")))


def _in_turn(tasks: list[Task], last: dict[str, date]) -> list[Task]:
    """One of each sort in turn, so that a long sort does not keep out a short one; first of those
    whose turn was longest ago, so that there may be more sorts than places."""
    sorts: dict[str, list[Task]] = {}
    for one in tasks:
        sorts.setdefault(one.sort.key, []).append(one)
    order = sorted(sorts, key=lambda sort: last.get(sort, date.min))
    rows = zip_longest(*(sorts[sort] for sort in order))
    return [one for row in rows for one in row if one is not None]
