# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changing a questionnaire at the desk: kept at each step, refused at the field, saved once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from hcat.surveys.api import (
    Choice,
    Edition,
    EditionDraft,
    Kind,
    Limits,
    Page,
    Question,
    Questionnaire,
    Survey,
    SurveyFacts,
    add_survey,
    save_edition,
)
from tests.web.desk.conftest import BY, Visitor, text_of

pytestmark = pytest.mark.usefixtures("polder")
PANEL = "/desk/surveys/panel"
EDIT = f"{PANEL}/edit"


def texts(word: str) -> dict[str, str]:
    return {"nl": f"{word} (nl)", "en": word, "de": f"{word} (de)"}


def asked() -> Questionnaire:
    yes_no = tuple(Choice(one, texts(one)) for one in ("yes", "no"))
    return Questionnaire(
        "panel", texts("Panel"), ("nl", "en", "de"),
        (
            Page("shortage", texts("Shortage"), questions=(
                Question("short", "shortage_now", Kind.SINGLE, texts("Are you short of people?"),
                         choices=yes_no, is_required=True),
                Question("many", "shortage_many", Kind.NUMBER, texts("How many?"),
                         relevant="${short} = 'yes'", limits=Limits(0, 500, True)),
            )),
            Page("image", texts("Image"), questions=(
                Question("region", "region_image", Kind.SCALE, texts("How is the region?"),
                         limits=Limits(1, 10, True)),
            )),
        ),
    )  # fmt: skip


def a_survey(key: str = "panel", *, edition: bool = True) -> Survey:
    made = add_survey(
        by=BY, key=key,
        facts=SurveyFacts(
            titles=texts("Panel"), purposes=texts("To know."), population="companies",
        ),
    )  # fmt: skip
    if edition:
        save_edition(by=BY, survey=key, questionnaire=asked(), origin="shipped")
    return made


def press(visitor: Visitor, path: str, **given: str) -> str:
    response = visitor.client.post(f"/en{path}", given, follow=True)
    assert response.status_code == 200, response
    return text_of(response)


def send(visitor: Visitor, page: str, status: int = 302, /, **answers: Any) -> Any:
    response = visitor.client.post(f"/en{page}", visitor.answered(visitor.fill(page), **answers))
    assert response.status_code == status, text_of(response)
    return response


def draft() -> Questionnaire:
    return Questionnaire.from_json(EditionDraft.objects.get().questionnaire)


@pytest.fixture
def editor(manager: Visitor) -> Visitor:
    a_survey()
    assert "Are you short of people?" in press(manager, f"{EDIT}/begin")
    return manager


def test_a_question_is_changed_and_the_others_stay(editor: Visitor) -> None:
    send(editor, f"{EDIT}/questions/short", label_en="Do you lack people?")
    assert draft().question("short").labels["en"] == "Do you lack people?"
    assert draft().question("many") == asked().question("many")
    assert draft().question("short").choices == asked().question("short").choices


def test_a_question_that_is_sent_as_it_was_is_the_same(editor: Visitor) -> None:
    ticked = {"short": {"is_required": "on"}, "many": {"whole": "on"}, "region": {}}
    for name, boxes in ticked.items():
        send(editor, f"{EDIT}/questions/{name}", **boxes)
    assert draft() == asked()


def test_a_question_with_choices_is_added_at_its_place(editor: Visitor) -> None:
    send(
        editor, f"{EDIT}/questions/new?page=image", label_nl="Wat trekt?", label_en="What draws?",
        kind="multiple", name="draws", page="image", place="1",
        **{"choices-0-name": "pay", "choices-0-label_nl": "Loon", "choices-1-name": "team",
           "choices-1-label_nl": "Collega's", "choices-1-place": "1", "choices-0-place": "2"},
    )  # fmt: skip
    made = draft().question("draws")
    assert made.concept == "draws"
    assert [one.name for one in made.choices] == ["team", "pay"]
    assert [one.name for one in draft().page("image").questions] == ["draws", "region"]


def test_a_condition_that_cannot_be_read_says_where_at_the_field(editor: Visitor) -> None:
    page = send(
        editor, f"{EDIT}/questions/many", 422, relevant="${short} = = 'yes'", label_en="Kept text"
    )
    assert "Look at sign" in page.context["form"].errors["relevant"][0]
    assert "Kept text" in page.content.decode()
    assert draft() == asked()


def test_a_condition_on_a_later_question_is_refused_at_the_field(editor: Visitor) -> None:
    page = send(editor, f"{EDIT}/questions/short", 422, relevant="${region} > 5")
    assert "relevant" in page.context["form"].errors


def test_a_name_that_is_taken_is_refused_at_the_field(editor: Visitor) -> None:
    page = send(editor, f"{EDIT}/questions/many", 422, name="short")
    assert "name" in page.context["form"].errors


def test_a_scale_without_ends_is_refused_at_the_field(editor: Visitor) -> None:
    page = send(editor, f"{EDIT}/questions/region", 422, low="", high="")
    assert set(page.context["form"].errors) == {"low", "high"}


