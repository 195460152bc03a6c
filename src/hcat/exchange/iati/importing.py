# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An IATI file that comes in: our own activities, which change nothing, and those of others.

Of another programme every indicator with figures becomes a published series of another region, to
compare with: never a figure of our own targets. A file may hold both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.api import the_agenda
from hcat.exchange.tables.plan import ImportPlan, RowPlan
from hcat.foundation.api import Actor, Refused, record

from .contents import Contents
from .foreign import Foreign, foreign_indicators
from .own import Ours, Whose, claimed, hold_against
from .reading import open_iati
from .taking_over import Taken, take_over

TOPICS = ("education", "labour_market", "retention", "population", "perception")
TABLE = "iati"
"""What a plan of such a file calls it."""


class _Undone(Exception):
    """Takes back what was tried out."""


def import_iati(
    path: Path,
    *,
    by: Actor,
    dry_run: bool,
    topic: str = "labour_market",
    organisation: str = "",
    older: bool = False,
    most: int | None = None,
) -> ImportPlan:
    """What a file would do or, without `dry_run`, does: all, or nothing where a row is refused.

    `topic` is the subject of the series that another programme's indicators become; `organisation`
    who publishes this agenda, where `agenda.yaml` does not say so. `older`: also what the file
    gives of an earlier day than what stands. Rows are numbered by the line of the file. Refused:
    no file of activities, another version than 2.01 to 2.03, more figures than `most`.
    """
    agenda = the_agenda()
    if agenda is None:
        raise Refused(
            _("There is no agenda to compare with."), mend=_("Load one: hcat agenda load DIR.")
        )
    ours = Ours.of(agenda, organisation)
    contents = Contents.of(path, ours)
    contents.refuse_unread(path.name, most=most)
    plan: ImportPlan | None = None
    try:
        with transaction.atomic():
            indicators = _foreign(path, ours, topic)
            plan = _tried(path, ours, contents, take_over(indicators, by=by, older=older), by)
            if dry_run or not plan.is_right:
                raise _Undone
            plan = replace(plan, was_written=True)
            if plan.would_write:
                record(
                    by=by, action="exchange.imported", subject=TABLE, file=plan.file,
                    **{str(one): number for one, number in plan.counts.items()},
                )  # fmt: skip
    except _Undone:
        pass
    assert plan is not None  # noqa: S101 - tells the type checker
    return plan


def _tried(path: Path, ours: Ours, contents: Contents, taken: Taken, by: Actor) -> ImportPlan:
    rows, unchanged = taken.rows, taken.unchanged
    rows += _claimed(path, ours) if contents.whose[Whose.CLAIMED] else []
    if contents.whose[Whose.OURS]:
        own = hold_against(path, ours, by=by)
        rows += own.rows
        unchanged += own.unchanged
    rows.sort(key=lambda row: row.number)
    plan = ImportPlan(TABLE, path.name, tuple(rows), unchanged, left=tuple(taken.left))
    changes_nothing = plan.is_right and not plan.would_write
    return replace(plan, remarks=tuple(contents.remarks(changes_nothing=changes_nothing)))


def _foreign(path: Path, ours: Ours, topic: str) -> Iterator[Foreign]:
    file = open_iati(path)
    for activity in file.activities:
        if ours.whose(activity) is Whose.OTHERS:
            yield from foreign_indicators(activity, file.attributes, topic)


def _claimed(path: Path, ours: Ours) -> list[RowPlan]:
    found = (
        claimed(activity, ours)
        for activity in open_iati(path).activities
        if ours.whose(activity) is Whose.CLAIMED
    )
    return [row for row in found if row is not None]
