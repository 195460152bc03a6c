# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Four questions by links alone, and companies to visit."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from hcat.portal.api import ProfileDraft, bring_up_to_date, classify, save_profile
from tests.portal.conftest import BY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
Make = Callable[..., Any]
ALL = "like=build&make=machines&way=beside&level=school"


def see(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    assert not response.cookies, "nothing is kept"
    return response.content.decode()


@pytest.mark.parametrize("language", ["", "/en", "/de"])
def test_from_the_first_question_to_companies_by_links(language: str) -> None:
    page, clicks = see(f"{language}/finder"), 0
    while link := re.search(r'<h2><a href="([^"]+)"', page):
        page, clicks = see(link[1].replace("&amp;", "&")), clicks + 1
    assert clicks == 4
    assert "/ask" in page, "no company is known, and where to ask is said"


def test_companies_to_visit_with_why(source: Any, company: Make, vacancy: Make) -> None:
    made = vacancy("Stage mechatronica", body="<p>Tijdens je stage bouw je een robot.</p>")
    classify([made.pk], by=BY)
    draft = ProfileDraft(
        makes={"en": "Robots that sort parcels"}, disciplines=("field:mechatronics",),
        offers=("mentor",), visits={"en": "Come along for a day"},
    )  # fmt: skip
    save_profile(by=BY, organisation=source.organisation.key, edition=0, draft=draft)
    company("Ander", sbi=("2611",))
    page = see(f"/en/finder?{ALL}")
    assert page.index("Voorbeeld Machines") < page.index("Ander")
    assert "Robots that sort parcels" in page
    assert "offers: A mentor at the start" in page
    assert "Come along for a day" in page
    assert "1 internship open" in page
    link = re.search(r'<a href="([^"]+)">See all internships', page)
    assert link is not None
    bring_up_to_date()
    assert "Stage mechatronica" in see(link[1])
    assert "So we did not look at:" in page, "two companies are fewer than three"
    assert "How you may visit is not told yet" in page
    assert "No event is announced now" in page


def test_strange_answers_are_asked_again() -> None:
    assert "Question 2 of 4" in see("/en/finder?like=build&make=%00&x=1")
    assert "Question 1 of 4" in see("/en/finder?like=none&make=machines")
    assert Client().post("/finder").status_code == 405
