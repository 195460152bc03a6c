# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table of figures that comes back: held against what stands, it becomes a batch, which somebody
else checks and approves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice

from django.db import transaction

from hcat.evidence.api import (
    BroughtFile,
    approve_batch_alone,
    batch_refusals,
    enter_batch,
    open_batch_of,
)
from hcat.foundation.api import Actor

from .observation_import import Work, look_at
from .observations import NAMES
from .plan import Complaint, ImportPlan, Outcome
from .reading import Read
from .standing import Known, Standing

_AT_ONCE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringing:
    """Who brings a file, and what is to become of its figures."""

    by: Actor
    dry_run: bool
    approve_because: str = ""
    """Approve the batch at once and alone, for this reason."""
    instead_of: int | None = None
    """The number of the batch that this file mends."""


def import_observations(read: Read, file: BroughtFile, how: Bringing) -> ImportPlan:
    """Hold a file against what stands and, where no row is refused, enter its figures as a batch:
    all or none.

    What the file does not say stays as it is: a row or a column that is left out changes nothing.
    The file of a batch that is open still is known, and is not read again.
    """
    known = frozenset(read.headings) & frozenset(NAMES)
    ignored = tuple(head for head in read.headings if head and head not in NAMES)
    with transaction.atomic():
        there = open_batch_of(file)
        if there is not None and there.pk != how.instead_of:
            plan = ImportPlan("observations", read.file, (), 0, ignored=ignored, batch=there.pk)
            return plan if how.dry_run else _approved(plan, how)
        work = _worked(read, known, how)
        plan = ImportPlan(
            "observations", read.file, tuple(work.rows), work.unchanged, ignored=ignored
        )
        if not plan.is_right or not work.brought or how.dry_run:
            return plan
        batch = enter_batch(
            by=how.by, file=file, rows=[one for _place, one in work.brought],
            instead_of=how.instead_of,
        )  # fmt: skip
        return _approved(replace(plan, was_written=True, batch=batch.pk), how)


def _approved(plan: ImportPlan, how: Bringing) -> ImportPlan:
    """Where that was asked. It is refused where somebody else could approve; nothing is written
    then."""
    if plan.batch is None or not how.approve_because:
        return plan
    approve_batch_alone(by=how.by, batch=plan.batch, reason=how.approve_because)
    return replace(plan, was_written=True, is_approved=True)


def _worked(read: Read, known: frozenset[str], how: Bringing) -> Work:
    agenda, work = Known(), Work()
    while some := list(islice(read.rows, _AT_ONCE)):
        standing = Standing.of(some, read.habits)
        for row in some:
            look_at(row, standing, known, read.habits, agenda, work)
    brought = [one for _place, one in work.brought]
    for place, error in batch_refusals(by=how.by, rows=brought, instead_of=how.instead_of).items():
        at = work.brought[place][0]
        work.rows[at] = replace(
            work.rows[at], outcome=Outcome.REFUSED, complaints=(Complaint.of(error),)
        )
    return work
