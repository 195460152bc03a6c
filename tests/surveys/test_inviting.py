# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inviting and reminding by a real mail server on this machine, and what comes back."""

from __future__ import annotations

import re
import socket
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from hcat.correspondence.api import BUDGET_MAILS, MailKind, deliver_due, enqueue, open_link
from hcat.correspondence.models import OutboxMessage
from hcat.foundation.api import Actor, NotAllowed, Refused, now, today
from hcat.parties.models import Person
from hcat.surveys import api, letters
from hcat.surveys.api import SCOPE, DrawPlan
from hcat.surveys.models import Invitation, Wave
from hcat.surveys.operations.inviting import take_back_answered
from hcat.surveys.tasks import ask_and_remind

from .field import BY, company, csv, opened, person_of, survey

pytestmark = pytest.mark.django_db


class Server:
    """Takes mail, but none to an address that begins with ``gone``."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, Any]] = []

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address.startswith("gone"):
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.taken.append((envelope.rcpt_tos[0], message_from_bytes(envelope.content)))
        return "250 taken"

    def to(self, name: str) -> list[Any]:
        return [mail for address, mail in self.taken if address.startswith(name)]


class AnyPort(Controller):
    """On a port that the system chooses; its own first look would go to port 0."""

    @property
    def chosen(self) -> int:
        return int(self.server.sockets[0].getsockname()[1])  # type: ignore[union-attr]

    def _trigger_server(self) -> None:
        with socket.create_connection(("127.0.0.1", self.chosen), 5) as talk:
            talk.recv(1024)


@pytest.fixture
def smtp(settings: Any) -> Iterator[Server]:
    server = Server()
    controller = AnyPort(server, hostname="127.0.0.1", port=0)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = controller.chosen
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield server
    controller.stop(no_assert=True)


def outcome(made: Wave, name: str) -> str:
    return Invitation.objects.get(wave=made, person__mail__startswith=name).outcome


def invitation(made: Wave) -> Invitation:
    return Invitation.objects.get(wave=made)


def body(mail: Any) -> str:
    return str(mail.get_payload(decode=True).decode())


def test_invited_reminded_and_never_twice(smtp: Server, at: Any) -> None:
    survey()
    for name in ("een", "twee", "gone"):
        company(name)
    company("zonder", mail=False)
    made = opened()
    for _twice in range(2):
        ask_and_remind.func()
        deliver_due()
    assert Counter(address[:3] for address, _mail in smtp.taken) == {"een": 1, "twe": 1}
    ask_and_remind.func()
    assert outcome(made, "gone") == "bounced"
    assert api.outcome_counts(made)["no_address"] == 1
    text = body(smtp.to("een")[0])
    assert "Om te weten wat er nodig is." in text
    assert " een." in text, "one person may be written to for several organisations"
    token = re.search(r"/link/surveys/(\S+)/refuse", text)
    assert token is not None
    link = open_link(token[1], scope=SCOPE)
    assert link.subject == f"survey-unit:{invitation_of('een').unit_id}"
    assert link.expires_at > now() + timedelta(days=200)
    # One answers, the other is reminded on the day, twice and no more.
    Invitation.objects.filter(pk=invitation_of("een").pk).update(outcome="completed")
    for day, reminders in ((6, 0), (7, 1), (8, 1), (14, 2), (21, 2)):
        at.move_to(f"{made.opens_on + timedelta(days=day)}T12:00Z")
        for _twice in range(2):
            ask_and_remind.func()
            deliver_due()
        assert len(smtp.to("twee")) == 1 + reminders, day
    assert len(smtp.to("een")) == 1
    assert smtp.to("gone") == []


def invitation_of(name: str) -> Invitation:
    return Invitation.objects.get(person__mail__startswith=name)


def test_everybody_reads_it_in_their_own_language(smtp: Server) -> None:
    survey()
    one = company("een", mail=False)
    person_of(one, "een@voorbeeld.example", language="en")
    opened()
    ask_and_remind.func()
    deliver_due()
    [mail] = smtp.to("een")
    assert mail["Content-Language"] == "en"
    assert "To know what is needed." in body(mail)
    assert "/en/link/surveys/" in body(mail)


def test_nobody_is_written_to_before_the_first_day_or_after_the_last(at: Any) -> None:
    survey()
    company("een")
    made = opened(opens_on=today() + timedelta(days=3))
    ask_and_remind.func()
    assert OutboxMessage.objects.count() == 0
    at.move_to(f"{made.opens_on}T12:00Z")
    ask_and_remind.func()
    assert OutboxMessage.objects.count() == 1
    at.move_to(f"{made.closes_on + timedelta(days=1)}T12:00Z")
    api.close_due()
    assert OutboxMessage.objects.get().state == "cancelled"


def test_a_full_budget_delays_and_is_told_and_no_reminder_overtakes(smtp: Server, at: Any) -> None:
    survey()
    company("een")
    person = Person.objects.get()
    for n in range(BUDGET_MAILS):
        enqueue(person_id=person.pk, kind=MailKind("other"), subject="x", body="x", by=BY,
                dedupe_key=f"x:{n}")  # fmt: skip
    deliver_due()
    made = opened()
    ask_and_remind.func()
    deliver_due()
    assert api.mails_of(made).waits_for_budget == 1
    at.move_to(f"{made.opens_on + timedelta(days=8)}T12:00Z")
    ask_and_remind.func()
    assert OutboxMessage.objects.filter(kind="survey-reminder").count() == 0
    api.note_outcome(by=BY, invitation_id=invitation(made).pk, outcome="refused", note="called")
    assert OutboxMessage.objects.get(kind="survey-invitation").state == "cancelled"


def test_what_waits_for_who_answered_is_taken_back() -> None:
    survey()
    company("een")
    made = opened()
    api.invite(made.pk)
    Invitation.objects.update(outcome="completed")
    assert (take_back_answered(made.pk), take_back_answered(made.pk)) == (1, 0)


def report(message_id: str, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    return f"""From: MAILER-DAEMON@voorbeeld.example
To: ons@voorbeeld.example
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not arrive.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.voorbeeld.example

