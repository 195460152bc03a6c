# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is done with a question at the desk."""

from __future__ import annotations

from typing import Any

import pytest

from hcat.correspondence.api import outbox
from hcat.foundation.api import Actor, NotAllowed, NotFound, Refused, today
from hcat.helpdesk.api import (
    Overtaken,
    Question,
    ReusableText,
    Topic,
    Wanted,
    add_to,
    answer,
    close,
    conversation,
    hand_over,
    let_in,
    needs_somebody,
    note,
    question,
    questions,
    reopen,
    route,
    take,
)
from hcat.parties.api import powers

from .conftest import Asks, link_of, mails_to, somebody


def test_an_answer_leaves_in_the_language_of_the_asker(
    asks: Asks, manager: tuple[Any, Actor]
) -> None:
    asked = asks(language="nl")
    answer(number=asked.number, text="Bel de school.", edition=asked.edition, by=manager[1])
    mail = mails_to(asked)[-1]
    assert mail.is_transactional
    assert "Bel de school." in mail.body
    assert "?helped=yes" in mail.body
    asked.refresh_from_db()
    assert (asked.state, asked.due_on) == ("answered", None)
    assert asked.answered_at is not None
    last = conversation(asked, with_notes=False)[-1]
    assert last.mail_id == mail.message_id, "a reply to this mail finds its question"


def test_who_answers_an_older_state_is_told_and_nothing_leaves(
    asks: Asks, manager: tuple[Any, Actor]
) -> None:
    asked = asks()
    read = asked.edition
    link = link_of(asked)
    add_to(opened=link, text="Never mind the first part", by=link.actor)
    with pytest.raises(Overtaken) as told:
        answer(number=asked.number, text="An answer", edition=read, by=manager[1])
    assert told.value.standing.edition > read
    assert len(mails_to(asked)) == 1


def test_the_same_answer_twice_is_sent_once(asks: Asks, manager: tuple[Any, Actor]) -> None:
    asked = asks()
    _other, second = somebody("programme_manager", name="Second Manager")
    send = {"number": asked.number, "text": "Call them.", "edition": asked.edition}
    answer(**send, by=manager[1])
    answer(**send, by=manager[1])
    assert len(mails_to(asked)) == 2
    with pytest.raises(Overtaken):
        answer(**send, by=second)
    link = link_of(asked)
    add_to(opened=link, text="Whom?", by=link.actor)
    with pytest.raises(Overtaken):
        answer(**send, by=manager[1])


def test_an_answer_with_places_that_were_not_filled_in_stays(
    asks: Asks, manager: tuple[Any, Actor]
) -> None:
    asked = asks(language="en")
    text = ReusableText.objects.create(name="Fits", text={"en": "Best with: …\nCall them … soon"})
    send = {"number": asked.number, "edition": asked.edition, "by": manager[1]}
    for open_still in ("Dear {name}", "Best with: … the lab", "Best with: us\nCall them … soon"):
        with pytest.raises(Refused):
            answer(**send, text=open_still, began_with=text.pk)
    assert len(mails_to(asked)) == 1
    answer(**send, text="Best with: us. Well … that is all", began_with=text.pk)


def test_one_question_is_taken_by_one(asks: Asks, manager: tuple[Any, Actor]) -> None:
    asked = asks()
    other, other_actor = somebody("programme_manager", name="Second Manager")
    take(number=asked.number, who=manager[0].user, by=manager[1])
    take(number=asked.number, who=manager[0].user, by=manager[1])
    with pytest.raises(Refused):
        take(number=asked.number, who=other.user, by=other_actor)


def test_handed_over_it_is_seen_by_who_leads_a_part_and_by_no_other(
    asks: Asks, manager: tuple[Any, Actor]
) -> None:
    asked, kept = asks(), asks("Another matter")
    leader, leader_actor = somebody("project_leader", scope="point:learn")
    with pytest.raises(NotFound):
        question(asked.number, who=leader.user)
    with pytest.raises(NotAllowed):
        note(number=asked.number, text="Let me", by=leader_actor)
    hand_over(number=asked.number, to=leader.key, note="Yours", by=manager[1])
    assert question(asked.number, who=leader.user).handler == leader
    assert list(questions(Wanted(state="open"), who=leader.user)) == [asked]
    assert set(questions(Wanted(state="open"), who=manager[0].user)) == {asked, kept}
    asked.refresh_from_db()
    answer(number=asked.number, text="Done", edition=asked.edition, by=leader_actor)


