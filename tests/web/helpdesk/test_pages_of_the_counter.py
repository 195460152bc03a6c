# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the counter: for who asks, behind the link, and at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hcat.foundation.api import Actor, today
from hcat.foundation.limits import SALT
from hcat.helpdesk.api import Question, Topic, add_to, answer, note
from hcat.helpdesk.models import Message, PublicAnswer, ReusableText
from tests.helpdesk.conftest import Asks, link_of, mails_to, token_in
from tests.web.desk.conftest import Visitor, fields_of, text_of

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{ 7|add:7 }}"
BY = Actor.system("test")


def old_stamp() -> str:
    """As of a form that was shown a minute ago."""
    import time_machine

    with time_machine.travel(timezone.now() - timezone.timedelta(minutes=1), tick=False):
        return signing.TimestampSigner(salt=SALT).sign("form")


def typed(**other: Any) -> dict[str, Any]:
    return {
        "kind": "citizen", "what": "question", "topic": "", "text": "May I visit the lab?",
        "name": "Kim Voorbeeld", "mail": "kim@voorbeeld.example", "organisation": "",
        "agreed": "on", "stamp": old_stamp(), "call": "", "website": "", **other,
    }  # fmt: skip


@pytest.fixture
def client(polder: None) -> Client:
    return Client()


@pytest.mark.parametrize("prefix", ["", "/en", "/de"])
@pytest.mark.parametrize("path", ["/ask", "/ask/sent", "/ask/link", "/questions"])
def test_a_page_answers_in_its_language(client: Client, prefix: str, path: str) -> None:
    response = client.get(f"{prefix}{path}")
    page = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{prefix.strip("/") or "nl"}">' in page
    assert page.count("<h1") == 1
    assert ' style="' not in page
    assert "<script" not in page


def test_topics_come_first_and_what_is_often_asked_before_the_form(
    client: Client, topic: Topic
) -> None:
    PublicAnswer.objects.create(
        key="where", topic=topic, asked={"en": "Where are interns?"},
        answer={"en": "At school.\n\nReally."}, changed_on="2026-01-01",
    )  # fmt: skip
    first = client.get("/en/ask").content.decode()
    assert "/en/ask?topic=internships" in first
    assert "<textarea" not in first
    form = client.get("/en/ask?topic=internships").content.decode()
    assert "At school." in form
    assert '<option value="internships" selected' in form
    assert "<textarea" in client.get("/en/ask?topic=other").content.decode()
    called = client.get("/en/ask?call=white-spot-1").content.decode()
    assert "<textarea" not in called, "there is no such call, so the topics come first"


def test_a_question_that_is_sent_is_told_its_number(client: Client) -> None:
    response = client.post("/en/ask", typed(), follow=True)
    question = Question.objects.get()
    assert question.state == "new", question.held_because
    assert question.language == "en"
    assert question.number in text_of(response)


@pytest.mark.parametrize(
    ("strange", "reason"),
    [
        ({"website": "https://buy.example"}, "trap"),
        ({"stamp": ""}, "stamp"),
        ({"stamp": "form:1:forged"}, "stamp"),
        ({"text": "http://a.example http://b.example http://c.example http://d.example"}, "links"),
    ],
)
def test_who_sends_spam_sees_the_same_and_a_person_looks(
    client: Client, strange: dict[str, str], reason: str
) -> None:
    good = client.post("/en/ask", typed(), follow=True)
    spam = client.post(
        "/en/ask", typed(text="Something else", mail="b@x.example") | strange, follow=True
    )
    held = Question.objects.get(mail="b@x.example")
    assert (held.state, held.held_because) == ("held", reason)
    number = Question.objects.exclude(pk=held.pk).get().number
    assert text_of(spam).replace(held.number, number) == text_of(good)


def test_faster_than_anybody_types_is_held(client: Client) -> None:
    client.post("/en/ask", typed(stamp=signing.TimestampSigner(salt=SALT).sign("form")))
    assert Question.objects.get().held_because == "quick"


def test_the_same_text_from_another_address_and_many_from_one_are_held(client: Client) -> None:
    client.post("/en/ask", typed())
    client.post("/en/ask", typed(mail="other@x.example"))
    assert Question.objects.get(mail="other@x.example").held_because == "same"
    for number in range(8):
        client.post("/en/ask", typed(text=f"Question {'abcdefgh'[number]} of many"))
    reasons = Question.objects.latest("pk").held_because.split(",")
    assert {"place", "mail"} <= set(reasons)


