# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was fetched is kept, never changed, and read back as it was known on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.db import DatabaseError, transaction

from hcat.foundation import backup
from hcat.foundation.api import Actor, NotFound, Refused, audit_events
from hcat.labour_market.api import (
    FormatChanged,
    Kind,
    NotFetched,
    Outcome,
    Status,
    changes,
    figures,
    sync,
    vintage,
    vintages,
)
from hcat.labour_market.connectors import CONNECTORS
from hcat.labour_market.models import Chunk, Vintage
from hcat.labour_market.operations import store
from hcat.labour_market.storage import Spool
from tests.labour_market.kit import diplomas, source

pytestmark = pytest.mark.django_db
DIPLOMAS = source(layout="hbo_diplomas", file="diplomas.csv")


def _values(**asked: object) -> list[float | None]:
    return [one.value for one in figures("polder", **asked)]  # type: ignore[arg-type]


def test_figures_come_back_as_they_were_read(by: Actor, tmp_path: Path) -> None:
    path = diplomas(tmp_path, 12, -1, "", 0)
    assert sync(by=by, source=DIPLOMAS, folder=tmp_path).rows == 4
    from tests.labour_market.kit import read

    assert list(figures("polder")) == read(DIPLOMAS, path)


def test_an_unchanged_file_stores_nothing(by: Actor, tmp_path: Path) -> None:
    path = diplomas(tmp_path, 12, 13)
    sync(by=by, source=DIPLOMAS, folder=tmp_path)
    assert sync(by=by, source=DIPLOMAS, folder=tmp_path).outcome is Outcome.UNCHANGED
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))  # other bytes, the same figures
    again = sync(by=by, source=DIPLOMAS, folder=tmp_path)
    assert again.outcome is Outcome.UNCHANGED
    assert again.vintage == vintage("polder")
    assert Vintage.objects.count() == 1
    assert len(list(audit_events())) == 1


def test_a_revision_is_a_new_vintage_and_the_old_one_is_known_on_its_day(
    by: Actor, tmp_path: Path
) -> None:
    for day, numbers in (
        ("2024-05-01", (12, 13)),
        ("2025-05-01", (12, 15)),
        ("2026-05-01", (12, 13)),
    ):
        diplomas(tmp_path, *numbers)
        with time_machine.travel(f"{day}T23:30+02:00"):
            sync(by=by, source=DIPLOMAS, folder=tmp_path)
    assert [one.number for one in vintages("polder")] == [1, 2, 3]
    assert _values(known_on=date(2024, 5, 1)) == [12, 13]
    assert _values(known_on=date(2025, 4, 30)) == [12, 13]
    assert _values(known_on=date(2025, 5, 1)) == [12, 15]
    assert _values() == [12, 13]  # the publisher took its revision back
    assert _values(number=2) == [12, 15]
    with pytest.raises(NotFound, match=r"30 [Aa]pril 2024"):
        figures("polder", known_on=date(2024, 4, 30))


def test_figures_are_chosen_by_dimension_and_period(by: Actor, tmp_path: Path) -> None:
    diplomas(tmp_path, 12, 13, 14)
    sync(by=by, source=DIPLOMAS, folder=tmp_path)
    assert _values(where={"programme": ["90001", "90003"], "period": "2021"}) == [12, 14]
    assert _values(where={"programme": "90002"}, series="diplomas") == [13]
    assert _values(where={"period": "2022"}) == []


def test_what_is_not_kept_is_told_with_the_nearest_name(by: Actor, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="polder"):
        figures("polder")
    diplomas(tmp_path, 12)
    sync(by=by, source=DIPLOMAS, folder=tmp_path)
    with pytest.raises(NotFound, match="programme"):
        figures("polder", {"program": "1"})
    with pytest.raises(NotFound, match="diplomas"):
        figures("polder", series="diploma")
    with pytest.raises(NotFound, match="7"):
        vintage("polder", 7)


def test_a_broken_file_leaves_nothing_behind(by: Actor, tmp_path: Path) -> None:
    diplomas(tmp_path, *range(2000), "veel")
    with pytest.raises(FormatChanged, match="2002"):
        sync(by=by, source=DIPLOMAS, folder=tmp_path)
    assert not Vintage.objects.exists()
    assert not Chunk.objects.exists()
    assert not list(audit_events())


def test_headings_alone_are_no_figures(by: Actor, tmp_path: Path) -> None:
    diplomas(tmp_path)
    with pytest.raises(FormatChanged, match=r"diplomas\.csv"):
        sync(by=by, source=DIPLOMAS, folder=tmp_path)


def test_a_dry_run_stores_nothing(by: Actor, tmp_path: Path) -> None:
    diplomas(tmp_path, 12)
    done = sync(by=by, source=DIPLOMAS, folder=tmp_path, dry_run=True)
    assert (done.outcome, done.rows, done.vintage) == (Outcome.STORED, 1, None)
    assert not Vintage.objects.exists()


