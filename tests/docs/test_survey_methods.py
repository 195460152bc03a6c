# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""docs/methods/surveys.md says what the code does: its numbers, and the tests that it names."""

from __future__ import annotations

import re

import pytest

from hcat.numerics.api import rising_power, smallest_yes_to_prove
from hcat.surveys import weighting
from hcat.surveys.results import comparing, safe
from tests.docs.documents import DOCS, Document, cells

PAGE = Document(DOCS / "methods" / "surveys.md")
WORDS = {5: "five", 10: "ten"}
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


def test_the_steps_of_the_weights_have_the_numbers_of_the_code() -> None:
    steps = {row[0]: row[1] for row in cells(PAGE.text, "Weights")}
    assert f"fewer than {weighting.LEAST} answers" in steps["small cells"]
    assert f"more than {weighting.MOST_RAISED:g} times" in steps["small cells"]
    assert f"above {weighting.TRIM:g} times the median" in steps["trimming"]


def test_the_rules_of_what_is_not_shown_have_the_numbers_of_the_code() -> None:
    rules = {row[0]: row[1] for row in cells(PAGE.text, "What is not shown")}
    assert f"at least k = {safe.LEAST}" in rules
    assert WORDS[safe.LEAST] in rules[f"at least k = {safe.LEAST}"]
    assert f"all but {WORDS.get(safe.SPARE, 'one')}" in rules["all alike"]
    assert f"within {safe.P_PERCENT:.0%}" in rules["dominance"]
    assert f"from {WORDS[safe.ALL_ALIKE_FROM]} answers on" in PAGE.text


def test_claims_are_held_at_the_level_of_the_code() -> None:
    assert f"held at {comparing.ALPHA:.0%} together" in PAGE.text
    assert f"proven at {comparing.ALPHA:.0%}, one-sided" in PAGE.text
