# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is exported can be edited and imported; again is harmless, and nobody is overwritten."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import translation

from hcat.evidence.api import (
    Batch,
    Observation,
    check_and_approve_batch,
    correct,
    hand_back_batch,
    passages,
    record_figure,
)
from hcat.exchange.api import Outcome, import_table
from hcat.foundation.api import Actor, HcatError, Refused
from hcat.numerics.api import Estimate, Period, Quality
from hcat.parties.api import invite
from tests.exchange.conftest import BY, Sheets, share, standing, told

pytestmark = pytest.mark.usefixtures("figures")


def test_an_export_that_nobody_edited_changes_nothing(sheets: Sheets) -> None:
    before = Observation.objects.count()
    assert told(sheets.back(sheets.exported())) == {"unchanged": 3}
    assert told(sheets.edited(lambda sheet: None)) == {"unchanged": 3}
    assert told(import_table(sheets.workbook(), by=BY, dry_run=False)) == {"unchanged": 3}
    assert Observation.objects.count() == before


def test_a_figure_of_long_ago_and_one_of_many_digits_come_back(sheets: Sheets) -> None:
    for year, value in ((1850, 100 / 3), (1900, 1e-9)):
        estimate = Estimate(
            value=value, unit="percent", period=Period.year(year), method="counted\nby hand",
            quality=Quality.ESTIMATED, source="an old book",
        )  # fmt: skip
        record_figure(by=BY, result="choice", target="t", estimate=estimate)
    assert told(import_table(sheets.workbook(), by=BY, dry_run=False)) == {"unchanged": 5}
    assert told(sheets.edited(lambda sheet: None)) == {"unchanged": 5}
    assert told(sheets.back(sheets.exported())) == {"unchanged": 5}


def test_a_corrected_value_becomes_a_correction_with_its_reason(
    sheets: Sheets, figures: dict[int, Observation]
) -> None:
    rows = sheets.exported()
    rows[0] |= {"numerator": "1250", "value": "", "reason": "two schools came late"}
    plan = sheets.back(rows)
    assert told(plan) == {"corrected": 1, "unchanged": 2}
    now = standing()[2014]
    assert (now.supersedes_id, now.note) == (figures[2014].pk, "two schools came late")
    assert now.value == pytest.approx(100 * 1250 / 4252)
    assert Observation.objects.filter(pk=figures[2014].pk).exists(), "what stood is kept"
    assert told(sheets.back(rows)) == {"unchanged": 3}, "the same file again"


def test_a_correction_without_a_reason_is_refused_with_the_column(sheets: Sheets) -> None:
    rows = sheets.exported()
    rows[1] |= {"numerator": "1221", "value": ""}
    plan = sheets.back(rows)
    [row] = plan.of(Outcome.REFUSED)
    assert (row.number, row.complaints[0].column) == (3, "reason")
    assert not plan.was_written


def test_a_new_row_becomes_a_figure(sheets: Sheets) -> None:
    rows = sheets.exported()
    new: dict[str, Any] = dict.fromkeys(rows[0], "") | {
        "result": "choice", "target": "t", "start": "2017-01-01", "end": "2017-12-31",
        "numerator": "3", "denominator": "4", "method": "counted", "source_key": "counts",
        "note": "by telephone",
    }  # fmt: skip
    assert told(sheets.back([*rows, new])) == {"new": 1, "unchanged": 3}
    made = standing()[2017]
    assert (made.value, made.note, made.source_key) == (75, "by telephone", "counts")
    assert made.source.startswith("Bureau Overmaas"), "written out from the agenda"
    assert told(sheets.back([*rows, new])) == {"unchanged": 4}, "the same file again"


def test_a_share_that_was_measured_comes_with_its_counts_as_at_the_desk(sheets: Sheets) -> None:
    rows = sheets.exported()
    new: dict[str, Any] = dict.fromkeys(rows[0], "") | {
        "result": "choice", "target": "t", "start": "2017-01-01", "end": "2017-12-31",
        "value": "75", "method": "counted", "source": "a report",
    }  # fmt: skip
    [row] = sheets.back([*rows, new]).of(Outcome.REFUSED)
    assert [one.column for one in row.complaints] == ["numerator"]
    printed = new | {"quality": "published"}
    [row] = sheets.back([*rows, printed]).of(Outcome.REFUSED)
    assert [one.column for one in row.complaints] == ["counts_missing_reason"]
    why = {"counts_missing_reason": "the report gives percentages only"}
    [row] = sheets.back([*rows, printed | why | {"numerator": "3", "denominator": "4"}]).of(
        Outcome.REFUSED
    )
    assert [one.column for one in row.complaints] == ["counts_missing_reason"]
    assert told(sheets.back([*rows, printed | why])) == {"new": 1, "unchanged": 3}
    [told_of] = passages([standing()[2017]]).values()
    assert told_of.counts_missing_reason == "the report gives percentages only"
    assert told(sheets.back([*rows, printed])) == {"unchanged": 4}, "it stands there"


