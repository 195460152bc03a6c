# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Saying "not now" to what asks for attention, seeing it, and bringing it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from hcat.agenda.api import revise
from hcat.foundation.api import Actor, NotFound, Refused, today
from hcat.foundation.models import AuditEvent
from hcat.parties.api import erase_person, export_person, powers
from hcat.parties.models import Person
from hcat.web.dates import as_typed
from hcat.web.desk import attention
from hcat.web.desk.models import SetAside
from hcat.web.desk.setting_aside import bring_back, set_aside

from .conftest import BY, Visitor, fields_of, problems, text_of

SHEET = "sheet/lab-east"
NOT_NOW = f"/desk/not-now/{SHEET}"
TITLE = "1. Lab East"


def say_not_now(visitor: Visitor, until: str = "", reason: str = "After the summer") -> Any:
    return visitor.send(NOT_NOW, visitor.fill(NOT_NOW, until=until, reason=reason), "confirm")


def total(visitor: Visitor) -> int:
    text = text_of(visitor.open("/desk"))
    return int(text[: text.index(" things need")].split()[-1])


def test_what_is_set_aside_until_a_day_asks_again_on_that_day(manager: Visitor) -> None:
    before, day = total(manager), today() + timedelta(days=30)
    assert say_not_now(manager, as_typed(day))["Location"] == "/en/desk"
    assert total(manager) == before - 1
    revise(by=BY, kind="initiative", key="lab-east", on=today(), reason="R",
           fields={"owner": "Somebody else"})  # fmt: skip
    assert total(manager) == before - 1
    assert SHEET not in manager.open("/desk/to-do/sheets").content.decode()
    SetAside.objects.update(until=today())
    assert SHEET in manager.open("/desk/to-do/sheets").content.decode()


def test_what_is_set_aside_until_it_changes_asks_again_once_it_changed(manager: Visitor) -> None:
    before = total(manager)
    say_not_now(manager)
    assert total(manager) == before - 1
    assert "until something about it changes: After the summer" in text_of(
        manager.open("/desk/set-aside")
    )
    revise(by=BY, kind="initiative", key="lab-east", on=today(), reason="R",
           fields={"owner": "Somebody else"})  # fmt: skip
    assert total(manager) == before


def test_what_was_never_measured_stays_aside_on_the_next_day(manager: Visitor) -> None:
    def figures() -> set[tuple[str, str]]:
        person = Person.objects.get(mail="programme_manager@example.org")
        powers_of_manager = powers(person.user)
        return {
            (one.key, one.state)
            for sort in attention.results(RequestFactory().get("/"), powers_of_manager)
            for one in sort.matters
        }

    now = figures()
    with time_machine.travel(today() + timedelta(days=1), tick=False):
        assert figures() >= now


def test_what_is_set_aside_is_seen_and_brought_back(manager: Visitor) -> None:
    say_not_now(manager)
    assert "1 thing is set aside" in text_of(manager.open("/desk"))
    shown = text_of(manager.open("/desk/set-aside"))
    assert TITLE in shown
    manager.client.post(f"/en/desk/bring-back/{SHEET}")
    assert "set aside" not in text_of(manager.open("/desk"))
    assert "You have set nothing aside" in text_of(manager.open("/desk/set-aside"))
    assert list(
        AuditEvent.objects.filter(action__startswith="desk.")
        .order_by("pk")
        .values_list("action", "subject")
    ) == [("desk.set_aside", f"matter:{SHEET}"), ("desk.bring_back", f"matter:{SHEET}")]


def test_one_persons_not_now_does_not_silence_another(
    signed_in: Callable[[str], Visitor],
) -> None:
    manager, owner = signed_in("programme_manager"), signed_in("initiative_owner")
    say_not_now(manager)
    assert TITLE in text_of(owner.open("/desk"))


def test_a_reason_is_needed_and_what_was_typed_is_kept(manager: Visitor) -> None:
    day = as_typed(today() + timedelta(days=9))
    answer = say_not_now(manager, day, "")
    assert answer.status_code == 422
    assert "Why not now: Fill this in." in problems(answer)
    assert fields_of(answer)["until"] == [day]


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_a_day_that_makes_no_sense_is_refused_in_words(days: int, manager: Visitor) -> None:
    answer = say_not_now(manager, as_typed(today() + timedelta(days=days)))
    assert answer.status_code == 422
    assert "Choose a day between tomorrow and a year from now." in problems(answer)
    assert not SetAside.objects.exists()


def test_a_matter_that_is_not_ones_own_cannot_be_set_aside(
    signed_in: Callable[[str], Visitor],
) -> None:
    board = signed_in("board")
    assert board.open(NOT_NOW).status_code == 404
    assert board.client.post(f"/en/desk/bring-back/{SHEET}").status_code == 404


def test_the_database_keeps_one_row_with_a_reason(manager: Visitor) -> None:
    say_not_now(manager)
    say_not_now_again = SetAside.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        SetAside.objects.create(
            user_id=say_not_now_again.user_id, matter=SHEET, until=today(), reason="Twice"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        SetAside.objects.update(reason="")


def test_only_a_person_sets_aside_and_nothing_comes_back_that_was_not(polder: None) -> None:
    with pytest.raises(Refused):
        set_aside(matter=SHEET, reason="No", by=Actor.system("test"))
    with pytest.raises(NotFound):
        bring_back(matter=SHEET, by=Actor.system("test"))


def test_what_is_over_is_removed_and_an_erased_person_leaves_nothing(manager: Visitor) -> None:
    say_not_now(manager, as_typed(today() + timedelta(days=2)))
    person = Person.objects.get(mail="programme_manager@example.org")
    told = export_person(person=person, by=BY)["desk"]["set_aside"]
    assert [one["reason"] for one in told] == ["After the summer"]
    with time_machine.travel(today() + timedelta(days=3), tick=False):
        set_aside(matter="sheet/club", reason="Later", by=Actor.of(person.user))
        assert [one.matter for one in SetAside.objects.all()] == ["sheet/club"]
    erase_person(person=person, reason="asked", by=BY)
    assert not SetAside.objects.exists()


def test_a_sort_that_is_long_shows_its_first_few_and_leads_to_all(manager: Visitor) -> None:
    page = manager.open("/desk").content.decode()
    assert page.count("/en/desk/not-now/baseline/") <= 3
    everything = manager.open("/desk/to-do/sheets")
    assert text_of(everything).count("Not now") == 3
    assert manager.open("/desk/to-do/nothing-like-it").status_code == 404
