# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Topics and texts, public answers, ideas that become initiatives, reminders, measures."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, strategies

from hcat.agenda.api import history, initiative_by_number, items, load_folder, revise
from hcat.agenda.models import Version
from hcat.correspondence.api import outbox
from hcat.evidence.api import Scope, measures
from hcat.foundation.api import Actor, HcatError, NotAllowed, Refused, now
from hcat.helpdesk.api import (
    Overtaken,
    Question,
    ReusableText,
    Topic,
    TopicDraft,
    add_to,
    answer,
    asked_often,
    become_initiative,
    begin,
    earlier_texts_are_public,
    hand_over,
    keep_between_us,
    keep_earlier_texts,
    leave_as_it_is,
    let_in,
    proposal_from,
    proposal_of,
    proposed,
    public_answer,
    public_answers,
    publish,
    remove_text,
    save_text,
    save_topic,
    say_whether_it_helped,
    texts_for,
    used_often,
    withdraw_own,
    withdrawn_ideas,
)
from hcat.helpdesk.reminding import close_silent, remind
from hcat.helpdesk.workdays import holidays, is_working_day, working_days_after
from hcat.numerics.api import Period
from hcat.parties.api import holders_of

from .conftest import BY, Asks, link_of, mails_to, somebody

POLDER = Path(__file__).parents[1] / "api" / "polder"


# --- Terms ----------------------------------------------------------------------------------------


def test_the_holidays_of_a_year() -> None:
    assert sorted(f"{day:%d-%m}" for day in holidays(2026)) == sorted(
        ["01-01", "03-04", "06-04", "27-04", "05-05", "14-05", "25-05", "25-12", "26-12"]
    )
    assert date(2025, 4, 26) in holidays(2025), "the 27th was a Sunday"


@given(strategies.dates(date(2000, 1, 1), date(2090, 1, 1)), strategies.integers(1, 60))
def test_a_term_ends_on_a_working_day_after_exactly_so_many(day: date, many: int) -> None:
    end = working_days_after(day, many)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert is_working_day(end)
    assert sum(map(is_working_day, between)) == many


# --- Topics and texts -----------------------------------------------------------------------------


def test_a_counter_begins_with_topics_once(manager: tuple[Any, Actor]) -> None:
    assert begin(by=manager[1]) == 6
    assert begin(by=manager[1]) == 0
    assert all(set(one.title) == {"nl", "en", "de"} for one in Topic.objects.all())
    assert texts_for(None).count() == 3


@pytest.mark.parametrize(
    "wrong",
    [{"title": {"nl": " "}}, {"days": 0}, {"days": 61}, {"days_by_kind": {"company": 0}}],
)
def test_a_topic_that_makes_no_sense_is_refused(
    manager: tuple[Any, Actor], wrong: dict[str, Any]
) -> None:
    with pytest.raises(Refused):
        save_topic(draft=TopicDraft(**{"title": {"nl": "Stages"}} | wrong), by=manager[1])
    assert not Topic.objects.exists()


def test_two_people_change_a_topic_and_nothing_is_overwritten(manager: tuple[Any, Actor]) -> None:
    made = save_topic(draft=TopicDraft(title={"nl": "Stages"}), by=manager[1])
    save_topic(draft=TopicDraft(title={"nl": "Stage"}), key=made.key, edition=1, by=manager[1])
    with pytest.raises(Overtaken) as told:
        save_topic(draft=TopicDraft(title={"nl": "Leren"}), key=made.key, edition=1, by=BY)
    assert told.value.standing.title == {"nl": "Stage"}
    assert Topic.objects.get().title == {"nl": "Stage"}


def test_a_topic_belongs_to_somebody_who_answers(manager: tuple[Any, Actor]) -> None:
    board, _actor = somebody("board")
    draft = TopicDraft(title={"nl": "Stages"}, handler=board.key)
    with pytest.raises(Refused):
        save_topic(draft=draft, by=manager[1])


