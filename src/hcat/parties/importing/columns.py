# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which column holds what, and how its cells are understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hcat.foundation.api import Refused
from hcat.parties import identifiers

NOT_KNOWN = frozenset(
    {"", "-", "–", ".", "?", "x", "n/a", "na", "nvt", "n.v.t.", "onbekend", "unknown", "unbekannt"}
)
"""What people write in a cell when they do not know."""

HEADINGS: dict[str, tuple[str, ...]] = {
    "key": ("key", "sleutel", "hcat key"),
    "same_as": ("same as", "zelfde als", "same_as"),
    "name": (
        "name", "naam", "bedrijf", "bedrijfsnaam", "handelsnaam", "organisatie", "organisatienaam",
        "organisation", "company", "school", "schoolnaam", "vestigingsnaam", "instellingsnaam",
        "firma",
    ),
    "kind": ("kind", "soort", "type organisatie", "organisation kind", "art"),
    "kvk": (
        "kvk", "kvknummer", "kvk nummer", "kvk nr", "kvknr", "kvk number", "dossiernummer", "coc",
    ),
    "brin": (
        "brin", "brin nummer", "brinnummer", "brin number", "instellingscode", "vestigingscode",
    ),
    "branch": ("branch", "vestigingsnummer", "vestiging", "branch number"),
    "employees": (
        "employees", "werknemers", "aantal werknemers", "medewerkers", "aantal medewerkers",
        "werkzame personen", "aantal werkzame personen", "mitarbeiter",
    ),
    "size_class": ("size class", "grootteklasse", "size", "omvang"),
    "sbi": ("sbi", "sbi code", "sbicode", "hoofdactiviteit", "sbi hoofdactiviteit", "sbi codes"),
    "sbi_others": ("sbi others", "nevenactiviteiten", "nevenactiviteit", "overige sbi codes"),
    "municipality": ("municipality code", "gemeentecode", "gm code", "municipality"),
    "municipality_name": ("gemeente", "gemeentenaam", "municipality name"),
    "place": ("place", "plaats", "woonplaats", "vestigingsplaats", "plaatsnaam", "city", "ort"),
    "postcode": ("postcode", "post code", "postal code", "zip", "plz"),
    "website": ("website", "site", "url", "internetadres", "domein", "domain", "web"),
    "levels": ("levels", "niveaus", "niveau", "onderwijsniveau", "level"),
    "founded": ("founded", "opgericht", "oprichtingsdatum"),
}  # fmt: skip
"""Per field: the headings under which it is found, as `identifiers.plain` writes them."""

KINDS = {
    "company": "company", "bedrijf": "company", "unternehmen": "company",
    "education": "education", "onderwijs": "education", "school": "education",
    "schule": "education",
    "government": "government", "overheid": "government", "gemeente": "government",
    "other": "other", "overig": "other", "andere": "other",
}  # fmt: skip


