# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The agenda as it stood on another day, and a date that cannot be read."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import RequestFactory

from hcat.web.asof import AsOf

from .conftest import Read, text


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2013-03-01", date(2013, 3, 1)),
        ("1-3-2013", date(2013, 3, 1)),
        ("01/03/2013", date(2013, 3, 1)),
        ("", None),
    ],
)
def test_a_date_can_be_typed_as_people_write_it(typed: str, day: date | None) -> None:
    found = AsOf.of(RequestFactory().get("/", {"as-of": typed}))
    assert (found.day, found.error) == (day, "")


@pytest.mark.parametrize("typed", ["2013-02-30", "yesterday", "13", "0000-01-01", "<b>"])
def test_a_bad_date_is_an_error_and_no_date(typed: str) -> None:
    found = AsOf.of(RequestFactory().get("/", {"as-of": typed}))
    assert found.day is None
    assert found.error
    assert found.typed == typed, "what was typed stays in the field"


@pytest.mark.usefixtures("twente")
def test_a_bad_date_is_told_beside_the_field_and_the_page_still_works(read: Read) -> None:
    page = read("/results?as-of=2013-02-30").content.decode()
    assert 'aria-invalid="true"' in page
    assert 'value="2013-02-30"' in page
    assert 'id="as-of-error"' in page
    assert "/results/technology-choice" in page


@pytest.mark.usefixtures("twente")
def test_another_day_is_said_and_kept_in_every_link(read: Read) -> None:
    response = read("/agenda?as-of=2014-01-01")
    page = response.content.decode()
    assert "1 januari 2014" in text(response)
    assert 'href="/results?as-of=2014-01-01"' in page
    assert 'href="/results/technology-choice?as-of=2014-01-01"' in page
    assert 'href="/agenda"' in page, "a way back to today"


@pytest.mark.usefixtures("twente")
def test_of_a_day_to_come_nobody_is_told_how_it_stood(read: Read) -> None:
    future, past = (text(read(f"/en/agenda?as-of={year}-01-31")) for year in (2099, 2014))
    assert "31 January 2099 is still to come" in future
    assert "reading the agenda as it stood on" not in future
    assert "reading the agenda as it stood on 31 January 2014" in past


@pytest.mark.usefixtures("twente")
def test_in_2014_the_target_of_2016_decides(read: Read) -> None:
    then = text(read("/results/technology-choice?as-of=2014-01-01"))
    now = text(read("/results/technology-choice"))
    assert "1.241 van 4.252" in now
    assert "1.241 van 4.252" not in then, "a figure about 2020 was not there in 2014"


@pytest.mark.usefixtures("twente")
def test_before_the_adoption_there_was_no_agenda(read: Read) -> None:
    for path in ("/", "/results", "/initiatives", "/menu"):
        page = text(read(f"{path}?as-of=2010-01-01"))
        assert "nog geen agenda" in page
        assert "1 juli 2012" in page


@pytest.mark.usefixtures("twente")
def test_figures_of_later_years_are_not_shown_on_an_earlier_day(read: Read) -> None:
    page = "/figures/hbo-first-years-technical"
    assert "1.241 van 4.252" in text(read(page))
    assert "1.241 van 4.252" not in text(read(f"{page}?as-of=2019-06-01"))
    assert "1.241" not in text(read("/figures?as-of=2019-06-01"))
    assert "1.241" not in text(read("/results/technology-choice?as-of=2019-06-01"))


@pytest.mark.usefixtures("twente")
def test_a_forecast_of_the_time_stays_readable(read: Read) -> None:
    assert "442.400" in text(read("/figures/roa-openings-2011-2016?as-of=2013-01-01"))
