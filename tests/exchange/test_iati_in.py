# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our own file changes nothing; another programme's becomes series to compare with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils.translation import override

from hcat.agenda.api import NotFound, history, item
from hcat.evidence.api import Observation, record_figure
from hcat.exchange.api import Changed, Outcome, import_iati, write_iati
from hcat.foundation.api import Actor, Refused
from hcat.numerics.api import Estimate, Period, Quality
from tests.evidence.small_agenda import AGENDA, put, put_result, target
from tests.exchange.conftest import BY, told
from tests.exchange.test_iati_check import GOOD, file_of

ORG = "NL-KVK-12345678"
SERIES = "iati-xx-org-1-1"


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


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
    plan = import_iati(path, by=BY, dry_run=False, organisation=ORG)
    assert told(plan) == {"unchanged": 5}
    assert "agenda itself" in plan.remarks[-1]
    edited = path.read_text("utf-8").replace("nobody counted", "it was lost")
    path.write_text(edited, "utf-8")
    [row] = import_iati(path, by=BY, dry_run=False, organisation=ORG).of(Outcome.REFUSED)
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
    plan = import_iati(newer, by=BY, dry_run=False)
    assert told(plan) == {"corrected": 1}
    assert plan.rows[0].changes == (Changed("2015-01-01 – 2015-12-31", "12.5", "13"),)
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
    assert not plan.rows
    assert [(one.name, one.number) for one in plan.left] == [("People", 14)]
    assert "no actual" in plan.left[0].why


def test_an_indicator_in_words_is_named_with_why_it_is_left(
    figures: dict[int, Any], tmp_path: Path, capsys: Any
) -> None:
    path = file_of(tmp_path, GOOD, IN_WORDS.replace("XX-ORG-1<", "XX-ORG-2<"))
    plan = import_iati(path, by=BY, dry_run=True)
    assert told(plan) == {"new": 1}
    assert [(one.name, "in words" in one.why) for one in plan.left] == [("People", True)]
    call_command("exchange", "import", str(path), "--dry-run", "--json")
    left = json.loads(capsys.readouterr().out)["left"]
    assert [(one["about"], one["row"]) for one in left] == [("People", plan.left[0].number)]
    call_command("exchange", "import", str(path), "--dry-run")
    out = " ".join(capsys.readouterr().out.split())
    assert f"Line {plan.left[0].number} People – left aside It is told in words" in out
    assert "0 refused, 1 left aside." in out


# --- Of which day it is ---------------------------------------------------------------------------


def dated(day: str, value: str) -> str:
    activity = GOOD.replace('value="12.5"', f'value="{value}"')
    return activity.replace("<iati-activity>", f'<iati-activity last-updated-datetime="{day}">')


def test_an_older_file_is_refused_with_both_days_unless_it_may_be_older(
    figures: dict[int, Any], tmp_path: Path
) -> None:
    import_iati(file_of(tmp_path, dated("2025-05-03T10:00:00Z", "13")), by=BY, dry_run=False)
    older = file_of(tmp_path, dated("2020-01-01T10:00:00Z", "12.5"))
    [row] = import_iati(older, by=BY, dry_run=False).of(Outcome.REFUSED)
    assert row.complaints[0].column == "last-updated-datetime"
    assert "1 January 2020" in row.complaints[0].what
    assert "3 May 2025" in row.complaints[0].what
    assert item("series", SERIES).sheet.figures[0].value == 13
    plan = import_iati(older, by=BY, dry_run=False, older=True)
    assert told(plan) == {"corrected": 1}
    assert plan.rows[0].changes == (
        Changed("published", "2025-05-03", "2020-01-01"),
        Changed("2015-01-01 – 2015-12-31", "13", "12.5"),
    )
    assert item("series", SERIES).sheet.figures[0].value == 12.5


def test_a_newer_file_of_the_same_figures_says_that_only_its_day_is_another(
    figures: dict[int, Any], tmp_path: Path
) -> None:
    for day in ("2025-05-03", "2025-06-01"):
        plan = import_iati(file_of(tmp_path, dated(day, "13")), by=BY, dry_run=False)
    assert plan.rows[0].changes == (Changed("published", "2025-05-03", "2025-06-01"),)
    assert told(plan) == {"corrected": 1}


