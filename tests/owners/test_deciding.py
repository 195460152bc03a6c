# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was sent in is taken over, asked back, or left."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from hcat.agenda.api import history, item, revise, stop
from hcat.correspondence.api import outbox
from hcat.foundation.api import Actor, NotAllowed, Refused, Translated, now, today
from hcat.owners.api import (
    Owner,
    SheetUpdate,
    accept,
    ask_back,
    confirmed,
    due,
    end_contact,
    is_stale,
    leave,
    owner_by_account,
    save_step,
    send_in,
    sheet_of,
    standing_asked,
    take_back,
    update_of,
    wish_to_stop,
)
from hcat.owners.models import Contact
from hcat.owners.personal_data import _export
from hcat.parties.api import erase_person, invite
from hcat.parties.models import Person, User

from .conftest import BY, LAB, answer, contact


@pytest.fixture
def sent(kim: Owner) -> SheetUpdate:
    answer(kim, "means", money=100, people=None)
    update = answer(kim, "how-it-goes", status="paused", progress__nl="Het wacht.")
    return send_in(owner=kim, edition=update.edition, based_on=sheet_of(LAB).version_id)


def taken(by: Actor, update: SheetUpdate, **given: Any) -> Any:
    asked = {"edition": update.edition, "based_on": sheet_of(LAB).version_id} | given
    return accept(by=by, update=update.pk, **asked)


def test_one_click_takes_all_of_it_over(sent: SheetUpdate, manager: Actor) -> None:
    saved = taken(manager, sent)
    assert (saved.sheet.money, saved.sheet.status, saved.sheet.reported) == (100, "paused", today())
    newest = history("initiative", LAB)[0]
    assert newest.reason == "De eigenaar heeft het blad bijgewerkt."
    assert update_of(LAB) is None
    with pytest.raises(Refused):
        taken(manager, sent)


def test_an_owner_does_not_stop_an_initiative_with_a_sheet(kim: Owner, manager: Actor) -> None:
    answer(kim, "means", money=100)
    update = answer(kim, "how-it-goes", status="stopped", progress__nl="Het geld was op.")
    sent = send_in(owner=kim, edition=update.edition, based_on=sheet_of(LAB).version_id)
    assert wish_to_stop(LAB) == sent
    saved = taken(manager, sent)
    assert (saved.sheet.status, saved.sheet.money) == ("running", 100)
    assert wish_to_stop(LAB) == sent
    stop(by=manager, kind="initiative", key=LAB, on=today(), reason="No money")
    assert wish_to_stop(LAB) is None


def test_a_sheet_with_a_version_planned_ahead_is_confirmed_now(
    sent: SheetUpdate, manager: Actor
) -> None:
    later = today() + timedelta(days=200)
    revise(
        by=BY, kind="initiative", key=LAB, on=later, reason="Planned", fields={"people": 3}
    )  # fmt: skip
    assert [one.key for turn in due() for one in turn.initiatives] == []
    saved = taken(manager, sent)
    assert saved.valid_from == later
    assert not is_stale(item("initiative", LAB), today(), confirmed(today()))
    assert due() == []
    assert is_stale(item("initiative", LAB), today(), {})


def test_what_was_not_read_is_not_taken_over(sent: SheetUpdate, kim: Owner, manager: Actor) -> None:
    read = sent.edition
    take_back(owner=kim)
    with pytest.raises(Refused):
        taken(manager, sent)
    later = answer(kim, "means", money=999)
    send_in(owner=kim, edition=later.edition, based_on=sheet_of(LAB).version_id)
    with pytest.raises(Refused):
        taken(manager, sent, edition=read)
    version = sheet_of(LAB).version_id
    revise(by=BY, kind="initiative", key=LAB, on=today(), reason="Known now", fields={"people": 3})
    with pytest.raises(Refused):
        taken(manager, later, based_on=version)
    assert item("initiative", LAB).sheet.money is None


