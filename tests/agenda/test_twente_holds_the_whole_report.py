# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Twente's folder holds everything that the report of 2012 names: counted by hand in the report."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from hcat.agenda.schema import (
    Agenda,
    Body,
    Chapter,
    Differentiation,
    Focus,
    Goal,
    Initiative,
    Line,
    Perspective,
    Point,
    Project,
    Result,
    Role,
    Rule,
    Sheet,
    Steering,
    Way,
)
from tests.agenda.twente_folder import FOLDER, of, twente


def test_the_folder_has_no_problem() -> None:
    assert twente().problems == []


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (Point, 6),
        (Goal, 28),
        (Result, 21),
        (Project, 6),
        (Line, 4),
        (Differentiation, 8),
        (Chapter, 8),
        (Way, 42),
        (Initiative, 64),
        (Perspective, 13),
    ],
)
def test_every_kind_is_complete(kind: type[Sheet], number: int) -> None:
    assert len(of(kind)) == number


def test_goals_and_results_are_spread_over_the_points_as_in_the_report() -> None:
    goals = Counter(goal.point for goal in of(Goal).values())
    results = Counter(result.point for result in of(Result).values())
    assert goals == {
        "education": 6, "employers": 4, "transparency": 5,
        "international": 4, "coordination": 7, "both-ends": 2,
    }  # fmt: skip
    assert results == {
        "education": 6, "employers": 3, "transparency": 3,
        "international": 4, "coordination": 4, "both-ends": 1,
    }  # fmt: skip


def test_five_points_have_a_number_and_the_extra_one_has_none() -> None:
    assert [point.number for point in of(Point).values()] == [1, 2, 3, 4, 5, None]


def test_the_focus_of_each_point_is_that_of_the_report() -> None:
    focus = {key: point.focus for key, point in of(Point).items()}
    assert focus["education"] == [Focus.TRAIN]
    assert focus["employers"] == [Focus.TRAIN, Focus.RECRUIT, Focus.RETAIN]
    assert focus["transparency"] == focus["international"] == [Focus.RECRUIT, Focus.RETAIN]
    assert focus["coordination"] == []


def test_initiatives_have_sixty_nine_placements() -> None:
    assert sum(len(initiative.placements) for initiative in of(Initiative).values()) == 69


def test_five_initiatives_stand_in_two_places() -> None:
    twice = {i.number: i.placements for i in of(Initiative).values() if len(i.placements) > 1}
    assert twice == {
        27: ["national", "international-workers"],
        35: ["inflow-secondary", "higher-quality"],
        44: ["national", "international-workers"],
        47: ["inflow-primary", "inflow-secondary"],
        58: ["inflow-secondary", "higher-quality"],
    }


def test_the_key_of_an_initiative_names_its_number() -> None:
    assert all(i.key == f"initiative-{i.number}" for i in of(Initiative).values())


def test_the_menu_has_four_chapters_and_training_has_four_sections() -> None:
    chapters = of(Chapter)
    ways = Counter(way.chapter for way in of(Way).values())
    assert [key for key, chapter in chapters.items() if chapter.parent is None] == [
        "train", "recruit", "retain", "coordinate",
    ]  # fmt: skip
    assert [chapter.number for chapter in chapters.values() if chapter.parent == "train"] == [
        "1A", "1B", "1C", "1D",
    ]  # fmt: skip
    assert ways == {
        "train-enthusiasm": 12, "train-quality-schools": 5, "train-quality-higher": 4,
        "train-cooperation": 5, "recruit": 5, "retain": 4, "coordinate": 7,
    }  # fmt: skip


def test_lending_surplus_staff_is_off_with_the_reason() -> None:
    off = [way for way in of(Way).values() if way.off_by_default]
    assert [way.key for way in off] == ["lend-surplus-staff"]
    assert off[0].note


def test_the_perspectives_are_one_to_fourteen_without_twelve() -> None:
    codes = {perspective.code for perspective in of(Perspective).values()}
    assert codes == {f"AP{n}" for n in range(1, 15) if n != 12}


