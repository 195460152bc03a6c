# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shipped questionnaires are whole, in three languages, and ask what the measures need."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from ruamel.yaml import YAML

import hcat.surveys.shipped
from hcat.fields.api import field_codes
from hcat.surveys.instrument.answering import asked, pages_asked
from hcat.surveys.instrument.duration import minutes
from hcat.surveys.instrument.expressions import looks_at
from hcat.surveys.instrument.questionnaire import NO_ANSWER, Kind, Questionnaire, Texts
from hcat.surveys.instrument.xlsform import read_questionnaire

FOLDER = Path(hcat.surveys.shipped.__file__).parent
LANGUAGES = {"nl", "en", "de"}
ROWS: list[dict[str, Any]] = YAML(typ="safe").load(
    (FOLDER / "surveys.yaml").read_text(encoding="utf-8")
)["surveys"]
KEYS = [row["key"] for row in ROWS]
LEVELS = ("mbo3", "mbo4", "hbo", "wo")
FACTORS = {"development", "flexibility", "enterprise", "dialogue", "pay", "building"}
QUALIFICATIONS = (
    "technical_basis", "practical_skill", "digital", "safety_quality", "problem_solving",
    "working_together", "languages", "learning",
)  # fmt: skip
NEEDED: dict[str, dict[str, Kind]] = {
    "company-panel": {
        "shortage_now": Kind.SINGLE,
        "shortage_expected": Kind.SINGLE,
        **{f"shortage_now_{level}": Kind.NUMBER for level in LEVELS},
        **{f"shortage_expected_{level}": Kind.NUMBER for level in LEVELS},
        "shortage_field": Kind.MULTIPLE,
        "growth": Kind.NUMBER,
        "satisfaction_with_starters": Kind.SCALE,
        **{f"satisfaction_{level}": Kind.SCALE for level in LEVELS},
        **{f"asked_{one}": Kind.SCALE for one in QUALIFICATIONS},
        **{f"brought_{one}": Kind.SCALE for one in QUALIFICATIONS},
        "knows_talent_wishes": Kind.SINGLE,
        "acted_on_talent_wishes": Kind.SINGLE,
        "measures_taken": Kind.MULTIPLE,
        "knows_agenda": Kind.SINGLE,
        "knows_agenda_value": Kind.SINGLE,
        "agenda_thought": Kind.OPEN,
        "hired_international": Kind.SINGLE,
        "used_expat_desk": Kind.SINGLE,
        "satisfaction_expat_desk": Kind.SCALE,
        "willing_to_share": Kind.SINGLE,
    },
    "talent": {
        "wishes": Kind.RANKING,
        "region_image": Kind.SCALE,
        "employer_image": Kind.SCALE,
        "known_employers": Kind.SINGLE,
    },
    "students": {
        "wishes": Kind.RANKING,
        "region_image": Kind.SCALE,
        "employer_image": Kind.SCALE,
        "known_employers": Kind.SINGLE,
    },
    "expats": {
        "satisfaction_expats": Kind.SCALE,
        "needs": Kind.MULTIPLE,
        "leaves_within_18_months": Kind.SINGLE,
    },
    "schools": {"uses_curriculum": Kind.SINGLE},
    "enthusiasm-pupils": {"enthusiasm": Kind.SCALE},
    "enthusiasm-parents": {"enthusiasm": Kind.SCALE},
    "enthusiasm-teachers": {"enthusiasm": Kind.SCALE},
    "pull-factor-scan": {
        **dict.fromkeys(sorted(FACTORS), Kind.SCALE),
        "measures_taken": Kind.MULTIPLE,
    },
}


@cache
def questionnaire(key: str) -> Questionnaire:
    with translation.override("en"):
        reading = read_questionnaire((FOLDER / f"{key}.md").read_bytes(), f"{key}.md")
    assert reading.problems == ()
    assert reading.questionnaire is not None
    return reading.questionnaire


def every_text(key: str) -> list[Texts]:
    found = questionnaire(key)
    texts: list[Texts] = [found.titles]
    for page in found.pages:
        texts += [page.titles, *page.notes]
        for one in page.questions:
            texts += [one.labels, one.hints, one.constraint_messages]
            texts += [choice.labels for choice in one.choices]
    return [text for text in texts if text]


