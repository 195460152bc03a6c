# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What others subscribe to: valid, steady names, answered with 304 while nothing changed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import icalendar
import pytest
from django.test import Client
from django.utils.translation import override

from hcat.agenda.api import item, revise, the_agenda
from hcat.evidence.api import Finding, correct, criterion_id, record_figure, record_judgement
from hcat.foundation.api import today
from hcat.labour_market.measures import NOT_FETCHED
from hcat.numerics.api import Estimate, Period, Quality
from hcat.reports.api import (
    ask_decision,
    coming,
    freeze_report,
    settle_decision,
    sign_report,
    withdraw_report,
)
from hcat.web.exchange.views import feeds
from tests.reports.making import draft
from tests.web.desk.conftest import BY

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def reader(polder: None) -> Client:
    return Client()


def feed(reader: Client, name: str, language: str = "en") -> Any:
    """A feed of which everything that RFC 4287 asks of one was looked at."""
    path = f"{'' if language == 'nl' else f'/{language}'}/feeds/{name}.atom"
    answer = reader.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.content)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert links(root, "self") == [f"http://testserver{path}"]
    assert root.findtext("a:author/a:name", "", ATOM), "an entry without an author takes this one"
    ids = [one.findtext("a:id", "", ATOM) for one in root.findall("a:entry", ATOM)]
    assert len(ids) == len(set(ids))
    for one in [root, *root.findall("a:entry", ATOM)]:
        for needed in ("id", "title", "updated"):
            assert len(one.findall(f"a:{needed}", ATOM)) == 1, needed
            assert one.findtext(f"a:{needed}", "", ATOM), needed
        assert re.fullmatch(r"urn:hcat:[a-z0-9-]+(:[a-z0-9.-]+)+", one.findtext("a:id", "", ATOM))
        for name in ("updated", "published"):
            if text := one.findtext(f"a:{name}", "", ATOM):
                assert datetime.fromisoformat(text).tzinfo is not None
        assert len(links(one, "alternate")) == 1
        assert all(link.startswith("http://testserver/") for link in links(one, "alternate"))
    return root


def links(element: Any, rel: str) -> list[str]:
    found = element.findall("a:link", ATOM)
    return [link.get("href") for link in found if link.get("rel", "alternate") == rel]


@pytest.mark.parametrize("language", ["nl", "en", "de"])
@pytest.mark.parametrize("name", ["changes", "figures", "points/learn"])
def test_every_feed_holds_what_a_reader_must_find(reader: Client, name: str, language: str) -> None:
    record_figure(by=BY, result="choice", target="by-2020", estimate=estimate(31))
    revise(by=BY, kind="result", key="choice", fields={"title": "Anew"}, on=today(), reason="x")
    root = feed(reader, name, language)
    assert root.findall("a:entry", ATOM)
    with override(language):
        agenda = the_agenda()
        assert agenda is not None
        assert root.findtext("a:author/a:name", "", ATOM) == str(agenda.sheet.title)


def test_a_feed_without_news_does_not_change_by_the_hour(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "MOST", 0)
    root = feed(reader, "figures")
    assert not root.findall("a:entry", ATOM)
    agenda = the_agenda()
    assert agenda is not None
    assert root.findtext("a:updated", "", ATOM)[:10] == agenda.sheet.adopted.isoformat()


def test_why_a_figure_is_missing_is_told_in_the_readers_language(reader: Client) -> None:
    missing = replace(estimate(31), value=None, missing_reason=str(NOT_FETCHED))
    record_figure(by=BY, result="choice", target="by-2020", estimate=missing)
    title = entries(feed(reader, "figures", "nl"))[0]["title"]
    assert "nog niets opgehaald" in title


def entries(root: Any) -> list[dict[str, str]]:
    return [
        {name: one.findtext(f"a:{name}", "", ATOM) for name in ("id", "title", "summary")}
        | {"link": one.find("a:link", ATOM).get("href")}
        for one in root.findall("a:entry", ATOM)
    ]


