# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What sources show becomes spells: opened, changed, closed, doubted."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hcat.foundation.api import Actor, Refused, now
from hcat.foundation.models import AuditEvent
from hcat.portal.models import Advert, Check, Source, Vacancy
from hcat.portal.operations.sources import add_source, end_source, pause_source, resume_source
from hcat.portal.queries.sources import late_companies
from hcat.portal.queries.vacancies import is_followed
from hcat.portal.syncing.freshness import hide_what_is_stale
from hcat.portal.syncing.running import due, sync
from hcat.portal.syncing.spells import Written
from hcat.postings.api import Asker
from tests.postings.site import Site, endless, marked, text

BY = Actor.system("test")
pytestmark = pytest.mark.django_db


def job(number: int, **given: Any) -> dict[str, Any]:
    return {
        "id": number,
        "title": f"Werktuigbouwkundige {number}",
        "url": f"https://voorbeeld.example/vacature/{number}",
        "description": "<p>Wij bouwen machines voor de voedingsindustrie in Twente.</p>",
        "city": "Enschede",
        **given,
    }


def listing(*jobs: dict[str, Any]) -> str:
    return json.dumps({"jobs": list(jobs)})


@pytest.fixture
def read(source: Source, site: Site, ask: Callable[[], Asker]) -> Callable[..., Written]:
    """Let the source show these jobs, and read it."""

    def read(*jobs: dict[str, Any], reply: Any = None) -> Written:
        shown = reply or text(listing(*jobs), kind="application/json")
        site.gives("/jobs.json", shown)
        return sync([Source.objects.get(pk=source.pk)], by=BY, ask=ask())[0].written

    return read


def still_open() -> set[str]:
    return set(Advert.objects.filter(closed_at=None).values_list("key", flat=True))


def test_what_is_new_opens_a_spell(read: Any) -> None:
    written = read(job(1), job(2))
    assert (written.outcome, written.new) == (Check.Outcome.READ, 2)
    first = Vacancy.objects.get(adverts__key="1")
    assert first.closed_at is None
    advert = first.adverts.get()
    assert (advert.title, advert.language) == ("Werktuigbouwkundige 1", "nl")
    assert advert.told["places"][0]["locality"] == "Enschede"
    assert AuditEvent.objects.filter(action="portal.source_read").count() == 1


def test_an_unchanged_source_writes_nothing_but_when_it_was_read(
    read: Any, source: Source, site: Site, ask: Any
) -> None:
    reply = marked(listing(job(1), job(2)), '"1"')
    read(reply=reply)
    before = Source.objects.get(pk=source.pk).read_at
    with CaptureQueriesContext(connection) as queries:
        written = read(reply=reply)
    assert written.outcome == Check.Outcome.UNCHANGED
    assert written.found == 2
    changes = [q["sql"] for q in queries if not q["sql"].startswith(("SELECT", "SAVEPOINT",
               "RELEASE", "BEGIN", "COMMIT"))]  # fmt: skip
    assert len(changes) == 1
    assert '"portal_source"' in changes[0]
    assert Source.objects.get(pk=source.pk).read_at > before
    assert site.asked[-1][1]["If-None-Match"] == '"1"'
    assert Check.objects.count() == 1


def test_what_is_gone_closes_when_it_was_last_seen(read: Any, source: Source) -> None:
    read(job(1), job(2))
    last = Source.objects.get(pk=source.pk).read_at
    written = read(job(1))
    assert written.gone == 1
    closed = Vacancy.objects.get(adverts__key="2")
    assert (closed.closed_because, closed.seen_at) == ("gone", last)
    assert closed.closed_at > last
    assert still_open() == {"1"}


def test_a_change_keeps_the_spell(read: Any) -> None:
    read(job(1))
    before = Vacancy.objects.get()
    assert read(job(1, title="Werkvoorbereider")).changed == 1
    after = Vacancy.objects.get()
    assert (after.pk, after.opened_at) == (before.pk, before.opened_at)
    assert after.edition == before.edition + 1
    assert after.adverts.get().title == "Werkvoorbereider"