@pytest.mark.django_db
def test_arranging_is_for_who_manages() -> None:
    _leader, actor = somebody("project_leader", scope="point:learn")
    for deed in (
        lambda: save_topic(draft=TopicDraft(title={"nl": "Stages"}), by=actor),
        lambda: save_text(name="Text", text={"nl": "Hoi"}, topic="", by=actor),
        lambda: publish(asked={"nl": "Wat?"}, answer={"nl": "Dit."}, topic="", by=actor),
        lambda: begin(by=actor),
    ):
        with pytest.raises(NotAllowed):
            deed()


# --- Public answers -------------------------------------------------------------------------------


def test_what_is_made_public_names_nobody_that_we_know(
    asks: Asks, manager: tuple[Any, Actor]
) -> None:
    question = asks("Kim Voorbeeld asks", title="Kim of Lab Noord asks", organisation="Lab Noord")
    answer(
        number=question.number, edition=question.edition, by=manager[1],
        text="Dear kim, call 06-12345678 or mail jan@school.example.\nThe programme_manager",
    )  # fmt: skip
    made = proposal_from(question)
    told = f"{made.asked} {made.answer}"
    for name in ("Kim", "kim", "Voorbeeld", "Noord", "06-123", "jan@"):
        assert name not in told, told


def test_a_public_answer_is_found_in_any_language_until_it_is_taken_off(
    manager: tuple[Any, Actor],
) -> None:
    made = publish(
        asked={"nl": "Waar vind ik een stage?", "en": "Where do I find an internship?"},
        answer={"nl": "Op school.", "en": "At school."}, topic="", by=manager[1],
    )  # fmt: skip
    assert public_answers(text="STAGE school") == [made]
    assert public_answers(text="zebra") == []
    publish(
        asked=made.asked, answer=made.answer, topic="", key=made.key, edition=1, is_public=False,
        by=manager[1],
    )  # fmt: skip
    assert public_answers() == []
    with pytest.raises(HcatError):
        public_answer(made.key)


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ({"nl": "Wat?"}, {"en": "This."}),
        ({"nl": ""}, {"nl": ""}),
        ({"nl": "Mail kim@voorbeeld.example?"}, {"nl": "Ja."}),
        ({"nl": "Wie?"}, {"nl": "Mail kim@voorbeeld.example."}),
        ({"nl": "Wie?"}, {"nl": "Bel 06-12 34 56 78."}),
        ({"nl": "Wie?"}, {"nl": "Bel +31 6 12345678."}),
        ({"nl": "Waar?"}, {"nl": "Op https://x.example/nl/link/question/abc.def"}),
    ],
)
def test_a_public_answer_that_is_half_or_names_an_address_is_refused(
    manager: tuple[Any, Actor], asked: dict[str, str], answered: dict[str, str]
) -> None:
    with pytest.raises(Refused):
        publish(asked=asked, answer=answered, topic="", by=manager[1])


def test_years_days_and_amounts_are_no_telephone_number(manager: tuple[Any, Actor]) -> None:
    told = "In 2026-2027, van 01-09-2026 tot 31-12-2026, voor € 10.000.000, artikel 7.5.1."
    assert publish(asked={"nl": "Wanneer?"}, answer={"nl": told}, topic="", by=manager[1])


