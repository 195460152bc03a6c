# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What pyxform says of a file that is sound by our rules: others must be able to use it too."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from .problems import Problem
from .rows import OURS
from .sheets import Book, Row, Sheet


def judged(book: Book) -> list[Problem]:
    """Its objections, as errors. ODK Validate, which needs Java, is not asked."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import DefinitionData

    try:
        # Parameters of rows that are no question were not read by us: they fail here first.
        workbook_to_json(DefinitionData(**_given(book)), form_name="data")
    except PyXFormError as error:
        said = str(error)
    except Exception as error:
        # A fault of the library must not become one of the page that shows what is wrong.
        said = repr(error)
    else:
        return []
    return [
        Problem(
            "",
            _("Other programs for XLSForm refuse this: %(said)s") % {"said": said[:500]},
            _("Change what it names."),
        )
    ]


def _given(book: Book) -> dict[str, Any]:
    given: dict[str, Any] = {"sheet_names": list(book.sheets)}
    for name, sheet in book.sheets.items():
        rows = _rows(sheet)
        given[name] = rows
        heads = [head for head in sheet.headings if any(head in row for row in rows)]
        given[f"{name}_header"] = [dict.fromkeys(heads)]
    return given


def _rows(sheet: Sheet) -> list[dict[str, str]]:
    """Rows with what is ours alone left out: our column, parameters and language of settings."""
    return [_row(sheet, row) for row in sheet.rows]


def _row(sheet: Sheet, row: Row) -> dict[str, str]:
    from pyxform.parsing.parameters import parse

    cells = {head: cell for head, cell in row.cells.items() if head.lower() != "concept"}
    if sheet.name == "settings":
        return {head: cell for head, cell in cells.items() if "::" not in head}
    if "parameters" in cells:
        given = parse(cells["parameters"], row_number=row.number)
        cells["parameters"] = " ".join(f"{n}={v}" for n, v in given.items() if n not in OURS)
    return {head: cell for head, cell in cells.items() if cell}
