# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who keeps the portal says where vacancies come from, and sees how that goes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from hcat.portal.api import Source
from hcat.portal.models import Check

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]


def test_a_source_is_added_by_its_address(manager: Any, company: Callable[..., Any]) -> None:
    made = company("Voorbeeld Machines")
    page = manager.client.post(
        "/en/desk/vacancies/sources/new",
        {
            "organisation": made.key,
            "address": "https://voorbeeld.recruitee.com/",
            "promise_hours": 24,
        },
    )
    added = Source.objects.get()
    assert (added.system, added.employer) == ("recruitee", "voorbeeld")
    assert added.promise_hours == 24
    assert page.status_code == 302


def test_of_a_site_the_pages_are_looked_at(manager: Any, company: Callable[..., Any]) -> None:
    page = manager.client.post(
        "/en/desk/vacancies/sources/new",
        {
            "organisation": company("Voorbeeld Machines").key,
            "address": "https://www.voorbeeld.example/",
            "promise_hours": 24,
        },
        follow=True,
    )
    assert "pages are looked at" in page.content.decode()
    added = Source.objects.get()
    assert (added.state, added.promise_hours) == ("paused", 24)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"address": "vacatures"}, "is no address of the web"),
        ({"address": "https://x.example", "token": "a"}, "It is not known which system is behind"),
        ({"address": "ftp://x.example/y", "system": "feeds"}, "is no address of the web"),
        *(
            ({"address": one, "system": "feeds"}, "can never be read")
            for one in (
                "http://127.0.0.1:8760/jobs.json",
                "http://169.254.169.254/latest",
                "https://voorbeeld.nl:22/",
                "http://127.1/",
                "http://localhost/",
                "http://[::1]/",
            )
        ),
        ({"address": "http://x.example/y", "system": "feeds", "token": "a"}, "A secret is not"),
        ({"address": ""}, "This field is required"),
        ({"organisation": "Nobody"}, "No organisation is known"),
        ({"promise_hours": 0}, "greater than or equal to 1"),
    ],
)
def test_a_source_that_makes_no_sense_is_refused_and_what_was_typed_stays(
    manager: Any, company: Callable[..., Any], given: dict[str, Any], said: str
) -> None:
    made = company("Voorbeeld Machines")
    page = manager.client.post(
        "/en/desk/vacancies/sources/new",
        {
            "organisation": made.key,
            "address": "https://x.recruitee.com",
            "promise_hours": 48,
            **given,
        },
    )
    assert page.status_code == 422
    assert said in page.content.decode()
    assert not Source.objects.exists()


def test_what_went_wrong_stands_on_its_page_and_in_the_week(manager: Any, source: Source) -> None:
    source.doubts, source.doubted_because = 3, "it shows none, where 4 were open"
    source.doubted_at = source.read_at
    source.save()
    Check.objects.create(source=source, outcome="doubted", why=source.doubted_because,
                         lacking={"salary: the answer does not tell it": 4})  # fmt: skip
    page = manager.client.get(f"/en/desk/vacancies/sources/{source.pk}").content.decode()
    assert "The last 3 readings could not be believed" in page
    assert "Salary: the answer does not tell it (4)" in page
    listed = manager.client.get("/en/desk/vacancies?state=trouble").content.decode()
    assert "Voorbeeld Machines" in listed
    assert "Look where its vacancies went" in manager.client.get("/en/desk").content.decode()


@pytest.mark.parametrize(
    ("language", "doubted", "unread", "lacked"),
    [
        (
            "nl",
            "poort 22 van voorbeeld.nl is geen poort van het web",
            "item 3: Lasser: wat er staat, is niet te begrijpen (KeyError)",
            "Salaris: het antwoord zegt het niet (4)",
        ),
        (
            "de",
            "Port 22 von voorbeeld.nl ist kein Port des Web",
            "item 3: Lasser: was dort steht, ist nicht zu verstehen (KeyError)",
            "Gehalt: die Antwort sagt es nicht (4)",
        ),
    ],
)
def test_why_a_source_is_not_believed_is_said_in_the_language_of_the_reader(
    manager: Any, source: Source, language: str, doubted: str, unread: str, lacked: str
) -> None:
    source.doubts, source.doubted_because = 3, "port 22 of voorbeeld.nl is not one of the web"
    source.doubted_at = source.read_at
    source.save()
    why = "what stands there cannot be understood (KeyError)"
    Check.objects.create(source=source, outcome="doubted", why="the site answered 404 Not Found",
                         problems=[{"where": "item 3: Lasser", "why": why}],
                         lacking={"salary: the answer does not tell it": 4})  # fmt: skip
    with override(language):
        own, listed = reverse("portal:source", args=[source.pk]), reverse("portal:sources")
        desk = reverse("desk:home")
    page = manager.client.get(own).content.decode()
    assert doubted in page
    assert unread in page
    assert lacked in page
    assert "the site answered" not in page
    assert "404 Not Found" in page
    assert doubted in manager.client.get(listed).content.decode()
    assert doubted in manager.client.get(desk).content.decode()


def test_two_at_once_the_second_is_told(manager: Any, source: Source) -> None:
    at = f"/en/desk/vacancies/sources/{source.pk}/change"
    sent = {"address": "https://voorbeeld.example/a.json", "promise_hours": 24, "edition": 1}
    assert manager.client.post(at, sent).status_code == 302
    second = manager.client.post(at, {**sent, "address": "https://voorbeeld.example/b.json"})
    assert second.status_code == 422
    assert "Somebody changed this source in the meantime" in second.content.decode()
    assert "b.json" in second.content.decode()
    assert Source.objects.get().address.endswith("a.json")


