# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a file is, told by its content and never by its name; and which files are let in.

Let in is what shows where a figure comes from and cannot act by itself: PDF, PNG, JPEG, the
documents XLSX, ODS and DOCX without macros, and plain text. Signatures: ISO 32000-1 §7.5.2 (PDF),
PNG 3rd edition §5.2, ITU T.81 (JPEG), PKWARE APPNOTE 4.3 (ZIP), ECMA-376 part 2 (the documents of
Office), OpenDocument 1.3 part 2 (ODS). This is no virus scanner: a file is given to its reader as
a download that no browser opens in the site.
"""

from __future__ import annotations

import codecs
import io
import re
import unicodedata
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from hcat.foundation.api import Refused

from .file_contents import jpeg_misfit, pdf_misfit, png_misfit

LARGEST_MB = 10
UNPACKED_MB = 100
"""A document is a zip file; a malicious one unpacks into far more than it weighs."""
MOST_PARTS = 2000
"""Parts of one document."""
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is let in, with the endings that its name may have."""

    media_type: str
    endings: tuple[str, ...]


PDF = Kind("application/pdf", (".pdf",))
PNG = Kind("image/png", (".png",))
JPEG = Kind("image/jpeg", (".jpg", ".jpeg"))
_OFFICE = "application/vnd.openxmlformats-officedocument."
XLSX = Kind(f"{_OFFICE}spreadsheetml.sheet", (".xlsx",))
DOCX = Kind(f"{_OFFICE}wordprocessingml.document", (".docx",))
ODS = Kind("application/vnd.oasis.opendocument.spreadsheet", (".ods",))
TEXT = Kind("text/plain", (".txt", ".csv", ".tsv"))
KINDS = (PDF, PNG, JPEG, XLSX, ODS, DOCX, TEXT)
ACCEPT = ",".join(ending for kind in KINDS for ending in kind.endings)
"""For the file field of a form: a help to choose, and no guard."""

