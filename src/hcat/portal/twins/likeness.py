# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether two adverts tell of the same vacancy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from rapidfuzz.fuzz import token_set_ratio

from hcat.portal.models import Advert
from hcat.postings.api import Posting

ALIKE = 92.0
_BESIDE = re.compile(
    r"\((?:m|f|v|x|w|d|h|/|\s)+\)|\b\d{1,2}\s*(?:-\s*\d{1,2})?\s*(?:uur|hours?)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is compared of an advert."""

    title: str
    reference: str
    language: str
    places: frozenset[str]

    @classmethod
    def of_posting(cls, posting: Posting, language: str) -> Self:
        places = frozenset(one.locality.casefold() for one in posting.places if one.locality)
        return cls(title_key(posting.title), posting.reference.casefold(), language, places)

    @classmethod
    def of_advert(cls, advert: Advert) -> Self:
        told = advert.told
        places = frozenset(
            str(one.get("locality", "")).casefold()
            for one in told.get("places", [])
            if one.get("locality")
        )
        reference = str(told.get("reference", "")).casefold()
        return cls(title_key(advert.title), reference, advert.language, places)


def title_key(title: str) -> str:
    """A title without hours, (m/f/x) and marks.

    >>> title_key("Mechanical Engineer (m/v/x) – 32-40 uur")
    'mechanical engineer'
    """
    return " ".join(re.findall(r"\w+", _BESIDE.sub(" ", title).casefold()))


def same(one: Seen, other: Seen) -> bool:
    if one.places and other.places and not one.places & other.places:
        return False
    if one.reference and one.reference == other.reference:
        return True
    return token_set_ratio(one.title, other.title) >= ALIKE if one.title and other.title else False
