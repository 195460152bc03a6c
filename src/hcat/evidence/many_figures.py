# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many figures at once, as a file brings them: the same refusals as one by one, all or none.

One by one each figure asks the database some ten times: who may, which target, and a savepoint
around the row. Ten thousand would take most of a minute; here each question is put once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hcat.agenda.api import Target, item, standing_in
from hcat.foundation.api import Actor, HcatError, Refused, record, release
from hcat.numerics.api import Estimate
from hcat.parties.api import powers, require

from .expected_parts import refuse_strange_part
from .fitting import refuse_misfit
from .measuring import storing
from .models import ENTERED, Observation
from .operations import _subject, refuse_correction, refuse_unfit, target_of
from .overlapping import Periods

AT_ONCE = 500
"""Rows in one statement; SQLite takes a limited number of values."""

_T = TypeVar("_T")

Slot = tuple[str, str, str, str, date, date]
"""What two entered figures share that are about the same: result, target, condition, part, days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A figure that someone brings: a new one for a target or, with `corrects`, in place of one."""

    estimate: Estimate
    result: str = ""
    target: str = ""
    condition: str = ""
    group: str = ""
    """Key of the part of the whole that it speaks of; empty for the whole."""
    source_key: str = ""
    note: str = ""
    corrects: int | None = None
    """Number of the observation that it takes the place of; result, target, condition and part are
    then those of that one."""
    reason: str = ""
    """Why it is corrected."""
    inputs: Mapping[str, Any] = field(default_factory=dict)
    """What it was made from: the draft that was approved."""

    @property
    def slot(self) -> Slot:
        period = self.estimate.period
        return (self.result, self.target, self.condition, self.group, period.start, period.end)


def refusals(*, by: Actor, entries: Sequence[Entry]) -> dict[int, HcatError]:
    """Why which of these could not be recorded, by place; empty where all can. They stand at once:
    what a file brings passes `entering.batches` first."""
    return Look(by, entries).refusals()


@transaction.atomic
def write(look: Look) -> int:
    """Store what was looked at and not refused: all or none; returns how many. One audit event per
    target tells how many. Refused where somebody was just ahead."""
    counts: _Counts = {}
    try:
        with transaction.atomic():
            for some in in_parts(map(look.row, look.entries), AT_ONCE):
                Observation.objects.bulk_create(some)
                _count(some, counts)
    except IntegrityError as error:
        raise Refused(
            _("Somebody recorded or corrected one of these figures at the same moment."),
            why=_("Two figures about the same would contradict each other."),
            mend=_("Look at what stands now, and try again."),
        ) from error
    _tell(look.by, counts)
    return len(look.entries)


_Counts = dict[tuple[str, str], list[int]]
"""By result and target how many are new, and how many corrected."""


def _count(rows: Iterable[Observation], counts: _Counts) -> None:
    for row in rows:
        at = (row.result, row.target)
        counts.setdefault(at, [0, 0])[0 if row.supersedes_id is None else 1] += 1


def _tell(by: Actor, counts: _Counts) -> None:
    """One event per target: who looks up a target finds what was recorded for it."""
    for (result, target), (new, corrected) in counts.items():
        record(
            by=by, action="evidence.figures_recorded", subject=_subject(result, target),
            recorded=new, corrected=corrected,
        )  # fmt: skip


