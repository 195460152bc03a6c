# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions by mail: threaded, cleaned, and never a loop of machines that write to each other."""

from __future__ import annotations

import io
import json
import sys
from email.message import EmailMessage
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings, strategies

from hcat.correspondence.api import outbox
from hcat.foundation.api import Actor, NotAllowed, Refused
from hcat.helpdesk.api import Question, answer, join, withdraw_own
from hcat.helpdesk.mail_in import mailbox
from hcat.helpdesk.mail_in.reading import read, without_quotes
from hcat.helpdesk.mail_in.taking_in import Received, receive

from .conftest import BY, Asks, link_of, mails_to, somebody

pytestmark = pytest.mark.django_db


def mail(
    text: str | None = "Do you have a list of labs?",
    *,
    html: str | None = None,
    sender: str = "Kim Voorbeeld <kim@voorbeeld.example>",
    subject: str = "Labs",
    **heads: str,
) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = sender, subject
    made["To"] = "counter@region.example"
    for name, value in heads.items():
        made[name.replace("_", "-")] = value
    if text is not None:
        made.set_content(text)
    if html is not None and text is not None:
        made.add_alternative(html, subtype="html")
    elif html is not None:
        made.set_content(html, subtype="html")
    return made.as_bytes()


def came(raw: bytes) -> Received:
    return receive(raw=raw, by=Actor.system("helpdesk"))


def text_of_last() -> str:
    return Question.objects.latest("pk").messages.latest("pk").text


def test_a_mail_becomes_a_question_and_the_same_mail_twice_is_one() -> None:
    raw = mail(Message_ID="<one@voorbeeld.example>")
    first = came(raw)
    assert first.what == "new"
    assert came(raw) == Received(first.number, "twice")
    question = Question.objects.get()
    assert (question.title, question.name, question.came_by) == ("Labs", "Kim Voorbeeld", "mail")
    assert question.language == "en"
    assert len(mails_to(question)) == 1


def test_without_a_message_id_the_same_bytes_are_one() -> None:
    raw = mail()
    assert came(raw).what == "new"
    assert came(raw).what == "twice"


def test_the_same_words_in_another_mail_are_another_question() -> None:
    first = came(mail("The figures of 2019?", Message_ID="<one@voorbeeld.example>"))
    other = came(mail("The figures of 2020?", Message_ID="<two@voorbeeld.example>"))
    again = came(mail("The figures of 2020?", Message_ID="<three@voorbeeld.example>"))
    assert [first.what, other.what, again.what] == ["new", "new", "new"]
    assert len({first.number, other.number, again.number}) == 3


@pytest.mark.parametrize("how", ["in_reply_to", "receipt", "references"])
def test_a_reply_joins_its_question_without_what_it_repeats(asks: Asks, how: str) -> None:
    question = asks()
    answer(number=question.number, text="Call the school.", edition=question.edition, by=BY)
    sent = mails_to(question)[-1]
    quoted = "\n".join(f"> {line}" for line in sent.body.split("\n"))
    heads = {
        "in_reply_to": {"In_Reply_To": f"<{sent.message_id}>"},
        "references": {"References": f"<x@y.example> <{sent.message_id}>"},
        "receipt": {"In_Reply_To": f"<{mails_to(question)[0].message_id}>"},
    }[how]
    raw = mail(
        f"Thanks, and when?\n\nOp ma 2 mrt 2026 schreef Loket <l@x.example>:\n{quoted}", **heads
    )
    assert came(raw) == Received(question.number, "added")
    assert text_of_last() == "Thanks, and when?"
    question.refresh_from_db()
    assert question.state != "answered"


def test_somebody_else_does_not_get_into_a_question(asks: Asks) -> None:
    question = asks()
    raw = mail(
        "Please send me all of it", sender="thief@elsewhere.example",
        subject=f"Re: [{question.number}] intern",
    )  # fmt: skip
    became = came(raw)
    assert became.what == "held"
    assert became.number != question.number
    assert question.messages.count() == 1
    assert Question.objects.get(number=became.number).held_because == "sender"


def test_a_reply_from_another_address_is_joined_by_a_person(asks: Asks) -> None:
    question = asks()
    _person, manager = somebody("programme_manager")
    answer(number=question.number, text="Which school?", edition=question.edition, by=manager)
    raw = mail(
        "The one in Almelo", sender="Kim <kim@home.example>", subject=f"Re: [{question.number}] x"
    )
    held = came(raw).number
    with pytest.raises(NotAllowed):
        join(number=held, by=Actor(name="Somebody", user_id=999))
    assert join(number=held, by=manager).number == question.number
    assert not Question.objects.filter(number=held).exists()
    last = question.messages.latest("pk")
    assert (last.text, last.author) == ("The one in Almelo", "Kim <kim@home.example>")
    question.refresh_from_db()
    assert question.is_open
    assert "almelo" in question.words
    assert came(raw).what == "twice", "the same mail is known there"
    link = link_of(question)
    withdraw_own(opened=link, by=link.actor)
    last.refresh_from_db()
    assert (last.text, last.author) == ("", "")


