# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outbox, personal links and the audit log at the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hcat.correspondence.api import MailKind, deliver_due, enqueue, links, make_link
from hcat.correspondence.models import OutboxMessage
from hcat.foundation.api import now, record
from hcat.foundation.models import AuditEvent
from hcat.parties.api import add_person
from hcat.parties.models import Person

from .conftest import BY, Visitor, words_of

Mail = Callable[..., OutboxMessage]


@pytest.fixture
def person(polder: None) -> Person:
    return add_person(name="Kim", mail="kim@example.org", by=BY)


@pytest.fixture
def mail(person: Person) -> Mail:
    def put(state: str = "queued", **fields: object) -> OutboxMessage:
        made = enqueue(
            person_id=person.pk, kind=MailKind("question"), subject="A question",
            body="https://example.org/a-secret-link", by=BY,
            dedupe_key=f"test:{OutboxMessage.objects.count()}",
        )  # fmt: skip
        if state in ("sending", "sent", "uncertain"):
            fields["left_at"] = now()
        if state in ("failed", "uncertain", "cancelled"):
            fields["last_error"] = "The line broke."
        OutboxMessage.objects.filter(pk=made.pk).update(state=state, **fields)
        return made

    return put


def test_an_empty_outbox_says_what_will_stand_here(manager: Visitor) -> None:
    assert "No mail has been sent yet" in words_of(manager.open("/desk/outbox"))


def test_each_state_is_counted_and_can_be_asked_for(manager: Visitor, mail: Mail) -> None:
    for state in ("queued", "sent", "failed", "uncertain", "cancelled"):
        mail(state)
    mail(deferred_reason="4 mails in the past 90 days", not_before=now() + timedelta(days=9))
    page = manager.open("/desk/outbox")
    assert "Of 1 mail nobody knows whether it left" in words_of(page)
    assert "1 mail waits because its reader was written to often enough." in words_of(page)
    for state, word in (
        ("queued", "waiting"), ("deferred", "deferred: contact budget spent"), ("sent", "sent"),
        ("failed", "failed"), ("uncertain", "uncertain"), ("cancelled", "cancelled"),
    ):  # fmt: skip
        shown = words_of(manager.open(f"/desk/outbox?state={state}"))
        assert "1–1 of 1" in shown, state
        assert word in shown
    assert "No mail is in this state." in words_of(manager.open("/desk/outbox?state=sending"))


