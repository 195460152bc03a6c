# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""docs/methods/surveys.md says what the code does: its numbers, and the tests that it names."""

from __future__ import annotations

import re

import pytest

from hcat.numerics.api import rising_power, smallest_yes_to_prove
from tests.docs.documents import DOCS, Document, cells

PAGE = Document(DOCS / "methods" / "surveys.md")
NUMERICS = DOCS.parent / "tests" / "numerics"


def test_the_smallest_numbers_of_yeses_are_worked_out() -> None:
    rows = list(cells(PAGE.text, "What proves a half"))
    assert len(rows) == 3
    for n, population, yes in rows:
        assert smallest_yes_to_prove(0.5, int(n), int(population)) == int(yes)


def test_the_power_of_significantly_rising_is_worked_out() -> None:
    power = rising_power(60, 120, change=0.2, sd=1.2, correlation=0.6, contrasts=3)
    told = re.search(r"significant in about (\d+)% of cases", PAGE.text)
    assert told is not None
    assert power == pytest.approx(int(told[1]) / 100, abs=0.02)


def test_each_test_that_holds_a_number_is_there() -> None:
    named = re.findall(r"`(test_\w+\.py)::(\w+)`", PAGE.text)
    assert len(named) >= 9
    for file, name in named:
        assert f"def {name}(" in (NUMERICS / file).read_text(encoding="utf-8"), name


def test_a_number_of_the_table_stands_in_the_tests() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in NUMERICS.glob("test_*.py"))
    for row in cells(PAGE.text, "Reference numbers"):
        for number in re.findall(r"\d+\.\d{2,}|\d{5,}", row[1]):
            if len(number.split(".")[-1]) > 4 and "." in number:
                number = number[:-1]  # told rounded
            assert number in tests, (row[0], number)
