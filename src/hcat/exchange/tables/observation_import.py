# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A row of figures that comes back: whether it is new, corrected, unchanged or refused, and why."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hcat.evidence.api import (
    ENTERED,
    BatchRow,
    Entry,
    Observation,
)
from hcat.numerics.api import Quality

from .cells import Cell, Habits
from .estimates import Values, contradictions, estimate_of, refuse_uncounted, same
from .observations import (
    FIGURE,
    FIGURES,
    FIXED,
    NAMES,
    REASON,
    STORED,
    TEXTS,
    UNCOUNTED,
    stored,
)
from .plan import Changed, Complaint, Complaints, Outcome, RowError, RowPlan
from .reading import Row
from .standing import Known, Standing, plain_number
from .values import name_of, readable, text_in, values_of
from .writing import as_text


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
    name = name_of(row.cells, habits)
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


def _figure_number(cells: Mapping[str, Cell]) -> int | None:
    cell = cells.get(FIGURE)
    if cell is None or cell == "":
        return None
    number = plain_number(cell)
    if number is None or number != int(number):
        raise RowError(_no_such_figure(text_in(cell, FIGURE)))
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
    was, wrong = stored(old), Complaints()
    said = values_of(row.cells, known, habits, was, wrong)
    differ = [name for name in STORED if name not in said or said[name] != was[name]]
    if not differ:
        return None
    head = standing.head_of(old)
    if head is not old:
        with wrong.noting():
            _refuse_unless_known(row, head, known, habits)
        wrong.refuse()
        return None
    _refuse_measured(old, differ)
    with wrong.noting():
        _refuse_fixed([name for name in differ if name in said], was)
    said |= {name: was[name] for name in FIXED}
    with wrong.noting():
        _refuse_strange_source(said, was, agenda)
    differ = [name for name in differ if name in (*FIGURES, *TEXTS)]
    reason = ""
    with wrong.noting():
        reason = text_in(row.cells.get(REASON), REASON)
        if differ and not reason:
            raise RowError(_no_reason(differ))
    wrong.found += contradictions(said)
    uncounted = _uncounted(row.cells, said, wrong)
    wrong.refuse()
    entry = Entry(
        estimate=estimate_of(said), source_key=said["source_key"], corrects=number, reason=reason
    )
    changes = tuple(Changed(name, as_text(was[name]), as_text(said[name])) for name in differ)
    return entry, changes, uncounted


def _no_reason(differ: list[str]) -> Complaint:
    return Complaint(
        REASON,
        _("The correction has no reason."),
        _("Another value stands in: %(columns)s.") % {"columns": ", ".join(differ)},
        _("Say in a sentence why it is corrected, or give back what stood there."),
    )


def _refuse_unless_known(
    row: Row, head: Observation, known: frozenset[str], habits: Habits
) -> None:
    """Somebody corrected the figure since the export. That is a conflict, unless the file says what
    stands now: then it was this very file, imported before."""
    now = stored(head)
    said = values_of(row.cells, known, habits, now, Complaints())
    differ = [
        name for name in (*FIXED, *FIGURES, *TEXTS) if name in said and said[name] != now[name]
    ]
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


def _refuse_measured(old: Observation, differ: list[str]) -> None:
    if old.measure != ENTERED:
        raise RowError(
            Complaint(
                differ[0],
                _("This figure was not entered by hand."),
                _("It comes from %(measure)s.") % {"measure": old.measure},
                _("Correct it where it comes from; give back here what stood there."),
            )
        )


def _refuse_fixed(differ: list[str], was: Values) -> None:
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


def _refuse_strange_source(said: Values, was: Values, agenda: Known) -> None:
    """A source by its key stands in the agenda, and its name is written out from there."""
    key = said.get("source_key")
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
    if said.get("source") in ("", was["source"]):
        said["source"] = f"{sheet.publisher}, {sheet.title} ({sheet.published})"


# --- A new figure ---------------------------------------------------------------------------------

_ABOUT = ("result", "target", "start", "end")
_SLOT = ("result", "target", "condition", "group", "start", "end")


def _new(row: Row, standing: Standing, habits: Habits, agenda: Known) -> _Found | None:
    cells, wrong = dict(row.cells), Complaints()
    absent = [name for name in _ABOUT if cells.get(name) in (None, "")]
    wrong.found += [
        Complaint(
            name,
            _("This cell is empty."),
            _("A new figure says for which target it is, and about which period."),
            _("Fill it in; for a known figure give its number in the column figure."),
        )
        for name in absent
    ]
    empty: Values = dict.fromkeys(NAMES) | dict.fromkeys(
        ("measure", "condition", "group", *TEXTS, "note"), ""
    )
    result, target = readable(cells.get("result")), readable(cells.get("target"))
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
    said = values_of(cells, frozenset(cells) & frozenset(NAMES), habits, empty, wrong)
    for name in absent:
        del said[name]
    if said.get("measure", ENTERED) != ENTERED:
        wrong.found.append(
            Complaint(
                "measure",
                _("“%(said)s” cannot be entered by hand.") % {"said": said["measure"]},
                _("The measure of a figure by hand is “entered”."),
                _("Empty this cell."),
            )
        )
    wrong.found += agenda.unfit(said)
    about = agenda.target(result, target)
    if said.get("unit") != about.unit if about else "unit" not in cells:
        _forget_unit(said)
    with wrong.noting():
        _refuse_strange_source(said, empty, agenda)
    wrong.found += contradictions(said)
    head = standing.by_slot.get(tuple(said.get(name) for name in _SLOT))  # type: ignore[arg-type]
    if head is not None:
        with wrong.noting():
            _refuse_unless_same(said, head)
    uncounted = "" if head is not None else _uncounted(cells, said, wrong)
    wrong.refuse()
    if head is not None:
        return None
    entry = Entry(
        estimate=estimate_of(said),
        result=result,
        target=target,
        condition=said["condition"],
        group=said["group"],
        source_key=said["source_key"],
        note=said["note"],
    )
    changes = tuple(
        Changed(name, "", as_text(said[name]))
        for name in (*FIGURES, *TEXTS, "note")
        if said[name] not in (None, "")
    )
    return entry, changes, uncounted


def _forget_unit(said: Values) -> None:
    """Nobody knows it: what hangs on it would be a complaint about nothing."""
    said.pop("unit", None)
    if said.get("value") is None:
        said.pop("value", None)


def _refuse_unless_same(said: Values, head: Observation) -> None:
    now = stored(head)
    differ = [
        name for name in (*FIGURES, *TEXTS) if name in said and not same(said[name], now[name])
    ]
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


def _uncounted(cells: Mapping[str, Cell], said: Values, wrong: Complaints) -> str:
    """Why this share comes without its counts; empty where it has them. What is wrong with the
    counts themselves, or cannot be read, is told already."""
    why = ""
    with wrong.noting():
        why = text_in(cells.get(UNCOUNTED), UNCOUNTED)
        if not any(one.column == "numerator" for one in wrong.found):
            with suppress(KeyError):
                refuse_uncounted(said, why)
    return why
