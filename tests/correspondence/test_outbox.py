# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outbox: what becomes of a mail, whatever the mail server and the processes do."""

from __future__ import annotations

import json
import smtplib
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from hcat.correspondence import delivery
from hcat.correspondence.api import cancel, deliver_due, enqueue, outbox_counts, settle
from hcat.correspondence.kinds import RETRY_AFTER, MailKind
from hcat.correspondence.models import OutboxMessage
from hcat.foundation.api import Actor, NotAllowed, Refused, now, today
from hcat.foundation.models import AuditEvent
from hcat.foundation.retention import enforce, past_their_term
from hcat.parties.api import erase_person, give_consent, invite, withdraw_consent
from hcat.parties.models import Person

Ask = Callable[..., OutboxMessage]
pytestmark = pytest.mark.django_db


class Server(BaseEmailBackend):
    """A mail server that answers as a test wants."""

    answer: Exception | None = None
    at_opening: Exception | None = None
    is_idempotent = False
    taken: list[str] = []

    def open(self) -> bool:
        if Server.at_opening:
            raise Server.at_opening
        return True

    def send_messages(self, email_messages: Any) -> int:
        if Server.answer:
            raise Server.answer
        Server.taken += [str(m.message()["Message-ID"]) for m in email_messages]
        return len(email_messages)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> type[Server]:
    monkeypatch.setattr(Server, "answer", None)
    monkeypatch.setattr(Server, "at_opening", None)
    monkeypatch.setattr(Server, "is_idempotent", False)
    monkeypatch.setattr(Server, "taken", [])
    monkeypatch.setattr(delivery, "get_connection", Server)
    return Server


def test_a_mail_leaves_once_and_its_text_is_not_kept(ask: Ask, person: Person) -> None:
    message = ask(person)
    assert deliver_due().sent == 1
    assert deliver_due().sent == 0
    (sent,) = mail.outbox
    assert sent.to == [person.mail]
    assert sent.extra_headers["Message-ID"] == f"<{message.message_id}>"
    message.refresh_from_db()
    assert (message.state, message.body, message.subject) == ("sent", "", "A question")


def test_asking_twice_with_one_key_sends_once(ask: Ask, person: Person) -> None:
    first = ask(person, dedupe_key="invitation:1")
    assert ask(person, dedupe_key="invitation:1", subject="Another").pk == first.pk
    deliver_due()
    assert ask(person, dedupe_key="invitation:1").pk == first.pk
    deliver_due()
    assert len(mail.outbox) == 1


def test_a_mail_is_not_asked_for_when_its_cause_does_not_happen(ask: Ask, person: Person) -> None:
    class Elsewhere(Exception):
        pass

    with pytest.raises(Elsewhere), transaction.atomic():
        ask(person)
        raise Elsewhere
    assert not OutboxMessage.objects.exists()


def test_nobody_is_written_to_without_an_address(person: Person, ask: Ask) -> None:
    Person.objects.filter(pk=person.pk).update(mail="")
    with pytest.raises(Refused, match=r"cannot be written to|niet"):
        ask(person)


def test_a_subject_of_two_lines_is_refused(person: Person, ask: Ask) -> None:
    with pytest.raises(Refused):
        ask(person, subject="Hello\nBcc: everyone@voorbeeld.example")


def test_a_mail_for_later_waits(ask: Ask, person: Person) -> None:
    ask(person, not_before=now() + timedelta(hours=1))
    assert deliver_due().sent == 0
    with time_machine.travel(now() + timedelta(hours=2)):
        assert deliver_due().sent == 1


def test_a_server_that_is_away_is_tried_again_later_and_later(
    ask: Ask, person: Person, server: type[Server]
) -> None:
    server.at_opening = ConnectionRefusedError("nobody there")
    message = ask(person)
    moment = now()
    for wait in RETRY_AFTER:
        with time_machine.travel(moment, tick=False):
            assert deliver_due().later == 1
            assert deliver_due().later == 0
        message.refresh_from_db()
        assert message.state == "queued"
        assert message.not_before == moment + wait
        moment += wait
    with time_machine.travel(moment, tick=False):
        assert deliver_due().failed == 1
    message.refresh_from_db()
    assert message.state == "failed"
    assert "nobody there" in message.last_error
    assert message.attempts == len(RETRY_AFTER) + 1


def test_a_refusal_for_good_is_not_tried_again(
    ask: Ask, person: Person, server: type[Server]
) -> None:
    server.answer = smtplib.SMTPRecipientsRefused({person.mail: (550, b"unknown")})
    ask(person)
    assert deliver_due().failed == 1


