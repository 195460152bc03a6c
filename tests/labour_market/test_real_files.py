# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The publishers' real files, where they are at hand: known figures come out of them."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pytest

from hcat.foundation.api import Actor
from hcat.labour_market.api import Figure, Status, figures, read_sources, sync, vintage
from hcat.labour_market.connectors import CONNECTORS
from tests.labour_market.kit import payload

pytestmark = [pytest.mark.django_db, pytest.mark.shared_data]


@pytest.fixture
def data(shared: Path) -> Path:
    return shared / "data"


def keep(by: Actor, data: Path, *keys: str) -> None:
    for key in keys:
        sync(by=by, source=read_sources()[key], folder=data)


def sums(found: Iterable[Figure], withheld_as: float = 2) -> dict[str, float]:
    """Per period; what is withheld counted as two, as the folder's README did."""
    total: Counter[str] = Counter()
    for one in found:
        total[one.period] += withheld_as if one.value is None else one.value  # type: ignore[assignment]
    return dict(sorted(total.items()))


def municipalities(data: Path) -> set[str]:
    lines = (data / "geo" / "derived_twente_14_gemeenten_2023.csv").read_text(encoding="utf-8")
    return {
        cell for line in lines.splitlines() for cell in line.split(",") if cell.startswith("GM")
    }


@pytest.mark.parametrize(
    ("key", "technical", "all_programmes"),
    [
        ("duo_hbo_first_year", [1241, 1220, 1166, 1050, 1029], [4252, 4205, 3754, 3592, 3507]),
        ("duo_hbo_diplomas", [960, 1036, 948, 856, 905], [2877, 3066, 3067, 3084, 3040]),
    ],
)
def test_the_technical_share_of_higher_education_is_that_of_the_readme(
    key: str, technical: list[int], all_programmes: list[int], by: Actor, data: Path
) -> None:
    keep(by, data, key)
    here = {"municipality": municipalities(data)}
    assert list(sums(figures(key, {**here, "sector": "TECHNIEK"})).values()) == technical
    assert list(sums(figures(key, here)).values()) == all_programmes


def test_havo_passes_with_nature_and_technology_are_those_of_the_readme(
    by: Actor, data: Path
) -> None:
    keep(by, data, "duo_school_exams")
    lines = (data / "geo" / "derived_twente_14_gemeenten_2023.csv").read_text(encoding="utf-8")
    names = {cell.strip('"').upper() for line in lines.splitlines() for cell in line.split(",")}
    found = figures(
        "duo_school_exams",
        {"programme_name": "HAVO - N&T", "sex": "total", "municipality_name": names},
        series="passes",
    )
    assert sums(found) == {
        "2019/2020": 154, "2020/2021": 122, "2021/2022": 112, "2022/2023": 99, "2023/2024": 89,
    }  # fmt: skip
    kept = vintage("duo_school_exams")
    assert kept.rows == 575_190
    assert sum(one["suppressed"] for one in kept.series.values()) == 99_220


def test_every_real_file_is_read_to_its_end(by: Actor, data: Path) -> None:
    rows = {
        "cbs_labour_force_history": 1935, "cbs_sickness_absence": 5850, "cbs_vacancies_yearly": 54,
        "duo_hbo_diplomas_by_sex": 4445, "duo_hbo_enrolled": 7170, "duo_wo_enrolled": 21_100,
        "mbo_programmes": 4103, "eurostat_regions": 47_808,
    }  # fmt: skip
    keep(by, data, *rows)
    assert {key: vintage(key).rows for key in rows} == rows


def test_labour_force_of_1800_and_what_was_not_known_come_out(by: Actor, data: Path) -> None:
    keep(by, data, "cbs_labour_force_history")
    both = {"Geslacht": "Mannen en vrouwen", "period": "1800"}
    [first] = figures("cbs_labour_force_history", both, series="Beroepsbevolking")
    assert (first.value, first.unit) == (849, "x 1 000")
    women = {"Geslacht": "Vrouwen", "period": "1800"}
    [unknown] = figures("cbs_labour_force_history", women, series="Werkloze beroepsbevolking")
    assert unknown.status is Status.MISSING


def test_what_is_withheld_is_counted_and_not_lost(by: Actor, data: Path) -> None:
    keep(by, data, "duo_hbo_diplomas")
    raw = (data / "duo" / "gediplomeerdenhbo.csv").read_text(encoding="utf-8")
    assert vintage("duo_hbo_diplomas").series["diplomas"]["suppressed"] == raw.count(",-1\n")


def test_a_long_file_is_read_in_little_memory(data: Path) -> None:
    """Thirty megabytes of cells pass, and one line of them is held."""
    given = payload(read_sources()["duo_school_exams"], data / "duo" / "duo_examen_raw_all.csv")
    tracemalloc.start()
    try:
        for _figure in islice(CONNECTORS["duo"].read(given), 100_000):
            pass
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 * 1024 * 1024