def test_what_is_answered_three_times_in_a_year_is_offered_to_be_made_public(
    at: Any, asks: Asks, topic: Topic, manager: tuple[Any, Actor]
) -> None:
    def answered(who: str, text: str, **given: Any) -> Question:
        question = asks(text, mail=f"{who}@voorbeeld.example", **{"topic": topic.key} | given)
        return answer(number=question.number, text="Yes.", edition=question.edition, by=manager[1])

    answered("a", "May a class visit the laboratory on Friday?")
    at.move_to("2027-03-01T09:00")
    first = answered("b", "May our class visit your laboratory?")
    answered("c", "Where do students find internships in logistics?")
    answered("d", "May our class visit your laboratory?", topic="")
    answered("e", "Can a class visit the laboratory?")
    at.move_to("2027-03-05T09:00")
    assert asked_often() == [], "the first one was more than a year ago"
    newest = answered("f", "When may my class visit your laboratory?")
    [found] = asked_often()
    assert (found.newest, found.times) == (newest, 3)
    assert found.numbers[-1] == first.number
    with pytest.raises(NotAllowed):
        keep_between_us(number=first.number, by=Actor(name="Somebody", user_id=999))
    keep_between_us(number=newest.number, by=manager[1])
    assert asked_often() == [], "somebody saw that it is not worth a page"
    Question.objects.update(stays_between_us=False)
    publish(
        asked={"en": "May a class come?"}, answer={"en": "Yes."}, topic=topic.key,
        made_from=newest.number, by=manager[1],
    )  # fmt: skip
    assert asked_often() == []


def answered_with(
    asks: Asks, by: Actor, text: ReusableText | None, who: str, **given: Any
) -> Question:
    question = asks(f"Something of {who}", mail=f"{who}@voorbeeld.example", **given)
    return answer(
        number=question.number, text=f"Dear {who}, this way.", edition=question.edition, by=by,
        began_with=text.pk if text else 0,
    )  # fmt: skip


def test_answers_are_counted_by_the_text_they_began_with_however_they_were_changed(
    at: Any, asks: Asks, manager: tuple[Any, Actor]
) -> None:
    by = manager[1]
    text = save_text(name="Visits", text={"en": "Come on Friday."}, topic="", by=by)
    frame = save_text(
        name="Refer", text={"en": "Ask them."}, topic="", may_be_public=False, by=by
    )  # fmt: skip
    answered_with(asks, by, text, "a")
    at.move_to("2027-03-05T09:00")
    for who in ("b", "c"):
        answered_with(asks, by, text, who)
    twice = answered_with(asks, by, text, "d")
    Question.objects.filter(pk=answered_with(asks, by, text, "e").pk).update(is_demo=True)
    for who in ("f", "g", "h"):
        answered_with(asks, by, frame, who, topic="")
    answer(
        number=twice.number, text="Once more", edition=twice.edition, by=by, began_with=text.pk
    )  # fmt: skip
    [found] = used_often()
    assert (found.text, found.times) == (text, 3), "questions of the past year, each once"
    save_text(name="Visits", text={"en": "Come."}, topic="", number=text.pk, edition=1, by=by)
    assert [one.times for one in used_often()] == [3], "another wording of it is the same text"
    keep_between_us(text=text.pk, by=by)
    assert used_often() == []
    ReusableText.objects.update(stays_between_us=False)
    made = publish(
        asked={"en": "When?"}, answer={"en": "Friday."}, topic="", made_of=text.pk, by=by
    )
    assert (made.made_of, used_often()) == (text, [])


def test_an_answer_made_public_from_a_question_settles_its_text_too(
    asks: Asks, manager: tuple[Any, Actor]
) -> None:
    by = manager[1]
    text = save_text(name="Visits", text={"en": "Come on Friday."}, topic="", by=by)
    last = [answered_with(asks, by, text, who) for who in ("a", "b", "c")][-1]
    assert used_often()
    publish(
        asked={"en": "When?"}, answer={"en": "Friday."}, topic="", made_from=last.number, by=by
    )  # fmt: skip
    assert used_often() == []


