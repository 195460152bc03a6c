# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is not understood in a file is reported: where, what and how to mend it."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from hcat.surveys.instrument import sheets
from hcat.surveys.instrument.questionnaire import Kind, Limits
from hcat.surveys.instrument.xlsform import read_questionnaire

from .making import full, read, small

WIDE = "type | name | label::Nederlands (nl) | relevant | constraint | parameters | appearance"


def test_a_markdown_file_of_other_tables_is_not_read_to_its_end() -> None:
    read = read_questionnaire(b"| a | b |\n" * (sheets.MOST_WRONG * 4), "notes.md")
    assert read.questionnaire is None
    assert any(one.where == "line 501" and "stopped" in one.what for one in read.errors)
    assert len(sheets.read_sheets(b"| a | b |\n" * 5000, "notes.md").problems) <= (
        sheets.MOST_WRONG + 1
    )


def test_the_full_example_is_read_whole() -> None:
    questionnaire = full()
    assert questionnaire.languages == ("nl", "en", "de")
    assert [page.name for page in questionnaire.pages] == [
        "welcome",
        "shortage",
        "wishes",
        "satisfied",
    ]
    assert [question.kind for question in questionnaire.questions] == [
        Kind.SINGLE,
        Kind.NUMBER,
        Kind.NUMBER,
        Kind.MULTIPLE,
        Kind.OPEN,
        Kind.RANKING,
        Kind.SCALE,
    ]
    assert questionnaire.question("short_now").concept == "shortage_now"
    assert questionnaire.question("short_mbo4").relevant == "${short_now} = 'yes'"
    assert questionnaire.question("short_mbo4").limits == Limits(0, 5000, True)
    assert questionnaire.page("shortage").notes[0]["nl"].endswith("\nOok om ‘zij-instromers’.")
    assert questionnaire.question("measures_taken").choices[0].labels["en"] == "Pay | bonus"


