# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Topics, texts, public answers and ideas at the desk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from hcat.agenda.api import initiative_by_number, items, revise
from hcat.bundling.api import Call, draft_call, publish_call
from hcat.foundation.api import form_stamp, today
from hcat.helpdesk.api import (
    Question,
    SentFile,
    Topic,
    answer,
    become_initiative,
    public_answers,
    save_text,
    save_topic,
)
from hcat.helpdesk.models import Message, PublicAnswer, ReusableText
from tests.helpdesk.conftest import BY, Asks, mails_to, token_in
from tests.web.desk.conftest import BACKEND, Visitor, fields_of, text_of

QUESTIONS = "/desk/questions"


def test_the_first_topics_come_with_one_click(manager: Visitor) -> None:
    assert "no topics yet" in text_of(manager.open(f"{QUESTIONS}/topics"))
    manager.client.post(f"/en{QUESTIONS}/topics/begin")
    assert Topic.objects.count() == 6
    assert "Internships" in text_of(manager.open(f"{QUESTIONS}/topics"))


def test_a_topic_is_made_changed_and_two_people_do_not_overwrite_each_other(
    manager: Visitor,
) -> None:
    path = f"{QUESTIONS}/topics/new"
    nothing = manager.client.post(f"/en{path}", manager.fill(path, days="0"))
    assert nothing.status_code == 422
    made = manager.client.post(
        f"/en{path}",
        manager.fill(path, title_nl="Stages", days="4", days_company="2", is_open="on"),
    )
    assert made.status_code == 302
    topic = Topic.objects.get()
    assert (topic.days, topic.days_by_kind, topic.is_open) == (4, {"company": 2}, True)
    mine = manager.fill(f"{QUESTIONS}/topics/{topic.key}", title_nl="Mijn stages")
    from hcat.helpdesk.api import TopicDraft

    theirs = TopicDraft(title={"nl": "Hun stages"})
    save_topic(draft=theirs, key=topic.key, edition=topic.edition, by=BY)
    told = manager.client.post(f"/en{QUESTIONS}/topics/{topic.key}", mine)
    assert told.status_code == 422
    assert "Hun stages" in text_of(told)
    assert "Mijn stages" in told.content.decode()
    assert Topic.objects.get().title == {"nl": "Hun stages"}
    again = manager.client.post(f"/en{QUESTIONS}/topics/{topic.key}", fields_of(told))
    assert again.status_code == 302
    assert Topic.objects.get().title == {"nl": "Mijn stages"}


def test_a_text_is_made_changed_and_removed(manager: Visitor) -> None:
    path = f"{QUESTIONS}/texts/new"
    assert manager.client.post(f"/en{path}", manager.fill(path, name="Hoi")).status_code == 422
    manager.client.post(f"/en{path}", manager.fill(path, name="Hoi", text_nl="Beste {name}"))
    text = ReusableText.objects.get()
    twice = manager.client.post(f"/en{path}", manager.fill(path, name="Hoi", text_nl="Nog een"))
    assert twice.status_code == 422
    change = f"{QUESTIONS}/texts/{text.pk}"
    manager.client.post(f"/en{change}", manager.fill(change, text_en="Dear {name}"))
    assert ReusableText.objects.get().text == {"nl": "Beste {name}", "en": "Dear {name}"}
    manager.client.post(f"/en{change}/remove")
    assert not ReusableText.objects.exists()
    assert manager.open(change).status_code == 404


def test_an_answer_becomes_public_in_two_clicks(manager: Visitor, asks: Asks) -> None:
    question = asks("May a class of twelve come?")
    answer(
        number=question.number, text="Dear Kim, yes: on Fridays.", edition=question.edition, by=BY
    )
    page = manager.open(f"{QUESTIONS}/{question.number}").content.decode()
    path = f"{QUESTIONS}/{question.number}/publish"
    assert f"/en{path}" in page
    filled = manager.fill(path)
    assert filled["answer_en"][0] == "Dear …, yes: on Fridays."
    unread = manager.client.post(f"/en{path}", filled)
    assert unread.status_code == 422
    assert not PublicAnswer.objects.exists()
    assert manager.client.post(f"/en{path}", filled | {"looked": ["on"]}).status_code == 302
    [one] = public_answers()
    assert "on Fridays" in text_of(Client().get(f"/en/questions/{one.key}"))
    change = f"{QUESTIONS}/public/{one.key}"
    off = manager.fill(change, looked="on")
    del off["is_public"]
    manager.client.post(f"/en{change}", off)
    assert Client().get(f"/en/questions/{one.key}").status_code == 404
    assert "off the site" in text_of(manager.open(f"{QUESTIONS}/public"))