def test_what_a_newer_file_leaves_out_or_says_otherwise_is_shown(
    figures: dict[int, Any], tmp_path: Path
) -> None:
    import_iati(file_of(tmp_path, GOOD), by=BY, dry_run=False)
    other = GOOD.replace("2015-12-31", "2015-06-30").replace("People", "Persons")
    plan = import_iati(file_of(tmp_path, other), by=BY, dry_run=True)
    assert [(one.column, one.old, one.new) for one in plan.rows[0].changes] == [
        ("title", "People", "Persons"),
        ("2015-01-01 – 2015-06-30", "", "12.5"),
        ("2015-01-01 – 2015-12-31", "12.5", ""),
    ]


def test_the_uncertainty_of_another_region_comes_along(
    figures: dict[int, Any], tmp_path: Path
) -> None:
    path = tmp_path / "other.xml"
    write_iati(path, organisation=ORG)
    path.write_text(path.read_text("utf-8").replace(f"{ORG}-overmaas", f"{ORG}-elders"), "utf-8")
    plan = import_iati(path, by=BY, dry_run=False, organisation=ORG)
    assert told(plan) == {"new": 1}
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
    call_command("exchange", "import", str(path), "--dry-run", "--organisation", ORG)
    capsys.readouterr()
    bad = file_of(tmp_path, GOOD.replace('value="12.5"', 'value="12,5"'))
    with pytest.raises(SystemExit) as end:
        call_command("exchange", "check", str(bad), "--json")
    assert end.value.code == 1
    assert json.loads(capsys.readouterr().out)["findings"][0]["line"] == 17


# --- Whose it is ----------------------------------------------------------------------------------


def own_file(folder: Path) -> Path:
    path = folder / "own.xml"
    write_iati(path, organisation=ORG)
    return path


def edited(path: Path, old: str, new: str) -> Path:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_a_file_is_ours_by_the_organisation_of_the_agenda(
    figures: dict[int, Any], tmp_path: Path
) -> None:
    put("agenda", AGENDA | {"organisation": ORG})
    assert told(import_iati(own_file(tmp_path), by=BY, dry_run=True)) == {"unchanged": 3}


def test_another_publishers_agenda_of_the_same_keys_is_not_ours(
    figures: dict[int, Any], tmp_path: Path
) -> None:
    """Its agenda, result, target and numbers of figures are called as ours are."""
    put("agenda", AGENDA | {"organisation": ORG})
    path = edited(own_file(tmp_path), ORG, "XX-OTHER")
    edited(path, ' numerator="1241" denominator="4252"', "")
    edited(path, 'value="29.18', 'value="31.18')
    assert told(import_iati(path, by=BY, dry_run=False)) == {"new": 1}
    assert item("series", "iati-xx-other-overmaas-1").sheet.figures[0].value > 31
    assert Observation.objects.count() == 3


def test_our_identifier_in_a_file_of_another_is_refused(
    figures: dict[int, Any], tmp_path: Path
) -> None:
    put("agenda", AGENDA | {"organisation": ORG})
    path = edited(own_file(tmp_path), f'reporting-org ref="{ORG}"', 'reporting-org ref="XX-OTHER"')
    [row] = import_iati(path, by=BY, dry_run=False).of(Outcome.REFUSED)
    assert row.complaints[0].column == "reporting-org"
    assert ORG in row.complaints[0].why
    with pytest.raises(NotFound):
        item("series", "iati-nl-kvk-12345678-overmaas-1")


