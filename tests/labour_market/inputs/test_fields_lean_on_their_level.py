# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A share of few answers in one field leans on what the same survey found in the others."""

from __future__ import annotations

from datetime import date
from math import hypot, sqrt
from pathlib import Path

import numpy as np
import pytest

from hcat.labour_market.inputs import Assembled
from hcat.numerics.api import Education, Quality, pooled_rates, rate_spread
from tests.labour_market.inputs.folders import (
    GRADUATES,
    MOVES,
    SHEET,
    STOCK,
    counted,
    made_of,
    row,
    write,
)

ANSWERS = {"mechatronics": (92, 12), "software": (40, 200), "civil": (65, 180)}
"""Percent, of how many: eleven of twelve is not 92% for certain."""


def survey(name: str = "retention", year: int = 2024) -> list[str]:
    return [
        row(name, value, level="hbo", field=field, n=n, year=year)
        for field, (value, n) in ANSWERS.items()
    ]


def made_with(folder: Path, rows: list[str], name: str = "retention") -> Assembled:
    """With civil engineering as a third field at HBO."""
    civil = {("hbo", "civil"): 500.0}
    others = [one for one in GRADUATES if not one.startswith(f"{name},")]
    return made_of(
        write(
            folder,
            {
                "stock.csv": [*STOCK, *counted("stock", civil)],
                "moves.csv": [*MOVES, *counted("arrivals", civil)],
                "graduates.csv": [
                    *others, *counted("graduates", civil, 2023), row(name, 70), *rows
                ],
            },
            sheet=SHEET.replace("software]", "software, civil]"),
        )
    )  # fmt: skip


def told(made: Assembled, name: str, field: str) -> tuple[np.ndarray, float]:
    """Its path, and its spread."""
    at = made.market.axes.educations.index(Education("hbo", field))
    value, spread = made.market.array(name), np.asarray(getattr(made.market.spread, name))
    if name == "retention":
        return value[0, at], float(spread[0, at])
    return np.full(1, value[at]), float(spread[at])


@pytest.mark.parametrize("name", ["retention", "participation", "further_study"])
def test_few_answers_lean_on_the_level_and_many_stay(name: str, tmp_path: Path) -> None:
    made = made_with(tmp_path, survey(name), name)
    of = np.array([n for _value, n in ANSWERS.values()], dtype=float)
    yes = of * [value / 100 for value, _n in ANSWERS.values()]
    pooled = pooled_rates(yes[:, None, None], of[:, None, None], vintage=date(2024, 12, 31))
    for at, field in enumerate(ANSWERS):
        path, spread = told(made, name, field)
        rate, error = float(pooled.rate[at, 0]), float(pooled.log_odds_spread[at, 0])
        assert path == pytest.approx(rate)
        assert spread == pytest.approx(hypot(rate_spread(rate, Quality.PUBLISHED), error))
    few, many = told(made, name, "mechatronics"), told(made, name, "software")
    assert 0.55 < few[0][0] < 0.85
    assert many[0][0] == pytest.approx(0.40, abs=0.02)
    assert many[1] < few[1] < rate_spread(0.92, Quality.PUBLISHED, answers=12)


def test_a_row_about_a_year_of_the_forecast_stays_as_it_is(tmp_path: Path) -> None:
    later = row("retention", 80, level="hbo", field="mechatronics", year=2026)
    path, _spread = told(made_with(tmp_path, [*survey(), later]), "retention", "mechatronics")
    assert path[2:].tolist() == [0.8, 0.8, 0.8]
    assert path[0] == path[1] < 0.85


@pytest.mark.parametrize(
    "rows",
    [
        survey()[:2],
        [*survey()[:2], row("retention", 55, level="hbo", field="civil")],
        [*survey()[:2], row("retention", 55, level="hbo", field="civil", n=180, source="survey")],
        [*survey()[:2], row("retention", 55, level="hbo", field="civil", n=180, year=2019)],
    ],
    ids=["two fields", "one not counted", "another survey", "another year"],
)
def test_without_one_survey_of_several_fields_each_stands_alone(
    rows: list[str], tmp_path: Path
) -> None:
    path, spread = told(made_with(tmp_path, rows), "retention", "mechatronics")
    assert path.tolist() == [0.92] * 5
    assert spread == pytest.approx(rate_spread(0.92, Quality.PUBLISHED, answers=12))


def test_an_older_survey_is_less_sure(tmp_path: Path) -> None:
    new = told(made_with(tmp_path, survey()), "retention", "software")
    old = told(made_with(tmp_path, survey(year=2015)), "retention", "software")
    assert old[0] == pytest.approx(new[0])
    assert old[1] == pytest.approx(sqrt(new[1] ** 2 + 9 * 0.05**2))
