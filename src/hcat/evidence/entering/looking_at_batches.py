# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Batches as people look for them, and their rows beside what stands now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hcat.evidence.many_figures import Slot, refusals
from hcat.evidence.models import ENTERED, Observation, ObservationQuerySet
from hcat.foundation.api import Actor, HcatError

from .attachments import files_of
from .batches import entry_of
from .looking import last_steps
from .models import (
    WAITING,
    Batch,
    BatchQuerySet,
    DraftFigure,
    DraftQuerySet,
    DraftStep,
    EvidenceFile,
    State,
)


def batches(*states: str) -> BatchQuerySet:
    """Batches with where they stand (`stands_as`), newest first; without states all of them."""
    found = Batch.objects.standing(*states) if states else Batch.objects.with_state()
    return found.order_by("-pk")


def waiting_batches() -> BatchQuerySet:
    """Batches at which somebody else has to look, the longest waiting first."""
    return Batch.objects.standing(*WAITING).order_by("pk")


def batches_returned_to(user_id: int) -> list[tuple[Batch, DraftStep]]:
    """What was returned to this person, with the reason, the longest ago first."""
    found = list(Batch.objects.standing(State.RETURNED).filter(recorded_by_user=user_id))
    last = last_steps("batch", (one.pk for one in found))
    return [(one, last[one.pk]) for one in found]


def drafts_in(batch: Batch) -> DraftQuerySet:
    """The drafts of a batch with where they stand, in the order of the file."""
    return DraftFigure.objects.filter(batch=batch).with_state().order_by("row", "pk")


def left_in(batch: Batch) -> int:
    """How many figures of a batch were not taken out of it."""
    return DraftFigure.objects.left_in(batch).count()


@dataclass(frozen=True, slots=True)
class BesideNow:
    """A draft of a batch, what stands now about the same, and why it cannot be recorded."""

    draft: DraftFigure
    now: Observation | None
    problem: HcatError | None


def beside_now(drafts: Sequence[DraftFigure], *, by: Actor) -> list[BesideNow]:
    """Each of these drafts beside what stands. A few queries for all; a problem is looked for in
    those that wait."""
    waits = [one for one in drafts if one.stands_as in WAITING]
    found = refusals(by=by, entries=[entry_of(one) for one in waits])
    problems = {waits[place].pk: error for place, error in found.items()}
    standing = {_slot(one): one for one in _about(drafts).standing().defer("inputs")}
    return [BesideNow(one, standing.get(_slot(one)), problems.get(one.pk)) for one in drafts]


def _about(drafts: Sequence[DraftFigure]) -> ObservationQuerySet:
    return Observation.objects.filter(
        measure=ENTERED, is_demo=False,
        result__in={one.result for one in drafts}, start__in={one.start for one in drafts},
    )  # fmt: skip


def _slot(one: DraftFigure | Observation) -> Slot:
    return (one.result, one.target, one.condition, one.group, one.start, one.end)


@dataclass(frozen=True, slots=True)
class BatchHistory:
    """All that happened to a batch, and to those that it mends, oldest first."""

    batches: list[Batch]
    steps: list[DraftStep]
    taken_out: list[DraftStep]
    """Rows of this batch that were taken out, with the reason."""
    files: list[EvidenceFile]
    successor: int | None
    """The batch of the mended file that took its place."""


def history_of_batch(batch: Batch) -> BatchHistory:
    chain = [batch]
    while chain[0].supersedes_id is not None:
        chain.insert(0, Batch.objects.get(pk=chain[0].supersedes_id))
    taken = DraftStep.objects.filter(draft__batch=batch).select_related("draft").order_by("pk")
    return BatchHistory(
        batches=chain,
        steps=list(DraftStep.objects.filter(batch__in=chain).order_by("pk")),
        taken_out=list(taken),
        files=files_of(batch),
        successor=Batch.objects.filter(supersedes=batch).values_list("pk", flat=True).first(),
    )
