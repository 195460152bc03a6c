# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A row of figures that comes back: whether it is new, corrected, unchanged or refused, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from hcat.evidence.api import (
    ENTERED,
    BatchRow,
    Entry,
    Observation,
)
from hcat.numerics.api import Quality

from .cells import Cell, CellError, Habits, days_of, numbers_of, one_day, one_number, text_of
from .estimates import Values, estimate_of, refuse_uncounted, same, settled
from .observations import (
    BY_NAME,
    FIGURE,
    FIGURES,
    FIXED,
    NAMES,
    REASON,
    STORED,
    TEXTS,
    UNCOUNTED,
    stored,
    whole_of,
)
from .plan import Changed, Complaint, Outcome, RowError, RowPlan
from .reading import Row
from .standing import Known, Standing, plain_number
from .writing import as_text

_LARGEST_COUNT = 2**31 - 1


def complaint_of(column: str, error: CellError) -> Complaint:
    return Complaint(column, error.what, mend=error.mend)


@dataclass(slots=True)
class Work:
    """What was found so far."""

    rows: list[RowPlan] = field(default_factory=list)
    brought: list[tuple[int, BatchRow]] = field(default_factory=list)
    """By place in `rows` what would be entered."""
    unchanged: int = 0


def look_at(
    row: Row, standing: Standing, known: frozenset[str], habits: Habits, agenda: Known, work: Work
) -> None:
    name = _name(row.cells)
    try:
        number = _figure_number(row.cells)
        found = (
            _new(row, standing, habits, agenda)
            if number is None
            else _corrected(row, number, standing, known, habits, agenda)
        )
    except RowError as error:
        work.rows.append(RowPlan(row.number, name, Outcome.REFUSED, (), error.found))
        return
    if found is None:
        work.unchanged += 1
        return
    entry, changes, uncounted = found
    outcome = Outcome.NEW if entry.corrects is None else Outcome.CORRECTED
    brought = BatchRow(number=row.number, entry=entry, counts_missing_reason=uncounted)
    work.brought.append((len(work.rows), brought))
    work.rows.append(RowPlan(row.number, name, outcome, changes))


_Found = tuple[Entry, tuple[Changed, ...], str]
"""The figure, the cells that differ, and why its counts are missing."""


def _name(cells: Mapping[str, Cell]) -> str:
    parts = []
    for head in ("result", "target", "condition", "start", "end"):
        try:
            parts.append(text_of(cells.get(head)))
        except CellError:
            continue
    return " ".join(part for part in parts if part)


def _figure_number(cells: Mapping[str, Cell]) -> int | None:
    cell = cells.get(FIGURE)
    if cell is None or cell == "":
        return None
    number = plain_number(cell)
    if number is None or number != int(number):
        raise RowError(_no_such_figure(_text(cell, FIGURE)))
    return int(number)


def _no_such_figure(number: str) -> Complaint:
    return Complaint(
        FIGURE,
        _("There is no figure %(number)s.") % {"number": number},
        mend=_("Leave this cell empty for a new figure; do not number figures yourself."),
    )


# --- A figure that is known -----------------------------------------------------------------------


def _corrected(
    row: Row,
    number: int,
    standing: Standing,
    known: frozenset[str],
    habits: Habits,
    agenda: Known,
) -> _Found | None:
    old = standing.by_number.get(number)
    if old is None:
        raise RowError(_no_such_figure(str(number)))
    was = stored(old)
    said = _values(row.cells, known, habits, was)
    differ = [name for name in STORED if said[name] != was[name]]
    if not differ:
        return None
    head = standing.head_of(old)
    if head is not old:
        _refuse_unless_known(row, head, known, habits)
        return None
    _refuse_fixed(old, differ, was)
    _refuse_strange_source(said, was, agenda)
    reason = _text(row.cells.get(REASON), REASON)
    if not reason:
        raise RowError(
            Complaint(
                REASON,
                _("The correction has no reason."),
                _("Another value stands in: %(columns)s.") % {"columns": ", ".join(differ)},
                _("Say in a sentence why it is corrected, or give back what stood there."),
            )
        )
    entry = Entry(
        estimate=estimate_of(said), source_key=said["source_key"], corrects=number, reason=reason
    )
    changes = tuple(Changed(name, as_text(was[name]), as_text(said[name])) for name in differ)
    return entry, changes, _uncounted(row.cells, said)


def _refuse_unless_known(
    row: Row, head: Observation, known: frozenset[str], habits: Habits
) -> None:
    """Somebody corrected the figure since the export. That is a conflict, unless the file says what
    stands now: then it was this very file, imported before."""
    now = stored(head)
    said = _values(row.cells, known, habits, now)
    differ = [name for name in (*FIXED, *FIGURES, *TEXTS) if said[name] != now[name]]
    if differ:
        raise RowError(
            Complaint(
                differ[0],
                _("Somebody else corrected this figure in the meantime: it is %(number)d now.")
                % {"number": head.pk},
                _("Now stands there: %(now)s. The file says: %(said)s.")
                % {"now": as_text(now[differ[0]]) or "–", "said": as_text(said[differ[0]]) or "–"},
                _("Export anew, and make your correction in the new file."),
            )
        )


