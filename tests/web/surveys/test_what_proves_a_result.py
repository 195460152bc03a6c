# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a result of the agenda to what was answered, or to the lists that others publish."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from hcat.evidence.api import measures
from hcat.surveys.api import RANKINGS, asked_as
from hcat.surveys.models import Place, RankingList
from tests.surveys.field import company
from tests.surveys.releasing import figure, release, survey, wave
from tests.web.conftest import text

pytestmark = pytest.mark.usefixtures("twente")


def get(path: str) -> Any:
    response = Client().get(f"/en{path}")
    assert response.status_code == 200
    return response


def read(path: str) -> str:
    return str(get(path).content.decode())


def ranking(year: int, **given: Any) -> RankingList:
    facts = {"name": "Best employers", "publisher": "A magazine", "length": 100}
    return RankingList.objects.create(
        year=year, published_on=date(year, 3, 1), **{**facts, **given}
    )


def test_a_result_leads_to_what_was_answered_once_that_was_released() -> None:
    result = "/results/companies-know-agenda"
    address = "/en/surveys/company-panel/over-time/"
    assert address not in read(result)
    made = wave(survey("company-panel"))
    made_of = release(made)
    figure(made_of, "knows_agenda", 0.6, choice="yes")
    figure(made_of, "knows_agenda_in_full", 0.3, choice="yes")
    page = read(result)
    assert page.count(f"{address}knows_agenda_in_full") == 1
    assert page.count(f'{address}knows_agenda"') == 1
    assert f"{address}names_agenda_thought" not in page


def test_what_is_made_up_proves_nothing() -> None:
    made = release(wave(survey("company-panel", is_demo=True)))
    figure(made, "knows_agenda", 0.6, choice="yes")
    assert "over-time/knows_agenda" not in read("/results/companies-know-agenda")


def test_every_measure_of_surveys_says_what_it_rests_on() -> None:
    names = [one for one in measures() if one.startswith("surveys.")]
    assert len(names) > 20
    assert [one for one in names if asked_as(one) is None] == [RANKINGS]
    assert asked_as("surveys.enthusiasm_pupils") == ("enthusiasm", ("enthusiasm-pupils",))
    assert asked_as("classroom.technology_choice") is None


def test_the_lists_that_are_followed_stand_on_a_page_and_the_result_leads_there() -> None:
    address, result = "/en/surveys/employer-lists", "/results/employer-rankings"
    assert "No list of employers is followed yet" in text(get("/surveys/employer-lists"))
    assert address not in read("/surveys")
    assert address not in read(result)
    smid = company("Smid")
    first = ranking(2024, address="https://example.org/list")
    Place.objects.create(ranking=first, organisation=smid, first=51, last=100)
    ranking(2023, no_places=True)
    ranking(2022)
    assert address in read("/surveys")
    assert address in read(result)
    page = text(get("/surveys/employer-lists"))
    assert "3 lists of employers are followed" in page
    assert "Smid: 51–100" in page
    assert "Somebody looked" in page
    assert "Nobody has looked yet" in page
    assert page.index("2024") < page.index("2023") < page.index("2022")


def test_a_long_list_names_the_highest_and_says_how_many_more_and_many_lists_come_in_pages() -> (
    None
):
    made = ranking(2024)
    for number in range(1, 24):
        place = company(f"Company {number:02}")
        Place.objects.create(ranking=made, organisation=place, first=number, last=number)
    page = text(get("/surveys/employer-lists"))
    assert "Company 20: 20" in page
    assert "Company 21" not in page
    assert "And 3 more." in page
    for year in range(1991, 2023):
        ranking(year)
    page = read("/surveys/employer-lists")
    assert "2024" in page
    assert "1991" not in page
    assert "page=2" in page
