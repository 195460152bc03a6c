# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of initiatives as a table, out and in again.

Each change goes through the operation that a person at the desk uses, with its rights: the owner
of an initiative brings its sheet up to date, another moves it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hcat.agenda.api import (
    BROUGHT_UP_TO_DATE,
    Initiative,
    InitiativeStatus,
    Item,
    SheetRefused,
    action_for,
    adopt,
    history,
    items,
    revise,
)
from hcat.foundation.api import EVERY, Actor, HcatError, today

from .cells import CellError, Habits, days_of, numbers_of, one_day, one_number, text_of
from .columns import Column, Table, Value
from .plan import Changed, Complaint, ImportPlan, Outcome, RowError, RowPlan
from .reading import Read, Row
from .writing import as_text

LANGUAGES = ("nl", "en", "de")
VERSION = "version"
REASON = "reason"

_TEXTS = {
    "name": gettext_lazy("What it is called"),
    "target_group": gettext_lazy("Whom it is for"),
    "reach_of": gettext_lazy("Of whom or what the reach is the number"),
    "summary": gettext_lazy("What it is, in short"),
    "progress": gettext_lazy("How far it is"),
    "yields": gettext_lazy("What it yields"),
}
_LISTS = {
    "placements": gettext_lazy("Differentiations it stands under, with a semicolon between"),
    "ways": gettext_lazy("Ways of the menu, with a semicolon between"),
    "points": gettext_lazy("Points of the agenda, with a semicolon between"),
    "levels": gettext_lazy("Levels of education, with a semicolon between"),
    "places": gettext_lazy("Codes of municipalities, with a semicolon between"),
    "partners": gettext_lazy("Partners, with a semicolon between"),
    "funders": gettext_lazy("Who pays for it, with a semicolon between"),
    "evidence": gettext_lazy("Addresses of pages that show it, with a semicolon between"),
}


def _text_columns() -> Iterator[Column]:
    for name, about in _TEXTS.items():
        yield Column(name, about, width=20)
        for language in LANGUAGES:
            yield Column(f"{name}_{language}", about, width=30)


COLUMNS = (
    Column("key", gettext_lazy("Its name for good. Empty for a new one."), is_fixed=True, width=16),
    Column(
        VERSION, gettext_lazy("The version that was exported."), "integer", is_fixed=True, width=8
    ),
    Column("number", gettext_lazy("Its number in the register."), "integer", width=8),
    Column("status", gettext_lazy("How it stands."), choices=tuple(InitiativeStatus)),
    *_text_columns(),
    *(Column(name, about, width=20) for name, about in _LISTS.items()),
    Column("reach", gettext_lazy("How many it reaches. Empty is not known."), "integer"),
    Column("people", gettext_lazy("Working hours, in FTE. Empty is not known."), "number"),
    Column("money", gettext_lazy("What it costs, in euros. Empty is not known."), "integer"),
    Column("due", gettext_lazy("By when it yields what it promises."), "date"),
    Column("owner", gettext_lazy("The organisation that owns it; never a person."), width=24),
    Column("reported", gettext_lazy("When the owner last told how it stands."), "date"),
    Column("source", gettext_lazy("The source, by its key in the agenda."), width=16),
    Column(REASON, gettext_lazy("Why it changes. Empty in an export."), width=30),
)
NAMES = tuple(column.name for column in COLUMNS)
_PLAIN = ("number", "status", "owner", "reported", "source", "reach", "people", "money", "due")
_KEPT = (VERSION, "key", REASON)
"""Columns that are no field of the sheet."""


def initiatives_table() -> Table:
    return Table("initiatives", gettext_lazy("Initiatives"), COLUMNS, _rows())


def _rows() -> Iterator[tuple[Value, ...]]:
    for one in items("initiative"):
        cells = _cells(one.sheet) | {VERSION: one.version_id, "key": one.key}
        yield tuple(cells.get(name) for name in NAMES)


def _cells(sheet: Initiative) -> dict[str, Value]:
    data = sheet.model_dump(mode="json")
    found: dict[str, Value] = {
        "number": sheet.number, "status": sheet.status.value, "owner": sheet.owner or None,
        "reported": sheet.reported, "source": sheet.source, "reach": sheet.reach,
        "people": sheet.people, "money": sheet.money, "due": sheet.due,
    }  # fmt: skip
    for name in _LISTS:
        found[name] = "; ".join(map(str, data[name])) or None
    for name in _TEXTS:
        text = getattr(sheet, name)
        for language, said in (text.texts if text else {}).items():
            found[name if language == EVERY else f"{name}_{language}"] = said
    return found


