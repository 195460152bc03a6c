# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Codes on paper: typed in any manner, and not to be guessed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from hcat.foundation.api import NotFound, Refused, now
from hcat.surveys.api import (
    complete,
    note_parents_agreed,
    note_parents_disagree,
    reconsider,
    refuse,
    seat_of_ticket,
    ticket_code,
)
from hcat.surveys.models import FrameUnit, Wave
from hcat.surveys.tickets import PER_PLACE, SIGNS, unit_of_ticket

from .answering import BY, answer, at, open_wave, person_asked, ticket_of


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@given(st.integers(1, 2**40))
def test_a_code_is_of_signs_that_look_like_no_other(number: int) -> None:
    code = ticket_code(FrameUnit(pk=number))
    assert set(code) <= {*SIGNS, "-"}
    assert len(code.replace("-", "")) >= 11
    assert code != ticket_code(FrameUnit(pk=number + 1))


@pytest.mark.django_db
def test_a_code_leads_to_its_unit_however_it_is_typed() -> None:
    unit = ticket_of(open_wave()).unit
    code = ticket_code(unit)
    for typed in (code, code.lower(), code.replace("-", " "), f" {code.replace('-', '')}. "):
        assert unit_of_ticket(typed, place="here") == unit
    mistaken = code.translate(str.maketrans("8652", "BGSZ"))
    assert unit_of_ticket(mistaken, place="here") == unit


@pytest.mark.django_db
def test_a_wrong_code_is_told_and_guessing_is_slowed() -> None:
    wave = open_wave()
    code = ticket_code(ticket_of(wave).unit)
    other = ticket_code(person_asked(wave).unit)
    wrong = ["", "zzz", "222-222-222", code[:-1] + ("2" if code[-1] != "2" else "3"), code + "2"]
    for typed in (*wrong, other, "é" * 50):
        with pytest.raises(NotFound):
            unit_of_ticket(typed, place="there")
    for _turn in range(PER_PLACE - 7):
        with pytest.raises(NotFound):
            unit_of_ticket("222-222-222", place="there")
    with pytest.raises(Refused, match="codes"):
        unit_of_ticket("222-222-222", place="there")
    with pytest.raises(Refused, match="codes"):
        unit_of_ticket(code, place="there")
    assert unit_of_ticket(code, place="elsewhere"), "another place is not held up by it"


@pytest.mark.django_db
def test_who_began_at_a_place_goes_on_there_while_another_guesses() -> None:
    wave = open_wave()
    begun, other = (ticket_code(ticket_of(wave, number).unit) for number in (1, 2))
    assert unit_of_ticket(begun, place="school")
    for _turn in range(PER_PLACE):
        with pytest.raises(NotFound):
            unit_of_ticket("222-222-222", place="school")
    assert unit_of_ticket(begun, place="school")
    with pytest.raises(Refused, match="codes"):
        unit_of_ticket(other, place="school")


@pytest.mark.django_db
def test_a_code_outlives_another_secret_key(settings: Any) -> None:
    unit = ticket_of(open_wave()).unit
    code, old = ticket_code(unit), settings.SECRET_KEY
    settings.SECRET_KEY = "another one"
    with pytest.raises(NotFound):
        unit_of_ticket(code, place="here")
    settings.SECRET_KEY_FALLBACKS = [old]
    assert unit_of_ticket(code, place="here") == unit


@pytest.mark.django_db
def test_a_pupil_answers_once_a_parent_agreed() -> None:
    wave = open_wave(population="people", asks_minors=True, kept_years=1)
    asked = ticket_of(wave)
    with pytest.raises(Refused):
        answer(asked, "satisfied", {"satisfied": "7"})
    asked.parent_agreed_at = now()
    asked.save()
    answer(asked, "shortage", {"short_now": "no"})
    complete(seat=seat_of_ticket(ticket_code(asked.unit), place="here"), revision=1)
    assert at(asked).invitation.outcome == "completed"


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["open", "closed"])
def test_what_a_child_answered_goes_when_its_parents_take_back_that_they_agreed(state: str) -> None:
    wave = open_wave(population="people", asks_minors=True, kept_years=1)
    asked, other, kept = (ticket_of(wave, number) for number in (1, 2, 3))
    school = asked.unit.organisation_id
    assert school is not None
    of: dict[str, Any] = {"by": BY, "wave_id": wave.pk, "organisation_id": school}
    note_parents_agreed(**of, how="A letter")
    for one in (asked, kept):
        answer(one, "shortage", {"short_now": "no"})
        complete(seat=at(one), revision=1)
    Wave.objects.update(state=state, closed_at=now() if state == "closed" else None)
    with pytest.raises(Refused, match="reason is needed"):
        note_parents_disagree(**of, why=" ", last=2)
    assert note_parents_disagree(**of, why="The school called", last=2) == 2
    assert [at(one).invitation.outcome for one in (asked, other, kept)] == [
        "refused", "waiting", "completed",
    ]  # fmt: skip
    assert (at(asked).sheet, at(kept).is_done) == (None, True)
    assert asked.unit.agreed_how == at(asked).unit.agreed_how == ""
    with pytest.raises(Refused):
        reconsider(seat=at(asked))
    with pytest.raises(Refused, match="none of these tickets"):
        note_parents_disagree(**of, why="Again", last=2)
    if state == "open":
        assert note_parents_agreed(**of, how="A second letter", last=1) == 1
        reconsider(seat=at(asked))
        assert at(asked).invitation.outcome == "waiting"


@pytest.mark.django_db
def test_a_ticket_that_said_no_can_take_part_after_all() -> None:
    asked = ticket_of(open_wave())
    refuse(seat=at(asked))
    reconsider(seat=at(asked))
    assert at(asked).invitation.outcome == "waiting"