def test_only_answers_without_a_text_are_told_apart_by_words(
    asks: Asks, topic: Topic, manager: tuple[Any, Actor]
) -> None:
    by = manager[1]
    text = save_text(name="Visits", text={"en": "Come on Friday."}, topic="", by=by)
    frame = save_text(
        name="Refer", text={"en": "Ask them."}, topic="", may_be_public=False, by=by
    )  # fmt: skip
    alike = {"topic": topic.key, "title": "May a class visit the laboratory?"}
    for who in ("a", "b", "c"):
        answered_with(asks, by, text, who, **alike)
    assert asked_often() == []
    for who, used in (("d", frame), ("e", None), ("f", None)):
        answered_with(asks, by, used, who, **alike)
    assert [one.times for one in asked_often()] == [3], "a text that frames an answer is none"


def test_a_text_that_is_removed_leaves_what_was_answered_with_it(
    asks: Asks, manager: tuple[Any, Actor]
) -> None:
    by = manager[1]
    text = save_text(name="Visits", text={"en": "Come on Friday."}, topic="", by=by)
    number = text.pk
    kept = answered_with(asks, by, text, "a")
    remove_text(number=number, by=by)
    late = asks("Another", mail="b@voorbeeld.example")
    answer(number=late.number, text="So.", edition=late.edition, by=by, began_with=number)
    said = [one.messages.get(kind="answer") for one in (kept, late)]
    assert [(one.text != "", one.began_with) for one in said] == [(True, None), (True, None)]


def test_a_public_answer_of_a_text_holds_its_languages_and_nothing_of_an_asker(
    asks: Asks, topic: Topic, manager: tuple[Any, Actor]
) -> None:
    by = manager[1]
    text = save_text(
        name="Bezoek", topic=topic.key, by=by,
        text={
            "nl": "Beste {name},\n\nKom op vrijdag over {title} ({topic}).\nGroet, {site}",
            "de": "Guten Tag {name}!\nKommen Sie.",
            "en": "Your question {number} is with us.",
        },
        asked={"nl": "Wanneer kan een klas komen?", "de": "Wann?"},
    )  # fmt: skip
    for who in ("kim", "robin", "sam"):
        answered_with(asks, by, text, who, name=who.title(), topic=topic.key)
    made = proposal_of(text)
    assert made.topic == topic.key
    assert made.asked == {"nl": "Wanneer kan een klas komen?", "de": "Wann?"}
    assert made.answer["nl"].startswith("Kom op vrijdag over … (Stages).\nGroet, ")
    assert "{" not in made.answer["nl"]
    assert made.answer["de"] == "Kommen Sie."
    assert made.answer["en"] == "Your question … is with us."
    unnamed = save_text(name="Other", text={"nl": "Ja.", "en": "Yes."}, topic="", by=by)
    with override("en"):
        assert proposal_of(unnamed).asked == {"en": "Other"}
    with override("de"):
        assert proposal_of(unnamed).asked == {}


# --- Ideas ----------------------------------------------------------------------------------------


@pytest.fixture
def polder(db: None) -> None:
    assert load_folder(POLDER, by=BY).ok


@pytest.mark.usefixtures("polder")
def test_an_idea_becomes_an_initiative_with_everything_carried_over(
    asks: Asks, topic: Topic, manager: tuple[Any, Actor]
) -> None:
    topic.placement = "homes"
    topic.save()
    idea = asks(
        "A lab on wheels\nthat visits schools", is_idea=True, topic="internships",
        title="Lab on wheels", organisation="Lab Noord",
    )  # fmt: skip
    made = proposed(idea)
    assert (made.number, made.placements, made.owner) == (11, ("homes",), "Lab Noord")
    fields = {
        "name": {"en": made.name}, "summary": {"en": made.summary}, "owner": made.owner,
        "placements": list(made.placements),
    }  # fmt: skip
    become_initiative(number=idea.number, fields=fields, edition=idea.edition, by=manager[1])
    sheet = initiative_by_number(11).sheet
    assert str(sheet.name) == "Lab on wheels"
    assert "visits schools" in str(sheet.summary)
    assert (sheet.status, sheet.owner) == ("idea", "Lab Noord")
    idea.refresh_from_db()
    assert idea.initiative == "initiative-11"
    assert list(holders_of("initiative_owner", "initiative:initiative-11")) == [idea.person]
    mail = mails_to(idea)[-1]
    assert "/initiatives/11" in mail.body
    assert (idea.state, idea.due_on) == ("answered", None), "the mail is the answer"
    [told] = idea.messages.filter(kind="answer")
    assert "/initiatives/11" in told.text
    assert told.mail_id == mail.message_id
    again = {"number": idea.number, "fields": fields, "edition": idea.edition}
    assert become_initiative(**again, by=manager[1]).sheet.number == 11, "pressed twice"
    assert len(mails_to(idea)) == 2
    _other, second = somebody("programme_manager", name="Second Manager")
    with pytest.raises(Refused):
        become_initiative(**again, by=second)


