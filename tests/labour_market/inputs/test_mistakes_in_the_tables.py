# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A wrong input is said with its file, its line, what is wrong, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from django.utils import translation

from hcat.labour_market.inputs import Assembled, assemble
from tests.labour_market.inputs.folders import (
    EACH,
    GRADUATES,
    GROWTH,
    MOVES,
    SHEET,
    STOCK,
    counted,
    made_of,
    problems_of,
    read,
    row,
    write,
)


@pytest.fixture(autouse=True)
def _in_english() -> object:
    with translation.override("en"):
        yield


def without(rows: Sequence[str], name: str) -> list[str]:
    return [one for one in rows if not one.startswith(f"{name},")]


def swapped(rows: Sequence[str], old: str, new: str) -> list[str]:
    assert any(old in one for one in rows)
    return [one.replace(old, new) for one in rows]


def students(name: str, value: float, year: int = 2023) -> list[str]:
    return [row(name, value, "persons", level="hbo", field="software", year=year)]


MISTAKES = {
    "a rate above one": (
        "graduates.csv", [*without(GRADUATES, "retention"), row("retention", 180)],
        "graduates.csv", 16, "value: a percentage lies between 0 and 100; write 0.05 as 5.", "",
    ),
    "an unknown field": (
        "moves.csv", swapped(MOVES, "hbo,software", "hbo,softwear"),
        "moves.csv", 9, "There is no field called softwear.", "Did you mean software?",
    ),
    "an unknown source": (
        "growth.csv", [*without(GROWTH, "persistence"), row("persistence", 50, source="surveys")],
        "growth.csv", 9, "There is no source called surveys.", "Did you mean survey?",
    ),
    "an impossible age": (
        "moves.csv", swapped(MOVES, "65,74", "65,174"),
        "moves.csv", 4,
        "age_from: ages run from 15 to 74, and the first is not above the last.", "",
    ),
    "overlapping ages": (
        "moves.csv", swapped(MOVES, "55,64", "50,64"),
        "moves.csv", 3, "These ages are in another group as well.",
        "Let the groups follow one another.",
    ),
    "a missing age": (
        "moves.csv", swapped(MOVES, "55,64", "56,64"),
        "moves.csv", 4, "There is no group for the age of 55.", "Let the groups run from 15 to 74.",
    ),
    "shares that do not add up": (
        "stock.csv", swapped(STOCK, ",2024,40,", ",2024,30,"),
        "stock.csv", 5, "The groups add up to 90.0% and not to 100%.",
        "Mend the shares, or add the group that is missing.",
    ),
    "sectors that do not add up": (
        "growth.csv", swapped(GROWTH, ",2024,30,", ",2024,20,"),
        "growth.csv", 2, "The sectors of mbo-4/mechatronics add up to 90.0% and not to 100%.",
        "Mend the rows about sector_mix.",
    ),
    "an empty table": (
        "more.csv", [], "more.csv", 1, "The table has a header and no rows.",
        "Add the figures, or take the table out.",
    ),
    "a wrong unit": (
        "stock.csv", swapped(STOCK, "4000,persons", "4000,percent"),
        "stock.csv", 2, "unit: the unit of this input is persons.", "",
    ),
    "a figure given twice": (
        "stock.csv", [*STOCK, row("unemployed", 2), row("unemployed", 3)],
        "stock.csv", 8, "This figure is given twice; the first is in stock.csv, line 7.",
        "Keep one of the two.",
    ),
    "a missing year": (
        "graduates.csv", swapped(GRADUATES, ",2021,", ",2020,"),
        "graduates.csv", 5, "The series goes from 2020 to 2022: a year is missing.",
        "Add 2021, or leave out the years before it.",
    ),
    "a year of students missing": (
        "students.csv", [*students("enrolled", 90, 2020), *students("enrolled", 90, 2022)],
        "students.csv", 3, "The series goes from 2020 to 2022: a year is missing.",
        "Add 2021, or leave out the years before it.",
    ),
    "fewer than no students": (
        "students.csv", students("enrolled", -1), "students.csv", 2,
        "value: this figure is at least 0.", "",
    ),
    "students of all educations together": (
        "students.csv", [row("enrolled", 90, "persons")], "students.csv", 2,
        "value: persons are counted per education; fill in level and field.", "",
    ),
    "students of a year to come": (
        "students.csv", students("enrolled", 90, 2025), "students.csv", 2,
        "The forecast starts in 2024, and this figure speaks of 2025.",
        "Give the figure of that year or an earlier one.",
    ),
    "students without graduates": (
        "students.csv",
        [row("enrolled", 90, "persons", level="mbo-4", field="software", year=year)
         for year in (2022, 2023)],
        "students.csv", 2,
        "Students of mbo-4/software are counted, and no graduates up to 2024.",
        "Add the graduates of past years: they show which part graduates.",
    ),
    "first-year students without students": (
        "students.csv", [*students("enrolled", 90, 2022), *students("entrants", 30, 2023)],
        "students.csv", 3,
        "First-year students are counted, and not the students of that year.",
        "Let enrolled of hbo/software in 2023 count all of them.",
    ),
    "more first-year students than students": (
        "students.csv", [*students("enrolled", 90), *students("entrants", 91)],
        "students.csv", 3, "There are more first-year students than students.",
        "Let enrolled of hbo/software in 2023 count all of them.",
    ),
    "no year": (
        "growth.csv", [*without(GROWTH, "persistence"), row("persistence", 50, year="")],
        "growth.csv", 9, "year is missing.", "Add year.",
    ),
    "a year that nobody can have counted": (
        "growth.csv", [*without(GROWTH, "persistence"), row("persistence", 50, year=2026)],
        "growth.csv", 9, "The forecast starts in 2024, and this figure speaks of 2026.",
        "Give the figure of that year or an earlier one.",
    ),
    "a year after the last": (
        "growth.csv", [*GROWTH, row("growth", 1, sector="ict", year=2031)],
        "growth.csv", 10, "The forecast ends in 2028, and this figure speaks of 2031.",
        "Take the row out, or let the forecast run on in market.yaml.",
    ),
    "an input that is missing": (
        "moves.csv", without(MOVES, "leaving"),
        "market.yaml", 1, "There is no row about leaving.",
        "Add one to a table; an assumption will do, with quality assumed and a note.",
    ),
    "an education without a figure": (
        "graduates.csv",
        [*without(GRADUATES, "further_study"), row("further_study", 30, level="mbo-4")],
        "market.yaml", 1, "There is no row about further_study of hbo/mechatronics.",
        "Add one, or a row for all of them with level and field left empty.",
    ),
    "two rows of which neither is more precise": (
        "graduates.csv", [*GRADUATES, row("retention", 60, level="hbo"),
                          row("retention", 70, field="software")],
        "graduates.csv", 18, "Of hbo/software both hbo and software say something.",
        "Add a row about hbo/software itself.",
    ),
    "persons of everything together": (
        "moves.csv", [*without(MOVES, "arrivals"), row("arrivals", 50, "persons")],
        "moves.csv", 7, "value: persons are counted per education; fill in level and field.", "",
    ),
    "an unknown input": (
        "growth.csv", swapped(GROWTH, "persistence,", "persistance,"),
        "growth.csv", 9, "input: 'persistance' is not one of the choices.", None,
    ),
}  # fmt: skip
"""A table and its rows; where the problem is told, what it says, and how to mend it."""


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_names_file_line_and_mend(name: str, tmp_path: Path) -> None:
    table, rows, file, line, what, mend = MISTAKES[name]
    told = problems_of(write(tmp_path, {table: rows}))
    found = [(one.file, one.line, one.what, one.mend if mend is not None else None) for one in told]
    assert (file, line, what, mend) in found


