# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The use of the portal at the desk, and links to hand out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hcat.foundation.api import today
from hcat.portal.api import make_referral
from hcat.portal.models import AskedWords, Referral, Tally
from hcat.portal.visits.words import monday
from tests.portal.conftest import BY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
AT = "/en/desk/vacancies/visits"


def tally(kind: str, number: int, back: int = 8, **given: Any) -> None:
    day = today() - timedelta(days=back)
    Tally.objects.create(day=day, kind=kind, number=number, **given)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_page_says_what_to_expect_while_nothing_is_counted(manager: Any) -> None:
    seen = text(manager.client.get(AT))
    assert "No visit has been counted in this period" in seen
    assert "counted by themselves" in seen
    assert "No link has been made yet" in text(manager.client.get(f"{AT}/links"))


@pytest.mark.parametrize("at", ["2026-11-26T12:00"], indirect=True)
def test_the_page_tells_visits_searches_clicks_and_where_they_came_from(
    at: Any, manager: Any, company: Callable[..., Any]
) -> None:
    """On a Thursday: which weeks are whole depends on the day."""
    known = company("Voorbeeld Machines", sbi=("2611",))
    make_referral(by=BY, code="beurs", title="Poster op de beurs", path="/vacancies")
    tally("visit", 1200, place="vacancies")
    tally("visit", 30, back=20, place="vacancies", campaign="beurs")
    tally("visit", 2, back=30, place="companies")
    tally("visit", 4, place="vacancies", campaign="van-een-lezer")
    tally("unmeasured", 3)
    tally("search", 70)
    tally("empty", 6)
    tally("click", 11, place=str(known.pk))
    tally("referrer", 50, place="zoek.example")
    tally("referrer", 4, place="familie.example")
    tally("answer", 6, origin="outside")
    tally("answer", 4, origin="inside")
    week = monday(today())
    for place, (words, empty) in enumerate({"lasser": 0, "helikopterpiloot": 9, "": 4}.items()):
        AskedWords.objects.create(
            week=week, fingerprint=str(place), words=words, number=9, empty=empty, days=2,
            last_day=week,
        )  # fmt: skip
    seen = text(manager.client.get(AT))
    for told in (
        "1,236 visits since", "3 more visits", "70, of which 6 without a result", "11 times",
        "6 of 10", "Voorbeeld Machines", "Poster op de beurs", "zoek.example", "lasser",
        "helikopterpiloot", "From 30 visits a week to", "The figures as a table",
    ):  # fmt: skip
        assert told in seen, told
    for hidden in ("van-een-lezer", "familie.example"):
        assert hidden not in seen
    assert "1,2" in text(manager.client.get(f"{AT}?weeks=4"))


def test_a_long_list_has_pages_of_its_own(manager: Any) -> None:
    for number in range(60):
        tally("referrer", 100 - number, place=f"site{number}.example")
    tally("visit", 1)
    assert f"{AT}/sites?weeks=13" in text(manager.client.get(AT))
    seen = text(manager.client.get(f"{AT}/sites"))
    assert "site49.example" in seen
    assert "site50.example" not in seen
    assert "site59.example" in text(manager.client.get(f"{AT}/sites?page=2"))
    assert manager.client.get(f"{AT}/there-is-none").status_code == 404
    assert "No words" in text(manager.client.get(f"{AT}/in-vain"))


def test_a_link_is_made_shown_with_its_code_and_ended(manager: Any) -> None:
    see = manager.client
    sent = {"title": "Beurs", "code": "Beurs-2026", "path": "http://localhost:8000/en/companies"}
    elsewhere = see.post(f"{AT}/links/new", {**sent, "path": "https://elders.example/"})
    assert elsewhere.status_code == 422
    assert "not a page of the portal" in text(elsewhere)
    assert "Beurs-2026" in text(elsewhere)
    for path in ("/desk", "/en/desk/vacancies", "/agenda", "/feeds/vacancies.atom", "/r/beurs"):
        assert see.post(f"{AT}/links/new", {**sent, "path": path}).status_code == 422
    assert see.post(f"{AT}/links/new", sent).status_code == 302
    made = Referral.objects.get()
    assert (made.code, made.path) == ("beurs-2026", "/en/companies")
    again = see.post(f"{AT}/links/new", sent)
    assert again.status_code == 422
    assert "already" in text(again)
    at = f"{AT}/links/beurs-2026"
    tally("visit", 5, place="companies", campaign="beurs-2026")
    seen = text(see.get(at))
    assert "/r/beurs-2026" in seen
    drawn = see.get(f"{at}/qr.svg?save=1")
    assert drawn["Content-Type"] == "image/svg+xml"
    assert "beurs-2026.svg" in drawn["Content-Disposition"]
    assert b"<svg" in drawn.content
    assert see.get(f"{at}/end").status_code == 405
    assert see.post(f"{at}/end").status_code == 302
    assert "counted no longer" in text(see.get(at))
    assert "ended already" in text(see.post(f"{at}/end", follow=True))


def test_who_may_not_make_links_may_look_or_is_told(signed_in: Callable[..., Any]) -> None:
    assert Client().get(AT).status_code == 302
    reader = signed_in("steering_group")
    told = reader.client.get(f"{AT}/links/new")
    assert told.status_code == 403
