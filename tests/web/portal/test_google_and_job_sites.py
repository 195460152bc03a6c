# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Google for Jobs and job sites require of a vacancy is there, or the vacancy is left out.

developers.google.com/search/docs/appearance/structured-data/job-posting;
docs.indeed.com/indeed-apply/xml-feed.
"""

from __future__ import annotations

import fcntl
import json
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from hcat.foundation.api import now
from hcat.portal.api import Vacancy
from hcat.postings.api import Employment, Per, Remote, Salary
from hcat.web.portal import made_files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
Make = Callable[..., Vacancy]
KINDS = {"FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM",
         "OTHER"}  # fmt: skip
UNITS = {"HOUR", "DAY", "WEEK", "MONTH", "YEAR"}
JOB_TYPES = {"fulltime", "parttime", "contract", "internship", "temporary", "volunteer"}
REQUIRED = {"title", "date", "referencenumber", "requisitionid", "url", "company", "city", "state",
            "country", "description"}  # fmt: skip


def markups(path: str) -> list[dict[str, Any]]:
    page = Client().get(path).content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return [json.loads(one) for one in found]


def google_faults(data: dict[str, Any]) -> list[str]:
    """What Google requires, and the values that it takes."""
    faults = [
        name
        for name in ("title", "description", "datePosted", "hiringOrganization")
        if not data.get(name)
    ]
    remote = data.get("jobLocationType")
    if not data.get("jobLocation") and not (
        remote == "TELECOMMUTE" and data.get("applicantLocationRequirements", {}).get("name")
    ):
        faults.append("jobLocation")
    if "jobLocation" in data and not data["jobLocation"]:
        faults.append("jobLocation is empty")
    if not all(place["address"].get("addressCountry") for place in data.get("jobLocation", ())):
        faults.append("addressCountry")
    if remote not in (None, "TELECOMMUTE"):
        faults.append("jobLocationType")
    if re.sub(r"<[^>]+>", "", data["description"]).strip() == data["title"]:
        faults.append("the description is the title")
    if not set(data.get("employmentType", ())) <= KINDS:
        faults.append("employmentType")
    if not data["hiringOrganization"].get("name"):
        faults.append("hiringOrganization.name")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", data["datePosted"]):
        faults.append("datePosted")
    if "validThrough" in data and datetime.fromisoformat(data["validThrough"]).tzinfo is None:
        faults.append("validThrough")
    if "baseSalary" in data and data["baseSalary"]["value"]["unitText"] not in UNITS:
        faults.append("unitText")
    return faults


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"employment": tuple(Employment)},
        {"remote": Remote.REMOTE},
        {"remote": Remote.REMOTE, "place": ""},
        {"remote": Remote.HYBRID},
        {"salary": Salary(3000.0, None, "EUR", Per.MONTH)},
        {"salary": Salary(3000.0, None, "", None, "naar cao")},
        {"closes": date(2030, 1, 31)},
        {"language": "de"},
    ],
)
def test_a_vacancy_page_holds_one_posting_as_google_takes_it(
    vacancy: Make, given: dict[str, Any]
) -> None:
    made = vacancy("Lasser", **given)
    Vacancy.objects.filter(pk=made.pk).update(closes=given.get("closes"))
    for prefix in ("", "/en", "/de"):
        (data,) = markups(f"{prefix}/vacancies/{made.key}")
        assert google_faults(data) == []
        assert data["url"].endswith(f"{prefix}/vacancies/{made.key}")


def test_it_is_told_until_when_one_may_apply_and_that_work_is_done_from_home(vacancy: Make) -> None:
    made = vacancy("Lasser", remote=Remote.REMOTE, place="")
    Vacancy.objects.filter(pk=made.pk).update(closes=date(2030, 1, 31))
    (data,) = markups(f"/vacancies/{made.key}")
    assert data["validThrough"] == "2030-02-01T00:00:00+01:00"
    assert data["jobLocationType"] == "TELECOMMUTE"
    assert data["applicantLocationRequirements"] == {"@type": "Country", "name": "NL"}
    assert "jobLocation" not in data


@pytest.mark.parametrize("given", [{"place": ""}, {"body": ""}])
def test_what_lacks_what_is_required_has_no_markup(vacancy: Make, given: dict[str, Any]) -> None:
    assert markups(f"/vacancies/{vacancy('Lasser', **given).key}") == []


def test_no_list_has_markup_and_no_closed_vacancy(vacancy: Make) -> None:
    made = vacancy("Lasser")
    slug = Client().get("/api/v1/companies?text=Voorbeeld").json()["items"][0]["slug"]
    for path in ("/vacancies", "/companies", f"/companies/{slug}", "/embed/vacancies"):
        assert markups(path) == [], path
    at = now()
    Vacancy.objects.filter(pk=made.pk).update(closed_at=at, seen_at=at, closed_because="gone")
    page = Client().get(f"/vacancies/{made.key}")
    assert page.status_code == 410
    assert markups(f"/vacancies/{made.key}") == []


def jobs() -> list[dict[str, str]]:
    response = Client().get("/feeds/vacancies.xml")
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert response["Content-Type"].startswith("application/xml")
    assert content.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    root = etree.fromstring(content)
    assert root.tag == "source"
    return [{node.tag: node.text or "" for node in job} for job in root.findall("job")]


def test_job_sites_find_each_required_element_of_each_vacancy(vacancy: Make) -> None:
    first = vacancy(
        "Lasser & <frezer>", employment=(Employment.FULL_TIME, Employment.INTERN),
        reference="V-12", closes=date(2030, 1, 31),
    )  # fmt: skip
    vacancy("Las\x08ser ]]> \ufffe", body="<p>Tekst ]]&gt; ]]> \x0b</p>", remote=Remote.REMOTE)
    found = jobs()
    assert len(found) == 2
    for job in found:
        assert set(job) >= REQUIRED
        assert {name for name in REQUIRED if not job[name]} <= {"state"}
        assert set(filter(None, job.get("jobtype", "").split(", "))) <= JOB_TYPES
        assert datetime.fromisoformat(job["date"]).tzinfo is not None
        assert job["url"].startswith("http")
    assert len({job["referencenumber"] for job in found}) == 2
    told = next(job for job in found if job["referencenumber"] == first.key)
    assert told["title"] == "Lasser & <frezer>"
    assert (told["requisitionid"], told["jobtype"]) == ("V-12", "fulltime, internship")
    other = next(job for job in found if job is not told)
    assert (other["title"], other["remotetype"]) == ("Lasser ]] > ", "Fully remote")


def test_job_sites_get_no_vacancy_that_they_would_refuse(vacancy: Make) -> None:
    vacancy("Ergens", place="")
    assert jobs() == []


def test_text_is_not_escaped_twice_for_readers_that_undo_nothing(vacancy: Make) -> None:
    vacancy("Lasser", body="<p>Je last &amp; freest.</p>")
    response = Client().get("/feeds/vacancies.xml")
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert b"<description><![CDATA[<p>Je last &amp; freest.</p>]]></description>" in content


def test_a_place_of_another_country_keeps_it(vacancy: Make) -> None:
    made = vacancy("Lasser")
    advert = made.adverts.get()
    advert.told["places"] = [{"locality": "Gronau", "country": "DE", "region": "NRW"}]
    advert.save()
    (data,) = markups(f"/vacancies/{made.key}")
    assert data["jobLocation"][0]["address"]["addressCountry"] == "DE"
    assert (jobs()[0]["country"], jobs()[0]["state"]) == ("DE", "NRW")


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ({"locality": "Gronau"}, None),
        ({"locality": "Deventer"}, None),
        ({"locality": "Deventer", "postcode": "7411 ab"}, "NL"),
        ({"locality": "Enschede"}, "NL"),  # where the register has a company
    ],
)
def test_the_country_of_a_place_is_known_or_left_out(
    vacancy: Make, company: Make, place: dict[str, str], country: str | None
) -> None:
    company("Ander Voorbeeld", place="Enschede", kvk="12345678")
    made = vacancy("Lasser")
    advert = made.adverts.get()
    advert.told["places"] = [place]
    advert.save()
    found = [
        one["jobLocation"][0]["address"]["addressCountry"]
        for one in markups(f"/vacancies/{made.key}")
    ]
    assert found == [one["country"] for one in jobs()] == ([country] if country else [])


def test_the_list_for_job_sites_is_made_once_an_hour_and_only_where_something_changed(
    vacancy: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    vacancy()
    first = jobs()
    vacancy(title="Verspaner")
    assert jobs() == first, "made anew within the hour"

    made, at = [], now()
    real = made_files._make
    monkeypatch.setattr(made_files, "_make", lambda *given: (made.append(1), real(*given)))
    monkeypatch.setattr(made_files, "now", lambda: at + timedelta(hours=2))
    assert len(jobs()) == 2
    monkeypatch.setattr(made_files, "now", lambda: at + timedelta(hours=4))
    jobs()
    assert made == [1]
    monkeypatch.setattr(made_files, "now", lambda: at + timedelta(hours=27))
    jobs()
    assert made == [1, 1]


def test_who_has_the_list_for_job_sites_is_told_that_it_still_holds(vacancy: Make) -> None:
    vacancy()
    first = Client().get("/feeds/vacancies.xml")
    assert first.status_code == 200
    assert b"".join(first)
    for asked in ("ETag", "Last-Modified"):
        header = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[asked]
        again = Client().get("/feeds/vacancies.xml", headers={header: first[asked]})
        assert (again.status_code, again["ETag"]) == (304, first["ETag"])


def test_who_asks_while_the_list_is_made_gets_the_last_one_or_is_asked_to_wait(
    vacancy: Make, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    vacancy()
    folder = Path(settings.VAR_DIR) / "feeds"
    folder.mkdir(parents=True)
    with (folder / "vacancies.xml.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        busy = Client().get("/feeds/vacancies.xml")
        assert (busy.status_code, busy["Retry-After"]) == (503, "60")
    first = jobs()
    later = now() + timedelta(days=2)
    monkeypatch.setattr(made_files, "now", lambda: later)
    with (folder / "vacancies.xml.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert jobs() == first
