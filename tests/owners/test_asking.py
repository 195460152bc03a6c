# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whom to ask and when: a question, two reminders, silence; never more than the budget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command

from hcat.agenda.api import item, merge, revise
from hcat.correspondence.api import MailKind, deliver_due, enqueue, links, open_link, outbox
from hcat.foundation.api import Actor, NotAllowed, NotFound, Refused, today
from hcat.foundation.models import AuditEvent
from hcat.owners.api import (
    SCOPE,
    NamedContact,
    ask,
    ask_due,
    called,
    calls,
    due,
    end_contact,
    name_contact,
    name_contacts,
    people_of,
    send_in,
    sheet_of,
    standing_asked,
    unanswered,
    whom_to_ask,
    withdraw_links,
)
from hcat.owners.models import Asked, Contact
from hcat.owners.personal_data import _export
from hcat.parties.api import erase_person, invite

from .conftest import BY, LAB, answer, contact

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def clock(polder: None) -> Iterator[Any]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def after(days: int) -> datetime:
    return MONDAY + timedelta(days=days)


def run_daily(clock: Any, days: range) -> dict[int, list[str]]:
    """What the worker sends on each of these days, the mails handed over too."""
    sent = {}
    for day in days:
        clock.move_to(after(day))
        if turns := ask_due(by=BY):
            sent[day] = [turn.what for turn in turns]
        deliver_due()
    return sent


def test_a_question_then_two_reminders_then_silence_and_a_call(clock: Any) -> None:
    contact()
    assert run_daily(clock, range(60)) == {0: ["first"], 14: ["reminder"], 28: ["reminder"]}
    assert [one.initiative for one in unanswered()] == [LAB]
    clock.move_to(after(41))
    assert unanswered() == []
    clock.move_to(after(60))
    called(by=BY, initiative=LAB, note="Has a new owner; asks her")
    assert unanswered() == []
    assert due() == []
    clock.move_to(after(28 + 90))
    assert [turn.what for turn in due()] == ["first"]


def test_only_who_did_not_answer_is_reminded(clock: Any) -> None:
    from hcat.owners.api import Owner

    person = contact()
    ask_due(by=BY)
    owner = Owner(LAB, person.pk, Actor(name="link 1"))
    update = answer(owner, "means", money=100)
    clock.move_to(after(14))
    assert [turn.what for turn in due()] == ["reminder"]
    send_in(owner=owner, edition=update.edition, based_on=sheet_of(LAB).version_id)
    assert due() == []
    assert standing_asked().count() == 0


def test_a_sheet_that_the_office_brought_up_to_date_is_not_asked_about_any_more(
    clock: Any,
) -> None:
    contact()
    contact("lab-west", mail="noor@voorbeeld.example")
    run_daily(clock, range(30))
    clock.move_to(after(43))
    assert len(unanswered()) == 2
    revise(
        by=BY, kind="initiative", key=LAB, on=today(), reason="Said by telephone",
        fields={"reported": today().isoformat()},
    )  # fmt: skip
    revise(
        by=BY, kind="initiative", key="lab-west", on=today(), reason="Over",
        fields={"status": "done"},
    )  # fmt: skip
    assert unanswered() == []
    ask_due(by=BY)
    assert standing_asked().count() == 0


def test_one_mail_for_an_owner_of_several_initiatives(clock: Any) -> None:
    person = contact()
    contact("club")
    contact("lab-west")
    [turn] = ask_due(by=BY)
    assert [one.key for one in turn.initiatives] == ["club", "lab-west", LAB]
    [mail] = outbox(person_id=person.pk)
    assert mail.body.count("/link/sheet/") == 3
    assert "initiatieven" in mail.subject
    assert links(person_id=person.pk).filter(scope=SCOPE).count() == 3


def test_a_mail_speaks_the_language_of_its_reader(clock: Any) -> None:
    contact(language="de", mail="ute@voorbeeld.example")
    ask_due(by=BY)
    [mail] = outbox()
    assert "Stimmt noch" in mail.subject
    assert "/de/link/sheet/" in mail.body


def test_a_spent_contact_budget_holds_a_question_back(clock: Any) -> None:
    person = contact()
    for number in range(4):
        enqueue(
            person_id=person.pk, kind=MailKind("other"), subject="s", body="b",
            dedupe_key=f"other:{number}", by=BY,
        )  # fmt: skip
    deliver_due()
    assert [turn.what for turn in ask_due(by=BY)] == ["held_back"]
    assert standing_asked().count() == 0
    with pytest.raises(Refused, match="contactbudget"):
        ask(by=BY, initiative=LAB)
    called(by=BY, initiative=LAB, note="All of it is right")
    assert [one.note for one in calls(LAB)] == ["All of it is right"]
    assert due() == []