def test_what_names_no_question_joins_none(asks: Asks) -> None:
    _person, manager = somebody("programme_manager")
    alone, erased = asks(suspicions=["links"]), asks("Quite another thing")
    with pytest.raises(Refused):
        join(number=alone.number, by=manager)
    held = came(mail("More", sender="t@x.example", subject=f"Re: [{erased.number}] x")).number
    link = link_of(erased)
    withdraw_own(opened=link, by=link.actor)
    with pytest.raises(Refused):
        join(number=held, by=manager)
    assert Question.objects.filter(number=held, state="held").exists()


def test_a_reply_to_what_was_erased_is_a_new_question(asks: Asks) -> None:
    question = asks()
    link = link_of(question)
    withdraw_own(opened=link, by=link.actor)
    became = came(mail("And another thing", subject=f"Re: [{question.number}] intern"))
    assert became.what == "new"
    assert became.number != question.number


@pytest.mark.parametrize(
    "heads",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Return_Path": "<>"},
        {"sender": "MAILER-DAEMON@region.example"},
    ],
)
def test_a_machine_is_never_answered(heads: dict[str, str]) -> None:
    assert came(mail("I am out of office", **heads)).what == "automatic"
    assert not Question.objects.exists()
    assert not outbox().exists()


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Automatisch antwoord: uw vraag", "Tot maandag."),
        ("Re: x", "I am out of office until Monday."),
        ("Re: x", "Beste,\n\nIk ben tot en met 3 maart afwezig."),
        ("AW: x", "Ich bin bis Montag nicht im Büro."),
    ],
)
def test_an_absence_note_without_a_head_opens_nothing(asks: Asks, subject: str, text: str) -> None:
    question = asks()
    answer(number=question.number, text="Call them.", edition=question.edition, by=BY)
    sent = mails_to(question)[-1]
    became = came(mail(text, subject=subject, In_Reply_To=f"<{sent.message_id}>"))
    assert became.what == "held"
    question.refresh_from_db()
    assert question.state == "answered"
    assert Question.objects.get(number=became.number).names == question


def test_our_mails_ask_machines_for_silence(asks: Asks) -> None:
    question = asks()
    answer(number=question.number, text="Call them.", edition=question.edition, by=BY)
    receipt, sent = (one.headers for one in mails_to(question))
    assert receipt["Auto-Submitted"] == "auto-generated"
    assert "Auto-Submitted" not in sent, "a person wrote it"
    assert sent["X-Auto-Response-Suppress"] == "OOF, AutoReply"


@pytest.mark.parametrize(
    "heads",
    [
        {"Precedence": "bulk"},
        {"Precedence": "list"},
        {"X_Autoreply": "yes"},
        {"List_Id": "<list.example>"},
        {"X_Auto_Response_Suppress": "All"},
        {"sender": "no-reply@shop.example"},
    ],
)
def test_what_may_come_from_a_person_is_kept_and_gets_no_mail(heads: dict[str, str]) -> None:
    became = came(mail("Do you have a list of labs?", **heads))
    assert became.what == "held"
    assert Question.objects.get(number=became.number).held_because == "automatic"
    assert not outbox().exists()


def test_a_person_behind_a_program_that_wants_no_automatic_answer_is_let_in_by_reply(
    asks: Asks,
) -> None:
    question = asks()
    reply = {"In_Reply_To": f"<{mails_to(question)[0].message_id}>"}
    assert came(mail("And this", X_Auto_Response_Suppress="All", **reply)).what == "added"
    assert came(mail("I am away", X_Autoreply="yes", **reply)).what == "held"
    assert question.messages.count() == 2


def test_a_number_and_the_address_of_its_asker_are_not_enough(asks: Asks) -> None:
    question = asks()
    became = came(mail("Buy this", subject=f"Re: [{question.number}] intern"))
    assert became.what == "held"
    assert question.messages.count() == 1
    kept = Question.objects.get(number=became.number)
    assert kept.held_because == "number"
    assert kept.state == "held"
    assert kept.names == question


def test_replies_are_looked_at_and_counted_as_on_the_site(asks: Asks) -> None:
    question = asks()
    reply = {"In_Reply_To": f"<{mails_to(question)[0].message_id}>"}
    links = " ".join(f"https://spam{n}.example" for n in range(5))
    assert came(mail(links, **reply)).what == "held"
    became = [came(mail(f"Number {n}", **reply)).what for n in range(24)]
    assert became == ["added"] * 19 + ["held"] * 5


