# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answering: kept at each page, from two devices, changed, taken back, refused, entered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from hcat.correspondence.api import LinkRefused, open_link
from hcat.foundation.api import Actor, HcatError, NotAllowed, NotFound, Refused, today
from hcat.foundation.models import AuditEvent
from hcat.parties.api import has_consent, invite, person_with_mail
from hcat.surveys.api import (
    SCOPE,
    AnsweredMeanwhile,
    AnswersWrong,
    Choice,
    Kind,
    NotAllAnswered,
    OwnAnswer,
    Page,
    Question,
    Way,
    Wording,
    as_file,
    complete,
    enter_for,
    name_contact,
    note_outcome,
    reconsider,
    refuse,
    save_page,
    seat_of_link,
    withdraw_own,
)
from hcat.surveys.models import AnswerSheet, Wave
from hcat.surveys.models.fieldwork import OBJECTION
from hcat.surveys.operations.inviting import invite as invite_all

from .answering import BY, FIRST, SECOND, answer, answer_all, at, link_of, open_wave, person_asked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with override("en"):
        yield


def test_the_first_page_makes_the_sheet_under_its_code_and_says_that_it_began() -> None:
    asked = person_asked(open_wave())
    saved = answer(asked, "shortage", FIRST)
    seat = at(asked)
    assert saved.page == "wishes" == seat.goes_on_at
    assert seat.sheet is not None
    assert seat.sheet.answers == {"short_now": "yes", "short_mbo4": 3, "growth": 1.5}
    assert (seat.sheet.code, seat.sheet.panel) == (seat.code, seat.panel)
    assert (seat.sheet.size_class, seat.sheet.stratum) == ("10-49", "all")
    assert seat.invitation.outcome == "started"


def test_what_cannot_be_taken_is_told_by_question_and_nothing_is_kept() -> None:
    asked = person_asked(open_wave())
    with pytest.raises(AnswersWrong) as wrong:
        answer(asked, "shortage", FIRST | {"short_mbo4": "13", "growth": "veel"})
    assert set(wrong.value.errors) == {"short_mbo4", "growth"}
    assert at(asked).sheet is None
    assert at(asked).invitation.outcome == "invited"


def test_a_question_that_an_answer_opens_is_asked_before_the_next_page() -> None:
    asked = person_asked(open_wave())
    saved = answer(asked, "shortage", {"short_now": "yes"}, shown=["short_now", "growth"])
    assert (saved.page, saved.more) == ("shortage", ("short_mbo4",))
    assert answer(asked, "shortage", FIRST).page == "wishes"


def test_only_what_is_asked_is_kept() -> None:
    asked = person_asked(open_wave())
    answer_all(asked)
    saved = answer(asked, "shortage", {"short_now": "dont_know", "short_mbo4": "3"})
    assert saved.fell == 3
    assert saved.page == "satisfied"
    assert at(asked).answers == {"short_now": "dont_know", "satisfied": 7}


def test_one_can_stop_and_go_back_before_all_is_answered_but_not_with_what_is_wrong() -> None:
    asked = person_asked(open_wave())
    assert answer(asked, "shortage", {"growth": "2"}, way=Way.STOP).page == "shortage"
    answer(asked, "shortage", FIRST)
    assert answer(asked, "wishes", {}, way=Way.BACK).page == "shortage"
    assert at(asked).goes_on_at == "shortage"
    with pytest.raises(AnswersWrong):
        answer(asked, "shortage", {"growth": "veel"}, way=Way.STOP)


def test_two_devices_do_not_overwrite_each_other_unseen() -> None:
    asked = person_asked(open_wave())
    answer(asked, "shortage", FIRST)
    with pytest.raises(AnsweredMeanwhile) as both:
        answer(asked, "shortage", FIRST | {"growth": "9"}, seen="opened before that")
    clash = both.value.clashes[0]
    assert (clash.question.name, clash.theirs, clash.mine) == ("growth", 1.5, 9)
    assert at(asked).answers["growth"] == 1.5
    answer(asked, "shortage", FIRST, seen="opened before that")  # the same is no clash
    answer(asked, "shortage", FIRST | {"growth": "9"})
    assert at(asked).answers["growth"] == 9


