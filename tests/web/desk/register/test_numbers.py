# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whole numbers are read as people in these countries write them."""

from __future__ import annotations

import pytest
from django import forms

from hcat.web.desk.register.forms.base import WholeNumberField
from hcat.web.desk.register.forms.organisations import FactsForm
from hcat.web.surveys import ranking_forms
from hcat.web.surveys.desk_forms import earlier, editing, surveys, tickets, waves

ROOM = (earlier, editing, surveys, tickets, waves, ranking_forms)


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


def test_each_whole_number_that_is_typed_about_surveys_and_organisations_is_read_so() -> None:
    made = [one for part in ROOM for one in vars(part).values() if isinstance(one, type)]
    fields = [
        (one.__name__, name, field)
        for one in (*made, FactsForm)
        if issubclass(one, forms.Form)
        for name, field in one.base_fields.items()
        if isinstance(field, forms.IntegerField)
        and not isinstance(field, (forms.FloatField, forms.DecimalField))
        and not isinstance(field.widget, forms.HiddenInput)
    ]
    assert len(fields) > 8
    assert [one[:2] for one in fields if not isinstance(one[2], WholeNumberField)] == []
