# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`hcat forecast`: from a folder to figures, and what it says of what is wrong."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from hcat.labour_market.api import DICTIONARY, TABLES, scenarios
from hcat.labour_market.forecasting import making
from hcat.labour_market.models import Forecast, InputSet

pytestmark = pytest.mark.django_db

SCENARIO = """\
scenario:
  title: More stay
  note: For the meeting
  levers:
    - kind: retention
      amount: 5
      start: 2025
      full: 2026
    - kind: growth
      amount: -1
      start: 2025
      full: 2025
      effort: 3
"""


@pytest.fixture(autouse=True)
def _in_dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")


def hcat_forecast(*arguments: object) -> tuple[str, str]:
    out, errors = StringIO(), StringIO()
    given = map(str, ("--draws", 20, *arguments))
    call_command("forecast", *given, stdout=out, stderr=errors)
    return out.getvalue(), errors.getvalue()


def told(*arguments: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(hcat_forecast("--json", *arguments)[0])
    return found


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "scenario.yaml"
    path.write_text(SCENARIO, encoding="utf-8")
    return path


def test_a_folder_becomes_a_table_of_balances(region: Path) -> None:
    out, _errors = hcat_forecast("--inputs", region)
    assert "2028" in out
    for name in ("mbo-4", "hbo", "Mechatronica"):
        assert name in out


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "not the sum of the medians"), ("nl", "niet de som van de medianen"),
     ("de", "nicht die Summe der Mediane")],
)  # fmt: skip
def test_the_table_says_that_medians_do_not_add_up(
    region: Path, language: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    out, _errors = hcat_forecast("--inputs", region)
    assert says in " ".join(out.split())


@pytest.mark.parametrize(("language", "grouped"), [("nl", r"\d\.\d{3}"), ("en", r"\d,\d{3}")])
def test_large_numbers_stand_in_the_readers_notation(
    region: Path, language: str, grouped: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = region / "stock.csv"
    rows = list(csv.DictReader(tables.read_text(encoding="utf-8").splitlines()))
    with tables.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        for row in rows:
            larger = f"{row['value']}00" if row["input"] == "stock" else row["value"]
            table.writerow({**row, "value": larger})
    monkeypatch.setenv("LC_ALL", language)
    out, _ = hcat_forecast("--inputs", region)
    assert re.search(grouped, out) is not None, out


def test_json_holds_every_figure_and_what_makes_it_again(region: Path) -> None:
    found = told("--inputs", region, "--seed", 5)
    assert (found["draws"], found["seed"]) == (20, 5)
    assert found["inputs"] == InputSet.objects.get().fingerprint
    assert set(found["rows"][0]) == set(DICTIONARY)
    for name in ("causes", "classes", "uncertainty", "origins"):
        assert set(found[name][0]) == set(TABLES[name].columns), name
    again = told("--region", "polder", "--seed", 5)
    assert again == found
    assert told("--seed", 6)["rows"] != found["rows"]


def test_a_workbook_is_written_where_it_is_asked_for(region: Path, tmp_path: Path) -> None:
    _out, errors = hcat_forecast("--inputs", region, "--xlsx", tmp_path / "f.xlsx")
    assert "f.xlsx" in errors
    assert load_workbook(tmp_path / "f.xlsx", read_only=True).sheetnames[0] == "forecast"


def test_a_workbook_that_cannot_be_written_is_said(region: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"f\.xlsx"):
        hcat_forecast("--inputs", region, "--xlsx", tmp_path / "nowhere" / "f.xlsx")


def test_a_scenario_of_a_file_is_saved_and_told(region: Path, scenario: Path) -> None:
    base = told("--inputs", region)
    found = told("--scenario", scenario)
    [kept] = scenarios()
    assert (found["forecast"], kept.title) == (kept.key, "More stay")
    assert kept.base is not None
    assert kept.base.key == base["forecast"]
    assert found["rows"] != base["rows"]


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("kind: retention", "kind: retentoin", 5, "retention"),
        ("amount: 5", "amount: five", 6, "amount"),
        ("full: 2026", "full: 2024", 8, "ligt voor het begin"),
        ("effort: 3", "effort: 0", 13, "boven 0"),
        ("effort: 3", "efort: 3", 13, "effort"),
        ("title: More stay", "titel: More stay", 2, "title"),
        ("full: 2026", "full: 2026\n      fields: [alchemy]", 9, "alchemy"),
        ("full: 2026", "full: 2026\n      levels: [phd]", 9, "phd"),
        ("effort: 3", "levels: [hbo]", 13, "bedrijven groeien per sector"),
        ("effort: 3", "fields: [software]", 13, "bedrijven groeien per sector"),
        (
            "kind: retention",
            "fields: [software]\n      kind: later_retirement",
            5,
            "noem alleen niveaus",
        ),
    ],
)
def test_a_mistake_in_a_scenario_names_file_line_and_mend_before_anything_is_made(
    region: Path, scenario: Path, old: str, new: str, line: int, says: str
) -> None:
    scenario.write_text(SCENARIO.replace(old, new), encoding="utf-8")
    errors = StringIO()
    with pytest.raises(CommandError):
        call_command(
            "forecast", "--inputs", str(region), "--scenario", str(scenario), stderr=errors
        )
    assert f"scenario.yaml:{line}:" in errors.getvalue()
    assert says in errors.getvalue()
    assert not Forecast.objects.exists()


