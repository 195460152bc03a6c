# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""docs/methods/labour-market.md says what the code does: every number of it is worked out again."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Any

import numpy as np
import pytest

from hcat.labour_market.forecasting import making
from hcat.labour_market.forecasting.wishes import read_scenario
from hcat.labour_market.inputs import ages, surveyed
from hcat.labour_market.inputs.sheets import RULES
from hcat.numerics.api import (
    Axes,
    Cause,
    Education,
    LeverKind,
    Market,
    Prospects,
    Quality,
    number_spread,
    rate_spread,
)
from hcat.numerics.labour import ahead, balance, levers, reference, sensitivity, shapley, widths
from hcat.numerics.labour.calibration import pooled_rates
from hcat.numerics.labour.fortune import Fortune
from tests.docs.documents import DOCS, ROOT, Document, cells

PAGE = Document(DOCS / "methods" / "labour-market.md")
AGES = np.arange(15, 75)


def number(text: str) -> float:
    """The first number of a cell, as printed there."""
    found = re.search(r"[−+-]?[\d,]+(\.\d+)?", text)
    assert found, text
    return float(found[0].replace("−", "-").replace(",", ""))


def numbers(text: str) -> list[float]:
    return [number(one) for one in re.split(r", | to ", text)]


def rates(text: str) -> list[float]:
    return [one / 100 for one in numbers(text)]


def at(age: int, value: float = 1.0) -> np.ndarray:
    return np.where(age == AGES, value, 0.0)


@cache
def given() -> dict[str, str]:
    rows = cells(PAGE.text, "A worked example")
    return {row[0].strip("`"): row[1] for row in rows}


@cache
def market() -> Market:
    """The example, with the figures of its first table."""
    one = given()
    young, old, oldest = rates(one["exit_rate"])
    exits = np.select([AGES < 55, AGES < 67], [young, old], oldest)
    exits[-1] = 1.0
    return Market(
        axes=Axes(
            regions=("polder",), educations=(Education("hbo", "mechatronics"),), years=(2024, 2025),
            sectors=("industry", "ict"),
        ),
        stock=(at(30, 700) + at(60, 200) + at(67, 100))[None, None],
        exit_rate=exits[None, :, None],
        graduates=number(one["graduates"]),
        retention=rates(one["retention"])[0],
        entry_ages=at(23)[None],
        arrival_ages=at(35)[None],
        growth=np.array(rates(one["growth"]))[:, None],
        sector_mix=np.array(rates(one["sector_mix"]))[None, None],
        leaving=rates(one["leaving"])[0],
        out_migration=rates(one["out_migration"])[0],
        arrivals=number(one["arrivals"]),
        further_study=rates(one["further_study"])[0],
        participation=rates(one["participation"])[0],
        unemployed=rates(one["unemployed"])[0],
    )  # fmt: skip


@pytest.fixture
def flows(monkeypatch: pytest.MonkeyPatch) -> Callable[[Market], np.ndarray]:
    """(C, T): what a market comes to where nothing befalls anybody by chance."""

    def middle(_code: Any, counters: Any) -> np.ndarray:
        return np.zeros(np.shape(counters))

    monkeypatch.setattr(reference, "normals", middle)

    def worked_out(one: Market) -> np.ndarray:
        fortune = Fortune(one, 0, 0, 1, middle)
        return np.asarray(reference.region_flows(fortune, 0)[0, :, :, 0])

    return worked_out


def steps() -> dict[str, float]:
    """The second table of the example: what each step comes to."""
    table = PAGE.text.split("The last column is what the software finds.")[1].split("\n\n")[1]
    rows = [line.split("|") for line in table.splitlines()[2:]]
    return {row[1].strip(): number(row[3]) for row in rows}


def test_the_stock_of_the_example_is_that_of_its_ages() -> None:
    assert number(given()["stock"]) == market().array("stock").sum() == 1000


