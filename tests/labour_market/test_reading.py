# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Publishers' formats become figures; what is withheld or missing is never zero and never lost."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from hcat.labour_market.api import Status
from hcat.labour_market.figures import EMPTY, FEW, IMPOSSIBLE, SECRET, UNKNOWN
from tests.labour_market.kit import FIXTURES, read, source


def test_a_thousands_separator_a_withheld_an_empty_and_a_real_zero_are_told_apart() -> None:
    found = read(source(layout="hbo_diplomas"), FIXTURES / "gediplomeerdenhbo.csv")
    assert [(one.value, one.status, one.below, one.reason) for one in found] == [
        (1250.0, Status.PUBLISHED, None, ""),
        (None, Status.SUPPRESSED, 5.0, FEW),
        (None, Status.MISSING, None, EMPTY),
        (0.0, Status.PUBLISHED, None, ""),
    ]
    assert found[0].dimensions["municipality"] == "GM0901"
    assert (found[0].series, found[0].unit, found[0].period) == ("diplomas", "diplomas", "2021")


def test_years_and_sexes_in_the_headings_become_periods_and_a_dimension() -> None:
    found = read(source(layout="wo_enrolled_wide"), FIXTURES / "wo_wide.csv")
    assert [(one.period, one.dimensions["sex"], one.value) for one in found] == [
        ("2017", "male", 40.0),
        ("2017", "female", 31.0),
        ("2018", "male", None),
        ("2018", "female", 28.0),
    ]
    assert found[2].status is Status.SUPPRESSED
    assert found[0].dimensions["municipality"] == "GM0901"


def test_school_exams_give_candidates_passes_and_their_share_per_profile() -> None:
    found = read(source(layout="school_exams"), FIXTURES / "exams.csv")
    assert [(one.series, one.value, one.unit, one.period) for one in found[:3]] == [
        ("candidates", 11.0, "pupils", "2021/2022"),
        ("passes", 10.0, "pupils", "2021/2022"),
        ("pass_rate", 90.9, "percent", "2021/2022"),
    ]
    assert found[3].status is Status.SUPPRESSED
    assert found[3].below == 5


def test_a_decimal_comma_and_a_thousands_point_are_read_together() -> None:
    found = {(one.series, one.dimensions["occupation"]): one for one in read(
        source("uwv", layout="tension"), FIXTURES / "tension.csv")}  # fmt: skip
    assert found["tension", "Waterbouwers"].value == 5.2
    assert found["vacancies", "Waterbouwers"].value == 1300
    assert found["short_term", "Kaasmakers"].status is Status.SUPPRESSED
    assert found["tension", "Kaasmakers"].status is Status.MISSING
    assert found["tension", "Kaasmakers"].period == "2023Q2"


def test_a_forecast_spans_its_years_and_may_be_negative() -> None:
    found = {one.series: one for one in read(
        source("roa", layout="outlook"), FIXTURES / "outlook.csv")}  # fmt: skip
    assert (found["expansion"].value, found["openings"].value) == (-150, 2400)
    assert (found["ita"].value, found["ita"].period) == (0.85, "2025/2030")


def test_a_spreadsheet_is_read_below_its_titles(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Spanning in de polder"], [], ["Arbeidsmarktregio", "Beroepsgroep", "Periode",
        "Openstaande vacatures", "WW korter dan 6 maanden", "Spanningsindicator"],
        ["Polder", "Waterbouwers", "2023 kwartaal 2", 1300, 250, 5.2],
        ["Polder", "Kaasmakers", "2023 kwartaal 2", 120],
    ):  # fmt: skip
        sheet.append(row)
    book.save(tmp_path / "tension.xlsx")
    found = read(source("uwv", layout="tension"), tmp_path / "tension.xlsx")
    assert [one.value for one in found] == [5.2, 1300, 250, None, 120, None]


def test_odata_3_takes_units_from_the_properties_and_keeps_codes_without_blanks() -> None:
    found = read(
        source("cbs", layout="odata3"),
        FIXTURES / "odata3_TypedDataSet.json",
        about=(FIXTURES / "odata3_DataProperties.json",),
    )
    assert [(one.series, one.period, one.value, one.unit) for one in found] == [
        ("Beroepsbevolking_1", "2021", 901.0, "x 1 000"),
        ("Werkloos_2", "2021", 4.5, "%"),
        ("Beroepsbevolking_1", "2022Q1", 905.0, "x 1 000"),
        ("Werkloos_2", "2022Q1", None, "%"),
    ]
    assert found[0].dimensions == {"Geslacht": "1100"}
    assert (found[3].status, found[3].reason) == (Status.MISSING, UNKNOWN)


