# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A question comes in, and its asker follows it."""

from __future__ import annotations

import struct
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zlib import compress, crc32

import pytest
from django.conf import settings as site_settings
from django.db import connections

from hcat.correspondence.api import LinkRefused, open_link, outbox
from hcat.foundation.api import Actor, NotAllowed, Refused, audit_events, now
from hcat.foundation.retention import enforce
from hcat.helpdesk.api import (
    SCOPE,
    Asked,
    Question,
    SentFile,
    Topic,
    add_to,
    answer,
    ask,
    ask_for_link,
    close,
    close_own,
    conversation,
    end_links,
    let_in,
    note,
    own_question,
    refuse,
    say_whether_it_helped,
    withdraw_own,
)
from hcat.parties.api import has_consent, people
from hcat.parties.models import Person

from .conftest import BY, Asks, link_of, mails_to, token_in


def a_picture() -> bytes:
    """A grey square of 32 by 32, as a PNG."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", crc32(name + data))

    head = struct.pack(">IIBBBBB", 32, 32, 8, 0, 0, 0, 0)
    rows = compress((b"\x00" + b"\x80" * 32) * 32)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


PNG = a_picture()


@pytest.mark.parametrize("at", ["2026-04-02T10:00"], indirect=True)
def test_a_question_gets_a_number_and_the_term_of_its_topic(
    at: Any, asks: Asks, topic: Topic
) -> None:
    first = asks(topic="internships")
    assert first.number == "2026-0001"
    assert first.state == "new"
    assert first.due_on == date(2026, 4, 8), "two working days after the Thursday before Easter"
    assert asks("Another thing altogether").number == "2026-0002"
    assert asks("And as a citizen", topic="internships", kind="citizen").due_on == date(2026, 4, 13)


def test_the_asker_is_told_by_when_in_their_language(asks: Asks) -> None:
    question = asks(language="de", name="Uwe Beispiel", mail="uwe@beispiel.example")
    [mail] = mails_to(question)
    assert mail.subject.startswith(f"[{question.number}] ")
    assert mail.is_transactional
    assert "Uwe Beispiel" in mail.body
    assert f"{site_settings.SITE_URL}/de/link/question/" in mail.body
    assert own_question(link_of(question)) == question


def test_a_question_goes_to_whoever_answers_its_topic(
    asks: Asks, topic: Topic, manager: tuple[Any, Actor]
) -> None:
    topic.handler = manager[0]
    topic.save()
    question = asks(topic="internships")
    assert (question.state, question.handler) == ("taken", manager[0])


def test_sent_twice_is_asked_once(asks: Asks) -> None:
    first = asks()
    assert asks() == first
    assert asks("where do i find  an intern?") == first
    assert len(mails_to(first)) == 1
    assert asks(mail="other@voorbeeld.example") != first


def test_what_differs_in_digits_or_files_is_another_question(asks: Asks) -> None:
    first = asks("Where are the figures of 2019?")
    assert asks("Where are the figures of 2020?") != first
    without, photo = asks("See the file"), (SentFile("photo.png", PNG),)
    second = asks("See the file", files=photo)
    assert second != without
    assert asks("See the file", files=photo) == second
    assert asks("See the file", files=(SentFile("text.txt", b"hello"),)) not in (without, second)
    assert asks("See the file", call="labs") != without


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "  \n "},
        {"text": "x" * 10_001},
        {"mail": "nobody"},
        {"mail": "kim@voorbeeld.example\nBcc: all@voorbeeld.example"},
        {"kind": "martian"},
        {"files": (SentFile("run.exe", b"MZ\x90\x00"),)},
        {"files": (SentFile("page.txt", b"<script>alert(1)</script>"),)},
        {"files": tuple(SentFile(f"{n}.txt", b"text") for n in range(6))},
    ],
)
def test_what_cannot_be_taken_in_is_refused_and_leaves_nothing(
    asks: Asks, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Refused):
        asks(**wrong)
    assert not Question.objects.exists()
    assert not people().exists()


def test_nothing_an_asker_types_reaches_the_head_of_a_mail(asks: Asks) -> None:
    question = asks("Line one\r\nBcc: all@voorbeeld.example", name="Kim\r\nBcc: x@y.example")
    assert "\n" not in question.title
    assert "\n" not in question.name
    [mail] = mails_to(question)
    assert "\n" not in mail.subject
    assert "\r" not in mail.subject


@pytest.mark.parametrize(
    "name", ["Buy at spam.example", "Call 0612345678", "a@b.example", "See http://x", "x" * 61]
)
def test_what_leaves_before_a_person_looked_carries_nobodys_message(asks: Asks, name: str) -> None:
    """Whoever types the address of a stranger cannot have us send that stranger a text."""
    [mail] = mails_to(asks("Buy this now, it is cheap", name=name))
    assert name not in mail.subject + mail.body
    assert "cheap" not in mail.subject + mail.body


def test_a_file_is_recognised_by_its_content_and_kept_outside_the_pages(
    asks: Asks, settings: Any
) -> None:
    question = asks(files=(SentFile("../../evil<script>.png", PNG),))
    [message] = conversation(question, with_notes=False)
    [file] = message.files.all()
    assert file.media_type == "image/png"
    assert "/" not in file.name
    assert "<" not in file.name
    kept = Path(settings.MEDIA_ROOT) / "helpdesk" / file.kept_as
    assert kept.read_bytes() == PNG


def test_what_is_suspicious_waits_for_a_person_and_nobody_is_written_to(
    asks: Asks, manager: tuple[Any, Actor]
) -> None:
    held = asks(suspicions=["links", "trap"])
    assert (held.state, held.person) == ("held", None)
    assert not people().filter(mail="kim@voorbeeld.example").exists()
    question = let_in(number=held.number, by=manager[1])
    assert question.state == "new"
    assert len(mails_to(question)) == 1
    with pytest.raises(Refused):
        let_in(number=held.number, by=manager[1])


def test_refused_spam_is_gone_after_thirty_days(asks: Asks, manager: tuple[Any, Actor]) -> None:
    held = asks("Buy now", suspicions=["links"])
    refuse(number=held.number, by=manager[1])
    enforce(by=BY)
    held.refresh_from_db()
    assert held.mail
    Question.objects.update(closed_at=now() - timedelta(days=31))
    enforce(by=BY)
    held.refresh_from_db()
    assert (held.mail, held.name, held.title, held.words) == ("", "", "", "")
    assert conversation(held, with_notes=True)[0].text == ""


def test_what_was_held_and_never_looked_at_is_gone_after_ninety_days(asks: Asks) -> None:
    held = asks("Buy now", suspicions=["links"])
    Question.objects.update(asked_at=now() - timedelta(days=89))
    enforce(by=BY)
    held.refresh_from_db()
    assert held.mail
    Question.objects.update(asked_at=now() - timedelta(days=91))
    enforce(by=BY)
    held.refresh_from_db()
    assert (held.state, held.mail, held.title) == ("refused", "", "")


def test_adding_opens_what_was_closed(asks: Asks, manager: tuple[Any, Actor]) -> None:
    question = asks()
    link = link_of(question)
    close_own(opened=link, by=link.actor)
    question.refresh_from_db()
    assert question.state == "closed"
    assert not has_consent(question.person, "helpdesk.contact")
    add_to(opened=link, text="One thing more", by=link.actor)
    question.refresh_from_db()
    assert (question.state, question.closed_at) == ("new", None)
    assert question.due_on is not None
    assert has_consent(question.person, "helpdesk.contact")


def test_the_asker_never_sees_a_note(asks: Asks, manager: tuple[Any, Actor]) -> None:
    question = asks()
    note(number=question.number, text="Difficult customer", by=manager[1])
    shown = conversation(own_question(link_of(question)), with_notes=False)
    assert [one.kind for one in shown] == ["asked"]
    assert "Difficult" not in "".join(mail.body for mail in mails_to(question))


def test_whether_it_helped_is_told_after_an_answer_only(
    asks: Asks, manager: tuple[Any, Actor]
) -> None:
    question = asks()
    link = link_of(question)
    with pytest.raises(Refused):
        say_whether_it_helped(opened=link, helped="yes", by=link.actor)
    answer(number=question.number, text="Here.", edition=question.edition, by=manager[1])
    with pytest.raises(Refused):
        say_whether_it_helped(opened=link, helped="very", by=link.actor)
    say_whether_it_helped(opened=link, helped="partly", by=link.actor)
    question.refresh_from_db()
    assert question.helped == "partly"


def test_taking_it_back_erases_question_files_links_and_asker(asks: Asks, settings: Any) -> None:
    question = asks(files=(SentFile("photo.png", PNG),))
    link, token = link_of(question), token_in(mails_to(question)[0])
    withdraw_own(opened=link, by=link.actor)
    question.refresh_from_db()
    assert (question.state, question.name, question.mail) == ("closed", "", "")
    assert not question.messages.exclude(text="").exists()
    with pytest.raises(LinkRefused):
        open_link(token, scope=SCOPE)
    assert Person.objects.get(pk=question.person_id).erased_at is not None
    with pytest.raises(Refused):
        add_to(opened=link, text="Still there?", by=link.actor)


def test_taking_one_back_keeps_another_question_and_its_asker(asks: Asks) -> None:
    first, second = asks(), asks("Something quite different")
    link = open_link(token_in(mails_to(first)[0]), scope=SCOPE)
    withdraw_own(opened=link, by=link.actor)
    second.refresh_from_db()
    assert second.person is not None
    assert second.person.mail == "kim@voorbeeld.example"
    assert own_question(link_of(second)) == second


def test_a_link_reaches_no_other_question(asks: Asks) -> None:
    mine = asks()
    theirs = asks("Quite another matter", mail="jan@voorbeeld.example", name="Jan")
    token = token_in(mails_to(mine)[0])
    with pytest.raises(LinkRefused):
        open_link(token, scope=SCOPE, subject=theirs.subject)
    with pytest.raises(LinkRefused):
        open_link(token[:-1] + ("a" if token[-1] != "a" else "b"), scope=SCOPE)
    with pytest.raises(LinkRefused):
        open_link(token, scope="owners.sheet")


@pytest.mark.parametrize("at", ["2026-03-02T09:00"], indirect=True)
def test_an_old_link_no_longer_works(at: Any, asks: Asks) -> None:
    token = token_in(mails_to(asks())[0])
    at.move_to("2026-09-15T09:00")
    with pytest.raises(LinkRefused):
        open_link(token, scope=SCOPE)


def test_a_new_link_on_request_takes_the_place_of_the_older_ones(asks: Asks) -> None:
    question, other = asks(), asks("Something quite different")
    older = token_in(mails_to(question)[0])
    elsewhere = token_in(mails_to(other)[1])
    ask_for_link(number=question.number, mail="kim@voorbeeld.example", by=BY)
    with pytest.raises(LinkRefused):
        open_link(older, scope=SCOPE)
    assert own_question(link_of(question)) == question
    assert own_question(open_link(elsewhere, scope=SCOPE)) == other


def test_the_desk_ends_the_links_of_a_question(asks: Asks, manager: tuple[Any, Actor]) -> None:
    question = asks()
    token = token_in(mails_to(question)[0])
    with pytest.raises(NotAllowed):
        end_links(number=question.number, by=Actor(name="Somebody", user_id=999))
    assert end_links(number=question.number, by=manager[1]) == 1
    assert end_links(number=question.number, by=manager[1]) == 0
    with pytest.raises(LinkRefused):
        open_link(token, scope=SCOPE)
    ask_for_link(number=question.number, mail="kim@voorbeeld.example", by=BY)
    assert own_question(link_of(question)) == question


def test_a_new_link_goes_to_who_asked_only(asks: Asks) -> None:
    question = asks()
    ask_for_link(number=question.number, mail="thief@voorbeeld.example", by=BY)
    ask_for_link(number="2026-9999", mail="kim@voorbeeld.example", by=BY)
    assert len(mails_to(question)) == 1
    ask_for_link(number=question.number, mail="KIM@voorbeeld.example", by=BY)
    assert len(mails_to(question)) == 2
    for _again in range(10):
        ask_for_link(number=question.number, mail="kim@voorbeeld.example", by=BY)
    assert len(mails_to(question)) <= 6, "nobody's mailbox is filled this way"


def test_wrong_tries_keep_no_asker_out(asks: Asks) -> None:
    question = asks()
    for n in range(30):
        ask_for_link(number=question.number, mail=f"x{n}@y.example", place="10.0.0.9", by=BY)
    ask_for_link(number=question.number, mail="kim@voorbeeld.example", place="10.0.0.9", by=BY)
    assert len(mails_to(question)) == 1, "too many tries came from this place"
    ask_for_link(number=question.number, mail="kim@voorbeeld.example", place="10.0.0.8", by=BY)
    assert len(mails_to(question)) == 2


def test_what_was_taken_back_leaves_no_mail(asks: Asks, manager: tuple[Any, Actor]) -> None:
    question, other = asks(), asks("Something quite different")
    answer(number=question.number, text="Call me.", edition=question.edition, by=manager[1])
    receipt = outbox().filter(dedupe_key__startswith=f"helpdesk:{question.number}:receipt")
    receipt.update(state="sent", left_at=now())
    link = open_link(token_in(mails_to(question)[-1]), scope=SCOPE)
    withdraw_own(opened=link, by=link.actor)
    about = outbox().filter(dedupe_key__startswith=f"helpdesk:{question.number}:")
    told = {(one.subject, one.body, one.to_address, one.state) for one in about}
    assert told == {("", "", "", "sent"), ("", "", "", "cancelled")}
    [left] = outbox().filter(dedupe_key__startswith=f"helpdesk:{other.number}:")
    assert left.body


def test_two_years_after_closing_names_and_texts_are_gone(
    asks: Asks, manager: tuple[Any, Actor]
) -> None:
    question = asks()
    close(number=question.number, reason="Called instead", by=manager[1])
    Question.objects.update(closed_at=now() - timedelta(days=365 * 2 - 5))
    enforce(by=BY)
    question.refresh_from_db()
    assert question.name
    Question.objects.update(closed_at=now() - timedelta(days=365 * 2 + 5))
    enforce(by=BY)
    question.refresh_from_db()
    assert (question.name, question.mail, question.organisation) == ("", "", "")
    assert question.kind == "company", "what is counted stays"


def test_the_audit_names_nobody(asks: Asks) -> None:
    question = asks()
    link = link_of(question)
    add_to(opened=link, text="My phone is 06-12345678", by=link.actor)
    told = " ".join(f"{one.actor} {one.subject} {one.details}" for one in audit_events())
    assert question.number in told
    for secret in ("Kim", "kim@", "06-1234"):
        assert secret not in told


@pytest.mark.django_db(transaction=True)
def test_who_ask_at_the_same_moment_each_get_their_own_number() -> None:
    def many(worker: int) -> list[str]:
        try:
            return [
                ask(
                    asked=Asked(
                        kind="citizen", text=f"Question {'abcd'[worker]} {'xyz'[turn]}",
                        name="Kim", mail=f"{'abcd'[worker]}@voorbeeld.example",
                    ),
                    by=BY,
                ).number
                for turn in range(3)
            ]  # fmt: skip
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        numbers = [number for found in pool.map(many, range(4)) for number in found]
    assert len(set(numbers)) == 12
    assert Question.objects.count() == 12


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_the_same_moment_is_asked_once() -> None:
    def once(_worker: int) -> str:
        try:
            asked = Asked(kind="citizen", text="Hello?", name="Kim", mail="kim@voorbeeld.example")
            return ask(asked=asked, by=BY).number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        numbers = set(pool.map(once, range(4)))
    assert len(numbers) == Question.objects.count() == 1
    assert len(mails_to(Question.objects.get())) == 1
