# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a file is more than its first bytes: a picture that can be shown, a PDF that only shows.

Pictures are read as far as their frame: PNG 3rd edition §5 and 11.2, ITU T.81 annex B. A PDF is
searched for what acts when it is opened (ISO 32000-1 §12.6) as it lies in the file and in its
object streams (§7.5.7), where names can be hidden. What is encrypted, or packed in another way than
every program packs it, cannot be looked into and is not let in.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

LEAST_PIXELS = 16
"""Along each side; nobody reads a figure in less."""
UNPACKED_OBJECTS = 50 * 1024 * 1024
"""Bytes of all object streams of one PDF together."""

Misfit = tuple[str, str]
"""Why it is not let in, and how to mend it."""

_PNG_HEAD = 8
_SOF = {0xC0 + n for n in range(16)} - {0xC4, 0xC8, 0xCC}
_BARE = {0x01, *range(0xD0, 0xD8)}
"""Marks of a JPEG without a length."""
_SOS = 0xDA


def png_misfit(content: bytes) -> Misfit | None:
    """Its chunks, each with its checksum, from IHDR over IDAT to IEND."""
    at, size = _PNG_HEAD, (0, 0)
    kinds: list[bytes] = []
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        kind, end = content[at + 4 : at + 8], at + 8 + length
        if end + 4 > len(content):
            return _damaged()
        if zlib.crc32(content[at + 4 : end]) != struct.unpack_from(">I", content, end)[0]:
            return _damaged()
        if not kinds:
            if kind != b"IHDR" or length != 13:
                return _damaged()
            size = struct.unpack_from(">II", content, at + 8)
        kinds.append(kind)
        at = end + 4
        if kind == b"IEND":
            break
    if b"IDAT" not in kinds or kinds[-1] != b"IEND" or at != len(content):
        return _damaged()
    return _too_small(*size)


def jpeg_misfit(content: bytes) -> Misfit | None:
    """Its marks, from SOI over a frame and a scan to EOI."""
    size: tuple[int, int] | None = None
    for mark, body in _segments(content):
        if mark in _SOF and len(body) >= 6:
            height, width = struct.unpack_from(">HH", body, 1)
            size = (width, height)
        if mark == _SOS and size is not None and b"\xff\xd9" in content[-4096:]:
            return _too_small(*size)
    return _damaged()


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Mark and body of each, up to and including the first scan."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        mark = content[at + 1]
        if mark == 0xFF or mark in _BARE:
            at += 1 if mark == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        if length < 2 or at + 2 + length > len(content):
            return
        yield mark, content[at + 4 : at + 2 + length]
        if mark == _SOS:
            return
        at += 2 + length


def _too_small(width: int, height: int) -> Misfit | None:
    if min(width, height) >= LEAST_PIXELS:
        return None
    return (
        _("It is a picture of %(width)d by %(height)d pixels, and nobody reads a figure in that.")
        % {"width": width, "height": height},
        _("Take the picture again, larger."),
    )


def _damaged() -> Misfit:
    return _("It is damaged."), _("Save it again, and choose it again.")


# --- PDF ------------------------------------------------------------------------------------------

_ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")
_END = rb"(?=[\x00\t\n\x0c\r ()<>\[\]{}/%]|$)"
_ACTS = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia)" + _END)
_OPENING = re.compile(rb"/OpenAction" + _END)
_OPENS = re.compile(rb"/OpenAction\s*(?:(\[)|(<<.{0,400}?>>)|(\d+)\s+(\d+)\s+R)", re.DOTALL)
_GOES = re.compile(rb"\s*(?:\[|<<(?:(?!endobj).){0,400}?/S\s*/GoTo" + _END + rb")", re.DOTALL)
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FIRST = re.compile(rb"/First\s+(\d{1,9})(?!\d)")
_OTHER_FILTER = re.compile(rb"/(?:ASCIIHex|ASCII85|LZW|RunLength|Crypt)(?:Decode)?\b")
_PREDICTOR = re.compile(rb"/Predictor\s+(?!1\b)\d")


