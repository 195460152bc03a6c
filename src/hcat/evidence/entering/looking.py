# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drafts as people look for them, and what is told of a figure that came of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from hcat.evidence.models import Observation
from hcat.evidence.queries import standing_of
from hcat.evidence.verdicts.standing import ResultStanding
from hcat.foundation.api import Actor

from .attachments import files_of
from .drafts import FROM_DRAFT, store
from .models import WAITING, Batch, DraftFigure, DraftQuerySet, DraftStep, EvidenceFile, State
from .steps import Matter
from .trying import tried


def drafts(
    *,
    states: Sequence[str] = (),
    results: Sequence[str] | None = None,
    text: str = "",
    by_user: int | None = None,
) -> DraftQuerySet:
    """Drafts that were entered one by one, with where they stand (`stands_as`), newest first; no
    filter: all of them. Those of a batch are found with it (`looking_at_batches`).

    `text` finds words of the source and names of those who entered; `results` are keys that fit
    that text as well, or without a text the only ones wanted.
    """
    one_by_one = DraftFigure.objects.filter(batch__isnull=True)
    found = one_by_one.standing(*states) if states else one_by_one.with_state()
    if text:
        fits = Q(source__icontains=text) | Q(recorded_by__icontains=text)
        found = found.filter(fits | Q(result__in=results or ()))
    elif results is not None:
        found = found.filter(result__in=results)
    if by_user is not None:
        found = found.filter(recorded_by_user=by_user)
    return found.order_by("-pk")


def waiting() -> DraftQuerySet:
    """Drafts, entered one by one, at which somebody else has to look; the longest waiting first."""
    return DraftFigure.objects.filter(batch__isnull=True).standing(*WAITING).order_by("pk")


def returned_to(user_id: int) -> list[tuple[DraftFigure, DraftStep]]:
    """What was returned to this person, with the reason, the longest ago first."""
    found = drafts(states=[State.RETURNED], by_user=user_id).order_by("pk")
    last = last_steps("draft", (one.pk for one in found))
    return [(one, last[one.pk]) for one in found]


def last_steps(of: str, numbers: Iterable[int]) -> dict[int, DraftStep]:
    """The last step of each; `of` is "draft" or "batch"."""
    found = DraftStep.objects.filter(**{f"{of}__in": list(numbers)}).order_by("pk")
    return {getattr(one, f"{of}_id"): one for one in found}


def standings_with(draft: DraftFigure, *, by: Actor) -> dict[str, ResultStanding]:
    """By key: how the results that it speaks of would stand, were it approved now. Refused where
    recording it would be; nothing is written."""
    keys = dict.fromkeys([draft.result, *(one for one, _key in draft.also)])

    def look() -> dict[str, ResultStanding]:
        store(draft, by=by)
        return {key: standing_of(key) for key in keys}

    return tried(look)


@dataclass(frozen=True, slots=True)
class History:
    """A draft with all that happened to it, and to those that it improved, oldest first."""

    drafts: list[DraftFigure]
    steps: list[DraftStep] = field(default_factory=list)
    files: list[EvidenceFile] = field(default_factory=list)
    successor: int | None = None
    """The improved draft that took the place of the newest one here."""
    observation: int | None = None
    """The figure that came of it."""


def history_of(draft: DraftFigure) -> History:
    chain = [draft]
    while chain[0].supersedes_id is not None:
        chain.insert(0, DraftFigure.objects.get(pk=chain[0].supersedes_id))
    made = Observation.objects.filter(
        result=draft.result, target=draft.target, start=draft.start, end=draft.end
    ).values_list("pk", "inputs")
    return History(
        drafts=chain,
        steps=list(
            DraftStep.objects.filter(
                Q(draft__in=chain) | Q(batch__isnull=False, batch=draft.batch_id)
            ).order_by("recorded_at", "pk")
        ),
        files=files_of(draft),
        successor=DraftFigure.objects.filter(supersedes=draft).values_list("pk", flat=True).first(),
        observation=next((pk for pk, inputs in made if inputs.get(FROM_DRAFT) == draft.pk), None),
    )


@dataclass(frozen=True, slots=True)
class Passage:
    """How a figure that counts came in, without the name of anybody: roles and days."""

    draft: int
    entered_as: str
    entered_on: date
    checked_on: date | None
    approved_on: date
    approved_as: str
    alone_because: str
    """Why who entered it approved it alone; empty where somebody else did."""
    counts_missing_reason: str
    files: list[EvidenceFile]
    """Those that everybody may read."""


def passages(figures: Iterable[Observation]) -> dict[int, Passage]:
    """By number of the figure, for those that came of a draft. A few queries for all."""
    of = {one.pk: one.inputs[FROM_DRAFT] for one in figures if FROM_DRAFT in one.inputs}
    rows = DraftFigure.objects.in_bulk(set(of.values()))
    batches = Batch.objects.in_bulk({row.batch_id for row in rows.values() if row.batch_id})
    steps: dict[Matter, dict[str, DraftStep]] = {}
    about = Q(draft__in=rows) | Q(batch__in=batches)
    for step in DraftStep.objects.filter(about).order_by("pk"):
        one = rows[step.draft_id] if step.draft_id else batches[step.batch_id or 0]
        steps.setdefault(one, {})[step.to] = step
    files: dict[Matter, list[EvidenceFile]] = {}
    told = {}
    for pk, row in rows.items():
        one = batches[row.batch_id] if row.batch_id else row
        if one not in files:
            files[one] = [file for file in files_of(one) if file.is_public]
        told[pk] = _passage(row, steps[one], files[one])
    return {figure: told[draft] for figure, draft in of.items() if draft in told}


def _passage(row: DraftFigure, steps: dict[str, DraftStep], files: list[EvidenceFile]) -> Passage:
    approved, checked = steps[State.APPROVED], steps.get(State.CHECKED)
    return Passage(
        draft=row.pk,
        entered_as=row.as_role,
        entered_on=row.recorded_at.date(),
        checked_on=checked.recorded_at.date() if checked else None,
        approved_on=approved.recorded_at.date(),
        approved_as=approved.as_role,
        alone_because=approved.reason if approved.is_alone else "",
        counts_missing_reason=row.counts_missing_reason,
        files=files,
    )
