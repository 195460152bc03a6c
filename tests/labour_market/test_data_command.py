# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from hcat.foundation.api import NotFound, Refused
from hcat.labour_market.api import chosen, read_sources
from hcat.labour_market.models import Vintage
from tests.labour_market.kit import diplomas

pytestmark = pytest.mark.django_db
FILE = "gediplomeerdenhbo.csv"


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def hcat_data(*arguments: object) -> str:
    out = StringIO()
    call_command("data", *map(str, arguments), stdout=out, stderr=out)
    return out.getvalue()


def test_sync_stores_lists_and_compares(tmp_path: Path) -> None:
    assert "Nothing is kept yet" in hcat_data("list")
    diplomas(tmp_path, 12, 13, name=FILE)
    assert "2 figures stored" in hcat_data("sync", "--from", tmp_path)
    assert "unchanged" in hcat_data("sync", "--from", tmp_path)
    diplomas(tmp_path, 12, 10, 4, name=FILE)
    hcat_data("sync", "duo_hbo_diplomas", "--from", tmp_path)
    assert [one["rows"] for one in json.loads(hcat_data("list", "--json"))] == [2, 3]
    assert hcat_data("list").count("duo_hbo_diplomas") == 2
    told = hcat_data("diff", "duo_hbo_diplomas")
    assert "13.0 → 10.0 (-3)" in told
    assert "1 added, 0 gone, 1 revised" in told
    lines = [
        json.loads(line)
        for line in hcat_data("diff", "duo_hbo_diplomas", 2, 1, "--json").splitlines()
    ]
    assert sorted(line["kind"] for line in lines) == ["gone", "revised"]


def test_diff_tells_by_its_exit_code_that_something_changed(tmp_path: Path) -> None:
    for number in (12, 13):
        diplomas(tmp_path, number, name=FILE)
        hcat_data("sync", "--from", tmp_path)
    with pytest.raises(SystemExit) as left:
        hcat_data("diff", "duo_hbo_diplomas", "--exit-code")
    assert left.value.code == 3
    hcat_data("diff", "duo_hbo_diplomas", 1, 1, "--exit-code")


def test_diff_needs_two_vintages(tmp_path: Path) -> None:
    diplomas(tmp_path, 12, name=FILE)
    hcat_data("sync", "--from", tmp_path)
    with pytest.raises(CommandError, match="one vintage only"):
        hcat_data("diff", "duo_hbo_diplomas")
    with pytest.raises(CommandError, match="two numbers"):
        hcat_data("diff", "duo_hbo_diplomas", 1)


def test_one_source_that_fails_keeps_none_from_being_taken(tmp_path: Path) -> None:
    diplomas(tmp_path, 12, name=FILE)
    (tmp_path / "ingeschrevenenhbo.csv").write_text("<html>", encoding="utf-8")
    with pytest.raises(CommandError, match="1 of"):
        hcat_data("sync", "--from", tmp_path)
    assert Vintage.objects.get().source == "duo_hbo_diplomas"


def test_a_source_that_was_named_must_be_in_the_folder(tmp_path: Path) -> None:
    assert hcat_data("sync", "--from", tmp_path) == ""
    with pytest.raises(CommandError, match="1 of 1"):
        hcat_data("sync", "duo_hbo_diplomas", "--from", tmp_path)


def test_a_dry_run_reads_and_keeps_nothing(tmp_path: Path) -> None:
    diplomas(tmp_path, 12, name=FILE)
    assert "would be stored" in hcat_data("sync", "--from", tmp_path, "--dry-run")
    assert not Vintage.objects.exists()


def test_a_region_adds_sources_and_replaces_some(tmp_path: Path) -> None:
    (tmp_path / "labour_market").mkdir()
    (tmp_path / "labour_market" / "sources.yaml").write_text(
        "duo_hbo_diplomas:\n  title: Ours\n  publisher: DUO\n  licence: CC0 1.0\n  connector: duo\n"
        "own:\n  title: Own\n  publisher: P\n  licence: L\n  connector: table\n",
        encoding="utf-8",
    )
    found = read_sources(tmp_path)
    assert found["duo_hbo_diplomas"].title == "Ours"
    assert set(found) == {*read_sources(), "own"}
    with pytest.raises(NotFound, match="duo_hbo_diplomas"):
        chosen(found, ["duo"])


@pytest.mark.parametrize(
    ("wrong", "line", "told"),
    [
        ("a:\n  title: T\n  publisher: P\n  licence: L\n  connector: fax\n", 5, "connector"),
        (
            "a:\n  title: T\n  publisher: P\n  licence: L\n  connector: duo\n  adress: x\n",
            6, "adress",
        ),
        (
            "a:\n  title: T\n  publisher: P\n  licence: L\n  connector: duo\n  address: ftp://x\n",
            6, "address",
        ),
        ("a:\n  title: T\n  publisher: P\n  connector: duo\n", 1, "licence"),
        ("A b:\n  title: T\n  publisher: P\n  licence: L\n  connector: duo\n", 1, "key"),
        ("a: 1\n", 1, "a"),
    ],
)  # fmt: skip
def test_a_wrong_line_in_the_sources_is_named(
    wrong: str, line: int, told: str, tmp_path: Path
) -> None:
    (tmp_path / "labour_market").mkdir()
    (tmp_path / "labour_market" / "sources.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read_sources(tmp_path)
    assert f"{line}:" in refusal.value.what
    assert told in refusal.value.what


@pytest.mark.parametrize("wrong", ["- a\n", "a: [\n", ""])
def test_a_file_that_holds_no_sources_is_told(wrong: str, tmp_path: Path) -> None:
    (tmp_path / "labour_market").mkdir()
    (tmp_path / "labour_market" / "sources.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(Refused, match=r"sources\.yaml"):
        read_sources(tmp_path)


def test_a_folder_that_is_not_there_is_said_once(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no folder"):
        hcat_data("sync", "--from", tmp_path / "nowhere")


def test_it_speaks_the_language_of_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    diplomas(tmp_path, 12, 13, name=FILE)
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    assert "2 cijfers bewaard" in hcat_data("sync", "--from", tmp_path)
    assert "niet veranderd sinds" in hcat_data("sync", "--from", tmp_path)