def test_the_calendar_is_read_by_calendar_programs(reader: Client) -> None:
    answer = reader.get("/en/calendar.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    parsed = icalendar.Calendar.from_ical(answer.content)
    by_uid = {str(one["UID"]): one for one in parsed.walk("VEVENT")}
    one = by_uid["deadline.choice.by-2020@polder.hcat"]
    assert str(one["URL"]) == "http://testserver/en/results/choice"
    assert str(parsed["NAME"]) == "Polder"


def test_the_calendar_holds_the_days_on_which_reports_are_due(reader: Client) -> None:
    due = coming(many=1)[0]
    parsed = icalendar.Calendar.from_ical(reader.get(f"/en/calendar.ics?body={due.to}").content)
    [event] = [
        one
        for one in parsed.walk("VEVENT")
        if str(one["UID"]) == f"report.{due.kind.value}.{due.on.isoformat()}@polder.hcat"
    ]
    assert event["DTSTART"].dt == due.on
    assert "Due: " in str(event["SUMMARY"])
    elsewhere = reader.get("/en/calendar.ics?point=education").content.decode()
    assert "UID:report." not in elsewhere


def of_calendar(reader: Client, start: str) -> dict[str, Any]:
    parsed = icalendar.Calendar.from_ical(reader.get("/en/calendar.ics").content)
    found = {str(one["UID"]): one for one in parsed.walk("VEVENT")}
    return {uid: one for uid, one in found.items() if uid.startswith(start)}


def test_a_signed_report_is_called_so_and_leads_to_its_page(
    reader: Client, printed_fast: None
) -> None:
    report = draft()
    uid = f"report.board.{report.due_on.isoformat()}@polder.hcat"
    before = of_calendar(reader, uid)[uid]
    assert "Due: " in str(before["SUMMARY"])
    freeze_report(by=BY, report=report.key)
    sign_report(by=BY, report=report.key)
    after = of_calendar(reader, uid)[uid]
    assert ", signed on " in str(after["SUMMARY"])
    assert str(after["URL"]) == f"http://testserver/en/reports/{report.key}"
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    withdraw_report(by=BY, report=report.key, on=today(), reason="a mistake")
    gone = of_calendar(reader, uid)[uid]
    assert "Due: " in str(gone["SUMMARY"])
    assert gone["SEQUENCE"] == after["SEQUENCE"] + 1


def test_a_decision_that_is_asked_stands_on_its_day_until_it_is_settled(
    reader: Client, printed_fast: None
) -> None:
    report, by_when = draft(), today() + timedelta(days=60)
    asked = ask_decision(
        by=BY, report=report.key, text={"en": "Open one desk"}, of="board", by_when=by_when
    )
    assert not of_calendar(reader, "asked."), "a draft asks nothing yet"
    freeze_report(by=BY, report=report.key)
    [event] = of_calendar(reader, f"asked.{asked.pk}@").values()
    assert (event["DTSTART"].dt, str(event["SUMMARY"])) == (
        by_when, "Decision asked: Open one desk",
    )  # fmt: skip
    assert str(event["URL"]) == "http://testserver/en/steering-group"
    sign_report(by=BY, report=report.key)
    later = by_when + timedelta(days=30)
    settle_decision(
        by=BY, asked=asked.pk, what="deferred", on=today(), until=later, reason="no money yet"
    )
    [event] = of_calendar(reader, f"asked.{asked.pk}@").values()
    assert (event["DTSTART"].dt, event["SEQUENCE"], event["STATUS"]) == (later, 1, "CONFIRMED")
    assert str(event["URL"]) == f"http://testserver/en/reports/{report.key}"
    settle_decision(by=BY, asked=asked.pk, what="dropped", on=today(), reason="no need")
    [event] = of_calendar(reader, f"asked.{asked.pk}@").values()
    assert (event["SEQUENCE"], event["STATUS"]) == (2, "CANCELLED")


def test_a_calendar_of_a_body_or_point_and_of_neither(reader: Client) -> None:
    of_body = reader.get("/en/calendar.ics?body=board").content
    assert b"deadline.known.by-2022" in of_body, "which the board judges"
    assert b"deadline.choice" not in of_body
    assert b"deadline.choice" in reader.get("/en/calendar.ics?point=learn").content
    assert reader.get("/en/calendar.ics?point=nowhere").status_code == 404
    assert reader.get("/en/calendar.ics?colour=red").status_code == 404


@pytest.mark.parametrize("path", ["calendar.ics", "feeds/changes.atom", "feeds/figures.atom"])
def test_whoever_has_it_already_is_told_so(reader: Client, path: str) -> None:
    first = reader.get(f"/en/{path}")
    again = reader.get(f"/en/{path}", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_change_is_news_once_with_its_reason(reader: Client) -> None:
    before = entries(feed(reader, "changes"))
    revise(
        by=BY, kind="point", key="learn", fields={"title": "Tom & Jerry <learn>"}, on=today(),
        reason="A better name.",
    )  # fmt: skip
    after = entries(feed(reader, "changes"))
    assert [one["id"] for one in after[1:]] == [one["id"] for one in before]
    assert "Tom & Jerry <learn>" in after[0]["title"]
    assert after[0]["summary"].startswith("A better name.")
    assert "&lt;learn&gt;" in after[0]["summary"], "a summary is HTML"
    assert after[0]["id"].startswith("urn:hcat:polder:change:")
    assert after[0]["link"].startswith("http://testserver/en/history")


def test_a_point_has_its_own_feed(reader: Client) -> None:
    before = len(entries(feed(reader, "points/learn")))
    for kind, key in (("result", "choice"), ("result", "known")):
        revise(by=BY, kind=kind, key=key, fields={"title": "Anew"}, on=today(), reason="x")
    assert len(entries(feed(reader, "points/learn"))) == before + 1
    assert reader.get("/en/feeds/points/nowhere.atom").status_code == 404
    page = reader.get("/en/agenda/learn").content.decode()
    assert 'href="/en/feeds/points/learn.atom"' in page
    assert 'href="/en/feeds/changes.atom"' in page


def estimate(value: float) -> Estimate:
    return Estimate(
        value=value, unit="percent", period=Period.year(2021), method="counted",
        quality=Quality.MEASURED, source="the schools",
    )  # fmt: skip


def test_new_and_corrected_figures_and_judgements_are_news(reader: Client) -> None:
    old = record_figure(by=BY, result="choice", target="by-2020", estimate=estimate(31))
    assert "40% choose technology: 31" in entries(feed(reader, "figures"))[0]["title"]
    correct(by=BY, observation=old.pk, estimate=estimate(33), reason="a late school")
    newest = entries(feed(reader, "figures"))[0]
    assert newest["title"].startswith("Corrected: 40% choose technology: 33")
    assert "a late school" in newest["summary"]
    text = item("result", "known").sheet.targets[0].criteria[0]
    record_judgement(
        by=BY, result="known", target="by-2022", judged_on=today(), source="the minutes",
        findings=[Finding(criterion_id(text), met=True)],
    )  # fmt: skip
    assert "Judged: Companies know it" in entries(feed(reader, "figures"))[0]["title"]


def test_feeds_speak_three_languages(reader: Client) -> None:
    dutch = reader.get("/feeds/changes.atom").content.decode()
    assert 'xml:lang="nl"' in dutch
    assert "Wijzigingen van de agenda" in dutch
    assert "Änderungen der Agenda" in reader.get("/de/feeds/changes.atom").content.decode()
