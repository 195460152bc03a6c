# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One budget per person, over everything the programme sends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from hypothesis import given, settings
from hypothesis import strategies as st

from hcat.correspondence.api import (
    BUDGET_MAILS,
    BUDGET_PERIOD,
    MailKind,
    budget_of,
    deliver_due,
    enqueue,
)
from hcat.correspondence.models import OutboxMessage
from hcat.foundation.api import Actor, now
from hcat.parties.api import add_person
from hcat.parties.models import Person

Ask = Callable[..., OutboxMessage]
pytestmark = pytest.mark.django_db


def test_the_fifth_mail_waits_until_there_is_room_and_says_why(ask: Ask, person: Person) -> None:
    start = now()
    with time_machine.travel(start, tick=False):
        for _ in range(BUDGET_MAILS + 1):
            ask(person)
        told = deliver_due()
    assert (told.sent, told.deferred) == (BUDGET_MAILS, 1)
    waiting = OutboxMessage.objects.get(state="queued")
    assert waiting.not_before == start + BUDGET_PERIOD
    assert str(BUDGET_MAILS) in waiting.deferred_reason
    assert waiting.attempts == 0
    with time_machine.travel(start + BUDGET_PERIOD, tick=False):
        assert deliver_due().sent == 1


def test_an_answer_to_what_someone_did_does_not_count_and_is_not_held(
    ask: Ask, person: Person
) -> None:
    for _ in range(BUDGET_MAILS):
        ask(person)
    for _ in range(10):
        ask(person, transactional=True)
    assert deliver_due().sent == BUDGET_MAILS + 10
    assert budget_of(person.pk).spent == BUDGET_MAILS


def test_another_person_has_their_own_budget(ask: Ask, person: Person, by: Actor) -> None:
    other = add_person(name="Robin", mail="robin@voorbeeld.example", by=by)
    for _ in range(BUDGET_MAILS):
        ask(person)
        ask(other)
    assert deliver_due().sent == 2 * BUDGET_MAILS


def test_a_mail_that_may_have_left_counts(ask: Ask, person: Person) -> None:
    message = ask(person)
    OutboxMessage.objects.filter(pk=message.pk).update(
        state="uncertain", left_at=now(), last_error="silence"
    )
    assert budget_of(person.pk).spent == 1


def test_a_mail_that_failed_does_not_count(ask: Ask, person: Person) -> None:
    message = ask(person)
    OutboxMessage.objects.filter(pk=message.pk).update(state="failed", last_error="unknown")
    budget = budget_of(person.pk)
    assert (budget.spent, budget.left, budget.free_from) == (0, BUDGET_MAILS, None)


@settings(max_examples=25)
@given(asked=st.lists(st.integers(min_value=0, max_value=400), min_size=1, max_size=15))
def test_never_more_than_the_budget_in_any_period_and_none_is_lost(asked: list[int]) -> None:
    """Days on which a mail is due; the outbox is emptied whenever something is."""
    by = Actor.system("test")
    OutboxMessage.objects.all().delete()
    Person.objects.all().delete()
    start = now()
    person = add_person(name="Kim", mail="kim@voorbeeld.example", by=by)
    for number, day in enumerate(asked):
        enqueue(
            person_id=person.pk,
            kind=MailKind("question"),
            subject="s",
            body="b",
            dedupe_key=f"{number}",
            not_before=start + timedelta(days=day),
            by=by,
        )
    waiting = OutboxMessage.objects.filter(state="queued").order_by("not_before")
    for _ in range(2 * len(asked)):
        if first := waiting.first():
            with time_machine.travel(first.not_before, tick=False):
                deliver_due()
    left = sorted(OutboxMessage.objects.filter(state="sent").values_list("left_at", flat=True))
    assert len(left) == len(asked)
    for early, beyond in zip(left, left[BUDGET_MAILS:], strict=False):
        assert beyond - early >= BUDGET_PERIOD
    mail.outbox.clear()
