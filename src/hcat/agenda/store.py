# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing versions: the one place where rows of the agenda come into being.

Operations and loading both end here, inside their own transaction, so that a version, the links
it holds and the words by which it is found can never disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused

from .items import fold, sort_of
from .models import Change, Decision, Element, Reference, Version
from .schema import Sheet
from .words import stored_reason

T = TypeVar("T")
Name = tuple[str, str]
"""Kind and key of an element."""
Progress = Callable[[str, int, int], None]
"""Told what is being written, how much is done, and of how much."""

BATCH = 500


def quiet(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class NewVersion:
    element: Element
    sheet: Sheet
    ended_as: str = ""


def dump(sheet: Sheet) -> dict[str, Any]:
    """A sheet as the database keeps it."""
    return sheet.model_dump(mode="json")


def batches(rows: Sequence[T]) -> Iterable[Sequence[T]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def element_ids() -> dict[Name, int]:
    return {(kind, key): pk for pk, kind, key in Element.objects.values_list("pk", "kind", "key")}


def new_elements(names: Sequence[Name]) -> dict[Name, Element]:
    made = Element.objects.bulk_create(
        [Element(kind=kind, key=key) for kind, key in names], batch_size=BATCH
    )
    return {(element.kind, element.key): element for element in made}


def new_change(*, kind: str, on: date, reason: str, decision: Decision | None, by: Actor) -> Change:
    if not reason.strip():
        raise Refused(
            _("A change of the agenda needs a reason."),
            mend=_("Say in a sentence why it is made; readers of the history will see it."),
        )
    return Change.objects.create(
        kind=kind,
        effective_on=on,
        reason=stored_reason(reason.strip()),
        decision=decision,
        recorded_by=by.name,
        recorded_by_user=by.user_id,
    )


def row_of(new: NewVersion, change: Change, *, valid_until: date | None = None) -> Version:
    """The row of a version, not yet saved."""
    data = dump(new.sheet)
    tags = " ".join(new.sheet.tags())
    return Version(
        element=new.element,
        change=change,
        valid_from=change.effective_on,
        valid_until=valid_until,
        ended_as=new.ended_as,
        data=data,
        status=str(data.get("status") or ""),
        sort=sort_of(new.sheet),
        search=fold(" ".join(new.sheet.words())),
        tags=f" {tags} " if tags else "",
    )


def save_rows(
    rows: Sequence[tuple[Version, Sheet]],
    targets: dict[Name, int],
    progress: Progress = quiet,
) -> list[Version]:
    """Saves versions and their links. `targets`: the ids of all elements."""
    saved: list[Version] = []
    for batch in batches(rows):
        versions = Version.objects.bulk_create([version for version, _sheet in batch])
        links = [
            Reference(version=version, field=field, target_id=targets[target])
            for version, (_unsaved, sheet) in zip(versions, batch, strict=True)
            for field, target in _links(sheet)
        ]
        Reference.objects.bulk_create(links, batch_size=BATCH)
        saved += versions
        progress("versions", len(saved), len(rows))
    return saved


def _links(sheet: Sheet) -> dict[tuple[str, Name], None]:
    """Field and target of every link of a sheet, each once, in order."""
    return {
        (
            ".".join(step for step in ref.path if isinstance(step, str)),
            (ref.kind, ref.key),
        ): None
        for ref in sheet.references()
    }


def write_versions(
    change: Change, new: Sequence[NewVersion], progress: Progress = quiet
) -> list[Version]:
    """Closes the open versions of these elements on the day of the change, and opens new ones."""
    for batch in batches(new):
        Version.objects.filter(
            element__in=[version.element for version in batch], valid_until__isnull=True
        ).update(valid_until=change.effective_on)
    rows = [(row_of(version, change), version.sheet) for version in new]
    return save_rows(rows, element_ids(), progress)