def test_paused_resumed_ended(manager: Any, source: Source, vacancy: Any) -> None:
    vacancy()
    at = f"/en/desk/vacancies/sources/{source.pk}"
    manager.client.post(f"{at}/pause")
    assert Source.objects.get().state == "paused"
    manager.client.post(f"{at}/resume")
    assert Source.objects.get().state == "active"
    manager.client.post(f"{at}/end")
    assert not source.adverts.filter(closed_at=None).exists()
    assert Source.objects.get().state == "ended"
    assert "End it for good" not in manager.client.get(at).content.decode()
    assert "Voorbeeld" in manager.client.get("/en/desk/vacancies?state=ended").content.decode()
    assert "Voorbeeld" not in _rows(manager.client.get("/en/desk/vacancies?state=paused"))


@pytest.mark.parametrize("state", ["paused", "ended"])
def test_what_is_not_asked_offers_no_reading_and_says_so(
    manager: Any, source: Source, state: str
) -> None:
    Source.objects.update(state=state)
    at = f"/en/desk/vacancies/sources/{source.pk}"
    assert "Read it now" not in manager.client.get(at).content.decode()
    page = manager.client.post(f"{at}/read", follow=True).content.decode()
    assert "within a minute" not in page
    assert "until you resume it" in page


def _rows(page: Any) -> str:
    text: str = page.content.decode()
    return text.split("<tbody>")[-1].split("</tbody>")[0] if "<tbody>" in text else ""


def test_who_may_not_is_told(signed_in: Callable[..., Any], source: Source) -> None:
    board = signed_in("board")
    assert board.client.get("/en/desk/vacancies").status_code == 200
    assert board.client.get("/en/desk/vacancies/sources/new").status_code == 403
    assert board.client.post(f"/en/desk/vacancies/sources/{source.pk}/end").status_code == 403


PARTS = (
    "", "/list", "/joined", "/companies", "/sponsors", "/contributions", "/visits",
    "/visits/links", "/region",
)  # fmt: skip


def in_the_menu(client: Any, part: str) -> list[tuple[str, bool]]:
    """The parts of the portal that the menu of this page leads to, and which one is this page."""
    text = client.get(f"/en/desk/vacancies{part}").content.decode()
    menu = text.split('class="deskmenu__spread"')[1].split("</nav>")[0]
    links = re.findall(r'<a href="/en/desk/vacancies([\w/]*)"([^>]*)>', menu)
    return list(dict.fromkeys((there, 'aria-current="page"' in more) for there, more in links))


@pytest.mark.parametrize("part", PARTS)
def test_each_part_of_the_portal_leads_to_all_others(manager: Any, part: str) -> None:
    found = in_the_menu(manager.client, part)
    assert {there for there, _is_here in found} == set(PARTS)
    assert (part, True) in found


def test_who_only_reads_is_led_to_what_they_may_see(signed_in: Callable[..., Any]) -> None:
    board = signed_in("board").client
    found = {there for there, _is_here in in_the_menu(board, "")}
    assert found == set(PARTS) - {"/list", "/joined", "/region"}
    assert all(board.get(f"/en/desk/vacancies{there}").status_code == 200 for there in found)


def test_a_source_is_found_by_its_company_or_its_address(
    manager: Any, source: Source, company: Callable[..., Any]
) -> None:
    other = Source.objects.create(
        organisation=company("Ander Werk"), system="feeds", address="https://anders.example/f"
    )
    at = "/en/desk/vacancies"
    assert "Voorbeeld" in _rows(manager.client.get(f"{at}?text=beeld"))
    assert "Ander Werk" not in _rows(manager.client.get(f"{at}?text=machines"))
    assert "Ander Werk" in _rows(manager.client.get(f"{at}?text=anders.example"))
    mine = manager.client.get(f"{at}?company={source.organisation.key}")
    assert "Voorbeeld" in _rows(mine)
    assert "Ander Werk" not in _rows(mine)
    Source.objects.filter(pk=other.pk).delete()
    none = manager.client.get(f"{at}?company={other.organisation.key}").content.decode()
    form = f"{at}/sources/new?company={other.organisation.key}"
    assert form in none
    assert f'value="{other.organisation.key}"' in manager.client.get(form).content.decode()


def test_companies_say_how_many_sources_they_have_and_which_have_none(
    manager: Any, source: Source, company: Callable[..., Any]
) -> None:
    company("Zonder Bron", sbi=("2611",))
    company("Geen Techniek", sbi=("4711",))
    at = "/en/desk/vacancies/companies"
    key = source.organisation.key
    shown = manager.client.get(at).content.decode()
    assert f"/en/desk/vacancies?company={key}" in shown
    assert "Geen Techniek" in shown
    lacking = _rows(manager.client.get(f"{at}?sources=none"))
    assert "Zonder Bron" in lacking
    assert "Voorbeeld Machines" not in lacking
    assert "Geen Techniek" not in lacking
    Source.objects.update(state="ended")
    assert "Voorbeeld Machines" in _rows(manager.client.get(f"{at}?sources=none"))
    assert f"/en/desk/vacancies?company={key}" in manager.client.get(f"{at}/{key}").content.decode()
