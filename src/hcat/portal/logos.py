# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which pictures are let in as a logo, told by their content and never by their name.

PNG, JPEG and WebP (RFC 9649): they only show. SVG can hold programs and is not let in.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hcat.evidence.api import jpeg_misfit, png_misfit
from hcat.foundation.api import Refused

LARGEST_KB = 300
LEAST, MOST = 32, 4000
"""Pixels along each side."""
ACCEPT = ".png,.jpg,.jpeg,.webp"


@dataclass(frozen=True, slots=True)
class Picture:
    content: bytes
    media_type: str
    width: int
    height: int

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.content).hexdigest()[:16]


def picture_of(content: bytes) -> Picture:
    """The picture in these bytes. Raises `Refused`: none, damaged, too large or too small."""
    if len(content) > LARGEST_KB * 1024:
        raise _refused(
            _("It is larger than %(size)d kB.") % {"size": LARGEST_KB},
            _("Save it smaller; 400 pixels along the longest side is plenty."),
        )
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        kind, misfit = "image/png", png_misfit(content)
        size = struct.unpack_from(">II", content, 16) if misfit is None else None
    elif content.startswith(b"\xff\xd8\xff"):
        kind, misfit = "image/jpeg", jpeg_misfit(content)
        size = _size_of_jpeg(content) if misfit is None else None
    elif content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        kind, misfit, size = "image/webp", None, _size_of_webp(content)
    else:
        raise _refused(
            _("Its content is no PNG, JPEG or WebP."), _("Save it as PNG, and choose it again.")
        )
    if misfit is not None or size is None:
        raise _refused(
            misfit[0] if misfit else _("It is damaged."), _("Save it again, and choose it again.")
        )
    if min(size) < LEAST or max(size) > MOST:
        raise _refused(
            _("It measures %(width)d by %(height)d pixels.")
            % {"width": size[0], "height": size[1]},
            _("Save it with sides between %(least)d and %(most)d pixels.")
            % {"least": LEAST, "most": MOST},
        )
    return Picture(content, kind, *size)


def _size_of_jpeg(content: bytes) -> tuple[int, int] | None:
    """From its frame (ITU T.81 B.2.2); its marks were found whole before."""
    at = 2
    while at + 9 <= len(content):
        mark = content[at + 1]
        if mark == 0xFF:
            at += 1
        elif 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        else:
            at += 2 + struct.unpack_from(">H", content, at + 2)[0]
    return None


def _size_of_webp(content: bytes) -> tuple[int, int] | None:
    """None for what is cut off or is no picture."""
    whole = struct.unpack_from("<I", content, 4)[0] + 8 if len(content) >= 30 else 0
    if whole != len(content):
        return None
    kind, body = content[12:16], content[20:]
    if kind == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", body, 6)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L" and body[:1] == b"\x2f":
        bits = struct.unpack_from("<I", body, 1)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        width, height = body[4:7], body[7:10]
        return int.from_bytes(width, "little") + 1, int.from_bytes(height, "little") + 1
    return None


def _refused(why: str, mend: str) -> Refused:
    return Refused(_("This picture cannot be the logo."), why=why, mend=mend)