def test_a_call_about_which_nobody_is_known_is_refused(clock: Any) -> None:
    with pytest.raises(Refused, match="niemand"):
        called(by=BY, initiative=LAB, note="Spoke to somebody")


def test_who_gets_no_mail_is_told_to_who_names_many(clock: Any) -> None:
    person = contact()
    for number in range(4):
        enqueue(
            person_id=person.pk, kind=MailKind("other"), subject="s", body="b",
            dedupe_key=f"other:{number}", by=BY,
        )  # fmt: skip
    deliver_due()
    many = [
        NamedContact(LAB, "Kim", "kim@voorbeeld.example", "nl"),
        NamedContact("club", "Noor", "noor@voorbeeld.example", "nl"),
    ]
    turns = name_contacts(by=BY, contacts=many, ask_now=True)
    assert {one.person.name: one.what for one in turns} == {
        "Naam kim": "held_back", "Noor": "first",
    }  # fmt: skip


def test_who_was_confirmed_lately_or_is_over_is_not_asked(clock: Any) -> None:
    contact()
    contact("house")  # is done
    revise(
        by=BY, kind="initiative", key=LAB, on=today(), reason="Right",
        fields={"reported": today().isoformat()},
    )  # fmt: skip
    assert due() == []
    clock.move_to(after(366))
    assert [one.key for turn in due() for one in turn.initiatives] == [LAB]


def test_a_dry_run_writes_nothing(clock: Any, capsys: pytest.CaptureFixture[str]) -> None:
    person = contact()
    call_command("owners", "ask", "--all", "--dry-run")
    assert person.key in capsys.readouterr().out
    assert (Asked.objects.count(), outbox().count()) == (0, 0)
    call_command("owners", "ask", LAB)
    assert (Asked.objects.count(), outbox().count()) == (1, 1)
    call_command("owners", "ask", "--all", "--json")
    assert capsys.readouterr().out.endswith("[]\n")
    with pytest.raises(NotFound):
        call_command("owners", "ask", "nothing-like-it")


def test_the_same_run_twice_sends_once(clock: Any) -> None:
    contact()
    ask_due(by=BY)
    ask_due(by=BY)
    assert outbox().count() == 1


def test_the_manager_asks_at_once_and_somebody_else_may_not(clock: Any, manager: Actor) -> None:
    with pytest.raises(Refused):
        ask(by=manager, initiative=LAB)
    contact()
    ask(by=manager, initiative=LAB)
    assert outbox().count() == 1
    board = invite(name="B", mail="b@voorbeeld.example", role="board", by=BY).user
    for deed in (
        lambda by: ask(by=by, initiative=LAB),
        lambda by: called(by=by, initiative=LAB, note="x"),
        lambda by: name_contact(by=by, initiative=LAB, name="N", mail="n@a.nl", language="nl"),
    ):
        with pytest.raises(NotAllowed):
            deed(Actor.of(board))


def test_a_contact_is_named_once_and_can_be_let_go(clock: Any) -> None:
    person = contact()
    assert contact() == person
    assert Contact.objects.count() == 1
    ask_due(by=BY)
    end_contact(by=BY, contact=Contact.objects.get().pk, reason="Left")
    assert people_of(LAB) == []
    assert links(open_only=True).count() == 0
    assert standing_asked().count() == 0
    with pytest.raises(Refused):
        end_contact(by=BY, contact=Contact.objects.get().pk, reason="Left")
    with pytest.raises(Refused):
        name_contact(by=BY, initiative=LAB, name=" ", mail="kim@voorbeeld.example", language="nl")


def test_a_mail_that_waits_does_not_leave_once_its_link_is_withdrawn(clock: Any) -> None:
    person = contact()
    contact("club")
    ask_due(by=BY)
    [both] = outbox(state="queued")
    withdraw_links(by=BY, initiative=LAB, person_id=person.pk, reason="Left")
    both.refresh_from_db()
    assert both.state == "cancelled"
    [other] = outbox(state="queued")
    assert other.body.count("/link/sheet/") == 1
    assert "Club" in other.body
    assert standing_asked().get().initiative == "club"
    end_contact(by=BY, contact=Contact.objects.get(initiative="club").pk, reason="Left")
    assert outbox(state="queued").count() == 0