def test_the_fifth_perspective_stands_at_two_levels() -> None:
    levels = {key: [p.level for p in sheet.placings] for key, sheet in of(Perspective).items()}
    assert levels.pop("ap-5") == ["national", "region"]
    assert all(len(where) == 1 for where in levels.values())
    assert Counter(where[0] for where in levels.values()) == {
        "national": 4, "region": 4, "topteam": 4,
    }  # fmt: skip


def test_only_the_thirteenth_perspective_is_left_out_with_the_reason() -> None:
    left_out = [
        sheet.code for sheet in of(Perspective).values() if any(p.left_out for p in sheet.placings)
    ]
    assert left_out == ["AP13"]


def test_the_steering_group_accounts_three_times_a_year() -> None:
    [account] = of(Body)["steering-group"].rhythms
    assert (account.times_per_year, account.report, account.to) == (3, "board", "strategy-board")
    assert of(Steering)["board-steering-group"].type == "accounts_to"


def test_the_first_yearly_evaluation_is_in_the_fourth_quarter_of_2013() -> None:
    [yearly] = of(Body)["programme-office"].rhythms
    assert (yearly.times_per_year, yearly.report) == (1, "evaluation")
    assert yearly.first is not None
    assert (yearly.first.year, (yearly.first.month + 2) // 3) == (2013, 4)


def test_the_programme_is_run_by_one_person_and_a_half_time_supporter() -> None:
    roles = of(Role)
    assert (roles["programme-manager"].fte, roles["support"].fte) == (1.0, 0.5)


def test_the_high_tech_rule_counts_ict_in_and_admits_that_it_is_assumed() -> None:
    rule = of(Rule)["high-tech"]
    assert "62" in rule.include
    assert rule.source == "starting-rule"


def test_every_text_stands_in_all_three_languages() -> None:
    assert of(Agenda)["twente"].languages == ["nl", "en", "de"]
    assert not [
        (sheet.kind, sheet.key)
        for sheet in twente().sheets.values()
        for text in re.findall(r"Translated\((\{.*?\})\)", repr(sheet))
        if not all(f"'{language}': " in text for language in ("nl", "en", "de"))
    ]


@pytest.mark.shared_data
def test_the_folder_names_nobody_who_governs_the_agenda(shared: Path) -> None:
    """The report's annexes list people; none of their surnames may have come along."""
    report = (shared / "seed" / "human-capital-agenda-twente.nl.txt").read_text("utf-8")
    annexes = report[report.index("Leden Klankbordgroep") :]
    people = re.findall(r"^•\s+([^(\n]+?)\s*(?:\(|$)", annexes, flags=re.MULTILINE)
    surnames = {person.strip().split()[-1] for person in people}
    files = sorted(path for path in FOLDER.rglob("*") if path.is_file())
    text = "".join(path.read_text("utf-8") for path in files)
    assert len(surnames) > 20
    assert not [name for name in surnames if re.search(rf"\b{re.escape(name)}\b", text)]


@pytest.mark.shared_data
def test_numbers_and_statuses_match_the_annex_block_by_block(shared: Path) -> None:
    """The annex gives, per block, a run of numbers and a run of statuses of equal length."""
    report = (shared / "seed" / "human-capital-agenda-twente.nl.txt").read_text("utf-8")
    annex = report[report.index("PROGRAMMALIJN DIFFERENTATIE") :]
    annex = annex[: annex.index("Leden Klankbordgroep")]
    blocks: list[tuple[list[int], list[str]]] = []
    for line in (line.strip() for line in annex.splitlines()):
        if re.match(r"(\d\. \w+ )?[a-d]\) ", line):
            blocks.append(([], []))
            line = re.sub(r"^.*?[a-d]\) [^\d]*", "", line)
        if line in {"loopt", "projectidee"}:
            blocks[-1][1].append({"loopt": "running", "projectidee": "idea"}[line])
        elif number := re.match(r"(\d{1,2}) ", line):
            blocks[-1][0].append(int(number[1]))
    told = [dict(zip(numbers, states, strict=True)) for numbers, states in blocks]
    ours = [
        {i.number: i.status.value for i in of(Initiative).values() if part in i.placements}
        for part in of(Differentiation)
    ]
    assert told == ours