_SIGNATURES = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
_INSIDE = {PDF: pdf_misfit, PNG: png_misfit, JPEG: jpeg_misfit}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(
    rb"<\s*(?:!doctype|\?xml|\?php|html|head|body|script|svg|iframe|img|a\s|div|style|meta)\b",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_FORMULA = re.compile(rb"""(?:^|[,;\t])\s*["']?(?:[=@]\s*\w|[+-]\s*[a-z]+[(|!])""", re.I | re.M)
_MACROS = re.compile(
    r"vbaproject|vbadata|macrosheets/|activex|/?embeddings/|^basic/|^scripts/|dialogsheets/"
    r"|\.(?:exe|dll|js|jse|vbs|vbe|wsf|hta|bat|cmd|ps1|scr|lnk|jar)$",
    re.IGNORECASE,
)


def safe_name(name: str, kind: Kind) -> str:
    """The name without folders, signs that steer a screen or a shell, and false endings.

    >>> safe_name("../../etc/pass wd.pdf", PDF)
    'pass_wd.pdf'
    >>> safe_name("..", TEXT)
    'file.txt'
    """
    last = PurePath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    stem, dot, ending = last.rpartition(".")
    ending = f".{ending.lower()}"
    if not dot or ending not in kind.endings:
        stem, ending = last, kind.endings[0]
    clean = re.sub(r"\.+", ".", get_valid_filename(f"x{stem}")[1:]).strip("._-")
    return (clean[:LONGEST_NAME] or "file") + ending


def kind_of(content: bytes, name: str) -> Kind:
    """What the content is. Refused, with what, why and how to mend, where it is not let in."""
    _check_size(len(content))
    kind = _told_by(content)
    ending = PurePath(name.lower()).suffix
    if ending and ending not in kind.endings:
        raise Refused(
            _("The name and the content of this file disagree."),
            why=_("It is called %(ending)s, and its content is that of %(kind)s.")
            % {"ending": ending[:20], "kind": kind.endings[0]},
            mend=_("Save it again from the program that made it, as %(kinds)s.")
            % {"kinds": let_in()},
        )
    if ending in (".csv", ".tsv") and _FORMULA.search(_in_bytes(content)):
        raise _refused(
            _("A cell is a formula, and a spreadsheet would run it."),
            _("Save the sheet again with its values only."),
        )
    return kind


def let_in() -> str:
    """The kinds in words."""
    return "PDF, PNG, JPEG, XLSX, ODS, DOCX, CSV, TXT"


def check_announced(size: int | None) -> None:
    """Before it is read: refused when it is empty or too large."""
    _check_size(size or 0)


def _check_size(size: int) -> None:
    if size == 0:
        raise Refused(
            _("This file is empty."),
            why=_("It holds not a single byte."),
            mend=_("Look whether it was saved, and choose it again."),
        )
    if size > LARGEST_MB * 1024 * 1024:
        raise Refused(
            _("This file is too large."),
            why=_("It is larger than %(size)d MB.") % {"size": LARGEST_MB},
            mend=_("Attach only the pages that show the figure, or name the source in words."),
        )


def _told_by(content: bytes) -> Kind:
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            if zipfile.is_zipfile(io.BytesIO(content)):
                raise _refused(_("It is two kinds of file in one."))
            if found := _INSIDE[kind](content):
                raise _refused(*found)
            return kind
    if content.startswith(b"PK\x03\x04"):
        return _document(content)
    if content.startswith(_OLE):
        raise _refused(
            _("It is a document in the old form of Office, or one with a password."),
            _("Save it as XLSX or DOCX, without a password."),
        )
    return _text(content)


def _in_bytes(content: bytes) -> bytes:
    """A text of UTF-16, as spreadsheet programs write it, in UTF-8; anything else as it is. Two
    bytes in front tell it; the file is kept with the bytes that it has."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        with suppress(UnicodeDecodeError):
            return content.decode("utf-16").encode()
    return content


def _text(given: bytes) -> Kind:
    content = _in_bytes(given)
    if _MARKUP.search(content):
        raise _refused(
            _("It is a web page or a drawing, and these can hold programs."),
            _("Print it to PDF and attach that."),
        )
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise _refused(_("It is two kinds of file in one."))
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return TEXT
    raise _refused(_("Its content is none of the kinds that are let in."))


def _document(content: bytes) -> Kind:
    """A zip file: looked through to the last byte before it is believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_parts(parts)
            _unpack(archive, parts)
            return _kind_of_document(archive, {part.filename for part in parts})
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise _refused(_("It is damaged."), _("Save it again, and choose it again.")) from error


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > _unpacked():
        raise _refused(
            _("It unpacks into more than %(size)d MB.") % {"size": UNPACKED_MB},
            _("Attach only the sheet that shows the figure, as CSV."),
        )
    for part in parts:
        if part.flag_bits & 1:
            raise _refused(
                _("It has a password, so nobody can look into it."),
                _("Save it without a password."),
            )
        if part.filename.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", part.filename):
            raise _refused(_("It writes outside its own folder when it is unpacked."))
        if _MACROS.search(part.filename):
            raise _refused(
                _("It holds macros, a program, or another file inside."),
                _("Save it without macros, as XLSX, ODS or DOCX, or print it to PDF."),
            )


def _unpack(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Every part is as long as it says, and as its checksum says."""
    left = _unpacked()
    for part in parts:
        with archive.open(part) as source:
            while data := source.read(1 << 20):
                left -= len(data)
                if left < 0:
                    raise ValueError("longer than it says")


def _kind_of_document(archive: zipfile.ZipFile, names: set[str]) -> Kind:
    if "mimetype" in names and archive.read("mimetype") == ODS.media_type.encode():
        return ODS
    if "[Content_Types].xml" in names:
        said = archive.read("[Content_Types].xml").lower()
        if b"macroenabled" in said or b"vbaproject" in said:
            raise _refused(
                _("It holds macros, a program, or another file inside."),
                _("Save it without macros, as XLSX, ODS or DOCX, or print it to PDF."),
            )
        for main, kind in (("xl/workbook.xml", XLSX), ("word/document.xml", DOCX)):
            if main in names:
                return kind
    raise _refused(
        _("It is a zip file, and none of the documents that are let in."),
        _("Unpack it, and attach the files inside one by one."),
    )


def _unpacked() -> int:
    return UNPACKED_MB * 1024 * 1024


def _refused(why: str, mend: str = "") -> Refused:
    return Refused(
        _("This file cannot be attached."),
        why=why,
        mend=mend or _("Save it as one of these: %(kinds)s.") % {"kinds": let_in()},
    )
