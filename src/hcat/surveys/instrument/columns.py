# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the columns of a sheet are called, and in which language their texts are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from .problems import did_you_mean, nearest
from .questionnaire import FIRST, Texts
from .sheets import Book, Row, Sheet

LANGUAGES: dict[str, str] = dict(settings.LANGUAGES)
"""Code to its name: those that the site speaks."""
_IN_WORDS = {
    "nederlands": "nl", "dutch": "nl", "niederländisch": "nl", "engels": "en", "english": "en",
    "englisch": "en", "duits": "de", "german": "de", "deutsch": "de",
}  # fmt: skip

PLAIN = {
    "survey": (
        "type", "name", "concept", "required", "relevant", "constraint", "parameters", "appearance",
    ),
    "choices": ("list_name", "name"),
    "settings": ("form_id", "version", "default_language"),
}  # fmt: skip
TRANSLATED = {
    "survey": ("label", "hint", "constraint_message"),
    "choices": ("label",),
    "settings": ("form_title",),
}
DECISIVE = {
    "calculation", "choice_filter", "default", "read_only", "readonly", "repeat_count", "trigger",
    "required_message", "guidance_hint", "image", "audio", "video", "media", "body", "bind",
    "instance", "save_to", "relevance", "caption", "query",
}  # fmt: skip
"""Columns of XLSForm that change what people are asked: leaving them out is no option."""


@dataclass(slots=True)
class Columns:
    """Where the texts of a sheet stand."""

    plain: dict[str, str] = field(default_factory=dict)
    """Our name of a column to its heading."""
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    """Column, then language, to its heading."""

    def cell(self, row: Row, column: str) -> str:
        return row.cells.get(self.plain.get(column, ""), "")

    def said(self, row: Row, column: str) -> Texts:
        spoken = self.texts.get(column, {})
        return {code: row.cells[head] for code, head in spoken.items() if head in row.cells}


def default_language(book: Book) -> str:
    """The language of a column that names none."""
    sheet = book.sheets.get("settings")
    if sheet is None or not sheet.rows:
        return FIRST
    heading = next((head for head in sheet.headings if head.lower() == "default_language"), "")
    text = sheet.rows[0].cells.get(heading, "")
    code = language_code(text) if text else FIRST
    if code in LANGUAGES:
        return code
    book.wrong(
        sheet.at(sheet.rows[0].number),
        _("The language “%(name)s” is not known.") % {"name": text},
        _write_language(),
    )
    return FIRST


def columns_of(sheet: Sheet, book: Book, default: str) -> Columns:
    """What each heading means; what is not understood is reported."""
    found = Columns()
    for head in sheet.headings:
        if not head:
            continue
        column, _sign, language = (part.strip() for part in head.partition("::"))
        column = column.lower().replace(" ", "_")
        if column in TRANSLATED[sheet.name]:
            _translated(found, sheet, book, head, column, language or default)
        elif column in PLAIN[sheet.name] and not language:
            if column in found.plain:
                _twice(sheet, book, head)
            found.plain[column] = head
        else:
            _unknown(sheet, book, head, column)
    return found


def language_code(text: str) -> str:
    """The code in a heading, in small letters; empty where there is none.

    >>> [language_code(one) for one in ("Nederlands (nl)", "English", "de", "Frysk (fy)", "x?")]
    ['nl', 'en', 'de', 'fy', '']
    """
    hit = re.search(r"\(([A-Za-z]{2,3})(?:-[A-Za-z]+)?\)\s*$", text)
    if hit:
        return hit[1].lower()
    word = text.strip().lower()
    return _IN_WORDS.get(word, word if re.fullmatch(r"[a-z]{2}", word) else "")


def _translated(
    found: Columns, sheet: Sheet, book: Book, head: str, column: str, language: str
) -> None:
    code = language if language in LANGUAGES else language_code(language)
    where = sheet.at(sheet.first)
    if not code:
        book.wrong(
            where, _("The language “%(name)s” is not known.") % {"name": head}, _write_language()
        )
    elif code not in LANGUAGES:
        book.wrong(
            where,
            _("The site does not speak the language of “%(name)s”; its texts are left out.")
            % {"name": head},
            _("Nothing needs to be done, if nobody is asked in it."),
            is_error=False,
        )
    elif code in found.texts.get(column, {}):
        _twice(sheet, book, head)
    else:
        found.texts.setdefault(column, {})[code] = head
        if not any(head in row.cells for row in sheet.rows) and column == "label":
            book.wrong(
                where,
                _("There is no text at all in “%(name)s”.") % {"name": head},
                _("Translate the texts, or take the column out."),
                is_error=False,
            )


def _twice(sheet: Sheet, book: Book, head: str) -> None:
    book.wrong(
        sheet.at(sheet.first),
        _("The column “%(name)s” is there twice, under another name.") % {"name": head},
        _("Keep one of them."),
    )


def _unknown(sheet: Sheet, book: Book, head: str, column: str) -> None:
    """A column with something in it may have been meant: one letter off, a condition is lost."""
    known = (*PLAIN[sheet.name], *TRANSLATED[sheet.name])
    is_used = any(head in row.cells for row in sheet.rows)
    is_meant = column in DECISIVE or nearest(column, known) is not None
    book.wrong(
        sheet.at(sheet.first),
        _("The column “%(name)s” is not known, and is left out.") % {"name": head},
        did_you_mean(column, known, _("The columns that are read are %(known)s.")),
        is_error=is_used and is_meant,
    )


def _write_language() -> str:
    from .writing import LANGUAGE_NAMES

    return _("Write one of these: %(known)s.") % {"known": ", ".join(LANGUAGE_NAMES.values())}
