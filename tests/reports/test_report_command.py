# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""hcat report: for the terminal, for programs, and with exit codes that can be trusted."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from hcat.evidence.api import Outcome, verdict_word
from hcat.foundation.api import NotFound, Refused
from hcat.numerics.api import Verdict
from hcat.reports.api import Report, not_giving
from hcat.reports.reproducing import OUTCOMES

from .making import BY, figure, frozen, signed

pytestmark = pytest.mark.usefixtures("polder", "printed_fast")


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def run(*words: str) -> str:
    out = StringIO()
    call_command("report", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_list_tells_what_there_is_and_what_comes(at: Any) -> None:
    assert "There is no report yet." in run("list")
    report = signed()
    assert f"{report.key}: Report to the board, signed" in run("list")
    told = json.loads(run("list", "--json"))
    assert told["reports"][0]["fingerprint"] == report.frozen.fingerprint
    assert told["coming"][0] == {"kind": "board", "dueOn": "2026-04-30", "to": "board"}


def test_a_list_tells_also_what_was_due_and_is_not_begun(at: Any) -> None:
    at.move_to("2026-05-12T12:00+02:00")
    said = run("list")
    assert "due on 30 April 2026, and not begun: Report to the board" in said
    assert "due on 31 August 2026: Report to the board" in said
    told = json.loads(run("list", "--json"))
    assert {"kind": "board", "dueOn": "2026-04-30", "to": "board"} in told["missing"]
    assert "due on 31 August 2020, and not begun: Report to the board" in said
    frozen()
    later = run("list")
    assert "due on 30 April 2026" not in later
    assert "due on 31 December 2025, and not begun: Report to the board" in later


def test_a_list_tells_no_begun_report_as_due(at: Any) -> None:
    due = json.loads(run("list", "--json"))["coming"][0]
    run("compose", due["kind"], "--date", due["dueOn"])
    assert due not in json.loads(run("list", "--json"))["coming"]
    assert f"board-{due['dueOn']}: Report to the board, draft" in run("list")


def test_a_list_tells_what_was_not_given_and_why(at: Any) -> None:
    at.move_to("2026-05-12T12:00+02:00")
    not_giving(by=BY, kind="board", on=date(2026, 4, 30), reason="The board did not meet")
    said = run("list")
    assert "due on 30 April 2026, not given: Report to the board. The board did not meet" in said
    assert "due on 30 April 2026, and not begun" not in said
    told = json.loads(run("list", "--json"))
    assert told["notGiven"] == [
        {"kind": "board", "dueOn": "2026-04-30", "reason": "The board did not meet"}
    ]


def test_compose_begins_no_report_that_is_far_away_unasked(at: Any) -> None:
    at.move_to("2026-05-12T12:00+02:00")
    signed()
    with pytest.raises(CommandError, match="--date 2026-08-31"):
        run("compose", "board")
    assert Report.objects.count() == 1
    run("compose", "board", "--date", "2026-08-31")
    assert Report.objects.filter(due_on="2026-08-31", state="draft").exists()


def test_compose_begins_the_next_report_once_it_is_near(at: Any) -> None:
    at.move_to("2026-05-12T12:00+02:00")
    signed()
    at.move_to("2026-07-25T12:00+02:00")
    run("compose", "board")
    assert Report.objects.filter(due_on="2026-08-31", state="draft").exists()


def test_compose_begins_a_draft_and_shows_how_it_reads() -> None:
    said = run("compose", "board", "--language", "en")
    assert said.startswith("Report to the board\n")
    assert "Never measured: Companies know it." in said
    run("compose", "board")
    assert Report.objects.count() == 1
    told = json.loads(run("compose", "board", "--json"))
    assert told["document"]["language"] == "nl"


def test_a_document_is_of_one_language_whatever_the_terminal_speaks() -> None:
    figure(36.0, year=2020)
    verdict = run("compose", "board").partition("\n- [")[2].partition("]")[0]
    assert verdict in dutch_verdicts()


def dutch_verdicts() -> list[str]:
    with override("nl"):
        return [str(verdict_word(one)) for one in Verdict]


def test_every_kind_of_block_reads_in_a_terminal() -> None:
    for year, value in ((2018, 31.0), (2019, 33.0), (2020, 36.0)):
        figure(value, year=year)
    said = run("compose", "board", "--language", "en")
    assert "2018 | 31%\n" in said
    assert "The year, report by report" in run("compose", "evaluation", "--language", "en")


def test_freeze_prints_the_fingerprint_and_refuses_a_second_time() -> None:
    run("compose", "board")
    key = Report.objects.get().key
    said = run("freeze", key)
    assert said.strip() == Report.objects.get().frozen.fingerprint
    with pytest.raises(Refused):
        run("freeze", key)


def test_reproduce_ends_well_when_everything_comes_out() -> None:
    key = frozen().key
    assert "All of it comes out" in run("reproduce", key)
    told = json.loads(run("reproduce", key, "--json"))
    assert told["comesOut"]
    assert {one["outcome"] for one in told["figures"]} == {"same"}
    running = next(one for one in told["counts"] if one["name"] == "running")
    assert (running["value"], running["again"], running["outcome"]) == (2, 2, "same")
    assert not running["isKnownOtherwise"]


def test_reproduce_ends_badly_when_something_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    key = frozen().key
    monkeypatch.setattr("hcat.evidence.measuring.reproducing.same_figure", lambda *_: False)
    with pytest.raises(SystemExit) as ended:
        run("reproduce", key)
    assert ended.value.code == 1


def test_reproduce_speaks_the_language_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    figure(36.0, year=2020)
    key = frozen().key
    assert "[was entered by a person, and stands as it was] " in run("reproduce", key)
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    said = run("reproduce", key)
    assert "[is door iemand ingevoerd, en staat er zoals het was] " in said
    assert "[komt uit] " in said
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert "[kommt heraus] " in run("reproduce", key)


def test_there_is_a_word_for_whatever_came_of_a_figure() -> None:
    assert set(OUTCOMES) == set(Outcome)


@pytest.mark.parametrize("suffix", ["pdf", "xlsx"])
def test_a_report_is_written_whole(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"report.{suffix}"
    assert run(suffix, signed().key, "--output", str(target)).strip() == str(target)
    assert target.read_bytes().startswith(b"Document(")
    assert list(tmp_path.iterdir()) == [target]


def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--output"):
        run("pdf", signed().key, "--output", str(tmp_path / "none" / "report.pdf"))


def test_an_unknown_report_is_not_found() -> None:
    with pytest.raises(NotFound):
        run("pdf", "board-1900-01-01")
