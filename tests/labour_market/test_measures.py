# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who chooses technology, per level: from what DUO counted, in the agenda's own places."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command

from hcat.agenda.schema import Agenda
from hcat.evidence.api import (
    Observation,
    Outcome,
    Scope,
    evaluate,
    measures,
    reproduce,
    standing_of,
)
from hcat.foundation.api import Actor
from hcat.labour_market import measures as ours
from hcat.labour_market.api import read_sources, sync
from hcat.numerics.api import Estimate, Period, Quality
from hcat.web import blocks
from tests.agenda.twente_folder import FOLDER as TWENTE
from tests.agenda.twente_folder import of
from tests.evidence.small_agenda import AGENDA, put, put_agenda, put_result, target
from tests.labour_market.kit import FIXTURES

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = "0901", "0902"
MEASURES = [name for name in measures() if name.startswith("labour_market.")]


@pytest.fixture(autouse=True)
def _here() -> None:
    """A region of one municipality, which is not in the Netherlands."""
    put_agenda()
    put("agenda", {**AGENDA, "places": [{"code": "GM0901", "name": "Polderstad"}]})


def taken(name: str, year: int) -> Estimate:
    return measures()[f"labour_market.{name}"](Period.year(year), Scope())


def keep(folder: Path, key: str, text: str) -> None:
    """A file of DUO, fetched from a folder as an operator does."""
    (folder / read_sources()[key].file).write_text(text, encoding="utf-8")
    call_command("data", "sync", key, "--from", str(folder), verbosity=0)


def diplomas(*rows: tuple[int, str, str, str]) -> str:
    """Year, municipality, sector, number: as DUO writes them."""
    head = (FIXTURES / "gediplomeerdenhbo.csv").read_text(encoding="utf-8").splitlines()[0]
    lines = [
        f'"{year}","P","{place}","Stad {place}","reguliere inst.","99ZZ","Hogeschool","{sector}",'
        f'"n.v.t.","{90001 + at}","B Dijkbouw","hbo bachelor",{number}'
        for at, (year, place, sector, number) in enumerate(rows)
    ]
    return "\n".join([head, *lines]) + "\n"


# What is counted


def test_the_share_is_that_of_programmes_taught_in_the_places_of_the_agenda(
    tmp_path: Path,
) -> None:
    keep(
        tmp_path, "duo_hbo_diplomas",
        diplomas(
            (2021, HERE, "TECHNIEK", "30"), (2021, HERE, "ECONOMIE", "70"),
            (2021, ELSEWHERE, "TECHNIEK", "500"), (2022, HERE, "TECHNIEK", "99"),
        ),
    )  # fmt: skip
    found = taken("hbo_diplomas_technical", 2021)
    assert (found.value, found.numerator, found.denominator) == (30.0, 30, 100)
    assert (found.low, found.high) == (None, None)
    assert found.quality is Quality.PUBLISHED


def test_a_withheld_cell_is_one_to_four_and_the_ends_are_the_interval(tmp_path: Path) -> None:
    keep(
        tmp_path, "duo_hbo_diplomas",
        diplomas(
            (2021, HERE, "TECHNIEK", "30"), (2021, HERE, "TECHNIEK", "-1"),
            (2021, HERE, "ECONOMIE", "70"), (2021, HERE, "ECONOMIE", "-1"),
        ),
    )  # fmt: skip
    found = taken("hbo_diplomas_technical", 2021)
    assert found.low == pytest.approx(100 * 31 / (31 + 74))
    assert found.high == pytest.approx(100 * 34 / (34 + 71))
    assert (found.numerator, found.denominator) == (32.5, 105.0)
    assert found.value == pytest.approx(100 * 32.5 / 105)


def test_a_cell_that_the_publisher_leaves_empty_makes_the_share_unknown(tmp_path: Path) -> None:
    keep(
        tmp_path, "duo_hbo_diplomas",
        diplomas((2021, HERE, "TECHNIEK", "30"), (2021, HERE, "ECONOMIE", "")),
    )  # fmt: skip
    assert taken("hbo_diplomas_technical", 2021).missing_reason == ours.NO_BOUND


