# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Importing organisations: nothing is written before it is confirmed, and nothing twice."""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hcat.foundation.models import AuditEvent
from hcat.parties.api import facts_of, search_organisations
from hcat.parties.models import Organisation
from hcat.web.desk.register import large_imports, uploads
from hcat.web.desk.register.forms.imports import UploadForm

from .conftest import Register, Visitor, words_of

UPLOAD = "/en/desk/organisations/import"
GOOD = (
    "naam;kvk;soort;werknemers;sbi;gemeente;plaats\n"
    "Nieuw B.V.;12345678;bedrijf;12;26.11;Oost;Oost\n"
    "Bakkerij;;bedrijf;4;10.71;West;West\n"
)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "VAR_DIR", tmp_path)


def kept_files() -> list[Path]:
    return [path for path in (Path(settings.VAR_DIR) / "imports").rglob("*") if path.is_file()]


def send(visitor: Visitor, content: str | bytes, name: str = "list.csv", **given: Any) -> Any:
    raw = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, raw)
    return visitor.client.post(UPLOAD, {"file": file, "valid_from": "2024-01-01"}, **given)


def preview(visitor: Visitor, content: str | bytes, name: str = "list.csv", **given: Any) -> str:
    sent = send(visitor, content, name, **given)
    assert sent.status_code == 302, words_of(sent)
    return str(sent["Location"])


def test_a_preview_shows_everything_and_writes_nothing(
    manager: Visitor, registered: Register
) -> None:
    registered("Bakkerij", municipality="GM0002", place="West", employees=3)
    before = AuditEvent.objects.count()
    page = words_of(manager.client.get(preview(manager, GOOD)))
    assert "1 new, 1 changed" in page
    assert "Row 2: Nieuw B.V., Oost" in page
    assert "Recognised: the same name in the same place" in page
    assert "People employed: 4 (was 3)" in page
    assert Organisation.objects.count() == 1
    assert AuditEvent.objects.count() == before


def test_confirming_writes_and_a_second_import_changes_nothing(manager: Visitor) -> None:
    sent = manager.client.post(f"{preview(manager, GOOD)}/write", follow=True)
    assert "Written: 2 new, 0 changed." in words_of(sent)
    facts = search_organisations(text="nieuw").get()
    assert (facts.kvk, facts.employees, facts.sbi, facts.municipality) == (
        "12345678", 12, "2611", "GM0001",
    )  # fmt: skip
    assert kept_files() == []
    before = AuditEvent.objects.count()
    again = preview(manager, GOOD)
    assert "This file would change nothing" in words_of(manager.client.get(again))
    manager.client.post(f"{again}/write")
    assert Organisation.objects.count() == 2
    assert AuditEvent.objects.count() == before


def test_a_spreadsheet_is_read_as_well(manager: Visitor) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["naam", "soort"])
    sheet.append(["Uit een werkblad", "bedrijf"])
    raw = io.BytesIO()
    book.save(raw)
    manager.client.post(f"{preview(manager, raw.getvalue(), 'list.xlsx')}/write")
    assert search_organisations(text="werkblad").exists()


def test_rows_that_cannot_be_read_are_all_told_and_block_writing(manager: Visitor) -> None:
    wrong = GOOD + "Sensoren;12;bedrijf;veel;;Oost;\n;;bedrijf;;;;\n"
    address = preview(manager, wrong)
    page = words_of(manager.client.get(address))
    assert "2 rows cannot be read" in page
    assert "Row 4: Sensoren" in page
    assert "Row 5: –" in page
    assert "Write this to the register" not in page
    answer = manager.client.post(f"{address}/write")
    assert answer.status_code == 422
    assert "Nothing was written" in words_of(answer)
    assert not Organisation.objects.exists()
    assert len(kept_files()) == 2


DOUBT = "naam;soort;plaats\nWerkplaatsen Oost;bedrijf;Oost\n"


@pytest.fixture
def known(registered: Register) -> Organisation:
    return registered("Werkplaats Oost", place="Oost", employees=5)


