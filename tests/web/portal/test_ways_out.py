# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What leaves the portal for search engines, feed readers and job sites is what they ask for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from hcat.parties.api import population
from hcat.portal.api import Vacancy
from hcat.postings.api import Employment, Per, Salary

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
Make = Callable[..., Vacancy]
ATOM = "{http://www.w3.org/2005/Atom}"


def markup(key: str) -> dict[str, Any] | None:
    html = Client().get(f"/vacancies/{key}").content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return json.loads(found.group(1)) if found else None


def test_structured_data_hold_what_google_requires(vacancy: Make) -> None:
    made = vacancy(
        "Lasser", published=date(2026, 1, 5), employment=(Employment.FULL_TIME,),
        salary=Salary(3000.0, 4000.0, "EUR", Per.MONTH),
    )  # fmt: skip
    data = markup(made.key)
    assert data is not None
    for name in ("title", "description", "datePosted", "hiringOrganization", "jobLocation"):
        assert data[name], name
    assert data["@type"] == "JobPosting"
    assert data["jobLocation"][0]["address"]["addressLocality"] == "Enschede"
    assert data["jobLocation"][0]["address"]["addressCountry"] == "NL"
    assert data["employmentType"] == ["FULL_TIME"]
    assert data["baseSalary"]["value"] == {
        "@type": "QuantitativeValue", "unitText": "MONTH", "minValue": 3000.0, "maxValue": 4000.0,
    }  # fmt: skip


def test_structured_data_say_which_company_it_is_by_its_own_site(vacancy: Make) -> None:
    made = vacancy("Lasser")
    bare = markup(made.key)
    assert bare is not None
    assert "sameAs" not in bare["hiringOrganization"]
    for kept, told in (("voorbeeld.example", "https://voorbeeld.example"), ("ftp://x.nl", None)):
        population(kind="company").update(website=kept)
        data = markup(made.key)
        assert data is not None
        assert data["hiringOrganization"].get("sameAs") == told


def test_nothing_in_a_vacancy_can_end_the_markup(vacancy: Make) -> None:
    made = vacancy("</script><script>alert(1)</script> & co")
    html = Client().get(f"/vacancies/{made.key}").content.decode()
    assert "<script>alert" not in html
    data = markup(made.key)
    assert data is not None
    assert "alert(1)" in data["title"]


def test_what_lacks_a_place_gets_no_markup_that_would_be_refused(vacancy: Make) -> None:
    assert markup(vacancy("Lasser", place="").key) is None


def test_the_atom_feed_answers_the_question_of_its_address(vacancy: Make) -> None:
    vacancy("Lasser", place="Hengelo")
    vacancy("Frezer", place="Almelo")
    root = etree.fromstring(Client().get("/feeds/vacancies.atom?place=Hengelo").content)
    entries = root.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}title") for one in entries] == [
        "Lasser – Voorbeeld Machines – Hengelo"
    ]
    assert root.findtext(f"{ATOM}id").startswith("urn:hcat:")
    for name in ("title", "id", "updated"):
        assert entries[0].findtext(f"{ATOM}{name}"), name


def test_the_json_feed_is_one(vacancy: Make) -> None:
    made = vacancy("Lasser")
    response = Client().get("/feeds/vacancies.json?q=lasser")
    assert response["Content-Type"] == "application/feed+json"
    data = response.json()
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert [one["url"].rsplit("/", 1)[-1] for one in data["items"]] == [made.key]
    assert data["items"][0]["content_html"] == "<p>Je last frames.</p>"


def test_the_xml_for_job_sites_holds_all_that_is_open(vacancy: Make) -> None:
    made = vacancy("Lasser & frezer")
    response = Client().get("/feeds/vacancies.xml")
    root = etree.fromstring(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    job = root.find("job")
    assert root.tag == "source"
    assert job.findtext("title") == "Lasser & frezer"
    assert job.findtext("referencenumber") == made.key
    assert job.findtext("city") == "Enschede"
    assert job.findtext("description") == "<p>Je last frames.</p>"


def test_empty_feeds_are_whole() -> None:
    assert etree.fromstring(Client().get("/feeds/vacancies.atom").content).tag == f"{ATOM}feed"
    xml = Client().get("/feeds/vacancies.xml")
    assert etree.fromstring(b"".join(xml.streaming_content)).find("job") is None  # type: ignore[attr-defined]
    assert Client().get("/feeds/vacancies.json").json()["items"] == []


def test_the_site_map_names_every_vacancy_and_no_closed_one(vacancy: Make) -> None:
    made = vacancy()
    index = Client().get("/sitemap.xml").content.decode()
    assert "/sitemaps/vacancies.xml" in index
    assert (
        f"/vacancies/{made.key}</loc>" in Client().get("/sitemaps/vacancies.xml").content.decode()
    )
    assert "Sitemap: " in Client().get("/robots.txt").content.decode()
