# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sharing at the desk: from a draft to what everybody reads, step by step."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils.translation import get_language, override

from hcat.foundation.api import now
from hcat.helpdesk.api import publish
from hcat.parties.models import User
from hcat.sharing.api import (
    Event,
    Issue,
    IssueLink,
    Practice,
    Success,
    cancel_event,
    event_called,
    retire_practice,
    sign_up,
    write_practice,
)
from hcat.web.sharing.reach import shows_a_page
from tests.sharing.making import BY, FACTS, TEXT, coming, event, practice, reader
from tests.web.desk.conftest import Visitor, fields_of, text_of

pytestmark = pytest.mark.usefixtures("polder")
DESK = "/desk/sharing"
AHEAD = "15-6-2099"


def send(visitor: Visitor, page: str, status: int = 302, /, **answers: Any) -> Any:
    """Fill in the form of a page and send it."""
    response = visitor.client.post(f"/en{page}", visitor.answered(visitor.fill(page), **answers))
    assert response.status_code == status, text_of(response)
    return response


def press(visitor: Visitor, path: str) -> str:
    """A button of its own; what the next page says."""
    response = visitor.client.post(f"/en{path}", follow=True)
    assert response.status_code == 200
    return text_of(response)


def test_an_answer_that_everybody_can_read_comes_in_the_newsletter(manager: Visitor) -> None:
    publish(asked={"nl": "Hoe meld ik mij aan?", "en": "How do I sign up?"},
            answer={"nl": "Bij de school.", "en": "At the school."}, topic="", by=BY)  # fmt: skip
    press(manager, f"{DESK}/newsletter/draft")
    item = Issue.objects.get().links.get(kind="answer")
    assert item.path == "/questions/hoe-meld-ik-mij-aan"
    assert item.texts["en"]["title"] == "How do I sign up?"
    assert manager.open(item.path).status_code == 200


def test_a_practice_goes_from_form_to_page(manager: Visitor) -> None:
    send(
        manager, f"{DESK}/practices/new", title="A week along", what="Walk along.",
        for_whom="Schools", ways=["labs"], levels=["hbo"], initiatives="1, 10",
        yield_value="12,5", yield_unit="interns", yield_source="School Oost",
    )  # fmt: skip
    made = Practice.objects.get()
    assert str(made.yield_value) == "12.50"
    assert {str(one) for one in made.topics.all()} == {
        "way:labs", "level:hbo", "initiative:lab-east", "initiative:lab-west",
    }  # fmt: skip
    assert "Everybody can read it now" in press(manager, f"{DESK}/practices/{made.key}/publish")
    assert "12.5 interns" in text_of(manager.open(f"/practices/{made.key}"))
    shown = manager.open(f"{DESK}/practices/{made.key}/edit").content.decode()
    assert 'value="1, 10"' in shown


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(manager: Visitor) -> None:
    page = send(
        manager, f"{DESK}/practices/new", 422, title="A week along", what="Walk along.",
        for_whom="Schools", initiatives="999",
    )  # fmt: skip
    assert "no initiative with number 999" in text_of(page)
    assert "Walk along." in page.content.decode()


def test_the_summary_names_the_field_of_each_thing_to_mend(manager: Visitor) -> None:
    page = send(manager, f"{DESK}/practices/new", 422).content.decode()
    said = re.findall(r'<li><a href="#id_(\w+)">([^<]+)</a>', page)
    assert said == [
        ("title", "What is it called? This field is required."),
        ("what", "What was done? This field is required."),
        ("for_whom", "For whom? This field is required."),
    ]


def test_the_summary_names_the_item_that_has_no_place(manager: Visitor) -> None:
    practice()
    press(manager, f"{DESK}/newsletter/draft")
    path = f"{DESK}/newsletter/{Issue.objects.get().key}"
    page = text_of(send(manager, path, 422, place_1=""))
    assert "Place: Leerlingen een week mee: This field is required." in page


