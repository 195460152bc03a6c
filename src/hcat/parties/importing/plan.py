# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an import would do, row by row, before anything is written."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.parties.facts import FactsDraft
from hcat.parties.models import OrganisationFacts

from .columns import Understood, map_columns, understand
from .duplicates import Index, Known, Likeness
from .reading import Row, read_table

Outcome = Literal["new", "changed", "same", "doubtful", "wrong"]
OUTCOMES: tuple[Outcome, ...] = ("new", "changed", "same", "doubtful", "wrong")
NEW = "new"
"""What a person writes in the column ``same as`` for an organisation that is not known yet."""


@dataclass(slots=True)
class RowPlan:
    """What becomes of one row."""

    number: int
    name: str
    outcome: Outcome = "new"
    draft: FactsDraft | None = None
    kind: str = ""
    founded: date | None = None
    match: Known | None = None
    difference: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    reason: str = ""
    perhaps: tuple[Known, ...] = ()
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ImportPlan:
    """What an import would do, or did."""

    file: str
    fingerprint: str
    valid_from: date
    rows: list[RowPlan]
    was_written: bool = False

    @property
    def counts(self) -> dict[Outcome, int]:
        found = Counter(row.outcome for row in self.rows)
        return {outcome: found[outcome] for outcome in OUTCOMES}

    def of(self, *outcomes: Outcome) -> list[RowPlan]:
        return [row for row in self.rows if row.outcome in outcomes]

    @property
    def source(self) -> str:
        return f"{self.file} ({self.fingerprint})"[:300]


def plan_import(
    path: Path,
    *,
    kind: str | None,
    valid_from: date,
    places: Mapping[str, str],
    columns: Mapping[str, str] | None = None,
    answers: Mapping[int, str] | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> ImportPlan:
    """Read a file against the register. All that is wrong is told at once. Two queries.

    `answers` says per row number whom a person means, as the column ``same as`` would.
    """
    table = read_table(path)
    found = map_columns(table.headings, columns)
    index = _register()
    starts = dict(OrganisationFacts.objects.open().values_list("organisation", "valid_from"))
    plan = ImportPlan(table.file, table.fingerprint, valid_from, [])
    for done, row in enumerate(table.rows, start=1):
        understood = understand(row.cells, found, places)
        planned = _plan_row(row, understood, index, kind, (answers or {}).get(row.number, ""))
        _dates_fit(planned, starts, valid_from)
        plan.rows.append(planned)
        if on_progress and done % 500 == 0:
            on_progress(done)
    return plan


def register_as_it_stands() -> str:
    """Another text whenever anything differs that a plan is made from. One query."""
    digest = hashlib.sha256()
    rows = OrganisationFacts.objects.open().order_by("pk").values_list("organisation__key", *_FACTS)
    for row in rows.iterator():
        digest.update(repr(row).encode())
    return digest.hexdigest()


_FACTS = [field.attname for field in OrganisationFacts._meta.concrete_fields]


def _register() -> Index:
    index = Index()
    for facts in OrganisationFacts.objects.open().select_related("organisation").iterator():
        index.add(Known(FactsDraft.of(facts), facts.organisation_id, facts.organisation.key))
    return index


def _plan_row(
    row: Row, understood: Understood, index: Index, kind: str | None, answer: str
) -> RowPlan:
    fields = dict(understood.fields)
    key, same_as = fields.pop("key", ""), fields.pop("same_as", "")
    planned = RowPlan(
        row.number,
        fields.get("name", ""),
        kind=fields.pop("kind", None) or kind or "",
        founded=fields.pop("founded", None),
        problems=understood.problems,
        notes=understood.notes,
    )
    if planned.problems:
        planned.outcome = "wrong"
        return planned
    try:
        fresh = FactsDraft(**fields)
    except ValueError as error:
        return _wrong(planned, str(error))
    likeness = _recognise(planned, fresh, index, key or same_as or answer)
    if likeness is None:
        return planned
    if likeness.perhaps:
        planned.outcome, planned.draft = "doubtful", fresh
        planned.perhaps, planned.reason = likeness.perhaps, likeness.reason
        return planned
    if likeness.sure is None:
        return _new(planned, fresh, index)
    return _known(planned, likeness, fields, index)


def _recognise(planned: RowPlan, draft: FactsDraft, index: Index, said: str) -> Likeness | None:
    """Whom the row is about; None where it names somebody who is not there."""
    if not said:
        return index.look_up(draft)
    if said.casefold() == NEW:
        return Likeness()
    known = index.by_key.get(said)
    if known is None:
        _wrong(
            planned,
            _("there is no organisation %(key)s: give the key of one that exists, or “new”")
            % {"key": said},
        )
        return None
    return Likeness(known, reason=_("the file says so"))


def _new(planned: RowPlan, draft: FactsDraft, index: Index) -> RowPlan:
    if not planned.kind:
        return _wrong(
            planned,
            _("its kind is not known: add a column “kind”, or give --kind for the whole file"),
        )
    planned.outcome, planned.draft = "new", draft
    index.add(Known(draft, row=planned.number))
    return planned


def _known(
    planned: RowPlan, likeness: Likeness, fields: Mapping[str, Any], index: Index
) -> RowPlan:
    match = likeness.sure
    if match is None:
        raise AssertionError("only called with a sure match")
    planned.match, planned.reason = match, likeness.reason
    try:
        draft = match.draft.revised(**fields)
    except ValueError as error:
        return _wrong(planned, str(error))
    planned.draft, planned.difference = draft, match.draft.difference(draft)
    if not planned.difference:
        planned.outcome = "same"
    elif match.row is not None:
        return _wrong(
            planned,
            _("it stands in row %(row)d as well, with other facts: keep one of the two")
            % {"row": match.row},
        )
    else:
        planned.outcome = "changed"
    index.seen(match, draft, planned.number)
    return planned


def _dates_fit(planned: RowPlan, starts: Mapping[int, date], valid_from: date) -> None:
    if planned.outcome != "changed" or planned.match is None:
        return
    start = starts.get(planned.match.organisation_id or 0)
    if start is not None and valid_from < start:
        _wrong(
            planned,
            _("%(name)s is already known as it is from %(date)s: give that date or a later one")
            % {"name": planned.match.shown, "date": date_format(start, "DATE_FORMAT")},
        )


def _wrong(planned: RowPlan, problem: str) -> RowPlan:
    planned.outcome = "wrong"
    planned.problems.append(problem)
    return planned
