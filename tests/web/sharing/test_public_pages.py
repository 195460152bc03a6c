# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What everybody sees and sends: practices, events, the newsletter, and pages behind a link."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import icalendar
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from hcat.correspondence.models import OutboxMessage
from hcat.foundation.api import Actor, form_stamp, now
from hcat.parties.api import has_consent
from hcat.sharing.api import (
    IssueText,
    ask_contact,
    cancel_event,
    carry_on,
    draft_issue,
    event_called,
    readers,
    send_issue,
    stop_token,
    write_issue,
)
from tests.sharing.making import coming, event, practice, reader, token_in
from tests.web.conftest import text

pytestmark = pytest.mark.usefixtures("polder")
BY = Actor.system("test")
MAIL = "kim@voorbeeld.example"
EMPTY = ("/practices", "/successes", "/events", "/events?show=past", "/news", "/news/subscribe")


def get(path: str, status: int = 200, **headers: str) -> Any:
    response = Client().get(path, headers=headers)
    assert response.status_code == status, f"{path}: {response.status_code}"
    return response


def post(path: str, status: int = 302, **data: str) -> Any:
    response = Client(enforce_csrf_checks=True).post(path, data)
    assert response.status_code == status, text(response)
    return response


def fill(path: str, status: int = 302, **data: str) -> Any:
    """Send a form that was shown a minute ago."""
    with time_machine.travel(now() - timedelta(minutes=1), tick=False):
        stamp = form_stamp()
    return post(path, status, stamp=stamp, **data)


def last_mail() -> OutboxMessage:
    return OutboxMessage.objects.order_by("pk").last()  # type: ignore[return-value]


def an_issue() -> Any:
    reader()
    made = draft_issue(by=BY)
    write_issue(by=BY, issue=made.key, language="nl", text=IssueText(title="Nieuws"), based_on=1)
    send_issue(by=BY, issue=made.key)
    carry_on(issue=made.key)
    return made


@pytest.mark.parametrize("prefix", ["", "/en", "/de"])
@pytest.mark.parametrize("path", EMPTY)
def test_a_page_says_what_comes_here_while_there_is_nothing(prefix: str, path: str) -> None:
    page = get(f"{prefix}{path}")
    assert page.content.decode().count("<h1") == 1
    assert not page.cookies, "nobody who only reads gets a cookie"


def test_a_practice_says_what_is_not_stated_and_names_nobody_without_consent() -> None:
    made = practice()
    ask_contact(by=BY, practice=made.key, name="Kim", mail=MAIL)
    page = text(get(f"/en/practices/{made.key}"))
    assert "Een week meelopen." in page
    assert "not stated" in page
    assert "Kim" not in page
    token = token_in(last_mail())
    page = text(post(f"/en/link/sharing/contact/{token}", 200, answer="yes"))
    assert "stand with the practice now" in page
    assert MAIL in text(get(f"/practices/{made.key}"))
    post(f"/en/link/sharing/contact/{token}", 200, answer="no")
    assert MAIL not in text(get(f"/practices/{made.key}"))


def test_a_practice_is_offered_where_it_fits_with_its_reason() -> None:
    made = practice()
    for path in ("/en/initiatives/1", "/en/menu/labs"):
        page = get(path).content.decode()
        assert f'href="/en/practices/{made.key}"' in page
        assert ": Labs" in text(get(path)).partition("How others did it")[2]
    assert made.key not in get("/en/initiatives/2").content.decode()


def test_practices_are_filtered_and_the_filter_stands_in_the_address() -> None:
    made = practice()
    practice(title="Iets anders", topics=(("way", "clubs"),))
    page = get("/en/practices?way=labs&text=meelopen").content.decode()
    assert made.key in page
    assert "iets-anders" not in page
    assert "1 best practice fits" in page
    assert "No best practice fits" in text(get("/en/practices?text=zzz"))


@pytest.mark.parametrize(
    "path", ["/practices/none", "/events/none", "/news/none", "/news/none/1", "/events/none.ics"]
)
def test_what_is_not_there_is_told(path: str) -> None:
    get(path, 404)


def test_drafts_are_not_there_for_others() -> None:
    for made, path in (
        (practice(published=False), "practices"),
        (event(published=False), "events"),
    ):
        get(f"/{path}/{made.key}", 404)
    fill(f"/events/{event(published=False).key}/sign-up", 404, name="Kim", mail=MAIL)


def test_signing_up_asks_no_cookie_and_is_confirmed_by_a_button_and_not_by_a_link_alone() -> None:
    open_day = event(places=1)
    fill(f"/en/events/{open_day.key}/sign-up", name="Kim", mail=MAIL)
    assert "Confirm" in last_mail().subject
    assert last_mail().language == "en"
    path = f"/en/link/sharing/sign-up/{token_in(last_mail())}"
    assert "A place is held for you" in text(get(path))
    assert "Confirm" in last_mail().subject, "programs that look into mail open every link"
    page = text(post(path, 200, answer="confirm"))
    assert "it is confirmed" in page
    assert "You have a place." in page
    assert "You have a place" in last_mail().subject
    fill(f"/en/events/{open_day.key}/sign-up", name="Sam", mail="sam@voorbeeld.example")
    path = f"/en/link/sharing/sign-up/{token_in(last_mail())}"
    assert "a turn on the waiting list is held" in text(get(path))
    assert "waiting list, as number 1" in text(post(path, 200, answer="confirm"))
    assert "Come on the waiting list" in text(get(f"/en/events/{open_day.key}"))


