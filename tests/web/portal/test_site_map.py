# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The site map: every address once, however many there are, in files that engines take."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from hcat.foundation.api import now
from hcat.foundation.statistics import count_rows_anew
from hcat.portal.api import Source, Vacancy
from hcat.portal.models import Advert, Profile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
MANY = 50_001 if os.environ.get("HCAT_TEST_SOAK") else 20_001
LARGEST, LONGEST = 50 << 20, 50_000
"""Bytes and addresses of one file, by sitemaps.org."""


def locations(path: str) -> list[str]:
    response = Client().get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"].startswith("application/xml")
    assert len(response.content) <= LARGEST
    found = [one.text or "" for one in etree.fromstring(response.content).iter(f"{MAP}loc")]
    assert len(found) <= LONGEST
    return found


@pytest.mark.soak
def test_an_index_names_files_that_hold_every_address_once(
    source: Source, settings: Any, django_assert_max_num_queries: Any
) -> None:
    settings.SITE_URL = "https://agenda.example"
    Vacancy.objects.bulk_create(
        (Vacancy(organisation_id=source.organisation_id, key=f"k{n:07}") for n in range(MANY)),
        batch_size=2000,
    )
    Advert.objects.bulk_create(
        (
            Advert(vacancy_id=pk, source=source, key=str(pk), digest="x", title="Lasser")
            for pk in Vacancy.objects.values_list("pk", flat=True)
        ),
        batch_size=2000,
    )
    count_rows_anew("portal")
    with django_assert_max_num_queries(12):
        files = locations("/sitemap.xml")
    assert all(one.startswith("https://agenda.example/sitemaps/") for one in files)
    found = [
        url
        for one in files
        if "vacancies" in one
        for url in locations(one.removeprefix("https://agenda.example"))
    ]
    assert len(found) == len(set(found)) == MANY
    assert found[0] == "https://agenda.example/vacancies/k0000000"


def test_companies_are_named_by_their_own_address_and_invented_ones_are_not(
    company: Callable[..., Any],
) -> None:
    mine = company("Aap Machines", place="Enschede", sbi=("2611",), employees=12)
    other = company("Noot Machines", place="Enschede", sbi=("2611",), employees=12)
    demo = company("Mies Machines", place="Enschede", sbi=("2611",), employees=12)
    type(demo).objects.filter(pk=demo.pk).update(is_demo=True)
    Profile.objects.create(organisation=mine, slug="aap")
    found = [url.rsplit("/", 1)[-1] for url in locations("/sitemaps/companies.xml")]
    assert "aap" in found
    assert other.key in found
    assert demo.key not in found
    for address in found:
        assert Client().get(f"/companies/{address}").status_code == 200


def test_pages_that_lead_there_are_named_in_each_language(settings: Any) -> None:
    settings.SITE_URL = "https://agenda.example"
    assert "https://agenda.example/sitemaps/guides.xml" in locations("/sitemap.xml")
    found = locations("/sitemaps/guides.xml")
    for path in ("/finder", "/paths", "/region", "/region/sponsors", "/region/permits"):
        for language in ("", "/en", "/de"):
            assert f"https://agenda.example{language}{path}" in found
            assert Client().get(f"{language}{path}").status_code == 200
    assert len(found) == len(set(found))
    page = etree.fromstring(Client().get("/sitemaps/guides.xml").content)
    one = next(url for url in page.iter(f"{MAP}url") if "/en/finder" in str(url.findtext("*")))
    told = {link.get("hreflang"): link.get("href") for link in one.iter(f"{XHTML}link")}
    assert told == {
        "nl": "https://agenda.example/finder",
        "en": "https://agenda.example/en/finder",
        "de": "https://agenda.example/de/finder",
        "x-default": "https://agenda.example/finder",
    }


@pytest.mark.parametrize(
    ("asked", "kept_as", "is_kept"),
    [
        ("/vacancies", "/vacancies", True),
        ("/vacancies?from=beurs&place=&page=1", "/vacancies", True),
        ("/en/vacancies?q=lasser", "/en/vacancies?q=lasser", True),
        ("/vacancies?q=nothingofthesort", "/vacancies?q=nothingofthesort", False),
        ("/vacancies?q=lasser&level=hbo", "/vacancies?q=lasser", False),
        ("/vacancies?page=2", "/vacancies", False),
        ("/companies?text=voorbeeld", "/companies?text=voorbeeld", True),
        ("/companies?place=GM0153&text=voorbeeld", "/companies?text=voorbeeld", False),
        ("/companies?open=yes", "/companies", False),
        ("/paths?q=las", "/paths?q=las", False),
        ("/finder", "/finder", True),
        ("/finder?make=chips", "/finder", False),
    ],
)
def test_a_list_has_one_address_for_engines(
    vacancy: Callable[..., Vacancy], settings: Any, asked: str, kept_as: str, is_kept: bool
) -> None:
    settings.SITE_URL = "https://agenda.example"
    vacancy("Lasser")
    page = Client().get(asked).content.decode()
    assert f'<link rel="canonical" href="https://agenda.example{kept_as}">' in page
    assert ('<meta name="robots" content="noindex">' not in page) == is_kept


def test_what_closed_is_no_longer_named(vacancy: Callable[..., Vacancy]) -> None:
    made = vacancy("Lasser")
    assert any(url.endswith(made.key) for url in locations("/sitemaps/vacancies.xml"))
    at = now()
    Vacancy.objects.filter(pk=made.pk).update(closed_at=at, seen_at=at, closed_because="gone")
    assert locations("/sitemaps/vacancies.xml") == []


def test_robots_txt_names_it_and_no_other_part_exists(settings: Any) -> None:
    assert (
        f"Sitemap: {settings.SITE_URL}/sitemap.xml" in Client().get("/robots.txt").content.decode()
    )
    assert Client().get("/sitemaps/nothing.xml").status_code == 404
    assert Client().get("/sitemaps/vacancies.xml?p=999").status_code == 404


def test_a_page_has_one_address_in_each_language_whatever_led_to_it(
    vacancy: Callable[..., Vacancy], settings: Any
) -> None:
    made = vacancy("Lasser")
    for path in (f"/vacancies/{made.key}", f"/companies/{made.organisation.key}"):
        for prefix in ("", "/en", "/de"):
            for question in ("", "?from=fair", "?utm_source=x&typing=1"):
                page = Client().get(f"{prefix}{path}{question}").content.decode()
                found = re.findall(r'<link rel="canonical" href="([^"]*)">', page)
                assert found == [f"{settings.SITE_URL}{prefix}{path}"]
                alternates = re.findall(
                    r'<link rel="alternate" hreflang="(..)" href="([^"]*)">', page
                )
                assert dict(alternates) == {
                    "nl": f"{settings.SITE_URL}{path}",
                    "en": f"{settings.SITE_URL}/en{path}",
                    "de": f"{settings.SITE_URL}/de{path}",
                }
                assert "noindex" not in page