def test_sending_in_asks_for_what_must_be_answered_and_for_what_was_looked_at() -> None:
    asked = person_asked(open_wave())
    with pytest.raises(Refused, match="Nothing was answered"):
        complete(seat=at(asked), revision=0)
    answer(asked, "satisfied", {"satisfied": "7"})
    with pytest.raises(NotAllAnswered) as waits:
        complete(seat=at(asked), revision=1)
    assert [one.name for _page, one in waits.value.waiting] == ["short_now"]
    answer(asked, "shortage", FIRST)
    with pytest.raises(Refused, match="another device"):
        complete(seat=at(asked), revision=1)
    complete(seat=at(asked), revision=2)
    assert at(asked).is_done
    assert at(asked).invitation.outcome == "completed"
    complete(seat=at(asked), revision=2)  # twice is once


def test_answers_are_changed_until_the_wave_closes_and_stay_whole() -> None:
    wave = open_wave()
    asked = person_asked(wave)
    answer(asked, "shortage", {"short_now": "no"})
    complete(seat=at(asked), revision=1)
    assert answer(asked, "satisfied", {"satisfied": "8"}).page == ""
    assert at(asked).is_done
    answer(asked, "shortage", {"short_now": "yes"}, shown=["short_now"])
    assert not at(asked).is_done, "the change opened a question that must be answered"
    assert at(asked).invitation.outcome == "started"
    Wave.objects.update(closes_on=today() - timedelta(1), opens_on=today() - timedelta(5))
    with pytest.raises(Refused, match="closed"):
        answer(asked, "satisfied", {"satisfied": "9"})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"state": "draft", "opened_at": None}, "has not begun"),
        ({"opens_on": timedelta(3)}, "has not begun"),
        ({"state": "dropped", "ended_reason": "Te weinig tijd."}, "Te weinig tijd."),
        ({"state": "closed", "closed_at": True}, "is closed"),
        ({"state": "released", "closed_at": True}, "is published"),
    ],
)
def test_where_nothing_can_be_answered_it_says_why(given: dict[str, Any], said: str) -> None:
    from hcat.foundation.api import now

    if "opens_on" in given:
        given = {"opens_on": today() + given["opens_on"]}
    if given.get("closed_at"):
        given = given | {"closed_at": now()}
    asked = person_asked(open_wave(**given))
    with pytest.raises(Refused, match=said):
        answer(asked, "shortage", FIRST)
    assert not AnswerSheet.objects.exists()


def test_who_is_out_of_scope_or_whose_key_has_gone_cannot_answer() -> None:
    wave = open_wave()
    out = person_asked(wave, 1, outcome="out_of_scope")
    with pytest.raises(Refused, match="not asked any more"):
        answer(out, "shortage", FIRST)
    keyless = person_asked(wave, 2)
    keyless.unit.key_row.delete()
    with pytest.raises(Refused, match="no answers any more"):
        answer(keyless, "shortage", FIRST)


def test_answers_are_taken_back_and_given_again_after_saying_so() -> None:
    asked = person_asked(open_wave())
    with pytest.raises(Refused, match="no answers of yours"):
        withdraw_own(seat=at(asked))
    answer(asked, "shortage", FIRST)
    withdraw_own(seat=at(asked))
    assert not AnswerSheet.objects.exists()
    assert at(asked).invitation.outcome == "withdrawn"
    with pytest.raises(Refused, match="do not take part"):
        answer(asked, "shortage", FIRST)
    reconsider(seat=at(asked))
    answer(asked, "shortage", FIRST)
    assert at(asked).invitation.outcome == "started"


def test_answers_can_be_taken_back_after_the_wave_has_closed() -> None:
    from hcat.foundation.api import now

    asked = person_asked(open_wave())
    answer(asked, "shortage", FIRST)
    Wave.objects.update(state="closed", closed_at=now())
    withdraw_own(seat=at(asked))
    with pytest.raises(Refused, match="closed"):
        reconsider(seat=at(asked))
    with pytest.raises(Refused, match="Nobody is asked"):
        refuse(seat=at(asked))