def test_odata_3_gives_series_and_dimensions_the_names_of_the_source() -> None:
    named = source(
        "cbs", layout="odata3", columns={"sex": "Geslacht"},
        measures={"labour_force": {"column": "Beroepsbevolking_1", "unit": "thousand persons"}},
    )  # fmt: skip
    found = read(named, FIXTURES / "odata3_TypedDataSet.json")
    assert [(one.series, one.unit) for one in found] == [("labour_force", "thousand persons")] * 2
    assert found[0].dimensions == {"sex": "1100"}


def test_odata_4_tells_confidential_from_impossible() -> None:
    found = read(
        source("cbs", layout="odata4"),
        FIXTURES / "odata4_Observations.json",
        about=(FIXTURES / "odata4_MeasureCodes.json",),
    )
    assert [(one.dimensions["RegioS"], one.value, one.reason) for one in found] == [
        ("GM0901", 12.5, ""),
        ("GM0902", None, SECRET),
        ("GM0903", None, IMPOSSIBLE),
    ]
    assert found[1].status is Status.SUPPRESSED
    assert {one.unit for one in found} == {"x 1 000"}


def test_the_csv_of_a_typed_set_is_read_as_its_json() -> None:
    typed = source("cbs", layout="typed-csv", columns={"municipality": "RegioS", "age": "Leeftijd"})
    found = read(typed, FIXTURES / "typed.csv")
    assert [(one.series, one.dimensions["age"], one.value) for one in found] == [
        ("Bevolking_1", "17", 1250.0),
        ("Bevolking_1", "18", None),
    ]


def test_statline_tells_a_year_before_and_after_a_revision_apart() -> None:
    found = read(source("statline"), FIXTURES / "statline.csv")
    assert [(one.period, one.dimensions["revision"], one.value) for one in found] == [
        ("2000", "", 1849.0),
        ("2001", "voor revisie", 852.5),
        ("2001", "na revisie", None),
    ]
    assert (found[0].series, found[0].unit) == ("Beroepsbevolking", "x 1 000")


def test_json_stat_gives_every_cell_of_the_cube_with_its_flag() -> None:
    found = read(source("eurostat", layout="json-stat"), FIXTURES / "json_stat.json")
    assert [(one.dimensions["geo"], one.period, one.value, one.reason) for one in found] == [
        ("PL98", "2021", 3.5, ""),
        ("PL98", "2022", 3.25, "p"),
        ("PL99", "2021", 9.0, ""),
        ("PL99", "2022", None, SECRET),
    ]
    assert {(one.series, one.unit) for one in found} == {("polder.PC", "PC")}


def test_sdmx_csv_keeps_flags_and_tells_missing_from_confidential() -> None:
    found = read(source("eurostat", layout="sdmx-csv"), FIXTURES / "sdmx.csv")
    assert [(one.value, one.status, one.reason) for one in found] == [
        (12.5, Status.PUBLISHED, "b"),
        (None, Status.MISSING, UNKNOWN),
        (None, Status.SUPPRESSED, SECRET),
    ]
    assert list(found[0].dimensions) == ["freq", "geo"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_an_encoding_that_the_source_names_is_read(encoding: str, tmp_path: Path) -> None:
    text = (FIXTURES / "tension.csv").read_text(encoding="utf-8").replace("Polder;", "Fryslân;")
    (tmp_path / "tension.csv").write_bytes(text.encode(encoding))
    given = "cp1252" if encoding == "cp1252" else ""
    found = read(source("uwv", layout="tension", encoding=given), tmp_path / "tension.csv")
    assert found[0].dimensions["region"] == "Fryslân"


def test_a_renamed_column_and_another_separator_are_mended_in_the_source(tmp_path: Path) -> None:
    text = (FIXTURES / "tension.csv").read_text(encoding="utf-8")
    (tmp_path / "new.csv").write_text(
        text.replace("Arbeidsmarktregio", "Regionaam").replace(";", "|"), encoding="utf-8"
    )
    mended = source("uwv", layout="tension", columns={"region": "Regionaam"}, separator="|")
    assert read(mended, tmp_path / "new.csv")[0].dimensions["region"] == "Polder"