def _refuse_fixed(old: Observation, differ: list[str], was: Values) -> None:
    if old.measure != ENTERED:
        raise RowError(
            Complaint(
                differ[0],
                _("This figure was not entered by hand."),
                _("It comes from %(measure)s.") % {"measure": old.measure},
                _("Correct it where it comes from; give back here what stood there."),
            )
        )
    fixed = [name for name in differ if name in FIXED]
    if fixed:
        raise RowError(
            *(
                Complaint(
                    name,
                    _("This says what the figure is about, and cannot be corrected."),
                    _("It was “%(was)s”.") % {"was": as_text(was[name])},
                    _("Give that back; for another figure empty the column figure."),
                )
                for name in fixed
            )
        )
    if differ == ["note"]:
        raise RowError(
            Complaint(
                "note",
                _("The note of a figure that is recorded cannot change."),
                mend=_("Give back what stood there."),
            )
        )
    if "note" in differ:
        differ.remove("note")


def _refuse_strange_source(said: Values, was: Values, agenda: Known) -> None:
    """A source by its key stands in the agenda, and its name is written out from there."""
    key = said["source_key"]
    if not key or key == was["source_key"]:
        return
    sheet = agenda.sources.get(key)
    if sheet is None:
        raise RowError(
            Complaint(
                "source_key",
                _("The agenda has no source called %(key)s.") % {"key": key},
                mend=_("Empty this cell, and write in source where it can be looked up."),
            )
        )
    if said["source"] in ("", was["source"]):
        said["source"] = f"{sheet.publisher}, {sheet.title} ({sheet.published})"


# --- A new figure ---------------------------------------------------------------------------------


def _new(row: Row, standing: Standing, habits: Habits, agenda: Known) -> _Found | None:
    cells = dict(row.cells)
    for name in ("result", "target", "start", "end"):
        if cells.get(name) in (None, ""):
            raise RowError(
                Complaint(
                    name,
                    _("This cell is empty."),
                    _("A new figure says for which target it is, and about which period."),
                    _("Fill it in; for a known figure give its number in the column figure."),
                )
            )
    empty: Values = dict.fromkeys(NAMES) | dict.fromkeys(
        ("measure", "condition", "group", *TEXTS, "note"), ""
    )
    result, target = _text(cells["result"], "result"), _text(cells["target"], "target")
    empty |= {
        "unit": agenda.unit_of(result, target),
        "measure": ENTERED,
        "quality": Quality.MEASURED.value,
    }
    if cells.get("measure") in (None, ""):
        cells.pop("measure", None)
    for name in ("unit", "quality"):
        if cells.get(name) in (None, ""):
            cells.pop(name, None)
    said = _values(cells, frozenset(cells) & frozenset(NAMES), habits, empty)
    if said["measure"] != ENTERED or said["group"]:
        name = "group" if said["measure"] == ENTERED else "measure"
        raise RowError(
            Complaint(
                name,
                _("“%(said)s” cannot be entered by hand.") % {"said": said[name]},
                _("A figure by hand is about a target as a whole, and its measure is “entered”."),
                _("Empty this cell."),
            )
        )
    _refuse_strange_source(said, empty, agenda)
    entry = Entry(
        estimate=estimate_of(said),
        result=result,
        target=target,
        condition=said["condition"],
        source_key=said["source_key"],
        note=said["note"],
    )
    if (head := standing.by_slot.get(entry.slot)) is not None:
        _refuse_unless_same(said, head)
        return None
    changes = tuple(
        Changed(name, "", as_text(said[name]))
        for name in (*FIGURES, *TEXTS, "note")
        if said[name] not in (None, "")
    )
    return entry, changes, _uncounted(cells, said)


def _refuse_unless_same(said: Values, head: Observation) -> None:
    now = stored(head)
    differ = [name for name in (*FIGURES, *TEXTS) if not same(said[name], now[name])]
    if differ:
        raise RowError(
            Complaint(
                differ[0],
                _("There is a figure about this period already: number %(number)d, %(value)s.")
                % {"number": head.pk, "value": as_text(head.value) or "–"},
                _("Two figures about the same would contradict each other."),
                _("To correct it, give its number in the column figure, and a reason."),
            )
        )


def _uncounted(cells: Mapping[str, Cell], said: Values) -> str:
    """Why this share comes without its counts; empty where it has them."""
    why = _text(cells.get(UNCOUNTED), UNCOUNTED)
    refuse_uncounted(said, why)
    return why


# --- Cells to values ------------------------------------------------------------------------------


def _values(
    cells: Mapping[str, Cell], known: frozenset[str], habits: Habits, was: Values
) -> Values:
    """The row by column; what the file does not say as it was. Every cell that cannot be read is
    told at once."""
    said: Values = {}
    wrong: list[Complaint] = []
    for name in STORED:
        stood = was[name]
        if name not in known or name not in cells:
            said[name] = stood
            continue
        try:
            said[name] = _value(
                name, cells[name], habits, stood, str(said.get("unit", was["unit"]))
            )
        except CellError as error:
            wrong.append(complaint_of(name, error))
    if wrong:
        raise RowError(*wrong)
    return settled(said, was)


def _value(name: str, cell: Cell, habits: Habits, stood: Any, unit: str) -> Any:
    kind = BY_NAME[name].type
    if kind == "date":
        return one_day(days_of(cell, habits), stood)
    if kind == "string":
        text = text_of(cell)
        # A spreadsheet program does with spaces and line breaks as it likes.
        return stood if text.split() == str(stood).split() else text
    number = one_number(numbers_of(cell, habits, whole=whole_of(name, unit)), stood)
    if kind == "integer" and number is not None:
        if number != int(number) or not 0 <= number <= _LARGEST_COUNT:
            raise CellError(
                _("“%(cell)s” is not a whole number.") % {"cell": text_of(cell)},
                _("Write a whole number, without decimals."),
            )
        return int(number)
    return number


def _text(cell: Cell, column: str) -> str:
    try:
        return text_of(cell)
    except CellError as error:
        raise RowError(complaint_of(column, error)) from error