# --- In -------------------------------------------------------------------------------------------


class _Undone(Exception):
    """Takes back what was tried out."""


def import_initiatives(read: Read, *, by: Actor, dry_run: bool) -> ImportPlan:
    """Hold a file against the register, and write it where no row is refused: all or nothing.

    What is shown beforehand is tried out and taken back: it is refused where the change would be.
    """
    plan: ImportPlan | None = None
    ignored = tuple(head for head in read.headings if head and head not in NAMES)
    try:
        with transaction.atomic():
            rows, unchanged = _try(read, by)
            plan = ImportPlan("initiatives", read.file, tuple(rows), unchanged, ignored=ignored)
            if dry_run or not plan.is_right:
                raise _Undone
            plan = replace(plan, was_written=True)
    except _Undone:
        pass
    assert plan is not None  # noqa: S101 - tells the type checker
    return plan


def _try(read: Read, by: Actor) -> tuple[list[RowPlan], int]:
    standing = {one.key: one for one in items("initiative", ended=True)}
    rows: list[RowPlan] = []
    unchanged = 0
    for row in read.rows:
        try:
            made = _row(row, standing, read.habits, by)
        except RowError as error:
            made = RowPlan(row.number, _name(row), Outcome.REFUSED, (), error.found)
        except SheetRefused as error:
            found = tuple(
                Complaint(field, sentence)
                for field, said in error.fields.items()
                for sentence in said
            )
            made = RowPlan(row.number, _name(row), Outcome.REFUSED, (), found)
        except HcatError as error:
            complaint = Complaint.of(error)
            made = RowPlan(row.number, _name(row), Outcome.REFUSED, (), (complaint,))
        if made is None:
            unchanged += 1
        else:
            rows.append(made)
    return rows, unchanged


def _name(row: Row) -> str:
    for head in ("name_nl", "name", "name_en", "name_de", "key", "number"):
        try:
            if text := text_of(row.cells.get(head)):
                return text
        except CellError:
            continue
    return ""


def _row(
    row: Row, standing: Mapping[str, Item[Initiative]], habits: Habits, by: Actor
) -> RowPlan | None:
    key, reason = _text(row, "key"), _text(row, REASON)
    if not key:
        return _adopted(row, standing, habits, reason, by)
    now = standing.get(key)
    if now is None:
        raise RowError(
            Complaint(
                "key",
                _("There is no initiative called %(key)s.") % {"key": key},
                mend=_("Leave this cell empty for a new one; its key follows from its number."),
            )
        )
    stood = _cells(now.sheet)
    said = _said(row, habits, stood)
    differ = [name for name in NAMES if name in said and said[name] != stood.get(name)]
    if not differ:
        return None
    if (exported := _exported(row)) != now.version_id:
        if _is_as_exported(row, habits, key, exported):
            return None
        raise RowError(
            Complaint(
                differ[0],
                _("Somebody else changed this initiative in the meantime."),
                _("Now stands there: %(now)s. The file says: %(said)s.")
                % {"now": as_text(stood.get(differ[0])) or "–",
                   "said": as_text(said[differ[0]]) or "–"},
                _("Export anew, and make your change in the new file."),
            )
        )  # fmt: skip
    fields = _fields(said, now.sheet)
    revise(
        by=by, kind="initiative", key=key, fields=fields, on=today(),
        reason=_reason(reason, differ), based_on=now.version_id,
    )  # fmt: skip
    changes = tuple(Changed(name, as_text(stood.get(name)), as_text(said[name])) for name in differ)
    return RowPlan(row.number, _name(row), Outcome.CORRECTED, changes)


def _reason(reason: str, differ: list[str]) -> str:
    """An owner who tells how it stands need not say why; whoever changes more does."""
    fields = {name.removesuffix("_nl").removesuffix("_en").removesuffix("_de") for name in differ}
    if reason or {action_for("initiative", name) for name in fields} != {
        "agenda.update_initiative"
    }:
        return reason
    return BROUGHT_UP_TO_DATE


