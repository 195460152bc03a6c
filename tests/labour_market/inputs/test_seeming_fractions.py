# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A fraction where a percentage is meant is told, and the figures stay as they were given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from django.utils import translation

from hcat.agenda.api import Problem
from hcat.labour_market.inputs import Assembled, assemble
from tests.labour_market.inputs.folders import GRADUATES, GROWTH, MOVES, made_of, read, row, write


def without(rows: Sequence[str], name: str) -> list[str]:
    return [one for one in rows if not one.startswith(f"{name},")]


def doubts(folder: Path) -> list[Problem]:
    inputs = read(folder)
    assert not inputs.errors
    assert isinstance(assemble(inputs), Assembled)
    return inputs.problems


RETENTION = [
    row("retention", 0.8),
    row("retention", 1, level="hbo"),
    row("retention", 0, level="mbo-4", field="software"),
]


@pytest.mark.parametrize(
    ("table", "rows", "line"),
    [
        ("graduates.csv", [*without(GRADUATES, "retention"), *RETENTION], 16),
        ("moves.csv", [*without(MOVES, "leaving"), row("leaving", 0.008)], 9),
        ("growth.csv", [*without(GROWTH, "persistence"), row("persistence", 0.5)], 9),
        (
            "growth.csv",
            [*without(GROWTH, "growth"), row("growth", 0.02), row("growth", -0.03, sector="ict")],
            8,
        ),
    ],
)
def test_a_table_of_fractions_is_told_with_file_line_and_mend(
    tmp_path: Path, table: str, rows: list[str], line: int
) -> None:
    write(tmp_path / "in", {table: rows})
    with translation.override("en"):
        [doubt] = doubts(tmp_path / "in")
    assert (doubt.file, doubt.line) == (table, line)
    assert not doubt.is_error
    assert rows[line - 2].split(",")[0] in doubt.what
    assert "multiply every row by 100" in doubt.mend


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("graduates.csv", [*without(GRADUATES, "retention"), *RETENTION[:1],
                           row("retention", 60, level="hbo")]),
        ("moves.csv", [*without(MOVES, "leaving"), row("leaving", 0.8)]),
        ("graduates.csv", [*without(GRADUATES, "participation"), row("participation", 0)]),
        ("growth.csv", GROWTH),
    ],
)  # fmt: skip
def test_what_can_well_be_a_percentage_is_not_doubted(
    tmp_path: Path, table: str, rows: list[str]
) -> None:
    assert doubts(write(tmp_path / "in", {table: rows})) == []


def test_the_figure_is_taken_as_it_stands(tmp_path: Path) -> None:
    made = made_of(
        write(tmp_path / "in", {"growth.csv": [*without(GROWTH, "persistence"),
                                               row("persistence", 0.5)]})
    )  # fmt: skip
    assert made.market.persistence == 0.005
