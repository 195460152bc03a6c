# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files beside a figure: told by their content, kept outside the pages, read by who may."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from hcat.evidence.api import (
    EvidenceFile,
    approve,
    attach,
    check,
    draft_by_number,
    history_of,
    opened,
    show_to,
    take_away,
    withdraw,
)
from hcat.evidence.entering import file_kinds
from hcat.evidence.entering.file_kinds import kind_of, safe_name
from hcat.foundation import backup
from hcat.foundation.api import Actor, NotAllowed, NotFound, Refused
from hcat.foundation.models import AuditEvent
from hcat.parties.models import User

from .conftest import entered, share

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n0\n%%EOF\n"


def png(width: int = 40, height: int = 30) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * (width + 1) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(width: int = 40, height: int = 30) -> bytes:
    def segment(mark: int, body: bytes) -> bytes:
        return bytes([0xFF, mark]) + struct.pack(">H", len(body) + 2) + body

    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\x34"
    return b"\xff\xd8" + segment(0xE0, b"JFIF\x00") + segment(0xC0, frame) + scan + b"\xff\xd9"


PNG, JPEG = png(), jpeg()


def zipped(parts: dict[str, bytes | str], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", level) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def sheet() -> bytes:
    out = io.BytesIO()
    book = Workbook()
    book.active.append(["year", "part", "whole"])  # type: ignore[union-attr]
    book.save(out)
    return out.getvalue()


TYPES = '<Types><Override ContentType="x"/></Types>'
DOCX = zipped({"[Content_Types].xml": TYPES, "word/document.xml": "<w/>"})
ODS = zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<o/>"})


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("count.pdf", PDF, "application/pdf"),
        ("chart.PNG", PNG, "image/png"),
        ("photo.jpeg", JPEG, "image/jpeg"),
        ("table.xlsx", sheet(), file_kinds.XLSX.media_type),
        ("table.ods", ODS, file_kinds.ODS.media_type),
        ("letter.docx", DOCX, file_kinds.DOCX.media_type),
        ("rows.csv", "jaar;deel\n2020;één\n".encode(), "text/plain"),
        ("signs.csv", b"a;b\n-1,5;+31\n-;- none\n", "text/plain"),
        ("lines.txt", b"Heading\n=======\n", "text/plain"),
        ("old.txt", "één < twee\r\n".encode("cp1252"), "text/plain"),
        ("no-ending", PDF, "application/pdf"),
        ("wide.csv", "jaar;deel\n2020;één\n".encode("utf-16"), "text/plain"),
        ("big.txt", b"\xfe\xff" + "één\n".encode("utf-16-be"), "text/plain"),
        ("page.pdf", PDF + b"<< /OpenAction [3 0 R /Fit] >>", "application/pdf"),
    ],
)
def test_what_is_let_in_is_told_by_its_content(name: str, content: bytes, media_type: str) -> None:
    assert kind_of(content, name).media_type == media_type


def bomb() -> bytes:
    return zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": b"0" * (101 << 20)})


def lying() -> bytes:
    """A document whose part says that it is shorter than it unpacks."""
    whole = bytearray(zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": b"0" * 5000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = whole.rindex(signature)
        whole[at + offset : at + offset + 4] = struct.pack("<I", 10)
    return bytes(whole)


def with_password() -> bytes:
    whole = bytearray(sheet())
    at = whole.index(b"PK\x01\x02")
    whole[at + 8] |= 1
    return bytes(whole)


def overlapping() -> bytes:
    """Two names for one part, as bombs that stay small on the disk are made."""
    whole = zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": b"1"}, zipfile.ZIP_STORED)
    first = whole.index(b"PK\x01\x02")
    second = whole.index(b"PK\x01\x02", first + 4)
    broken = bytearray(whole)
    broken[second + 42 : second + 46] = struct.pack("<I", 0)
    return bytes(broken)


def acting(**how: Any) -> bytes:
    """A PDF that does something when it is opened, its objects packed as programs pack them."""
    made = pikepdf.new()
    made.add_blank_page()
    name = how.pop("name", "JavaScript")
    action = pikepdf.Dictionary(S=pikepdf.Name(f"/{name}"), JS=pikepdf.String("app.alert(1)"))
    if name == "GoTo":
        action["/D"] = pikepdf.Array([made.pages[0].obj, pikepdf.Name.Fit])
    if name == "EmbeddedFile":
        made.attachments["a.txt"] = b"x"
    else:
        made.Root.OpenAction = made.make_indirect(action)
    out = io.BytesIO()
    made.save(out, **how)
    return out.getvalue()


PACKED = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
LOOSE = {"object_stream_mode": pikepdf.ObjectStreamMode.disable}


@pytest.mark.parametrize("how", [PACKED, LOOSE], ids=["packed", "loose"])
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("JavaScript", r"by itself when it is opened \(JavaScript\)"),
        ("Launch", r"\(Launch\)"),
        ("URI", r"\(OpenAction\)"),
        ("EmbeddedFile", "another file inside"),
    ],
)
def test_a_pdf_that_acts_is_refused_wherever_it_hides_it(
    name: str, why: str, how: dict[str, Any]
) -> None:
    with pytest.raises(Refused, match=why) as refused:
        kind_of(acting(name=name, **how), "a.pdf")
    assert "Print it to a new PDF" in refused.value.mend