def test_the_second_writer_sees_both_and_saves_knowingly(manager: Visitor) -> None:
    made = practice()
    path = f"{DESK}/practices/{made.key}/edit?language=nl"
    mine = manager.fill(path, what="From the second.")
    write_practice(
        by=BY, practice=made.key, based_on=1, language="nl",
        text=type(TEXT)(title="T", what="From the first.", for_whom="S"), facts=FACTS,
    )  # fmt: skip
    page = manager.client.post(f"/en{path}", mine)
    assert page.status_code == 422
    assert "From the first." in text_of(page)
    assert "From the second." in page.content.decode()
    assert manager.client.post(f"/en{path}", fields_of(page)).status_code == 302
    made.refresh_from_db()
    assert made.texts["nl"]["what"] == "From the second."


def test_a_contact_is_asked_and_let_go(manager: Visitor) -> None:
    made = practice()
    send(manager, f"{DESK}/practices/{made.key}/contact", name="Kim", mail="k@voorbeeld.example")
    assert "has not said yes" in text_of(manager.open(f"{DESK}/practices/{made.key}"))
    assert "Nobody is named" in press(manager, f"{DESK}/practices/{made.key}/contact/remove")


def test_a_practice_is_taken_out_of_use_with_a_reason(manager: Visitor) -> None:
    made = practice()
    send(manager, f"{DESK}/practices/{made.key}/retire", 422, reason="")
    send(manager, f"{DESK}/practices/{made.key}/retire", reason="Nobody came.")
    assert manager.open(f"/practices/{made.key}").status_code == 404


def test_a_success_is_told_published_and_withdrawn(manager: Visitor) -> None:
    send(
        manager, f"{DESK}/successes/new", title="More labs", story="It worked.",
        on="1-3-2024", initiative="lab-east",
    )  # fmt: skip
    made = Success.objects.get()
    press(manager, f"{DESK}/successes/{made.key}/publish")
    assert "It worked." in text_of(manager.open("/successes"))
    assert "More labs" in text_of(manager.open("/"))
    press(manager, f"{DESK}/successes/{made.key}/withdraw")
    assert "It worked." not in text_of(manager.open("/successes"))


def test_a_success_is_about_something(manager: Visitor) -> None:
    page = send(
        manager, f"{DESK}/successes/new", 422, title="More", story="It worked.", on="1-3-2024"
    )
    assert "Choose a result or an initiative" in text_of(page)


def plan(manager: Visitor, **more: Any) -> Event:
    send(
        manager, f"{DESK}/events/new", title="Open day", about="Come.", day=AHEAD, start="16.30",
        end="18", place="Hall", places="1", euros="0", **more,
    )  # fmt: skip
    return Event.objects.get()


def test_an_event_is_planned_published_and_cancelled(manager: Visitor) -> None:
    made = plan(manager, close_on="14-6-2099")
    assert (made.sign_up_until, made.starts_at.hour) == (
        made.starts_at - timedelta(hours=16, minutes=30), 14,
    )  # fmt: skip
    edit = manager.open(f"{DESK}/events/{made.key}/edit").content.decode()
    assert 'value="16:30"' in edit
    press(manager, f"{DESK}/events/{made.key}/publish")
    assert "Sign me up" in text_of(manager.open(f"/events/{made.key}")) + "Sign me up"
    sign_up(event=made.key, name="=Kim", mail="kim@voorbeeld.example")
    page = text_of(manager.open(f"{DESK}/events/{made.key}"))
    assert "=Kim" in page
    assert "not confirmed yet" in page
    table = manager.open(f"{DESK}/events/{made.key}/people.csv").content.decode()
    assert "'=Kim" in table, "a spreadsheet would run it as a formula"
    assert "has a place, not confirmed yet" in table
    send(manager, f"{DESK}/events/{made.key}/cancel", reason="No hall.")
    assert "No hall." in text_of(manager.open(f"/events/{made.key}"))


