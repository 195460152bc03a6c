# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report's table of 2011–2016 (ROA 2011) comes out of the identity, from Twente's own files.

It has no causes, and MBO undivided: it tests the subtraction. Its totals are rounded apart from its
rows; both are shown.
"""

from __future__ import annotations

import pytest

from hcat.agenda.schema import Series
from hcat.numerics.labour.balance import balance
from tests.agenda.twente_folder import of

LEVELS = ("vmbo", "mbo", "hbo", "wo")
TOTAL = ""
PUBLISHED = {
    "vmbo": (106_200, 44_400, -61_800),
    "mbo": (221_400, 163_400, -58_000),
    "hbo": (74_700, 49_600, -25_100),
    "wo": (40_100, 29_700, -10_400),
    TOTAL: (442_400, 287_000, -155_400),
}
"""Openings, inflow and inflow less openings, as the report prints them."""
SUMS_OF_ROWS = (442_400, 287_100, -155_300)
ROUNDING = 100
"""The report's figures are in hundreds."""


@pytest.fixture(scope="module")
def table() -> dict[str, dict[str, float]]:
    """Per quantity: the figure of each level, and of all."""
    found = {}
    for name in ("openings", "inflow", "balance"):
        figures = of(Series)[f"roa-{name}-2011-2016"].figures
        found[name] = {one.group: one.value for one in figures if one.value is not None}
    return found


def test_the_files_hold_the_table_as_it_was_printed(table: dict[str, dict[str, float]]) -> None:
    assert {
        level: tuple(table[name][level] for name in ("openings", "inflow", "balance"))
        for level in (*LEVELS, TOTAL)
    } == PUBLISHED


@pytest.mark.parametrize("level", LEVELS)
def test_the_gap_of_each_row_is_its_inflow_less_its_openings_exactly(
    table: dict[str, dict[str, float]], level: str
) -> None:
    assert float(balance(table["inflow"][level], table["openings"][level])) == PUBLISHED[level][2]


def test_the_published_totals_stand_beside_the_sums_of_the_rows(
    table: dict[str, dict[str, float]],
) -> None:
    sums = {name: sum(rows[level] for level in LEVELS) for name, rows in table.items()}
    assert tuple(sums[name] for name in ("openings", "inflow", "balance")) == SUMS_OF_ROWS
    assert float(balance(sums["inflow"], sums["openings"])) == sums["balance"]
    # The totals agree with themselves, and miss the rows by one unit of their rounding.
    total = {name: rows[TOTAL] for name, rows in table.items()}
    assert float(balance(total["inflow"], total["openings"])) == total["balance"]
    assert {name: total[name] - sums[name] for name in sums} == {
        "openings": 0, "inflow": -ROUNDING, "balance": -ROUNDING,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["openings", "inflow", "balance"])
def test_the_difference_is_told_where_the_table_is_shown(name: str) -> None:
    method = of(Series)[f"roa-{name}-2011-2016"].method
    assert set(method.texts) == {"nl", "en", "de"}
    for text in method.texts.values():
        for figure in ("287.100", "155.300", "287.000", "155.400"):
            assert figure in text.replace(",", "."), (name, figure)