def test_withdrawing_by_link_gives_the_place_to_who_waits() -> None:
    open_day = event(places=1)
    coming(open_day, "Kim")
    token = token_in(last_mail())
    coming(open_day, "Sam")
    get(f"/link/sharing/sign-up/{token}")
    assert event_called(open_day.key).waiting == 1, "looking withdraws nobody"
    post(f"/link/sharing/sign-up/{token}", 200)
    assert event_called(open_day.key).waiting == 0
    assert last_mail().to_address == "sam@voorbeeld.example"
    post(f"/link/sharing/sign-up/{token}", 200)
    assert "u meldde zich af" in text(get(f"/link/sharing/sign-up/{token}"))


def test_what_was_typed_is_kept_when_something_is_wrong() -> None:
    open_day = event()
    page = fill(f"/en/events/{open_day.key}/sign-up", 422, name="Kim", mail="no address")
    assert 'value="Kim"' in page.content.decode()
    assert "name@example.org" in text(page)


def test_a_program_that_fills_in_every_box_signs_up_nobody() -> None:
    open_day = event()
    post(f"/events/{open_day.key}/sign-up", name="Bot", mail=MAIL, website="https://x.example")
    post("/news/subscribe", mail=MAIL, website="https://x.example")
    assert event_called(open_day.key).taken == 0
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("what", ["sign-up", "newsletter"])
def test_one_place_reaches_a_few_addresses_an_hour_and_no_more(what: str) -> None:
    open_day = event(places=30)
    path = f"/en/events/{open_day.key}/sign-up" if what == "sign-up" else "/en/news/subscribe"
    found = []
    with time_machine.travel(now().replace(minute=5), tick=False) as clock:
        for number in range(30):
            stamp = form_stamp()
            clock.shift(timedelta(seconds=30))
            answer = Client().post(
                path, {"name": "X", "mail": f"x{number}@voorbeeld.example", "stamp": stamp}
            )
            found.append(answer.status_code)
        assert found == [302] * 10 + [429] * 20
        assert OutboxMessage.objects.count() == 10
        assert "Try again in an hour" in text(answer)
        clock.shift(timedelta(hours=1))
        fill(path, name="Kim", mail=MAIL)


@pytest.mark.parametrize(("places", "most"), [(1, 5), (6, 10)])
def test_one_address_is_written_to_a_few_times_a_day_from_wherever_it_is_asked(
    places: int, most: int
) -> None:
    """Five times from one network, so that nobody uses up what another may ask; ten in all."""
    with time_machine.travel(now().replace(hour=5), tick=False):
        for number in range(most + 1):
            stamp = form_stamp()
            with time_machine.travel(now() + timedelta(minutes=1), tick=False):
                answer = Client(REMOTE_ADDR=f"192.0.2.{number % places}").post(
                    f"/en/events/{event().key}/sign-up",
                    {"name": "Kim", "mail": MAIL.upper() if number % 2 else MAIL, "stamp": stamp},
                )
            assert answer.status_code == (302 if number < most else 429)
    assert OutboxMessage.objects.filter(to_address__iexact=MAIL).count() == most


@pytest.mark.parametrize("stamp", ["", "form:1:forged"])
def test_a_form_that_is_not_ours_or_too_quick_is_asked_for_once_more(stamp: str) -> None:
    from tests.web.desk.conftest import fields_of

    page = post("/en/news/subscribe", 422, mail=MAIL, stamp=stamp)
    assert not OutboxMessage.objects.exists()
    fields = fields_of(page)
    assert fields["mail"] == [MAIL]
    quick = Client().post("/en/news/subscribe", fields)
    assert quick.status_code == 422
    assert "faster than anybody types" in text(quick)
    with time_machine.travel(now() + timedelta(seconds=5)):
        assert Client().post("/en/news/subscribe", fields_of(quick)).status_code == 302
    assert OutboxMessage.objects.count() == 1


def test_a_cancelled_and_a_past_event_say_so_and_take_nobody() -> None:
    open_day = event()
    cancel_event(by=BY, event=open_day.key, reason="De zaal brandde af.")
    page = text(get(f"/en/events/{open_day.key}"))
    assert "De zaal brandde af." in page
    assert "Sign me up" not in page
    assert open_day.key not in get("/events").content.decode()


