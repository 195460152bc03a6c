# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each system gives becomes the same typed posting; what it lacks is named, and why."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hcat.postings.api import (
    Board,
    Employment,
    Payload,
    Per,
    Place,
    Posting,
    Reading,
    Remote,
    Unreadable,
    adapter_named,
    adapters,
    board_of,
    recognised,
)

TODAY = date(2026, 3, 2)


def read(
    system: str, data: Any, *, address: str = "", kind: str = "", expects: str = "", **board: str
) -> Reading:
    if isinstance(data, bytes):
        content = data
    elif isinstance(data, str):
        content = data.encode()
    else:
        content = json.dumps(data).encode()
    payload = Payload(content, kind, address, expects, TODAY)
    return adapter_named(system).read(payload, Board(system, **{"employer": "acme", **board}))


def one(reading: Reading) -> Posting:
    assert not reading.problems
    assert len(reading.postings) == 1
    return reading.postings[0]


def reasons(posting: Posting) -> dict[str, str]:
    return {missing.field: missing.why for missing in posting.missing}


# --- real answers, where they are at hand --------------------------------------------------------

REAL = [
    ("careerkit_bamboohr.json", "bamboohr", 2, {"title": "Nurse Paralegal"}),
    ("careerkit_pinpoint.json", "pinpoint", 2, {"closes": date(2026, 8, 29)}),
    ("careerkit_smartrecruiters.json", "smartrecruiters", 1, {"published": date(2018, 6, 8)}),
    ("careerkit_teamtailor.json", "teamtailor", 2, {"published": date(2026, 2, 4)}),
    ("careerkit_workable.json", "workable", 1, {"company": "Zaelab", "remote": Remote.REMOTE}),
    ("careerkit_workday.json", "workday", 2, {"published": date(2026, 3, 1)}),
    ("cjr_arbeitnow.json", "mapping", 3, {"published": date(2026, 8, 14)}),
    ("cjr_greenhouse.json", "greenhouse", 1, {"employment": (Employment.FULL_TIME,)}),
    ("cjr_lever.json", "lever", 1, {"remote": Remote.HYBRID}),
    ("cjr_personio.xml", "personio", 1, {"company": "SecureCo GmbH"}),
    ("cjr_recruitee.json", "recruitee", 1, {"field": "engineering"}),
]


@pytest.mark.parametrize(("name", "system", "count", "holds"), REAL, ids=[r[1] for r in REAL])
def test_real_answers_are_recognised_and_read_whole(
    shared: Path, name: str, system: str, count: int, holds: dict[str, Any]
) -> None:
    content = (shared / "data" / "ats-feeds" / name).read_bytes()
    assert recognised(Payload(content)) == system
    reading = read(system, content)
    assert not reading.problems
    assert len(reading.postings) == count
    first = reading.postings[0]
    for field, value in holds.items():
        assert getattr(first, field) == value
    empty = {f for f in first.__slots__ if getattr(first, f) in ("", None, ()) and f != "missing"}
    assert empty == {missing.field for missing in first.missing}


# --- addresses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "system", "employer"),
    [
        ("https://acme.recruitee.com/o/lasser", "recruitee", "acme"),
        ("https://werkenbij.acme.example/api/offers/", "recruitee", "werkenbij.acme.example"),
        ("https://acme.jobs.personio.de/job/1?language=nl", "personio", "acme.jobs.personio.de"),
        ("https://boards.greenhouse.io/acme/jobs/1", "greenhouse", "acme"),
        ("https://boards.greenhouse.io/embed/job_board?for=acme", "greenhouse", "acme"),
        ("https://job-boards.eu.greenhouse.io/acme", "greenhouse", "acme"),
        ("https://boards-api.greenhouse.io/v1/boards/acme/jobs", "greenhouse", "acme"),
        ("https://jobs.lever.co/acme/1-2", "lever", "acme"),
        ("https://jobs.eu.lever.co/acme", "lever", "acme"),
        ("https://api.lever.co/v0/postings/acme?mode=json", "lever", "acme"),
        ("https://apply.workable.com/acme/j/ABC", "workable", "acme"),
        ("https://acme.workable.com", "workable", "acme"),
        ("https://jobs.smartrecruiters.com/Acme/123", "smartrecruiters", "Acme"),
        ("https://careers.smartrecruiters.com/Acme", "smartrecruiters", "Acme"),
        ("https://acme.wd3.myworkdayjobs.com/nl-NL/External/job/x", "workday", "acme/External"),
        ("https://wd3.myworkdaysite.com/recruiting/acme/Jobs", "workday", "acme/Jobs"),
        ("https://jobs.ashbyhq.com/acme", "ashby", "acme"),
        ("https://acme.teamtailor.com/jobs", "teamtailor", "acme.teamtailor.com"),
        ("https://acme.bamboohr.com/careers", "bamboohr", "acme"),
        ("https://acme.pinpointhq.com", "pinpoint", "acme"),
        ("https://acme.breezy.hr", "breezy", "acme"),
        ("https://acme.example/vacatures/feed.rss", "feeds", ""),
    ],
)
def test_a_system_is_recognised_by_its_address(address: str, system: str, employer: str) -> None:
    board = board_of(address)
    assert board is not None
    assert (board.system, board.employer) == (system, employer)
    assert all(r.address.startswith("https://") for r in adapter_named(system).first(board))


