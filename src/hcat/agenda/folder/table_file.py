# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a table (CSV) whose columns are the fields of a sheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from django.utils.translation import gettext as _

from hcat.agenda.schema import LANGUAGES, Part
from hcat.agenda.schema.shape import Shape, shape_of

from .problems import Problem, Spots, nearest
from .yaml_file import read_text

LIST_MARK = ";"
LARGEST_CELL = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    values: dict[str, Any]
    spots: Spots


@dataclass(frozen=True, slots=True)
class Table:
    rows: list[Row]
    columns: frozenset[str]
    """The fields for which there is a column."""


@dataclass(frozen=True, slots=True)
class _Column:
    field: str
    language: str | None
    shape: Shape


def read_table(
    path: FilePath, part: type[Part], problems: list[Problem], *, also: tuple[str, ...] = ()
) -> Table | None:
    """The rows of a table, each a mapping that can be read as a `part`.

    `also` names plain columns beside the fields of the part, such as the series of a figure.
    """
    text = read_text(path, problems)
    if text is None:
        return None
    lines = _lines(path.name, text, problems)
    head = next(lines, None)
    if head is None:
        problems.append(
            Problem(
                path.name,
                1,
                _("The table is empty: even its header is missing."),
                _("Write the names of the columns on the first line."),
                code="empty-file",
            )
        )
        return None
    columns = _columns(path.name, head[1], part, problems, also)
    rows = [
        row for line, cells in lines if (row := _row(path.name, line, cells, columns, problems))
    ]
    return Table(rows, frozenset(column.field for column in columns if column))


def _lines(name: str, text: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line on which it starts; a quoted cell may run over several lines."""
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.append(
                Problem(
                    name,
                    line,
                    _("From this line on the table cannot be read: %(why)s.") % {"why": error},
                    _("Look for a quotation mark that is opened and not closed."),
                    code="bad-table",
                )
            )
            return
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1


def _columns(
    name: str,
    head: list[str],
    part: type[Part],
    problems: list[Problem],
    also: tuple[str, ...],
) -> list[_Column | None]:
    shapes = shape_of(part) | dict.fromkeys(also, Shape.VALUE)
    known = [
        *shapes,
        *(f"{f}_{lang}" for f, s in shapes.items() if s is Shape.TEXT for lang in LANGUAGES),
    ]
    columns: list[_Column | None] = []
    for raw in head:
        heading = raw.strip()
        if heading in [h.strip() for h in head[: len(columns)]]:
            problems.append(
                Problem(
                    name,
                    1,
                    _("The column %(name)s stands there twice.") % {"name": heading},
                    _("Keep one of the two."),
                    code="duplicate-field",
                )
            )
            columns.append(None)
            continue
        columns.append(_column(heading, shapes))
        if columns[-1] is None:
            meant = nearest(heading, known)
            problems.append(
                Problem(
                    name,
                    1,
                    _("There is no column %(name)s.") % {"name": heading or '""'},
                    _("Did you mean %(meant)s?") % {"meant": meant}
                    if meant
                    else _("Leave it out; the columns are: %(known)s.")
                    % {"known": ", ".join(shapes)},
                    code="unknown-field",
                )
            )
    return columns


def _column(heading: str, shapes: dict[str, Shape]) -> _Column | None:
    if heading in shapes:
        shape = shapes[heading]
        return None if shape is Shape.PARTS else _Column(heading, None, shape)
    field, _mark, language = heading.rpartition("_")
    if language in LANGUAGES and shapes.get(field) is Shape.TEXT:
        return _Column(field, language, Shape.TEXT)
    return None


def _row(
    name: str,
    line: int,
    cells: list[str],
    columns: list[_Column | None],
    problems: list[Problem],
) -> Row | None:
    if len(cells) != len(columns):
        many = len(cells) > len(columns)
        problems.append(
            Problem(
                name,
                line,
                _("The row has %(cells)s cells where the header has %(columns)s.")
                % {"cells": len(cells), "columns": len(columns)},
                _("Put a cell that holds a comma between double quotes.")
                if many
                else _("Add a comma for each cell that is left empty."),
                code="too-many-cells" if many else "too-few-cells",
            )
        )
        if not many:
            return None
    values: dict[str, Any] = {}
    for cell, column in zip(cells, columns, strict=False):
        if column is not None and cell.strip():
            _fill(values, column, cell, Spots(name, line), problems)
    return Row(values, Spots(name, line))


def _fill(
    values: dict[str, Any], column: _Column, cell: str, spots: Spots, problems: list[Problem]
) -> None:
    if column.shape is Shape.LIST:
        values[column.field] = [part.strip() for part in cell.split(LIST_MARK) if part.strip()]
        return
    before = values.get(column.field)
    if column.language is None and before is None:
        values[column.field] = cell if column.shape is Shape.TEXT else cell.strip()
    elif column.language is not None and not isinstance(before, str):
        values[column.field] = {**(before or {}), column.language: cell}
    else:
        problems.append(
            spots.problem(
                (column.field,),
                _("%(field)s is given once for every language and once per language.")
                % {"field": column.field},
                _("Empty the column %(field)s, or those with a language.")
                % {"field": column.field},
                code="duplicate-field",
            )
        )