def test_a_file_that_is_not_let_in_is_named_where_the_reply_joins(asks: Asks) -> None:
    question = asks()
    made = EmailMessage()
    made["From"], made["Subject"] = "kim@voorbeeld.example", "Re: a file"
    made["In-Reply-To"] = f"<{mails_to(question)[0].message_id}>"
    made.set_content("See the file")
    made.add_attachment(b"MZ\x90\x00", maintype="application", subtype="pdf", filename="b.exe")
    assert came(made.as_bytes()) == Received(question.number, "added")
    assert text_of_last().startswith("See the file")
    assert "b.exe" in text_of_last()


def test_a_mail_with_nothing_but_a_file_is_a_question() -> None:
    made = EmailMessage()
    made["From"] = "kim@voorbeeld.example"
    made.add_attachment(b"plain words", maintype="text", subtype="plain", filename="a.txt")
    assert came(made.as_bytes()).what == "new"
    assert text_of_last()
    assert Question.objects.get().messages.get().files.get().name == "a.txt"


def test_a_mail_that_is_too_long_says_what_is_not_kept() -> None:
    came(mail("We would like to know more. " * 1200))
    text = text_of_last()
    assert 9_900 < len(text) <= 10_000
    assert "not kept" in text[-80:]


OUTLOOK = "From: Desk <d@x.example>\nSent: Monday\nTo: Kim\nSubject: Labs\n\nCall us"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Hello\nVan: mijn school x@y.example\nWe come with ten", None),
        ("Hello\nOp maandag schreef de wethouder dit:\nwe come with ten", None),
        ("Hello\n__________\nKim", None),
        (f"Yes\n\n{OUTLOOK}", "Yes"),
        (f"Yes\n\n__________\n{OUTLOOK}", "Yes"),
        ("Yes\n\nOn Mon, 2 Mar 2026 at 10:12, Desk wrote:\nCall us", "Yes"),
        ("Yes\n\nOp maandag schreef het loket:\n> Call us", "Yes"),
    ],
)
def test_only_what_is_surely_repeated_is_cut_off(text: str, kept: str | None) -> None:
    assert without_quotes(text) == (kept or text)


def test_our_own_mail_that_comes_back_is_no_question(settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Counter <counter@region.example>"
    assert came(mail(sender="counter@region.example")).what == "automatic"


def test_a_bounce_is_not_answered() -> None:
    raw = (
        b"From: someone@x.example\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n\r\nSorry\r\n--b--\r\n"
    )
    assert came(raw).what == "automatic"


def test_html_only_is_read_as_words() -> None:
    came(
        mail(
            None,
            html="<html><head><title>t</title><style>p{color:red}</style></head><body>"
            "<p>Hello,<br>where is <b>the lab</b>?</p><script>alert(1)</script>"
            "<img src='https://spy.example/p.gif'><a href='javascript:alert(2)'>here</a></body>",
        )
    )
    text = text_of_last()
    assert text == "Hello,\nwhere is the lab?\nhere"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("iso-8859-15", "iso-8859-15"), ("windows-1252", "cp1252"), ("utf-8", "utf-8"),
     ("utf-16", "utf-16"), ("x-unknown", "utf-8"), ("us-ascii", "cp1252")],
)  # fmt: skip
def test_a_text_is_read_in_whatever_charset(charset: str, encoding: str) -> None:
    body = "Één café in Überlingen kost €5".encode(encoding)
    raw = (
        f"From: kim@voorbeeld.example\r\nSubject: =?utf-8?q?caf=C3=A9?=\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    ).encode() + body
    got = read(raw)
    assert got.text == "Één café in Überlingen kost €5"
    assert got.subject == "café"


def test_files_are_let_in_by_content_and_a_bad_one_is_told_to_who_looks() -> None:
    made = EmailMessage()
    made["From"], made["Subject"] = "kim@voorbeeld.example", "Two files"
    made.set_content("See the files")
    made.add_attachment(b"plain words", maintype="text", subtype="plain", filename="a.txt")
    made.add_attachment(b"MZ\x90\x00", maintype="application", subtype="pdf", filename="b.pdf")
    became = came(made.as_bytes())
    question = Question.objects.get(number=became.number)
    assert became.what == "held"
    assert question.held_because == "file"
    assert [file.name for file in question.messages.get().files.all()] == ["a.txt"]


HOSTILE = [
    b"",
    b"\x00" * 100,
    b"no heads at all",
    b"From: \r\nSubject: x\r\n\r\nNobody",
    b"From: =?x-bad?q?=FF?= <kim@voorbeeld.example>\r\nSubject: =?utf-8?b?////?=\r\n\r\nText",
    b"From: a@b.example, c@d.example\r\nSubject: two\r\n\r\nText",
    b"From: kim@voorbeeld.example\r\nSubject: a\r\n b\r\n\tc\r\n\r\nFolded",
    b"From: kim@voorbeeld.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
    * 300,
    b"From: kim@voorbeeld.example\r\nContent-Type: text/plain\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\n!!!not base64!!!",
    b'From: "kim@bank.example" <thief@x.example>\r\nSubject: trust me\r\n\r\nText',
    b"From: kim@voorbeeld.example\r\nMessage-ID: <" + b"x" * 5000 + b">\r\n\r\nLong id",
    b"From: kim@voorbeeld.example\nBcc: all@x.example\nSubject: \xff\xfe\n\n\xff\xfe",
]


@pytest.mark.parametrize("raw", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_mail_breaks_nothing(raw: bytes) -> None:
    became = came(raw)
    for question in Question.objects.all():
        assert "\n" not in question.title + question.name
        assert question.mail
    for one in outbox():
        assert one.to_address in ("kim@voorbeeld.example", "thief@x.example", "a@b.example")
        assert "\n" not in one.subject
    assert became.what in ("new", "held", "automatic", "unreadable")


@settings(max_examples=150)
@given(strategies.binary(max_size=600), strategies.text(max_size=80))
def test_reading_never_fails(noise: bytes, head: str) -> None:
    read(noise)
    read(f"From: {head}\nSubject: {head}\nContent-Type: {head}\n\n".encode() + noise)


def test_the_command_takes_a_mail_from_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(mail())))
    call_command("helpdesk", "receive", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {"number": Question.objects.get().number, "what": "new"}
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b" ")))
    with pytest.raises(CommandError, match="no mail"):
        call_command("helpdesk", "receive")
    with pytest.raises(CommandError, match="HCAT_HELPDESK_IMAP"):
        call_command("helpdesk", "fetch")


