# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The day stands before the month, wherever a date is shown or typed."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django import forms
from django.test import RequestFactory
from django.utils import translation
from django.utils.formats import date_format

from hcat.web.asof import AsOf
from hcat.web.dates import as_typed, read_day
from hcat.web.desk.forms.typed import NotReadableError, read_date
from hcat.web.desk.register.forms.base import DateField

from .conftest import Visitor, fields_of, problems, text_of

MARCH = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("language", "long", "in_a_box"),
    [("nl", "2 maart 2026", "2-3-2026"), ("en", "2 March 2026", "2-3-2026"),
     ("de", "2. März 2026", "02.03.2026")],
)  # fmt: skip
def test_a_date_is_shown_with_its_day_first(language: str, long: str, in_a_box: str) -> None:
    with translation.override(language):
        assert date_format(MARCH) == long
        assert as_typed(MARCH) == in_a_box
        assert read_day(as_typed(MARCH)) == MARCH
        assert "14:05" in date_format(datetime(2026, 3, 2, 14, 5), "DATETIME_FORMAT")


@pytest.mark.parametrize("typed", ["2-3-2026", "2/3/2026", "02.03.2026", "2026-03-02"])
def test_a_date_is_read_with_its_day_first_in_every_language(typed: str) -> None:
    for language in ("nl", "en", "de"):
        with translation.override(language):
            assert read_day(typed) == MARCH
            assert DateField().clean(typed) == MARCH


def test_a_month_before_its_day_is_refused_and_not_turned_round() -> None:
    with pytest.raises(forms.ValidationError):
        DateField().clean("12/31/2026")
    with pytest.raises(ValueError):
        read_day("12/31/2026")


@pytest.mark.parametrize("typed", ["31-12-9999", "1-1-0001", "9999-12-31", "31-12-1899"])
def test_a_mistyped_year_is_refused_wherever_a_date_is_typed(typed: str) -> None:
    with translation.override("en"):
        with pytest.raises(forms.ValidationError, match="between 1900 and 2200"):
            DateField().clean(typed)
        with pytest.raises(NotReadableError, match="between 1900 and 2200"):
            read_date(typed)
        asked = AsOf.of(RequestFactory().get("/", {"as-of": typed}))
        assert "between 1900 and 2200" in asked.error
        assert asked.day is None


def test_a_form_says_how_a_date_is_written_and_gives_back_what_was_typed(manager: Visitor) -> None:
    path = "/desk/agenda/initiative/lab-east/stop"
    assert "Day-month-year" in text_of(manager.open(path))
    answer = manager.send(path, manager.fill(path, when__on="12/31/2026", when__reason="Done"))
    assert answer.status_code == 422
    assert "There is no such day. Write day-month-year" in problems(answer)
    assert fields_of(answer)["when.on"] == ["12/31/2026"]