Final-Recipient: rfc822; een@voorbeeld.example
Action: {action}
Status: {status}

--b
Content-Type: text/rfc822-headers

Subject: x
Message-ID: <{message_id}>

--b--
""".encode()


def test_a_mail_that_comes_back_is_believed_where_it_names_ours(smtp: Server) -> None:
    survey()
    company("een")
    made = opened()
    api.invite(made.pk)
    deliver_due()
    mine = OutboxMessage.objects.get().message_id
    for strange in (b"From: x\n\nhello", report("forged@elsewhere.example"), b"x" * 6_000_000):
        with pytest.raises(Refused):
            api.take_in_bounce(by=BY, raw=strange)
    delayed = report(mine, action="delayed", status="4.4.1")
    assert api.take_in_bounce(by=BY, raw=delayed) == "no failure"
    assert api.take_in_bounce(by=BY, raw=report(mine)) == "bounced"
    assert api.take_in_bounce(by=BY, raw=report(mine)) == "noted before"
    assert invitation(made).outcome == "bounced"
    with pytest.raises(NotAllowed):
        api.take_in_bounce(by=Actor("nobody", user_id=0), raw=report(mine))


def test_another_contact_is_invited_and_the_link_before_ends(smtp: Server) -> None:
    survey()
    company("gone")
    made = opened()
    ask_and_remind.func()
    deliver_due()
    ask_and_remind.func()
    one = invitation(made)
    assert one.outcome == "bounced"
    api.name_contact(by=BY, invitation_id=one.pk, name="Nieuw", mail="nieuw@voorbeeld.example")
    ask_and_remind.func()
    deliver_due()
    ask_and_remind.func()
    assert len(smtp.to("nieuw")) == 1
    assert invitation(made).outcome == "invited"
    # The next wave writes to the new contact at once.
    api.close_wave(by=BY, wave_id=made.pk, reason="tried")
    second = opened("second", plan=DrawPlan())
    assert Invitation.objects.get(wave=second).person.mail == "nieuw@voorbeeld.example"  # type: ignore[union-attr]


def test_contacts_of_a_list_are_taken_over_whole(tmp_path: Path) -> None:
    survey()
    company("een", mail=False)
    company("twee", mail=False)
    made = opened()
    company("later")
    head = "organisatie;naam;mail;taal"
    with pytest.raises(api.ListRefused) as caught:
        api.bring_contacts(by=BY, wave_id=made.pk, path=csv(
            tmp_path, head, "een;Kim;kim@voorbeeld.example;nl", "later;Sam;sam@x.example;nl",
        ))  # fmt: skip
    assert [one.row for one in caught.value.problems] == [3]
    assert Invitation.objects.filter(person__isnull=False).count() == 0
    assert api.bring_contacts(by=BY, wave_id=made.pk, path=csv(
        tmp_path, head, "een;Kim;kim@voorbeeld.example;nl", "twee;Sam;sam@voorbeeld.example;de",
    )) == 2  # fmt: skip
    assert api.invite(made.pk) == 2


def test_what_cannot_be_noted_or_named_is_refused() -> None:
    survey()
    company("een")
    made = opened()
    one = invitation(made)
    note = {"by": BY, "invitation_id": one.pk}
    with pytest.raises(Refused):
        api.note_outcome(**note, outcome="completed", note="x")
    with pytest.raises(Refused):
        api.note_outcome(**note, outcome="refused", note=" ")
    api.note_outcome(**note, outcome="out_of_scope", note="Makes nothing any more.")
    with pytest.raises(Refused):
        api.name_contact(**note, name="K", mail="k@voorbeeld.example")
    api.note_outcome(**note, outcome="waiting", note="It does after all.")
    Invitation.objects.update(outcome="completed")
    with pytest.raises(Refused):
        api.note_outcome(**note, outcome="refused", note="x")


def test_whoever_refuses_hears_no_more_and_may_say_so_for_good(smtp: Server) -> None:
    survey()
    company("een")
    made = opened()
    api.invite(made.pk)
    deliver_due()
    found = re.search(r"/link/surveys/(\S+)/refuse", body(smtp.to("een")[0]))
    assert found is not None
    link = open_link(found[1], scope=SCOPE)
    api.refuse(seat=api.seat_of_link(link), reason="No time", never_again=True)
    assert invitation(made).outcome == "refused"
    api.close_wave(by=BY, wave_id=made.pk, reason="tried")
    second = opened("second")
    assert Invitation.objects.get(wave=second).outcome == "refused"
    with pytest.raises(Refused):
        api.refuse(seat=api.seat_of_link(link))


@pytest.mark.parametrize(
    ("opens", "closes", "year"),
    [
        (date(2026, 1, 5), date(2026, 2, 2), 2031),
        (date(2026, 6, 1), date(2026, 12, 31), 2032),
        (date(2026, 11, 2), date(2026, 12, 1), 2032),
    ],
    ids=["plain", "closes on new year's day", "may be open until next year"],
)
def test_the_letter_names_a_year_in_which_the_answers_are_gone(
    opens: date, closes: date, year: int
) -> None:
    survey()
    company("een")
    made = opened()
    made.opens_on, made.closes_on = opens, closes
    for _subject, body in (
        letters.invitation(made, "en", "token"),
        letters.reminder(made, "en", "token", started=False),
    ):
        assert f"deleted in {year} at the latest" in body
