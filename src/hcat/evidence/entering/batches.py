# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures that a file brings: drafts that wait together until somebody else has looked.

Ten thousand rows are entered with the questions of one (`many_figures`), and where each draft
stands is where its batch stands: a step of the batch is one row, however many figures it is about.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hcat.evidence.many_figures import AT_ONCE, Entry, Look, Slot, in_parts
from hcat.foundation.api import Actor, HcatError, Refused, record

from .attachments import attach
from .drafts import (
    FROM_BATCH,
    FROM_DRAFT,
    batch_by_number,
    is_own,
    locked_batch,
    role_of,
    waiting_already,
)
from .file_kinds import LARGEST_MB
from .models import OPEN, Batch, DraftFigure, State
from .shares import settled
from .steps import subject


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """A row of a file: the figure that it brings."""

    number: int
    """As a spreadsheet program shows it."""
    entry: Entry
    counts_missing_reason: str = ""
    """Why a share comes without its counts."""


@dataclass(frozen=True, slots=True)
class BroughtFile:
    """A file on disk, known by its bytes."""

    path: Path
    sha256: str

    @classmethod
    def of(cls, path: Path) -> BroughtFile:
        with path.open("rb") as file:
            return cls(path, hashlib.file_digest(file, "sha256").hexdigest())

    @property
    def name(self) -> str:
        return self.path.name[-120:]


def batch_refusals(
    *, by: Actor, rows: Sequence[BatchRow], instead_of: int | None = None
) -> dict[int, HcatError]:
    """Why which of these rows could not wait to be checked, by place; empty where all can.

    Refused is what could not be recorded, a share without its counts (`shares.settled`), and a
    figure about a period about which another open draft is, unless it is of batch `instead_of`.
    """
    return _refusals(_looked(by, rows), rows, instead_of)


@transaction.atomic
def enter_batch(
    *, by: Actor, file: BroughtFile, rows: Sequence[BatchRow], instead_of: int | None = None
) -> Batch:
    """Keep the figures of a file as drafts of one batch, all or none; the file is attached, where
    it is of a kind and size that is let in.

    Raises the refusal of the first row that is refused (:func:`batch_refusals`). `instead_of` is
    the number of a batch that this file mends: one that was returned, or one's own that waits.
    Refused for the file of a batch that is open still.
    """
    if not rows:
        raise Refused(_("This file changes nothing."), mend=_("Edit it, and bring it in again."))
    there = open_batch_of(file)
    if there is not None and there.pk != instead_of:
        raise Refused(
            _("This file waits already, as batch %(number)d.") % {"number": there.pk},
            mend=_("Look at how that batch stands."),
        )
    look = _looked(by, rows)
    for error in _refusals(look, rows, instead_of).values():
        raise error
    corrected = sum(one.entry.corrects is not None for one in rows)
    batch = Batch(
        file=file.name, sha256=file.sha256, new=len(rows) - corrected, corrected=corrected,
        recorded_by=by.name, recorded_by_user=by.user_id,
        as_role=role_of(by, "evidence.record", look.standing_in(look.about(rows[0].entry)[0])),
        supersedes=None if instead_of is None else _mendable(instead_of, by),
    )  # fmt: skip
    try:
        with transaction.atomic():
            batch.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(
            _("A mended file took the place of this batch already."),
            why=_("Somebody was just ahead of you."),
            mend=_("Look at what stands now."),
        ) from error
    for some in in_parts(_drafts(batch, look, rows), AT_ONCE):
        DraftFigure.objects.bulk_create(some)
    record(
        by=by, action="evidence.batch_entered", subject=subject(batch), batch=batch.pk,
        file=batch.file, new=batch.new, corrected=batch.corrected,
        **({} if instead_of is None else {"instead_of": instead_of}),
    )  # fmt: skip
    _keep(file, batch, by)
    return batch_by_number(batch.pk)


def open_batch_of(file: BroughtFile) -> Batch | None:
    """The batch of this very file that is not settled yet."""
    return Batch.objects.standing(*OPEN).filter(sha256=file.sha256).order_by("-pk").first()


