# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Translations: from what translators write (`.po`) to what the site reads (`.mo`)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
LANGUAGES = ("nl", "de")


@dataclass(frozen=True, slots=True)
class Gap:
    """A text that a reader would see untranslated, or wrongly filled in."""

    file: Path
    line: int
    text: str
    wrong: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.wrong}: {self.text!r}"


def catalogues() -> list[Path]:
    return sorted(PACKAGE.glob("**/locale/*/LC_MESSAGES/django.po"))


def compile_all() -> int:
    """Make each `.mo` that is older than its `.po`. Returns how many.

    Each is written beside its place and moved there: a site that reads at the same moment reads
    the old one or the new one.
    """
    compiled = 0
    for source in catalogues():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parents[1].name)
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        draft.replace(target)
        compiled += 1
    return compiled


def gaps() -> list[Gap]:
    """Every text without a translation, or with one whose blanks are not those of the text."""
    from babel.messages.catalog import TranslationError
    from babel.messages.checkers import python_format
    from babel.messages.pofile import read_po

    found = []
    for source in catalogues():
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parents[1].name)
        for message in catalogue:
            if not message.id or message.context == "ignore":
                continue
            text = message.id if isinstance(message.id, str) else message.id[0]
            given = [message.string] if isinstance(message.string, str) else message.string or [""]
            wrong = ""
            if not all(given):
                wrong = "not translated"
            elif "fuzzy" in message.flags:
                wrong = "translation to be looked at (fuzzy)"
            else:
                try:
                    python_format(catalogue, message)
                except TranslationError as error:
                    wrong = str(error)
            if wrong:
                found.append(Gap(source, message.lineno or 0, text, wrong))
    return found
