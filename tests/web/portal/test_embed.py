# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A search on somebody else's site: it may stand there, follows nobody, and is copied whole."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from hcat.foundation.api import now
from hcat.portal.api import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
Make = Callable[..., Vacancy]


def ancestors(response: Any) -> str:
    found = re.search(r"frame-ancestors ([^;]*)", response["Content-Security-Policy"])
    assert found is not None
    return found[1].strip()


def test_the_list_may_stand_in_the_page_of_another_and_no_other_page_may(vacancy: Make) -> None:
    made = vacancy("Lasser")
    listed = Client().get("/embed/vacancies")
    assert ancestors(listed) == "*"
    assert "X-Frame-Options" not in listed
    assert "script-src" not in listed["Content-Security-Policy"]
    for path in ("/vacancies", f"/vacancies/{made.key}", "/vacancies/embed", "/"):
        other = Client().get(path)
        assert ancestors(other) == "'none'", path
        assert other["X-Frame-Options"] == "DENY", path


def test_it_sets_no_cookie_and_says_the_same_to_everybody(
    vacancy: Make, signed_in: Callable[[str], Any]
) -> None:
    vacancy("Lasser")
    stranger = Client().get("/embed/vacancies")
    assert not stranger.cookies
    assert "Cookie" not in stranger.get("Vary", "")
    assert "public" in stranger["Cache-Control"]
    assert b"<script" not in stranger.content
    assert signed_in("board").client.get("/embed/vacancies").content == stranger.content


def test_its_links_leave_the_frame_and_carry_where_they_came_from(vacancy: Make) -> None:
    made = vacancy("Lasser")
    page = Client().get("/en/embed/vacancies").content.decode()
    links = re.findall(r"<a [^>]*>", page)
    assert len(links) == 2
    for link in links:
        assert 'target="_blank"' in link
        assert 'rel="noopener"' in link
    assert f'href="/en/vacancies/{made.key}?from=embed"' in links[0]
    assert '<html lang="en">' in page


def test_it_shows_what_fits_the_search_of_its_address_and_no_more_than_asked(
    vacancy: Make,
) -> None:
    vacancy("Frezer", place="Almelo", index=False)
    for n in range(4):
        vacancy(f"Lasser {n}", place="Hengelo", index=n == 3)
    page = Client().get("/embed/vacancies?place=Hengelo&number=3").content.decode()
    assert page.count("<li>") == 3
    assert "Frezer" not in page
    assert "4 vacatures" in page
    for odd in ("9999", "-1", "x", "0"):
        assert Client().get(f"/embed/vacancies?number={odd}").content.decode().count("<li>") == 5


def test_what_closed_is_gone_from_it_and_what_did_not_change_is_not_sent_again(
    vacancy: Make,
) -> None:
    made = vacancy("Lasser")
    first = Client().get("/embed/vacancies")
    held = Client().get("/embed/vacancies", headers={"if-none-match": first["ETag"]})
    assert held.status_code == 304
    at = now()
    Vacancy.objects.filter(pk=made.pk).update(
        closed_at=at, seen_at=at, closed_because="gone", changed_at=at
    )
    made.adverts.update(closed_at=at, closed_because="gone")
    after = Client().get("/embed/vacancies", headers={"if-none-match": first["ETag"]})
    assert after.status_code == 200
    assert "Lasser" not in after.content.decode()


def test_where_nothing_fits_it_says_so_and_leads_to_all(vacancy: Make) -> None:
    vacancy("Lasser")
    page = Client().get("/en/embed/vacancies?q=zzzzzz").content.decode()
    assert page.count("<h1>") == 1
    assert "No vacancy fits now." in page
    assert 'href="/en/vacancies?from=embed"' in page
    fits = Client().get("/en/embed/vacancies?q=lasser").content.decode()
    assert 'href="/en/vacancies?q=lasser&amp;from=embed"' in fits


def test_what_comes_near_stands_on_the_page_of_a_search_only(vacancy: Make) -> None:
    vacancy("Werktuigbouwkundig constructeur", body="<p>Je tekent machines.</p>")
    question = "q=constructeur+helikopters"
    assert "1 vacancy holds some" in Client().get(f"/en/vacancies?{question}").content.decode()
    listed = Client().get(f"/en/embed/vacancies?{question}").content.decode()
    assert "No vacancy fits now." in listed
    for name in ("atom", "json"):
        feed = Client().get(f"/feeds/vacancies.{name}?{question}").content.decode()
        assert "Werktuigbouwkundig" not in feed, name


def test_only_reading_is_answered() -> None:
    assert Client().post("/embed/vacancies").status_code == 405


def test_the_code_that_is_given_holds_the_search_and_works_where_it_is_put(
    vacancy: Make, settings: Any
) -> None:
    vacancy('Lasser "x"', place="Hengelo & co")
    search = Client().get("/vacancies?place=Hengelo+%26+co&q=lasser&page=1").content.decode()
    link = re.search(r'href="(/vacancies/embed[^"]*)"', search)
    assert link is not None
    page = Client().get(f"{html.unescape(link[1])}&number=5&in=de").content.decode()
    area = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)
    assert area is not None
    code = html.unescape(area[1])
    source = re.fullmatch(r'<iframe src="([^"]*)" title="Vacatures"[^>]*></iframe>', code)
    assert source is not None, code
    address = html.unescape(source[1])
    assert address == (
        f"{settings.SITE_URL}/de/embed/vacancies?q=lasser&place=Hengelo+%26+co&number=5"
    )
    shown = Client().get(address.removeprefix(settings.SITE_URL)).content.decode()
    assert "Lasser &quot;x&quot;" in shown


def test_nothing_that_is_typed_can_break_out_of_the_code() -> None:
    page = (
        Client()
        .get("/vacancies/embed", {"q": '"></textarea><script>alert(1)</script>', "in": "<x>"})
        .content.decode()
    )
    assert "<script>alert" not in page
    assert page.count("</textarea>") == 1
