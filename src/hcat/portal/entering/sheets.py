# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A spreadsheet of vacancies, as anybody's program writes it, and the one that we give."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hcat.foundation.api import Limits, Refused, Unread, read_table
from hcat.postings.api import day_of, meaning_of

from .drafts import Draft

LIMITS = Limits(
    size_mb=5,
    unpacked_mb=20,
    part_mb=4,
    rows=1000,
    in_parts=gettext_lazy("Give it in parts."),
    when_empty=gettext_lazy("Begin with the file that is offered here."),
)
HEADINGS = {
    "nl": ("Nummer", "Functie", "Omschrijving", "Plaats", "Uren", "Niveau", "Taal", "Laatste dag",
           "Solliciteren bij"),
    "en": ("Number", "Title", "Description", "Place", "Hours", "Level of education", "Language",
           "Last day", "Apply at"),
    "de": ("Nummer", "Stellenbezeichnung", "Beschreibung", "Ort", "Wochenstunden",
           "Bildungsniveau", "Sprache", "Letzter Tag", "Bewerben bei"),
}  # fmt: skip
FIELDS = ("key", "title", "body", "place", "hours", "education", "language", "closes", "apply_at")
"""What stands under the headings, in their order, by the names of `postings`."""
NEEDED = ("title", "body", "place", "closes", "apply_at")
_LANGUAGES = {
    "nl": ("nl", "nederlands", "dutch", "niederländisch"),
    "en": ("en", "engels", "english", "englisch"),
    "de": ("de", "duits", "german", "deutsch"),
}


@dataclass(slots=True)
class SheetRow:
    """One row: what it says, and which of its cells cannot be read. `key`: empty where the file
    gives no number."""

    number: int
    key: str
    draft: Draft
    problems: dict[str, str] = field(default_factory=dict)
    """By field of the draft."""


def read_sheet(path: Path) -> list[SheetRow]:
    """All rows of a CSV or XLSX file. Raises `Refused` for what is no table, is too large, or
    lacks a column that every vacancy needs."""
    table = read_table(path, LIMITS, heading=lambda text: text.strip(), is_ours=_is_ours)
    columns: dict[str, str] = {}
    for heading in table.headings:
        columns.setdefault(_field(heading), heading)
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise Refused(
            _("These columns are missing: %(columns)s.")
            % {"columns": ", ".join(_heading(one) for one in missing)},
            why=_("The file has: %(headings)s.")
            % {"headings": ", ".join(one for one in table.headings if one)},
            mend=_("Begin with the file that is offered here."),
        )
    return [_row(one.number, one.cells, columns) for one in table.rows]


def _is_ours(headings: frozenset[str]) -> bool:
    return set(NEEDED) <= {_field(one) for one in headings}


def _field(heading: str) -> str:
    found = meaning_of(heading)
    if found == "seniority" and heading.strip().casefold() == "level":
        return "education"
    return "key" if found == "reference" else found


def _heading(name: str) -> str:
    """As the file that is offered names it, in the language of the reader."""
    return HEADINGS.get((get_language() or "en")[:2], HEADINGS["en"])[FIELDS.index(name)]


def _row(number: int, cells: Mapping[str, object], columns: dict[str, str]) -> SheetRow:
    problems: dict[str, str] = {}

    def text(name: str, of: str = "") -> str:
        cell = cells.get(columns[name]) if name in columns else None
        if isinstance(cell, Unread):
            problems[of or name] = _(
                "The formula has no outcome in this file; save it again, or write the outcome."
            )
            return ""
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        return "" if cell is None else str(cell).strip()

    draft = Draft(
        title=text("title"),
        text=text("body", "text"),
        place=text("place"),
        closes=_day(cells.get(columns["closes"]), problems),
        apply_at=text("apply_at"),
        hours=text("hours"),
        levels=_levels(text("education", "levels")),
        language=_language(text("language")),
    )
    return SheetRow(number, text("key")[:200], draft, problems)


def _day(cell: object, problems: dict[str, str]) -> date | None:
    found = day_of(cell)
    if found is None and cell not in (None, ""):
        told = cell.formula if isinstance(cell, Unread) else str(cell)
        problems["closes"] = _("“%(cell)s” is not a date. Write it as 2016-12-31.") % {
            "cell": told[:60]
        }
    return found


def _levels(text: str) -> tuple[str, ...]:
    """
    >>> _levels("MBO 4 / hbo"), _levels("")
    (('mbo-4', 'hbo'), ())
    """
    parts = (re.sub(r"[\s-]+", "-", one.strip().casefold()) for one in re.split(r"[,;/]", text))
    return tuple(dict.fromkeys(re.sub(r"^mbo(\d)$", r"mbo-\1", one) for one in parts if one))


def _language(text: str) -> str:
    word = text.casefold()
    return next((code for code, words in _LANGUAGES.items() if word in words), word)


def sheet_of(rows: Iterable[tuple[str, Draft]], language: str) -> str:
    """A CSV file with these vacancies, to fill in and give back; as spreadsheet programs of the
    region open it: semicolons, and a mark that says that it is UTF-8."""
    file = StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS.get(language, HEADINGS["en"]))
    for key, one in rows:
        writer.writerow(
            [
                _safe(cell)
                for cell in (
                    key,
                    one.title,
                    one.text,
                    one.place,
                    one.hours,
                    ", ".join(one.levels),
                    one.language,
                    one.closes.isoformat() if one.closes else "",
                    one.apply_at,
                )
            ]
        )
    return "\ufeff" + file.getvalue()


def _safe(text: str) -> str:
    """What a spreadsheet program would take for a formula is held back by a space."""
    return f" {text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
