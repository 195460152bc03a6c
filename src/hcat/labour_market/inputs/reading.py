# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads `agendas/<region>/labour_market/` and says everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from django.utils.translation import gettext as _

from hcat.agenda.api import Problem, Spots, nearest, read_part, read_parts

from .fractions import seeming_fractions
from .sheets import RULES, InputName, InputRow, MarketSheet
from .students import misfits_of_students

MARKET = "market.yaml"


@dataclass(slots=True)
class Inputs:
    """The figures of a region, as its folder gives them. With problems they are not all."""

    sheet: MarketSheet | None = None
    spots: Spots | None = None
    """Where the sheet stands: what no row says is missing there."""
    rows: list[tuple[InputRow, Spots]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        return [one for one in self.problems if one.is_error]


def read_inputs(folder: Path, *, fields: Collection[str], sources: Collection[str]) -> Inputs:
    """The inputs of a folder, with its problems in the order of files and lines.

    `fields`: the technical fields that the software knows. `sources`: keys of the agenda's sources.
    Every table (`*.csv`) in the folder has the same columns; how the rows are spread over tables
    is free. What is missing is said only where every row could be read: a row with a mistake is
    not missing.
    """
    inputs = Inputs()
    tables = sorted(folder.glob("*.csv")) if folder.is_dir() else []
    if not (folder / MARKET).is_file() or not tables:
        inputs.problems.append(
            Problem(
                str(folder),
                0,
                _("The folder holds no inputs of a labour market."),
                _("It needs %(market)s and at least one table.") % {"market": MARKET},
                code="empty-folder",
            )
        )
        return inputs
    read = read_part(folder / MARKET, "market", MarketSheet, inputs.problems)
    for table in tables:
        rows = read_parts(table, InputRow, inputs.problems)
        inputs.rows += rows
        if not rows and not any(one.file == table.name for one in inputs.problems):
            inputs.problems.append(
                Problem(
                    table.name,
                    1,
                    _("The table has a header and no rows."),
                    _("Add the figures, or take the table out."),
                    code="empty-file",
                )
            )
    if read:
        inputs.sheet, inputs.spots = read
        all_read = not inputs.errors
        inputs.problems += _whole(inputs.sheet, inputs.spots, inputs.rows, fields, sources)
        if all_read:
            inputs.problems += _lacking(inputs.sheet, inputs.spots, inputs.rows)
    inputs.problems.sort()
    return inputs


def _whole(
    sheet: MarketSheet,
    spots: Spots,
    rows: list[tuple[InputRow, Spots]],
    fields: Collection[str],
    sources: Collection[str],
) -> Iterator[Problem]:
    """What is wrong between the rows, or between them and what is known elsewhere."""
    yield from _unknown_fields(sheet, spots, fields)
    for row, at in rows:
        yield from _unknown(row, at, sheet, sources)
        yield from _impossible_year(row, at, sheet)
    yield from _duplicates(rows)
    yield from seeming_fractions(rows)


def _lacking(
    sheet: MarketSheet, spots: Spots, rows: list[tuple[InputRow, Spots]]
) -> Iterator[Problem]:
    """What the rows lack, or what belongs with them."""
    yield from _missing(spots, rows)
    yield from _gaps(sheet, rows)
    yield from misfits_of_students(sheet, rows)


def _unknown_fields(sheet: MarketSheet, spots: Spots, fields: Collection[str]) -> Iterator[Problem]:
    for at, name in enumerate(sheet.fields):
        if name not in fields:
            yield stranger(spots, ("fields", at), _("field"), name, fields)


def _unknown(
    row: InputRow, spots: Spots, sheet: MarketSheet, sources: Collection[str]
) -> Iterator[Problem]:
    for name, word, known in (
        ("level", _("level"), sheet.levels),
        ("field", _("field"), sheet.fields),
        ("sector", _("sector"), list(sheet.sectors)),
        ("source", _("source"), sources),
    ):
        value = getattr(row, name)
        if value and value not in known:
            yield stranger(spots, (name,), word, value, known)


def _impossible_year(row: InputRow, spots: Spots, sheet: MarketSheet) -> Iterator[Problem]:
    if row.year > sheet.first_year and not RULES[row.input].by_year:
        yield spots.problem(
            ("year",),
            _("The forecast starts in %(first)s, and this figure speaks of %(year)s.")
            % {"first": sheet.first_year, "year": row.year},
            _("Give the figure of that year or an earlier one."),
            code="impossible-year",
        )
    elif row.year > sheet.last_year:
        yield spots.problem(
            ("year",),
            _("The forecast ends in %(last)s, and this figure speaks of %(year)s.")
            % {"last": sheet.last_year, "year": row.year},
            _("Take the row out, or let the forecast run on in %(market)s.") % {"market": MARKET},
            code="impossible-year",
        )


def stranger(
    spots: Spots, path: tuple[str | int, ...], word: str, value: str, known: Collection[str]
) -> Problem:
    """A name that is not among those that are `known`."""
    meant = nearest(value, known)
    return spots.problem(
        path,
        _("There is no %(word)s called %(value)s.") % {"word": word, "value": value},
        _("Did you mean %(meant)s?") % {"meant": meant}
        if meant
        else _("Choose from: %(known)s.") % {"known": ", ".join(sorted(known))},
        code="unknown-reference",
    )


def _duplicates(rows: list[tuple[InputRow, Spots]]) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], Spots] = {}
    for row, spots in rows:
        same = (row.input, row.level, row.field, row.sector, row.age_from, row.age_to, row.year)
        first = seen.setdefault(same, spots)
        if first is not spots:
            yield spots.problem(
                (),
                _("This figure is given twice; the first is in %(file)s, line %(line)s.")
                % {"file": first.file, "line": first.line},
                _("Keep one of the two."),
                code="duplicate-figure",
            )


def _missing(spots: Spots, rows: list[tuple[InputRow, Spots]]) -> Iterator[Problem]:
    given = {row.input for row, _spots in rows}
    for name in InputName:
        if RULES[name].needed and name not in given:
            yield spots.problem(
                (),
                _("There is no row about %(input)s.") % {"input": name},
                _("Add one to a table; an assumption will do, with quality assumed and a note."),
                code="missing-input",
            )


def _gaps(sheet: MarketSheet, rows: list[tuple[InputRow, Spots]]) -> Iterator[Problem]:
    """How a series moves cannot be told over a year that is not there."""
    series: dict[tuple[str, ...], dict[int, Spots]] = {}
    for row, spots in rows:
        if RULES[row.input].series and row.year <= sheet.first_year:
            series.setdefault((row.input, row.level, row.field), {})[row.year] = spots
    for years in series.values():
        for before, after in pairwise(sorted(years)):
            if after - before > 1:
                yield years[after].problem(
                    ("year",),
                    _("The series goes from %(before)s to %(after)s: a year is missing.")
                    % {"before": before, "after": after},
                    _("Add %(year)s, or leave out the years before it.") % {"year": before + 1},
                    code="missing-year",
                )