def test_a_likeness_is_shown_with_its_reason_and_never_settled_by_itself(
    manager: Visitor, known: Organisation
) -> None:
    address = preview(manager, DOUBT)
    page = words_of(manager.client.get(address))
    assert "1 row asks for your decision" in page
    assert "nearly the same name in the same place" in page
    assert "It is Werkplaats Oost" in page
    told = manager.client.post(f"{address}/write", follow=True)
    assert "1 row was left out." in words_of(told)
    assert Organisation.objects.count() == 1


def test_a_person_may_say_that_it_is_the_known_one(manager: Visitor, known: Organisation) -> None:
    manager.client.post(f"{preview(manager, DOUBT)}/write", {"row-2": known.key})
    assert Organisation.objects.count() == 1
    facts = facts_of(known)
    assert facts is not None
    assert (facts.name, facts.employees) == ("Werkplaatsen Oost", 5)


def test_a_person_may_say_that_it_is_another_one(manager: Visitor, known: Organisation) -> None:
    manager.client.post(f"{preview(manager, DOUBT)}/write", {"row-2": "new"})
    assert Organisation.objects.count() == 2


def test_an_answer_that_names_nobody_writes_nothing(manager: Visitor, known: Organisation) -> None:
    answer = manager.client.post(f"{preview(manager, DOUBT)}/write", {"row-2": "org-nobody"})
    assert answer.status_code == 422
    assert Organisation.objects.count() == 1


def test_calling_it_off_removes_the_file(manager: Visitor) -> None:
    address = preview(manager, GOOD)
    assert len(kept_files()) == 2
    manager.client.post(f"{address}/drop")
    assert kept_files() == []
    assert manager.client.get(address).status_code == 404
    assert not Organisation.objects.exists()


def test_an_upload_is_seen_by_nobody_else(
    manager: Visitor, signed_in: Callable[[str], Visitor]
) -> None:
    address = preview(manager, GOOD)
    other = signed_in("administrator")
    assert other.client.get(address).status_code == 404
    assert other.client.post(f"{address}/write").status_code == 404
    assert not Organisation.objects.exists()


def test_an_upload_is_kept_for_an_hour_and_then_swept(manager: Visitor) -> None:
    address = preview(manager, GOOD)
    past = time.time() - uploads.KEPT_SECONDS - 60
    folder = next((Path(settings.VAR_DIR) / "imports").iterdir())
    for path in (*folder.iterdir(), folder):
        os.utime(path, (past, past))
    assert manager.client.get(address).status_code == 404
    assert uploads.sweep() == 1
    assert kept_files() == []


def test_the_file_is_readable_by_the_site_only(manager: Visitor) -> None:
    preview(manager, GOOD)
    for path in kept_files():
        assert path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("list.pdf", b"%PDF", "is not a kind of file that can be read"),
        ("list.csv", b"", "This file is empty."),
        ("list.csv", b"kvk\n12345678\n", "No column holds the name of the organisation."),
        ("list.xlsx", b"not a spreadsheet", "is not a readable spreadsheet"),
    ],
)
def test_a_file_that_cannot_be_imported_is_refused_with_the_reason(
    name: str, content: bytes, problem: str, manager: Visitor
) -> None:
    assert problem in words_of(send(manager, content, name, follow=True))
    assert kept_files() == []


def test_a_file_that_is_too_large_is_refused(
    manager: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(UploadForm.base_fields["file"], "largest_mb", 0)
    assert "import it in parts" in words_of(send(manager, GOOD))
    assert kept_files() == []


def test_a_file_that_unpacks_into_far_more_than_it_weighs_is_refused(
    manager: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hcat.web.desk.register.uploads.UNPACKED_MB", 1)
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 2 * 1024 * 1024)
    assert len(raw.getvalue()) < 10_000
    assert "It unpacks into more than 1 MB." in words_of(send(manager, raw.getvalue(), "list.xlsx"))
    assert kept_files() == []


@pytest.fixture
def three_rows_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_imports, "LARGE", 2)


LARGE = GOOD + "Sensoren;;bedrijf;7;26.51;Oost;Oost\n"