class Box:
    """A mailbox as `imaplib` talks to one."""

    def __init__(self, mails: dict[str, bytes]) -> None:
        self.mails, self.seen, self.flagged = mails, set[str](), set[str]()

    def __call__(self, host: str, port: int, timeout: float) -> Box:
        assert (host, port) == ("mail.example.org", 993)
        return self

    def login(self, user: str, password: str) -> None:
        assert (user, password) == ("loket@x", "p@ss")

    def select(self, folder: str) -> tuple[str, list[bytes]]:
        return ("OK" if folder == '"Vragen"' else "NO"), [b""]

    def search(self, charset: None, *wanted: str) -> tuple[str, list[bytes]]:
        found = [one for one in self.mails if one not in self.seen]
        if "FLAGGED" in wanted:
            found = [one for one in found if one in self.flagged]
        elif "UNFLAGGED" in wanted:
            found = [one for one in found if one not in self.flagged]
        return "OK", [" ".join(found).encode()]

    def fetch(self, number: str, parts: str) -> tuple[str, list[Any]]:
        assert "PEEK" in parts
        return "OK", [(b"1", self.mails[number]), b")"]

    def store(self, number: str, how: str, flag: str) -> None:
        (self.seen if "Seen" in flag else self.flagged).add(number)

    def logout(self) -> None:
        pass


def test_a_mailbox_is_emptied_once_and_one_bad_mail_keeps_no_other_out(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HELPDESK_IMAP = "imaps://loket%40x:p%40ss@mail.example.org/Vragen"
    box = Box({"1": mail("First question"), "2": b"break", "3": mail("Second question")})
    monkeypatch.setattr(mailbox, "AT_ONCE", 3)
    monkeypatch.setattr(mailbox.imaplib, "IMAP4_SSL", box)
    real = mailbox.receive

    def breaking(*, raw: bytes, by: Actor) -> Received:
        if raw == b"break":
            raise RuntimeError("boom")
        return real(raw=raw, by=by)

    monkeypatch.setattr(mailbox, "receive", breaking)
    assert mailbox.fetch(by=BY) == {"new": 2, "failed": 1}
    assert box.seen == {"1", "3"}
    assert mailbox.fetch(by=BY) == {"failed": 1}
    box.mails |= {
        number: mail(f"About {word}", sender=f"{word}@x.example")
        for number, word in (("4", "labs"), ("5", "schools"), ("6", "homes"))
    }
    assert mailbox.fetch(by=BY) == {"new": 3}, "what breaks keeps nothing newer out"


def test_a_mailbox_that_cannot_be_opened_says_so(settings: Any) -> None:
    from hcat.foundation.api import Refused

    settings.HELPDESK_IMAP = "imaps://a:b@127.0.0.1:9/INBOX"
    with pytest.raises(Refused, match="HCAT_HELPDESK_IMAP"):
        mailbox.fetch(by=BY)