@pytest.mark.parametrize("address", ["https://acme.example/", "https://recruitee.com", "", "x"])
def test_what_is_no_system_is_none(address: str) -> None:
    assert board_of(address) is None


# --- systems ------------------------------------------------------------------------------------


def test_an_offer_in_two_languages_is_one_key_twice() -> None:
    reading = read("recruitee", {"offers": [{
        "id": 7, "title": "Lasser", "status": "published", "careers_url": "https://a.example/o/7",
        "city": "Hengelo", "country_code": "NL", "min_hours": 32, "max_hours": 40,
        "published_at": "2026-02-01 09:00:00 UTC", "employment_type_code": "fulltime_permanent",
        "translations": {"nl": {"title": "Lasser", "description": "<p>Lassen.</p>"},
                         "en": {"title": "Welder", "description": "<p>Welding.</p>"}},
    }, {"id": 8, "title": "Intern", "status": "draft"}]})  # fmt: skip
    assert [(p.key, p.language, p.title) for p in reading.postings] == [
        ("7", "nl", "Lasser"), ("7", "en", "Welder"),
    ]  # fmt: skip
    first = reading.postings[0]
    assert first.places == (Place(locality="Hengelo", country="NL"),)
    assert (first.hours_low, first.hours_high) == (32.0, 40.0)
    assert first.published == date(2026, 2, 1)


def test_escaped_markup_and_pay_in_cents() -> None:
    posting = one(read("greenhouse", {"jobs": [{
        "id": 1, "title": "Engineer", "absolute_url": "https://x.example/1",
        "content": "&lt;h2&gt;Job&lt;/h2&gt;&lt;p&gt;We &amp;amp; you&lt;/p&gt;",
        "location": {"name": "Enschede; Hengelo"}, "first_published": "2026-01-05T10:00:00-05:00",
        "pay_input_ranges": [{"min_cents": 5000000, "max_cents": 6000000, "currency_type": "EUR"}],
    }], "meta": {"total": 1}}))  # fmt: skip
    assert posting.body == "<h2>Job</h2><p>We &amp; you</p>"
    assert [p.locality for p in posting.places] == ["Enschede", "Hengelo"]
    assert posting.salary is not None
    assert (posting.salary.low, posting.salary.high) == (50000.0, 60000.0)


def test_the_page_of_a_posting_fills_what_its_list_lacks() -> None:
    listed = read("smartrecruiters", {"totalFound": 1, "content": [{
        "id": "5", "name": "Lasser", "uuid": "u", "releasedDate": "2026-02-02T00:00:00Z",
        "location": {"city": "Almelo", "country": "nl"}}]})  # fmt: skip
    assert listed.further[0].address.endswith("/companies/acme/postings/5")
    whole = one(read("smartrecruiters", {
        "id": "5", "name": "Lasser", "jobAd": {"sections": {
            "jobDescription": {"title": "Taken", "text": "<p>Lassen</p>"}}},
        "applyUrl": "https://a.example/apply"}))  # fmt: skip
    both = whole.filled_from(listed.postings[0])
    assert both.places == (Place(locality="Almelo", country="NL"),)
    assert both.body == "<h3>Taken</h3><p>Lassen</p>"
    assert both.apply_at
    assert "body" not in reasons(both)


def test_a_total_without_postings_is_told() -> None:
    assert read("smartrecruiters", {"totalFound": 0, "content": []}).total == 0
    assert read("workday", {"total": 40, "jobPostings": []}).total == 40


def test_a_long_list_is_asked_page_by_page() -> None:
    jobs = [{"title": f"J{n}", "externalPath": f"/job/x/{n}", "bulletFields": [str(n)]}
            for n in range(20)]  # fmt: skip
    reading = read("workday", {"total": 45, "jobPostings": jobs}, address="https://a.example",
                   employer="acme/Jobs")  # fmt: skip
    onward = [r for r in reading.further if r.json]
    assert json.loads(onward[0].json)["offset"] == 20