def test_owners_by_a_role_are_asked_like_contacts(clock: Any) -> None:
    owner = invite(
        name="O", mail="o@voorbeeld.example", role="initiative_owner",
        scope=f"initiative:{LAB}", by=BY,
    )  # fmt: skip
    contact("club", mail="o@voorbeeld.example")
    assert whom_to_ask() == {LAB: [owner], "club": [owner]}
    assert people_of(LAB) == [owner]
    [turn] = due()
    assert turn.person == owner
    assert len(turn.initiatives) == 2


def test_who_asked_to_be_forgotten_is_not_asked(clock: Any) -> None:
    person = contact()
    ask_due(by=BY)
    erase_person(person=person, reason="Asked on 2 March", by=BY)
    assert whom_to_ask() == {}
    assert standing_asked().count() == 0
    assert item("initiative", LAB)


def test_a_second_mail_on_one_day_is_neither_sent_nor_counted(clock: Any, manager: Actor) -> None:
    contact()
    ask(by=manager, initiative=LAB)
    for _click in range(2):
        with pytest.raises(Refused, match="vandaag"):
            ask(by=manager, initiative=LAB)
    assert (outbox().count(), standing_asked().get().reminders) == (1, 0)
    clock.move_to(after(3))
    ask(by=manager, initiative=LAB)
    assert (outbox().count(), standing_asked().get().reminders) == (2, 1)
    assert due(on=today()) == []


def test_naming_a_second_contact_asks_that_one_only(clock: Any, manager: Actor) -> None:
    kim = contact()
    ask(by=manager, initiative=LAB)
    clock.move_to(after(1))
    name_contact(
        by=manager, initiative=LAB, name="N", mail="noor@a.nl", language="nl", ask_now=True
    )
    assert standing_asked().get(person=kim).reminders == 0
    assert [one.to_address for one in outbox()] == ["noor@a.nl", kim.mail]


def test_who_was_asked_by_hand_today_is_not_asked_by_the_clock_too(clock: Any) -> None:
    contact()
    contact("club")
    ask(by=BY, initiative=LAB)
    assert ask_due(by=BY) == []
    clock.move_to(after(1))
    assert [one.key for turn in ask_due(by=BY) for one in turn.initiatives] == ["club"]


def test_a_link_that_was_withdrawn_is_replaced_on_the_same_day(clock: Any, manager: Actor) -> None:
    person = contact()
    ask(by=manager, initiative=LAB)
    withdraw_links(by=manager, initiative=LAB, person_id=person.pk, reason="Passed on")
    ask(by=manager, initiative=LAB)
    [given] = re.findall(r"/link/sheet/(\S+)", outbox()[0].body)
    assert open_link(given, scope=SCOPE).person_id == person.pk
    assert links(open_only=True).count() == 1
    assert outbox().count() == 2


def test_the_contacts_of_what_was_merged_are_contacts_of_its_heir(clock: Any) -> None:
    kim, noor = contact(), contact(mail="noor@voorbeeld.example")
    role = invite(
        name="O", mail="o@voorbeeld.example", role="initiative_owner",
        scope=f"initiative:{LAB}", by=BY,
    )  # fmt: skip
    later = today() + timedelta(days=7)
    merge(
        by=BY, kind="initiative", sources=[LAB, "lab-west"], into="lab-west", on=later,
        reason="One lab",
    )  # fmt: skip
    assert people_of("lab-west") == []
    clock.move_to(after(8))
    assert people_of("lab-west") == [role, kim, noor]
    assert {one.pk for one in whom_to_ask()["lab-west"]} == {role.pk, kim.pk, noor.pk}
    ask(by=BY, initiative="lab-west")
    end_contact(by=BY, contact=Contact.objects.get(person=kim).pk, reason="Left")
    assert people_of("lab-west") == [role, noor]
    assert links(person_id=kim.pk, open_only=True).count() == 0
    assert standing_asked(["lab-west"]).filter(person=kim).count() == 0


def test_what_was_agreed_is_kept_with_the_question_and_not_in_the_audit(clock: Any) -> None:
    person = contact()
    ask(by=BY, initiative=LAB)
    called(by=BY, initiative=LAB, note="Does it after her leave")
    assert [one.note for one in calls(LAB)] == ["Does it after her leave"]
    event = AuditEvent.objects.get(action="owners.called")
    assert "leave" not in str(event.details)
    assert _export(person)["asked"][0]["agreed"] == "Does it after her leave"
    erase_person(person=person, reason="Asked on 2 March", by=BY)
    assert calls(LAB) == []