def pdf_misfit(content: bytes) -> Misfit | None:
    """What a PDF does by itself, holds inside, or keeps from being looked at."""
    if b"startxref" not in content:
        return _damaged()
    plain = _names_written_out(content)
    try:
        inside = [_names_written_out(one) for one in _object_streams(plain, content)]
    except _UnseenError:
        return (
            _("It is protected or packed so that nobody can look into it."),
            _("Print it to a new PDF, without a password, and attach that."),
        )
    for part in (plain, *inside):
        if found := _ACTS.search(part):
            return _acts(found[1].decode())
    if any(not _goes_somewhere(part, (plain, *inside)) for part in (plain, *inside)):
        return _acts("OpenAction")
    return None


def _acts(name: str) -> Misfit:
    if name.startswith("Embedded"):
        why = _("It has another file inside.")
    else:
        why = _("It does something by itself when it is opened (%(name)s).") % {"name": name}
    return why, _("Print it to a new PDF: that keeps what is shown and nothing else.")


def _names_written_out(content: bytes) -> bytes:
    """A name can be spelled with codes: ``/J#61vaScript``."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)


def _goes_somewhere(part: bytes, everywhere: tuple[bytes, ...]) -> bool:
    """Whether what happens on opening is only that a page is shown, as many programs write it."""
    openings = list(_OPENS.finditer(part))
    if len(openings) != len(_OPENING.findall(part)):
        return False
    for found in openings:
        place, action, number, generation = found.groups()
        if place or (action and _GOES.match(action)):
            continue
        if number is None:
            return False
        head = re.compile(rb"(?<!\d)%s\s+%s\s+obj" % (number, generation))
        objects = [
            one[at.end() : at.end() + 2000] for one in everywhere for at in head.finditer(one)
        ]
        if not objects or not all(map(_GOES.match, objects)):
            return False
    return True


class _UnseenError(Exception):
    """An object stream that cannot be unpacked."""


def _object_streams(plain: bytes, content: bytes) -> Iterator[bytes]:
    """Each unpacked. Raises _UnseenError where one is encrypted, or packed in a rare way."""
    if b"/ObjStm" not in plain:
        return
    if b"/Encrypt" in plain:
        raise _UnseenError
    left = UNPACKED_OBJECTS
    for start in _STREAM.finditer(content):
        before = content[max(0, start.start() - 2000) : start.start()]
        head = _names_written_out(before[before.rfind(b" obj") + 1 :])
        if b"/ObjStm" not in head:
            continue
        end = content.find(b"endstream", start.end())
        if end < 0 or _OTHER_FILTER.search(head) or _PREDICTOR.search(head):
            raise _UnseenError
        data = content[start.end() : end]
        if b"/Fl" in head:
            data = _inflated(data, left)
        left -= len(data)
        if left < 0:
            raise _UnseenError
        yield _objects_apart(data, head)


def _objects_apart(data: bytes, head: bytes) -> bytes:
    """The objects of a stream as they would stand in the file itself, each under its number; the
    stream as it is, where it does not say where they begin."""
    found = _FIRST.search(head)
    numbers = data[: int(found[1])].split() if found else []
    if found is None or len(numbers) % 2 or not all(map(bytes.isdigit, numbers)):
        return data
    starts = [int(found[1]) + int(one) for one in numbers[1::2]]
    ends = [*starts[1:], len(data)]
    return b"".join(
        b"%s 0 obj %s endobj\n" % (number, data[start:end])
        for number, start, end in zip(numbers[::2], starts, ends, strict=True)
    ) + (b"" if starts == sorted(starts) else data)


def _inflated(data: bytes, most: int) -> bytes:
    try:
        unpacker = zlib.decompressobj()
        found = unpacker.decompress(data, max(most, 1))
    except zlib.error as error:
        raise _UnseenError from error
    if unpacker.unconsumed_tail:
        raise _UnseenError
    return found