@pytest.mark.parametrize(
    ("text", "where", "what", "mend"),
    [
        (small("select_on yes_no | a | A"), "line 3", "is not known", "select_one"),
        (small("select_one yes_now | a | A"), "line 3", "no list of choices", "yes_no"),
        (small("select_one yes_no or_other | a | A"), "line 3", "one list", "select_one yes_no"),
        (small("text | a | A", "text | a | B"), "line 4", "Two questions are called", "another"),
        (small("text | a b | A"), "line 3", "cannot be a name", "no spaces"),
        (small("text | a | "), "line 3", "no text in Dutch", "Dutch"),
        (small("text | | A"), "line 3", "no name", "Give it one"),
        (small("| a | A"), "line 3", "no type", "what is asked"),
        (small("begin_group | a | A", "text | b | B"), "line 3", "not closed", "end_group"),
        (small("text | b | B", "end_group | | "), "line 4", "did not begin", "begin_group"),
        (
            small("begin_group | a | A", "begin_group | b | B", "text | c | C"),
            "line 4",
            "stands within a group",
            "End the first",
        ),
        (
            small("begin_repeat | a | A", "text | c | C", "end_repeat | | "),
            "line 3",
            "repeated",
            "",
        ),
        (small("text | a | Hallo ${b}"), "line 3", "filled in", "without"),
        (small("range | a | A"), "line 3", "one whole number to another", "start=1"),
        (
            small("text | a | A | ${b} = '1' | | | ", "text | b | B", columns=WIDE),
            "line 3",
            "not asked earlier",
            "move one",
        ),
        (
            small("text | growth | A", "text | b | B | ${grwth} = '1' | | | ", columns=WIDE),
            "line 4",
            "no such question",
            "growth",
        ),
        (
            small("text | a | A", "text | b | B | foo(${a}) | | | ", columns=WIDE),
            "line 4",
            "“foo” is not known",
            "sign 1",
        ),
        (
            small("select_one yes_no | a | A", "text | b | B | ${a} = 'yess' | | | ", columns=WIDE),
            "line 4",
            "no choice “yess”",
            "yes",
        ),
        (
            small("integer | a | A | | . = 'x' | | ", columns=WIDE),
            "line 3",
            "is a number",
            "quotes",
        ),
        (small("integer | a | A | | 1 = 1 | | ", columns=WIDE), "line 3", "nothing of the", "“.”"),
        (
            small("integer | a | A | . = 1 | | | ", columns=WIDE),
            "line 3",
            "no answer yet",
            "${name}",
        ),
        (
            small("range | a | A | | | start=1 end=5 step=2 | ", columns=WIDE),
            "line 3",
            "steps of 1",
            "step=1",
        ),
        (small("range | a | A | | | strat=1 end=5 | ", columns=WIDE), "line 3", "“strat”", "start"),
        (
            small("text | a | A | | | |", "note | n | N | | | abc def | ", columns=WIDE),
            "",
            "Other programs",
            "Change what it names",
        ),
        (
            small("text | a | A | | | |", "audit | audit | | | | abc def | ", columns=WIDE),
            "",
            "Other programs",
            "Change what it names",
        ),
        (small("text | a | A | | | max=big | ", columns=WIDE), "line 3", "not a number", "point"),
        (
            small("text | a | A | x", columns="type | name | label::Nederlands (nl) | relevent"),
            "line 2",
            "“relevent” is not known",
            "relevant",
        ),
        (
            small("text | a | A | 1", columns="type | name | label::Nederlands (nl) | calculation"),
            "line 2",
            "“calculation” is not known",
            "columns",
        ),
        (
            small("text | a | A | soms", columns="type | name | label::Nederlands (nl) | required"),
            "line 3",
            "“required” is “soms”",
            "yes or no",
        ),
        (small("text | a | A", columns="type | name | label::Klingon"), "line 2", "not known", ""),
        (small("text | a | A", settings="| settings |"), "settings", "no settings", "form_title"),
        (
            small("text | a | A", settings="| settings |\n| | form_id |\n| | small |"),
            "settings",
            "no title",
            "Give it",
        ),
        (small("text | a | A", choices=("l | x | X", "m | | Y")), "choices", "list and a name", ""),
        (
            small("select_one l | a | A", choices=("l | x | X", "l | x | Y")),
            "line 3",
            "Two choices are called",
            "another",
        ),
        ("| survey |\n| | type | name\n", "line 2", "does not end", "Close it"),
        ("| questions |\n| | type |\n| | text |", "", "no sheet “survey”", "survey"),
        ("| survey |\n| | type | type |\n| | text | a |", "line 2", "Two columns", "another"),
        (small("text | a | A | lost"), "line 3", "without a heading", "heading"),
        (small("text | a | A") + "\n| entities |\n| | list_name |", "entities", "not read", ""),
    ],
)
def test_an_error_is_told_with_its_place_and_leaves_no_questionnaire(
    text: str, where: str, what: str, mend: str
) -> None:
    reading = read(text)
    assert reading.questionnaire is None
    assert any(
        where in one.where and what in one.what and mend in one.mend for one in reading.errors
    ), reading.problems


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (small("text | a | A"), "No question uses the list “yes_no”"),
        (small("today | t | ", "text | a | A", choices=()), "nothing is kept of who answers"),
        (
            small("text | a | A | | | | likert", columns=WIDE, choices=()),
            "“likert” is not followed",
        ),
        (
            small(
                "text | a | A | ",
                columns="type | name | label::Nederlands (nl) | label::English (en)",
                choices=(),
            ),
            "no text at all in “label::English (en)”",
        ),
        (
            small(
                "text | a | A | B",
                "text | b | B | ",
                columns="type | name | label::Nederlands (nl) | label::English (en)",
                choices=(),
            ),
            "Not every text is there in English",
        ),
        (
            small(
                "text | a | A | B",
                columns="type | name | label::Nederlands (nl) | label::Frysk (fy)",
                choices=(),
            ),
            "does not speak",
        ),
        (
            small(
                "text | a | A | x",
                columns="type | name | label::Nederlands (nl) | opmerkingen van ons",
                choices=(),
            ),
            "“opmerkingen van ons” is not known",
        ),
        (small("text | a | A", choices=()) + "\n| notities |\n| | x |", "This sheet is not read"),
        (
            small(
                "begin_group | g | G", "text | a | A", "note | n | N", "end_group | |", choices=()
            ),
            "stands after a question",
        ),
    ],
)
def test_a_warning_is_told_and_leaves_a_questionnaire(text: str, what: str) -> None:
    reading = read(text)
    assert reading.errors == ()
    assert reading.questionnaire is not None
    assert any(what in one.what for one in reading.warnings), reading.problems


