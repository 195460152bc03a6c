# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first load: an empty database takes over a folder, with its history if it has one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from hcat.agenda.folder import Folder
from hcat.agenda.folder.history_files import ReadChange, split_name
from hcat.agenda.models import Change, Decision, Descent, Element, Loaded, Version
from hcat.agenda.schema import Sheet
from hcat.agenda.schema.history import DecisionEntry
from hcat.agenda.store import (
    BATCH,
    Name,
    NewVersion,
    Progress,
    batches,
    dump,
    new_change,
    new_elements,
    row_of,
    save_rows,
)
from hcat.agenda.words import ADOPTED_WITH_THE_AGENDA
from hcat.foundation.api import Actor


@dataclass(frozen=True, slots=True)
class _Step:
    """An element as it reads since a change."""

    change: Change
    sheet: Sheet
    ended_as: str


def first_load(
    folder: Folder, *, by: Actor, reason: str, decision: str | None, progress: Progress
) -> None:
    """Writes everything of a folder without errors into a database without an agenda."""
    names = list(folder.sheets)
    for change in folder.history.changes:
        names += [split_name(name) for name in change.past]
    elements = new_elements(list(dict.fromkeys(names)))
    decisions = write_decisions(folder.history.decisions, elements)
    steps = _steps(folder, decisions, by=by, reason=reason, decision=decision)
    rows: list[tuple[Version, Sheet]] = []
    for name, taken in steps.items():
        untils = [step.change.effective_on for step in taken[1:]]
        for step, until in zip(taken, [*untils, None], strict=True):
            new = NewVersion(elements[name], step.sheet, step.ended_as)
            rows.append((row_of(new, step.change, valid_until=until), step.sheet))
    save_rows(rows, {name: element.pk for name, element in elements.items()}, progress)
    save_loaded({name: dump(sheet) for name, sheet in folder.sheets.items()}, elements)


def write_decisions(
    entries: list[DecisionEntry], elements: dict[Name, Element]
) -> dict[str, Decision]:
    made = Decision.objects.bulk_create(
        [
            Decision(
                key=entry.key,
                body=None if entry.body is None else elements["body", entry.body],
                taken_on=entry.taken_on,
                title=entry.title,
                text=entry.text,
            )
            for entry in entries
        ]
    )
    return {decision.key: decision for decision in made}


def save_loaded(loaded: dict[Name, dict[str, Any]], elements: dict[Name, Element]) -> None:
    """Remembers how these elements read in the folder."""
    rows = [Loaded(element=elements[name], data=data) for name, data in loaded.items()]
    for batch in batches(rows):
        Loaded.objects.bulk_create(
            batch,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["element"],
            update_fields=["data", "loaded_at"],
        )


def _steps(
    folder: Folder,
    decisions: dict[str, Decision],
    *,
    by: Actor,
    reason: str,
    decision: str | None,
) -> dict[Name, list[_Step]]:
    """By element how it read since which change, oldest first; writes the changes."""
    told = {
        split_name(name)
        for change in folder.history.changes
        for name in (*change.entry.as_in_the_files, *change.past)
    }
    steps: dict[Name, list[_Step]] = defaultdict(list)
    untold = [name for name in folder.sheets if name not in told]
    if untold:
        adopted = new_change(
            kind=Change.Kind.ADOPTED,
            on=folder.agenda.adopted,
            reason=reason or ADOPTED_WITH_THE_AGENDA,
            decision=None if decision is None else decisions[decision],
            by=by,
        )
        for name in untold:
            steps[name].append(_Step(adopted, folder.sheets[name], ""))
    for read in folder.history.changes:
        _retrace(read, folder, decisions, steps, by=by)
    return steps


def _retrace(
    read: ReadChange,
    folder: Folder,
    decisions: dict[str, Decision],
    steps: dict[Name, list[_Step]],
    *,
    by: Actor,
) -> None:
    """One change of the history, with its versions and descents."""
    entry = read.entry
    change = new_change(
        kind=entry.kind,
        on=entry.effective_on,
        reason=entry.reason,
        decision=None if entry.decision is None else decisions[entry.decision],
        by=by,
    )
    for name in map(split_name, entry.as_in_the_files):
        steps[name].append(_Step(change, folder.sheets[name], ""))
    for version in entry.versions:
        sheet = read.past[version.element]
        steps[split_name(version.element)].append(_Step(change, sheet, version.ended_as or ""))
    if entry.descents:
        ids = {str(element): element for element in Element.objects.all()}
        Descent.objects.bulk_create(
            Descent(change=change, source=ids[descent.source], heir=ids[descent.heir])
            for descent in entry.descents
        )