@pytest.mark.usefixtures("three_rows_are_many")
def test_a_large_file_is_read_and_written_by_the_worker(manager: Visitor) -> None:
    address = preview(manager, LARGE)
    assert "The file is being read" in words_of(manager.client.get(address))
    work()
    page = words_of(manager.client.get(address))
    assert "3 new, 0 changed" in page
    assert "Nothing has been written yet." in page
    assert not Organisation.objects.exists()
    page = words_of(manager.client.post(f"{address}/write", follow=True))
    assert "The file is being written to the register" in page
    work()
    page = words_of(manager.client.get(address))
    assert "The file is written to the register" in page
    assert Organisation.objects.count() == 3
    assert not any(path.suffix == ".csv" for path in kept_files())
    assert AuditEvent.objects.get(action="parties.import").user_id is not None


def work() -> None:
    """What the worker would find in its queue, without its care for connections."""
    for queued in DBTaskResult.objects.filter(status=TaskResultStatus.READY):
        queued.task.call(*queued.args_kwargs["args"])
        queued.delete()


@pytest.mark.usefixtures("three_rows_are_many")
def test_a_large_file_tells_in_the_readers_language_what_is_wrong_and_cannot_be_written(
    manager: Visitor,
) -> None:
    address = preview(manager, LARGE + "Wrong;12;bedrijf;veel;;Oost;\n")
    work()
    page = words_of(manager.client.get(address))
    assert "1 row cannot be read" in page
    assert "Row 5: Wrong" in page
    assert "Write this to the register" not in page
    manager.client.post(f"{address}/write")
    work()
    assert not Organisation.objects.exists()


@pytest.mark.usefixtures("three_rows_are_many")
def test_what_a_large_file_leaves_in_doubt_is_told_and_left_out(
    manager: Visitor, known: Organisation
) -> None:
    address = preview(manager, LARGE + "Werkplaatsen Oost;;bedrijf;;;;Oost\n")
    work()
    page = words_of(manager.client.get(address))
    assert "Row 5: Werkplaatsen Oost: nearly the same name in the same place" in page
    manager.client.post(f"{address}/write")
    work()
    assert Organisation.objects.count() == 4


@pytest.mark.usefixtures("three_rows_are_many")
def test_a_large_file_without_names_is_refused_with_the_reason_and_removed(
    manager: Visitor,
) -> None:
    address = preview(manager, "kvk\n12345678\n12345679\n12345670\n")
    work()
    page = words_of(manager.client.get(address))
    assert "No column holds the name of the organisation." in page
    assert not any(path.suffix == ".csv" for path in kept_files())


@pytest.mark.usefixtures("three_rows_are_many")
def test_a_large_file_that_was_called_off_is_not_worked_on(manager: Visitor) -> None:
    address = preview(manager, LARGE)
    manager.client.post(f"{address}/drop")
    work()
    assert kept_files() == []
    assert not Organisation.objects.exists()


@pytest.mark.usefixtures("three_rows_are_many")
def test_a_worker_that_repeats_a_write_changes_nothing_more(manager: Visitor) -> None:
    address = preview(manager, LARGE)
    work()
    token = address.rsplit("/", 1)[1]
    large_imports.carry_out(token, "writing")
    before = AuditEvent.objects.count()
    large_imports.carry_out(token, "writing")
    assert AuditEvent.objects.count() == before
    assert Organisation.objects.count() == 3


@pytest.mark.usefixtures("three_rows_are_many")
def test_the_result_of_a_large_file_is_told_for_a_day(manager: Visitor) -> None:
    address = preview(manager, LARGE)
    large_imports.carry_out(address.rsplit("/", 1)[1], "writing")
    folder = next((Path(settings.VAR_DIR) / "imports").iterdir())
    for seconds, status in ((uploads.KEPT_SECONDS, 200), (uploads.RESULT_SECONDS, 404)):
        past = time.time() - seconds - 60
        os.utime(folder, (past, past))
        assert manager.client.get(address).status_code == status


@pytest.mark.parametrize("name", ["../../etc/passwd.csv", "..csv", "a b'c.csv"])
def test_a_name_cannot_lead_out_of_the_folder(name: str, manager: Visitor) -> None:
    sent = send(manager, GOOD, name)
    assert sent.status_code in (200, 302)
    root = Path(settings.VAR_DIR)
    assert all(path.is_relative_to(root / "imports") for path in root.rglob("*.csv"))