def test_days_ago_are_counted_from_the_day_of_the_answer() -> None:
    data = {"total": 2, "jobPostings": [
        {"title": "A", "externalPath": "/job/a", "postedOn": "Posted 3 Days Ago"},
        {"title": "B", "externalPath": "/job/b", "postedOn": "Posted 30+ Days Ago"}]}  # fmt: skip
    first, second = read("workday", data).postings
    assert first.published == date(2026, 2, 27)
    assert second.published is None
    told = {m.field: m.told for m in second.missing}
    assert told["published"] == "Posted 30+ Days Ago"


def test_ashby_tells_pay_and_places() -> None:
    posting = one(read("ashby", {"jobs": [{
        "id": "a", "title": "Engineer", "jobUrl": "https://j.example/a", "isListed": True,
        "employmentType": "FullTime", "isRemote": False, "workplaceType": "Hybrid",
        "location": "Enschede", "secondaryLocations": [{"location": "Hengelo, Netherlands"}],
        "publishedAt": "2026-02-20T10:00:00Z", "descriptionHtml": "<p>Hi</p>",
        "compensation": {"summaryComponents": [{"compensationType": "Salary", "minValue": 4000,
            "maxValue": 5000, "currencyCode": "EUR", "interval": "1 MONTH"}]},
    }]}))  # fmt: skip
    assert [p.locality for p in posting.places] == ["Enschede", "Hengelo"]
    assert posting.remote is Remote.HYBRID
    assert posting.salary is not None
    assert posting.salary.per is Per.MONTH


# --- lists of nobody we know --------------------------------------------------------------------


def test_an_unknown_system_in_dutch_is_read_by_its_names() -> None:
    posting = one(read("mapping", {"resultaat": {"vacatures": [{
        "vacatureNummer": 12, "functietitel": "Verspaner", "standplaats": "Borne",
        "omschrijving": "<p>Draaien en frezen.</p>", "opleidingsniveau": "MBO 4",
        "publicatiedatum": "14-02-2026", "sluitingsdatum": "1 april 2026",
        "aantalUren": "32 tot 40 uur", "salarisindicatie": "€ 2.800 - € 3.600 per maand",
        "dienstverband": "Voltijd, vast", "vacatureUrl": "/vacature/12",
        "contactpersoon": "Jan Jansen", "email": "jan@voorbeeld.example",
    }]}}, address="https://acme.example/api"))  # fmt: skip
    assert posting.key == "12"
    assert posting.address == "https://acme.example/vacature/12"
    assert (posting.published, posting.closes) == (date(2026, 2, 14), date(2026, 4, 1))
    assert (posting.hours_low, posting.hours_high) == (32.0, 40.0)
    assert posting.education == "MBO 4"
    assert posting.salary is not None
    assert (posting.salary.low, posting.salary.per) == (2800.0, Per.MONTH)
    assert posting.employment == (Employment.FULL_TIME,)
    assert "Jansen" not in repr(posting)


def test_feeds_of_several_kinds() -> None:
    rss = """<rss xmlns:dc="x"><channel><item><title>Lasser &amp; frezer</title><guid>1</guid>
        <link>https://a.example/1</link><pubDate>Mon, 02 Feb 2026 23:30:00 -0500</pubDate>
        <description>&lt;p&gt;Lassen&lt;/p&gt;</description></item></channel></rss>"""
    posting = one(read("feeds", rss))
    assert (posting.title, posting.published) == ("Lasser & frezer", date(2026, 2, 3))
    assert posting.body == "<p>Lassen</p>"
    atom = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl"><entry><id>u:1</id>
        <title>Lasser</title><link rel="alternate" href="https://a.example/1"/>
        <published>2026-02-02T10:00:00Z</published><content type="html">Lassen</content>
        </entry></feed>"""
    posting = one(read("feeds", atom))
    assert (posting.address, posting.language) == ("https://a.example/1", "nl")
    indeed = """<source><job><title><![CDATA[Lasser]]></title><referencenumber>9</referencenumber>
        <city>Almelo</city><country>NL</country><jobtype>fulltime</jobtype>
        <url>https://a.example/9</url></job><job><title>Zonder sleutel</title></job></source>"""
    reading = read("feeds", indeed)
    assert [p.key for p in reading.postings] == ["9"]
    assert reading.problems[0].where.endswith("Zonder sleutel")


# --- pages --------------------------------------------------------------------------------------