def test_the_worked_example_comes_out(flows: Callable[[Market], np.ndarray]) -> None:
    year = flows(market())[:, 0]
    found = dict(zip(reference.COMPONENTS, year, strict=True))
    found["departures"] = found["migration"] + 12
    found["inflow"] = float(balance.inflow(year, 0))
    found["replacement"] = float(balance.replacement(year, 0))
    found["openings"] = float(balance.openings(year, 0))
    found["balance"] = float(balance.of_flows(year))
    # Who starts the second year is seen from who could leave technology in it.
    later = flows(market())[:, 1]
    leaving = market().array("leaving")[0]
    found["stock a year later"] = later[3] / leaving + later[2]
    told = steps()
    assert set(told) == set(found)
    for name, persons in told.items():
        # Flows lie on a grid of 1/1024 of a person; one of them was divided by 2% here.
        slack = 0.05 if name == "stock a year later" else 0.006
        assert found[name] == pytest.approx(persons, abs=slack), name


def test_a_group_of_the_stock_is_shared_out_as_the_page_says() -> None:
    told = re.search(
        r"of (\d+) people of 65, with a rate of (\d+)% at 65 and (\d+)% at 66, there are (\d+) of "
        r"66 and (\d+) of\s+67",
        PAGE.text,
    )
    assert told
    people, at_65, at_66, *later = map(int, told.groups())
    left = ages.parts_of_group(np.array([1 - at_65 / 100, 1 - at_66 / 100, 0.0]))
    assert (left * people / left[0]).round().tolist() == [people, *later]


def test_the_causes_of_the_example_are_its_balance(
    flows: Callable[[Market], np.ndarray],
) -> None:
    found = balance.contributions(flows(market())[:, 0], axis=0)
    told = {row[1].strip("`"): number(row[3]) for row in cells(PAGE.text, "The four causes")}
    assert list(told) == [one.value for one in Cause]
    for cause, persons in told.items():
        assert float(found[Cause(cause)]) == pytest.approx(persons, abs=0.006), cause
    assert sum(told.values()) == pytest.approx(steps()["balance"], abs=0.011)


def test_the_table_of_the_report_adds_up_as_the_page_says() -> None:
    rows = {row[0]: [number(cell) for cell in row[1:]] for row in cells(PAGE.text, "The balance")}
    levels = [rows[name] for name in ("VMBO", "MBO", "HBO", "university")]
    assert rows["sum of the rows"] == np.sum(levels, axis=0).tolist()
    for openings, inflow, gap in rows.values():
        assert float(balance.balance(inflow, openings)) == gap


def test_the_widths_and_what_they_mean_are_those_of_the_code() -> None:
    rows = list(cells(PAGE.text, "How wide each figure is drawn"))
    assert [row[0].strip("`") for row in rows] == [one.value for one in Quality]
    for name, of_rate, of_number, share, persons in rows:
        quality = Quality(name.strip("`"))
        assert widths.LOG_ODDS[quality] == float(of_rate)
        assert widths.LOG[quality] == float(of_number)
        wide = 1.96 * rate_spread(0.75, quality, years_old=5)
        ends = [round(100 / (1 + math.exp(-(math.log(3) + side * wide)))) for side in (-1, 1)]
        assert ends == numbers(share), quality
        wide = 1.96 * number_spread(1000, quality)
        ends = [1000 * math.exp(side * wide) for side in (-1, 1)]
        assert ends == pytest.approx(numbers(persons), abs=1.0), quality


def test_the_chance_of_who_stays_is_that_of_the_page() -> None:
    scatter = 1.96 * math.sqrt(76 * 0.25 * 0.75)
    low, high = round(57 - scatter), round(57 + scatter)
    assert f"57 stay on average, and {low} to {high} in 95 of 100 years" in PAGE.text


def test_the_classes_of_prospects_and_the_indicator_are_those_of_the_code(
    flows: Callable[[Market], np.ndarray],
) -> None:
    rows = list(cells(PAGE.text, "What it means for graduates"))
    assert [row[1].strip("`") for row in rows] == [one.value for one in Prospects]
    assert tuple(number(row[2]) for row in rows[:-1]) == balance.BOUNDS
    year = flows(market())[:, 0]
    inflow, openings = balance.inflow(year, 0), balance.openings(year, 0)
    short = np.array([openings - inflow, 0.0])
    moved = balance.substitution(short, [[0.0, 0.0], [0.3, 0.0]])
    assert float(moved[1]) == pytest.approx(25.79, abs=0.006)
    parts = (inflow, 30.0, balance.expansion(year, 0), balance.replacement(year, 0))
    assert "= 0.61" in PAGE.text
    assert float(balance.prospects_indicator(*parts)) == pytest.approx(0.61, abs=0.005)
    assert re.search(r"indicator is\n?\s?0\.74", PAGE.text)
    after = balance.prospects_indicator(*parts, substitution=moved[0])
    assert float(after) == pytest.approx(0.74, abs=0.005)