def test_where_nobody_says_who_publishes_us_our_own_file_is_not_guessed_at(
    figures: dict[int, Any], tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refusal:
        import_iati(own_file(tmp_path), by=BY, dry_run=True)
    assert "--organisation" in refusal.value.mend


def test_one_file_may_hold_our_activities_and_those_of_others(
    figures: dict[int, Any], tmp_path: Path
) -> None:
    path = edited(own_file(tmp_path), "</iati-activities>", f"{GOOD}</iati-activities>")
    plan = import_iati(path, by=BY, dry_run=False, organisation=ORG)
    assert told(plan) == {"new": 1, "unchanged": 3}
    assert item("series", SERIES)
    edited(path, "nobody counted", "it was lost")
    edited(path, 'value="12.5"', 'value="13.5"')
    plan = import_iati(path, by=BY, dry_run=False, organisation=ORG)
    assert told(plan) == {"corrected": 1, "refused": 1, "unchanged": 2}
    assert item("series", SERIES).sheet.figures[0].value == 12.5, "all or nothing"


# --- What was in it, and why nothing changes ------------------------------------------------------

WITHOUT_RESULTS = GOOD[: GOOD.index(" <result")] + "</iati-activity>"
IN_WORDS = GOOD.replace('measure="1"', 'measure="5"')
for _name in ("10", "20", "12.5"):
    IN_WORDS = IN_WORDS.replace(f' value="{_name}"', "")
NOTHING = {
    "no activities": ((), ("0 activities", "no activity")),
    "no results": ((WITHOUT_RESULTS,), ("1 activity, 0 results", "has a result")),
    "no figures": (
        (GOOD.replace('<actual value="12.5"/>', ""),),
        ("1 activity, 1 result, 1 indicator, 0 figures", "has a figure"),
    ),
    "words only": ((IN_WORDS,), ("0 figures", "has a figure")),
}


@pytest.mark.parametrize(("activities", "said"), NOTHING.values(), ids=NOTHING)
def test_a_file_that_changes_nothing_says_what_was_in_it_and_why(
    figures: dict[int, Any], tmp_path: Path, activities: tuple[str, ...], said: tuple[str, ...]
) -> None:
    plan = import_iati(file_of(tmp_path, *activities), by=BY, dry_run=False)
    assert not plan.would_write
    assert len(plan.remarks) == len(said)
    for remark, part in zip(plan.remarks, said, strict=True):
        assert part in remark
    with override("nl"):
        plan = import_iati(file_of(tmp_path, *activities), by=BY, dry_run=False)
    assert "In het bestand" in plan.remarks[0]


def test_a_file_that_changes_something_says_what_was_in_it_and_no_more(
    figures: dict[int, Any], tmp_path: Path
) -> None:
    path = file_of(tmp_path, GOOD)
    [remark] = import_iati(path, by=BY, dry_run=False).remarks
    assert "1 activity, 1 result, 1 indicator, 1 figure." in remark
    assert "already" in import_iati(path, by=BY, dry_run=False).remarks[-1]


def test_the_terminal_says_why_nothing_changes(
    figures: dict[int, Any], tmp_path: Path, capsys: Any
) -> None:
    call_command("exchange", "import", str(file_of(tmp_path, WITHOUT_RESULTS)))
    out = " ".join(capsys.readouterr().out.split())
    assert "1 activity, 0 results" in out
    assert "has a result" in out


@pytest.mark.parametrize("version", ["1.05", "2.04", "", "two"])
def test_another_version_is_refused_with_what_was_in_it(
    figures: dict[int, Any], tmp_path: Path, version: str
) -> None:
    with pytest.raises(Refused) as refusal:
        import_iati(file_of(tmp_path, GOOD, version=version), by=BY, dry_run=True)
    assert version in refusal.value.what
    assert "1 activity, 1 result" in refusal.value.why
    assert "2.03" in refusal.value.mend


@pytest.mark.parametrize("version", ["2.01", "2.02"])
def test_an_earlier_version_that_tells_results_alike_is_read_and_said(
    figures: dict[int, Any], tmp_path: Path, version: str
) -> None:
    plan = import_iati(file_of(tmp_path, GOOD, version=version), by=BY, dry_run=True)
    assert told(plan) == {"new": 1}
    assert version in plan.remarks[1]


def test_more_figures_than_a_page_can_wait_for_are_refused(
    figures: dict[int, Any], tmp_path: Path
) -> None:
    path = file_of(tmp_path, GOOD, GOOD.replace("XX-ORG-1<", "XX-ORG-2<"))
    assert told(import_iati(path, by=BY, dry_run=True, most=2)) == {"new": 2}
    with pytest.raises(Refused) as refusal:
        import_iati(path, by=BY, dry_run=True, most=1)
    assert "hcat exchange import" in refusal.value.mend
