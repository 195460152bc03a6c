# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cells of a table as text: numbers and days as readers of the language write them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.formats import date_format, number_format

from hcat.reports.document import Cell, Table

DECIMALS = 2
"""As many as a column has at most; a text says it otherwise."""


def is_year(cells: Iterable[Cell]) -> bool:
    """Whether the whole numbers among these are calendar years: no reader groups their digits.

    >>> is_year([2020, None, 2024]), is_year([2020, 12_000]), is_year(["–"])
    (True, False, False)
    """
    whole = [cell for cell in cells if isinstance(cell, int)]
    return bool(whole) and all(1900 <= cell <= 2100 for cell in whole)


def decimals(cells: Iterable[Cell]) -> int:
    """How many places behind the comma the figures of a column need, the same for each.

    >>> decimals([1, 2.5, 3.125]), decimals([1.0, 2.0, None])
    (2, 0)
    """
    needed = 0
    for cell in cells:
        if isinstance(cell, float):
            written = f"{cell:.{DECIMALS}f}".rstrip("0")
            needed = max(needed, len(written) - written.index(".") - 1)
    return needed


def checked(table: Table) -> Table:
    """The table, of which each row has one cell for each column: else who made it is mistaken."""
    width = len(table.columns)
    if not width:
        raise ValueError(f"{table.caption!r}: a table has columns")
    if any(len(line) != width for line in (*table.rows, table.totals or table.columns)):
        raise ValueError(f"{table.caption!r}: each row has one cell for each of {width} columns")
    return table


def printed_rows(table: Table) -> tuple[list[list[str]], list[str]]:
    """Rows and totals as text, in the language in force."""
    lines = [*checked(table).rows, *([table.totals] if table.totals else [])]
    columns = [_column([line[at] for line in lines]) for at in range(len(table.columns))]
    printed = [list(line) for line in zip(*columns, strict=True)]
    return (printed[:-1], printed[-1]) if table.totals else (printed, [])


def _column(cells: Sequence[Cell]) -> list[str]:
    places, plain = decimals(cells), is_year(cells)
    return [_text(cell, places, plain) for cell in cells]


def _text(cell: Cell, places: int, plain: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return date_format(cell)
    if plain:
        return str(cell)
    # Django cuts decimals off where it should round.
    rounded = round(abs(cell), places)
    text = number_format(rounded, decimal_pos=places, use_l10n=True, force_grouping=True)
    return f"−{text}" if cell < 0 and rounded else text