@pytest.mark.usefixtures("polder")
def test_without_a_place_of_its_topic_an_idea_is_placed_by_its_words(asks: Asks) -> None:
    begin(by=BY)
    part = items("differentiation")[0]
    title = next(iter(part.sheet.title.texts.values()))
    idea = asks(f"Something about {title}", is_idea=True, topic="new-initiative")
    assert proposed(idea).placements == (part.key,)
    strange = asks("Xyzzyx qwertyq", title="Zzzzzz", is_idea=True, topic="new-initiative")
    assert proposed(strange).placements == ()


@pytest.mark.usefixtures("polder")
def test_what_an_idea_tells_about_its_asker_is_not_carried_over(
    asks: Asks, manager: tuple[Any, Actor]
) -> None:
    idea = asks(
        "Kim here, a lab on wheels. I live at Dorpsstraat 12, 1234 AB; 06-12345678, "
        "kim@voorbeeld.example.",
        is_idea=True, title="Lab, call 06-12345678", organisation="Kim Voorbeeld",
    )  # fmt: skip
    link = link_of(idea)
    add_to(opened=link, text="My son has ADHD: keep that confidential.", by=link.actor)
    idea.refresh_from_db()
    made = proposed(idea)
    told = f"{made.name} {made.summary} {made.owner}"
    for word in ("Kim", "Dorpsstraat", "1234", "06-", "kim@", "ADHD"):
        assert word not in told, told
    assert "a lab on wheels" in made.summary
    fields = {"name": {"en": "Lab"}, "placements": ["homes"]}
    for wrong in ({"summary": {"en": "Call 06-12345678"}}, {"owner": "kim@voorbeeld.example"}):
        with pytest.raises(Refused, match=r"06-12345678|kim@voorbeeld"):
            become_initiative(
                number=idea.number, fields=fields | wrong, edition=idea.edition, by=manager[1]
            )


@pytest.mark.usefixtures("polder")
def test_an_idea_that_the_agenda_refuses_leaves_nothing(
    asks: Asks, manager: tuple[Any, Actor]
) -> None:
    idea = asks(is_idea=True)
    with pytest.raises(HcatError):
        become_initiative(
            number=idea.number, fields={"name": {"en": "Lab"}, "placements": ["nowhere"]},
            edition=idea.edition, by=manager[1],
        )  # fmt: skip
    idea.refresh_from_db()
    assert idea.initiative == ""
    assert len(mails_to(idea)) == 1
    with pytest.raises(HcatError):
        initiative_by_number(11)


