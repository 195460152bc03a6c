# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Headers, HEAD, OPTIONS, conditional requests, and the page for people."""

from __future__ import annotations

import pytest
from django.test import Client

from hcat.api import VERSION

from .conftest import Ask

pytestmark = pytest.mark.usefixtures("polder")


def test_every_answer_carries_version_cors_and_safety(ask: Ask) -> None:
    for path in ("", "/points", "/points/learn", "/openapi.json", "/nothing"):
        answer = ask(path)
        assert answer["API-Version"] == VERSION
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cache-Control"] == "no-cache"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert "Accept-Language" in answer["Vary"]
        assert "Set-Cookie" not in answer


def test_head_says_what_get_says_without_a_body(ask: Ask) -> None:
    got, head = ask("/points"), ask("/points", method="head")
    assert head.status_code == 200
    assert head.content == b""
    assert head["Content-Length"] == str(len(got.content))
    assert head["ETag"] == got["ETag"]
    assert ask("/nothing", method="head").status_code == 404


def test_options_tells_what_may_be_done_from_another_site(ask: Ask) -> None:
    answer = ask("/points", method="options")
    assert answer.status_code == 204
    assert answer["Allow"] == answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer["API-Version"] == VERSION


def test_an_unchanged_answer_is_not_sent_again(ask: Ask) -> None:
    first = ask("/initiatives")
    again = ask("/initiatives", **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["API-Version"] == VERSION
    assert again["ETag"] == first["ETag"]
    weak = ask("/initiatives", **{"if-none-match": f"W/{first['ETag']}"})
    assert weak.status_code == 304
    assert ask("/initiatives?page=1", **{"if-none-match": '"other"'}).status_code == 200


def test_another_language_has_another_etag(ask: Ask) -> None:
    assert ask("/results?language=nl")["ETag"] != ask("/results?language=de")["ETag"]


def test_a_zipped_answer_keeps_an_etag_that_works(ask: Ask) -> None:
    zipped = ask("/initiatives", **{"accept-encoding": "gzip"})
    assert zipped["Content-Encoding"] == "gzip"
    again = ask("/initiatives", **{"if-none-match": zipped["ETag"], "accept-encoding": "gzip"})
    assert again.status_code == 304


def test_a_cookie_changes_nothing(ask: Ask) -> None:
    client = Client()
    client.cookies["django_language"] = "de"
    assert client.get("/api/v1/points")["Content-Language"] == "nl"


def test_the_landing_leads_to_every_list_and_to_the_document(ask: Ask) -> None:
    links = ask("").json()["_links"]
    for name, link in links.items():
        path = link["href"].removeprefix("http://testserver")
        assert Client().get(path).status_code == 200, name
    assert links["initiatives"]["title"] == "The register of initiatives"


@pytest.mark.parametrize("prefix", ["", "/en", "/de"])
def test_the_page_for_people_lists_every_address(prefix: str) -> None:
    answer = Client().get(f"{prefix}/api")
    page = answer.content.decode()
    assert answer.status_code == 200
    for path in ("/results/{key}/observations", "/initiatives", "/steering-relations"):
        assert f"<code>{path}</code>" in page
    for anchor in ("bad-request", "not-found", "method-not-allowed", "not-acceptable"):
        assert f'id="{anchor}"' in page
    assert "cdn" not in page.lower()
