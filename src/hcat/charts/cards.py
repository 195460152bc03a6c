# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A card that social media show beside a link: a few words on paper, as a PNG of 1200 by 630.

Kept on disk under a name made of its content, as charts are; the folder may be emptied at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
import unicodedata
from collections import deque
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from django.conf import settings

from .colours import PAPER, readable

WIDTH: Final = 1200
HEIGHT: Final = 630
MARGIN: Final = 80
LOOK = "1"
"""Raised when the drawing changes, so that kept cards are drawn anew."""
KEEP = 1000
"""Cards kept, of some 35 kB each; the oldest give way."""
LONGEST_WAIT = 2.0
"""Seconds. One is drawn at a time: who would wait longer is sent away."""
MOST_A_MINUTE = 60
"""Drawn by one process, of 50 ms each: whoever asks for every card there is leaves the rest of the
processor to readers."""
INK, SUBTLE = "#1b1f24", "#565d65"
SIZES: Final = ((76, 3), (52, 4))
"""Pixels of the title's letters, and how many lines it may have at that size."""
_FONT = "Liberation Sans"
_drawing = threading.Lock()
_drawn_at: deque[float] = deque(maxlen=MOST_A_MINUTE)


@dataclass(frozen=True, slots=True)
class Card:
    """`above` the title, and `below` it at most three lines; `foot`: whose site it is. `accent`:
    the region's colour."""

    title: str
    above: str = ""
    below: tuple[str, ...] = ()
    foot: str = ""
    accent: str = "#0b5394"

    @property
    def name(self) -> str:
        content = json.dumps([LOOK, asdict(self)], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()[:24]


class Busy(Exception):
    """Others are being drawn: come back later."""


def card_picture(card: Card) -> bytes:
    """The card as PNG, drawn once. Raises `Busy` where too many ask at once."""
    path = Path(settings.VAR_DIR) / "cards" / f"{card.name}.png"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    if not _drawing.acquire(timeout=LONGEST_WAIT):
        raise Busy
    try:
        _refuse_too_many()
        import vl_convert

        drawn: bytes = vl_convert.svg_to_png(card_svg(card))
    finally:
        _drawing.release()
    _keep(path, drawn)
    return drawn


def _refuse_too_many() -> None:
    at = time.monotonic()
    if len(_drawn_at) == MOST_A_MINUTE and at - _drawn_at[0] < 60:
        raise Busy
    _drawn_at.append(at)


def card_svg(card: Card) -> str:
    size, lines = _title(card.title)
    accent = readable(card.accent, PAPER)
    room = WIDTH - 2 * MARGIN
    parts = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>',
        f'<rect width="24" height="{HEIGHT}" fill="{accent}"/>',
        _line(fitted(card.above, 32, room), MARGIN, 108, 32, accent, bold=True),
    ]
    y = 108.0 + 1.35 * size
    for line in lines:
        parts.append(_line(line, MARGIN, y, size, INK, bold=True))
        y += 1.15 * size
    y = min(y + 6, 438.0)
    for line in card.below[:3]:
        parts.append(_line(fitted(line, 36, room), MARGIN, y, 36, INK))
        y += 50
    parts += [
        f'<rect x="{MARGIN}" y="556" width="{room}" height="2" fill="{accent}"/>',
        _line(fitted(card.foot, 26, room), MARGIN, 598, 26, SUBTLE),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f"{''.join(parts)}</svg>"
    )


def wrapped(text: str, size: float, room: float, most: int) -> list[str]:
    """Lines that each fit in so many pixels, at most so many; what is cut ends in an ellipsis. A
    word that is wider than a line is broken.

    >>> wrapped("Senior werktuigbouwkundige", 60, 500, 2)
    ['Senior', 'werktuigbouw…']
    """
    lines: list[str] = []
    words = _clean(text).split()
    line = ""
    while words:
        word = words.pop(0)
        longer = f"{line} {word}" if line else word
        if width_of(longer, size) <= room:
            line = longer
            continue
        if len(lines) + 1 == most:
            return [*lines, fitted(" ".join([longer, *words]), size, room)]
        if line:
            lines.append(line)
            line, words = "", [word, *words]
        else:
            part = fitted(word, size, room, mark="-")
            lines.append(part)
            words.insert(0, word[len(part) - 1 :])
    return [*lines, line] if line else lines


def fitted(text: str, size: float, room: float, mark: str = "…") -> str:
    """The text, or as much of it as fits with a mark at its end."""
    text = _clean(text)
    if width_of(text, size) <= room:
        return text
    kept = text
    while len(kept) > 1 and width_of(kept + mark, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + mark


def width_of(text: str, size: float) -> float:
    """About how many pixels a text is wide, in bold letters; never much too small."""
    return size * sum(map(_em, text))


def _em(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    if unicodedata.combining(sign):
        return 0.0
    if sign in "iljI.,;:'|! ":
        return 0.31
    if sign in "ftr()[]-/":
        return 0.38
    if sign in "mwMW@%…":
        return 0.95
    return 0.76 if sign.isupper() else 0.6


def _title(text: str) -> tuple[int, list[str]]:
    room = WIDTH - 2 * MARGIN
    for size, most in SIZES:
        lines = wrapped(text, size, room, most)
        if not lines or not lines[-1].endswith("…"):
            break
    return size, lines


def _clean(text: str) -> str:
    """What may stand in XML, on one line."""
    return " ".join("".join(s if s.isprintable() else " " for s in text[:500]).split())


def _line(text: str, x: int, y: float, size: int, fill: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x}" y="{y:.0f}" font-family="{_FONT}" font-size="{size}"{weight} '
        f'fill="{fill}">{escape(text)}</text>'
    )


def _keep(path: Path, drawn: bytes) -> None:
    """Whole or not at all; the oldest make place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}.tmp")
    draft.write_bytes(drawn)
    draft.replace(path)
    files = list(path.parent.glob("*.png"))
    if len(files) > KEEP:
        for old in sorted(files, key=_age)[: len(files) - KEEP * 3 // 4]:
            old.unlink(missing_ok=True)


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # another process took it away
        return 0.0
