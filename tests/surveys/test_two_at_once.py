# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people at once on two connections: who comes second waits, and finds what the first left.

SQLite lets one transaction at a time write, so there is nothing to try there.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import translation

from hcat.foundation.api import Refused
from hcat.parties.api import erase_person
from hcat.surveys.api import (
    ListRefused,
    bring_contacts,
    close_wave,
    complete,
    enter_for,
    invite,
    note_outcome,
    refuse,
    release_wave,
    withdraw_own,
)
from hcat.surveys.models import AnswerSheet, FrameUnit, Invitation, Wave
from hcat.surveys.operations.inviting import take_back

from .answering import BY, FIRST, answer, answer_all, at, open_wave, person_asked
from .field import csv

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]
BLOCKED = """
    SELECT count(*) FROM pg_locks
    WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))
"""


def during(
    first: Callable[[], Any], second: Callable[[], Any], then: Callable[[], Any] = lambda: None
) -> Any:
    """What the second gives or raises, begun when the first was done and not yet kept. The first
    is kept once the second waits for it, or has not waited, and after it did `then`."""
    came: list[Any] = []

    def other() -> None:
        try:
            with translation.override("en"):  # a thread has a language of its own
                came.append(second())
        except Exception as error:
            came.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=other)
    with transaction.atomic():
        first()
        thread.start()
        while thread.is_alive() and not _is_waited_for():
            time.sleep(0.01)
        then()
    thread.join(60)
    return came[0]


def _is_waited_for() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(BLOCKED)
        return bool(cursor.fetchone()[0])


def close(wave: Wave) -> None:
    close_wave(by=BY, wave_id=wave.pk, reason="tried")


def test_who_saves_a_page_while_the_wave_closes_is_told_that_it_is_closed() -> None:
    wave = open_wave()
    asked = person_asked(wave)
    said = during(lambda: close(wave), lambda: answer(asked, "shortage", FIRST))
    assert isinstance(said, Refused)
    assert "closed" in said.what
    assert not AnswerSheet.objects.exists()


def test_who_sends_in_while_the_wave_closes_is_told_that_it_is_closed() -> None:
    wave = open_wave()
    asked = person_asked(wave)
    seat = answer_all(asked)
    said = during(lambda: close(wave), lambda: complete(seat=seat, revision=3))
    assert isinstance(said, Refused)
    assert not at(asked).is_done


def test_what_is_entered_while_the_wave_closes_is_refused() -> None:
    wave = open_wave()
    asked = person_asked(wave)
    said = during(
        lambda: close(wave),
        lambda: enter_for(by=BY, invitation_id=asked.pk, channel="paper", raw=FIRST, language="nl"),
    )
    assert isinstance(said, Refused)
    assert not AnswerSheet.objects.exists()


def test_a_wave_that_is_being_released_keeps_what_is_noted_out_of_its_figures() -> None:
    wave = open_wave()
    asked = person_asked(wave)
    answer_all(person_asked(wave, 2))
    close(wave)
    said = during(
        lambda: release_wave(by=BY, wave=wave.pk, uncoded=True),
        lambda: note_outcome(by=BY, invitation_id=asked.pk, outcome="refused", note="Called."),
    )
    assert isinstance(said, Refused)
    assert Invitation.objects.get(pk=asked.pk).outcome == "invited"


def test_a_release_waits_for_who_takes_answers_back() -> None:
    wave = open_wave()
    asked = person_asked(wave)
    seat = answer_all(asked)
    complete(seat=seat, revision=3)
    seat = at(asked)
    close(wave)
    made = during(
        lambda: withdraw_own(seat=seat),
        lambda: release_wave(by=BY, wave=wave.pk, uncoded=True),
    )
    assert made.answered == 0


def test_a_list_of_contacts_leaves_who_answers_while_it_is_read(tmp_path: Path) -> None:
    wave = open_wave()
    asked = person_asked(wave)
    seat = answer_all(asked)
    key = seat.unit.organisation.key  # type: ignore[union-attr]
    path = csv(tmp_path, "organisatie;naam;mail;taal", f"{key};Sam;sam@voorbeeld.example;nl")
    said = during(
        lambda: complete(seat=seat, revision=3),
        lambda: bring_contacts(by=BY, wave_id=wave.pk, path=path),
    )
    assert isinstance(said, ListRefused)
    assert "answered already" in said.problems[0].what
    assert at(asked).invitation.outcome == "completed"


def test_two_who_answer_do_not_wait_for_each_other() -> None:
    wave = open_wave()
    one, two = person_asked(wave), person_asked(wave, 2)
    saved: list[Any] = []

    def second() -> Any:
        saved.append(answer(two, "shortage", FIRST))
        return Invitation.objects.get(pk=one.pk).outcome

    # The other saves, and still sees the first as it was: it did not wait until that was kept.
    assert during(lambda: answer(one, "shortage", FIRST), second) == "invited"
    assert saved[0].page == "wishes"


def asked_twice() -> tuple[Invitation, Invitation]:
    """One person in two waves that are open, with a mail that waits to each."""
    found = [person_asked(open_wave(key=key), outcome="waiting") for key in ("panel", "other")]
    assert found[0].person_id == found[1].person_id
    for one in found:
        assert invite(one.wave_id) == 1
    return found[0], found[1]


def hold(asked: Invitation) -> None:
    """As whoever says no does first."""
    Invitation.objects.select_for_update().get(pk=asked.pk)


def test_two_clicks_on_no_surveys_at_all_wait_for_each_other() -> None:
    one, two = asked_twice()
    seats = at(one), at(two)
    said = during(
        lambda: hold(one),
        lambda: refuse(seat=seats[1], never_again=True),
        lambda: refuse(seat=seats[0], never_again=True),
    )
    assert said is None
    assert {at(each).invitation.outcome for each in (one, two)} == {"refused"}


def test_who_wants_no_survey_while_being_erased_waits_for_it() -> None:
    one, two = asked_twice()
    seat, person = at(two), one.person
    assert person is not None
    said = during(
        lambda: hold(one),
        lambda: refuse(seat=seat, never_again=True),
        lambda: erase_person(person=person, reason="asked", by=BY),
    )
    assert said is None
    assert at(two).invitation.outcome == "refused"
    assert not Invitation.objects.filter(person__isnull=False).exists()


def test_an_erasure_does_not_hold_the_mails_that_others_take_back() -> None:
    one, _two = asked_twice()
    person = one.person
    assert person is not None
    said = during(
        lambda: hold(one),
        lambda: erase_person(person=person, reason="asked", by=BY),
        lambda: take_back(one, "refused"),
    )
    assert said is None


def test_who_is_erased_while_a_wave_closes_goes_after_it() -> None:
    wave = open_wave()
    asked = person_asked(wave)
    answer_all(asked)
    FrameUnit.objects.update(person=asked.person, organisation=None)
    person = asked.person
    assert person is not None

    def erase() -> str:
        erase_person(person=person, reason="asked", by=BY)
        return Wave.objects.get(pk=wave.pk).state

    assert during(lambda: close(wave), erase) == "closed"
    assert not AnswerSheet.objects.exists()
