# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The region explained: read by people from abroad, kept at the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from hcat.portal.api import check_region_text, subjects
from hcat.portal.models import RegionText, Sponsor, SponsorList
from tests.portal.conftest import BY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
Make = Callable[..., Any]


def see(path: str, status: int = 200) -> str:
    response = Client().get(path)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize(
    ("language", "title"),
    [("/en", "The first weeks"), ("", "De eerste weken"), ("/de", "Die ersten Wochen")],
)
def test_everything_is_there_in_three_languages(language: str, title: str) -> None:
    page = see(f"{language}/region")
    assert title in page
    for one in subjects():
        assert f"{language}/region/{one.key}" in page
        assert "{region}" not in see(f"{language}/region/{one.key}")
    see(f"{language}/region/sponsors")
    see(f"{language}/region/weather", 404)


def test_a_page_says_when_it_was_checked() -> None:
    assert "The programme has not checked it yet" in see("/en/region/taxes")
    check_region_text(by=BY, key="taxes", edition=0)
    assert "Checked by the programme on" in see("/en/region/taxes")
    RegionText.objects.update(checked_on="2020-01-01")
    assert "more than half a year ago" in see("/en/region/taxes")


def test_sponsors_are_named_once_their_register_is_read(company: Make) -> None:
    made = company("Voorbeeld Machines", kvk="12345678", place="Enschede")
    assert "was not read yet" in see("/en/region/sponsors")
    SponsorList.objects.create(as_of="2026-06-01", file="sponsors.csv", rows=1)
    assert "No company of the region stands in the register" in see("/en/region/sponsors")
    Sponsor.objects.create(name="Voorbeeld", name_key="voorbeeld", kvk="12345678")
    page = see("/en/region/sponsors")
    assert "1 company is a recognised sponsor" in page
    assert f"/en/companies/{made.key}" in page
    assert "place not known" not in page


def sent(edition: int = 0, **given: str) -> dict[str, Any]:
    wanted = {"title_en": "Homes", "body_en": "One.\n\nTwo <b>.", "links": "IND | https://ind.nl"}
    return {**wanted, "edition": edition, **given}


def test_the_desk_rewrites_a_text(manager: Any, signed_in: Make) -> None:
    at = "/en/desk/vacancies/region"
    assert "not yet" in manager.client.get(at).content.decode()
    assert "A place to live" in manager.client.get(f"{at}/housing").content.decode()
    assert manager.client.post(f"{at}/housing", sent()).status_code == 302
    page = see("/en/region/housing")
    assert "<h1>Homes</h1>" in page
    assert "<p>Two &lt;b&gt;.</p>" in page
    assert 'lang="en"' in see("/region/housing"), "where Dutch was not written"
    again = manager.client.post(f"{at}/housing", sent(title_en="Other"))
    assert again.status_code == 422
    assert "What stands now" in again.content.decode()
    assert "Other" in again.content.decode(), "what was typed stays"
    assert manager.client.post(f"{at}/housing", sent(1, links="nothing")).status_code == 422
    assert manager.client.get(f"{at}/weather").status_code == 404
    assert signed_in("board").client.get(at).status_code == 403
    assert Client().post(f"{at}/housing", sent(1)).status_code in (302, 403)
    assert RegionText.objects.get().edition == 1


def test_what_is_old_asks_for_attention_until_it_is_checked(manager: Any) -> None:
    asks = "8 texts were not checked for half a year"
    to_do = "/en/desk/to-do/region-texts"
    assert asks in manager.client.get(to_do).content.decode()
    at = "/en/desk/vacancies/region"
    for one in subjects():
        assert manager.client.post(f"{at}/{one.key}/check", {"edition": 0}).status_code == 302
    assert "not checked for half a year" not in manager.client.get(to_do).content.decode()
    manager.client.post(f"{at}/taxes/check", {"edition": 0})
    assert "in the meantime" in manager.client.get(at).content.decode()
    assert RegionText.objects.get(key="taxes").edition == 1