def test_each_file_is_in_the_list_and_each_of_the_list_is_a_file() -> None:
    files = {path.stem for path in FOLDER.glob("*.md")} - {"README"}
    assert files == set(KEYS) == set(NEEDED)
    assert len(KEYS) == len(set(KEYS))


@pytest.mark.parametrize("row", ROWS, ids=KEYS)
def test_the_list_says_of_each_whom_it_asks_what_for_and_how_long_it_is_kept(
    row: dict[str, Any],
) -> None:
    assert set(row) - {"codes"} == {
        "key", "titles", "purposes", "population", "high_tech_only", "asks_minors", "kept_years",
        "minutes",
    }  # fmt: skip
    assert set(row["titles"]) == set(row["purposes"]) == LANGUAGES
    assert row["population"] in ("companies", "schools", "people")
    assert not row["high_tech_only"] or row["population"] == "companies"
    assert 1 <= row["kept_years"] <= (2 if row["asks_minors"] else 10)
    found = questionnaire(row["key"])
    assert (found.name, found.titles) == (row["key"], row["titles"])
    takes = minutes(found, "nl")
    assert row["minutes"] == [takes.least, takes.most]


def test_the_code_book_of_the_thought_has_codes_that_count_and_codes_that_do_not() -> None:
    books = {row["key"]: row["codes"] for row in ROWS if "codes" in row}
    assert {key: set(book) for key, book in books.items()} == {"company-panel": {"agenda_thought"}}
    lines = books["company-panel"]["agenda_thought"]
    assert all(set(one["titles"]) == LANGUAGES for one in lines)
    assert {one.get("counts", False) for one in lines} == {True, False}


@pytest.mark.parametrize("key", KEYS)
def test_it_is_read_without_a_single_remark_and_is_whole_in_three_languages(key: str) -> None:
    assert set(questionnaire(key).languages) == LANGUAGES
    for texts in every_text(key):
        assert set(texts) == LANGUAGES, texts
        assert all(text.strip() for text in texts.values())


@pytest.mark.parametrize("key", KEYS)
def test_names_are_filled_in_alike_in_all_languages_and_no_region_is_named(key: str) -> None:
    for texts in every_text(key):
        places = {tuple(sorted(re.findall(r"\{[^}]*\}", text))) for text in texts.values()}
        assert len(places) == 1, texts
        assert set(next(iter(places))) <= {"{region}", "{agenda}"}
    everything = (FOLDER / f"{key}.md").read_text(encoding="utf-8")
    assert not re.search(r"twent|hcat(?! contributors)|overijssel|enschede", everything, re.I)


@pytest.mark.parametrize("key", [key for key in KEYS if key != "enthusiasm-pupils"])
def test_a_condition_looks_at_an_earlier_question_that_must_be_answered(key: str) -> None:
    """Else whoever leaves that open would not be asked what comes after. Pupils must nothing."""
    must: dict[str, bool] = {}
    for page in questionnaire(key).pages:
        assert all(must[name] for name in looks_at(page.relevant))
        for one in page.questions:
            assert all(must[name] for name in looks_at(one.relevant)), one.name
            must[one.name] = one.is_required


@pytest.mark.parametrize("key", KEYS)
def test_a_page_has_one_to_five_questions_and_a_title(key: str) -> None:
    for page in questionnaire(key).pages:
        assert 1 <= len(page.questions) <= 5
        assert page.titles


@pytest.mark.parametrize("key", KEYS)
def test_scales_say_what_their_ends_mean_and_numbers_have_limits(key: str) -> None:
    for one in questionnaire(key).questions:
        if one.kind is Kind.SCALE:
            assert one.limits is not None
            assert (one.limits.low, one.limits.high) in ((1, 10), (1, 5))
            assert all(f"{one.limits.high:g}" in text for text in one.hints.values())
            assert set(one.hints) == LANGUAGES
        if one.kind is Kind.NUMBER:
            assert one.limits is not None
            assert None not in (one.limits.low, one.limits.high)
            assert one.limits.whole


@pytest.mark.parametrize("key", KEYS)
def test_the_concepts_that_measures_need_are_asked_as_they_need_them(key: str) -> None:
    kinds = {one.concept: one.kind for one in questionnaire(key).questions}
    assert {name: kinds.get(name) for name in NEEDED[key]} == NEEDED[key]
    for one in questionnaire(key).questions:
        # What is stored goes by the name; others look it up by the concept.
        assert one.name == one.concept