def test_who_gets_a_question_is_told_unless_they_took_it(
    asks: Asks, topic: Topic, manager: tuple[Any, Actor]
) -> None:
    def told(person: Any) -> list[str]:
        return [one.body for one in outbox(person_id=person.pk, kind="helpdesk.handed")]

    leader, _actor = somebody("project_leader", scope="point:learn")
    asked = asks()
    hand_over(number=asked.number, to=leader.key, note="You know this school", by=manager[1])
    [body] = told(leader)
    assert asked.number in body
    assert "You know this school" in body
    hand_over(number=asked.number, to=manager[0].key, note="Mine", by=manager[1])
    take(number=asks("A third matter").number, who=manager[0].user, by=manager[1])
    assert not told(manager[0])
    topic.handler = leader
    topic.save()
    asks("Another matter", topic="internships")
    assert len(told(leader)) == 2, "by its topic, at once"
    held = asks("Buy", topic="internships", mail="s@x.example", suspicions=["links"])
    assert len(told(leader)) == 2
    let_in(number=held.number, by=manager[1])
    assert len(told(leader)) == 3
    last = asks("What is this about?")
    route(
        number=last.number, topic="internships", kind="company", title="Labs", is_idea=False,
        edition=last.edition, by=manager[1],
    )  # fmt: skip
    assert len(told(leader)) == 4


def test_a_topic_may_be_open_to_every_project_leader(
    asks: Asks, topic: Topic, manager: tuple[Any, Actor]
) -> None:
    topic.for_leaders = True
    topic.save()
    asked, other = asks(topic="internships"), asks("Another matter")
    held = asks("Buy", topic="internships", mail="s@x.example", suspicions=["links"])
    leader, actor = somebody("project_leader", scope="point:learn")
    second, second_actor = somebody("project_leader", name="Second Leader", scope="point:stay")
    owner, _actor = somebody("initiative_owner", scope="initiative:club")
    assert list(questions(Wanted(), who=leader.user)) == [asked]
    assert not questions(Wanted(), who=owner.user)
    for one in (other, held):
        with pytest.raises(NotFound):
            question(one.number, who=leader.user)
    take(number=asked.number, who=leader.user, by=actor)
    with pytest.raises(NotAllowed):
        take(number=asked.number, who=second.user, by=second_actor)
    assert not questions(Wanted(), who=second.user)


def test_it_is_handed_to_somebody_who_answers_only(asks: Asks, manager: tuple[Any, Actor]) -> None:
    asked = asks()
    board, _actor = somebody("board")
    with pytest.raises(Refused):
        hand_over(number=asked.number, to=board.key, note="Yours", by=manager[1])
    with pytest.raises(Refused):
        hand_over(number=asked.number, to=manager[0].key, note="  ", by=manager[1])


