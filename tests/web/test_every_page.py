# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every public page answers, in three languages, on any day, and writes nothing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .conftest import Read, text

PAGES = [
    "/",
    "/agenda",
    "/agenda/education",
    "/agenda/both-ends",
    "/results",
    "/results/technology-choice",
    "/results/portal-visitors",
    "/results/lean-organisation",
    "/initiatives",
    "/initiatives/27",
    "/menu",
    "/menu?by=level",
    "/menu?by=place&show=white",
    "/menu/new-programmes",
    "/perspectives",
    "/governance",
    "/sources",
    "/figures",
    "/figures/hbo-first-years-technical",
    "/figures/inhabitants",
    "/figures/city-attractiveness-rank",
    "/baselines",
    "/history",
    "/search",
    "/search?q=techniek",
    "/questions",
    "/questions?text=stage",
    "/weighing",
    "/accessibility",
    "/privacy",
    "/practices",
    "/successes",
    "/events",
    "/news",
    "/vacancies",
    "/vacancies?q=lasser",
    "/vacancies/embed",
    "/companies",
    "/paths",
    "/paths/welder",
    "/finder",
    "/finder?like=build&make=machines&way=any&level=any",
    "/region",
    "/region/taxes",
    "/region/sponsors",
    "/surveys",
]


@pytest.mark.usefixtures("twente")
@pytest.mark.parametrize("prefix", ["", "/en", "/de"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers_in_its_language(read: Read, prefix: str, path: str) -> None:
    response = read(f"{prefix}{path}")
    page = response.content.decode()
    assert f'<html lang="{prefix.strip("/") or "nl"}">' in page
    assert page.count("<h1") == 1
    assert ' style="' not in page, "the content policy forbids styles inside a page"
    is_filtered = path.split("?")[0] in ("/initiatives", "/results", "/vacancies")
    assert page.count("<script") == is_filtered, "no page loads a script that it has no use for"


@pytest.mark.usefixtures("twente")
@pytest.mark.parametrize("path", PAGES)
def test_reading_a_page_writes_nothing(path: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        Client().get(path)
    written = [q["sql"] for q in queries if q["sql"].lstrip("( ").split()[0].upper() in WRITES]
    assert not written


WRITES = {"INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "REPLACE"}


@pytest.mark.usefixtures("twente")
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_only_read(path: str) -> None:
    assert Client().post(path).status_code in (403, 405)


@pytest.mark.usefixtures("twente")
def test_a_browser_that_has_the_page_gets_no_second_copy(read: Read) -> None:
    first = read("/results")
    assert "no-cache" in first["Cache-Control"]
    again = Client().get("/results", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content


@pytest.mark.usefixtures("twente")
def test_the_front_page_says_how_the_agenda_stands_and_weighs_little(read: Read) -> None:
    response = read("/")
    page = text(response)
    assert "21 resultaten" in page
    assert "64 initiatieven" in page
    assert len(response.content) < 40_000


@pytest.mark.usefixtures("twente")
def test_another_language_is_the_same_page_with_the_same_question(read: Read) -> None:
    page = read("/initiatives?status=running&as-of=2013-01-01").content.decode()
    assert 'href="/en/initiatives?status=running&amp;as-of=2013-01-01"' in page
    assert (
        'href="/initiatives?status=running&amp;as-of=2013-01-01"'
        in read("/de/initiatives?status=running&as-of=2013-01-01").content.decode()
    )


@pytest.mark.usefixtures("twente")
@pytest.mark.parametrize(
    ("path", "way_on"),
    [
        ("/nonsense", "/initiatives"),
        ("/results/none", "/results"),
        ("/initiatives/999", "/initiatives"),
        ("/agenda/none", "/results"),
        ("/menu/none", "/results"),
        ("/figures/none", "/results"),
    ],
)
def test_what_is_not_there_is_told_with_a_way_on(read: Read, path: str, way_on: str) -> None:
    page = read(path, 404).content.decode()
    assert f'href="{way_on}"' in page
    assert "Traceback" not in page


@pytest.mark.django_db
def test_a_failing_page_tells_in_plain_words_and_asks_the_database_nothing() -> None:
    from django.test import RequestFactory

    from hcat.web.pages import broken

    with CaptureQueriesContext(connection) as queries:
        response = broken(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "ligt aan ons" in text(response)
    assert not queries.captured_queries


@pytest.mark.usefixtures("twente")
def test_no_access_says_whom_to_ask() -> None:
    from django.contrib.auth.models import AnonymousUser
    from django.test import RequestFactory

    from hcat.web.pages import csrf_refused, not_allowed

    request = RequestFactory().get("/desk")
    request.user = AnonymousUser()
    response = not_allowed(request, PermissionError("Dit mag alleen de programmamanager."))
    assert response.status_code == 403
    assert "beheerder" in text(response)
    assert "programmamanager" in text(response)
    assert csrf_refused(request).status_code == 403


@pytest.mark.usefixtures("twente")
def test_what_is_made_up_is_said_on_every_page(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Demonstratiegegevens" not in text(read("/results"))
    monkeypatch.setattr("hcat.web.site._looked", [(float("inf"), True)])
    for path in ("/", "/results", "/privacy", "/initiatives/27"):
        assert "Demonstratiegegevens" in text(read(path))