def test_refusing_needs_no_reason_and_deletes_what_was_answered() -> None:
    asked = person_asked(open_wave())
    answer(asked, "shortage", FIRST)
    with pytest.raises(Refused, match="too long"):
        refuse(seat=at(asked), reason="x" * 301)
    refuse(seat=at(asked), reason=" Geen  tijd ")
    asked.refresh_from_db()
    assert (asked.outcome, asked.note) == ("refused", "Geen tijd")
    assert not AnswerSheet.objects.exists()
    reconsider(seat=at(asked))
    answer(asked, "shortage", {"short_now": "no"})
    complete(seat=at(asked), revision=1)
    with pytest.raises(Refused, match="sent in already"):
        refuse(seat=at(asked))


def test_signs_that_cannot_be_seen_are_left_out_of_what_is_kept() -> None:
    wave = open_wave()
    one, two, three = (person_asked(wave, number) for number in (1, 2, 3))
    refuse(seat=at(one), reason="Geen\0 tijd")
    answer(two, "shortage", FIRST)
    enter_for(by=BY, invitation_id=two.pk, channel="paper", language="nl", raw=FIRST,
              reason="Op\0 papier")  # fmt: skip
    note_outcome(by=BY, invitation_id=three.pk, outcome="refused", note="Belde\0 af")
    notes = [at(asked).invitation.note for asked in (one, three)]
    assert notes == ["Geen tijd", "Belde af"]
    assert AuditEvent.objects.get(action="surveys.enter_for").details["reason"] == "Op papier"
    with pytest.raises(Refused, match="reason is needed"):
        note_outcome(by=BY, invitation_id=three.pk, outcome="refused", note="\0")


@pytest.mark.parametrize("outcome", ["refused", "out_of_scope"])
def test_half_answers_go_when_the_desk_notes_that_somebody_is_not_asked(outcome: str) -> None:
    wave = open_wave()
    asked, other = person_asked(wave, 1), person_asked(wave, 2)
    answer(asked, "shortage", FIRST)
    answer(other, "shortage", FIRST)
    note_outcome(by=BY, invitation_id=other.pk, outcome="bounced", note="Adres is weg")
    assert at(other).sheet is not None
    note_outcome(by=BY, invitation_id=asked.pk, outcome=outcome, note="Belde")
    assert at(asked).sheet is None
    assert AnswerSheet.objects.get().code == at(other).code


def test_who_is_out_of_scope_does_not_let_itself_in_again_by_saying_no() -> None:
    asked = person_asked(open_wave())
    note_outcome(by=BY, invitation_id=asked.pk, outcome="out_of_scope", note="Maakt niets meer")
    with pytest.raises(Refused, match="not asked any more"):
        refuse(seat=at(asked))
    refuse(seat=at(asked), never_again=True)
    assert asked.person is not None
    assert has_consent(asked.person, OBJECTION)
    with pytest.raises(Refused, match="not asked any more"):
        reconsider(seat=at(asked))
    invitation = at(asked).invitation
    assert (invitation.outcome, invitation.note) == ("out_of_scope", "Maakt niets meer")


def test_who_goes_on_after_another_contact_was_named_counts_as_started() -> None:
    asked = person_asked(open_wave())
    answer(asked, "shortage", FIRST)
    name_contact(by=BY, invitation_id=asked.pk, name="Noor", mail="noor@voorbeeld.example")
    invite_all(asked.wave_id)
    assert at(asked).invitation.outcome != "completed"
    answer(asked, "wishes", SECOND)
    assert at(asked).invitation.outcome == "started"


def test_a_link_opens_the_seat_of_whom_it_was_sent_to_only() -> None:
    asked = person_asked(open_wave())
    token = link_of(asked)
    assert seat_of_link(open_link(token, scope=SCOPE)).unit == asked.unit
    asked.person = person_with_mail(mail="noor@voorbeeld.example", name="Noor", by=BY)
    asked.save()
    with pytest.raises(LinkRefused):
        seat_of_link(open_link(token, scope=SCOPE))


def test_the_audit_says_what_was_done_and_never_by_whom() -> None:
    asked = person_asked(open_wave())
    answer(asked, "shortage", FIRST)
    withdraw_own(seat=at(asked))
    events = AuditEvent.objects.filter(action__startswith="surveys.")
    assert {one.actor for one in events} == {"respondent"}
    assert {one.subject for one in events} == {f"wave:{asked.wave_id}"}
    assert "yes" not in str([one.details for one in events])