@pytest.mark.parametrize("key", ["company-panel", "talent", "students"])
def test_fields_are_those_of_the_room_of_fields(key: str) -> None:
    codes = set(field_codes())
    asked_of = {
        one.name: {choice.name for choice in one.choices}
        for one in questionnaire(key).questions
        if one.name in ("shortage_field", "main_field", "field")
    }
    assert asked_of
    for names in asked_of.values():
        assert names - {"other", *NO_ANSWER} == codes


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("company-panel", "measures_taken"),
        ("talent", "wishes"),
        ("students", "wishes"),
        ("pull-factor-scan", "measures_taken"),
        ("pull-factor-scan", "measures_planned"),
    ],
)
def test_pull_factors_have_the_same_names_everywhere(key: str, name: str) -> None:
    names = {choice.name for choice in questionnaire(key).question(name).choices}
    assert names - {"other", "none", *NO_ANSWER} == FACTORS


def test_what_is_said_in_both_surveys_of_talent_is_asked_in_the_same_words() -> None:
    """Their answers are put beside each other."""
    for name in ("wishes", "known_employers", "employer_image", "knows_region", "region_image"):
        assert questionnaire("talent").question(name) == questionnaire("students").question(name)


def names_asked(key: str, answers: dict[str, Any]) -> set[str]:
    found = questionnaire(key)
    return {one.name for page in pages_asked(found, answers) for one in asked(found, page, answers)}


NOTHING = {
    "shortage_now": "no", "shortage_expected": "no", "hired_starters": "no",
    "main_field": "not_applicable", "knows_talent_wishes": "no", "acted_on_talent_wishes": "no",
    "hired_international": "no", "knows_agenda": "no", "knows_agenda_value": "no",
}  # fmt: skip


def test_a_company_without_shortage_or_new_people_is_asked_eleven_questions() -> None:
    assert names_asked("company-panel", NOTHING) == {*NOTHING, "growth", "willing_to_share"}


def test_a_company_that_hired_nobody_is_not_asked_how_starters_or_the_centre_were() -> None:
    hired = {**NOTHING, "main_field": "software"}
    names = names_asked("company-panel", hired)
    assert "asked_digital" in names
    assert not {one for one in names if one.startswith(("satisfaction", "brought", "used"))}


def test_only_levels_that_were_hired_are_marked() -> None:
    hired = {**NOTHING, "hired_starters": "yes", "starter_levels": ["hbo"]}
    marked = {one for one in names_asked("company-panel", hired) if one.startswith("satisfaction")}
    assert marked == {"satisfaction_with_starters", "satisfaction_hbo"}


def test_talk_of_the_thought_is_for_who_knows_the_agenda() -> None:
    assert "agenda_thought" in names_asked("company-panel", {**NOTHING, "knows_agenda": "yes"})
    assert "agenda_thought" not in names_asked("company-panel", NOTHING)


def test_the_panel_can_be_answered_in_a_quarter_of_an_hour_by_who_is_asked_everything() -> None:
    assert len(questionnaire("company-panel").questions) <= 46
    assert minutes(questionnaire("company-panel"), "nl").most <= 15


def test_pupils_are_asked_little_nothing_by_force_and_nothing_that_identifies() -> None:
    found = questionnaire("enthusiasm-pupils")
    assert len(found.questions) <= 6
    for one in found.questions:
        assert not one.is_required
        assert one.kind in (Kind.SCALE, Kind.SINGLE)
        for text in (one.labels["nl"], one.labels["en"], one.labels["de"]):
            assert len(text.split()) <= 15
            assert not re.search(r"\b(u|uw|Sie|Ihr)\b", text)


@pytest.mark.parametrize("key", [key for key in KEYS if key != "enthusiasm-pupils"])
def test_adults_are_addressed_formally(key: str) -> None:
    for texts in every_text(key):
        assert not re.search(r"\b(je|jij|jouw|jullie)\b", texts["nl"], re.I), texts["nl"]
        assert not re.search(r"\b(du|dein\w*|dich|dir)\b", texts["de"], re.I), texts["de"]
