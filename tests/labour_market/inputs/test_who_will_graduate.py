# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tables say of past graduates and of students becomes the graduates of the forecast."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from hcat.labour_market.inputs import Assembled
from hcat.numerics.api import USUAL_MOVE, Education, History, Origin, Quality, number_spread
from hcat.numerics.labour.ahead import Ahead
from tests.labour_market.inputs.folders import GRADUATES, made_of, row, write

OTHERS = [one for one in GRADUATES if not one.startswith("graduates,hbo,software")]
AT_2024 = (50 / 4 + 55 / 2 + 45) / 1.75


def of_software(name: str, by_year: Mapping[int, float], quality: str = "published") -> list[str]:
    return [
        row(name, value, "persons", level="hbo", field="software", year=year, quality=quality)
        for year, value in by_year.items()
    ]


def made_with(folder: Path, *rows: list[str]) -> Assembled:
    return made_of(
        write(folder, {"graduates.csv": [*OTHERS, *(one for some in rows for one in some)]})
    )


def at(made: Assembled, field: str = "software") -> int:
    return made.market.axes.educations.index(Education("hbo", field))


def path(made: Assembled, field: str = "software") -> list[float]:
    return [float(one) for one in made.market.array("graduates")[0, at(made, field)]]


def level(made: Assembled) -> float:
    return float(np.asarray(made.market.spread.graduates)[at(made)])


def step(made: Assembled) -> float:
    return float(np.asarray(made.market.spread.graduates_step)[at(made)])


# How many


def test_without_students_each_year_back_counts_half(tmp_path: Path) -> None:
    made = made_of(write(tmp_path))
    assert path(made) == pytest.approx([AT_2024] * 5)
    assert made.rows[Origin("graduates", "hbo/software")].year == 2023


PAST = of_software("graduates", {2021: 200, 2022: 240, 2023: 300})
ENROLLED = of_software("enrolled", {2021: 1200, 2022: 1500, 2023: 2000, 2024: 2400})
ENTRANTS = of_software("entrants", {2021: 200, 2022: 300, 2023: 500, 2024: 400})
BEFORE = (200 / 4 + 240 / 2 + 300) / 1.75


def test_students_lead_as_far_as_past_years_showed_that_they_do(tmp_path: Path) -> None:
    """A fifth of who is past the first year graduates: of 1000, 1200, 1500, and so of 2000.

    2022 and 2023 were foretold by that, so the students weigh (2 · 1 + ½) ÷ 3. A year later only
    all students of the year before are known, of whom a fifth graduated as well; one past year was
    not enough to see that work, so they weigh ½. That holds.
    """
    made = made_with(tmp_path, PAST, ENROLLED, ENTRANTS)
    first = BEFORE / 6 + 400 * 5 / 6
    second = (BEFORE + 480) / 2
    assert path(made) == pytest.approx([first, *[second] * 4])


def test_first_year_students_count_only_where_they_are_known_of_all(tmp_path: Path) -> None:
    whole = made_with(tmp_path, PAST, ENROLLED)
    some = made_with(tmp_path, PAST, ENROLLED, ENTRANTS[2:])
    assert path(some) == path(whole)
    split = made_with(tmp_path, PAST, ENROLLED, ENTRANTS)
    assert path(split)[0] > path(whole)[0]


def test_students_of_one_education_do_not_move_those_without(tmp_path: Path) -> None:
    made = made_with(tmp_path, PAST, ENROLLED, ENTRANTS)
    assert path(made, "mechatronics") == pytest.approx([2 * AT_2024] * 5)


def test_a_row_about_a_year_of_the_forecast_counts_from_that_year_on(tmp_path: Path) -> None:
    late = of_software("graduates", {2027: 70})
    made = made_with(tmp_path, PAST, ENROLLED, ENTRANTS, late)
    assert path(made)[3:] == [70, 70]
    assert path(made)[2] == path(made)[1] > 300
    early = of_software("graduates", {2025: 70})
    made = made_with(tmp_path, PAST, ENROLLED, ENTRANTS, early)
    assert path(made) == pytest.approx([BEFORE / 6 + 400 * 5 / 6, *[70] * 4])