def test_the_pooled_rates_are_those_of_the_code() -> None:
    rows = list(cells(PAGE.text, "Short series and margins"))
    yes, of = ([[[number(row[column])]] for row in rows] for column in (0, 1))
    pooled = pooled_rates(yes, of, vintage=date(2024, 3, 1))
    for row, rate in zip(rows, pooled.rate[:, 0], strict=True):
        assert number(row[2]) == pytest.approx(100 * number(row[0]) / number(row[1]))
        assert number(row[3]) == round(100 * rate)


def test_every_lever_is_explained() -> None:
    told = [row[0].strip("`") for row in cells(PAGE.text, "Scenarios")]
    assert told == [one.value for one in LeverKind]
    assert levers.STUDY_YEARS == {"mbo-3": 3, "mbo-4": 4, "hbo": 4, "wo": 5}
    assert "3 years (MBO 3), 4 (MBO 4, HBO), 5 (university)" in PAGE.text


def test_the_levers_of_the_example_get_what_shapley_gives_them(
    flows: Callable[[Market], np.ndarray],
) -> None:
    part = PAGE.text.split("**Who did what.**")[1].split("**The ranking**")[0]
    rows = [line.split("|")[1:-1] for line in part.splitlines() if line.startswith("| ")]
    told = {row[0].strip(): number(row[1]) for row in rows if "−" in row[1]}

    def worth(some: frozenset[int]) -> np.ndarray:
        one = market()
        if 0 in some:
            one = replace(one, graduates=one.array("graduates") * 1.2)
        if 1 in some:
            one = replace(one, retention=one.array("retention") + 0.1)
        return np.asarray(balance.of_flows(flows(one)[:, 0]))

    sets = [frozenset(one) for one in ((), (0,), (1,), (0, 1))]
    assert [float(worth(one)) for one in sets] == pytest.approx(list(told.values()), abs=0.006)
    first, second = shapley.shapley(2, worth)
    assert (float(first), float(second)) == pytest.approx((12.16, 8.36), abs=0.006)
    assert "12.16 for graduates and 8.36 for retention" in part
    assert number(rows[-1][2]) == pytest.approx(12.16 + 8.36)


def test_the_constants_are_those_of_the_code() -> None:
    modules = (widths, ages, surveyed, levers, ahead, sensitivity, shapley, making, balance)
    for name, value, _meaning in cells(PAGE.text, "The constants"):
        constant = name.strip("`")
        [module] = [one for one in modules if constant in vars(one)][:1]
        found = getattr(module, constant)
        assert numbers(value) == (list(found) if isinstance(found, tuple) else [found]), constant


def test_the_page_names_what_it_is_about_in_both_languages() -> None:
    assert "## Samenvatting in het Nederlands" in PAGE.text
    for word in ("saldo", "instroom", "baanopeningen", "scenario"):
        assert word in PAGE.text.split("## Samenvatting")[1].lower(), word


def test_the_readme_names_every_input_with_its_unit() -> None:
    readme = Document(ROOT / "src/hcat/labour_market/README.md")
    told = {}
    for _dutch, names, units in cells(readme.text, "How a region's inputs are written"):
        found, each = re.findall(r"`(\w+)`", names), units.split(", ")
        told |= dict(zip(found, each if len(each) > 1 else each * len(found), strict=True))
    assert told == {str(name): str(rule.unit) for name, rule in RULES.items()}


def test_the_scenario_of_the_readme_can_be_read(tmp_path: Path) -> None:
    readme = (ROOT / "src/hcat/labour_market/README.md").read_text(encoding="utf-8")
    text = readme.split("--scenario FILE`:\n\n")[1].split("\n\n")[0]
    (tmp_path / "scenario.yaml").write_text(dedent(text), encoding="utf-8")
    sheet, problems = read_scenario(tmp_path / "scenario.yaml")
    assert problems == []
    assert sheet is not None
    assert [one.kind for one in sheet.levers] == [LeverKind.RETENTION]