def test_profiles_count_for_the_year_in_which_the_school_year_ends(tmp_path: Path) -> None:
    keep(tmp_path, "duo_school_exams", (FIXTURES / "exams.csv").read_text(encoding="utf-8"))
    havo, vwo = (taken(f"{level}_passes_with_nt", 2022) for level in ("havo", "vwo"))
    assert (havo.value, havo.numerator, havo.denominator) == (100.0, 10, 10)
    assert (vwo.numerator, vwo.low, vwo.high) == (2.5, 100.0, 100.0)
    assert taken("havo_passes_with_nt", 2021).missing_reason == ours.NOT_IN_IT


def test_what_was_used_is_noted_beside_the_figure(tmp_path: Path) -> None:
    keep(tmp_path, "duo_hbo_diplomas", diplomas((2021, HERE, "TECHNIEK", "-1")))
    scope = Scope()
    ours.hbo_diplomas_technical(Period.year(2021), scope)
    assert scope.used == {
        "source": "duo_hbo_diplomas", "period": "2021", "places": ["GM0901"], "cells": 1,
        "withheld": 1, "technical": [1.0, 4.0], "others": [0, 0],
    }  # fmt: skip


# What is not known is missing, with why


@pytest.mark.parametrize("name", MEASURES)
def test_before_anything_was_fetched_a_figure_is_missing_and_says_so(name: str) -> None:
    found = measures()[name](Period.year(2021), Scope())
    assert (found.value, found.missing_reason) == (None, ours.NOT_FETCHED)


def test_why_a_figure_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path, "duo_hbo_diplomas", diplomas((2021, ELSEWHERE, "TECHNIEK", "30")))
    assert taken("hbo_diplomas_technical", 2020).missing_reason == ours.NOT_IN_IT
    assert taken("hbo_diplomas_technical", 2021).missing_reason == ours.NOBODY
    quarter = Period(date(2021, 1, 1), date(2021, 3, 31))
    assert ours.hbo_diplomas_technical(quarter, Scope()).missing_reason == ours.NO_YEAR
    monkeypatch.setattr(ours, "the_agenda", lambda **known: None)
    assert taken("hbo_diplomas_technical", 2021).missing_reason == ours.NO_AGENDA


# Over time


@pytest.fixture
def moment() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(date(2023, 4, 1), tick=False) as traveller:
        yield traveller


def rows(name: str = "labour_market.hbo_diplomas_technical") -> list[tuple[Any, ...]]:
    found = Observation.objects.filter(measure=name).standing().order_by("start")
    return [(row.start.year, row.value) for row in found]


def test_every_year_that_a_vintage_holds_is_measured_and_a_late_one_fills_its_gap(
    tmp_path: Path, by: Actor, moment: time_machine.Coordinates
) -> None:
    put_result(targets=[target(value=40)])
    old = diplomas((2020, HERE, "TECHNIEK", "10"), (2020, HERE, "ECONOMIE", "30"))
    keep(tmp_path, "duo_hbo_diplomas", old)
    evaluate(by=by)
    assert rows() == [(2020, 25.0), (2021, None), (2022, None)]
    moment.move_to(date(2025, 4, 1))
    keep(
        tmp_path, "duo_hbo_diplomas",
        diplomas(
            *[(year, HERE, sector, "20") for year in (2021, 2022, 2023)
              for sector in ("TECHNIEK", "ECONOMIE")]
        ),
    )  # fmt: skip
    evaluate(by=by)
    # 2020 is not in the new file: it stays what the old vintage says.
    assert rows() == [(2020, 25.0), (2021, 50.0), (2022, 50.0), (2023, 50.0), (2024, None)]


def test_a_new_vintage_with_the_same_cells_is_no_new_figure(
    tmp_path: Path, by: Actor, moment: time_machine.Coordinates
) -> None:
    put_result(targets=[target(value=40)])
    first = ((2022, HERE, "TECHNIEK", "10"), (2022, HERE, "ECONOMIE", "30"))
    keep(tmp_path, "duo_hbo_diplomas", diplomas(*first))
    evaluate(by=by)
    before = Observation.objects.count()
    keep(tmp_path, "duo_hbo_diplomas", diplomas(*first, (2022, ELSEWHERE, "ECONOMIE", "7")))
    assert evaluate(by=by).stored == 0
    assert Observation.objects.count() == before


