# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from hcat.agenda.api import history, item, load_folder, revise
from hcat.exchange.api import (
    Outcome,
    import_table,
    initiatives_table,
    results_table,
    write_csv,
    write_xlsx,
)
from hcat.foundation.api import Refused, today
from tests.exchange.conftest import BY, Cells, Sheets, told

POLDER = Path(__file__).parents[1] / "api" / "polder"


@pytest.fixture
def rows(db: None, tmp_path: Path) -> Cells:
    assert load_folder(POLDER, by=BY).ok
    return exported(tmp_path)


def exported(folder: Path) -> Cells:
    path = folder / "initiatives.csv"
    write_csv(initiatives_table(), path)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_an_export_that_nobody_edited_changes_nothing(
    rows: Cells, sheets: Sheets, tmp_path: Path
) -> None:
    assert told(sheets.back(rows)) == {"unchanged": len(rows)}
    path = tmp_path / "out.xlsx"
    write_xlsx(initiatives_table(), path)
    assert told(import_table(path, by=BY, dry_run=False)) == {"unchanged": len(rows)}


def test_an_edited_row_becomes_a_version_in_the_history(rows: Cells, sheets: Sheets) -> None:
    rows[0] |= {"progress_en": "Two groups have started.", "reported": "01-02-2021"}
    assert told(sheets.back(rows, dry_run=True))["corrected"] == 1
    assert len(history("initiative", rows[0]["key"])) == 1, "a try writes nothing"
    assert told(sheets.back(rows)) == {"corrected": 1, "unchanged": len(rows) - 1}
    found = item("initiative", rows[0]["key"])
    assert found.sheet.progress.in_("en") == "Two groups have started."
    assert found.sheet.reported.isoformat() == "2021-02-01"
    assert len(history("initiative", rows[0]["key"])) == 2
    assert told(sheets.back(rows)) == {"unchanged": len(rows)}, "the same file again"


def test_what_an_owner_tells_goes_out_and_comes_back(
    rows: Cells, sheets: Sheets, tmp_path: Path
) -> None:
    rows[0] |= {
        "reach": "0", "reach_of_en": "pupils", "people": "0,2", "money": "12500",
        "funders": "Province; City", "due": "31-12-2027",
        "evidence": "https://example.org/a?b=1; https://example.org/c",
    }  # fmt: skip
    assert told(sheets.back(rows)) == {"corrected": 1, "unchanged": len(rows) - 1}
    sheet = item("initiative", rows[0]["key"]).sheet
    assert (sheet.reach, sheet.people, sheet.money) == (0, 0.2, 12500)
    assert (sheet.funders, len(sheet.evidence)) == (["Province", "City"], 2)
    again = exported(tmp_path)
    assert (again[0]["reach"], again[1]["reach"]) == ("0", "")
    assert told(sheets.back(again)) == {"unchanged": len(rows)}
    again[0] |= {"reach": "", "reach_of_en": "", "money": "", "evidence": ""}
    sheets.back(again)
    sheet = item("initiative", rows[0]["key"]).sheet
    assert (sheet.reach, sheet.money, sheet.evidence) == (None, None, [])
    again = exported(tmp_path)
    for wrong in ({"reach": "12"}, {"evidence": "javascript:alert(1)"}, {"money": "-1"}):
        plan = sheets.back([again[0] | wrong, *again[1:]])
        assert not plan.is_right, wrong


def test_a_new_row_is_taken_into_the_register(rows: Cells, sheets: Sheets) -> None:
    new: dict[str, Any] = dict.fromkeys(rows[0], "") | {
        "number": "77", "name": "Lab West", "status": "idea", "reason": "asked by schools",
        "placements": rows[0]["placements"],
    }  # fmt: skip
    assert told(sheets.back([*rows, new])) == {"new": 1, "unchanged": len(rows)}
    assert str(item("initiative", "initiative-77").sheet.name) == "Lab West"
    assert told(sheets.back([*rows, new])) == {"unchanged": len(rows) + 1}


def test_what_somebody_else_changed_meanwhile_is_told(rows: Cells, sheets: Sheets) -> None:
    key = rows[0]["key"]
    revise(
        by=BY, kind="initiative", key=key, fields={"owner": "Somebody"}, on=today(), reason="x"
    )  # fmt: skip
    assert told(sheets.back(rows)) == {"unchanged": len(rows)}, "an old row that nobody edited"
    rows[0] |= {"status": "paused", "reason": "mine"}
    [row] = sheets.back(rows).of(Outcome.REFUSED)
    assert row.number == 2
    assert item("initiative", key).sheet.owner == "Somebody"


WRONG = {
    "an unknown status": ({"status": "busy"}, "status"),
    "an unknown way": ({"ways": "fly"}, "ways"),
    "a place elsewhere": ({"places": "GM9999"}, "places"),
    "no placement": ({"placements": ""}, "placements"),
    "an unknown key": ({"key": "nothing"}, "key"),
    "half a number": ({"number": "1,5"}, "number"),
    "another day": ({"reported": "soon"}, "reported"),
}


@pytest.mark.parametrize(("edit", "column"), WRONG.values(), ids=WRONG)
def test_a_wrong_cell_is_told_with_its_column_and_nothing_is_written(
    rows: Cells, sheets: Sheets, edit: dict[str, str], column: str
) -> None:
    rows[0] |= {"reason": "a try", **edit}
    rows[1] |= {"owner": "Somebody", "reason": "a good row"}
    plan = sheets.back(rows)
    [row] = plan.of(Outcome.REFUSED)
    assert row.complaints[0].column == column
    assert item("initiative", rows[1]["key"]).sheet.owner != "Somebody"


def test_results_go_out_with_what_is_missing_empty_and_do_not_come_back(
    rows: Cells, tmp_path: Path
) -> None:
    path = tmp_path / "results.csv"
    write_csv(results_table(), path)
    with path.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    choice = next(row for row in found if row["result"] == "choice")
    assert (choice["bound"], choice["deadline"]) == ("40", "2020-12-31")
    assert (choice["baseline"], choice["baseline_missing_reason"]) == ("", "Nooit gemeten.")
    with pytest.raises(Refused):
        import_table(path, by=BY, dry_run=True)