def _book(rows: list[list[Any]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    for row in rows:
        sheet.append(row)
    other = book.create_sheet("settings")
    other.append(["form_title", "form_id"])
    other.append(["Klein", "small"])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


HEADS = ["type", "name", "label::nl", "parameters", "required"]


def test_numbers_and_truths_of_a_workbook_are_read_as_texts() -> None:
    reading = read_questionnaire(_book([HEADS, ["text", "a", 2026, None, True]]), "a.xlsx")
    assert reading.questionnaire is not None, reading.problems
    question = reading.questionnaire.question("a")
    assert question.labels == {"nl": "2026"}
    assert question.is_required


@pytest.mark.parametrize(
    ("cell", "what"), [("=A1&A2", "formula"), (date(2026, 1, 1), "date or an error")]
)
def test_a_cell_that_is_no_text_is_refused(cell: Any, what: str) -> None:
    reading = read_questionnaire(_book([HEADS, ["text", "a", cell]]), "a.xlsx")
    assert reading.questionnaire is None
    assert any(what in one.what and "row 2" in one.where for one in reading.errors)


def test_a_row_after_many_empty_ones_is_not_lost() -> None:
    rows: list[list[Any]] = [HEADS, ["text", "a", "A"], *[[None]] * 100, ["text", "b", "B"]]
    reading = read_questionnaire(_book(rows), "a.xlsx")
    assert reading.questionnaire is not None, reading.problems
    assert [one.name for one in reading.questionnaire.questions] == ["a", "b"]


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    many: list[list[Any]] = [HEADS, *(["text", f"a{n}", "A"] for n in range(9))]
    for rows in (many, [HEADS, *[[None]] * 20, ["text", "a", "A"]]):
        reading = read_questionnaire(_book(rows), "a.xlsx")
        assert any("more than 3 rows" in one.what for one in reading.errors)


@pytest.mark.parametrize(
    ("content", "filename", "what"),
    [
        (b"", "a.xlsx", "nothing in the file"),
        (b"  \n", "a.md", "nothing in the file"),
        (b"PK\x03\x04 rubbish", "a.xlsx", "broken"),
        (b"%PDF-1.7", "a.pdf", "cannot be read as a questionnaire"),
        (b"x", "", "cannot be read as a questionnaire"),
        (b"\xff\xfe|", "a.md", "no text in UTF-8"),
        (b"| survey |\n| |" + b"x" * 60_000 + b"|", "a.md", "too long"),
        (b"x" * (sheets.LARGEST + 1), "a.md", "larger than 10 MB"),
        (b"just a letter", "a.md", "no sheet “survey”"),
    ],
)
def test_what_is_no_questionnaire_is_refused_in_words(
    content: bytes, filename: str, what: str
) -> None:
    reading = read_questionnaire(content, filename)
    assert reading.questionnaire is None
    assert any(what in one.what and one.mend for one in reading.errors)


def test_a_workbook_that_unpacks_into_too_much_is_not_unpacked() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (sheets.UNPACKED + 1))
    reading = read_questionnaire(file.getvalue(), "bomb.xlsx")
    assert any("unpacks into more" in one.what for one in reading.errors)


def test_a_row_that_claims_to_be_far_away_is_not_waited_for() -> None:
    plain = _book([HEADS, ["text", "a", "A"], ["text", "b", "B"]])
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(plain)) as old, zipfile.ZipFile(file, "w") as new:
        for one in old.namelist():
            part = old.read(one)
            if one.endswith("sheet1.xml"):
                part = part.replace(b'<row r="3"', b'<row r="99999999999"').replace(
                    b'3"', b'99999999999"'
                )
            new.writestr(one, part)
    reading = read_questionnaire(file.getvalue(), "far.xlsx")
    assert reading.questionnaire is not None, reading.problems
    assert [one.name for one in reading.questionnaire.questions] == ["a"]


@given(st.binary(max_size=300), st.sampled_from(("a.md", "a.xlsx", "a", "a.csv")))
def test_no_content_makes_it_fail(content: bytes, filename: str) -> None:
    reading = read_questionnaire(content, filename)
    assert (reading.questionnaire is None) == bool(reading.errors)


@given(
    st.lists(
        st.lists(
            st.sampled_from(("", "a", "text", "begin_group", "end_group", "note", "x=1", "${a}")),
            min_size=7,
            max_size=7,
        ),
        max_size=6,
    )
)
def test_no_rows_make_it_fail(rows: list[list[str]]) -> None:
    reading = read(small(*(" | ".join(row) for row in rows), columns=WIDE))
    assert (reading.questionnaire is None) == bool(reading.errors)


def test_many_problems_are_told_in_part() -> None:
    reading = read(small(*(f"strange | a{number} | A" for number in range(300))))
    assert len(reading.problems) == 201
    assert "problems more" in reading.problems[-1].what