def test_a_mail_that_waits_for_a_server_is_not_said_to_wait_for_the_budget(
    manager: Visitor, mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hcat.correspondence.delivery.has_mail_server", lambda: False)
    monkeypatch.setattr("hcat.web.desk.register.views.outbox.has_mail_server", lambda: False)
    mail()
    mail(is_transactional=True)
    deliver_due()
    page = words_of(manager.open("/desk/outbox"))
    assert "2 mails wait for a mail server" in page
    assert "No mail server is set yet" in page or "Er is nog geen mailserver" in page
    assert "often enough" not in page
    assert "No mail is in this state." in words_of(manager.open("/desk/outbox?state=deferred"))


def test_the_text_of_a_mail_is_not_shown(manager: Visitor, mail: Mail) -> None:
    page = words_of(manager.open(f"/desk/outbox/{mail().pk}"))
    assert "A question" in page
    assert "a-secret-link" not in page


@pytest.mark.parametrize(("became", "state"), [("left", "sent"), ("again", "queued")])
def test_an_uncertain_mail_is_settled_with_a_reason(
    became: str, state: str, manager: Visitor, mail: Mail
) -> None:
    made = mail("uncertain")
    path = f"/en/desk/outbox/{made.pk}/settle"
    assert "Give a reason." in words_of(manager.client.post(path, {"became": became}))
    manager.client.post(path, {"became": became, "reason": "Kim says so."})
    made.refresh_from_db()
    assert made.state == state
    trace = AuditEvent.objects.get(action="correspondence.settle")
    assert trace.details["reason"] == "Kim says so."


def test_a_sent_mail_has_nothing_to_settle_and_none_to_cancel(manager: Visitor, mail: Mail) -> None:
    made = mail("sent")
    page = f"/en/desk/outbox/{made.pk}"
    assert "Decide what became of it" not in words_of(manager.client.get(page))
    settled = manager.client.post(f"{page}/settle", {"became": "again", "reason": "x"})
    assert "There is nothing to settle about this mail." in words_of(settled)
    cancelled = manager.client.post(f"{page}/cancel", {"reason": "x"})
    assert "It is too late to cancel this mail." in words_of(cancelled)


def test_a_waiting_mail_can_be_cancelled(manager: Visitor, mail: Mail) -> None:
    made = mail()
    manager.client.post(f"/en/desk/outbox/{made.pk}/cancel", {"reason": "Wrong text."})
    made.refresh_from_db()
    assert (made.state, made.last_error) == ("cancelled", "Wrong text.")


def test_uncertain_mails_ask_for_attention(manager: Visitor, mail: Mail) -> None:
    assert "not sent again by themselves" not in words_of(manager.open("/desk"))
    mail("uncertain")
    assert "not sent again by themselves" in words_of(manager.open("/desk"))


def test_a_personal_link_is_listed_and_revoked(manager: Visitor, person: Person) -> None:
    assert "No personal link is open" in words_of(manager.open("/desk/links"))
    token = make_link(
        person_id=person.pk, scope="agenda.update_initiative", subject="initiative:lab-east",
        lasts=timedelta(days=3), by=BY,
    )  # fmt: skip
    page = words_of(manager.open("/desk/links"))
    assert "bring the sheet of an initiative up to date" in page
    assert "Lab East" in page
    assert token.split(".")[1] not in page
    number = links().get().pk
    manager.client.post(f"/en/desk/links/{number}/revoke", {"reason": "Kim left."})
    assert not links().get().is_open()
    assert "revoked Kim left." in words_of(manager.open("/desk/links?all=1"))
    assert manager.client.get(f"/en/desk/links/{number}/revoke").status_code == 404


@pytest.fixture
def traces(polder: None) -> None:
    AuditEvent.objects.all().delete()
    for action, subject in (
        ("parties.rename", "organisation:org-one"),
        ("parties.rename", "organisation:org-two"),
        ("agenda.stop", "initiative:house"),
    ):
        record(by=BY, action=action, subject=subject, reason="Because")


@pytest.mark.parametrize(
    ("question", "hits"),
    [("action=parties", 2), ("action=parties.rename", 2), ("action=agenda.stop", 1),
     ("subject=organisation:org-one", 1), ("actor=TEST", 3), ("actor=nobody", 0),
     ("since=2000-01-01&until=2000-12-31", 0), ("since=1-1-2000", 3)],
)  # fmt: skip
def test_the_log_answers_who_what_about_what_and_when(
    question: str, hits: int, manager: Visitor, traces: None
) -> None:
    AuditEvent.objects.exclude(actor="hcat test").delete()
    page = words_of(manager.open(f"/desk/audit?{question}"))
    assert f"{hits} event{'' if hits == 1 else 's'} " in page


def test_the_last_day_of_a_period_counts_in_whole(manager: Visitor, traces: None) -> None:
    late = timezone.localtime().replace(year=2021, month=3, day=31, hour=23, minute=59)
    event = AuditEvent.objects.filter(action="agenda.stop")
    event.update(at=late)
    assert "1 event " in words_of(manager.open("/desk/audit?since=2021-03-31&until=2021-03-31"))


def test_a_date_that_is_none_is_told_beside_its_field(manager: Visitor, traces: None) -> None:
    page = manager.open("/desk/audit?since=soon")
    assert "This is not a date." in words_of(page)
    assert 'value="soon"' in page.content.decode()


def test_the_lists_ask_as_many_questions_for_fifty_as_for_one(
    manager: Visitor, mail: Mail, person: Person
) -> None:
    def one_more() -> None:
        mail()
        make_link(
            person_id=person.pk, scope="agenda.update_initiative", subject="initiative:house",
            lasts=timedelta(days=3), by=BY,
        )  # fmt: skip

    one_more()
    for path, most in (("/desk/outbox", 14), ("/desk/links", 14), ("/desk/audit", 12)):
        manager.open(path)
        with CaptureQueriesContext(connection) as one:
            manager.open(path)
        for _ in range(55):
            one_more()
        with CaptureQueriesContext(connection) as many:
            manager.open(path)
        assert len(many) == len(one) <= most, path
