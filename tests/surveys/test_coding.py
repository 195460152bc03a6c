# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Open answers: two coders apart, what they differ on settled, and how far they agree."""

from __future__ import annotations

from datetime import date

import pytest

from hcat.foundation.api import Actor, NotFound, Refused, now
from hcat.surveys.api import enter_for
from hcat.surveys.instrument.questionnaire import Kind, Page, Question, Questionnaire
from hcat.surveys.models import AnswerSheet, Coding, Edition, Survey, Wave
from hcat.surveys.operations.coding import (
    code_answer,
    drop_code,
    settle_answer,
    write_code,
)
from hcat.surveys.queries.coding import (
    OpenAnswers,
    code_book,
    coded_by,
    decided,
    open_questions,
)

from .answering import answer, open_wave, person_asked

pytestmark = pytest.mark.django_db
THOUGHT = "agenda_thought"
SYSTEM = Actor.system("tests")


@pytest.fixture
def coders(django_user_model, manager_role) -> tuple[Actor, Actor, Actor]:
    return tuple(manager_role(f"coder{n}@voorbeeld.example") for n in (1, 2, 3))


@pytest.fixture
def manager_role():
    from hcat.parties.api import invite

    def make(mail: str) -> Actor:
        person = invite(name=mail, mail=mail, role="programme_manager", by=SYSTEM)
        return Actor(name=mail, user_id=person.user_id)

    return make


@pytest.fixture
def wave() -> Wave:
    survey = Survey.objects.create(
        key="panel", titles={"nl": "Panel"}, purposes={"nl": "Doel"}, population="companies",
        kept_years=5,
    )  # fmt: skip
    edition = Edition.objects.create(
        survey=survey,
        number=1,
        fingerprint="x",
        origin="test",
        questionnaire={
            "name": "panel",
            "titles": {"nl": "Panel"},
            "languages": ["nl"],
            "pages": [
                {
                    "name": "one", "titles": {}, "notes": [], "relevant": "",
                    "questions": [
                        {
                            "name": "gedachte", "concept": THOUGHT, "kind": "open",
                            "labels": {"nl": "Wat is de gedachte?"}, "hints": {}, "choices": [],
                            "is_required": False, "relevant": "", "constraint": "",
                            "constraint_messages": {}, "limits": None, "most": 500,
                        }
                    ],
                }
            ],
        },
    )  # fmt: skip
    wave = Wave.objects.create(
        survey=survey, key="2026", edition=edition, reference_day=date(2026, 1, 1),
        opens_on=date(2026, 1, 1), closes_on=date(2026, 2, 1), state="closed",
        opened_at=now(), closed_at=now(),
    )  # fmt: skip
    for number, text in enumerate(["samen opleiden", "geen idee", "", "vasthouden"]):
        AnswerSheet.objects.create(
            wave=wave, code=f"c{number}", answers={"gedachte": text}, completed_at=now()
        )
    AnswerSheet.objects.create(wave=wave, code="c9", answers={"gedachte": "half"})
    for name, counts in (("together", True), ("other", False)):
        write_code(
            by=SYSTEM, survey="panel", concept=THOUGHT, name=name, titles={"nl": name},
            counts=counts,
        )  # fmt: skip
    return wave


def next_to_code(wave: Wave, coder: Actor) -> int | None:
    coded = coded_by(wave, THOUGHT, user_id=coder.user_id)
    return OpenAnswers.of(wave, THOUGHT).next_for(coded)


def agreement(wave: Wave):
    return OpenAnswers.of(wave, THOUGHT).agreement(code_book(wave.survey_id, THOUGHT))


def test_only_finished_sheets_with_a_text_are_coded(wave: Wave) -> None:
    assert OpenAnswers.of(wave, THOUGHT).progress.answers == 3
    assert [one.name for one in open_questions(wave)] == ["gedachte"]