def test_a_refusal_for_now_is_tried_again(ask: Ask, person: Person, server: type[Server]) -> None:
    server.answer = smtplib.SMTPDataError(451, b"try later")
    message = ask(person)
    assert deliver_due().later == 1
    server.answer = None
    with time_machine.travel(now() + timedelta(minutes=2)):
        assert deliver_due().sent == 1
    assert server.taken == [f"<{message.message_id}>"]


@pytest.mark.parametrize(
    "silence", [smtplib.SMTPServerDisconnected("gone"), TimeoutError("no answer")]
)
def test_after_silence_a_mail_is_uncertain_and_never_sent_again_by_itself(
    ask: Ask, person: Person, server: type[Server], silence: Exception
) -> None:
    server.answer = silence
    message = ask(person)
    assert deliver_due().uncertain == 1
    server.answer = None
    with time_machine.travel(now() + timedelta(days=30)):
        assert deliver_due().sent == 0
    message.refresh_from_db()
    assert message.state == "uncertain"
    assert message.last_error


def test_where_a_second_handing_over_is_harmless_silence_means_again(
    ask: Ask, person: Person, server: type[Server]
) -> None:
    server.is_idempotent = True
    server.answer = OSError("disk full")
    ask(person)
    assert deliver_due().later == 1


def test_a_claim_of_a_process_that_died_becomes_uncertain(ask: Ask, person: Person) -> None:
    message = ask(person)
    claimed, _ = delivery._claim(message.pk, is_repeatable=False)
    assert claimed is not None
    assert deliver_due().uncertain == 0
    with time_machine.travel(now() + timedelta(minutes=11)):
        assert deliver_due().uncertain == 1
    assert outbox_counts()["uncertain"] == 1


def test_a_process_that_was_only_slow_may_still_say_sent(ask: Ask, person: Person) -> None:
    message = ask(person)
    claimed, _ = delivery._claim(message.pk, is_repeatable=False)
    assert claimed is not None
    deliver_due(claim_lasts=timedelta(0))
    assert delivery._conclude(claimed, None) == "sent"
    message.refresh_from_db()
    assert message.state == "sent"


def test_two_processes_do_not_claim_one_mail(ask: Ask, person: Person) -> None:
    message = ask(person)
    first, _ = delivery._claim(message.pk, is_repeatable=False)
    second, outcome = delivery._claim(message.pk, is_repeatable=False)
    assert first is not None
    assert (second, outcome) == (None, None)


@pytest.mark.parametrize(("has_left", "state"), [(True, "sent"), (False, "queued")])
def test_a_person_settles_an_uncertain_mail(
    ask: Ask, person: Person, server: type[Server], by: Actor, has_left: bool, state: str
) -> None:
    server.answer = TimeoutError()
    message = ask(person)
    deliver_due()
    settled = settle(message_id=message.pk, has_left=has_left, reason="Kim told us", by=by)
    assert settled.state == state
    assert AuditEvent.objects.filter(action="correspondence.settle").count() == 1


def test_a_mail_that_was_sent_cannot_be_settled(ask: Ask, person: Person, by: Actor) -> None:
    message = ask(person)
    deliver_due()
    with pytest.raises(Refused):
        settle(message_id=message.pk, has_left=False, reason="again", by=by)


def test_settling_needs_a_role_that_may(ask: Ask, person: Person, by: Actor) -> None:
    board = invite(name="B", mail="b@voorbeeld.example", role="board", by=by)
    with pytest.raises(NotAllowed):
        settle(message_id=ask(person).pk, has_left=True, reason="x", by=Actor.of(board.user))


def test_a_waiting_mail_can_be_taken_back_and_a_sent_one_not(
    ask: Ask, person: Person, by: Actor
) -> None:
    first, second = ask(person), ask(person)
    assert cancel(message_id=first.pk, reason="no longer needed", by=by)
    deliver_due()
    assert not cancel(message_id=second.pk, reason="too late", by=by)
    assert len(mail.outbox) == 1


def test_a_mail_that_needs_consent_leaves_with_it_and_not_without(
    ask: Ask, person: Person, by: Actor
) -> None:
    give_consent(person=person, purpose="newsletter", how="form", by=by)
    ask(person, consent="newsletter")
    assert deliver_due().sent == 1
    ask(person, consent="newsletter")
    withdraw_consent(person=person, purpose="newsletter", how="link in the mail", by=by)
    assert deliver_due().cancelled == 1
    assert len(mail.outbox) == 1


