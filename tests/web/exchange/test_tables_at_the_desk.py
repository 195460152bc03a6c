# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table taken along, edited and brought back at the desk: seen before it is written."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hcat.agenda.api import revise
from hcat.evidence.api import Observation, correct, record_figure
from hcat.foundation.api import today
from hcat.numerics.api import Estimate, Period, Quality
from tests.web.desk.conftest import BY, Visitor, text_of

Rows = list[dict[str, str]]


def estimate(value: float) -> Estimate:
    return Estimate(
        value=value, unit="percent", period=Period.year(2021), method="counted",
        quality=Quality.PUBLISHED, source="a count",
    )  # fmt: skip


@pytest.fixture
def figure(polder: None) -> Observation:
    return record_figure(by=BY, result="choice", target="by-2020", estimate=estimate(31))


def taken(visitor: Visitor, table: str = "observations") -> Rows:
    text = visitor.client.get(f"/en/exchange/{table}.csv").content.decode()
    return list(csv.DictReader(io.StringIO(text)))


def brought(
    visitor: Visitor, rows: Rows, name: str = "figures.csv", to: str = "/en/desk/tables"
) -> Any:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return uploaded(visitor, out.getvalue().encode(), name, to)


def uploaded(visitor: Visitor, content: bytes, name: str, to: str = "/en/desk/tables") -> Any:
    file = SimpleUploadedFile(name, content)
    return visitor.client.post(to, {"file": file}, follow=True)


def path_of(response: Any) -> str:
    return str(response.redirect_chain[-1][0])


def edited(rows: Rows, figure: Observation, **cells: str) -> Rows:
    return [row | cells if row["figure"] == str(figure.pk) else row for row in rows]


WHY = {"counts_missing_reason": "the report gives percentages only"}


def test_a_correction_is_seen_and_waits_until_somebody_else_has_looked(
    manager: Visitor, signed_in: Callable[[str], Visitor], figure: Observation
) -> None:
    leader = signed_in("project_leader")
    rows = edited(taken(leader), figure, value="33.5", reason="a school came late", **WHY)
    shown = brought(leader, rows)
    text = text_of(shown)
    assert "0 new, 1 corrected" in text
    assert "33.5" in text
    assert "once somebody else has checked and approved them" in text
    done = leader.client.post(f"{path_of(shown)}/write", follow=True)
    batch = path_of(done)
    text = text_of(done)
    assert "1 corrected · draft, to be checked" in text
    assert "31.0%" in text
    assert "33.5%" in text
    assert "a school came late" in text
    assert "figures.csv" in text
    assert Observation.objects.standing().get(result="choice").value == 31
    gone = leader.client.get(path_of(shown))
    assert gone.status_code == 404
    waits = brought(manager, rows)
    assert "This file waits already" in text_of(waits)
    assert "Enter these figures" not in text_of(waits)
    assert path_of(manager.client.post(f"{path_of(waits)}/write", follow=True)) == batch
    approved = manager.client.post(batch, {"do": "both"}, follow=True)
    assert "1 corrected · approved" in text_of(approved)
    now = Observation.objects.standing().get(result="choice")
    assert (now.value, now.note) == (33.5, "a school came late")
    assert now.recorded_by_user is not None
    assert "changes nothing" in text_of(brought(manager, rows)), "the same file again"


def test_a_mended_file_takes_the_place_of_the_one_that_came_back(
    manager: Visitor, signed_in: Callable[[str], Visitor], figure: Observation
) -> None:
    leader = signed_in("project_leader")
    rows = edited(taken(leader), figure, value="33.5", reason="late", **WHY)
    batch = path_of(leader.client.post(f"{path_of(brought(leader, rows))}/write", follow=True))
    returned = manager.client.post(f"{batch}/return", {"reason": "It is 34"}, follow=True)
    assert "It is 34" in text_of(returned)
    assert "It is 34" in text_of(leader.open("/desk"))
    asked = leader.client.get(batch)
    number = batch.rsplit("/", 1)[1]
    assert f"?instead-of={number}" in asked.content.decode()
    mended = edited(taken(leader), figure, value="34", reason="late", **WHY)
    assert "waiting already" in text_of(brought(leader, mended))
    shown = brought(leader, mended, to=f"/en/desk/tables?instead-of={number}")
    assert "Enter these figures" in text_of(shown)
    at = path_of(shown).replace("?", "/write?")
    done = leader.client.post(at, follow=True)
    assert "brought the mended file" in text_of(done)
    assert "To the batch of the mended file" in text_of(leader.client.get(batch))


