# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The days on which reports are due, told to the calendar: the two rooms do not know each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from hcat.agenda.api import Body, Item, history, items
from hcat.exchange.api import Event
from hcat.foundation.api import today

BACK = timedelta(days=366)
AHEAD = timedelta(days=2 * 366)
"""A rhythm goes on for ever; a calendar holds what people still look up or plan."""


def report_days() -> Iterator[Event]:
    """From a year back to two years on. An event changes when the body that accounts does."""
    # Not at the start of a command: reports load the statistics.
    from hcat.reports.api import TITLES, rhythms

    bodies: dict[str, Item[Body]] = {one.key: one for one in items("body")}
    day = today()
    for rhythm in rhythms():
        changed = max(entry.recorded_at for entry in history("body", rhythm.accounts))
        for due in rhythm.until(day + AHEAD):
            if due >= day - BACK:
                yield Event(
                    key=f"report/{rhythm.kind.value}/{due.isoformat()}",
                    kind="report",
                    day=due,
                    title=_("Due: %(report)s") % {"report": TITLES[rhythm.kind]},
                    about=_("%(who)s accounts to %(whom)s")
                    % {
                        "who": bodies[rhythm.accounts].sheet.title,
                        "whom": bodies[rhythm.to].sheet.title,
                    },
                    changed=changed,
                    bodies=frozenset([rhythm.accounts, rhythm.to]),
                    of=("body", rhythm.accounts),
                )