@pytest.mark.usefixtures("polder")
def test_who_takes_an_adopted_idea_back_owns_nothing_and_the_text_is_looked_at(
    asks: Asks, topic: Topic, manager: tuple[Any, Actor]
) -> None:
    idea = asks("A lab on wheels", is_idea=True)
    become_initiative(
        number=idea.number, fields={"name": {"en": "Lab"}, "placements": ["homes"]},
        edition=idea.edition, by=manager[1],
    )  # fmt: skip
    assert withdrawn_ideas() == []
    link = link_of(idea)
    withdraw_own(opened=link, by=link.actor)
    assert not list(holders_of("initiative_owner", "initiative:initiative-11"))
    idea.refresh_from_db()
    assert idea.person is not None
    assert idea.person.erased_at is not None
    [found] = withdrawn_ideas()
    assert (found.question, found.initiative.sheet.number) == (idea, 11)
    assert not found.is_changed
    with pytest.raises(Refused):
        keep_earlier_texts(number=idea.number, by=manager[1])
    revise(
        by=BY, kind="initiative", key="initiative-11", fields={"summary": {"en": "Wheels."}},
        on=date.today(), reason="looked at",
    )  # fmt: skip
    assert [one.is_changed for one in withdrawn_ideas()] == [True], "the history still says it"
    looked = leave_as_it_is(number=idea.number, by=manager[1])
    assert withdrawn_ideas() == [], "somebody looked, and it tells nothing"
    with pytest.raises(Refused):
        leave_as_it_is(number=asks("Another thing").number, by=manager[1])
    Question.objects.filter(pk=looked.pk).update(initiative_looked_at=None)
    keep_earlier_texts(number=idea.number, by=manager[1])
    assert withdrawn_ideas() == []
    assert not any(one.text for one in idea.messages.all()), "what was taken back is kept nowhere"


@pytest.mark.usefixtures("polder")
def test_what_an_initiative_said_before_is_read_by_who_answers_and_by_nobody_else(
    at: Any, asks: Asks, manager: tuple[Any, Actor]
) -> None:
    idea = asks("A lab on wheels, since my son has ADHD", is_idea=True, title="Lab of Kees")
    become_initiative(
        number=idea.number, edition=idea.edition, by=manager[1],
        fields={"name": {"en": "Lab of Kees"}, "placements": ["homes"], "owner": "Kees",
                "summary": {"en": "A lab on wheels, since my son has ADHD"}},
    )  # fmt: skip
    first = date.today()
    assert not earlier_texts_are_public(Question.objects.get())
    at.move_to("2026-06-01T09:00")
    revise(
        by=BY, kind="initiative", key="initiative-11", on=date(2026, 6, 1), reason="shorter",
        fields={"name": {"en": "Lab"}, "summary": {"en": "A lab on wheels"}, "owner": ""},
    )  # fmt: skip
    assert "Kees" in str(initiative_by_number(11, as_of=first).sheet.name)
    assert earlier_texts_are_public(Question.objects.get())
    _leader, leads = somebody("project_leader", scope="point:learn")
    with pytest.raises(NotAllowed):
        keep_earlier_texts(number=idea.number, by=leads)
    keep_earlier_texts(number=idea.number, by=manager[1])
    as_told = [one.item.sheet for one in history("initiative", "initiative-11")]
    assert {str(one.name) for one in as_told} == {"Lab"}
    assert not any("ADHD" in str(one.summary) or one.owner for one in as_told)
    assert initiative_by_number(11, as_of=first).sheet.placements == ["homes"]
    assert not Version.objects.filter(search__contains="kees").exists()
    last = history("initiative", "initiative-11")[0]
    for language, begins in (("nl", "De eerdere"), ("en", "Its earlier"), ("de", "Die früheren")):
        with override(language):
            assert last.reason.startswith(begins), "each reader in their own language"
    note = idea.messages.filter(kind="note").last()
    for word in ("Lab of Kees", "ADHD", "Kees"):
        assert word in note.text
    with pytest.raises(Refused):
        keep_earlier_texts(number=idea.number, by=manager[1])
    link = link_of(idea)
    withdraw_own(opened=link, by=link.actor)
    assert not any(one.text for one in idea.messages.all())


def test_a_question_without_an_initiative_has_no_earlier_texts(
    asks: Asks, manager: tuple[Any, Actor]
) -> None:
    with pytest.raises(Refused):
        keep_earlier_texts(number=asks().number, by=manager[1])