@dataclass(slots=True)
class Understood:
    """What a row says, and what in it cannot be understood."""

    fields: dict[str, Any] = field(default_factory=dict)
    """Only what the file gives; an empty cell is left out."""
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def map_columns(
    headings: tuple[str, ...], chosen: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Field to heading. `chosen` (heading to field) goes before what the headings say.

    Refused without a name, with a heading that is not there, and where two columns say the same.
    """
    found: dict[str, str] = {}
    for heading, name in (chosen or {}).items():
        if name not in HEADINGS or heading not in headings:
            raise Refused(
                _("The column %(heading)s cannot be read as %(field)s.")
                % {"heading": heading, "field": name},
                why=_("The file has: %(headings)s. Fields are: %(fields)s.")
                % {"headings": ", ".join(headings), "fields": ", ".join(HEADINGS)},
                mend=_("Choose one of each."),
            )
        found[name] = heading
    taken = set(found.values())
    for heading in headings:
        guess = _field_of(heading)
        if guess is None or heading in taken or guess in (chosen or {}).values():
            continue
        if guess in found:
            raise Refused(
                _("The columns %(first)s and %(second)s both seem to be the %(field)s.")
                % {"first": found[guess], "second": heading, "field": guess},
                mend=_("Say which one it is with --column HEADING=%(field)s.") % {"field": guess},
            )
        found[guess] = heading
    if "name" not in found:
        raise Refused(
            _("No column holds the name of the organisation."),
            why=_("The headings are: %(headings)s.") % {"headings": ", ".join(headings)},
            mend=_("Call one “name” or “naam”, or say which it is with --column HEADING=name."),
        )
    return found


def _field_of(heading: str) -> str | None:
    plain = identifiers.plain(heading)
    return next((name for name, known in HEADINGS.items() if plain in known), None)


def understand(
    cells: Mapping[str, str], columns: Mapping[str, str], places: Mapping[str, str]
) -> Understood:
    """One row. `places`: code to name of the municipalities that may be named."""
    row = Understood()
    given = {name: cells[heading] for name, heading in columns.items()}
    for name, text in given.items():
        if _is_not_known(name, text):
            continue
        try:
            _READERS[name](text, row, places)
        except ValueError as error:
            row.problems.append(f"{columns[name]}: {error}")
    if "name" not in row.fields:
        row.problems.append(
            _("%(heading)s: an organisation needs a name; fill it in, or take the row out")
            % {"heading": columns["name"]}
        )
    if row.fields.get("branch") and not row.fields.get("brin") and "brin" in columns:
        row.problems.append(
            _("%(heading)s: a branch number needs the BRIN number of its school")
            % {"heading": columns["branch"]}
        )
    _size_fits(row, columns)
    return row


def _is_not_known(name: str, text: str) -> bool:
    """An empty cell, or a word for one; but what a thing is called may be any word."""
    if name == "name":
        return not text
    return identifiers.plain(text) in NOT_KNOWN or text.casefold() in NOT_KNOWN


def whole_number(text: str) -> int | None:
    """A count as people write it; None where it is withheld (``<5``, ``-1``).

    >>> whole_number("1.250"), whole_number("1 250"), whole_number("12,0"), whole_number("<5")
    (1250, 1250, 12, None)
    """
    plain = re.sub(r"[\s\u00a0']", "", text)
    if plain.startswith(("<", ">")) or plain == "-1":
        return None
    if re.fullmatch(r"[0-9]{1,3}([.,][0-9]{3})+", plain):
        plain = re.sub(r"[.,]", "", plain)
    elif match := re.fullmatch(r"([0-9]+)[.,]0{1,2}", plain):
        plain = match[1]
    if re.fullmatch(r"[0-9]{1,7}", plain):
        return int(plain)
    raise ValueError(_("“%(text)s” is not a whole number, such as 1.250") % {"text": text})


def _several(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;,|/]", text) if part.strip()]


def _name(text: str, row: Understood, places: Mapping[str, str]) -> None:
    if len(text) > 300:
        raise ValueError(_("a name has at most 300 characters"))
    row.fields["name"] = text


def _kind(text: str, row: Understood, places: Mapping[str, str]) -> None:
    kind = KINDS.get(identifiers.plain(text))
    if kind is None:
        raise ValueError(
            _("“%(text)s” is not a kind: use company, education, government or other")
            % {"text": text}
        )
    row.fields["kind"] = kind


def _kvk(text: str, row: Understood, places: Mapping[str, str]) -> None:
    number = identifiers.kvk_number(text)
    row.fields["kvk"] = number
    if number != re.sub(r"[\s.\-]", "", text):
        row.notes.append(_("KvK number read as %(number)s") % {"number": number})


def _brin(text: str, row: Understood, places: Mapping[str, str]) -> None:
    brin, branch = identifiers.brin_number(text)
    row.fields["brin"] = brin
    if branch:
        row.fields["branch"] = branch


def _branch(text: str, row: Understood, places: Mapping[str, str]) -> None:
    row.fields["branch"] = identifiers.branch_number(text)
    if "brin" not in row.fields and re.match(r"^[0-9]{2}[A-Za-z]{2}", text.replace(" ", "")):
        row.fields["brin"] = identifiers.brin_number(text)[0]


def _employees(text: str, row: Understood, places: Mapping[str, str]) -> None:
    if (size_class := _range(text)) is not None:
        row.fields["size_class"] = size_class
        return
    number = whole_number(text)
    if number is None:
        row.notes.append(_("number of employees withheld in the file: kept as not known"))
    else:
        row.fields["employees"] = number


def _size_class(text: str, row: Understood, places: Mapping[str, str]) -> None:
    size_class = _range(text)
    if size_class is None:
        raise ValueError(
            _("“%(text)s” is not a size class: use 1-9, 10-49, 50-249 or 250+") % {"text": text}
        )
    row.fields["size_class"] = size_class


def _range(text: str) -> str | None:
    """The size class that holds a range of employees; None where it is not one range of one.

    >>> _range("10 tot 50"), _range("20-49"), _range("500+"), _range("5-20"), _range("49")
    ('10-49', '10-49', '250+', None, None)
    """
    plain = re.sub(r"[\s.]|werkzamepersonen|werknemers|employees", "", text.casefold())
    if match := re.fullmatch(r"(?:>=)?([0-9]+)(?:\+|enmeer|ofmeer|ormore)", plain):
        return "250+" if int(match[1]) >= 250 else None
    match = re.fullmatch(r"([0-9]+)(-|–|—|t/m|totenmet|tot|to|bis)([0-9]+)", plain)
    if not match:
        return None
    low, high = int(match[1]), int(match[3]) - (match[2] == "tot")
    first, last = identifiers.size_class_of(low), identifiers.size_class_of(high)
    return first if first == last else None


def _sbi(text: str, row: Understood, places: Mapping[str, str]) -> None:
    codes = [identifiers.sbi_code(part) for part in _several(text)]
    row.fields["sbi"] = (*codes, *row.fields.get("sbi", ()))


def _sbi_others(text: str, row: Understood, places: Mapping[str, str]) -> None:
    codes = [identifiers.sbi_code(part) for part in _several(text)]
    row.fields["sbi"] = (*row.fields.get("sbi", ()), *codes)


def _municipality(text: str, row: Understood, places: Mapping[str, str]) -> None:
    if any(character.isdecimal() for character in text):
        row.fields["municipality"] = identifiers.municipality_code(text)
    else:
        _municipality_name(text, row, places)


def _municipality_name(text: str, row: Understood, places: Mapping[str, str]) -> None:
    if any(character.isdecimal() for character in text):
        _municipality(text, row, places)
        return
    by_name = {identifiers.plain(name): code for code, name in places.items()}
    code = by_name.get(identifiers.plain(text))
    if code:
        row.fields.setdefault("municipality", code)
        return
    row.fields.setdefault("place", text)
    row.notes.append(
        _("municipality %(name)s lies outside the region or is spelt otherwise: kept as place")
        % {"name": text}
    )


def _website(text: str, row: Understood, places: Mapping[str, str]) -> None:
    identifiers.domain_of(text)
    row.fields["website"] = text[:300]


def _levels(text: str, row: Understood, places: Mapping[str, str]) -> None:
    words = tuple(identifiers.plain(part).replace(" ", "-") for part in _several(text))
    row.fields["levels"] = tuple(dict.fromkeys(words))


def _founded(text: str, row: Understood, places: Mapping[str, str]) -> None:
    match = re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})", text)
    try:
        if match:
            row.fields["founded"] = date(int(match[3]), int(match[2]), int(match[1]))
        elif re.fullmatch(r"[0-9]{4}", text):
            row.fields["founded"] = date(int(text), 1, 1)
        else:
            row.fields["founded"] = date.fromisoformat(text[:10])
    except ValueError:
        raise ValueError(
            _("“%(text)s” is not a date, such as 31-12-1999 or 1999-12-31") % {"text": text}
        ) from None


def _plain_text(name: str, most: int) -> Callable[[str, Understood, Mapping[str, str]], None]:
    def read(text: str, row: Understood, places: Mapping[str, str]) -> None:
        row.fields[name] = text[:most]

    return read


def _postcode(text: str, row: Understood, places: Mapping[str, str]) -> None:
    row.fields["postcode"] = identifiers.postcode(text)


def _size_fits(row: Understood, columns: Mapping[str, str]) -> None:
    employees, size_class = row.fields.get("employees"), row.fields.get("size_class")
    if employees is None or size_class is None:
        return
    if identifiers.size_class_of(employees) != size_class:
        row.problems.append(
            _("%(number)d employees do not fit the size class %(size)s: leave one of the two out")
            % {"number": employees, "size": size_class}
        )


_READERS: dict[str, Callable[[str, Understood, Mapping[str, str]], None]] = {
    "key": _plain_text("key", 40),
    "same_as": _plain_text("same_as", 40),
    "name": _name,
    "kind": _kind,
    "kvk": _kvk,
    "brin": _brin,
    "branch": _branch,
    "employees": _employees,
    "size_class": _size_class,
    "sbi": _sbi,
    "sbi_others": _sbi_others,
    "municipality": _municipality,
    "municipality_name": _municipality_name,
    "place": _plain_text("place", 100),
    "postcode": _postcode,
    "website": _website,
    "levels": _levels,
    "founded": _founded,
}