def test_a_missing_figure_stays_missing_with_its_reason(sheets: Sheets) -> None:
    rows = sheets.exported()
    assert (rows[2]["value"], rows[2]["missing_reason"]) == ("", "nobody counted")
    rows[2] |= {"missing_reason": "", "reason": "cleared"}
    [row] = sheets.back(rows).of(Outcome.REFUSED)
    assert row.complaints[0].column == "value"
    rows[2] |= {"missing_reason": "the count was lost", "reason": "now we know why"}
    assert told(sheets.back(rows)) == {"corrected": 1, "unchanged": 2}
    assert standing()[2016].value is None


def test_a_row_or_a_column_left_out_changes_nothing(sheets: Sheets) -> None:
    rows = sheets.exported()[:1]
    assert told(sheets.back(rows)) == {"unchanged": 1}
    few = [{"figure": rows[0]["figure"], "result": rows[0]["result"]}]
    assert told(sheets.back(few)) == {"unchanged": 1}


def test_what_somebody_else_corrected_meanwhile_is_told_and_not_overwritten(
    sheets: Sheets, figures: dict[int, Observation]
) -> None:
    rows = sheets.exported()
    other = Actor.system("other")
    correct(by=other, observation=figures[2014].pk, estimate=share(2014, 1300, 4252), reason="x")
    assert told(sheets.back(rows)) == {"unchanged": 3}, "an old row that nobody edited says nothing"
    rows[0] |= {"numerator": "1250", "value": "", "reason": "mine"}
    plan = sheets.back(rows)
    [row] = plan.of(Outcome.REFUSED)
    assert str(standing()[2014].pk) in str(row.complaints[0])
    assert standing()[2014].numerator == 1300


def test_one_refused_row_keeps_the_whole_file_out(sheets: Sheets) -> None:
    rows = sheets.exported()
    rows[0] |= {"numerator": "1250", "value": "", "reason": "late"}
    rows[1] |= {"value": "N/A", "reason": "x"}
    plan = sheets.back(rows)
    assert told(plan) == {"corrected": 1, "refused": 1, "unchanged": 1}
    assert standing()[2014].numerator == 1241


def test_a_try_writes_nothing_and_says_what_would_be(sheets: Sheets) -> None:
    rows = sheets.exported()
    rows[0] |= {"numerator": "1250", "value": "", "reason": "late"}
    plan = sheets.back(rows, dry_run=True)
    [row] = plan.of(Outcome.CORRECTED)
    assert ("numerator", "1241", "1250") in [(c.column, c.old, c.new) for c in row.changes]
    assert standing()[2014].numerator == 1241


REFUSED: dict[str, tuple[dict[str, str], str]] = {
    "another target": ({"target": "u"}, "target"),
    "another period": ({"start": "2013-01-01"}, "start"),
    "a figure that is not there": ({"figure": "99999"}, "figure"),
    "a number far too large": ({"figure": "9" * 400}, "figure"),
    "words for a number": ({"value": "see description"}, "value"),
    "a value and a reason why it is missing": ({"missing_reason": "lost"}, "missing_reason"),
    "a value that is not its counts": ({"value": "40"}, "value"),
    "a part larger than the whole": ({"numerator": "5000", "value": ""}, "numerator"),
    "half an answer": ({"n": "12.5"}, "n"),
    "a value outside its interval": ({"low": "50", "high": "60"}, "low"),
    "an unknown quality": ({"quality": "good"}, "quality"),
    "an unknown source": ({"source_key": "nowhere"}, "source_key"),
    "no method": ({"method": ""}, "method"),
    "a certainty of more than one": ({"low": "20", "high": "60", "confidence": "95"}, "confidence"),
    "another note": ({"note": "changed"}, "note"),
}


@pytest.mark.parametrize(("edit", "column"), REFUSED.values(), ids=REFUSED)
def test_a_wrong_cell_is_told_with_its_column_and_how_to_mend_it(
    sheets: Sheets, edit: dict[str, str], column: str
) -> None:
    rows = sheets.exported()
    rows[0] |= {"reason": "a try", **edit}
    plan = sheets.back(rows)
    [row] = plan.of(Outcome.REFUSED)
    assert row.number == 2
    assert row.complaints[0].column == column
    assert row.complaints[0].mend, row.complaints
    assert len(standing()) == 3


def test_who_may_not_record_is_refused_row_by_row(sheets: Sheets) -> None:
    rows = sheets.exported()
    rows[0] |= {"numerator": "1250", "value": "", "reason": "late"}
    plan = sheets.back(rows, by=Actor(name="A visitor", user_id=12345))
    assert told(plan) == {"refused": 1, "unchanged": 2}


def test_the_data_package_describes_the_file(sheets: Sheets) -> None:
    frictionless = pytest.importorskip("frictionless")
    sheets.exported()
    path = sheets.folder / "figures.datapackage.json"
    with frictionless.system.use_context(trusted=True):
        report = frictionless.validate(str(path))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])