@pytest.mark.parametrize("how", [PACKED, LOOSE], ids=["packed", "loose"])
def test_a_pdf_that_opens_at_a_page_acts_as_little_as_any(how: dict[str, Any]) -> None:
    assert kind_of(acting(name="GoTo", **how), "a.pdf") is file_kinds.PDF


def test_a_name_in_codes_and_a_locked_pdf_do_not_get_past() -> None:
    coded = acting(**LOOSE).replace(b"/JavaScript", b"/J#61v#61Script")
    with pytest.raises(Refused, match="JavaScript"):
        kind_of(coded, "a.pdf")
    locked = acting(**PACKED, encryption=pikepdf.Encryption(owner="o", user=""))
    with pytest.raises(Refused, match="look into it"):
        kind_of(locked, "a.pdf")


@given(st.binary(max_size=400), st.sampled_from([PDF[:9], b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"]))
def test_any_bytes_are_let_in_or_refused_and_nothing_else(rest: bytes, start: bytes) -> None:
    with suppress(Refused):
        kind_of(start + rest, "file")


OFFICE = {"[Content_Types].xml": TYPES, "xl/workbook.xml": "<w/>"}


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("page.pdf", b"<!DOCTYPE html><script>alert(1)</script>", "web page"),
        ("page.txt", b"  \n<HTML><body>", "web page"),
        ("rows.csv", b"a;b\n1;<script src=//x>\n", "web page"),
        ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', "drawing"),
        ("drawing.png", b'<?xml version="1.0"?><svg/>', "drawing"),
        ("both.pdf", PDF + sheet(), "two kinds"),
        ("junk.png", b"\x89PNG\r\n\x1a\n", "damaged"),
        ("cut.png", PNG[:-12], "damaged"),
        ("more.png", PNG + b"<?php", "damaged"),
        ("changed.png", PNG.replace(b"\x00\x00\x00\x28", b"\x00\x00\x00\x29"), "damaged"),
        ("dot.png", png(1, 1), "1 by 1 pixels"),
        ("junk.jpg", b"\xff\xd8\xff<?php echo 1; ?>", "damaged"),
        ("cut.jpg", JPEG[:-2], "damaged"),
        ("dot.jpg", jpeg(40, 2), "40 by 2 pixels"),
        ("junk.pdf", b"%PDF-1.7\n", "damaged"),
        ("wide.txt", "<script>alert(1)</script>".encode("utf-16"), "web page"),
        ("wide.csv", "a;b\n1;=cmd()\n".encode("utf-16"), "formula"),
        ("both.jpg", JPEG + zipped({"a.class": b"x"}), "two kinds"),
        ("both.txt", b"hello\n" + sheet(), "two kinds"),
        ("text.pdf", b"just words", "content is that of .txt"),
        ("figure.exe", b"just words", "called .exe"),
        ("sheet.xlsm", sheet(), "called .xlsm"),
        ("sheet.docx", sheet(), "content is that of .xlsx"),
        ("program.pdf", b"MZ\x90\x00\x03\x00", "none of the kinds"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old form of Office"),
        ("macro.xlsx", zipped({**OFFICE, "xl/vbaProject.bin": b"x"}), "macros"),
        (
            "macro.xlsx",
            zipped({**OFFICE, "[Content_Types].xml": "<x sheet.macroEnabled.main/>"}),
            "macros",
        ),
        ("old-macro.xlsx", zipped({**OFFICE, "xl/macrosheets/sheet1.xml": b"x"}), "macros"),
        ("inside.xlsx", zipped({**OFFICE, "xl/embeddings/oleObject1.bin": b"x"}), "another file"),
        ("basic.ods", zipped({"mimetype": file_kinds.ODS.media_type, "Basic/x.xml": ""}), "macros"),
        ("out.xlsx", zipped({**OFFICE, "../../etc/cron.d/x": b"x"}), "outside its own folder"),
        ("any.zip", zipped({"readme.txt": b"x"}), "zip file"),
        ("bomb.xlsx", bomb(), "unpacks into more"),
        ("many.xlsx", zipped({**OFFICE, **{f"p{n}": b"" for n in range(2100)}}), "unpacks into"),
        ("lying.xlsx", lying(), "damaged"),
        ("overlap.xlsx", overlapping(), "damaged"),
        ("locked.xlsx", with_password(), "password"),
        ("half.xlsx", sheet()[:300], "damaged"),
        ("formula.csv", b"a;b\n1;=cmd|' /C calc'!A0\n", "formula"),
        ("formula.tsv", b'a\t"@SUM(1)"\n', "formula"),
        ("formula.csv", b"a,-HYPERLINK(1)\n", "formula"),
        ("empty.pdf", b"", "not a single byte"),
        ("large.txt", b"a" * ((10 << 20) + 1), "larger than 10 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_or_broken_file_is_refused_with_what_why_and_how(
    name: str, content: bytes, why: str
) -> None:
    with pytest.raises(Refused) as told:
        kind_of(content, name)
    assert why in f"{told.value.what} {told.value.why}"
    assert told.value.mend


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\report.pdf", "report.pdf"),
        ("figure\u202efdp.exe", "figurefdp.exe.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "abSet-Cookie_x.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("...", "file.pdf"),
        ("", "file.pdf"),
        ("jaarverslag één.PDF", "jaarverslag_één.pdf"),
        ("x" * 5000 + ".pdf", "x" * 80 + ".pdf"),
    ],
)
def test_a_name_is_made_safe_and_stays_readable(given: str, kept: str) -> None:
    assert safe_name(given, file_kinds.PDF) == kept


def test_a_file_is_kept_outside_the_pages_and_read_by_staff(
    anna: Actor, bert: Actor, someone: Callable[..., Actor], uploads: Path
) -> None:
    draft = entered(anna)
    file = attach(by=anna, draft=draft.pk, name="../count.pdf", content=PDF, about="The count")
    assert (file.name, file.size, file.is_public) == ("count.pdf", len(PDF), False)
    [kept] = uploads.iterdir()
    assert kept.name == file.kept_as
    assert kept.stat().st_mode & 0o077 == 0
    user = User.objects.get(pk=bert.user_id)
    assert opened(file.pk, who=user)[1] == PDF
    owner = someone("initiative_owner", "initiative:x")
    with pytest.raises(NotAllowed):
        opened(file.pk, who=User.objects.get(pk=owner.user_id))
    with pytest.raises(NotFound):
        opened(file.pk, who=AnonymousUser())
    assert AuditEvent.objects.get(action="evidence.file_attached").details == {"file": file.pk}


def test_a_public_file_is_read_by_everybody_once_its_figure_is_approved(
    anna: Actor, bert: Actor
) -> None:
    first = entered(anna)
    file = attach(by=anna, draft=first.pk, name="a.pdf", content=PDF, is_public=True)
    with pytest.raises(NotFound):
        opened(file.pk, who=AnonymousUser())
    second = entered(anna, share(21), instead_of=first.pk)
    check(by=bert, draft=second.pk)
    approve(by=bert, draft=second.pk)
    assert opened(file.pk, who=AnonymousUser())[1] == PDF
    [shown] = history_of(draft_by_number(second.pk)).files
    hidden = show_to(by=anna, file=shown.pk, is_public=False)
    for number in (file.pk, hidden.pk):
        with pytest.raises(NotFound):
            opened(number, who=AnonymousUser())
    with pytest.raises(NotFound):
        show_to(by=anna, file=file.pk, is_public=True)  # what stood before


def test_what_should_not_be_kept_goes_and_that_it_was_there_stays(
    anna: Actor, uploads: Path, django_capture_on_commit_callbacks: Any
) -> None:
    draft = entered(anna)
    file = attach(by=anna, draft=draft.pk, name="a.pdf", content=PDF)
    with pytest.raises(Refused, match="no reason"):
        take_away(by=anna, file=file.pk, reason="  ")
    with django_capture_on_commit_callbacks(execute=True):
        take_away(by=anna, file=file.pk, reason="It names pupils")
    assert not list(uploads.iterdir())
    [left] = history_of(draft_by_number(draft.pk)).files
    assert (left.name, left.removed_because) == ("a.pdf", "It names pupils")
    with pytest.raises(NotFound):
        opened(left.pk, who=User.objects.get(pk=anna.user_id))
    attach(by=anna, draft=draft.pk, name="a.pdf", content=PDF)


def test_a_file_is_refused_twice_and_where_nobody_looks(
    anna: Actor, bert: Actor, someone: Callable[..., Actor], uploads: Path
) -> None:
    draft = entered(anna)
    attach(by=anna, draft=draft.pk, name="a.pdf", content=PDF)
    with pytest.raises(Refused, match="attached already"):
        attach(by=anna, draft=draft.pk, name="b.pdf", content=PDF)
    with pytest.raises(Refused, match="web page"):
        attach(by=anna, draft=draft.pk, name="c.pdf", content=b"<html>")
    with pytest.raises(NotAllowed):
        attach(by=someone("board"), draft=draft.pk, name="d.pdf", content=PDF + b"d")
    for number in range(9):
        attach(by=anna, draft=draft.pk, name="a.txt", content=b"%d" % number)
    with pytest.raises(Refused, match="10 files"):
        attach(by=anna, draft=draft.pk, name="a.txt", content=b"one more")
    withdraw(by=anna, draft=draft.pk, reason="wrong")
    with pytest.raises(Refused, match="any more"):
        attach(by=anna, draft=draft.pk, name="e.pdf", content=PDF + b"e")
    assert len(list(uploads.iterdir())) == EvidenceFile.objects.count() == 10


def test_a_row_that_cannot_be_written_leaves_no_file(
    anna: Actor, uploads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = entered(anna)

    def fails(self: EvidenceFile, **_: Any) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(EvidenceFile, "save", fails)
    with pytest.raises(OSError, match="no space"):
        attach(by=anna, draft=draft.pk, name="a.pdf", content=PDF)
    assert not list(uploads.iterdir())


def test_what_changed_on_the_disk_is_not_given_as_evidence(anna: Actor, uploads: Path) -> None:
    file = attach(by=anna, draft=entered(anna).pk, name="a.pdf", content=PDF)
    user = User.objects.get(pk=anna.user_id)
    (uploads / file.kept_as).write_bytes(PDF + b"more")
    with pytest.raises(NotFound, match="not what was attached"):
        opened(file.pk, who=user)
    (uploads / file.kept_as).unlink()
    with pytest.raises(NotFound):
        opened(file.pk, who=user)
    with pytest.raises(DatabaseError), transaction.atomic():
        EvidenceFile.objects.update(sha256="0" * 64)


@pytest.mark.django_db(transaction=True)
def test_a_backup_takes_the_files_along(anna: Actor, uploads: Path, tmp_path: Path) -> None:
    file = attach(by=anna, draft=entered(anna).pk, name="a.pdf", content=PDF)
    backup.write(tmp_path / "a.backup")
    (uploads / file.kept_as).unlink()
    (uploads / "later").write_bytes(zlib.compress(b"x"))
    backup.restore(tmp_path / "a.backup", force=True)
    assert [one.name for one in uploads.iterdir()] == [file.kept_as]
    assert opened(file.pk, who=User.objects.get(pk=anna.user_id))[1] == PDF