def test_answers_on_paper_are_entered_once_and_may_leave_questions_open() -> None:
    asked = person_asked(open_wave())
    sheet = enter_for(
        by=BY, invitation_id=asked.pk, channel="paper", language="nl", raw={"growth": "3"}
    )
    assert (sheet.channel, sheet.answers) == ("paper", {"growth": 3})
    assert at(asked).invitation.outcome == "completed"
    with pytest.raises(Refused, match="entered before"):
        enter_for(by=BY, invitation_id=asked.pk, channel="telephone", language="nl", raw=FIRST)
    again = enter_for(
        by=BY, invitation_id=asked.pk, channel="telephone", language="nl", raw=FIRST,
        reason="Verkeerd overgenomen",
    )  # fmt: skip
    assert again.pk == sheet.pk
    assert again.answers["short_mbo4"] == 3


def test_entering_is_refused_for_who_answered_itself_and_who_said_no() -> None:
    wave = open_wave()
    first, second = person_asked(wave, 1), person_asked(wave, 2)
    answer(first, "shortage", FIRST)
    with pytest.raises(Refused, match="answered itself"):
        enter_for(by=BY, invitation_id=first.pk, channel="paper", language="nl", raw=FIRST)
    refuse(seat=at(second))
    with pytest.raises(Refused, match="does not take part"):
        enter_for(by=BY, invitation_id=second.pk, channel="paper", language="nl", raw=FIRST)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"channel": "web"}, Refused),
        ({"raw": {}}, Refused),
        ({"raw": {"growth": "veel"}}, AnswersWrong),
        ({"invitation_id": 0}, NotFound),
    ],
)
def test_entering_says_what_is_wrong(given: dict[str, Any], error: type[HcatError]) -> None:
    asked = person_asked(open_wave())
    right: dict[str, Any] = {
        "by": BY, "invitation_id": asked.pk, "channel": "paper", "language": "nl", "raw": FIRST,
    }  # fmt: skip
    with pytest.raises(error):
        enter_for(**(right | given))
    assert not AnswerSheet.objects.exists()


def test_entering_is_for_those_who_may_and_while_the_wave_is_open() -> None:
    from hcat.foundation.api import now

    asked = person_asked(open_wave())
    member = invite(name="B", mail="b@example.org", role="board", by=BY)
    given: dict[str, Any] = {
        "invitation_id": asked.pk, "channel": "paper", "language": "nl", "raw": FIRST,
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        enter_for(by=Actor.of(member.user), **given)
    Wave.objects.update(state="closed", closed_at=now())
    with pytest.raises(Refused):
        enter_for(by=BY, **given)


def test_a_page_that_is_not_there_is_told() -> None:
    with pytest.raises(NotFound):
        save_page(seat=at(person_asked(open_wave())), page="zzz", raw={}, language="nl", seen="")


def test_own_answers_are_a_file_in_words() -> None:
    asked = person_asked(open_wave())
    seat = answer_all(asked)
    found = {one["name"]: one for one in as_file(seat, Wording.of("en"))["answers"]}
    assert found["factors"]["in_words"] == "Pay; Building"
    assert found["growth"]["answer"] == 1.5
    assert found["measures_taken"]["in_words"] == "Pay | bonus"
    assert SECOND["which_pay"] == found["which_pay"]["in_words"]


def test_a_choice_that_is_not_translated_says_its_language() -> None:
    choices = (Choice("yes", {"nl": "Ja"}), Choice("no", {"nl": "Nee", "en": "No"}))
    question = Question("q", "q", Kind.MULTIPLE, {"nl": "Vraag?"}, choices=choices)
    page = Page("first", questions=(question,))
    answered = OwnAnswer(page, question, ["yes", "no", "gone"], ("Ja", "No", "gone"))
    assert answered.spoken(Wording("en", "Polder", "Agenda")) == ["nl", "", ""]
    assert OwnAnswer(page, question, None, ()).spoken(Wording("en", "Polder", "Agenda")) == []