def test_a_scenario_file_that_is_not_there_or_has_no_levers_is_said(
    region: Path, scenario: Path, tmp_path: Path
) -> None:
    with pytest.raises(CommandError):
        hcat_forecast("--inputs", region, "--scenario", tmp_path / "none.yaml")
    scenario.write_text("scenario: {title: Nothing, levers: []}\n", encoding="utf-8")
    with pytest.raises(CommandError):
        hcat_forecast("--inputs", region, "--scenario", scenario)
    assert not Forecast.objects.exists()


def test_wrong_inputs_are_told_one_by_one(region: Path) -> None:
    table = region / "growth.csv"
    text = table.read_text(encoding="utf-8").replace("growth,,,ict", "growth,,,itc")
    table.write_text(text, encoding="utf-8")
    errors = StringIO()
    with pytest.raises(CommandError):
        call_command("forecast", "--inputs", str(region), stderr=errors)
    assert "growth.csv:5:" in errors.getvalue()
    assert not InputSet.objects.exists()


def test_a_fraction_where_percents_are_asked_is_told_each_time_and_refuses_nothing(
    region: Path,
) -> None:
    table = region / "growth.csv"
    text = table.read_text(encoding="utf-8")
    old = next(one for one in text.splitlines() if one.startswith("persistence"))
    table.write_text(text.replace(old, old.replace(",50,", ",0.5,")), encoding="utf-8")
    for arguments in (("--inputs", region), ()):
        out, errors = hcat_forecast(*arguments)
        assert "growth.csv:9: persistence staat in procenten" in errors
        assert "2028" in out


def test_after_a_trial_of_other_inputs_the_next_run_takes_the_usual_ones_and_it_is_said(
    region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "DRAWS", 20)
    _out, errors = hcat_forecast("--inputs", region)
    assert "alleen geprobeerd" not in errors
    usual = InputSet.objects.get()
    table = region / "growth.csv"
    table.write_text(
        table.read_text(encoding="utf-8").replace(
            "growth,,,ict,,,2024,2,", "growth,,,ict,,,2024,9,"
        ),
        encoding="utf-8",
    )
    _out, errors = hcat_forecast("--inputs", region, "--draws", 5)
    assert "alleen geprobeerd" in errors
    assert InputSet.objects.count() == 2
    assert told()["inputs"] == usual.fingerprint


@pytest.mark.parametrize(
    "given",
    [("--draws", 0), ("--draws", 10**12), ("--seed", -1), ("--seed", 10**30), ("--workers", 0)],
)
def test_numbers_that_cannot_be_are_refused(region: Path, given: tuple[str, int]) -> None:
    with pytest.raises(CommandError):
        hcat_forecast("--inputs", region, *given)
    assert not Forecast.objects.exists()


def test_a_region_without_inputs_is_refused(region: Path) -> None:
    hcat_forecast("--inputs", region)
    with pytest.raises(CommandError, match="--inputs"):
        hcat_forecast("--region", "elsewhere")
