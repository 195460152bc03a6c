# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Events: places and the waiting list keep their promise, whoever comes and goes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from hcat.correspondence.api import LinkRefused, open_link
from hcat.foundation.api import Actor, NotAllowed, NotFound, Refused, now
from hcat.parties.api import erase_person, invite, person_by_key
from hcat.sharing.api import (
    Event,
    EventText,
    Phase,
    cancel_event,
    confirm_sign_up,
    event_called,
    let_lapse,
    note_attendance,
    sign_up,
    sign_ups,
    thank,
    withdraw_sign_up,
    write_event,
)
from hcat.sharing.models import SignUp
from hcat.sharing.operations.events import link_for

from .making import BY, coming, event, event_facts, token_in

pytestmark = pytest.mark.usefixtures("polder")
Mails = Callable[[str], list[Any]]
TEXT = EventText(title="Open dag", about="Kom kijken.")


def come(to: Event, *names: str) -> list[SignUp]:
    return [coming(to, one) for one in names]


def mail(name: str) -> str:
    return f"{name}@voorbeeld.example"


def leave(to: Event, name: str) -> None:
    person = person_by_key(mail(name))
    withdraw_sign_up(opened=open_link(link_for(to, person.pk), scope="sharing.sign_up"))


def states(of: Event) -> dict[str, str]:
    rows = of.sign_ups.select_related("person")
    return {one.person.mail.partition("@")[0]: one.state for one in rows}


def join(to: Event, *names: str) -> list[SignUp]:
    """Signed up, and not confirmed."""
    return [sign_up(event=to.key, name=one, mail=mail(one)) for one in names]


def confirm(mails: Mails, name: str) -> None:
    token = token_in(mails(mail(name))[0])
    confirm_sign_up(opened=open_link(token, scope="sharing.sign_up"))


def test_who_signs_up_twice_has_one_place_and_is_asked_once(mails: Mails) -> None:
    open_day = event(online="https://voorbeeld.example/zaal")
    join(open_day, "kim", "kim")
    assert states(open_day) == {"kim": "placed"}
    assert len(mails(mail("kim"))) == 1
    assert "voorbeeld.example/zaal" not in mails(mail("kim"))[0].body, "nobody confirmed it yet"
    confirm(mails, "kim")
    confirm(mails, "kim")
    assert len(mails(mail("kim"))) == 2
    assert "De Zaal" in mails(mail("kim"))[1].body
    join(open_day, "kim")
    assert len(mails(mail("kim"))) == 2


def test_a_place_that_nobody_confirms_goes_to_who_waits_after_a_day(mails: Mails) -> None:
    open_day = event(places=2)
    join(open_day, "bot")
    come(open_day, "kim", "sam")
    join(open_day, "robot")
    assert states(open_day) == {
        "bot": "placed", "kim": "placed", "sam": "waiting", "robot": "waiting",
    }  # fmt: skip
    with time_machine.travel(now() + timedelta(hours=23)):
        assert let_lapse() == 0
    with time_machine.travel(now() + timedelta(hours=25)):
        assert let_lapse() == 2
        assert let_lapse() == 0
        assert states(open_day) == {"kim": "placed", "sam": "placed"}
        with pytest.raises(NotFound, match="binnen een dag"):
            confirm(mails, "bot")
        join(open_day, "bot")
        assert states(open_day)["bot"] == "waiting"
    assert [len(mails(mail(one))) for one in ("bot", "robot", "sam")] == [2, 1, 3]


def test_an_address_that_never_answered_hears_of_no_change_and_gets_no_place(mails: Mails) -> None:
    open_day = event(places=1)
    come(open_day, "kim")
    join(open_day, "bot")
    leave(open_day, "kim")
    assert states(open_day)["bot"] == "waiting"
    confirm(mails, "bot")
    assert states(open_day)["bot"] == "placed"
    join(open_day, "robot")
    write_event(
        by=BY, event=open_day.key, based_on=1, language="nl", text=TEXT,
        facts=event_facts(starts_at=open_day.starts_at, place="Elders", places=1),
    )  # fmt: skip
    cancel_event(by=BY, event=open_day.key, reason="Geen zaal.")
    assert len(mails(mail("robot"))) == 1


def test_the_mail_that_asks_promises_no_place_to_who_waits(mails: Mails) -> None:
    join(event(places=1), "first", "second")
    assert "uw plaats" in mails(mail("first"))[0].body
    asked = mails(mail("second"))[0].body
    assert "wachtlijst" in asked
    assert "uw plaats" not in asked


def test_a_sign_up_cannot_be_confirmed_once_the_event_began(mails: Mails) -> None:
    open_day = event(starts_at=now() + timedelta(hours=2))
    join(open_day, "kim")
    with time_machine.travel(now() + timedelta(hours=3)), pytest.raises(Refused):
        confirm(mails, "kim")