def test_what_somebody_else_changed_elsewhere_stays(sent: SheetUpdate, manager: Actor) -> None:
    revise(
        by=BY, kind="initiative", key=LAB, on=today(), reason="Known now",
        fields={"people": 3, "name": {"nl": "Lab Oost 2"}},
    )  # fmt: skip
    saved = taken(manager, sent)
    assert (saved.sheet.people, saved.sheet.money) == (3, 100)
    assert saved.sheet.name == Translated({"nl": "Lab Oost 2"})


@pytest.mark.parametrize(("choice", "money"), [("owner", 100), ("sheet", 700)])
def test_only_a_real_conflict_asks(
    choice: Any, money: int, sent: SheetUpdate, manager: Actor
) -> None:
    revise(
        by=BY, kind="initiative", key=LAB, on=today(), reason="Known now",
        fields={"money": 700, "status": "paused"},
    )  # fmt: skip
    with pytest.raises(Refused):
        taken(manager, sent)
    assert taken(manager, sent, choices={"money": choice}).sheet.money == money


def test_a_question_goes_back_and_the_owner_answers(
    sent: SheetUpdate, kim: Owner, manager: Actor
) -> None:
    with pytest.raises(Refused):
        ask_back(by=manager, update=sent.pk, edition=sent.edition, question=" ", steps=["means"])
    ask_back(
        by=manager, update=sent.pk, edition=sent.edition, question="100% of it?", steps=["means"]
    )
    [mail] = outbox()
    assert mail.is_transactional
    assert "100% of it?" in mail.body
    assert standing_asked().count() == 1
    update = answer(kim, "means", money=50)
    send_in(owner=kim, edition=update.edition, based_on=sheet_of(LAB).version_id)
    assert standing_asked().count() == 0
    assert taken(manager, update).sheet.money == 50


def test_each_question_back_makes_its_mail(sent: SheetUpdate, kim: Owner, manager: Actor) -> None:
    for question in ("Of which year?", "And of which place?"):
        ask_back(by=manager, update=sent.pk, edition=sent.edition, question=question, steps=[])
        assert question in outbox()[0].body
        send_in(owner=kim, edition=sent.edition, based_on=sheet_of(LAB).version_id)
    assert outbox().count() == 2


def test_nobody_is_asked_back_for_whom_no_link_would_work(
    sent: SheetUpdate, manager: Actor
) -> None:
    end_contact(by=BY, contact=Contact.objects.get().pk, reason="Left")
    with pytest.raises(Refused, match="niemand"):
        ask_back(by=manager, update=sent.pk, edition=sent.edition, question="When?", steps=[])
    noor = contact(mail="noor@voorbeeld.example")
    ask_back(by=manager, update=sent.pk, edition=sent.edition, question="When?", steps=[])
    assert [one.person for one in outbox()] == [noor]
    assert standing_asked().get().person == noor


def test_a_sheet_that_the_office_sent_in_is_asked_back_of_the_contact(manager: Actor) -> None:
    account = User.objects.get(email="m@voorbeeld.example")
    office = owner_by_account(account, LAB)
    update = answer(office, "means", money=100)
    send_in(owner=office, edition=update.edition, based_on=sheet_of(LAB).version_id)
    with pytest.raises(Refused, match="niemand"):
        ask_back(by=manager, update=update.pk, edition=update.edition, question="?", steps=[])
    kim = contact()
    ask_back(by=manager, update=update.pk, edition=update.edition, question="?", steps=[])
    assert [one.person for one in outbox()] == [kim]