def test_the_calendar_keeps_the_hour_of_the_region_over_a_change_of_the_clock() -> None:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    zone = ZoneInfo("Europe/Amsterdam")
    year = now().year + 1
    for month in (1, 7):
        event(starts_at=datetime(year, month, 15, 16, 0, tzinfo=zone))
    found = icalendar.Calendar.from_ical(get("/en/events.ics").content)
    hours = [one["dtstart"].dt for one in found.walk("VEVENT")]
    assert [one.hour for one in hours] == [16, 16]
    assert [one.utcoffset() for one in hours] == [timedelta(hours=1), timedelta(hours=2)]
    assert found.walk("VTIMEZONE")
    assert "event/" not in str(hours)
    everything = icalendar.Calendar.from_ical(get("/calendar.ics").content)
    assert sum(str(one["uid"]).startswith("event.") for one in everything.walk("VEVENT")) == 2


def test_a_calendar_that_nothing_changed_in_is_not_made_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from hcat.web.sharing.views import events

    first = event()
    has = get("/events.ics")["ETag"]
    with monkeypatch.context() as without:
        without.setattr(events, "as_calendar", None)
        get("/events.ics", 304, **{"If-None-Match": has})
    assert get("/en/events.ics", **{"If-None-Match": has})["ETag"] != has
    cancel_event(by=BY, event=first.key, reason="Geen zaal.")
    assert b"CANCELLED" in get("/events.ics", **{"If-None-Match": has}).content
    with time_machine.travel(first.ends_at + timedelta(days=367)):
        assert b"VEVENT" not in get("/events.ics", **{"If-None-Match": has}).content


def test_a_cancelled_event_goes_from_the_calendars_that_hold_it() -> None:
    open_day = event()
    cancel_event(by=BY, event=open_day.key, reason="Geen zaal.")
    (one,) = icalendar.Calendar.from_ical(get(f"/events/{open_day.key}.ics").content).walk("VEVENT")
    assert (str(one["status"]), int(one["sequence"])) == ("CANCELLED", 1)


@pytest.mark.parametrize("path", ["/feeds/news.atom", "/feeds/events.atom"])
def test_the_feeds_hold_what_is_public(path: str) -> None:
    practice(), event(), practice(published=False), event(published=False)
    an_issue()
    entries = etree.fromstring(get(path).content).findall("{*}entry")
    assert len(entries) == (2 if "news" in path else 1)


def test_the_newsletter_is_confirmed_by_a_button_and_not_by_a_link_alone() -> None:
    fill("/news/subscribe", mail=MAIL)
    token = token_in(last_mail())
    get(f"/link/sharing/newsletter/{token}")
    assert readers().total == 0, "programs that look into mail open every link"
    post(f"/link/sharing/newsletter/{token}", 200)
    assert readers().total == 1


def test_one_click_ends_it_without_a_cookie_and_looking_does_not() -> None:
    person = reader()
    path = f"/link/sharing/stop/{stop_token(person.key)}"
    get(path)
    assert has_consent(person, "newsletter")
    page = Client(enforce_csrf_checks=True).post(
        path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert page.status_code == 200
    assert not page.cookies
    assert not has_consent(person, "newsletter")
    get(path.replace(person.key, "another"), 404)
    post(path[:-2], 404)


def test_a_link_of_an_issue_is_counted_and_leads_to_our_page_in_the_same_language() -> None:
    made = practice()
    issue = an_issue()
    link = issue.links.get(number=1)
    reads = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
    answer = get(f"/en/news/{issue.key}/1", 302, **reads)
    assert answer["Location"] == f"/en/practices/{made.key}"
    get(f"/news/{issue.key}/1", 302, **reads)
    get(f"/news/{issue.key}/1", 302, **reads, **{"sec-purpose": "prefetch"})
    for program in ("", "Mozilla/5.0 (compatible; Googlebot/2.1)", "curl/8.5", "SkypeUriPreview"):
        get(f"/news/{issue.key}/1", 302, **{"user-agent": program})
    assert Client().head(f"/news/{issue.key}/1", headers=reads).status_code == 302
    assert link.counts.get().count == 2
    post(f"/news/{issue.key}/1", 403)
    assert link.counts.get().count == 2


def test_an_issue_stands_on_the_site_once_it_goes_out() -> None:
    practice()
    draft = draft_issue(by=BY)
    get(f"/news/{draft.key}", 404)
    draft.delete()
    issue = an_issue()
    page = get(f"/en/news/{issue.key}")
    assert "Nieuws" in text(page)
    assert 'href="/en/practices/leerlingen-een-week-mee"' in page.content.decode()
    assert f"/news/{issue.key}/" not in page.content.decode(), "only the mail is counted"
    assert issue.key in get("/news").content.decode()


def test_a_long_list_of_practices_comes_in_pages_with_as_many_queries() -> None:
    practice(title="Eerste")
    with CaptureQueriesContext(connection) as few:
        get("/practices")
    for number in range(60):
        practice(title=f"Praktijk {number}")
    with CaptureQueriesContext(connection) as many:
        page = get("/practices").content.decode()
    assert "page=2" in page
    assert len(many) <= len(few)