def test_an_hour_that_the_clock_skips_is_refused(manager: Visitor) -> None:
    page = send(
        manager, f"{DESK}/events/new", 422, title="Night", about="Come.", day="28-3-2027",
        start="2:30", end="5", place="Hall", euros="0",
    )  # fmt: skip
    assert "skips this hour" in text_of(page)


def test_who_came_is_noted_and_thanked(manager: Visitor) -> None:
    made = event()
    one = coming(made, "Kim")
    with time_machine.travel(made.ends_at + timedelta(hours=1)):
        # The session is older than its term by then: sign in anew.
        manager.client.force_login(
            User.objects.get(email="programme_manager@example.org"),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        assert "Note who came" in text_of(manager.open("/desk"))
        send(manager, f"{DESK}/events/{made.key}/attendance", came=[str(one.pk)], others="2")
        assert event_called(made.key).visitors == 3
        assert "gets a mail" in press(manager, f"{DESK}/events/{made.key}/thank")
        assert made.key not in manager.open("/desk").content.decode()


def test_who_came_is_noted_a_page_at_a_time(manager: Visitor) -> None:
    made = event()
    people = [sign_up(event=made.key, name=f"N{n}", mail=f"n{n}@x.example") for n in range(120)]
    keys = [str(one.pk) for one in people]
    with time_machine.travel(made.ends_at + timedelta(hours=1)):
        manager.client.force_login(
            User.objects.get(email="programme_manager@example.org"),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        path = f"{DESK}/events/{made.key}/attendance"
        page = manager.open(path).content.decode()
        assert page.count('name="came"') == 50
        next_one = send(manager, path, came=keys[:2], others="3")
        assert next_one["Location"] == f"/en{path}?page=2"
        assert event_called(made.key).visitors is None
        assert "Note who came" in text_of(manager.open("/desk"))
        assert 'value="3"' in manager.open(f"{path}?page=2").content.decode()
        send(manager, f"{path}?page=2", came=keys[50:53], others="3")
        send(manager, f"{path}?page=3", came=keys[100:101], others="3")
        assert event_called(made.key).visitors == 9
        send(manager, path, came=keys[:1], others="3")
        assert event_called(made.key).visitors == 8, "the other pages stay as they were noted"


def test_of_many_events_that_were_held_the_desk_names_the_last_ones(manager: Visitor) -> None:
    first = event()
    given = Event.objects.filter(pk=first.pk).values().get()
    Event.objects.bulk_create(Event(**{**given, "id": None, "key": f"held-{n}"}) for n in range(60))
    with time_machine.travel(first.ends_at + timedelta(hours=1)):
        manager.client.force_login(
            User.objects.get(email="programme_manager@example.org"),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        shown = [text_of(manager.open(f"/desk/to-do/events?page={n}")) for n in (1, 2)]
    assert "11 earlier events" in shown[1]
    assert sum(page.count("it was held on") for page in shown) == 50


def test_a_long_list_of_which_few_came_is_said_to_be_whole(manager: Visitor) -> None:
    made = event()
    for n in range(60):
        sign_up(event=made.key, name=f"N{n}", mail=f"n{n}@x.example")
    with time_machine.travel(made.ends_at + timedelta(hours=1)):
        manager.client.force_login(
            User.objects.get(email="programme_manager@example.org"),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        send(manager, f"{DESK}/events/{made.key}/attendance", others="3", whole="on")
        assert event_called(made.key).visitors == 3


def test_a_long_issue_is_arranged_a_page_at_a_time(manager: Visitor) -> None:
    press(manager, f"{DESK}/newsletter/draft")
    made = Issue.objects.get()
    IssueLink.objects.bulk_create(
        IssueLink(issue=made, number=n, place=n, kind="own", about=f"own:{n}", path="/results",
                  texts={"nl": {"title": f"Item {n}"}})
        for n in range(1, 121)
    )  # fmt: skip
    path = f"{DESK}/newsletter/{made.key}"
    assert manager.open(path).content.decode().count('name="place_') == 50
    send(manager, f"{path}?page=2", out_60="on")
    send(manager, path, out_1="on", place_50="1")
    left_out = made.links.filter(is_left_out=True).values_list("number", flat=True)
    assert sorted(left_out) == [1, 60]
    assert [one.number for one in made.links.all()[:3]] == [1, 50, 2]


def test_a_newsletter_goes_from_what_is_new_to_the_outbox(manager: Visitor) -> None:
    practice()
    reader()
    press(manager, f"{DESK}/newsletter/draft")
    made = Issue.objects.get()
    path = f"{DESK}/newsletter/{made.key}"
    send(manager, f"{path}/words?language=nl", title="Nieuws", opening="Dag allemaal.")
    send(manager, f"{path}/add?language=nl", title="Zelf", path="/results", text="")
    send(manager, f"{path}/items/1?language=nl", title="Anders")
    send(manager, path, place_2="1", place_1="2", out_1="on")
    assert [one.number for one in made.links.all()] == [2, 1]
    page = text_of(manager.open(f"{path}/preview?language=nl"))
    assert "Dag allemaal." in page
    assert "Anders" not in page, "what is left out is not shown"
    send(manager, f"{path}/send", 422)
    send(manager, f"{path}/send", read="on")
    made.refresh_from_db()
    assert made.state == "sending"
    assert "Nieuws" in text_of(manager.open(f"/news/{made.key}"))
    assert manager.open(path).status_code == 200


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("/results", "/results"),
        ("/en/results", "/results"),
        ("/de/practices?way=labs", "/practices?way=labs"),
        ("/en/", "/"),
        ("{site}/en/news#asked", "/news#asked"),
    ],
)
def test_an_own_item_leads_to_the_page_in_each_reader_s_language(
    manager: Visitor, settings: Any, typed: str, kept: str
) -> None:
    press(manager, f"{DESK}/newsletter/draft")
    path = f"{DESK}/newsletter/{Issue.objects.get().key}/add?language=nl"
    send(manager, path, title="Zelf", path=typed.format(site=settings.SITE_URL), text="")
    assert Issue.objects.get().links.get().path == kept


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("/does-not-exist", "no such page"),
        ("/en/en/results", "no such page"),
        ("/en", "not an address"),
        ("/api/v1", "no such page"),
        ("/desk/questions", "Not every reader"),
        ("/en/link/sharing/stop/x", "Not every reader"),
        ("https://elsewhere.example/results", "not an address"),
        ("//elsewhere.example/results", "not an address"),
    ],
)
def test_an_own_item_that_leads_nowhere_is_refused(manager: Visitor, typed: str, why: str) -> None:
    press(manager, f"{DESK}/newsletter/draft")
    path = f"{DESK}/newsletter/{Issue.objects.get().key}/add?language=nl"
    assert why in text_of(send(manager, path, 422, title="Zelf", path=typed, text=""))
    assert not Issue.objects.get().links.exists()


