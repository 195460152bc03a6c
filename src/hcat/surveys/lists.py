# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists that are brought: people, tickets of schools, and whom to write to at organisations.

Whatever is wrong in a list is told at once, by row; with one thing wrong nothing is taken over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hcat.foundation.api import Cell, Limits, Refused, TableRow, Unread, read_table
from hcat.parties.api import (
    SIZE_CLASSES,
    find_organisation,
    known_places,
    municipality_code,
    sbi_code,
    whole_number,
)
from hcat.postings.api import day_of

LIMITS = Limits(
    size_mb=20,
    unpacked_mb=200,
    part_mb=100,
    rows=100_000,
    in_parts=gettext_lazy("Bring a shorter list."),
    when_empty=gettext_lazy("The first row holds the headings, such as name and mail."),
)
MOST_TICKETS = 2000
"""Of one school: no school of the country has more pupils in one building by far."""
MOST_TOLD = 200
"""Problems that are listed. A list with more is read no further: it is another table, or one that
goes wrong in every row."""
_HEADINGS = {
    "name": ("name", "naam"),
    "mail": ("mail", "email", "mailadres", "mailaddress", "emailadres", "emailaddress",
             "emailadresse"),
    "language": ("language", "taal", "sprache"),
    "size": ("size", "sizeclass", "grootte", "grootteklasse", "groesse", "größe"),
    "sector": ("sector", "sbi", "branche"),
    "place": ("place", "municipality", "gemeente", "plaats", "gemeinde"),
    "stratum": ("stratum", "group", "groep", "gruppe"),
    "organisation": ("organisation", "organization", "company", "school", "organisatie", "bedrijf",
                     "kvk", "kvknumber", "kvknummer", "brin", "organisationskey", "schule"),
    "tickets": ("tickets", "pupils", "leerlingen", "number", "aantal", "schueler", "schüler"),
    "agreed_on": ("parentsagreedon", "oudersakkoordop", "akkoordop", "agreedon", "elternam"),
    "agreed_how": ("parentsagreedhow", "oudersakkoordhoe", "akkoordhoe", "agreedhow", "elternwie"),
}  # fmt: skip
_CALLED = {
    "name": gettext_lazy("name"),
    "mail": gettext_lazy("mail"),
    "organisation": gettext_lazy("organisation"),
    "school": gettext_lazy("school"),
    "tickets": gettext_lazy("pupils"),
    "agreed_on": gettext_lazy("parents agreed on"),
    "agreed_how": gettext_lazy("parents agreed how"),
}
"""Headings to write, where one lacks: each is read in the language in which it is told."""
_LANGUAGES = {
    "nl": ("nl", "nederlands", "dutch", "niederländisch"),
    "en": ("en", "engels", "english", "englisch"),
    "de": ("de", "duits", "german", "deutsch"),
}


@dataclass(frozen=True, slots=True)
class ListProblem:
    """What is wrong in a row, by its number as a spreadsheet program shows it."""

    row: int
    what: str


class ListRefused(Refused):
    """A list with `problems`; nothing of it was taken over."""

    def __init__(self, file: str, problems: list[ListProblem]) -> None:
        self.problems = tuple(problems[:MOST_TOLD])
        first = [_("Row %(row)d: %(what)s") % {"row": p.row, "what": p.what} for p in problems[:5]]
        what = (
            _("%(file)s was not taken over: more than %(number)d things are wrong in it.")
            if len(problems) > MOST_TOLD
            else _("%(file)s was not taken over: %(number)d things are wrong in it.")
        )
        super().__init__(
            what % {"file": file, "number": min(len(problems), MOST_TOLD)},
            why=" ".join(first),
            mend=_("Mend these rows, and bring the list again."),
        )


@dataclass(slots=True)
class BroughtRow:
    """A person, or a school with as many tickets as it has pupils. Empty is not known."""

    number: int
    name: str = ""
    mail: str = ""
    language: str = "nl"
    size_class: str = ""
    sector: str = ""
    municipality: str = ""
    stratum: str = ""
    organisation_id: int | None = None
    tickets: int = 0
    agreed_on: date | None = None
    agreed_how: str = ""