def test_what_is_answered_with_one_text_becomes_public_in_two_clicks(
    manager: Visitor, asks: Asks
) -> None:
    text = save_text(
        name="Visits", topic="", by=BY, asked={"nl": "Mag een klas komen?", "en": "May we come?"},
        text={"nl": "Beste {name},\nOp vrijdag.", "en": "Dear {name},\nOn Fridays."},
    )  # fmt: skip
    for who in ("kim", "robin", "sam"):
        question = asks(f"Secret of {who}", name=who.title(), mail=f"{who}@voorbeeld.example")
        path = f"{QUESTIONS}/{question.number}"
        begun = manager.client.post(f"/en{path}", {"begin": text.pk})
        filled = fields_of(begun)
        filled["text"] = [f"Dear {who}, on Fridays. But not this one."]
        assert manager.client.post(f"/en{path}", filled).status_code == 302
        assert Message.objects.get(question=question, kind="answer").began_with == text
    waiting = manager.open("/desk").content.decode()
    assert "answered 3 times with this text" in waiting
    path = f"{QUESTIONS}/public/of/{text.pk}"
    assert f"/en{path}" in waiting
    shown = manager.open(path)
    for word in ("Kim", "kim", "Secret", "not this one"):
        assert word not in "".join(map(str, fields_of(shown).values()))
    filled = fields_of(shown)
    assert (filled["answer_nl"], filled["asked_en"]) == (["Op vrijdag."], ["May we come?"])
    assert manager.client.post(f"/en{path}", filled | {"looked": ["on"]}).status_code == 302
    [one] = public_answers()
    assert (one.asked["nl"], one.answer["en"]) == ("Mag een klas komen?", "On Fridays.")
    assert "with this text" not in manager.open("/desk").content.decode()
    PublicAnswer.objects.all().delete()
    assert "with this text" in manager.open("/desk").content.decode()
    assert f"/en{path}/leave" in manager.open(path).content.decode()
    assert manager.client.post(f"/en{path}/leave").status_code == 302
    assert "with this text" not in manager.open("/desk").content.decode()
    assert manager.open(f"{QUESTIONS}/public/of/{text.pk + 1}").status_code == 404


def test_an_idea_becomes_an_initiative_in_two_clicks(
    manager: Visitor, asks: Asks, topic: Topic
) -> None:
    topic.placement = "homes"
    topic.save()
    idea = asks(
        "A lab on wheels", is_idea=True, topic="internships", organisation="Lab Noord",
        files=(SentFile("sketch.txt", b"plain words"),),
    )  # fmt: skip
    page = manager.open(f"{QUESTIONS}/{idea.number}").content.decode()
    path = f"{QUESTIONS}/{idea.number}/initiative"
    assert f"/en{path}" in page
    shown = manager.open(path)
    filled = fields_of(shown)
    assert filled["placements"] == ["homes"]
    assert "sketch.txt" in text_of(shown)
    assert filled["owner"] == ["Lab Noord"]
    unread = manager.client.post(f"/en{path}", filled)
    assert unread.status_code == 422
    assert "tick this to go on" in text_of(unread)
    assert Question.objects.get().initiative == ""
    filled |= {"looked": ["on"]}
    response = manager.client.post(f"/en{path}", filled, follow=True)
    assert "The idea is initiative 11 now" in text_of(response)
    assert "A lab on wheels" in text_of(Client().get("/en/initiatives/11"))
    assert Question.objects.get().initiative == "initiative-11"
    assert len(mails_to(idea)) == 2
    again = manager.client.post(f"/en{path}", filled, follow=True)
    assert "The idea is initiative 11 now" in text_of(again), "pressed twice is done once"
    assert len(mails_to(idea)) == 2