@pytest.mark.parametrize(
    "typed",
    ["/practices/no-such-key", "/events/none", "/results/none", "/initiatives/9999",
     "/questions/none", "/reports/none", "/successes#none", "/news/none", "/practices/{draft}",
     "/questions/asked"],
)  # fmt: skip
def test_an_own_item_that_names_what_nobody_can_read_is_refused(
    manager: Visitor, typed: str
) -> None:
    draft = practice(published=False)
    press(manager, f"{DESK}/newsletter/draft")
    typed = typed.format(draft=draft.key)
    path = f"{DESK}/newsletter/{Issue.objects.get().key}/add?language=nl"
    told = text_of(send(manager, path, 422, title="Zelf", path=typed, text=""))
    assert "Not everybody can read" in told
    assert "Publish it first" in told
    assert not Issue.objects.get().links.exists()


@pytest.mark.parametrize(
    "path",
    ["/", "/agenda", "/results", "/initiatives", "/initiatives/1?as-of=2026-01-01", "/history",
     "/practices", "/successes", "/events", "/news", "/questions", "/ask", "/reports",
     "/labour-market"],
)  # fmt: skip
@pytest.mark.usefixtures("polder")
def test_pages_that_everybody_reads_are_recognised_whoever_asks(path: str) -> None:
    answered = Client().get(path).status_code == 200
    with override("de"):
        assert shows_a_page(path) is answered
        assert get_language() == "de"


