# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names and numbers of organisations, as people write them and as they are kept.

Every function takes what a person typed and gives the one form that is kept, or raises
``ValueError`` with a sentence that says what is expected. No database, no Django models.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from django.utils.translation import gettext as _

KVK = r"^[0-9]{8}$"
BRIN = r"^[0-9]{2}[A-Z]{2}$"
BRANCH = r"^[0-9A-Z]{2,4}$"
MUNICIPALITY = r"^GM[0-9]{4}$"
SBI = r"^[0-9]{2,6}$"
POSTCODE = r"^[1-9][0-9]{3}([A-Z]{2})?$"

SIZE_CLASSES: tuple[tuple[str, int, int | None], ...] = (
    ("1-9", 1, 9),
    ("10-49", 10, 49),
    ("50-249", 50, 249),
    ("250+", 250, None),
)
"""Size classes by number of people employed, as Statistics Netherlands groups them."""

LEGAL_FORMS = frozenset(
    {"bv", "nv", "vof", "cv", "bvba", "gmbh", "ag", "ltd", "inc", "cooperatie", "ua", "ba"}
    | {"stichting", "vereniging", "the", "de", "het"}
)
"""Words that do not tell two organisations apart."""


def kvk_number(text: str) -> str:
    """The number of the Chamber of Commerce: eight digits.

    A spreadsheet drops leading zeros, so seven digits are taken as a number that lost one.

    >>> kvk_number("0601.2345"), kvk_number("6012345")
    ('06012345', '06012345')
    """
    digits = re.sub(r"[\s.\-]", "", text)
    if digits.isascii() and digits.isdecimal() and len(digits) in (7, 8) and int(digits):
        return digits.zfill(8)
    raise ValueError(
        _("“%(text)s” is not a KvK number: it has eight digits, such as 06012345") % {"text": text}
    )


def brin_number(text: str) -> tuple[str, str]:
    """The number of a school, and of its branch where that is given.

    >>> brin_number("00ah 07"), brin_number("27YU")
    (('00AH', '07'), ('27YU', ''))
    """
    code = re.sub(r"[\s\-|.]", "", text).upper()
    if re.fullmatch(r"[0-9]{2}[A-Z]{2}", code[:4]) and re.fullmatch(r"([0-9A-Z]{2,4})?", code[4:]):
        return code[:4], code[4:]
    raise ValueError(
        _(
            "“%(text)s” is not a BRIN number: two digits and two letters, such as 00AH, with the "
            "number of the branch behind it where you mean a branch: 00AH07"
        )
        % {"text": text}
    )


def branch_number(text: str) -> str:
    """The number of a branch within its school; spreadsheets drop its leading zero.

    >>> branch_number("7"), branch_number("00AH07")
    ('07', '07')
    """
    code = re.sub(r"[\s\-|.]", "", text).upper()
    if re.match(r"^[0-9]{2}[A-Z]{2}", code):
        code = code[4:]
    if code.isdecimal():
        code = code.zfill(2)
    if re.fullmatch(r"[0-9A-Z]{2,4}", code):
        return code
    raise ValueError(
        _("“%(text)s” is not the number of a branch: two characters, such as 07") % {"text": text}
    )


def municipality_code(text: str) -> str:
    """The code of a municipality at Statistics Netherlands.

    >>> municipality_code("153"), municipality_code("gm0141")
    ('GM0153', 'GM0141')
    """
    match = re.fullmatch(r"(?:GM)?\s*([0-9]{1,4})", text.strip().upper())
    if match and int(match[1]):
        return f"GM{int(match[1]):04d}"
    raise ValueError(
        _("“%(text)s” is not the code of a municipality: GM and four digits, such as GM0153")
        % {"text": text}
    )


def sbi_code(text: str) -> str:
    """A code of the Dutch standard classification of business activities, digits only.

    >>> sbi_code("26.11"), sbi_code("62")
    ('2611', '62')
    """
    code = re.sub(r"[\s.]", "", text)
    if re.fullmatch(SBI, code):
        return code
    raise ValueError(
        _("“%(text)s” is not an SBI code: two to six digits, such as 26.11 or 62") % {"text": text}
    )


def postcode(text: str) -> str:
    """A Dutch postcode, with or without its letters.

    >>> postcode("7511 ab"), postcode("7511")
    ('7511AB', '7511')
    """
    code = re.sub(r"\s", "", text).upper()
    if re.fullmatch(POSTCODE, code):
        return code
    raise ValueError(
        _("“%(text)s” is not a Dutch postcode: four digits and two letters, as 7511 AB")
        % {"text": text}
    )


@lru_cache(maxsize=4096)
def domain_of(website: str) -> str:
    """The domain of a website, as far as it tells organisations apart.

    >>> domain_of("https://www.Voorbeeld.nl/contact"), domain_of("voorbeeld.nl")
    ('voorbeeld.nl', 'voorbeeld.nl')
    """
    host = re.sub(r"^[a-z][a-z0-9+.\-]*://", "", website.strip().lower())
    host = host.split("/")[0].split("?")[0].split("@")[-1].split(":")[0].strip(".")
    host = host.removeprefix("www.")
    if not host:
        return ""
    if re.fullmatch(r"[^\s.]+(\.[^\s.]+)+", host):
        return host
    raise ValueError(
        _("“%(text)s” is not the address of a website, such as https://voorbeeld.nl")
        % {"text": website}
    )


def size_class_of(employees: int) -> str:
    """The size class of a number of people employed; nobody is the smallest class.

    >>> size_class_of(49), size_class_of(250), size_class_of(0)
    ('10-49', '250+', '1-9')
    """
    if employees < 0:
        raise ValueError(_("a number of employees is zero or more"))
    for name, _low, most in SIZE_CLASSES:
        if most is None or employees <= most:
            return name
    raise AssertionError("the last size class has no upper bound")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Lower case, without accents and without punctuation, single spaces.

    >>> plain("  Hengelo (Ov.) — Twenté ")
    'hengelo ov twente'
    """
    kept = text.casefold()
    if not kept.isascii():
        letters = unicodedata.normalize("NFKD", kept.replace("ø", "o"))
        kept = "".join(c for c in letters if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^0-9a-z]+", " ", kept).strip()


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """A name without what does not tell organisations apart: accents, signs, legal form.

    >>> name_key("Demobedrijf Krekel B.V."), name_key("De Demobedrijf Krékel BV")
    ('demobedrijf krekel', 'demobedrijf krekel')
    """
    joined = re.sub(r"\b(?:[a-zA-Z]\.){2,}", lambda m: m[0].replace(".", ""), name)
    words = plain(joined).split()
    return " ".join(w for w in words if w not in LEGAL_FORMS) or " ".join(words)