def test_after_erasure_nothing_leaves_and_no_text_is_left(
    ask: Ask, person: Person, by: Actor
) -> None:
    message = ask(person)
    erase_person(person=person, reason="asked on 2 March", by=by)
    assert deliver_due().sent == 0
    message.refresh_from_db()
    assert message.state == "cancelled"
    assert (message.to_address, message.subject, message.body) == ("", "", "")


ADDRESSES = "addresses and subjects of mails"


def test_a_mail_is_emptied_after_ninety_days_and_removed_after_two_years(
    ask: Ask, person: Person, by: Actor
) -> None:
    message = ask(person)
    deliver_due()
    assert enforce(by=by, on=today() + timedelta(days=89))[ADDRESSES] == 0
    assert enforce(by=by, on=today() + timedelta(days=90))[ADDRESSES] == 1
    message.refresh_from_db()
    assert (message.subject, message.to_address) == ("", "")
    assert message.emptied_at is not None
    assert enforce(by=by, on=today() + timedelta(days=700))["mails"] == 0
    assert enforce(by=by, on=today() + timedelta(days=731))["mails"] == 1
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize(
    "answer", [smtplib.SMTPDataError(550, b"no"), OSError("silence")], ids=["failed", "uncertain"]
)
def test_the_text_of_what_could_not_be_handed_over_goes_after_two_weeks(
    ask: Ask, person: Person, server: type[Server], by: Actor, answer: Exception
) -> None:
    server.answer = answer
    with time_machine.travel("2026-03-02T10:00Z", tick=False) as clock:
        message = ask(person, headers={"List-Unsubscribe": "<https://hcat.example/x>"})
        clock.shift(timedelta(days=30))
        deliver_due()
        clock.shift(timedelta(days=13))
        enforce(by=by)
        message.refresh_from_db()
        assert message.body
        clock.shift(timedelta(days=1))
        enforce(by=by)
        message.refresh_from_db()
        assert (message.body, message.headers) == ("", {})
        assert message.to_address, "a person still finds out what became of it"
        with pytest.raises(Refused, match="geen tekst meer"):
            settle(message_id=message.pk, has_left=False, reason="again", by=by)
        assert settle(message_id=message.pk, has_left=True, reason="Kim", by=by).state == "sent"


def test_what_is_uncertain_or_waiting_is_kept(
    ask: Ask, person: Person, server: type[Server]
) -> None:
    server.answer = TimeoutError()
    ask(person)
    deliver_due()
    ask(person, not_before=now() + timedelta(days=2000))
    over = past_their_term(on=today() + timedelta(days=1000))
    assert (over[ADDRESSES], over["mails"]) == (0, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"state": "sending"},
        {"state": "sent", "left_at": None},
        {"state": "uncertain", "left_at": None, "last_error": "x"},
        {"state": "failed", "last_error": ""},
    ],
)
def test_the_database_refuses_a_state_that_cannot_be(
    ask: Ask, person: Person, wrong: dict[str, Any]
) -> None:
    message = ask(person)
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxMessage.objects.filter(pk=message.pk).update(**wrong)


def test_the_outbox_in_the_terminal(ask: Ask, person: Person) -> None:
    ask(person)
    told, shown = StringIO(), StringIO()
    call_command("outbox", "send", "--json", stdout=told)
    assert json.loads(told.getvalue())["sent"] == 1
    call_command("outbox", "list", "--json", stdout=shown)
    listed = json.loads(shown.getvalue())
    assert listed["counts"]["sent"] == 1
    assert listed["mails"][0]["person"] == person.key
    assert person.mail not in shown.getvalue()


def test_a_page_of_the_outbox_is_one_query(
    ask: Ask, person: Person, django_assert_num_queries: Any
) -> None:
    from hcat.correspondence.api import outbox

    for _ in range(5):
        ask(person)
    with django_assert_num_queries(1):
        assert [m.person.key for m in outbox()[:3]] == [person.key] * 3


@given(st.integers(min_value=200, max_value=599))
def test_an_answer_in_the_five_hundreds_is_for_good_and_any_other_for_now(code: int) -> None:
    refusal = delivery._judge(smtplib.SMTPDataError(code, b"no"), OutboxMessage())
    assert refusal.outcome == ("failed" if code >= 500 else "later")


def test_one_key_is_one_mail_for_another_kind_too(person: Person, by: Actor) -> None:
    for kind in (MailKind("a"), MailKind("b", is_transactional=True)):
        enqueue(person_id=person.pk, kind=kind, subject="s", body="b", dedupe_key="same", by=by)
    assert OutboxMessage.objects.count() == 1