@pytest.mark.parametrize(("typed", "means"), [("1.000", 1000), ("1.250,5", 1250.5), ("12", 12)])
def test_a_limit_is_read_as_the_language_of_the_page_writes_it(
    editor: Visitor, typed: str, means: float
) -> None:
    page = editor.client.get(f"{EDIT}/questions/many")
    form = page.context["form"]
    given = {name: form[name].value() for name in form.fields}
    given |= {"choices-TOTAL_FORMS": "0", "choices-INITIAL_FORMS": "0", "high": typed}
    sent = editor.client.post(
        f"{EDIT}/questions/many", {k: v for k, v in given.items() if v not in (None, False)}
    )
    assert sent.status_code == 302, text_of(sent)
    limits = draft().question("many").limits
    assert limits is not None
    assert limits.high == means
    again = editor.client.get(f"{EDIT}/questions/many")
    assert f'value="{typed}"' in again.content.decode()


def test_a_choice_without_dutch_is_refused_at_its_line(editor: Visitor) -> None:
    page = send(
        editor, f"{EDIT}/questions/short", 422,
        **{"choices-2-name": "maybe", "choices-2-label_en": "Maybe"},
    )  # fmt: skip
    assert "Choice 3" in text_of(page)
    assert "Write it in Dutch too." in text_of(page)


def test_questions_and_pages_move_and_conditions_hold(editor: Visitor) -> None:
    said = press(editor, f"{EDIT}/move", what="question", name="many", way="up")
    assert draft() == asked(), "it would be asked before what its condition looks at"
    assert "moved" not in said
    press(editor, f"{EDIT}/move", what="page", name="image", way="up")
    assert [one.name for one in draft().pages] == ["image", "shortage"]


def test_a_page_and_a_question_of_one_name_have_each_their_place(editor: Visitor) -> None:
    row = EditionDraft.objects.get()
    row.questionnaire["pages"][1]["name"] = "save"
    row.questionnaire["pages"][1]["questions"][0]["name"] = "save"
    row.save()
    page = editor.open(EDIT).content.decode()
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {"page-save", "question-save", "save"} <= set(ids)
    where = f"/en{EDIT}#page-save"
    moved = {"what": "page", "name": "save", "way": "up"}
    assert editor.client.post(f"/en{EDIT}/move", moved)["Location"] == where


def test_what_a_condition_looks_at_is_not_taken_out(editor: Visitor) -> None:
    assert "Take out" in text_of(editor.open(f"{EDIT}/remove/sure?what=question&name=short"))
    press(editor, f"{EDIT}/remove", what="question", name="short")
    assert draft() == asked()
    press(editor, f"{EDIT}/remove", what="question", name="many")
    assert [one.name for one in draft().questions] == ["short", "region"]


def test_a_page_is_added_with_its_notes(editor: Visitor) -> None:
    send(
        editor, f"{EDIT}/pages/new", name="last", title_nl="Slot", title_en="End",
        notes_nl="Een.\n\nTwee.", notes_en="One.",
    )  # fmt: skip
    made = draft().page("last")
    assert made.notes == ({"nl": "Een.", "en": "One."}, {"nl": "Twee."})
    send(editor, f"{EDIT}/pages/last")
    assert draft().page("last") == made


def test_somebody_elses_change_is_not_overwritten_unseen(editor: Visitor) -> None:
    mine = editor.fill(f"{EDIT}/questions/short", label_en="Mine")
    send(editor, f"{EDIT}/questions/short", label_en="Theirs")
    page = editor.client.post(f"/en{EDIT}/questions/short", mine)
    assert page.status_code == 422
    assert "Somebody else changed" in text_of(page)
    assert draft().question("short").labels["en"] == "Theirs"


def test_saving_makes_the_next_edition_and_ends_the_draft(editor: Visitor) -> None:
    send(editor, f"{EDIT}/questions/short", label_en="Do you lack people?")
    said = press(editor, f"{EDIT}/save")
    assert "Edition 2" in said
    assert "has other words" in said
    assert not EditionDraft.objects.exists()
    assert [one.number for one in Edition.objects.all()] == [2, 1]


def test_saving_what_did_not_change_is_refused(editor: Visitor) -> None:
    press(editor, f"{EDIT}/save")
    assert Edition.objects.count() == 1
    assert EditionDraft.objects.exists()


def test_throwing_the_draft_away_asks_first(editor: Visitor) -> None:
    assert "Throw the draft away?" in press(editor, f"{EDIT}/drop")
    assert EditionDraft.objects.exists()
    press(editor, f"{EDIT}/drop", sure="yes")
    assert not EditionDraft.objects.exists()


def test_an_empty_survey_begins_with_an_empty_page(manager: Visitor) -> None:
    a_survey(edition=False)
    assert "It asks nothing yet" in press(manager, f"{EDIT}/begin")


def test_without_a_draft_the_page_says_where_to_begin(manager: Visitor) -> None:
    a_survey()
    page = manager.open(EDIT)
    assert page.status_code == 404
    assert "Begin anew from the page of the survey." in text_of(page)


def test_who_may_only_read_changes_nothing(signed_in: Callable[[str], Visitor]) -> None:
    a_survey()
    board = signed_in("board")
    assert board.open(PANEL).status_code == 200
    assert "Change the questionnaire" not in text_of(board.open(PANEL))
    assert board.client.post(f"/en{EDIT}/begin").status_code == 403
    assert board.open(EDIT).status_code == 403
    assert board.open(f"{PANEL}/upload").status_code == 403
    assert not EditionDraft.objects.exists()