@pytest.mark.parametrize("role", ["board", "steering_group", "administrator"])
def test_other_roles_do_nothing_with_questions(asks: Asks, role: str) -> None:
    asked = asks()
    person, actor = somebody(role)
    for deed in (
        lambda: take(number=asked.number, who=person.user, by=actor),
        lambda: answer(number=asked.number, text="Hello", edition=asked.edition, by=actor),
        lambda: note(number=asked.number, text="Hello", by=actor),
        lambda: close(number=asked.number, reason="No", by=actor),
        lambda: reopen(number=asked.number, by=actor),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert not list(questions(Wanted(), who=person.user))


def test_without_an_answer_closing_needs_a_reason(asks: Asks, manager: tuple[Any, Actor]) -> None:
    asked = asks()
    with pytest.raises(Refused):
        close(number=asked.number, reason=" ", by=manager[1])
    close(number=asked.number, reason="Asked twice", by=manager[1])
    asked.refresh_from_db()
    assert asked.state == "closed"
    reopen(number=asked.number, by=manager[1])
    asked.refresh_from_db()
    assert asked.state == "new"


def test_what_is_held_is_not_answered(asks: Asks, manager: tuple[Any, Actor]) -> None:
    asked = asks(suspicions=["links"])
    with pytest.raises(Refused):
        answer(number=asked.number, text="Hello", edition=asked.edition, by=manager[1])
    with pytest.raises(Refused):
        take(number=asked.number, who=manager[0].user, by=manager[1])


@pytest.mark.parametrize("at", ["2026-03-02T09:00"], indirect=True)
def test_another_topic_brings_the_term_forward_until_something_was_answered(
    at: Any, asks: Asks, topic: Topic, manager: tuple[Any, Actor]
) -> None:
    asked = asks()
    assert str(asked.due_on) == "2026-03-09"
    about = {"kind": "company", "title": "Interns", "is_idea": False, "by": manager[1]}
    asked = route(number=asked.number, topic="internships", edition=asked.edition, **about)
    assert str(asked.due_on) == "2026-03-04"
    asked = answer(number=asked.number, text="So.", edition=asked.edition, by=manager[1])
    asked = route(number=asked.number, topic="", edition=asked.edition, **about)
    asked = route(number=asked.number, topic="internships", edition=asked.edition, **about)
    assert str(asked.first_due_on) == "2026-03-04", "what was promised is what is counted"
    with pytest.raises(Overtaken):
        route(number=asked.number, topic="", edition=asked.edition - 1, **about)
    with pytest.raises(Refused):
        route(number=asked.number, topic="gone", edition=asked.edition, **about)


@pytest.mark.parametrize("at", ["2026-03-02T09:00"], indirect=True)
def test_a_day_that_was_mailed_never_becomes_a_later_one(
    at: Any, asks: Asks, topic: Topic, manager: tuple[Any, Actor]
) -> None:
    about = {"kind": "company", "title": "Interns", "is_idea": False, "by": manager[1]}
    asked = asks(topic="internships")
    asked = route(number=asked.number, topic="", edition=asked.edition, **about)
    assert (str(asked.first_due_on), str(asked.due_on)) == ("2026-03-04", "2026-03-04")
    at.move_to("2026-03-06T09:00")
    asked = route(number=asked.number, topic="internships", edition=asked.edition, **about)
    asked = route(number=asked.number, topic="", edition=asked.edition, **about)
    assert asked.is_late
    other = asks("Another matter", mail="jan@voorbeeld.example", name="Jan")
    at.move_to("2026-03-11T09:00")
    other = route(number=other.number, topic="internships", edition=other.edition, **about)
    assert str(other.due_on) == "2026-03-11", "no earlier than today, as it was not late before"
    held = asks("Buy", topic="internships", suspicions=["links"], mail="s@voorbeeld.example")
    held = route(number=held.number, topic="", edition=held.edition, **about)
    assert str(held.first_due_on) == "2026-03-18", "nobody was told a day yet"


def test_questions_are_found_by_their_words_in_any_writing(
    asks: Asks, manager: tuple[Any, Actor]
) -> None:
    asked = asks("Hoe vind ik een stagiair in België?", name="Zoë")
    asks("Iets anders", mail="p@voorbeeld.example", name="Piet")
    for text in ("BELGIE stagiair", "zoe", asked.number, "kim@voorbeeld"):
        assert asked in questions(Wanted(text=text), who=manager[0].user), text
    assert not questions(Wanted(text="stagiair amsterdam"), who=manager[0].user)


@pytest.mark.parametrize("at", ["2026-03-02T09:00"], indirect=True)
def test_what_waits_for_somebody_else_shows_once_it_is_late(
    at: Any, asks: Asks, manager: tuple[Any, Actor]
) -> None:
    def shown() -> list[Question]:
        user = manager[0].user
        return needs_somebody(who=user, mine=powers(user), until=today(), most=5).first

    asked = asks()
    assert shown() == [asked], "nobody has it"
    take(number=asked.number, who=manager[0].user, by=manager[1])
    assert not shown()
    at.move_to("2026-03-10T09:00")
    assert shown() == [asked]