def test_what_an_adopted_idea_said_before_is_kept_from_the_public(
    at: Any, manager: Visitor, asks: Asks, topic: Topic
) -> None:
    idea = asks("A lab on wheels for my son", is_idea=True, title="Lab")
    become_initiative(
        number=idea.number, edition=idea.edition, by=BY,
        fields={"name": {"en": "Lab"}, "placements": ["homes"],
                "summary": {"en": "A lab on wheels for my son"}},
    )  # fmt: skip
    path = f"{QUESTIONS}/{idea.number}"
    assert "keep-earlier" not in manager.open(path).content.decode()
    first = today()
    later = first + timedelta(days=9)
    at.move_to(f"{later}T09:00")
    manager.client.force_login(get_user_model().objects.get(), backend=BACKEND)
    revise(
        by=BY, kind="initiative", key="initiative-11", fields={"summary": {"en": "A lab."}},
        on=later, reason="shorter",
    )  # fmt: skip
    before = f"/en/initiatives/11?as-of={first}"
    assert "my son" in text_of(Client().get(before))
    assert "Keep its earlier texts" in text_of(manager.open(path))
    told = manager.client.post(f"/en{path}/initiative/earlier", follow=True)
    assert "A lab on wheels for my son" in text_of(told), "who answers still reads it"
    assert "Keep its earlier texts" not in text_of(told)
    for page in (before, "/en/initiatives/11", "/en/history", f"/en/initiatives?as-of={first}"):
        assert "my son" not in text_of(Client().get(page)), page
    assert "no longer public" in text_of(Client().get("/en/initiatives/11"))


@pytest.fixture
def call(manager: Visitor) -> Call:
    way = items("way")[0].key
    made = draft_call(by=BY, spots=[[way, "level", "hbo"]], closes_on=today() + timedelta(days=9))
    return publish_call(by=BY, call=made.key, edition=made.edition)


def test_an_idea_carries_the_call_that_it_answers_to(
    manager: Visitor, asks: Asks, call: Call
) -> None:
    idea = asks("A lab on wheels", is_idea=True, call=call.key)
    title = call.said("title").in_("en")
    assert title in text_of(manager.open(f"{QUESTIONS}/{idea.number}"))
    path = f"{QUESTIONS}/{idea.number}/initiative"
    assert title in text_of(manager.open(path))
    filled = manager.fill(path, looked="on") | {"placements": ["homes"]}
    assert manager.client.post(f"/en{path}", filled).status_code == 302
    sheet = initiative_by_number(11).sheet
    assert sheet.ways == [call.spots[0][0]]
    assert list(sheet.levels) == ["hbo"]


def test_who_answers_to_a_call_reads_which_and_an_unknown_one_is_left_out(
    manager: Visitor, call: Call
) -> None:
    client = Client()
    title = call.said("title").in_("en")
    shown = client.get(f"/en/ask?call={call.key}")
    assert title in text_of(shown)
    assert fields_of(shown)["call"] == [call.key]
    assert "You answer to this call" not in text_of(client.get("/en/ask?call=does-not-exist"))
    given = {
        "kind": "company", "what": "idea", "text": "A lab", "name": "Kim", "agreed": "on",
        "mail": "kim@voorbeeld.example", "stamp": form_stamp(), "website": "",
    }  # fmt: skip
    client.post("/en/ask", given | {"call": "does-not-exist"})
    assert Question.objects.latest("pk").call == ""
    client.post("/en/ask", given | {"call": call.key, "text": "Another lab"})
    assert Question.objects.latest("pk").call == call.key


def test_links_are_ended_with_a_click(manager: Visitor, asks: Asks) -> None:
    question = asks()
    own = f"/en/link/question/{token_in(mails_to(question)[0])}"
    page = f"{QUESTIONS}/{question.number}"
    assert "End the links" in text_of(manager.open(page))
    manager.client.post(f"/en{page}/end-links")
    assert Client().get(own).status_code == 404
    assert "End the links" not in text_of(manager.open(page))


def test_who_takes_an_adopted_idea_back_is_told_what_stays(manager: Visitor, asks: Asks) -> None:
    idea = asks("A lab on wheels", is_idea=True)
    path = f"{QUESTIONS}/{idea.number}/initiative"
    filled = manager.fill(path, looked="on") | {"placements": ["homes"]}
    assert manager.client.post(f"/en{path}", filled).status_code == 302
    own = f"/en/link/question/{token_in(mails_to(idea)[-1])}"
    assert "that stays: everybody reads it" in text_of(Client().get(own))
    gone = text_of(Client().post(own, {"do": "withdraw", "sure": "on"}))
    assert "stays in the register" in gone
    assert "Look whether the text still tells who brought it" in text_of(manager.open("/desk"))


@pytest.mark.parametrize("path", ["topics", "topics/new", "texts/new", "public", "public/new"])
def test_arranging_is_closed_to_who_leads_a_part(signed_in: Any, path: str) -> None:
    assert signed_in("project_leader").open(f"{QUESTIONS}/{path}").status_code == 403
    assert Client().get(f"/en{QUESTIONS}/{path}").status_code == 302