def test_a_file_without_a_header_is_empty(tmp_path: Path) -> None:
    (write(tmp_path) / "stock.csv").write_text("", encoding="utf-8")
    [only] = problems_of(tmp_path)
    assert (only.file, only.line) == ("stock.csv", 1)
    assert only.what == "The table is empty: even its header is missing."
    assert only.mend == "Write the names of the columns on the first line."


def test_a_row_with_a_mistake_is_not_called_missing_as_well(tmp_path: Path) -> None:
    rows = [one.replace("persistence,", "persistance,") for one in GROWTH]
    told = problems_of(write(tmp_path, {"growth.csv": rows}))
    assert [one.file for one in told] == ["growth.csv"]


def test_a_table_in_another_encoding_says_where(tmp_path: Path) -> None:
    path = write(tmp_path) / "stock.csv"
    path.write_bytes(
        path.read_bytes()
        + "unemployed,,,,,,2024,2,percent,published,register,,é\n".encode("latin-1")
    )
    first = next(one for one in problems_of(tmp_path) if one.file == "stock.csv")
    assert (first.line, first.code) == (7, "wrong-encoding")
    assert "UTF-8" in first.mend


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("levels: [mbo-4, hbo]", "levels: [mbo-4, hbo", 6, None),
        ("  last_year: 2028\n", "", 1, "last_year is missing."),
        ("last_year: 2028", "last_year: 2024", 4, None),
        ("[mechatronics, software]", "[mechatronics, software, civvil]", 6,
         "There is no field called civvil."),
        ("[mbo-4, hbo]", "[mbo-4, hbo, hbo]", 5, "levels 3: hbo stands there twice."),
        ("[mbo-4, hbo]", "[]", 5, "levels: name at least one."),
        ("market:", "markt:", 1, "The file should begin with market:."),
    ],
)  # fmt: skip
def test_a_mistake_in_the_sheet_names_its_line(
    old: str, new: str, line: int, what: str | None, tmp_path: Path
) -> None:
    assert old in SHEET
    told = [
        one
        for one in read(write(tmp_path, sheet=SHEET.replace(old, new))).errors
        if one.file == "market.yaml"
    ]
    assert told[0].line == line
    assert what in (None, told[0].what)


def test_a_folder_without_inputs_says_what_it_needs(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        (told,) = read(folder).problems
        assert "market.yaml" in told.mend


def test_all_mistakes_are_told_at_once_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    told = problems_of(
        write(tmp_path, {
            "stock.csv": swapped(STOCK, "4000,persons", "4000,percent"),
            "moves.csv": swapped(swapped(MOVES, "hbo,software", "hbo,softwear"), "register", "no"),
        })
    )  # fmt: skip
    assert {one.file for one in told} == {"moves.csv", "stock.csv"}
    assert told == sorted(told)
    assert len(told) > len(MOVES)


def test_what_only_the_whole_shows_is_told_as_well(tmp_path: Path) -> None:
    rows = [*without(GROWTH, "persistence"), row("persistence", 100)]
    (told,) = problems_of(write(tmp_path, {"growth.csv": rows}))
    assert "persistence is 1" in told.what


def test_nobody_in_an_education_is_no_mistake(tmp_path: Path) -> None:
    none = dict.fromkeys(EACH, 0.0)
    rows = [*without(MOVES, "arrivals"), row("arrivals", 0, "persons")]
    assert isinstance(assemble(read(write(tmp_path, {"moves.csv": rows}))), Assembled)
    rows = [*without(GRADUATES, "graduates"), *counted("graduates", none, 2023)]
    made = made_of(write(tmp_path, {"graduates.csv": rows}))
    assert made.market.array("graduates").sum() == 0