def test_two_coders_are_given_each_answer_once_and_a_third_none(wave: Wave, coders) -> None:
    first, second, third = coders
    for coder in (first, second):
        seen = []
        while sheet := next_to_code(wave, coder):
            seen.append(sheet)
            code_answer(by=coder, sheet_id=sheet, concept=THOUGHT, codes=["together"])
        assert len(seen) == len(set(seen)) == 3
    assert next_to_code(wave, third) is None
    assert OpenAnswers.of(wave, THOUGHT).progress.is_done
    sheet = Coding.objects.first().sheet_id
    with pytest.raises(Refused, match="Two people have coded"):
        code_answer(by=third, sheet_id=sheet, concept=THOUGHT, codes=[])


def test_what_one_coder_began_is_finished_before_something_new(wave: Wave, coders) -> None:
    first, second, _third = coders
    last = AnswerSheet.objects.get(code="c3")
    code_answer(by=first, sheet_id=last.pk, concept=THOUGHT, codes=[])
    assert next_to_code(wave, second) == last.pk


def test_codes_may_change_until_somebody_else_has_coded_the_answer(wave: Wave, coders) -> None:
    first, second, _third = coders
    sheet = AnswerSheet.objects.get(code="c0").pk
    code_answer(by=first, sheet_id=sheet, concept=THOUGHT, codes=["other"])
    code_answer(by=first, sheet_id=sheet, concept=THOUGHT, codes=["together"])
    code_answer(by=second, sheet_id=sheet, concept=THOUGHT, codes=["together"])
    with pytest.raises(Refused, match="your codes stay"):
        code_answer(by=first, sheet_id=sheet, concept=THOUGHT, codes=["other"])
    assert decided(wave, THOUGHT) == {sheet: frozenset({"together"})}


def test_what_two_differ_on_is_decided_only_once_it_is_settled(wave: Wave, coders) -> None:
    first, second, third = coders
    sheet = AnswerSheet.objects.get(code="c0").pk
    code_answer(by=first, sheet_id=sheet, concept=THOUGHT, codes=["together"])
    with pytest.raises(Refused, match="nothing to settle"):
        settle_answer(by=third, sheet_id=sheet, concept=THOUGHT, codes=[])
    code_answer(by=second, sheet_id=sheet, concept=THOUGHT, codes=["other"])
    [one] = OpenAnswers.of(wave, THOUGHT).differences()
    assert (one.text, one.first, one.second) == ("samen opleiden", ("together",), ("other",))
    assert decided(wave, THOUGHT) == {}
    assert OpenAnswers.of(wave, THOUGHT).progress.different == 1
    settle_answer(by=third, sheet_id=sheet, concept=THOUGHT, codes=["together"])
    assert decided(wave, THOUGHT) == {sheet: frozenset({"together"})}
    assert list(OpenAnswers.of(wave, THOUGHT).differences()) == []


def test_settling_what_both_agree_on_is_refused(wave: Wave, coders) -> None:
    first, second, _third = coders
    sheet = AnswerSheet.objects.get(code="c0").pk
    for coder in (first, second):
        code_answer(by=coder, sheet_id=sheet, concept=THOUGHT, codes=["other"])
    with pytest.raises(Refused, match="the same"):
        settle_answer(by=first, sheet_id=sheet, concept=THOUGHT, codes=[])


def test_settling_does_not_make_the_coders_agree_more(wave: Wave, coders) -> None:
    first, second, third = coders
    for code, one, two in (("c0", ["together"], ["together"]), ("c1", ["together"], ["other"])):
        sheet = AnswerSheet.objects.get(code=code).pk
        code_answer(by=first, sheet_id=sheet, concept=THOUGHT, codes=one)
        code_answer(by=second, sheet_id=sheet, concept=THOUGHT, codes=two)
    before = agreement(wave)
    settle_answer(by=third, sheet_id=sheet, concept=THOUGHT, codes=["together"])
    assert agreement(wave) == before
    assert set(before) == {"", "together", "other"}


def test_a_code_that_the_book_does_not_have_is_refused(wave: Wave, coders) -> None:
    sheet = AnswerSheet.objects.get(code="c0").pk
    with pytest.raises(Refused, match="does not have: unknown"):
        code_answer(by=coders[0], sheet_id=sheet, concept=THOUGHT, codes=["unknown"])


