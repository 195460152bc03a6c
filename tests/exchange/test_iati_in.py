# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our own file changes nothing; another programme's becomes series to compare with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from hcat.agenda.api import NotFound, history, item
from hcat.evidence.api import Observation, record_figure
from hcat.exchange.api import Outcome, import_iati, write_iati
from hcat.foundation.api import Actor, Refused
from hcat.numerics.api import Estimate, Period, Quality
from tests.evidence.small_agenda import put_result, target
from tests.exchange.conftest import BY, told
from tests.exchange.test_iati_check import GOOD, file_of

ORG = "NL-KVK-12345678"
SERIES = "iati-xx-org-1-1"


def test_our_own_file_changes_nothing(figures: dict[int, Any], tmp_path: Path) -> None:
    put_result("part", targets=[target("u", value=0.4, unit="share")], order=2)
    for year, value in ((2015, 0.29), (2016, 1 / 3)):
        estimate = Estimate(
            value=value, unit="share", period=Period.year(year), method="m", source="s",
            quality=Quality.MEASURED, low=value / 2, high=0.7,
        )  # fmt: skip
        record_figure(by=BY, result="part", target="u", estimate=estimate)
    path = tmp_path / "own.xml"
    write_iati(path, organisation=ORG)
    assert told(import_iati(path, by=BY, dry_run=False)) == {"unchanged": 5}
    edited = path.read_text("utf-8").replace("nobody counted", "it was lost")
    path.write_text(edited, "utf-8")
    [row] = import_iati(path, by=BY, dry_run=False).of(Outcome.REFUSED)
    assert row.complaints[0].column == "reason", (
        "a correction says why, which IATI has no place for"
    )
    assert Observation.objects.count() == 5


def test_another_programme_becomes_series_and_never_a_figure_of_ours(
    figures: dict[int, Any], tmp_path: Path
) -> None:
    path = file_of(tmp_path, GOOD)
    assert told(import_iati(path, by=BY, dry_run=True)) == {"new": 1}
    with pytest.raises(NotFound):
        item("series", SERIES)
    assert told(import_iati(path, by=BY, dry_run=False, topic="education")) == {"new": 1}
    sheet = item("series", SERIES).sheet
    [figure] = sheet.figures
    assert (figure.value, str(figure.start), sheet.unit) == (12.5, "2015-01-01", "count")
    assert (str(sheet.area), sheet.topic) == ("Org", "education")
    assert item("source", figure.source).sheet.publisher == "Org"
    assert Observation.objects.count() == 3
    again = import_iati(path, by=BY, dry_run=False, topic="education")
    assert told(again) == {"unchanged": 1}
    assert len(history("series", SERIES)) == 1


def test_a_newer_file_revises_the_series(figures: dict[int, Any], tmp_path: Path) -> None:
    import_iati(file_of(tmp_path, GOOD), by=BY, dry_run=False)
    newer = file_of(tmp_path, GOOD.replace('value="12.5"', 'value="13"'))
    assert told(import_iati(newer, by=BY, dry_run=False)) == {"corrected": 1}
    assert item("series", SERIES).sheet.figures[0].value == 13
    assert len(history("series", SERIES)) == 2


def test_what_the_ruleset_forbids_keeps_the_file_out(
    figures: dict[int, Any], tmp_path: Path
) -> None:
    bad = GOOD.replace("XX-ORG-1<", "XX-ORG-2<").replace('value="12.5"', 'value="N/A"')
    plan = import_iati(file_of(tmp_path, GOOD, bad), by=BY, dry_run=False)
    assert told(plan) == {"new": 1, "refused": 1}
    assert "N/A" in str(plan.of(Outcome.REFUSED)[0].complaints[0])
    with pytest.raises(NotFound):
        item("series", SERIES)


def test_an_indicator_without_figures_is_named_and_left(
    figures: dict[int, Any], tmp_path: Path
) -> None:
    plan = import_iati(
        file_of(tmp_path, GOOD.replace('<actual value="12.5"/>', "")), by=BY, dry_run=False
    )
    assert (plan.rows, plan.ignored) == ((), ("People",))


def test_the_uncertainty_of_another_region_comes_along(
    figures: dict[int, Any], tmp_path: Path
) -> None:
    path = tmp_path / "other.xml"
    write_iati(path, organisation=ORG)
    path.write_text(path.read_text("utf-8").replace(f"{ORG}-overmaas", f"{ORG}-elders"), "utf-8")
    assert told(import_iati(path, by=BY, dry_run=False)) == {"new": 1}
    sheet = item("series", "iati-nl-kvk-12345678-elders-1").sheet
    by_year = {one.start.year: one for one in sheet.figures}
    assert (by_year[2015].low, by_year[2015].high) == (28, 30.5)
    assert (by_year[2014].numerator, by_year[2014].denominator) == (1241, 4252)
    assert (by_year[2016].value, by_year[2016].missing_reason) == (None, "nobody counted")


def test_who_may_not_change_the_agenda_is_refused(figures: dict[int, Any], tmp_path: Path) -> None:
    visitor = Actor(name="A visitor", user_id=999)
    plan = import_iati(file_of(tmp_path, GOOD), by=visitor, dry_run=False)
    assert told(plan) == {"refused": 1}


def test_without_an_agenda_there_is_nothing_to_compare_with(db: None, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        import_iati(file_of(tmp_path, GOOD), by=BY, dry_run=True)


def test_the_commands_write_check_and_bring_in(
    figures: dict[int, Any], tmp_path: Path, capsys: Any
) -> None:
    path = tmp_path / "out.xml"
    call_command("exchange", "export", "iati", str(path), "--organisation", ORG)
    call_command("exchange", "check", str(path))
    call_command("exchange", "import", str(path), "--dry-run")
    capsys.readouterr()
    bad = file_of(tmp_path, GOOD.replace('value="12.5"', 'value="12,5"'))
    with pytest.raises(SystemExit) as end:
        call_command("exchange", "check", str(bad), "--json")
    assert end.value.code == 1
    assert json.loads(capsys.readouterr().out)["findings"][0]["line"] == 17