def test_the_waiting_list_moves_up_by_itself_in_order_and_tells(mails: Mails) -> None:
    open_day = event(places=2)
    come(open_day, "a", "b", "c", "d")
    assert states(open_day) == {"a": "placed", "b": "placed", "c": "waiting", "d": "waiting"}
    withdraw_sign_up(opened=open_link(token_in(mails(mail("a"))[0]), scope="sharing.sign_up"))
    assert states(open_day) == {"a": "cancelled", "b": "placed", "c": "placed", "d": "waiting"}
    assert len(mails(mail("c"))) == 3
    assert len(mails(mail("d"))) == 2
    come(open_day, "a")
    assert states(open_day)["a"] == "waiting", "who comes back stands behind who waits"


def test_more_places_go_to_who_waits_and_fewer_than_taken_are_refused() -> None:
    open_day = event(places=1)
    come(open_day, "a", "b", "c")
    facts = event_facts(starts_at=open_day.starts_at, places=2)
    write_event(by=BY, event=open_day.key, based_on=1, language="nl", text=TEXT, facts=facts)
    assert list(states(open_day).values()) == ["placed", "placed", "waiting"]
    with pytest.raises(Refused, match="2"):
        write_event(
            by=BY, event=open_day.key, based_on=2, language="nl", text=TEXT,
            facts=event_facts(starts_at=open_day.starts_at, places=1),
        )  # fmt: skip


@settings(max_examples=25)
@given(
    places=st.integers(1, 3),
    deeds=st.lists(st.tuples(st.booleans(), st.sampled_from("abcdef")), max_size=14),
)
def test_never_more_than_the_places_and_never_one_free_while_somebody_waits(
    places: int, deeds: list[tuple[bool, str]]
) -> None:
    open_day = event(places=places)
    for comes, name in deeds:
        if comes:
            come(open_day, name)
        elif states(open_day).get(name, "cancelled") != "cancelled":
            leave(open_day, name)
    found = list(states(open_day).values())
    assert found.count("placed") <= places
    assert found.count("placed") == places or "waiting" not in found
    turns = {one.state: [] for one in sign_ups(open_day)}
    for one in sign_ups(open_day):
        turns[one.state].append(one.turn)
    if "waiting" in turns:
        assert max(turns["placed"]) < min(turns["waiting"])


def test_who_is_erased_makes_room_for_who_waits() -> None:
    open_day = event(places=1)
    first, _second = come(open_day, "a", "b")
    erase_person(person=first.person, reason="asked", by=BY)
    assert list(states(open_day).values()) == ["placed"]


def test_another_place_is_told_to_whoever_signed_up(mails: Mails) -> None:
    open_day = event()
    come(open_day, "kim")
    write_event(
        by=BY, event=open_day.key, based_on=1, language="nl", text=TEXT,
        facts=event_facts(starts_at=open_day.starts_at, place="Elders"),
    )  # fmt: skip
    assert "Elders" in mails(mail("kim"))[2].body


def test_an_event_that_people_signed_up_for_is_not_put_in_the_past(mails: Mails) -> None:
    open_day = event()
    past = event_facts(starts_at=now() - timedelta(days=400))
    write_event(
        by=BY, event=open_day.key, based_on=1, language="nl", text=TEXT, facts=past
    )  # nobody is misled yet
    write_event(
        by=BY, event=open_day.key, based_on=2, language="nl", text=TEXT,
        facts=event_facts(starts_at=open_day.starts_at),
    )  # fmt: skip
    come(open_day, "kim")
    with pytest.raises(Refused, match="voorbij"):
        write_event(by=BY, event=open_day.key, based_on=3, language="nl", text=TEXT, facts=past)
    with time_machine.travel(open_day.ends_at + timedelta(days=1)):
        write_event(
            by=BY, event=open_day.key, based_on=3, language="nl", text=TEXT,
            facts=event_facts(starts_at=open_day.starts_at, materials="https://x.example/dia"),
        )  # fmt: skip
    assert len(mails(mail("kim"))) == 2


def test_a_cancelled_event_is_told_with_its_reason_and_takes_nobody(mails: Mails) -> None:
    open_day = event()
    come(open_day, "kim")
    token = token_in(mails(mail("kim"))[0])
    with pytest.raises(Refused):
        cancel_event(by=BY, event=open_day.key, reason="")
    assert cancel_event(by=BY, event=open_day.key, reason="De zaal brandde af.") == 1
    assert "De zaal brandde af." in mails(mail("kim"))[2].body
    with pytest.raises(Refused, match="brandde"):
        come(open_day, "sam")
    with pytest.raises(LinkRefused):
        open_link(token, scope="sharing.sign_up")