def test_a_better_reader_reads_the_same_file_again(
    by: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    diplomas(tmp_path, 12)
    sync(by=by, source=DIPLOMAS, folder=tmp_path)
    reading = []
    real = CONNECTORS["duo"].read
    monkeypatch.setattr(CONNECTORS["duo"], "VERSION", 2)
    monkeypatch.setattr(CONNECTORS["duo"], "read", lambda given: reading.append(1) or real(given))
    assert sync(by=by, source=DIPLOMAS, folder=tmp_path).outcome is Outcome.UNCHANGED
    assert reading == [1]


@pytest.mark.parametrize("model", [Vintage, Chunk])
def test_the_database_refuses_to_change_or_remove_what_is_kept(
    model: type[Vintage] | type[Chunk], by: Actor, tmp_path: Path
) -> None:
    diplomas(tmp_path, 12)
    sync(by=by, source=DIPLOMAS, folder=tmp_path)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        model._default_manager.update(rows=2)
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        model._default_manager.all()._raw_delete(using="default")  # type: ignore[attr-defined]


def test_of_two_syncs_at_once_one_is_refused(by: Actor, tmp_path: Path) -> None:
    diplomas(tmp_path, 12)
    first = sync(by=by, source=DIPLOMAS, folder=tmp_path).vintage
    assert first is not None
    second = Vintage(
        **{
            field.attname: getattr(first, field.attname)
            for field in Vintage._meta.concrete_fields
            if not field.primary_key
        }
    )
    with Spool() as spool, pytest.raises(Refused, match="polder"):
        store(by=by, draft=second, spool=spool)
    assert Vintage.objects.count() == 1


def test_many_figures_are_kept_in_few_rows(by: Actor, tmp_path: Path) -> None:
    diplomas(tmp_path, *((number * 7919) % 100_003 for number in range(40_000)))
    sync(by=by, source=DIPLOMAS, folder=tmp_path)
    assert 1 < Chunk.objects.count() < 20
    assert sum(Chunk.objects.values_list("rows", flat=True)) == 40_000
    assert [one.value for one in figures("polder")] == [
        (number * 7919) % 100_003 for number in range(40_000)
    ]


def test_a_vintage_says_what_it_holds(by: Actor, tmp_path: Path) -> None:
    diplomas(tmp_path, 12, -1, "")
    sync(by=by, source=DIPLOMAS, folder=tmp_path)
    one = vintage("polder")
    told = one.series["diplomas"]
    assert (told["rows"], told["suppressed"], told["missing"]) == (3, 1, 1)
    assert (told["first"], told["last"], told["unit"]) == ("2021", "2021", "diplomas")
    assert one.about["files"] == ["diplomas.csv"]
    assert one.about["licence"] == "EUPL-1.2"
    assert one.reader == f"duo/1 {DIPLOMAS.fingerprint}"


def test_changes_are_told_apart_whatever_their_order(by: Actor, tmp_path: Path) -> None:
    path = diplomas(tmp_path, 12, 13, -1, 15)
    sync(by=by, source=DIPLOMAS, folder=tmp_path)
    lines = path.read_text(encoding="utf-8").splitlines()
    new = lines[1].replace("90001", "90009")
    lines = [lines[0], new, lines[4], lines[3].replace(",-1", ",7"), lines[2].replace(",13", ",10")]
    path.write_text("\n".join(lines), encoding="utf-8")
    sync(by=by, source=DIPLOMAS, folder=tmp_path)
    found = list(changes(vintage("polder", 1), vintage("polder", 2)))
    told = {
        (change.kind, one.dimensions["programme"]): change.by
        for change in found
        if (one := change.after or change.before)
    }
    assert told == {
        (Kind.ADDED, "90009"): None,
        (Kind.GONE, "90001"): None,
        (Kind.REVISED, "90002"): -3.0,
        (Kind.REVISED, "90003"): None,
    }
    [opened] = [one for one in found if one.before and one.before.status is Status.SUPPRESSED]
    assert opened.after is not None
    assert opened.after.value == 7


def test_a_series_in_another_unit_is_gone_and_added(by: Actor, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("jaar,open\n2021,5\n2022,6\n", encoding="utf-8")
    for unit in ("jobs", "x 1 000"):
        sync(
            by=by,
            source=source(
                "table", file="t.csv", columns={"period": "jaar"},
                measures={"open": {"column": "open", "unit": unit}},
            ),
            folder=tmp_path,
        )  # fmt: skip
    kinds = [one.kind for one in changes(vintage("polder", 1), vintage("polder", 2))]
    assert sorted(kinds) == ["added", "added", "gone", "gone"]


def test_a_source_without_an_address_is_not_fetched(by: Actor) -> None:
    with pytest.raises(NotFetched, match="--from"):
        sync(by=by, source=DIPLOMAS)


def test_a_folder_that_holds_the_file_twice_is_refused(by: Actor, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        diplomas(tmp_path / name, 12)
    with pytest.raises(Refused, match=r"diplomas\.csv"):
        sync(by=by, source=DIPLOMAS, folder=tmp_path)


@pytest.mark.django_db(transaction=True)
def test_vintages_travel_in_a_backup(by: Actor, tmp_path: Path) -> None:
    diplomas(tmp_path, 12, -1, 14)
    sync(by=by, source=DIPLOMAS, folder=tmp_path)
    before = list(figures("polder"))
    backup.write(tmp_path / "one.backup")
    diplomas(tmp_path, 99)
    sync(by=by, source=DIPLOMAS, folder=tmp_path)
    backup.restore(tmp_path / "one.backup", force=True)
    assert list(figures("polder")) == before
    with pytest.raises(DatabaseError, match="never changed"):
        Vintage.objects.update(rows=9)
