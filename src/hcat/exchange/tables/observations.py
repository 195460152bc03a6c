# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every figure that stands, as a table: those that people entered can be corrected in it.

Measured and published figures are in it as well, so that one file holds everything a target is
judged by; they are corrected where they come from. Figures of the demonstration are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from hcat.evidence.api import observations
from hcat.numerics.api import Quality

from .columns import Column, Table, Value

FIGURE = "figure"
REASON = "reason"
UNCOUNTED = "counts_missing_reason"

COLUMNS = (
    Column(FIGURE, _("The number of the figure. Empty for a new one."), "integer", True, width=8),
    Column(
        "measure",
        _(
            "Where it comes from: “entered” is by hand, and only such a figure can be "
            "corrected here."
        ),
        is_fixed=True,
        width=18,
    ),
    Column("result", _("The result it was entered for, by its key."), is_fixed=True, width=24),
    Column("target", _("The target of that result, by its key."), is_fixed=True),
    Column("condition", _("The condition of that target, where it has any."), is_fixed=True),
    Column(
        "group",
        _(
            "The part of the whole it speaks of, by its short name: a level, the code of a "
            "municipality, a size; empty for the whole."
        ),
        is_fixed=True,
    ),
    Column("start", _("The first day of the period it speaks of."), "date", True),
    Column("end", _("The last day of that period."), "date", True),
    Column("unit", _("The unit of the target, such as percent or count."), is_fixed=True),
    Column("value", _("The figure. Empty when it is missing; never 0 for “unknown”."), "number"),
    Column("low", _("The lower end of its interval."), "number"),
    Column("high", _("The upper end of its interval."), "number"),
    Column(
        "confidence", _("How sure the interval is, such as 0.95; only with an interval."), "number"
    ),
    Column("numerator", _("Of a share: how many."), "number"),
    Column("denominator", _("Of a share: out of how many."), "number"),
    Column("n", _("How many answers it rests on."), "integer", width=8),
    Column("population", _("How many could have been asked."), "integer"),
    Column(
        "quality",
        _("How it came to be: measured, published, estimated or assumed."),
        choices=tuple(Quality),
    ),
    Column("method", _("How it was worked out."), width=30),
    Column(
        "source_key", _("The source, by its key in the agenda, where it stands there."), width=16
    ),
    Column("source", _("Where it can be looked up."), width=40),
    Column("missing_reason", _("Why there is no figure; only where the value is empty."), width=24),
    Column(
        "note",
        _("A note with a new figure; with a corrected one the reason of that correction."),
        is_fixed=True,
        width=24,
    ),
    Column(
        REASON,
        _("Why the figure is corrected. Empty in an export; needed in each row that you correct."),
        width=30,
    ),
    Column(
        UNCOUNTED,
        _(
            "Why only the percentage is known. Empty in an export; needed in each row that you add "
            "or correct whose share comes without numerator and denominator."
        ),
        width=30,
    ),
)
NAMES = tuple(column.name for column in COLUMNS)
BY_NAME = {column.name: column for column in COLUMNS}
FIXED = ("measure", "result", "target", "condition", "group", "start", "end", "unit")
"""What a figure is about: another of these would be another figure."""
FIGURES = ("value", "low", "high", "confidence", "numerator", "denominator", "n", "population")
TEXTS = ("quality", "method", "source_key", "source", "missing_reason")
STORED = (*FIXED, *FIGURES, *TEXTS, "note")
"""The columns that are fields of an observation by the same name."""

_WHOLE = {"percent": 100.0, "share": 1.0}


def observations_table() -> Table:
    return Table("observations", _("Figures"), COLUMNS, _rows())


def _rows() -> Iterator[tuple[Value, ...]]:
    found = (
        observations({})
        .filter(is_demo=False)
        .order_by("measure", "result", "target", "condition", "group", "start", "end", "pk")
        .values_list("pk", *STORED)
    )
    place = 1 + STORED.index("confidence")
    ends = [1 + STORED.index("low"), 1 + STORED.index("high")]
    for row in found.iterator(chunk_size=1000):
        cells = list(row)
        if all(cells[end] is None for end in ends):
            cells[place] = None
        yield (*cells, None, None)


def stored(row: Any) -> dict[str, Any]:
    """An observation by column, as the export writes it."""
    found = {name: getattr(row, name) for name in STORED}
    if row.low is None and row.high is None:
        found["confidence"] = None
    return found


def whole_of(column: str, unit: str) -> float | None:
    """What 100% is in this column of a figure in that unit."""
    if column == "confidence":
        return 1.0
    return _WHOLE.get(unit) if column in ("value", "low", "high") else None