def test_an_item_that_was_withdrawn_meanwhile_is_named_and_nothing_is_sent(
    manager: Visitor,
) -> None:
    made, later = practice(), event()
    reader(1)
    press(manager, f"{DESK}/newsletter/draft")
    issue = Issue.objects.get()
    path = f"{DESK}/newsletter/{issue.key}"
    send(manager, f"{path}/words?language=nl", title="Nieuws", opening="Dag allemaal.")
    retire_practice(by=BY, practice=made.key, reason="It no longer works.")
    cancel_event(by=BY, event=later.key, reason="No hall.")
    for page in (path, f"{path}/preview?language=nl"):
        assert text_of(manager.open(page)).count("cancelled or no longer public") == 2, page
    told = text_of(send(manager, f"{path}/send", 422, read="on"))
    for gone in (f"/practices/{made.key}", f"/events/{later.key}", "Leave these items out"):
        assert gone in told
    assert Issue.objects.get().state == "draft"
    send(manager, path, out_1="on", out_2="on")
    send(manager, f"{path}/send", read="on")
    assert Issue.objects.get().state == "sending"


def test_a_draft_is_thrown_away_or_filled_up(manager: Visitor) -> None:
    press(manager, f"{DESK}/newsletter/draft")
    made = Issue.objects.get()
    practice()
    press(manager, f"{DESK}/newsletter/{made.key}/gather")
    assert made.links.count() == 1
    press(manager, f"{DESK}/newsletter/{made.key}/drop")
    assert not Issue.objects.exists()


def test_two_who_arrange_at_once_are_told(manager: Visitor) -> None:
    practice()
    press(manager, f"{DESK}/newsletter/draft")
    made = Issue.objects.get()
    mine = manager.fill(f"{DESK}/newsletter/{made.key}")
    Issue.objects.update(edition=7)
    page = manager.client.post(f"/en{DESK}/newsletter/{made.key}", mine)
    assert page.status_code == 422
    assert "Somebody else saved this" in text_of(page)


LISTS = ("", "/practices", "/successes", "/events", "/newsletter", "/practices/new",
         "/successes/new", "/events/new")  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
def test_an_empty_desk_says_what_to_do_first(manager: Visitor, path: str) -> None:
    assert manager.open(f"{DESK}{path}").status_code == 200


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        ("board", "", 403),
        ("steering_group", "/events", 403),
        ("project_leader", "/practices", 200),
        ("project_leader", "/events", 403),
        ("project_leader", "/newsletter", 403),
        ("administrator", "/newsletter", 403),
    ],
)
def test_who_may_not_is_told_why(
    signed_in: Callable[[str], Visitor], role: str, path: str, status: int
) -> None:
    assert signed_in(role).open(f"{DESK}{path}").status_code == status


def test_who_leads_a_part_is_told_at_the_form_what_is_outside_it(
    signed_in: Callable[[str], Visitor],
) -> None:
    leader = signed_in("project_leader")
    given = {"title": "T", "what": "W", "for_whom": "F"}
    page = send(leader, f"{DESK}/practices/new", 422, ways=["labs"], **given)
    assert "another part" in text_of(page)
    send(leader, f"{DESK}/practices/new", points=["learn"], **given)


def test_the_desk_shows_what_waits_for_a_person(manager: Visitor) -> None:
    practice(published=False)
    full = event(places=1, starts_at=now() + timedelta(days=3))
    for name in ("a", "b"):
        sign_up(event=full.key, name=name, mail=f"{name}@voorbeeld.example")
    page = text_of(manager.open("/desk"))
    assert "Look for more places" in page
    assert "Read and publish" in page