def _exported(row: Row) -> int | None:
    try:
        found = one_number(numbers_of(row.cells.get(VERSION), Habits(), whole=None), None)
    except CellError as error:
        raise RowError(Complaint(VERSION, error.what, mend=error.mend)) from error
    return None if found is None else int(found)


def _is_as_exported(row: Row, habits: Habits, key: str, version: int | None) -> bool:
    """Whether nobody edited this row: it is only old."""
    for entry in history("initiative", key):
        if entry.item.version_id == version:
            stood = _cells(entry.item.sheet)
            said = _said(row, habits, stood)
            return all(said[name] == stood.get(name) for name in said)
    return False


def _adopted(
    row: Row, standing: Mapping[str, Item[Initiative]], habits: Habits, reason: str, by: Actor
) -> RowPlan | None:
    said = _said(row, habits, {})
    number = said.get("number")
    if number is None:
        raise RowError(
            Complaint(
                "number",
                _("This cell is empty."),
                mend=_("Give the initiative a number of its own."),
            )
        )
    key = f"initiative-{number}"
    if key in standing and all(
        value == _cells(standing[key].sheet).get(name) for name, value in said.items()
    ):
        return None
    fields = _fields(said, None)
    adopt(by=by, kind="initiative", key=key, fields=fields, on=today(), reason=reason)
    changes = tuple(
        Changed(name, "", as_text(value)) for name, value in said.items() if value is not None
    )
    return RowPlan(row.number, _name(row), Outcome.NEW, changes)


def _text(row: Row, name: str) -> str:
    try:
        return text_of(row.cells.get(name))
    except CellError as error:
        raise RowError(Complaint(name, error.what, mend=error.mend)) from error


def _said(row: Row, habits: Habits, stood: Mapping[str, Value]) -> dict[str, Value]:
    """The fields that the file has a column for; an empty cell is None."""
    said: dict[str, Value] = {}
    wrong: list[Complaint] = []
    for column in COLUMNS:
        name = column.name
        if name in _KEPT or name not in row.cells:
            continue
        try:
            said[name] = _value(column, row, habits, stood.get(name))
        except CellError as error:
            wrong.append(Complaint(name, error.what, mend=error.mend))
    if wrong:
        raise RowError(*wrong)
    return said


def _value(column: Column, row: Row, habits: Habits, stood: Value) -> Value:
    cell = row.cells[column.name]
    if column.type == "date":
        days = days_of(cell, habits)
        # date is what stands in the sheet; a text or number never does in this column
        return one_day(days, stood if not isinstance(stood, str | float) else None)  # type: ignore[arg-type]
    if column.type in ("integer", "number"):
        found = one_number(numbers_of(cell, habits, whole=None), None)
        if column.type == "number":
            return found
        if found is not None and found != int(found):
            raise CellError(_("“%(cell)s” is not a whole number.") % {"cell": text_of(cell)})
        return None if found is None else int(found)
    text = text_of(cell)
    if column.name in _LISTS:
        return "; ".join(part.strip() for part in text.split(";") if part.strip()) or None
    if isinstance(stood, str) and text.split() == stood.split():
        return stood
    return text or None


def _fields(said: Mapping[str, Value], before: Initiative | None) -> dict[str, Any]:
    """What the file says as fields; a text keeps the languages that it does not speak of."""
    fields: dict[str, Any] = {}
    for name in _PLAIN:
        if name in said:
            value = said[name]
            fields[name] = value.isoformat() if isinstance(value, date) else value
    if "owner" in fields:
        fields["owner"] = fields["owner"] or ""
    for name in _LISTS:
        if name in said:
            fields[name] = str(said[name]).split("; ") if said[name] else []
    for name in _TEXTS:
        stands = getattr(before, name, None)
        texts: dict[str, str] = dict(stands.texts) if stands else {}
        for language in (EVERY, *LANGUAGES):
            column = name if language == EVERY else f"{name}_{language}"
            if column in said:
                texts[language] = str(said[column] or "")
        texts = {language: text for language, text in texts.items() if text}
        if EVERY in texts and len(texts) > 1:
            raise RowError(
                Complaint(
                    name,
                    _("This text is given once for every language and once per language."),
                    mend=_("Empty the column %(name)s, or those with a language.") % {"name": name},
                )
            )
        fields[name] = texts[EVERY] if set(texts) == {EVERY} else texts or None
    return fields
