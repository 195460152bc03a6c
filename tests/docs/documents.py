# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the documents: what is text, what is code, what is a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
MANUAL = DOCS / "manual"
IMAGES = MANUAL / "images"
LANGUAGES = ("nl", "en")

_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Document:
    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def prose(self) -> str:
        """Without blocks of code."""
        return _FENCED.sub("", self.text)

    @cached_property
    def shell(self) -> list[str]:
        """Lines that somebody types: without prompts, settings before them and remarks."""
        lines = []
        for kind, block in _FENCED.findall(self.text):
            if kind in ("sh", "bash", "console"):
                joined = block.replace("\\\n", " ")
                lines += [line for raw in joined.splitlines() if (line := typed(raw))]
        return lines

    @cached_property
    def spans(self) -> list[str]:
        """`code` in the text."""
        return _SPAN.findall(self.prose)

    @cached_property
    def links(self) -> list[str]:
        return [target for sign, _, target in _LINK.findall(_SPAN.sub("", self.prose)) if not sign]

    @cached_property
    def images(self) -> list[tuple[str, str]]:
        """Pairs of what the picture shows, in words, and its file."""
        return [(words, target) for sign, words, target in _LINK.findall(self.prose) if sign]

    @cached_property
    def anchors(self) -> set[str]:
        return {anchor(heading) for heading in _HEADING.findall(self.prose)}


def typed(line: str) -> str:
    """The command in a line of a terminal, or nothing.

    >>> typed("$ HCAT_PORT=8001 .venv/bin/hcat up   # elsewhere")
    'hcat up'
    """
    line = re.sub(r"(^|\s)#.*$", "", line).strip().removeprefix("$ ")
    line = re.sub(r"^(?:[A-Z_]+=\S+ )*(?:\S*/)?(?=hcat |make )", "", line)
    return line if line.startswith(("hcat ", "make ")) else ""


def anchor(heading: str) -> str:
    """As the forges make them: lower case, words with dashes."""
    plain = re.sub(r"[`*_]|\[|\]\([^)]*\)", "", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def documents() -> list[Document]:
    return [Document(path) for path in sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])]


def pages(language: str) -> list[Document]:
    """The numbered pages of the manual, in order."""
    return [Document(path) for path in sorted((MANUAL / language).glob("[0-9][0-9]-*.md"))]


def cells(text: str, heading: str) -> Iterator[list[str]]:
    """The rows of the first table under a heading."""
    part = re.split(rf"^#+ {re.escape(heading)}$", text, maxsplit=1, flags=re.MULTILINE)[1]
    rows = False
    for line in part.splitlines():
        if line.startswith("|"):
            if rows and not re.fullmatch(r"[|\s:-]+", line):
                yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))]
            rows = True
        elif rows or line.startswith("#"):
            return