def test_a_question_goes_to_whoever_answered_what_it_is_about(kim: Owner, manager: Actor) -> None:
    noor = Owner(LAB, contact(mail="noor@voorbeeld.example").pk, Actor(name="link 2"))
    contact(mail="had-no-part@voorbeeld.example")
    answer(kim, "means", money=100)
    update = answer(noor, "yields", yields__nl="Banen")

    def asked(*steps: str) -> set[int]:
        send_in(owner=noor, edition=update.edition, based_on=sheet_of(LAB).version_id)
        before = set(outbox().values_list("pk", flat=True))
        ask_back(
            by=manager, update=update.pk, edition=update.edition, question="When?", steps=steps
        )
        return {one.person_id for one in outbox() if one.pk not in before}

    assert asked("means") == {kim.person_id}
    assert asked("yields") == {noor.person_id}
    assert asked("means", "yields") == asked() == {kim.person_id, noor.person_id}
    assert asked("where") == {kim.person_id, noor.person_id}
    first = Person.objects.get(pk=kim.person_id)
    assert len(_export(first)["answered"]) == 1
    erase_person(person=first, reason="Asked on 2 March", by=BY)
    assert asked("means") == {noor.person_id}


def test_what_is_left_changes_nothing(sent: SheetUpdate, manager: Actor) -> None:
    with pytest.raises(Refused):
        leave(by=manager, update=sent.pk, reason="")
    leave(by=manager, update=sent.pk, reason="It ended, 100% of it")
    [mail] = outbox()
    assert (mail.person_id, mail.is_transactional) == (sent.person_id, True)
    assert "It ended, 100% of it" in mail.body
    assert "Lab Oost" in mail.body
    assert item("initiative", LAB).sheet.money is None
    assert update_of(LAB) is None
    with pytest.raises(Refused):
        leave(by=manager, update=sent.pk, reason="It ended")


def test_who_was_told_to_do_nothing_is_not_reminded(
    sent: SheetUpdate, kim: Owner, manager: Actor
) -> None:
    ask_back(by=manager, update=sent.pk, edition=sent.edition, question="Which year?", steps=[])
    [question] = outbox()
    leave(by=manager, update=sent.pk, reason="Known from elsewhere")
    assert standing_asked().count() == 0
    question.refresh_from_db()
    assert question.state == "cancelled"
    assert [one.kind for one in outbox(state="queued")] == ["owners.left"]
    with time_machine.travel(now() + timedelta(days=20)):
        assert due() == []


def test_an_owner_does_not_accept_what_the_owner_said(sent: SheetUpdate, kim: Owner) -> None:
    account = invite(
        name="O", mail="o@voorbeeld.example", role="initiative_owner",
        scope=f"initiative:{LAB}", by=BY,
    ).user  # fmt: skip
    for by in (kim.by, Actor.of(account)):
        with pytest.raises(NotAllowed):
            taken(by, sent)
        with pytest.raises(NotAllowed):
            ask_back(by=by, update=sent.pk, edition=sent.edition, question="?", steps=[])
        with pytest.raises(NotAllowed):
            leave(by=by, update=sent.pk, reason="x")


def test_what_is_kept_about_a_person_can_be_told(sent: SheetUpdate) -> None:
    person = Person.objects.get(pk=sent.person_id)
    told = _export(person)
    assert [one["initiative"] for one in told["contact_for"]] == [LAB]
    assert told["answered"][0]["answers"]["money"] == 100


def test_the_database_holds_one_open_update_to_an_initiative(sent: SheetUpdate) -> None:
    from django.db import IntegrityError, transaction

    for wrong in (
        {"initiative": LAB, "state": "started"},
        {"initiative": "club", "state": "sent"},
        {"initiative": "club", "state": "accepted", "sent_on": today()},
        {"initiative": "club", "state": "asked_back", "sent_on": today()},
        {"initiative": "club", "state": "nonsense"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            SheetUpdate.objects.create(based_on=1, **wrong)


def test_answers_of_the_same_step_are_merged_by_field(kim: Owner) -> None:
    from hcat.owners.api import Seen

    opened = Seen.of(LAB, None)
    save_step(owner=kim, step="means", values={"money": 5}, seen=opened)
    update = save_step(owner=kim, step="means", values={"people": 1.0}, seen=opened)
    assert {name: one["value"] for name, one in update.answers.items()} == {
        "money": 5, "people": 1.0,
    }  # fmt: skip