def test_a_first_year_that_was_counted_is_that_count(tmp_path: Path) -> None:
    made = made_with(tmp_path, of_software("graduates", {2023: 100, 2024: 40}))
    assert path(made) == pytest.approx([40, *[(50 + 40) / 1.5] * 4])


def test_graduates_known_for_later_years_only_hold_before_as_well(tmp_path: Path) -> None:
    made = made_with(tmp_path, of_software("graduates", {2027: 70, 2028: 80}))
    assert path(made) == [70, 70, 70, 70, 80]
    assert made.rows[Origin("graduates", "hbo/software")].year == 2027


def test_the_rows_may_stand_in_any_order(tmp_path: Path) -> None:
    some = made_with(tmp_path, PAST, ENROLLED, ENTRANTS)
    other = made_with(tmp_path, ENTRANTS[::-1], ENROLLED[::-1], PAST[::-1])
    assert path(some) == path(other)


# How sure


def test_one_year_is_as_sure_as_its_source_and_moves_as_usual(tmp_path: Path) -> None:
    alone = [one for one in GRADUATES if not one.startswith("graduates,") or ",2023," in one]
    made = made_of(write(tmp_path, {"graduates.csv": alone}))
    assert path(made) == [45] * 5
    assert level(made) == pytest.approx(number_spread(45, Quality.PUBLISHED, years_old=1))
    assert step(made) == USUAL_MOVE


def wrong_by(width: float, move: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the method had been wrong by so much a year ahead, and graduates moved so."""

    def said(known: History) -> Ahead:
        size = len(known.names)
        return Ahead(mean=np.full((size, 2), 500.0), width=np.full(size, width), step=move, years=3)

    monkeypatch.setattr("hcat.labour_market.inputs.graduates.years_ahead", said)


@pytest.mark.parametrize(("last", "ahead"), [(2023, 1), (2022, 2), (2019, 5)])
def test_a_year_is_as_wide_as_the_method_was_wrong_so_far_ahead(
    last: int, ahead: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The draws add to the level one step a year from the first on: nothing counts twice."""
    wrong_by(0.3, 0.1, monkeypatch)
    made = made_with(tmp_path, of_software("graduates", {last - 1: 480, last: 520}))
    assert level(made) ** 2 + step(made) ** 2 == pytest.approx(0.09 + (ahead - 1) * 0.01)


def test_after_a_first_year_that_was_counted_the_next_is_no_surer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong_by(0.3, 0.1, monkeypatch)
    made = made_with(tmp_path, of_software("graduates", {2024: 500}))
    assert level(made) ** 2 + 2 * step(made) ** 2 == pytest.approx(0.09)


def test_no_series_is_surer_than_its_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong_by(0.1, 0.09, monkeypatch)
    for quality in Quality:
        rows = of_software("graduates", {2022: 480, 2023: 520}, quality)
        known = number_spread(500, quality, years_old=1)
        assert level(made_with(tmp_path, rows)) == pytest.approx(known), quality


def test_steady_numbers_are_surer_than_wild_ones(tmp_path: Path) -> None:
    steady = made_with(tmp_path, of_software("graduates", {2021: 500, 2022: 510, 2023: 505}))
    wild = made_with(tmp_path, of_software("graduates", {2021: 900, 2022: 100, 2023: 505}))
    assert level(steady) < level(wild)


def test_how_graduates_move_is_shown_by_their_own_past_or_assumed(tmp_path: Path) -> None:
    def of(field: str) -> Origin:
        return Origin("graduates_step", f"hbo/{field}")

    made = made_with(tmp_path, of_software("graduates", {2021: 80, 2022: 100, 2023: 90}))
    assert of("software") in made.shown
    made = made_with(tmp_path, of_software("graduates", {2023: 90}))
    assert of("software") not in made.shown
    assert of("mechatronics") in made.shown