LD = """{"@context": "https://schema.org/", "@type": "JobPosting", "title": "Lasser",
 "description": "<p>Lassen.</p><p>Bel Jan Jansen: 053-1234567.</p>", "datePosted": "2026-02-01",
 "hiringOrganization": {"@type": "Organization", "name": "Acme"},
 "jobLocation": [{"@type": "Place", "address": {"@type": "PostalAddress",
   "addressLocality": "Enschede", "addressCountry": "NL"}}],
 "baseSalary": {"@type": "MonetaryAmount", "currency": "EUR",
   "value": {"@type": "QuantitativeValue", "minValue": 3000, "maxValue": 3500,
     "unitText": "MONTH"}},
 "employmentType": ["FULL_TIME", "PART_TIME"]%s}"""


def html(script: str) -> str:
    return f'<html><head><script type="application/ld+json">{script}</script></head></html>'


@pytest.mark.parametrize(
    "script",
    [
        LD % "",
        LD % ",",
        "<!-- " + LD % "" + " -->",
        "//<![CDATA[\n" + LD % "" + "\n//]]>",
        '{"@graph": [{"@type": "WebPage"}, ' + LD % "" + "]}",
        "[" + LD % "" + "]",
    ],
    ids=["plain", "a comma too many", "in a comment", "in CDATA", "in a graph", "in a list"],
)
def test_structured_data_of_a_page_are_read_as_sites_write_them(script: str) -> None:
    posting = one(read("pages", html(script), address="https://a.example/vacature/1"))
    assert (posting.key, posting.company) == ("https://a.example/vacature/1", "Acme")
    assert posting.body == "<p>Lassen.</p>"
    assert "contact" in reasons(posting)
    assert posting.salary is not None
    assert posting.salary.high == 3500.0
    assert posting.employment == (Employment.FULL_TIME, Employment.PART_TIME)


def test_microdata_serve_where_there_is_no_json() -> None:
    page = """<html><body><div itemscope itemtype="https://schema.org/JobPosting">
      <h1 itemprop="title">Frezer</h1><div itemprop="description">Frezen in RVS</div>
      <span itemprop="datePosted">2026-02-03</span>
      <span itemprop="hiringOrganization">Acme</span></div></body></html>"""
    posting = one(read("pages", page, address="https://a.example/1"))
    assert (posting.title, posting.published, posting.company) == (
        "Frezer", date(2026, 2, 3), "Acme",
    )  # fmt: skip


def test_broken_structured_data_are_a_problem_with_its_place() -> None:
    reading = read("pages", html('{"@type": "JobPosting", "title": '), address="https://a.example")
    assert reading.postings == ()
    assert "no JSON" in reading.problems[0].why


def test_pages_lead_to_vacancies_of_their_own_site_only() -> None:
    page = """<a href="/vacatures/1">x</a><a href="https://elders.example/vacature/2">y</a>
      <a href="/over-ons">z</a><a href="mailto:a@b.nl">m</a>"""
    reading = read(
        "pages",
        page,
        address="https://a.example/",
        employer="",
    )
    board = Board("pages", "", "https://a.example/")
    reading = adapter_named("pages").read(Payload(page.encode(), "", "https://a.example/"), board)
    assert [r.address for r in reading.further] == ["https://a.example/vacatures/1"]


# --- all of them --------------------------------------------------------------------------------


@pytest.mark.parametrize("system", sorted(adapters()))
@pytest.mark.parametrize(
    "content",
    [b"", b"<html><h1>Onderhoud</h1>", b'{"error": "x"}', b"[" * 100_000, b"\xff\xfe\x00", b"null",
     b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"],
    ids=["empty", "a page", "an error", "deep", "bytes", "null", "entities"],
)  # fmt: skip
def test_what_is_not_its_answer_gives_no_posting_and_breaks_nothing(
    system: str, content: bytes
) -> None:
    try:
        found = read(system, content).postings
    except Unreadable:
        found = ()
    assert found == ()


@pytest.mark.parametrize("said", ["", "text/html; charset=utf-8", "text/html; charset=nonsense"])
def test_a_wrong_character_set_is_seen_through(said: str) -> None:
    page = html(LD.replace("Lasser", "Ingénieur für Größen") % "")
    reading = read("pages", page.encode("cp1252"), address="https://a.example/1", kind=said)
    assert one(reading).title == "Ingénieur für Größen"


def test_one_item_that_cannot_be_read_leaves_the_others() -> None:
    reading = read("lever", [
        {"id": "1", "text": "Lasser", "categories": {}, "hostedUrl": "https://a.example/1"},
        {"id": "2", "text": "", "categories": {}},
        {"id": "3", "text": {"a": 1}, "categories": []},
    ])  # fmt: skip
    assert [p.key for p in reading.postings] == ["1"]
    assert len(reading.problems) == 2
