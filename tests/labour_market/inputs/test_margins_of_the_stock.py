# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Stocks of educations meet what is known of their level or field as a whole."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from django.utils import translation

from tests.labour_market.inputs.folders import (
    EACH,
    STOCK,
    made_of,
    problems_of,
    row,
    write,
)

MBO, MECHATRONICS, SOFTWARE = range(3)
"""The educations: mbo-4/mechatronics 4000, hbo/mechatronics 2000, hbo/software 1000."""


def margin(persons: float, year: int = 2024, **of: str) -> str:
    return row("stock_margin", persons, "persons", year=year, **of)


def people(folder: Path, *margins: str) -> list[float]:
    made = made_of(write(folder, {"stock.csv": [*STOCK, *margins]}))
    return [float(one) for one in made.market.array("stock")[0].sum(axis=1)]


def mistakes(folder: Path, *margins: str) -> list[tuple[int, str, str]]:
    with translation.override("en"):
        told = problems_of(write(folder, {"stock.csv": [*STOCK, *margins]}))
    return [(one.line, one.what, one.mend) for one in told if one.file == "stock.csv"]


def test_a_margin_of_a_level_is_divided_as_its_stocks_are(tmp_path: Path) -> None:
    """Two thirds and one third; the other level has no margin and stays."""
    assert people(tmp_path, margin(6000, level="hbo")) == pytest.approx([4000, 4000, 2000])


def test_a_margin_of_a_field_is_divided_as_its_stocks_are(tmp_path: Path) -> None:
    assert people(tmp_path, margin(3000, field="mechatronics")) == pytest.approx([2000, 1000, 1000])


def test_levels_and_fields_are_met_at_once(tmp_path: Path) -> None:
    """Only one table does: software is HBO only, so HBO has 3000 − 1500 in mechatronics."""
    given = [
        margin(5000, level="mbo-4"),
        margin(3000, level="hbo"),
        margin(6500, field="mechatronics"),
        margin(1500, field="software"),
    ]
    assert people(tmp_path, *given) == pytest.approx([5000, 1500, 1500], rel=1e-6)


def test_a_field_without_a_margin_takes_what_the_levels_leave_for_it(tmp_path: Path) -> None:
    """All levels are known and one field: the other need not be typed in as the difference."""
    levels = [margin(5000, level="mbo-4"), margin(3000, level="hbo")]
    both = [margin(6500, field="mechatronics"), margin(1500, field="software")]
    found = people(tmp_path, *levels, both[0])
    assert found == pytest.approx([5000, 1500, 1500], rel=1e-6)
    assert found == pytest.approx(people(tmp_path, *levels, both[1]), rel=1e-6)


def test_one_level_and_one_field_are_met_and_the_rest_follows(tmp_path: Path) -> None:
    given = [margin(4000, level="hbo"), margin(1500, field="software")]
    assert people(tmp_path, *given) == pytest.approx([4000, 2500, 1500], rel=1e-6)


def test_margins_that_are_met_already_change_nothing(tmp_path: Path) -> None:
    given = [margin(4000, level="mbo-4"), margin(3000, level="hbo")]
    assert people(tmp_path, *given) == people(tmp_path) == pytest.approx(list(EACH.values()))


def test_the_last_known_margin_counts_and_ages_stay(tmp_path: Path) -> None:
    plain = made_of(write(tmp_path)).market.array("stock")[0]
    given = [margin(9000, level="hbo", year=2019), margin(6000, level="hbo", year=2023)]
    found = made_of(write(tmp_path, {"stock.csv": [*STOCK, *given]})).market.array("stock")[0]
    np.testing.assert_allclose(found[1:], 2 * plain[1:])


@pytest.mark.parametrize(
    ("given", "line", "what"),
    [
        (
            [margin(4000, level="mbo-4"), margin(3000, level="hbo"),
             margin(7000, field="mechatronics"), margin(1000, field="software")],
            5, "The levels come to 7000 persons together, the fields to 8000.",
        ),
        (
            [margin(5000, level="mbo-4"), margin(2000, level="hbo"),
             margin(4000, field="mechatronics"), margin(3000, field="software")],
            5, "No stocks meet the margins of levels and fields at once.",
        ),
        ([margin(9000)], 5,
         "level: fill in the level or the field: a margin is of one of them."),
        ([margin(9000, level="hbo", field="software")], 5,
         "level: fill in the level or the field: a margin is of one of them."),
        ([margin(-1, level="hbo")], 5, "value: this figure is at least 0."),
        ([margin(9000, level="hbo", year=2025)], 5,
         "The forecast starts in 2024, and this figure speaks of 2025."),
    ],
)  # fmt: skip
def test_margins_that_cannot_be_are_refused(
    given: list[str], line: int, what: str, tmp_path: Path
) -> None:
    line += len(STOCK) - 3
    assert (line, what) in [one[:2] for one in mistakes(tmp_path, *given)]


def test_people_of_whom_no_education_has_a_stock_are_refused(tmp_path: Path) -> None:
    none = [one for one in STOCK if not one.startswith("stock,hbo,software")]
    folder = write(tmp_path, {"stock.csv": [*none, margin(500, field="software")]})
    with translation.override("en"):
        told = [(one.line, one.what, one.mend) for one in problems_of(folder)]
    assert told == [
        (
            len(none) + 2,
            "There are 500 persons in software, and no stock to divide them by.",
            "Add a stock of an education in it.",
        )
    ]
