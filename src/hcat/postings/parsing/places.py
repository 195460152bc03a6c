# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Places, as systems write them: apart, or in one line of text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from hcat.postings.posting import Place

from .terms import number_of

_COUNTRIES = {
    "NL": "netherlands nederland niederlande holland the+netherlands nld",
    "DE": "germany duitsland deutschland deu",
    "BE": "belgium belgië belgien belgie bel",
    "FR": "france frankrijk frankreich fra",
    "ES": "spain spanje spanien españa esp",
    "PT": "portugal prt",
    "IT": "italy italië italien italia ita",
    "GB": "united+kingdom uk great+britain england verenigd+koninkrijk gbr",
    "IE": "ireland ierland irland irl",
    "US": "united+states usa united+states+of+america verenigde+staten u.s.",
    "DK": "denmark denemarken dänemark danmark dnk",
    "SE": "sweden zweden schweden sverige swe",
    "NO": "norway noorwegen norwegen norge nor",
    "PL": "poland polen polska pol",
    "AT": "austria oostenrijk österreich aut",
    "CH": "switzerland zwitserland schweiz che",
    "LU": "luxembourg luxemburg lux",
    "CZ": "czech+republic czechia tsjechië tschechien cze",
    "IN": "india indien ind",
    "CA": "canada kanada can",
}
_CODES = {
    name.replace("+", " "): code for code, names in _COUNTRIES.items() for name in names.split()
}
_POSTCODE = re.compile(r"\b([1-9]\d{3})\s?([A-Z]{2})\b")


def country_of(text: Any) -> str:
    """Two capitals where the country is known by this name, else nothing.

    >>> country_of("Nederland"), country_of("nl"), country_of("Atlantis")
    ('NL', 'NL', '')
    """
    if isinstance(text, dict):
        text = text.get("name") or text.get("code") or text.get("@value") or ""
    word = str(text or "").strip()
    if re.fullmatch(r"[A-Za-z]{2}", word):
        code = word.upper()
        return "GB" if code == "UK" else code
    return _CODES.get(word.casefold(), "")


def place_of(
    *, locality: Any = "", region: Any = "", country: Any = "", postcode: Any = "",
    street: Any = "", latitude: Any = None, longitude: Any = None,
) -> Place | None:  # fmt: skip
    """A place out of its parts; None where nothing of it was told. A country that is not known by
    its name stands as the region, so that it is not lost."""
    code = country_of(country)
    unknown = "" if code or isinstance(country, dict) else _word(country)
    found = Place(
        locality=_word(locality)[:100],
        region=(_word(region) or unknown)[:100],
        country=code,
        postcode=_word(postcode)[:12],
        street=_word(street)[:200],
        latitude=_degrees(latitude, 90),
        longitude=_degrees(longitude, 180),
    )
    return None if found == Place() else found


def place_in_words(text: Any) -> Place | None:
    """A place out of one line: "Enschede", "Berlin, Germany", "7521 AN Enschede, Nederland".

    >>> found = place_in_words("Hengelo, Overijssel, Nederland")
    >>> found.locality, found.region, found.country
    ('Hengelo', 'Overijssel', 'NL')
    """
    words = _word(text)
    if not words or re.fullmatch(r"\d+ locations?|multiple locations|remote|thuis", words, re.I):
        return None
    postcode = ""
    if match := _POSTCODE.search(words):
        postcode = f"{match.group(1)} {match.group(2)}"
        words = words.replace(match.group(), "").strip(" ,")
    parts = [one.strip() for one in re.split(r",|\s[-–|]\s", words) if one.strip()]
    country = ""
    if len(parts) > 1 or (parts and parts[0].casefold() in _CODES):
        country = country_of(parts[-1]) if len(parts[-1]) != 2 or parts[-1] in _COUNTRIES else ""
        parts = parts[:-1] if country else parts
    locality = parts[0] if parts else ""
    return place_of(
        locality=locality, region=", ".join(parts[1:]), country=country, postcode=postcode
    )


def places_of(found: Iterable[Place | None]) -> tuple[Place, ...]:
    """Each place once, those without anything left out."""
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _word(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("label") or ""
    return " ".join(str(value or "").split())


def _degrees(value: Any, most: float) -> float | None:
    if isinstance(value, str):
        try:
            number: float | None = float(value)
        except ValueError:
            return None
    else:
        number = number_of(value)
    return number if number is not None and -most <= number <= most and number != 0 else None
