# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our feeds hold to the rules of the W3C feed validator; and the rules find what breaks them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hcat.foundation.api import now, today
from hcat.portal.api import Vacancy

from .feed_rules import atom_faults, json_feed_faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
Make = Callable[..., Vacancy]
QUESTIONS = ("", "?q=lasser", "?place=Hengelo&q=lasser+%26+%22frezer%22", "?level=mbo-4&level=hbo")


@pytest.fixture
def odd(vacancy: Make) -> None:
    """What others write: signs that XML has no place for, no text at all, one moment for all."""
    at = now() - timedelta(hours=1)
    for title, body in (
        ("Lasser & frezer", "<p>Je last &amp; freest.</p>"),
        ("Lasser\x0b 3 < 4 > 2 \ufffe", "<p>Tekst \x08 met \uffff tekens \U0001f527.</p>"),
        ("Lasser zonder tekst & 5 < 6", ""),
        ("Lasser " + "lang " * 50, "<p>" + "woord " * 3000 + "</p>"),
    ):
        vacancy(title, body=body, place="Hengelo", index=False)
    vacancy("Lasser in English", language="en", place="Hengelo")
    Vacancy.objects.update(changed_at=at)
    ahead = Vacancy.objects.latest("pk")
    Vacancy.objects.filter(pk=ahead.pk).update(published=today() + timedelta(days=30))


@pytest.mark.usefixtures("odd")
@pytest.mark.parametrize("prefix", ["", "/en", "/de"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_atom_feed_has_no_fault(prefix: str, question: str) -> None:
    address = f"{prefix}/feeds/vacancies.atom{question}"
    response = Client().get(address)
    assert response.status_code == 200
    content = response.content
    assert b"<entry>" in content or "level" in question
    assert atom_faults(content, response["Content-Type"], f"http://testserver{address}") == []


@pytest.mark.usefixtures("odd")
@pytest.mark.parametrize("prefix", ["", "/en", "/de"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_json_feed_has_no_fault(prefix: str, question: str, settings: Any) -> None:
    address = f"{prefix}/feeds/vacancies.json{question}"
    response = Client().get(address)
    faults = json_feed_faults(
        response.json(), response["Content-Type"], f"{settings.SITE_URL}{address}"
    )
    assert faults == []


@pytest.mark.parametrize("kind", ["atom", "json"])
def test_a_feed_of_nothing_has_no_fault_either(kind: str, settings: Any) -> None:
    address = f"/feeds/vacancies.{kind}"
    response = Client().get(address)
    if kind == "atom":
        faults = atom_faults(
            response.content, response["Content-Type"], f"http://testserver{address}"
        )
    else:
        faults = json_feed_faults(
            response.json(), response["Content-Type"], f"{settings.SITE_URL}{address}"
        )
    assert faults == []


@pytest.mark.parametrize("path", ["/feeds/changes.atom", "/feeds/figures.atom"])
def test_the_other_feeds_have_none(path: str) -> None:
    response = Client().get(path)
    assert response.status_code == 200
    faults = atom_faults(response.content, response["Content-Type"], f"http://testserver{path}")
    assert [one for one in faults if not one.startswith("DuplicateUpdated")] == []


def test_an_entry_says_when_it_was_published_and_when_it_changed(vacancy: Make) -> None:
    made = vacancy("Lasser", opened_at=now() - timedelta(days=9))
    entry = Client().get("/feeds/vacancies.atom").content.decode().split("<entry>")[1]
    days = {name: entry.split(f"<{name}>")[1][:10] for name in ("published", "updated")}
    assert days["published"] == made.opened_at.date().isoformat()
    assert days["updated"] == now().date().isoformat()


def test_a_feed_keeps_its_name_however_its_question_is_written() -> None:
    def name(question: str) -> str:
        return Client().get(f"/feeds/vacancies.atom{question}").content.decode().split("<id>")[1]

    assert name("?q=a&place=b") == name("?place=b&q=a&page=3")
    assert name("?q=a") != name("?q=b") != name("")


@pytest.mark.usefixtures("odd")
@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('rel="self"', 'rel="related"', "MissingAtomSelfLink"),
        ("/feeds/vacancies.atom", "/feeds/other.atom", "SelfDoesntMatchLocation"),
        ("urn:hcat:", "hcat:", "InvalidFullLink"),
        ("<summary", "<description", "SAXError"),
        ("</summary>", "&lt;a href='/x'&gt;x&lt;/a&gt;</summary>", "ContainsRelRef"),
        ("</summary>", "&lt;script&gt;x&lt;/script&gt;</summary>", "SecurityRisk"),
        ("<author>", "<writer>", "SAXError"),
        ("T", " ", "InvalidRFC3339Date"),
        ("<updated>2", "<updated>9", "ImplausibleDate"),
        ('xml:lang="nl"', 'xml:lang="9"', "InvalidLanguage"),
        ("Lasser in English", "Lasser &lt;b&gt;x&lt;/b&gt;", "ContainsHTML"),
        ('href="http', 'href="//http', "RelativeSelf"),
    ],
)
def test_the_rules_find_what_breaks_them(old: str, new: str, rule: str) -> None:
    response = Client().get("/feeds/vacancies.atom")
    broken = response.content.decode().replace(old, new)
    faults = atom_faults(
        broken.encode(), response["Content-Type"], "http://testserver/feeds/vacancies.atom"
    )
    assert any(fault.startswith(rule) for fault in faults), faults


@pytest.mark.usefixtures("odd")
def test_entries_alike_are_found_too(settings: Any) -> None:
    response = Client().get("/feeds/vacancies.json")
    data = json.loads(response.content)
    data["items"][1]["id"] = data["items"][0]["id"]
    data["items"][0]["content_html"] = "<img src='/x.png'>"
    faults = json_feed_faults(
        data, response["Content-Type"], f"{settings.SITE_URL}/feeds/vacancies.json"
    )
    assert faults == ["ids", "ContainsRelRef /x.png"]