# --- Reminders ------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", ["2026-03-02T07:30"], indirect=True)
def test_who_has_it_is_reminded_once_before_the_term_and_the_manager_after_it(
    at: Any, asks: Asks, manager: tuple[Any, Actor]
) -> None:
    leader, _actor = somebody("project_leader", scope="point:learn")
    question = asks()
    hand_over(number=question.number, to=leader.key, note="Yours", by=manager[1])
    assert remind(by=BY) == 0
    at.move_to("2026-03-06T07:30")
    remind(by=BY)
    remind(by=BY)
    [mail] = outbox(person_id=leader.pk, kind="helpdesk.reminder")
    assert question.number in mail.body
    assert mail.is_transactional, "outside the contact budget, as their own work"
    at.move_to("2026-03-08T07:30")
    assert remind(by=BY) == 0, "nobody is reminded on a Sunday"
    at.move_to("2026-03-10T07:30")
    remind(by=BY)
    [late] = outbox(person_id=manager[0].pk)
    assert question.number in late.body
    assert "Kim" not in late.body
    assert "intern" not in late.body, "words of an asker stand in mails about that question only"


@pytest.mark.parametrize("at", ["2026-03-02T07:30"], indirect=True)
def test_what_nobody_has_is_told_to_the_managers_before_its_term(
    at: Any, asks: Asks, manager: tuple[Any, Actor]
) -> None:
    question = asks()
    assert remind(by=BY) == 0
    at.move_to("2026-03-06T07:30")
    assert (remind(by=BY), remind(by=BY)) == (1, 0)
    [mail] = outbox(person_id=manager[0].pk, kind="helpdesk.reminder")
    assert question.number in mail.body
    assert "nog bij niemand" in mail.body, "nobody has it yet"


@pytest.mark.parametrize("at", ["2026-03-02T07:30"], indirect=True)
def test_an_older_question_that_becomes_due_later_is_told_too(
    at: Any, asks: Asks, topic: Topic, manager: tuple[Any, Actor]
) -> None:
    leader, _actor = somebody("project_leader", scope="point:learn")
    older, newer = asks("The older", kind="citizen"), asks("The newer", topic="internships")
    for one in (older, newer):
        hand_over(number=one.number, to=leader.key, note="Yours", by=manager[1])

    def told_to(person: Any) -> list[list[str]]:
        mails = outbox(person_id=person.pk, kind="helpdesk.reminder").order_by("pk")
        return [[n for n in (older.number, newer.number) if n in mail.body] for mail in mails]

    at.move_to("2026-03-03T07:30")
    assert remind(by=BY) == 1
    assert remind(by=BY) == 0, "what was told is not told again, and is not counted as a mail"
    at.move_to("2026-03-06T07:30")
    assert remind(by=BY) == 2
    assert told_to(leader) == [[newer.number], [older.number]]
    assert told_to(manager[0]) == [[newer.number]]
    at.move_to("2026-03-10T07:30")
    assert remind(by=BY) == 1
    assert told_to(manager[0]) == [[newer.number], [older.number]]
    at.move_to("2026-03-11T07:30")
    assert remind(by=BY) == 0


@pytest.mark.parametrize("at", ["2026-03-02T09:00"], indirect=True)
def test_what_stays_silent_after_an_answer_is_closed(
    at: Any, asks: Asks, manager: tuple[Any, Actor]
) -> None:
    question = asks()
    answer(number=question.number, text="So.", edition=question.edition, by=manager[1])
    at.move_to("2026-03-20T09:00")
    assert close_silent(by=BY) == 0
    at.move_to("2026-03-24T09:00")
    assert close_silent(by=BY) == 1
    assert Question.objects.get().state == "closed"


# --- Measures -------------------------------------------------------------------------------------

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