def test_the_command_exports_tries_and_imports(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "out.csv"
    call_command("exchange", "export", "observations", "--csv", str(path))
    capsys.readouterr()
    path.write_text(path.read_text("utf-8").replace("nobody counted", "it was lost"), "utf-8")
    with pytest.raises(SystemExit) as end:
        call_command("exchange", "import", str(path), "--json")
    said = json.loads(capsys.readouterr().out)
    assert end.value.code == 1
    assert said["counts"]["refused"] == 1
    assert said["rows"][0]["complaints"][0]["column"] == "reason"
    with pytest.raises(SystemExit):
        call_command("exchange", "import", str(path), "--dry-run")
    assert "reason: " in capsys.readouterr().out


def test_what_a_file_brings_waits_until_somebody_else_has_looked(
    sheets: Sheets, figures: dict[int, Observation]
) -> None:
    anna, bert = people()
    rows = sheets.exported()
    rows[0] |= {"numerator": "1250", "value": "", "reason": "late"}
    plan = sheets.back(rows, by=anna, alone="")
    assert (told(plan), plan.was_written, plan.waited_already) == (
        {"corrected": 1, "unchanged": 2}, True, False,
    )  # fmt: skip
    assert standing()[2014].numerator == 1241
    again = sheets.back(rows, by=bert, alone="")
    assert (again.batch, again.waited_already, told(again)) == (plan.batch, True, {})
    assert sheets.back(rows, by=bert, alone="", dry_run=True).waited_already
    check_and_approve_batch(by=bert, batch=plan.batch or 0)
    assert standing()[2014].numerator == 1250
    assert standing()[2014].value == pytest.approx(100 * 1250 / 4252, abs=1e-12)
    last = sheets.back(rows, by=anna, alone="")
    assert (told(last), last.batch) == ({"unchanged": 3}, None)


def test_nobody_lets_a_file_count_alone_where_somebody_else_could_look(sheets: Sheets) -> None:
    anna, _bert = people()
    rows = sheets.exported()
    rows[0] |= {"numerator": "1250", "value": "", "reason": "late"}
    with pytest.raises(Refused, match="Bert"):
        sheets.back(rows, by=anna, alone="quick")
    assert not Batch.objects.exists()
    assert standing()[2014].numerator == 1241


def test_a_second_file_about_a_waiting_figure_is_refused_by_row_and_a_mended_one_is_not(
    sheets: Sheets,
) -> None:
    anna, bert = people()
    rows = sheets.exported()
    rows[0] |= {"numerator": "1250", "value": "", "reason": "late"}
    first = sheets.back(rows, by=anna, alone="")
    rows[0] |= {"numerator": "1260"}
    plan = sheets.back(rows, by=bert, alone="")
    [row] = plan.of(Outcome.REFUSED)
    assert str(first.batch) in row.complaints[0].mend
    hand_back_batch(by=bert, batch=first.batch or 0, reason="1260")
    path = sheets.folder / "back.csv"
    mended = import_table(path, by=anna, dry_run=False, instead_of=first.batch)
    assert told(mended) == {"corrected": 1, "unchanged": 2}
    assert Batch.objects.get(pk=mended.batch).supersedes_id == first.batch


def test_a_rounded_percentage_beside_its_counts_is_no_other_figure(sheets: Sheets) -> None:
    rows = sheets.exported()
    assert rows[0]["value"].startswith("29.18")
    rows[0] |= {"value": "29.2"}
    assert told(sheets.back(rows)) == {"unchanged": 3}


def people() -> list[Actor]:
    return [
        Actor.of(
            invite(
                name=name, mail=f"{name}@example.org", role="programme_manager", scope="", by=BY
            ).user
        )
        for name in ("Anna", "Bert")
    ]


def test_the_command_enters_a_batch_and_approves_it_alone_for_a_reason(
    sheets: Sheets, capsys: Any
) -> None:
    rows = sheets.exported()
    rows[0] |= {"numerator": "1250", "value": "", "reason": "late"}
    sheets.back(rows, dry_run=True)
    path = str(sheets.folder / "back.csv")
    with translation.override("en"):
        call_command("exchange", "import", path)
        assert "once somebody else has checked" in capsys.readouterr().out
        call_command("exchange", "import", path)
        assert "waits already" in capsys.readouterr().out
    assert standing()[2014].numerator == 1241
    call_command("exchange", "import", path, "--approve-alone", "the whole office", "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["approved"], said["batch"]) == (True, Batch.objects.get().pk)
    assert standing()[2014].numerator == 1250
    [passage] = passages([standing()[2014]]).values()
    assert passage.alone_because == "the whole office"


def test_the_command_says_whose_batch_it_is(sheets: Sheets) -> None:
    people()
    rows = sheets.exported()
    rows[0] |= {"numerator": "1250", "value": "", "reason": "late"}
    sheets.back(rows, dry_run=True)
    path = str(sheets.folder / "back.csv")
    with pytest.raises(HcatError):
        call_command("exchange", "import", path, "--by", "nobody@example.org")
    call_command("exchange", "import", path, "--by", "Anna@example.org")
    assert Batch.objects.get().recorded_by == "Anna"