@dataclass(frozen=True, slots=True)
class BroughtList:
    """What a file holds, once nothing is wrong in it."""

    file: str
    rows: tuple[BroughtRow, ...]


@dataclass(slots=True)
class _Reader:
    """The cells of one row at a time, and what is wrong with them."""

    columns: Mapping[str, str]
    problems: list[ListProblem] = field(default_factory=list)
    row: TableRow | None = None

    @property
    def is_hopeless(self) -> bool:
        return len(self.problems) > MOST_TOLD

    def has(self, name: str) -> bool:
        return name in self.columns

    def cell(self, name: str) -> Cell:
        if self.row is None or name not in self.columns:
            return None
        return self.row.cells.get(self.columns[name])

    def text(self, name: str) -> str:
        found = self.cell(name)
        if isinstance(found, Unread):
            self.wrong(_("A formula has no outcome in this file."))
            return ""
        if isinstance(found, float) and found.is_integer():
            found = int(found)
        return "" if found is None else " ".join(str(found).split())

    def wrong(self, what: str) -> None:
        self.problems.append(ListProblem(self.row.number if self.row else 0, what))

    def tried(self, make: Callable[[str], str], name: str) -> str:
        text = self.text(name)
        try:
            return make(text) if text else ""
        except (ValueError, Refused) as error:
            self.wrong(str(error))
            return ""

    def mail(self) -> str:
        found = self.text("mail")
        try:
            validate_email(found)
        except ValidationError:
            self.wrong(_("“%(mail)s” is not a mail address.") % {"mail": found[:60]})
            return ""
        return found

    def language(self) -> str:
        said = self.text("language").casefold()
        found = next((code for code, words in _LANGUAGES.items() if said in words), None)
        if said and found is None:
            self.wrong(_("“%(word)s” is not a language: use nl, en or de.") % {"word": said[:40]})
        return found or "nl"

    def organisation(self) -> int | None:
        said = self.text("organisation")
        try:
            return find_organisation(said).pk
        except Refused as error:
            self.wrong(str(error.what))
            return None


def read_list(path: Path, *, asks_minors: bool, on: date) -> BroughtList:
    """People with name and mail, or schools with a number of tickets; the headings tell which.

    Minors are asked through their schools only, each of which says on what day and how the parents
    agreed, on the day of the frame or before. Raises `ListRefused` with all that is wrong, or
    Refused for what is no such list.
    """
    table = read_table(path, LIMITS, heading=_heading)
    reader = _Reader({name: name for name in table.headings if name})
    by_ticket = reader.has("tickets")
    needed = ["organisation", "tickets"] if by_ticket or asks_minors else ["name", "mail"]
    if asks_minors:
        needed += ["agreed_on", "agreed_how"]
    _lacks(table.file, reader, needed, asks_schools=by_ticket or asks_minors)
    rows: list[BroughtRow] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        reader.row = row
        one = _ticket_row(reader, on) if by_ticket else _person_row(reader)
        who = str(one.organisation_id or "") if by_ticket else one.mail.lower()
        if who and who in seen:
            reader.wrong(_("The same stands in row %(row)d.") % {"row": seen[who]})
        seen.setdefault(who, row.number)
        if asks_minors and by_ticket and (one.agreed_on is None) != (not one.agreed_how):
            reader.wrong(_("Say both when the parents agreed and how, or neither yet."))
        rows.append(one)
        if reader.is_hopeless:
            break
    if reader.problems:
        raise ListRefused(table.file, reader.problems)
    if not rows:
        raise Refused(_("%(file)s holds nobody.") % {"file": table.file},
                      mend=str(LIMITS.when_empty))  # fmt: skip
    return BroughtList(table.file, tuple(rows))