@pytest.mark.parametrize(
    "reply",
    [
        text(listing(), kind="application/json"),
        text('{"jobs": [', kind="application/json"),
        text("<html><h1>Onderhoud</h1></html>"),
        text("", status=500),
        text("", status=404),
        endless(b" " * 10, pause=0.2),
        text(json.dumps({"jobs": [{"id": 1, "titel": None, "url": "x"}] * 5})),
    ],
    ids=["empty", "cut off", "a page", "broken", "not found", "slow", "unreadable items"],
)  # fmt: skip
def test_one_answer_that_cannot_be_believed_closes_nothing(read: Any, reply: Any) -> None:
    read(job(1), job(2))
    written = read(reply=reply)
    assert written.outcome in (Check.Outcome.DOUBTED, Check.Outcome.FAILED)
    assert written.why
    assert still_open() == {"1", "2"}
    source = Source.objects.get()
    assert (source.doubts, bool(source.doubted_because)) == (1, True)
    assert read(job(1), job(2)).outcome == Check.Outcome.READ
    assert Source.objects.get().doubts == 0


def test_an_empty_list_is_believed_the_third_time_a_day_later(read: Any, at: Any) -> None:
    read(job(1))
    for hours in (0, 12):
        at.shift(timedelta(hours=hours))
        assert read().outcome == Check.Outcome.DOUBTED
    at.shift(timedelta(hours=13))
    written = read()
    assert (written.outcome, written.gone) == (Check.Outcome.READ, 1)
    assert still_open() == set()


def test_what_is_found_in_a_doubted_answer_counts(read: Any) -> None:
    read(*(job(n) for n in range(1, 7)))
    written = read(job(1), job(9))
    assert (written.outcome, written.new) == (Check.Outcome.DOUBTED, 1)
    assert len(still_open()) == 7


def test_back_within_a_month_is_the_same_spell_later_is_another(read: Any, at: Any) -> None:
    read(job(1), job(2))
    first = Vacancy.objects.get(adverts__key="2").pk
    read(job(1))
    at.shift(timedelta(days=20))
    read(job(1), job(2))
    assert Vacancy.objects.get(adverts__key="2", closed_at=None).pk == first
    read(job(1))
    at.shift(timedelta(days=40))
    read(job(1), job(2))
    assert Vacancy.objects.get(adverts__key="2", closed_at=None).pk != first
    assert Vacancy.objects.filter(adverts__key="2").count() == 2


def test_a_source_that_ended_is_read_from_nothing_when_it_is_taken_up_again(
    read: Any, source: Source, at: Any
) -> None:
    reply = marked(listing(job(1), job(2)), '"1"')
    read(reply=reply)
    first = Vacancy.objects.get(adverts__key="1").pk
    end_source(source, by=BY)
    assert still_open() == set()
    at.shift(timedelta(days=2))
    resume_source(source, by=BY)
    assert read(reply=reply).new == 2
    assert still_open() == {"1", "2"}
    assert Vacancy.objects.get(adverts__key="1", closed_at=None).pk == first


def test_what_a_source_gave_while_somebody_ended_it_opens_nothing(
    read: Any, source: Source
) -> None:
    end_source(source, by=BY)
    assert read(job(1)).new == 0
    assert not Advert.objects.exists()


