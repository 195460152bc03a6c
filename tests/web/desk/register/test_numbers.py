# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whole numbers are read as people in these countries write them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django import forms

import hcat.web
from hcat.web.desk.register.forms.base import WholeNumberField


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1.000", 1000), ("12.000", 12000), ("1 540", 1540), ("1\u00a0540", 1540),
        ("1,540", 1540), ("1.234.567", 1234567), ("1540", 1540), ("12,0", 12),
        ("1.540,00", 1540), (" 7 ", 7), ("0", 0), ("", None), (12, 12),
    ],
)  # fmt: skip
def test_a_thousand_is_no_one(typed: str, number: int | None) -> None:
    assert WholeNumberField(required=False).clean(typed) == number


@pytest.mark.parametrize(
    "typed", ["1.5", "12,25", "1.0000", "1.540,540", "-1.000", "1.00.000", "x"]
)
def test_what_may_be_another_number_is_not_taken_for_one(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        WholeNumberField(required=False).clean(typed)


def typed_integers(text: str) -> list[int]:
    """Lines that make an integer of Django that somebody types: not hidden, and no edition."""
    tree = ast.parse(text)
    editions = {
        id(one.value)
        for one in ast.walk(tree)
        if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == "edition"
    }
    return [
        one.lineno
        for one in ast.walk(tree)
        if isinstance(one, ast.Call) and ast.unparse(one.func) == "forms.IntegerField"
        if id(one) not in editions and "HiddenInput" not in ast.unparse(one)
    ]


def test_each_whole_number_that_is_typed_anywhere_on_the_site_is_read_so() -> None:
    assert typed_integers("places = forms.IntegerField(label='Places')") == [1]
    web = Path(hcat.web.__file__).parent
    found = {
        str(path.relative_to(web)): lines
        for path in sorted(web.rglob("*.py"))
        if (lines := typed_integers(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_a_number_may_say_in_its_own_words_what_is_wrong() -> None:
    field = WholeNumberField(error_messages={"required": "Give a number."})
    with pytest.raises(forms.ValidationError, match=r"Give a number\."):
        field.clean("")
    with pytest.raises(forms.ValidationError, match="125"):
        field.clean("x")