def test_what_was_typed_is_kept_when_something_is_to_be_mended(client: Client) -> None:
    response = client.post("/en/ask", typed(mail="nobody", text="My long story"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "My long story" in page
    assert 'href="#id_mail"' in page
    assert not Question.objects.exists()


def test_a_file_that_is_not_let_in_is_refused_beside_its_field(client: Client) -> None:
    bad = SimpleUploadedFile("letter.pdf", b"MZ\x90\x00 not a pdf")
    response = client.post("/en/ask", typed(file=bad))
    assert response.status_code == 422
    assert 'href="#id_file"' in response.content.decode()
    good = SimpleUploadedFile("letter.txt", b"plain words")
    client.post("/en/ask", typed(file=good))
    assert Question.objects.get().messages.get().files.get().name == "letter.txt"


def test_nothing_an_asker_types_runs_anywhere(
    client: Client, manager: Visitor, topic: Topic
) -> None:
    client.post("/en/ask", typed(text=EVIL, name=EVIL, organisation=EVIL))
    question = Question.objects.get()
    token = token_in(mails_to(question)[0])
    for page in (
        manager.open("/desk/questions"),
        manager.open(f"/desk/questions/{question.number}"),
        manager.open(f"/desk/questions/{question.number}/close"),
        manager.open("/desk"),
        client.get(f"/en/link/question/{token}"),
        client.get(f"/en/ask/sent?number={EVIL}"),
        client.get(f"/en/questions?text={EVIL}"),
        client.get(f"/en/ask?topic={EVIL}&call={EVIL}"),
    ):
        text = page.content.decode()
        assert page.status_code == 200
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "14" not in text.split("onerror")[-1][:20]


# --- Behind the link ------------------------------------------------------------------------------


def test_the_asker_sees_the_conversation_without_notes(client: Client, asks: Asks) -> None:
    question = asks()
    note(number=question.number, text="Secret remark", by=BY)
    question.refresh_from_db()
    answer(number=question.number, text="Ask the school.", edition=question.edition, by=BY)
    response = client.get(f"/en/link/question/{token_in(mails_to(question)[-1])}")
    assert "Ask the school." in text_of(response)
    assert "Secret" not in response.content.decode()
    assert "noindex" in response["X-Robots-Tag"]


def test_opening_the_link_of_the_answer_mail_votes_nothing(client: Client, asks: Asks) -> None:
    question = asks()
    answer(number=question.number, text="So.", edition=question.edition, by=BY)
    path = f"/en/link/question/{token_in(mails_to(question)[-1])}"
    page = client.get(f"{path}?helped=no").content.decode()
    assert Question.objects.get().helped == ""
    assert 'value="no"' in page
    assert page.count(" checked") == 1
    client.post(f"{path}?helped=no", {"do": "helped", "helped": "no"})
    assert Question.objects.get().helped == "no"


def test_the_asker_adds_closes_and_takes_back(client: Client, asks: Asks) -> None:
    question = asks()
    path = f"/en/link/question/{token_in(mails_to(question)[0])}"
    empty = client.post(path, {"do": "add", "text": " "})
    assert empty.status_code == 422
    client.post(path, {"do": "add", "text": "And this"})
    client.post(path, {"do": "close"})
    assert Question.objects.get().state == "closed"
    unsure = client.post(path, {"do": "withdraw"})
    assert unsure.status_code == 422
    assert Question.objects.get().name
    gone = client.post(path, {"do": "withdraw", "sure": "on"})
    assert gone.status_code == 200
    assert Question.objects.get().name == ""
    assert client.get(path).status_code == 404


def test_a_forged_link_is_refused_as_any_other(client: Client, asks: Asks) -> None:
    token = token_in(mails_to(asks())[0])
    for wrong in ("x.y", token[:-2], f"{token}x", token.split(".")[0]):
        response = client.get(f"/en/link/question/{wrong}")
        assert response.status_code == 404
        assert "This link does not work" in text_of(response)


def test_who_asks_for_a_link_learns_nothing(client: Client, asks: Asks) -> None:
    question = asks()
    right = client.post("/en/ask/link", {"number": question.number, "mail": question.mail})
    wrong = client.post("/en/ask/link", {"number": "2026-9999", "mail": "x@y.example"})
    assert text_of(right) == text_of(wrong)
    assert len(mails_to(question)) == 2


# --- At the desk ----------------------------------------------------------------------------------


def test_the_manager_answers_from_a_text(manager: Visitor, asks: Asks, topic: Topic) -> None:
    question = asks(topic="internships")
    text = ReusableText.objects.create(
        name="Phone", topic=topic, text={"en": "Dear {name}, about {number}: {nothing}. Call us."}
    )
    path = f"/desk/questions/{question.number}"
    begun = f"Dear Kim Voorbeeld, about {question.number}: {{nothing}}. Call us."
    filled = fields_of(manager.client.post(f"/en{path}", manager.fill(path, begin=str(text.pk))))
    assert filled["text"][0] == begun
    assert manager.client.post(f"/en{path}", filled).status_code == 422, "{nothing}"
    filled["text"] = ["I called the school."]
    filled = fields_of(manager.client.post(f"/en{path}", filled | {"begin": [text.pk]}))
    assert filled["text"][0] == f"I called the school.\n\n{begun}", "what was typed stays"
    filled = fields_of(manager.client.post(f"/en{path}", filled | {"text": [begun], "begin": [""]}))
    assert filled["text"][0].strip() == "", "what nobody changed goes with its text"
    filled["text"] = [begun.replace("{nothing}", "labs")]
    response = manager.client.post(f"/en{path}", filled)
    assert response.status_code == 302
    again = manager.client.post(f"/en{path}", filled, follow=True)
    assert "on its way to the asker" in text_of(again), "sent twice is told once"
    assert Message.objects.filter(kind="answer").count() == 1
    assert Question.objects.get().state == "answered"


def test_an_answer_to_what_changed_meanwhile_is_kept_and_not_sent(
    manager: Visitor, asks: Asks
) -> None:
    question = asks()
    path = f"/desk/questions/{question.number}"
    filled = manager.fill(path, text="My careful answer")
    note(number=question.number, text="I am calling them now", by=BY)
    response = manager.client.post(f"/en{path}", filled)
    assert response.status_code == 422
    assert "My careful answer" in response.content.decode()
    assert "I am calling them now" in text_of(response)
    again = manager.client.post(
        f"/en{path}", {"text": "My careful answer", "edition": Question.objects.get().edition}
    )
    assert again.status_code == 302


def test_thanks_are_closed_with_one_click(manager: Visitor, asks: Asks) -> None:
    question = asks()
    path = f"/desk/questions/{question.number}"
    assert "Nothing to answer" not in text_of(manager.open(path))
    answer(number=question.number, text="So.", edition=question.edition, by=BY)
    link = link_of(question)
    add_to(opened=link, text="Thank you!", by=link.actor)
    assert "Nothing to answer" in text_of(manager.open(path))
    assert manager.client.post(f"/en{path}/nothing").status_code == 302
    assert Question.objects.get().state == "closed"


def test_a_held_reply_is_joined_from_its_page(manager: Visitor, asks: Asks) -> None:
    question = asks()
    held = asks("In Almelo", mail="home@x.example", suspicions=["sender"])
    Question.objects.filter(pk=held.pk).update(names=question)
    path = f"/desk/questions/{held.number}"
    assert f"Join it to question {question.number}" in text_of(manager.open(path))
    shown = manager.client.post(f"/en{path}/join", follow=True)
    assert shown.redirect_chain[-1][0].endswith(question.number)
    assert "home@x.example" in text_of(shown)


def test_the_list_filters_and_pages(manager: Visitor, asks: Asks, topic: Topic) -> None:
    for number in range(60):
        asks(f"Question {chr(97 + number // 26)}{chr(97 + number % 26)}", topic="internships")
    held = asks("Buy", mail="spam@x.example", suspicions=["links"])
    page = text_of(manager.open("/desk/questions"))
    assert "60 questions wait for an answer" in page
    assert "1 is held as possible spam" in page
    assert held.number in text_of(manager.open("/desk/questions?state=held"))
    assert "page=2" in manager.open("/desk/questions").content.decode()
    assert "No question fits" in text_of(manager.open("/desk/questions?text=zebra"))
    assert manager.open("/desk/questions?state=nonsense&topic=x&page=999").status_code == 200


def test_small_forms_do_what_they_say_and_refuse_in_words(manager: Visitor, asks: Asks) -> None:
    question = asks()
    path = f"/desk/questions/{question.number}"
    for form in ("note", "hand-over", "close", "about"):
        assert manager.open(f"{path}/{form}").status_code == 200
    assert manager.client.post(f"/en{path}/close", {"reason": ""}).status_code == 422
    assert manager.client.post(f"/en{path}/note", {"text": "Hm"}).status_code == 302
    assert manager.client.post(f"/en{path}/take").status_code == 302
    assert Question.objects.get().state == "taken"
    assert manager.client.get(f"/en{path}/take").status_code == 405
    assert manager.client.post(f"/en{path}/close", {"reason": "Twice"}).status_code == 302
    assert manager.client.post(f"/en{path}/reopen").status_code == 302
    assert Question.objects.get().state == "taken"


def test_what_was_held_is_let_in_or_refused_with_one_click(manager: Visitor, asks: Asks) -> None:
    first = asks(suspicions=["links"])
    second = asks("Buy it", mail="b@x.example", suspicions=["trap"])
    assert "it holds many links" in text_of(manager.open(f"/desk/questions/{first.number}"))
    manager.client.post(f"/en/desk/questions/{first.number}/let-in")
    manager.client.post(f"/en/desk/questions/{second.number}/refuse")
    assert [one.state for one in Question.objects.order_by("pk")] == ["new", "refused"]


def test_the_week_names_what_waits_and_drops_it_once_done(manager: Visitor, asks: Asks) -> None:
    question = asks(kind="citizen")
    held = asks("Buy it", mail="b@x.example", suspicions=["trap"])
    week = text_of(manager.open("/desk"))
    assert question.number in week
    assert held.number in week
    answer(number=question.number, text="So.", edition=question.edition, by=BY)
    manager.client.post(f"/en/desk/questions/{held.number}/refuse")
    week = text_of(manager.open("/desk"))
    assert question.number not in week
    assert held.number not in week


def test_a_flood_of_spam_is_one_matter_and_is_refused_together(
    manager: Visitor, asks: Asks
) -> None:
    for number in range(5):
        asks("Buy", mail=f"{chr(97 + number)}@x.example", suspicions=["links"])
    kept = asks("Perhaps a question", mail="z@x.example", suspicions=["trap"])
    week = manager.open("/desk").content.decode()
    assert week.count("Let it in or refuse it") == 0
    assert "6 questions" in week
    path = "/desk/questions/held"
    page = text_of(manager.open(path))
    assert "it holds many links" in page
    numbers = [one.number for one in Question.objects.exclude(pk=kept.pk)]
    response = manager.client.post(f"/en{path}", {"number": [*numbers, "2026-9999"]}, follow=True)
    assert "5 are refused as spam" in text_of(response)
    assert list(Question.objects.filter(state="held")) == [kept]
    manager.client.post(f"/en{path}", {"number": [kept.number]})
    assert "Nothing is held" in text_of(manager.open(path))


def test_the_list_shows_which_terms_were_kept(manager: Visitor, asks: Asks) -> None:
    assert "Terms kept" not in text_of(manager.open("/desk/questions"))
    first, _second = asks(), asks("Another")
    ago = timezone.now() - timezone.timedelta(days=10)
    Question.objects.update(asked_at=ago, first_due_on=timezone.localdate(ago))
    Question.objects.filter(pk=first.pk).update(answered_at=ago)
    assert "Companies 1 2" in text_of(manager.open("/desk/questions"))


def test_ten_thousand_questions_are_a_page_at_a_time(manager: Visitor, asks: Asks) -> None:
    one = asks()
    Question.objects.bulk_create(
        Question(
            number=f"2025-{number:05d}", kind="citizen", came_by="form", language="nl",
            title=f"Vraag {number}", name="Demo", mail="d@x.example", person=one.person,
            state="new", first_due_on=today(), due_on=today(),
            words=f"vraag {number} over stages", let_in_at=timezone.now(),
        )
        for number in range(10_000)
    )  # fmt: skip
    with CaptureQueriesContext(connection) as queries:
        page = manager.open("/desk/questions?text=stages")
    assert len(queries) < 25
    assert "10,000 questions" in text_of(page)
    assert len(page.content) < 100_000
    week = manager.open("/desk").content.decode()
    assert "more questions" in week


@pytest.mark.parametrize("role", ["board", "steering_group", "administrator", "initiative_owner"])
def test_other_roles_are_told_whom_to_ask(signed_in: Any, asks: Asks, role: str) -> None:
    question = asks()
    visitor = signed_in(role)
    assert visitor.open("/desk/questions").status_code == 403
    assert visitor.open(f"/desk/questions/{question.number}").status_code == 403


def test_a_file_is_a_download_and_never_a_page(manager: Visitor, asks: Asks) -> None:
    from hcat.helpdesk.api import SentFile

    question = asks(files=(SentFile("note.txt", b"words"),))
    file = question.messages.get().files.get()
    response = manager.open(f"/desk/questions/{question.number}/file/{file.pk}")
    assert response["Content-Disposition"] == 'attachment; filename="note.txt"'
    assert response["Content-Type"] == "application/octet-stream"
    other = asks("Another", mail="o@x.example")
    assert manager.open(f"/desk/questions/{other.number}/file/{file.pk}").status_code == 404
