# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Homerun, AFAS, the XML for LinkedIn and spreadsheets; the fixtures are made after what their
makers write of them."""

from __future__ import annotations

import base64
import json
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from hcat.postings.api import (
    Board,
    Employment,
    Payload,
    Per,
    Place,
    Remote,
    Unreadable,
    adapter_named,
    board_of,
    recognised,
)
from tests.postings.test_adapters import one, read, reasons

HOMERUN = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">
  <title>Voorbeeld</title><updated>2026-02-24T07:42:51+00:00</updated>
  <entry><author><name>Voorbeeld BV</name></author><title type="text">Lasser</title>
    <link rel="alternate" type="text/html" href="https://voorbeeld.homerun.co/lasser/nl"/>
    <id>job_1</id><summary type="html">Je last…</summary>
    <description type="html"><![CDATA[<p>Je last frames.</p><p>Bel An: 053 123 45 67.</p>
    ]]></description>
    <department><name>Productie</name></department><location><name>Borne</name></location>
    <type><name>Full-time</name></type>
    <salary_indication>€ 2.800 - € 3.600 per maand</salary_indication>
    <updated>2026-02-13 08:46:19</updated></entry>
  <entry><title>Engineer</title><id>job_2</id><location><name>Remote</name></location>
    <link href="https://voorbeeld.homerun.co/engineer"/></entry>
  <entry><title>Zonder sleutel</title></entry></feed>"""


def test_homerun_tells_where_and_not_since_when() -> None:
    assert recognised(Payload(HOMERUN.encode())) == "homerun"
    reading = read("homerun", HOMERUN, language="nl")
    first, second = reading.postings
    assert (first.key, first.title, first.language) == ("job_1", "Lasser", "nl")
    assert first.address == "https://voorbeeld.homerun.co/lasser/nl"
    assert (first.company, first.department) == ("Voorbeeld BV", "Productie")
    assert first.body == "<p>Je last frames.</p>"
    assert first.places == (Place(locality="Borne"),)
    assert first.employment == (Employment.FULL_TIME,)
    assert first.salary is not None
    assert (first.salary.low, first.salary.per) == (2800.0, Per.MONTH)
    why = reasons(first)
    assert why["published"] == why["closes"] == why["hours_low"] == "this system does not give it"
    assert why["contact"].startswith("a sentence")
    assert (second.remote, second.places) == (Remote.REMOTE, ())
    assert reasons(second)["body"] == "the answer does not tell it"
    assert "Zonder sleutel" in reading.problems[0].where
    assert reading.total == 3


AFAS = {"skip": 0, "take": 500, "rows": [
    {"Vacaturenummer": 41, "Functietitel": "CNC-frezer", "Vacaturetekst": "<p>Frezen.</p>",
     "Plaats": "Rijssen", "Uren": "32 - 40", "Opleidingsniveau": "mbo 4", "Afdeling": "",
     "Publicatiedatum": "2026-02-01T00:00:00Z", "Einddatum": "2026-04-30T00:00:00Z",
     "Contactpersoon": "An Jansen", "Status_vacature": "Open"},
    {"Vacaturenummer": None, "Functietitel": "Zonder nummer", "Vacaturetekst": "x"},
]}  # fmt: skip
AFAS_ADDRESS = "https://12345.rest.afas.online/ProfitRestServices/connectors/Vacatures?take=10"


def test_afas_reads_the_columns_that_the_employer_chose() -> None:
    assert recognised(Payload(json.dumps(AFAS).encode())) == "afas"
    reading = read("afas", AFAS, address=AFAS_ADDRESS)
    [posting] = reading.postings
    assert (posting.key, posting.title, posting.education) == ("41", "CNC-frezer", "mbo 4")
    assert (posting.published, posting.closes) == (date(2026, 2, 1), date(2026, 4, 30))
    assert (posting.hours_low, posting.hours_high) == (32.0, 40.0)
    why = reasons(posting)
    assert why["department"] == "the answer does not tell it"
    assert why["apply_at"] == why["salary"] == "the table has no column for it"
    assert "Jansen" not in repr(posting)
    assert "no number" in reading.problems[0].why


def test_afas_is_asked_with_its_token_page_by_page() -> None:
    board = Board("afas", "12345/Vacatures", AFAS_ADDRESS, token="ABC")
    [request] = adapter_named("afas").first(board)
    assert request.address.endswith("/connectors/Vacatures?skip=0&take=500")
    [(name, value)] = request.headers
    assert name == "Authorization"
    kind, told = value.split(" ")
    assert kind == "AfasToken"
    whole = "<token><version>1</version><data>ABC</data></token>"
    assert base64.b64decode(told).decode() == whole
    again = Board("afas", "", AFAS_ADDRESS, token=whole)
    assert adapter_named("afas").first(again)[0].headers == request.headers
    full = {"skip": 500, "take": 500, "rows": [{"id": n, "titel": "x", "tekst": "y"}
                                               for n in range(500)]}  # fmt: skip
    reading = adapter_named("afas").read(Payload(json.dumps(full).encode()), board)
    [onward] = reading.further
    assert (onward.name, "skip=1000" in onward.address) == ("page-1000", True)
    assert onward.headers == request.headers