def test_a_source_that_ended_is_no_trouble_and_no_delay(
    read: Any, source: Source, in_english: None
) -> None:
    read(job(1), job(2))
    read(job(1), reply=text("no", status=503))
    end_source(source, by=BY)
    Source.objects.update(read_at=now() - timedelta(days=9))
    company = source.organisation_id
    assert (Source.objects.get().state, Source.objects.get().doubts) == ("ended", 0)
    assert late_companies([company], now()) == set()
    assert not is_followed(company)
    assert list(due()) == []
    with pytest.raises(CommandError, match=f"no longer read: {source.pk}"):
        call_command("vacancies", "sync", "--source", str(source.pk))
    with pytest.raises(Refused, match="ended"):
        pause_source(source, by=BY)
    with pytest.raises(Refused, match="Resume it to have it read again"):
        add_source(
            by=BY, organisation=source.organisation.key, address=source.address, system="mapping"
        )


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://voorbeeld.example/1", True),
        ("mailto:jobs@voorbeeld.example?subject=1", True),
        ("mailto:j.jansen@voorbeeld.example", False),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("data:text/html,x", False),
        ("//elders.example", False),
    ],
)
def test_no_script_and_no_person_is_where_to_apply(read: Any, address: str, kept: bool) -> None:
    read(job(1, applyUrl=address))
    advert = Advert.objects.get()
    assert advert.apply_at == (address if kept else "")
    why = {one["field"]: one["why"] for one in advert.told["missing"]}
    is_of_a_person = address.startswith("mailto:") and not kept
    assert (why.get("apply_at") == "the address is that of a person") == is_of_a_person


def test_what_expired_is_not_open(read: Any, at: Any) -> None:
    read(job(1), job(2, deadline="2026-03-05"))
    assert still_open() == {"1", "2"}
    at.shift(timedelta(days=10))
    read(job(1), job(2, deadline="2026-03-05"))
    assert still_open() == {"1"}


def test_the_same_vacancy_in_two_sources_is_one(
    read: Any, source: Source, site: Site, ask: Any
) -> None:
    told = "Je ontwerpt machines in SolidWorks en Ansys, voor 3600 tot 4900 euro."
    read(job(1, title="Mechanical Engineer (m/f/x)", description=told), job(2))
    feed = f"""<?xml version="1.0"?><rss><channel><item>
      <title>Mechanical engineer - 32-40 hours</title><guid>abc</guid>
      <link>{site.address}/abc</link><city>Enschede</city>
      <description>You design with SolidWorks and Ansys, for 3600 to 4900 euro.</description>
    </item></channel></rss>"""
    other = add_source(
        by=BY,
        organisation=source.organisation.key,
        address=site.gives("/feed.xml", text(feed, kind="application/xml")),
        system="feeds",
    )
    sync([other], by=BY, ask=ask())
    assert Vacancy.objects.count() == 2
    one = Vacancy.objects.get(adverts__source=other)
    assert {a.source_id for a in one.adverts.all()} == {source.pk, other.pk}


def test_one_bad_source_harms_no_other(source: Source, site: Site, company: Any, ask: Any) -> None:
    site.gives("/jobs.json", text(listing(job(1)), kind="application/json"))
    deep = "[" * 200_000
    bad = add_source(
        by=BY, organisation=source.organisation.key, system="mapping",
        address=site.gives("/deep.json", text(deep, kind="application/json")),
    )  # fmt: skip
    told = {one.source.pk: one.written for one in sync([bad, source], by=BY, ask=ask())}
    assert told[bad.pk].outcome == Check.Outcome.DOUBTED or told[bad.pk].why
    assert told[source.pk].new == 1


def test_each_source_is_held_to_its_own_promise_and_none_is_loaded_for_that(source: Source) -> None:
    kept = add_source(
        by=BY,
        organisation=source.organisation.key,
        address="https://voorbeeld.example/more",
        system="mapping",
    )
    Source.objects.update(read_at=now() - timedelta(hours=30))
    Source.objects.filter(pk=source.pk).update(promise_hours=24)
    with CaptureQueriesContext(connection) as asked:
        assert hide_what_is_stale() == 1
    assert Source.objects.get(hidden_at=None) == kept
    assert not any('"address"' in one["sql"] for one in asked)
    Source.objects.update(hidden_at=None, read_at=None, added_at=now() - timedelta(hours=25))
    assert hide_what_is_stale() == 1
