# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`hcat agenda` and `hcat region`: what they print, and exit codes that can be trusted."""

from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from hcat.agenda import api
from hcat.foundation.api import Refused
from tests.agenda.region_folder import BY, DAY, RegionFolder, all_rows
from tests.agenda.twente_folder import FOLDER


@pytest.fixture(autouse=True)
def _english_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "200")


def _run(*arguments: Any) -> tuple[int, str]:
    out, code = StringIO(), 0
    try:
        call_command(*map(str, arguments), stdout=out, stderr=StringIO())
    except SystemExit as stop:
        code = int(stop.code or 0)
    return code, out.getvalue()


def test_check_praises_a_good_folder(region: RegionFolder) -> None:
    code, said = _run("agenda", "check", region.path)
    assert code == 0
    assert "surveys.knows" in said or "nothing wrong" in said


def test_check_fails_on_an_error_and_says_where(region: RegionFolder) -> None:
    line = region.edit("projects.yaml", "lead: manager", "lead: manger")
    code, said = _run("agenda", "check", region.path)
    assert code == 1
    assert "projects.yaml" in said
    assert f"{line}  error" in said
    assert "Did you mean manager?" in said
    assert "1 error" in said


def test_check_passes_on_warnings_and_fails_strictly(region: RegionFolder) -> None:
    region.edit("lines.yaml", "{nl: Thuis, en: At home}", "{nl: Thuis}")
    assert _run("agenda", "check", region.path)[0] == 0
    assert _run("agenda", "check", region.path, "--strict")[0] == 1


def test_check_speaks_json(region: RegionFolder) -> None:
    line = region.edit("projects.yaml", "lead: manager", "lead: manger")
    code, said = _run("agenda", "check", region.path, "--json")
    answer = json.loads(said)
    assert (code, answer["ok"]) == (1, False)
    [problem] = [one for one in answer["problems"] if one["severity"] == "error"]
    assert problem["file"] == "projects.yaml"
    assert (problem["line"], problem["code"]) == (line, "unknown-reference")


def test_check_tells_measures_that_nobody_registers_together() -> None:
    code, said = _run("agenda", "check", FOLDER)
    assert code == 0
    apart = said.count("Did you mean")  # those with a likely name are told with it
    assert said.count("No part of the software registers") == 1 + apart
    assert re.search(r"classroom\.technology_choice +results\.yaml:\d+, results\.yaml:\d+", said)
    [warnings] = re.findall(r"(\d+) warnings", said)
    _, each = _run("agenda", "check", FOLDER, "--verbose")
    assert each.count("No part of the software registers") == int(warnings)
    answer = json.loads(_run("agenda", "check", FOLDER, "--json")[1])
    assert len(answer["problems"]) == int(warnings)
    assert _run("agenda", "check", FOLDER, "--strict")[0] == 1


@pytest.mark.django_db
def test_load_adopts_and_says_how_much(region: RegionFolder) -> None:
    code, said = _run("agenda", "load", region.path)
    assert code == 0
    assert "28 elements" in said
    assert not api.is_empty()
    code, said = _run("agenda", "load", region.path)
    assert code == 0
    assert "nothing new" in said


@pytest.mark.django_db
def test_load_of_a_bad_folder_fails_and_writes_nothing(region: RegionFolder) -> None:
    region.edit("projects.yaml", "lead: manager", "lead: manger")
    before = all_rows()
    code, said = _run("agenda", "load", region.path)
    assert code == 1
    assert "projects.yaml" in said
    assert all_rows() == before


def test_a_dry_run_shows_old_and_new(waterkant: RegionFolder) -> None:
    waterkant.edit("results.yaml", "value: 30", "value: 35")
    code, said = _run("agenda", "load", waterkant.path, "--dry-run")
    assert code == 0
    assert "~ result:welders" in said
    assert "targets[end].value: 30.0 → 35.0" in said
    assert "Nothing was written" in said


def test_a_load_takes_date_reason_and_choices(waterkant: RegionFolder) -> None:
    api.revise(by=BY, kind="initiative", key="open-day", fields={"owner": "Drie"}, on=DAY,
               reason="W.")  # fmt: skip
    waterkant.edit("initiatives.csv", "Werf Twee", "Werf Vier")
    load = ("agenda", "load", waterkant.path, "--date", "2023-01-01", "--reason", "Because.")
    code, said = _run(*load)
    assert code == 1
    assert "initiative:open-day.owner" in said
    assert "--take" in said
    code, said = _run(*load, "--take", "folder", "initiative:open-day.owner", "--json")
    answer = json.loads(said)
    assert (code, answer["written"]) == (0, True)
    newest = api.history("initiative", "open-day")[0]
    assert (newest.reason, newest.effective_on.isoformat()) == ("Because.", "2023-01-01")


def test_a_choice_that_takes_from_nowhere_is_refused(waterkant: RegionFolder) -> None:
    with pytest.raises(Refused):
        _run("agenda", "load", waterkant.path, "--take", "neither", "result:welders")


def test_what_left_the_folder_is_told(waterkant: RegionFolder) -> None:
    (waterkant.path / "projects.yaml").write_text("projects: []\n", encoding="utf-8")
    code, said = _run("agenda", "load", waterkant.path)
    assert code == 0
    assert "project:school-yard is no longer in the folder" in said
    assert "--stop-missing" in said


def test_an_export_can_be_checked_and_loaded(waterkant: RegionFolder, tmp_path: Path) -> None:
    code, said = _run("agenda", "export", tmp_path / "out")
    assert code == 0
    assert "28 elements" in said
    assert _run("agenda", "check", tmp_path / "out")[0] == 0


# --- hcat region new ------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_new_region_is_valid_and_loads(tmp_path: Path) -> None:
    folder = tmp_path / "veluwe"
    code, said = _run("region", "new", "Noord-Veluwe", "--dir", folder)
    assert code == 0
    assert str(folder) in said
    assert api.check_folder(folder) == []
    assert api.load_folder(folder, by=BY).written
    agenda = api.the_agenda()
    assert agenda is not None
    assert agenda.key == "noord-veluwe"
    for kind in ("point", "goal", "result", "line", "way", "initiative"):
        assert len(api.items(kind)) == 1
    assert "SPDX" not in (folder / "agenda.yaml").read_text(encoding="utf-8")


def test_a_new_region_is_not_written_over_anything(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work", encoding="utf-8")
    with pytest.raises(Refused):
        _run("region", "new", "Veluwe", "--dir", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


@pytest.mark.parametrize("name", ["", "…", 'Een "regio"', "a: b", "${x}"])
def test_a_name_that_no_region_has_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        _run("region", "new", name, "--dir", tmp_path / "x")


@pytest.mark.parametrize("name", ["../weg", "a\nb", "'s-Hertogenbosch".replace("'", "’"), "Ré"])
def test_an_odd_name_still_gives_a_valid_folder(name: str, tmp_path: Path) -> None:
    assert _run("region", "new", name, "--dir", tmp_path / "x")[0] == 0
    assert api.check_folder(tmp_path / "x") == []