LINKEDIN = """<?xml version="1.0"?><source>
  <lastBuildDate>Mon, 02 Mar 2026 08:00:00 GMT</lastBuildDate>
  <publisher>Voorbeeld</publisher><expectedJobCount>%s</expectedJobCount>
  <job><partnerJobId><![CDATA[L-7]]></partnerJobId><company>Voorbeeld BV</company>
    <title>Mechatronica-engineer</title>
    <description><![CDATA[<p>Je bouwt machines.</p>]]></description>
    <applyUrl>https://voorbeeld.example/werken/7</applyUrl><companyId>123</companyId>
    <location>Oldenzaal, Overijssel, Netherlands</location><workplaceTypes>Hybrid</workplaceTypes>
    <jobtype>FULL_TIME</jobtype><experienceLevel>ASSOCIATE</experienceLevel>
    <salaries><salary><highEnd><amount>5000</amount><currencyCode>EUR</currencyCode></highEnd>
      <lowEnd><amount>4000</amount><currencyCode>EUR</currencyCode></lowEnd>
      <period>MONTHLY</period></salary></salaries>
    <skills><skill>PLC</skill><skill>TwinCAT</skill></skills>
    <posterEmail>an.jansen@voorbeeld.example</posterEmail>
    <listDate>2026-02-20</listDate><expirationDate>2026-04-20</expirationDate></job>
  <job><partnerJobId>L-8</partnerJobId><title>Lasser</title></job>
  <job><title>Zonder nummer</title></job></source>"""


def test_the_xml_for_linkedin() -> None:
    assert recognised(Payload((LINKEDIN % 2).encode())) == "linkedin"
    reading = read("linkedin", LINKEDIN % 2)
    first, second = reading.postings
    assert (first.key, first.company, first.title) == (
        "L-7",
        "Voorbeeld BV",
        "Mechatronica-engineer",
    )
    assert first.apply_at == first.address == "https://voorbeeld.example/werken/7"
    assert (first.places[0].locality, first.places[0].country) == ("Oldenzaal", "NL")
    assert (first.published, first.closes) == (date(2026, 2, 20), date(2026, 4, 20))
    assert (first.remote, first.skills) == (Remote.HYBRID, ("PLC", "TwinCAT"))
    assert first.salary is not None
    assert (first.salary.low, first.salary.high, first.salary.per) == (4000.0, 5000.0, Per.MONTH)
    assert "jansen" not in repr(first)
    assert reasons(first)["hours_low"] == "this system does not give it"
    assert reasons(second)["apply_at"] == "the answer does not tell it"
    assert (len(reading.problems), reading.total) == (1, 3)
    assert read("linkedin", LINKEDIN % 40).total == 40  # cut off: nothing is closed


def test_a_sheet_at_an_address_in_three_languages() -> None:
    for text in (
        "Nummer;Functie;Omschrijving;Plaats;Uren;Laatste dag\n"
        "7;Lasser;Je last frames.;Borne;32-40;20-04-2026\n",
        "Number,Title,Description,City,Hours,Last day\n"
        "7,Lasser,Je last frames.,Borne,32-40,2026-04-20\n",
        "Nummer\tStellenbezeichnung\tBeschreibung\tOrt\tWochenstunden\tLetzter Tag\n"
        "7\tLasser\tJe last frames.\tBorne\t32-40\t20.04.2026\n",
    ):  # fmt: skip
        assert recognised(Payload(text.encode())) == "sheets"
        posting = one(read("sheets", text, address="https://docs.example/pub?output=csv"))
        assert (posting.key, posting.title, posting.body) == (
            "7",
            "Lasser",
            "<p>Je last frames.</p>",
        )
        assert (posting.places[0].locality, posting.closes) == ("Borne", date(2026, 4, 20))
        assert (posting.hours_low, posting.hours_high) == (32.0, 40.0)
        assert reasons(posting)["salary"] == "the table has no column for it"


def test_rows_of_a_sheet_without_numbers_and_twice() -> None:
    reading = read(
        "sheets",
        "functie;plaats;omschrijving\nLasser;Borne;a\nLasser;Rijssen;b\nLASSER;borne;c\n;Borne;d\n",
    )
    assert [p.key for p in reading.postings] == ["lasser|borne", "lasser|rijssen"]
    assert [p.why for p in reading.problems] == [
        "it has no title", "another row has the same number, or the same title and place",
    ]  # fmt: skip
    assert reading.total == 4


def test_a_workbook_is_a_sheet_and_a_page_to_sign_in_is_none() -> None:
    file = BytesIO()
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["id", "titel", "ort", "letzter Tag"])
    page.append([12, "Fräser", "Gronau", datetime(2026, 4, 1)])
    book.save(file)
    assert recognised(Payload(file.getvalue())) == "sheets"
    posting = one(read("sheets", file.getvalue()))
    assert (posting.key, posting.closes) == ("12", date(2026, 4, 1))
    with pytest.raises(Unreadable, match="a page"):
        read("sheets", "<!doctype html><title>Sign in</title>")


@pytest.mark.parametrize(
    ("address", "system", "employer"),
    [
        ("https://voorbeeld.homerun.co/lasser/nl", "homerun", "voorbeeld"),
        ("https://feed.homerun.co/voorbeeld", "homerun", "voorbeeld"),
        (AFAS_ADDRESS, "afas", "12345/Vacatures"),
        ("https://docs.google.com/spreadsheets/d/e/x/pub?gid=0&output=csv", "sheets", ""),
        ("https://voorbeeld.example/vacatures.xlsx", "sheets", ""),
    ],
)
def test_their_addresses(address: str, system: str, employer: str) -> None:
    board = board_of(address)
    assert board is not None
    assert (board.system, board.employer) == (system, employer)


@pytest.mark.parametrize(
    "address",
    ["https://static.homerun.co/x.js", "https://12345.rest.afas.online/ProfitRestServices/metainfo",
     "https://rest.afas.online.evil.example/a/connectors/x"],
)  # fmt: skip
def test_what_only_looks_like_them(address: str) -> None:
    assert board_of(address) is None