def _mendable(number: int, by: Actor) -> Batch:
    old = locked_batch(number)
    if old.stands_as not in OPEN:
        raise Refused(
            _("This batch is settled."),
            why=_("What was approved or withdrawn stays as it is."),
            mend=_("Bring the file as a new batch."),
        )
    if old.stands_as != State.RETURNED and not is_own(old, by):
        raise Refused(
            _("This batch is somebody else's."),
            why=_("It waits to be checked, as %(name)s brought it.") % {"name": old.recorded_by},
            mend=_("Return it with what should be different."),
        )
    return old


# --- What is refused ------------------------------------------------------------------------------


def _looked(by: Actor, rows: Sequence[BatchRow]) -> Look:
    return Look(by, [one.entry for one in rows])


def _refusals(look: Look, rows: Sequence[BatchRow], instead_of: int | None) -> dict[int, HcatError]:
    found = look.refusals()
    waiting = _waiting(rows, instead_of)
    for place, one in enumerate(rows):
        if place in found:
            continue
        try:
            settled(one.entry.estimate, one.counts_missing_reason)
        except Refused as error:
            found[place] = error
            continue
        period = one.entry.estimate.period
        other = waiting.get((*look.about(one.entry), period.start, period.end))
        if other is not None:
            found[place] = waiting_already(other)
    return dict(sorted(found.items()))


def _waiting(rows: Sequence[BatchRow], instead_of: int | None) -> dict[Slot, DraftFigure]:
    """Open drafts about the periods of these rows, by what each is about."""
    if not rows:
        return {}
    periods = [one.entry.estimate.period for one in rows]
    there = (
        DraftFigure.objects.filter(
            is_demo=False,
            start__gte=min(one.start for one in periods),
            end__lte=max(one.end for one in periods),
        )
        .standing(*OPEN)
        .only("result", "target", "also", "condition", "group", "start", "end", "batch", "row",
              "recorded_by")
    )  # fmt: skip
    if instead_of is not None:
        there = there.exclude(batch=instead_of)
    return {
        (result, target, one.condition, one.group, one.start, one.end): one
        for one in there.iterator(chunk_size=1000)
        for result, target in [(one.result, one.target), *one.also]
    }


# --- What is written ------------------------------------------------------------------------------


def _drafts(batch: Batch, look: Look, rows: Sequence[BatchRow]) -> Iterator[DraftFigure]:
    for one in rows:
        entry = one.entry
        result, target, condition, group = look.about(entry)
        yield DraftFigure(
            batch=batch, row=one.number, result=result, target=target, condition=condition,
            group=group, corrects=look.old(entry), source_key=entry.source_key,
            note=entry.note if entry.corrects is None else entry.reason.strip(),
            counts_missing_reason=one.counts_missing_reason.strip(), as_role=batch.as_role,
            recorded_by=batch.recorded_by, recorded_by_user=batch.recorded_by_user,
        ).take(settled(entry.estimate, one.counts_missing_reason))  # fmt: skip


def entry_of(draft: DraftFigure) -> Entry:
    """A draft of a batch as the figure that it would become."""
    is_new = draft.corrects_id is None
    return Entry(
        estimate=draft.estimate, result=draft.result, target=draft.target,
        condition=draft.condition, group=draft.group, source_key=draft.source_key,
        corrects=draft.corrects_id,
        note=draft.note if is_new else "", reason="" if is_new else draft.note,
        inputs={FROM_DRAFT: draft.pk, FROM_BATCH: draft.batch_id},
    )  # fmt: skip


def _keep(file: BroughtFile, batch: Batch, by: Actor) -> None:
    """The file itself shows what was brought. One that is not let in is known by its checksum."""
    if file.path.stat().st_size > LARGEST_MB * 1024 * 1024:
        return
    try:
        attach(by=by, batch=batch.pk, name=file.name, content=file.path.read_bytes())
    except Refused:
        return