def read_contacts(path: Path) -> BroughtList:
    """Whom to write to: organisation (key, KvK or BRIN number, or name), name and mail."""
    table = read_table(path, LIMITS, heading=_heading)
    reader = _Reader({name: name for name in table.headings if name})
    _lacks(table.file, reader, ["organisation", "name", "mail"])
    rows: list[BroughtRow] = []
    seen: dict[int, int] = {}
    for row in table.rows:
        reader.row = row
        one = BroughtRow(
            row.number, name=reader.text("name"), mail=reader.mail(), language=reader.language(),
            organisation_id=reader.organisation(),
        )  # fmt: skip
        if not one.name:
            reader.wrong(_("A name is needed."))
        if one.organisation_id in seen:
            reader.wrong(_("The same stands in row %(row)d.") % {"row": seen[one.organisation_id]})
        elif one.organisation_id is not None:
            seen[one.organisation_id] = row.number
        rows.append(one)
        if reader.is_hopeless:
            break
    if reader.problems:
        raise ListRefused(table.file, reader.problems)
    return BroughtList(table.file, tuple(rows))


def _person_row(reader: _Reader) -> BroughtRow:
    one = BroughtRow(
        reader.row.number if reader.row else 0, name=reader.text("name")[:200], mail=reader.mail(),
        language=reader.language(), **_strata(reader),
    )  # fmt: skip
    if not one.name:
        reader.wrong(_("A name is needed."))
    return one


def _ticket_row(reader: _Reader, on: date) -> BroughtRow:
    text = reader.text("tickets")
    try:
        tickets = whole_number(text) or 0
    except ValueError:
        tickets = 0
    if not 1 <= tickets <= MOST_TICKETS:
        reader.wrong(
            _("“%(text)s” is no number of pupils from 1 to %(most)d.")
            % {"text": text[:40], "most": MOST_TICKETS}
        )
        tickets = 0
    agreed = day_of(reader.cell("agreed_on"))
    if agreed is None and reader.text("agreed_on"):
        reader.wrong(
            _("“%(text)s” is not a date. Write it as 2016-12-31.")
            % {"text": reader.text("agreed_on")[:40]}
        )
    if agreed is not None and agreed > on:
        reader.wrong(_("Parents agree on the day of the frame or before."))
    return BroughtRow(
        reader.row.number if reader.row else 0, organisation_id=reader.organisation(),
        tickets=tickets, agreed_on=agreed, agreed_how=reader.text("agreed_how")[:200],
        **_strata(reader),
    )  # fmt: skip


def _strata(reader: _Reader) -> dict[str, Any]:
    size = reader.text("size").replace("–", "-").replace(" ", "")
    if size and size not in {name for name, _low, _most in SIZE_CLASSES}:
        reader.wrong(
            _("“%(text)s” is no size class: use %(names)s.")
            % {"text": size[:40], "names": ", ".join(name for name, _l, _m in SIZE_CLASSES)}
        )
        size = ""
    stratum = reader.text("stratum")
    if len(stratum) > 50:
        reader.wrong(_("A group has a name of at most 50 signs."))
    return {
        "size_class": size,
        "sector": reader.tried(sbi_code, "sector")[:2],
        "municipality": reader.tried(_municipality, "place"),
        "stratum": stratum[:50],
    }


def _municipality(text: str) -> str:
    names = {name.casefold(): code for code, name in known_places().items()}
    return names.get(text.casefold()) or municipality_code(text)


def _lacks(file: str, reader: _Reader, needed: list[str], *, asks_schools: bool = False) -> None:
    lacking = [
        str(_CALLED["school" if asks_schools and name == "organisation" else name])
        for name in needed
        if not reader.has(name)
    ]
    if lacking:
        raise Refused(
            _("%(file)s lacks columns.") % {"file": file},
            why=_("There is no column for: %(names)s.") % {"names": ", ".join(lacking)},
            mend=_("Give these columns these headings."),
        )


def _heading(cell: str) -> str:
    plain = re.sub(r"[^\w]|_", "", cell.casefold())
    return next((name for name, words in _HEADINGS.items() if plain in words), "")
