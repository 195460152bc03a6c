# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text made fit for print: letters that the printed letter types have, words that can be broken.

PDF/UA refuses a character that no font can show, and a report must not fail on an emoji in the
name of an organisation. So what the fonts lack becomes □, and the report says what that means.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

LACKING: Final = "□"
BREAK: Final = "\u200b"

SHOWN: Final = (
    (0x20, 0x7E), (0xA0, 0x377), (0x384, 0x38A), (0x38C, 0x38C), (0x38E, 0x3A1), (0x3A3, 0x484),
    (0x487, 0x4FF), (0x1E00, 0x1EFF), (0x2000, 0x200B), (0x2010, 0x2027), (0x202F, 0x2040),
    (0x2044, 0x2052), (0x2070, 0x2071), (0x2074, 0x208E), (0x20A0, 0x20C0), (0x2100, 0x211E),
    (0x2122, 0x2122), (0x2126, 0x2151), (0x2153, 0x2184), (0x2190, 0x23FF), (0x2460, 0x2606),
    (0x2713, 0x2714), (0xFB00, 0xFB06),
)  # fmt: skip
"""First and last of what the fonts in Typst can show, upright, semibold, bold and italic."""

_LACKED: Final = re.compile(
    "[^" + "".join(f"{re.escape(chr(low))}-{re.escape(chr(high))}" for low, high in SHOWN) + "]"
)
_UNSEEN: Final = {"Cc", "Cf", "Zl", "Zp"}
"""Categories of characters without a shape: breaks become a space, the others go."""
_LONG: Final = re.compile(r"\S{24,}")
_A_WORD: Final = re.compile(r"[^\W\d_]{1,120}\W{0,3}")
"""What can be broken by its syllables; nobody writes a longer compound."""
_AFTER_A_SIGN: Final = re.compile(r"([/._@:?&=-]+)(?=\w)")
_BEFORE_A_UNIT: Final = re.compile(r"(?<=\d) (?=[%‰€])")
_RUN: Final = re.compile(r"[^\s\u200b]{16}(?=[^\s\u200b])")


class Letters:
    """Makes texts fit for print, and remembers whether one had a character that print lacks."""

    def __init__(self) -> None:
        self.lacked = False

    def text(self, text: str) -> str:
        """One text on one line, as composed characters, without what steers direction or layout.

        >>> Letters().text("a  b\\n\\tc"), Letters().text("caf\\u0065\\u0301 \\u202e \\x07")
        ('a b c', 'café')
        """
        composed = " ".join(unicodedata.normalize("NFC", text).split())
        composed = _BEFORE_A_UNIT.sub("\u00a0", composed)
        return _LONG.sub(_breakable, _LACKED.sub(self._instead, composed)).strip()

    def picture(self, svg: str) -> str:
        """The same for a drawing, whose blanks count."""
        return _LACKED.sub(lambda m: m[0] if m[0] in "\n\t" else self._instead(m), svg)

    def everything(self, part: Any) -> Any:
        """Every text in lists and dictionaries, but for drawings under ``svg``."""
        if isinstance(part, str):
            return self.text(part)
        if isinstance(part, (list, tuple)):
            return [self.everything(one) for one in part]
        if isinstance(part, dict):
            return {
                key: self.picture(one) if key == "svg" else self.everything(one)
                for key, one in part.items()
            }
        return part

    def _instead(self, found: re.Match[str]) -> str:
        if unicodedata.category(found[0]) in _UNSEEN:
            return ""
        self.lacked = True
        return LACKING


def _breakable(found: re.Match[str]) -> str:
    """Places to break a long address or checksum; a word is left to its syllables."""
    if _A_WORD.fullmatch(found[0]):
        return found[0]
    return _RUN.sub(lambda run: run[0] + BREAK, _AFTER_A_SIGN.sub(rf"\1{BREAK}", found[0]))