def test_a_measure_is_a_proxy_with_its_own_title_and_what_it_leaves_out(
    tmp_path: Path, by: Actor, moment: time_machine.Coordinates
) -> None:
    proxy = {
        "measured_by": "labour_market.hbo_diplomas_technical",
        "leaves_out": {"nl": "Wie kiest.", "en": "Who chooses.", "de": "Wer wählt."},
    }
    put_result(targets=[target(value=40, proxies=[proxy])])
    keep(
        tmp_path, "duo_hbo_diplomas",
        diplomas((2022, HERE, "TECHNIEK", "10"), (2022, HERE, "ECONOMIE", "30")),
    )  # fmt: skip
    evaluate(by=by)
    [near] = standing_of("choice").leading.best_proxies
    assert str(near.title) == "Hbo-diploma’s in een technische opleiding"
    assert (near.estimate.value, str(near.leaves_out)) == (25.0, "Wie kiest.")
    assert standing_of("choice").verdict == "cannot_tell"
    [(block, _leaves_out)] = blocks.of_proxies(standing_of("choice").leading, "#0b5394")
    assert block.methods[0].method.startswith("hbo-diploma’s in de sector techniek")


# The real files, for Twente


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("source", "series_of"),
    [
        ("duo_hbo_first_year", {"hbo_first_years_technical": "hbo-first-years-technical"}),
        ("duo_hbo_enrolled", {"hbo_enrolled_technical": "hbo-enrolled-technical"}),
        ("duo_hbo_diplomas", {"hbo_diplomas_technical": "hbo-diplomas-technical"}),
        ("duo_wo_enrolled", {"wo_enrolled_technical": "ut-enrolled-technical"}),
        (
            "duo_school_exams",  # half a million cells: read once for both
            {
                "havo_passes_with_nt": "havo-passes-with-nt",
                "vwo_passes_with_nt": "vwo-passes-with-nt",
            },
        ),
    ],
)
def test_the_agendas_published_figure_lies_within_what_is_measured(
    source: str, series_of: dict[str, str], by: Actor, shared: Path
) -> None:
    """The published figures count a withheld cell as two persons."""
    put("agenda", {**AGENDA, "places": twente_places()})
    sync(by=by, source=read_sources()[source], folder=shared / "data")
    for name, series in series_of.items():
        published = published_figures(series)
        assert len(published) == 5, name
        for year, (part, whole) in published.items():
            found = taken(name, year)
            assert not found.is_missing, (name, year)
            ends = [found.value if end is None else end for end in (found.low, found.high)]
            assert ends[0] - 1e-9 <= 100 * part / whole <= ends[1] + 1e-9, (name, year)
            assert found.value == pytest.approx(100 * part / whole, abs=0.6), (name, year)


def twente_places() -> list[dict[str, str]]:
    [agenda] = of(Agenda).values()
    return [{"code": one.code, "name": one.name} for one in agenda.places]


def published_figures(series: str) -> dict[int, tuple[float, float]]:
    with (TWENTE / "figures.csv").open(encoding="utf-8") as file:
        return {
            int(row["end"][:4]): (float(row["numerator"]), float(row["denominator"]))
            for row in csv.DictReader(file)
            if row["series"] == series and not row["group"]
        }


def test_a_figure_that_the_publisher_revised_is_made_again_from_the_vintage_of_then(
    tmp_path: Path,
) -> None:
    name = "labour_market.hbo_diplomas_technical"
    rest = (2021, HERE, "onderwijs", "30")
    keep(tmp_path, "duo_hbo_diplomas", diplomas((2021, HERE, "techniek", "10"), rest))
    evaluate(by=Actor.system("test"))
    keep(tmp_path, "duo_hbo_diplomas", diplomas((2021, HERE, "techniek", "20"), rest))
    evaluate(by=Actor.system("test"))
    old, new = Observation.objects.filter(measure=name, start="2021-01-01").order_by("pk")
    made = [reproduce(one.pk) for one in (old, new)]
    assert [one.outcome for one in made] == [Outcome.SAME, Outcome.SAME]
    assert [one.again and one.again.value for one in made] == [25.0, 40.0]
    assert str(new.pk) in made[0].why