def test_nobody_codes_without_being_known(wave: Wave) -> None:
    sheet = AnswerSheet.objects.get(code="c0").pk
    with pytest.raises(Refused, match="who you are"):
        code_answer(by=SYSTEM, sheet_id=sheet, concept=THOUGHT, codes=[])


def test_an_answer_that_was_taken_back_is_not_found(wave: Wave, coders) -> None:
    with pytest.raises(NotFound):
        code_answer(by=coders[0], sheet_id=10**9, concept=THOUGHT, codes=[])


def test_codes_stay_once_the_figures_are_released(wave: Wave, coders) -> None:
    Wave.objects.update(state="released")
    sheet = AnswerSheet.objects.get(code="c0").pk
    with pytest.raises(Refused, match="were released"):
        code_answer(by=coders[0], sheet_id=sheet, concept=THOUGHT, codes=[])


def test_a_code_in_use_neither_goes_nor_changes_what_it_counts_for(wave: Wave, coders) -> None:
    sheet = AnswerSheet.objects.get(code="c0").pk
    code_answer(by=coders[0], sheet_id=sheet, concept=THOUGHT, codes=["together"])
    given = {"survey": "panel", "concept": THOUGHT, "name": "together"}
    with pytest.raises(Refused, match="so it stays"):
        drop_code(by=SYSTEM, **given)
    with pytest.raises(Refused, match="stays as it is"):
        write_code(by=SYSTEM, titles={"nl": "Samen"}, counts=False, **given)
    write_code(by=SYSTEM, titles={"nl": "Samen"}, counts=True, **given)
    drop_code(by=SYSTEM, survey="panel", concept=THOUGHT, name="other")


def test_a_code_needs_a_title_in_dutch(wave: Wave) -> None:
    with pytest.raises(Refused, match="title in Dutch"):
        write_code(
            by=SYSTEM, survey="panel", concept=THOUGHT, name="new", titles={"en": "New"},
            counts=True,
        )  # fmt: skip


def test_codes_go_with_the_answer_that_they_were_given_and_those_of_others_stay(
    coders: tuple[Actor, Actor, Actor],
) -> None:
    first, second, _third = coders
    asked = person_asked(open_wave(_two_open_questions()))
    raw = {"why": "Meer geld", "thought": "Samen opleiden"}
    answer(asked, "first", raw)
    sheet = AnswerSheet.objects.get()
    for concept in ("why", THOUGHT):
        write_code(by=SYSTEM, survey="panel", concept=concept, name="money",
                   titles={"nl": "Geld"}, counts=True)  # fmt: skip
        for by in (first, second):
            code_answer(by=by, sheet_id=sheet.pk, concept=concept, codes=["money"])
    answer(asked, "first", raw)
    assert Coding.objects.filter(concept="why").count() == 2
    answer(asked, "first", raw | {"why": "Een kortere reis"})
    stands = Coding.objects.exclude(turn="changed")
    assert set(stands.values_list("concept", flat=True)) == {THOUGHT}
    assert Coding.objects.get(turn="changed").concept == "why"
    enter_for(by=SYSTEM, invitation_id=asked.pk, channel="paper", language="nl", reason="Op papier",
              raw={"why": "Een kortere reis", "thought": "Vasthouden"})  # fmt: skip
    assert not stands.exists()
    wave = asked.wave
    assert [OpenAnswers.of(wave, one).progress.again for one in ("why", THOUGHT)] == [1, 1]
    drop_code(by=SYSTEM, survey="panel", concept="why", name="money")


def _two_open_questions() -> Questionnaire:
    asked = (
        Question("why", "why", Kind.OPEN, {"nl": "Waarom?"}),
        Question("thought", THOUGHT, Kind.OPEN, {"nl": "Wat is de gedachte?"}),
    )
    return Questionnaire("panel", {"nl": "Panel"}, ("nl",), (Page("first", questions=asked),))
