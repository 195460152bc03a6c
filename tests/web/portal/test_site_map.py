# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The site map: every address once, however many there are, in files that engines take."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from hcat.foundation.api import now
from hcat.portal.api import Source, Vacancy
from hcat.portal.models import Advert, Profile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
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