class Look:
    """What stands already, asked once for all entries."""

    def __init__(self, by: Actor, entries: Sequence[Entry]) -> None:
        self.by, self.entries = by, entries
        numbers = {one.corrects for one in entries if one.corrects is not None}
        self.olds = {row.pk: row for row in _among("pk", numbers)}
        self.corrected = {row.supersedes_id for row in _among("supersedes", numbers)}
        self.powers = powers(by)
        self.release = release()
        self._may: dict[str, HcatError | None] = {}
        self._targets: dict[tuple[str, str], Target | HcatError] = {}
        self._parts: dict[tuple[str, str], HcatError | None] = {}

    def refusals(self) -> dict[int, HcatError]:
        found: dict[int, HcatError] = {}
        taken = self._taken()
        self.periods = Periods.entered({one.result for one in map(self._about, self.entries)})
        for place, one in enumerate(self.entries):
            try:
                self._refuse(one, taken)
            except HcatError as error:
                found[place] = error
        return found

    def _refuse(self, one: Entry, taken: set[Slot | int]) -> None:
        old = self.old(one)
        if one.corrects is not None:
            self._refuse_correction(one, old, taken)
            return
        self.allow(one.result)
        refuse_unfit(self.target(one.result, one.target), one.condition, one.estimate)
        self.expect(one.result, one.group)
        if one.slot in taken:
            raise Refused(
                _("There is a figure about this period already."),
                why=_("Two figures about the same would contradict each other."),
                mend=_("Correct the figure that stands; it is kept with the correction."),
            )
        self._refuse_overlap(one, self.target(one.result, one.target))
        taken.add(one.slot)

    def _refuse_correction(
        self, one: Entry, old: Observation | None, taken: set[Slot | int]
    ) -> None:
        if old is None:
            raise Refused(_("This figure is not known."), mend=_("Go back to the result."))
        if old.result:
            self.allow(old.result)
        refuse_correction(old, one.estimate, one.reason)
        target = self.target(old.result, old.target)
        refuse_misfit(target, one.estimate)
        if old.value is None:
            self._refuse_overlap(one, target)
        if old.pk in self.corrected or old.pk in taken:
            raise Refused(
                _("This was recorded or corrected already."),
                why=_("Two corrections of the same would contradict each other."),
                mend=_("Look at what stands now and correct that."),
            )
        taken.add(old.pk)

    def _about(self, one: Entry) -> Entry | Observation:
        """What says which result, target, condition and part it is about."""
        return self.old(one) or one

    def _refuse_overlap(self, one: Entry, target: Target) -> None:
        """Also with what came before it in the same file."""
        if one.estimate.is_missing:
            return
        of, period = self._about(one), one.estimate.period
        about = (of.result, of.target, of.condition, of.group)
        self.periods.refuse_overlap(about, period, every=target.interval_months)
        self.periods.add(about, period)

    def old(self, one: Entry) -> Observation | None:
        return None if one.corrects is None else self.olds.get(one.corrects)

    def about(self, one: Entry) -> tuple[str, str, str, str]:
        """Result, target, condition and part."""
        of = self.old(one) or one
        return (of.result, of.target, of.condition, of.group)

    def row(self, one: Entry) -> Observation:
        old = self.old(one)
        result, target, condition, group = self.about(one)
        return storing.built(
            storing.Draft(
                measure=ENTERED, estimate=one.estimate, result=result, target=target,
                condition=condition, group=group, source_key=one.source_key,
                note=one.reason if old else one.note, code_version=self.release,
                is_demo=old.is_demo if old else False, inputs=dict(one.inputs),
            ),
            by=self.by, over=old,
        )  # fmt: skip

    def _taken(self) -> set[Slot | int]:
        """What stands about the periods of the new figures."""
        results = {one.result for one in self.entries if one.corrects is None}
        found: set[Slot | int] = set()
        for some in in_parts(results, AT_ONCE):
            found |= set(
                Observation.objects.filter(measure=ENTERED, is_demo=False)
                .filter(Q(result__in=some), supersedes__isnull=True)
                .values_list("result", "target", "condition", "group", "start", "end")
            )
        return found

    def allow(self, result: str) -> None:
        """NotAllowed, unless this actor may record figures of this result. A refusal is kept as an
        answer is: thousands of rows may be about the same."""
        if result not in self._may:
            self._may[result] = _error_of(lambda: self._ask(result))
        if (error := self._may[result]) is not None:
            raise error

    def _ask(self, result: str) -> None:
        about = self.standing_in(result) if result else []
        if not self.powers.may("evidence.record", about):
            require(self.by, "evidence.record", about)

    def standing_in(self, result: str) -> list[str]:
        """The result with what it stands in."""
        return standing_in(item("result", result).sheet)

    def expect(self, result: str, group: str) -> None:
        """Refused, unless the result expects a figure of that part."""
        at = (result, group)
        if at not in self._parts:
            self._parts[at] = _error_of(lambda: refuse_strange_part(result, group))
        if (error := self._parts[at]) is not None:
            raise error

    def target(self, result: str, target: str) -> Target:
        if (result, target) not in self._targets:
            try:
                self._targets[result, target] = target_of(result, target)
            except HcatError as error:
                self._targets[result, target] = error
        found = self._targets[result, target]
        if isinstance(found, HcatError):
            raise found
        return found


def _error_of(ask: Callable[[], None]) -> HcatError | None:
    try:
        ask()
    except HcatError as error:
        return error
    return None


def _among(field: str, numbers: Iterable[int]) -> Iterator[Observation]:
    for some in in_parts(numbers, AT_ONCE):
        yield from Observation.objects.filter(**{f"{field}__in": some}).defer("inputs")


def in_parts(many: Iterable[_T], size: int) -> Iterator[list[_T]]:
    rest = iter(many)
    while some := list(islice(rest, size)):
        yield some