def test_a_refused_row_shows_its_number_column_and_how_to_mend_it(
    manager: Visitor,
    figure: Observation,
) -> None:
    rows = edited(taken(manager), figure, value="about 30")
    shown = brought(manager, rows)
    text = text_of(shown)
    assert "1 row is refused" in text
    assert "“about 30” is not a number." in text
    assert "Enter these figures" not in text
    written = manager.client.post(f"{path_of(shown)}/write")
    assert written.status_code == 422
    assert Observation.objects.standing().get(result="choice").value == 31


def test_who_corrects_in_between_is_not_overwritten(manager: Visitor, figure: Observation) -> None:
    rows = edited(taken(manager), figure, value="33.5", reason="mine", **WHY)
    shown = brought(manager, rows)
    correct(by=BY, observation=figure.pk, estimate=estimate(40), reason="theirs")
    answer = manager.client.post(f"{path_of(shown)}/write")
    assert answer.status_code == 422
    assert "in the meantime" in text_of(answer)
    assert Observation.objects.standing().get(result="choice").value == 40


def test_what_is_no_table_comes_back_with_what_to_do(manager: Visitor) -> None:
    for content, name, said in (
        (b"\x89PNG", "photo.png", "save it as CSV or XLSX"),
        (b"no zip", "broken.xlsx", "not a readable spreadsheet"),
        (b"a;b\n1;2\n", "other.csv", "none of our tables"),
        (b"", "empty.csv", "empty"),
    ):
        answer = uploaded(manager, content, name)
        assert answer.status_code == 422, name
        assert said in text_of(answer), name


def test_a_file_is_only_its_owners_and_can_be_taken_back(
    manager: Visitor,
    signed_in: Callable[[str], Visitor],
    figure: Observation,
) -> None:
    shown = brought(manager, taken(manager))
    other = signed_in("project_leader")
    assert other.client.get(path_of(shown)).status_code == 404
    gone = manager.client.post(f"{path_of(shown)}/drop", follow=True)
    assert "The file is removed" in text_of(gone)
    assert manager.client.get(path_of(shown)).status_code == 404


def test_each_row_asks_for_its_own_right(
    signed_in: Callable[[str], Visitor],
    figure: Observation,
) -> None:
    owner = signed_in("initiative_owner")
    rows = edited(taken(owner), figure, value="33.5", reason="mine", **WHY)
    assert "You may not record a figure" in text_of(brought(owner, rows))
    register = taken(owner, "initiatives")
    mine = [row | {"progress_en": "Begun."} for row in register if row["key"] == "lab-east"]
    others = [row | {"progress_en": "Begun."} for row in register if row["key"] != "lab-east"]
    assert "0 new, 1 corrected" in text_of(brought(owner, mine, "mine.csv"))
    assert "refused" in text_of(brought(owner, others, "others.csv"))


def test_who_may_change_nothing_does_not_come_in(signed_in: Callable[[str], Visitor]) -> None:
    assert signed_in("board").open("/desk/tables").status_code == 403
    answer = Client().get("/en/desk/tables")
    assert answer.status_code == 302


def test_everybody_may_take_the_tables_along(figure: Observation) -> None:
    reader = Client()
    page = text_of(reader.get("/en/exchange"))
    assert "never zero" in page
    book = reader.get("/en/exchange/observations.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).worksheets[0]
    assert sheet["A1"].value == "figure"
    package = reader.get("/en/exchange/results.datapackage.json").json()
    assert package["resources"][0]["path"] == "results.csv"
    assert reader.get("/en/exchange/nothing.csv").status_code == 404
    again = reader.get(
        "/en/exchange/observations.csv",
        headers={"if-none-match": reader.get("/en/exchange/observations.csv")["ETag"]},
    )
    assert again.status_code == 304


def test_the_agenda_as_iati_says_what_it_needs_and_then_is_there(polder: None) -> None:
    reader = Client()
    refused = reader.get("/en/exchange/iati.xml")
    assert refused.status_code == 404
    assert "NL-KVK" in text_of(refused)
    assert "cannot be given as IATI" in text_of(reader.get("/en/exchange"))
    revise(
        by=BY, kind="agenda", key="polder", fields={"organisation": "NL-KVK-12345678"},
        on=today(), reason="we publish",
    )  # fmt: skip
    given = reader.get("/en/exchange/iati.xml")
    assert given["Content-Type"].startswith("application/xml")
    assert b"<iati-identifier>NL-KVK-12345678-polder</iati-identifier>" in given.content
