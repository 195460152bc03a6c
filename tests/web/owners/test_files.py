# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that an owner sends along: known by their content, read by staff only."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hcat.owners.api import SheetFile, update_of

from .conftest import LAB, Bearer, Visitor, text_of

TEXT = b"What it yields: ten jobs.\n"


@pytest.fixture(autouse=True)
def folder(settings: object, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path)  # type: ignore[attr-defined]
    return tmp_path / "owners"


def send(bearer: Bearer, name: str = "report.txt", content: bytes = TEXT) -> object:
    data = bearer.fill("evidence")
    data["file"] = SimpleUploadedFile(name, content)
    return bearer.client.post(bearer.url("evidence"), data)


def test_a_file_goes_along_and_the_manager_reads_it(
    bearer: Bearer, manager: Visitor, folder: Path
) -> None:
    sent = send(bearer)
    assert sent["Location"] == bearer.url("evidence")  # type: ignore[index]
    assert "report.txt" in text_of(bearer.open("evidence"))
    look = text_of(bearer.open("look"))
    assert "report.txt" in look
    assert "Thank you" in text_of(bearer.send("look"))
    update = update_of(LAB)
    assert update is not None
    assert update.state == "sent"
    page = manager.open(f"/desk/owners/updates/{update.pk}").content.decode()
    [file] = SheetFile.objects.all()
    address = f"/desk/owners/updates/{update.pk}/files/{file.pk}"
    assert f"/en{address}" in page
    got = manager.open(address)
    assert got.content == TEXT
    assert got["Content-Disposition"].startswith("attachment")
    assert "sandbox" in got["Content-Security-Policy"]
    # Neither the link nor somebody else's update leads to it.
    assert bearer.client.get(f"/en{address}").status_code == 302
    assert manager.open(f"/desk/owners/updates/{update.pk}/files/999").status_code == 404
    next(folder.iterdir()).write_bytes(b"something else")
    assert manager.open(address).status_code == 404


def test_a_file_is_taken_away_with_its_content(
    bearer: Bearer, folder: Path, django_capture_on_commit_callbacks: object
) -> None:
    send(bearer)
    [file] = SheetFile.objects.all()
    data = bearer.fill("evidence", **{"take-away": str(file.pk)})
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert bearer.client.post(bearer.url("evidence"), data).status_code == 302
    assert SheetFile.objects.count() == 0
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("page.html", b"<html><script>alert(1)</script></html>", "file"),
        ("picture.png", TEXT, "disagree"),
        ("empty.txt", b"", "This file is empty"),
        ("sheet.csv", b"a;b\n=cmd|x;1\n", "formula"),
    ],
)
def test_a_file_that_is_not_let_in_is_refused_and_the_answers_are_kept_on_the_page(
    name: str, content: bytes, said: str, bearer: Bearer
) -> None:
    data = bearer.fill("evidence", evidence="https://example.org/lab")
    data["file"] = SimpleUploadedFile(name, content)
    refused = bearer.client.post(bearer.url("evidence"), data)
    assert refused.status_code == 422
    assert said in text_of(refused)
    assert "https://example.org/lab" in refused.content.decode()
    # Both or neither.
    assert SheetFile.objects.count() == 0
    assert update_of(LAB) is None


def test_the_same_file_goes_along_once_and_five_at_most(bearer: Bearer) -> None:
    send(bearer)
    assert "attached already" in text_of(send(bearer))
    for number in range(4):
        send(bearer, content=TEXT + bytes([65 + number]))
    assert "5 files already" in text_of(send(bearer, content=b"one more"))
    assert SheetFile.objects.count() == 5