def test_a_link_of_one_event_does_not_reach_another(mails: Mails) -> None:
    first, second = event(), event()
    come(first, "kim")
    come(second, "kim")
    withdraw_sign_up(opened=open_link(token_in(mails(mail("kim"))[0]), scope="sharing.sign_up"))
    assert (states(first)["kim"], states(second)["kim"]) == ("cancelled", "placed")
    with pytest.raises(LinkRefused):
        open_link(token_in(mails(mail("kim"))[2]), scope="sharing.newsletter")


@pytest.mark.parametrize(
    ("hours", "phase"),
    [(-30, Phase.OPEN), (-10, Phase.CLOSED), (1, Phase.UNDER_WAY), (3, Phase.PAST)],
)
def test_signing_up_is_possible_until_it_closes(hours: int, phase: Phase) -> None:
    begins = now() + timedelta(days=20)
    open_day = event(starts_at=begins, sign_up_until=begins - timedelta(hours=24))
    with time_machine.travel(begins + timedelta(hours=hours), tick=False):
        assert open_day.phase(taken=0) is phase
        if phase is Phase.OPEN:
            come(open_day, "kim")
        else:
            with pytest.raises(Refused):
                come(open_day, "kim")


def test_a_draft_takes_nobody_and_does_not_exist_for_them() -> None:
    with pytest.raises(NotFound):
        come(event(published=False), "kim")


@pytest.mark.parametrize(
    "wrong",
    [
        {"place": ""},
        {"places": 0},
        {"spoken": "fr"},
        {"ends_at": "before"},
        {"sign_up_until": "after"},
    ],
)
def test_an_event_that_cannot_be_held_is_refused(wrong: dict[str, Any]) -> None:
    begins = now() + timedelta(days=9)
    moments = {"before": begins - timedelta(hours=1), "after": begins + timedelta(hours=1)}
    with pytest.raises(Refused):
        event(starts_at=begins, **{k: moments.get(v, v) for k, v in wrong.items()})
    assert not Event.objects.exists()


def test_who_came_is_noted_afterwards_and_thanked_once(mails: Mails) -> None:
    open_day = event(materials="https://voorbeeld.example/dia")
    here, away = come(open_day, "here", "away")
    with pytest.raises(Refused):
        note_attendance(by=BY, event=open_day.key, came=[here.pk])
    with pytest.raises(Refused):
        thank(by=BY, event=open_day.key)
    with time_machine.travel(open_day.ends_at + timedelta(hours=1)):
        with pytest.raises(Refused):
            note_attendance(by=BY, event=open_day.key, came=[here.pk + 999])
        assert note_attendance(by=BY, event=open_day.key, came=[here.pk], others=3).visitors == 4
        thank(by=BY, event=open_day.key)
        thank(by=BY, event=open_day.key)
    assert [one.state for one in mails(mail("here"))] == ["queued"] * 3
    assert "voorbeeld.example/dia" in mails(mail("here"))[2].body
    assert len(mails(mail("away"))) == 2
    away.refresh_from_db()
    assert away.came is False


def test_who_came_is_not_known_until_it_was_noted_of_everybody(mails: Mails) -> None:
    open_day = event()
    one, two, three = come(open_day, "one", "two", "three")
    with time_machine.travel(open_day.ends_at + timedelta(hours=1)):
        noted = note_attendance(by=BY, event=open_day.key, came=[one.pk], among=[one.pk], others=4)
        assert (noted.visitors, noted.others) == (None, 4)
        with pytest.raises(Refused, match="genoteerd"):
            thank(by=BY, event=open_day.key)
        noted = note_attendance(
            by=BY, event=open_day.key, came=[], among=[two.pk], others=4, is_whole=True
        )
        assert noted.visitors == 5
        three.refresh_from_db()
        assert three.came is False
        assert thank(by=BY, event=open_day.key) == 1
        note_attendance(by=BY, event=open_day.key, came=[three.pk], among=[three.pk], others=4)
        assert thank(by=BY, event=open_day.key) == 1, "who was noted late is thanked as well"
        assert thank(by=BY, event=open_day.key) == 0
    assert len(mails(mail("one"))) == len(mails(mail("three"))) == 3


def test_only_who_keeps_the_whole_agenda_plans_events() -> None:
    person = invite(
        name="P", mail="p@voorbeeld.example", role="project_leader", scope="point:learn", by=BY
    )
    with pytest.raises(NotAllowed):
        write_event(by=Actor.of(person.user), language="nl", text=TEXT, facts=event_facts())


def test_the_number_of_places_that_are_taken_stands_with_the_event() -> None:
    open_day = event(places=1)
    come(open_day, "a", "b")
    found = event_called(open_day.key, public=True)
    assert (found.taken, found.waiting) == (1, 1)