@pytest.mark.parametrize("at", ["2026-03-02T09:00"], indirect=True)
def test_terms_kept_counts_the_day_that_was_promised(
    at: Any, asks: Asks, manager: tuple[Any, Actor]
) -> None:
    def reply(question: Question) -> None:
        question.refresh_from_db()
        answer(number=question.number, text="So.", edition=question.edition, by=manager[1])

    measure = measures()["helpdesk.terms_kept"]
    assert measure(MARCH, Scope()).value is None, "nothing was due: that is not 0%"
    in_time, late, never, taken_back = (
        asks(f"Question {word}", kind=kind, mail=f"{word}@voorbeeld.example")
        for word, kind in (("a", "company"), ("b", "company"), ("c", "school"), ("d", "school"))
    )
    held = asks("Buy", mail="e@voorbeeld.example", suspicions=["links"])
    Question.objects.filter(pk=asks("Demo").pk).update(is_demo=True)
    link = link_of(taken_back)
    withdraw_own(opened=link, by=link.actor)
    assert measure(MARCH, Scope()).value is None, "a term that runs is neither kept nor broken"
    reply(in_time)
    estimate = measure(MARCH, Scope())
    assert (estimate.numerator, estimate.denominator) == (1, 1)
    at.move_to("2026-03-10T09:00")
    reply(late)
    scope = Scope()
    estimate = measure(MARCH, scope)
    assert (estimate.numerator, estimate.denominator) == (1, 3)
    assert scope.used["by_kind"] == {"company": [1, 2], "school": [0, 1]}
    assert never.number
    earlier = measure(MARCH, Scope(known_on=in_time.asked_at + timedelta(hours=1)))
    assert (earlier.numerator, earlier.denominator) == (1, 1), "by what was known then"
    then = now()
    at.move_to("2026-03-28T09:00")
    let_in(number=held.number, by=manager[1])
    assert measure(MARCH, Scope()).denominator == 4, "its term runs from the day it was asked"
    link = link_of(never)
    withdraw_own(opened=link, by=link.actor)
    assert measure(MARCH, Scope()).denominator == 3
    frozen = measure(MARCH, Scope(known_on=then))
    assert (frozen.numerator, frozen.denominator) == (1, 3), "a frozen figure comes out again"


@pytest.mark.parametrize("at", ["2026-03-02T09:00"], indirect=True)
def test_questions_and_whether_they_helped(at: Any, asks: Asks, manager: tuple[Any, Actor]) -> None:
    asked, helped = (measures()[f"helpdesk.{name}"] for name in ("questions", "helped"))
    assert asked(MARCH, Scope()).value is None
    assert helped(MARCH, Scope()).value is None
    for word, said in (("a", "yes"), ("b", "no"), ("c", ""), ("d", "yes")):
        question = asks(f"Question {word}", mail=f"{word}@voorbeeld.example")
        answer(number=question.number, text="So.", edition=question.edition, by=manager[1])
        if said:
            link = link_of(question)
            say_whether_it_helped(opened=link, helped=said, by=link.actor)
    assert asked(MARCH, Scope()).value == 4
    scope = Scope()
    estimate = helped(MARCH, scope)
    assert (estimate.numerator, estimate.denominator) == (2, 3)
    assert scope.used["silent"] == 1
    then = now()
    at.move_to("2026-03-20T09:00")
    say_whether_it_helped(opened=link, helped="no", by=link.actor)
    assert helped(MARCH, Scope()).numerator == 1, "the last word counts"
    frozen = helped(MARCH, Scope(known_on=then))
    assert (frozen.numerator, frozen.denominator) == (2, 3), "as it was known then"
    before = helped(MARCH, Scope(known_on=then - timedelta(days=1)))
    assert before.value is None
    held = asks("Buy", mail="e@voorbeeld.example", suspicions=["links"])
    let_in(number=held.number, by=manager[1])
    assert asked(MARCH, Scope()).value == 5
    assert asked(MARCH, Scope(known_on=then)).value == 4
    assert asked(Period(date(2026, 4, 1), date(2026, 4, 30)), Scope()).value == 0
