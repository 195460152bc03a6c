# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A publisher changes its file: the error says where, what was expected, found, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hcat.labour_market.api import FormatChanged
from tests.labour_market.kit import FIXTURES, read, source

DIPLOMAS = source(layout="hbo_diplomas")
WHOLE = (FIXTURES / "gediplomeerdenhbo.csv").read_text(encoding="utf-8")


def _cut_in_a_line(text: str) -> bytes:
    return text[: text.rindex('"hbo bachelor"')].encode()


BROKEN: dict[str, tuple[Callable[[str], bytes], int, str, str]] = {
    "a renamed column": (
        lambda text: text.replace("GEMEENTENUMMER", "GEMEENTENUMMERS").encode(),
        1, "GEMEENTENUMMER", "GEMEENTENUMMERS",
    ),
    "another separator": (lambda text: text.replace(",", ";").encode(), 1, "", "DIPLOMAJAAR\";"),
    "another encoding": (
        lambda text: text.replace("Kaashandel", "Kaashändel").encode("cp1252"), 5, "", "0xe4",
    ),
    "cut off in a line": (_cut_in_a_line, 5, "", "12 "),
    "a word for a number": (
        lambda text: text.replace("1.250", "veel").encode(), 2, "AANTAL_GEDIPLOMEERDEN", "“veel”",
    ),
    "half a person": (
        lambda text: text.replace("1.250", "1.25").encode(), 2, "AANTAL_GEDIPLOMEERDEN", "“1.25”",
    ),
    "a strange period": (
        lambda text: text.replace('"2022"', '"ooit"').encode(), 4, "DIPLOMAJAAR", "“ooit”",
    ),
    "a column twice": (
        lambda text: text.replace("PROVINCIENAAM", "GEMEENTENAAM").encode(), 1, "", "GEMEENTENAAM",
    ),
    "an empty file": (lambda _text: b"", 1, "", ""),
    "a page of the site": (
        lambda _text: b"<!DOCTYPE html><html><title>Even geduld</title>", 1, "", "Even geduld",
    ),
    "an error as JSON": (lambda _text: b'{"error": "gone"}', 1, "", "gone"),
    "no text": (lambda _text: b"PK\x03\x04\x00\x00", 1, "", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_csv_is_refused_with_its_place(case: str, tmp_path: Path) -> None:
    breaking, line, column, found = BROKEN[case]
    path = tmp_path / "broken.csv"
    path.write_bytes(breaking(WHOLE))
    with pytest.raises(FormatChanged) as refusal:
        read(DIPLOMAS, path)
    assert refusal.value.file == "broken.csv"
    assert refusal.value.line == line
    assert refusal.value.column == column
    assert found in refusal.value.why
    assert refusal.value.mend


def test_the_nearest_heading_is_offered(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(WHOLE.replace("GEMEENTENUMMER", "GEMEENTENUMMERS"), encoding="utf-8")
    with pytest.raises(FormatChanged, match="GEMEENTENUMMERS") as refusal:
        read(DIPLOMAS, path)
    assert "GEMEENTENUMMERS" in refusal.value.mend


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b'{"odata.error": {"code": "404"}}', "404"),
        (b'{"value": [{"ID": 0, "Perioden": "2021JJ00", "A_1": "12"}]}', "12"),
        (b'{"value": [{"ID": 0, "Perioden": "2021XX00", "A_1": 12}]}', "2021XX00"),
        (b'{"value": [{"ID": 0, "Periode": "2021JJ00", "A_1": 12}]}', "Periode"),
        (b'{"value": {"ID": 0}}', "ID"),
        (b'{"value": [{"ID": 0, "Perioden": "2021JJ', "2021JJ"),
        (b"<html>Even geduld</html>", "Even geduld"),
        (b"", ""),
    ],
)
def test_a_broken_page_of_cbs_is_refused(content: bytes, found: str, tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    path.write_bytes(content)
    with pytest.raises(FormatChanged, match=r"page\.json") as refusal:
        read(source("cbs", layout="odata3"), path)
    assert found in refusal.value.why


def test_a_series_that_left_the_set_of_cbs_is_an_error() -> None:
    gone = source("cbs", layout="odata3", measures={"x": {"column": "Weg_9"}})
    with pytest.raises(FormatChanged, match="Weg_9"):
        read(gone, FIXTURES / "odata3_TypedDataSet.json")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"class": "dataset"', '"class": "collection"'),
        ('"size": [1, 2, 2]', '"size": [1, 3, 2]'),
        ('"id": ["unit", "geo", "time"]', '"id": ["unit", "geo", "when"]'),
        ('"0": 3.5', '"0": "3.5"'),
        ('"0": 3.5', '"99": 3.5'),
        ('"2022": 1', '"ooit": 1'),
        ('"size": [1, 2, 2]', '"size": 4'),
    ],
)
def test_a_changed_cube_of_eurostat_is_refused(old: str, new: str, tmp_path: Path) -> None:
    text = (FIXTURES / "json_stat.json").read_text(encoding="utf-8")
    path = tmp_path / "cube.json"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(FormatChanged, match=r"cube\.json"):
        read(source("eurostat", layout="json-stat"), path)


def test_statline_without_its_last_line_is_cut_off(tmp_path: Path) -> None:
    text = (FIXTURES / "statline.csv").read_text(encoding="utf-8")
    path = tmp_path / "statline.csv"
    path.write_text(text.replace('"Bron: Polderbureau"\n', ""), encoding="utf-8")
    with pytest.raises(FormatChanged) as refusal:
        read(source("statline"), path)
    assert refusal.value.line == 4


def test_a_page_in_place_of_a_spreadsheet_is_told(tmp_path: Path) -> None:
    path = tmp_path / "crebo.xlsx"
    path.write_bytes(b"<html>Even geduld</html>")
    with pytest.raises(FormatChanged) as refusal:
        read(source("mbo", layout="crebo", period="2023/2024"), path)
    assert "Even geduld" in refusal.value.why
