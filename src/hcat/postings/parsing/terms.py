# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of systems for a few things that always mean the same: employment, where, pay, hours."""

from __future__ import annotations

import re
from typing import Any

from hcat.postings.posting import Employment, Per, Remote, Salary

_EMPLOYMENT = (
    (Employment.INTERN, ("intern", "stage", "praktik", "trainee", "werkstudent", "working_student",
                         "working student", "afstudeer", "bbl", "apprentice", "ausbildung")),
    (Employment.VOLUNTEER, ("volunteer", "vrijwillig", "ehrenamt")),
    (Employment.CONTRACTOR, ("contractor", "freelance", "zzp", "self-employed", "freiberuf")),
    (Employment.TEMPORARY, ("temporary", "tijdelijk", "temp", "fixed_term", "fixed-term",
                            "fixed term", "fixedterm", "befrist", "interim", "seasonal",
                            "contract")),
    (Employment.PER_DIEM, ("per_diem", "per diem", "oproep")),
)  # fmt: skip
_FULL = re.compile(r"full[\s_-]?time|fulltime|voltijd|vollzeit|full[\s_-]or[\s_-]part", re.I)
_PART = re.compile(r"part[\s_-]?time|parttime|deeltijd|teilzeit|full[\s_-]or[\s_-]part", re.I)
_KNOWN_OTHER = re.compile(r"permanent|regular|vast|unbefristet|employee|festanstellung|other", re.I)


def employment_of(*values: Any) -> tuple[Employment, ...]:
    """What kinds of employment the words name; a permanent job is neither full nor part time.

    >>> [str(one) for one in employment_of("fulltime_permanent")]
    ['full_time']
    >>> [str(one) for one in employment_of(["Teilzeit", "befristet"])]
    ['part_time', 'temporary']
    """
    text = " ".join(
        str(word) for value in values if value
        for word in (value if isinstance(value, (list, tuple)) else [value])
    ).casefold()  # fmt: skip
    found = []
    if _FULL.search(text):
        found.append(Employment.FULL_TIME)
    if _PART.search(text):
        found.append(Employment.PART_TIME)
    padded = text.replace("permanent contract", "").replace("vast contract", "")
    for kind, words in _EMPLOYMENT:
        if any(re.search(rf"(?<![a-z]){re.escape(word)}", padded) for word in words):
            if "unbefrist" in text and kind is Employment.TEMPORARY:
                continue
            found.append(kind)
    if not found and text.strip() == "other":
        found.append(Employment.OTHER)
    return tuple(found)


def says_employment(text: str) -> bool:
    """Whether words of employment were understood, if only as "permanent"."""
    return bool(employment_of(text)) or bool(_KNOWN_OTHER.search(text))


def remote_of(value: Any) -> Remote | None:
    """Where the work is done, out of a word or a yes.

    >>> remote_of("Hybrid"), remote_of("TELECOMMUTE"), remote_of("onsite"), remote_of(None)
    (<Remote.HYBRID: 'hybrid'>, <Remote.REMOTE: 'remote'>, <Remote.ON_SITE: 'on_site'>, None)
    """
    if value is True:
        return Remote.REMOTE
    text = str(value or "").casefold()
    if "hybrid" in text or "temporary_remote" in text or "flex" in text:
        return Remote.HYBRID
    if re.search(r"on[\s_-]?site|in[\s_-]?office|op locatie|vor ort|office only|^none$", text):
        return Remote.ON_SITE
    if re.search(r"remote|telecommut|fully|thuiswerk|homeoffice|op afstand", text):
        return Remote.REMOTE
    return None


def remote_from(remote: Any, hybrid: Any, on_site: Any = None) -> Remote | None:
    """Out of a yes or no to each."""
    if hybrid is True:
        return Remote.HYBRID
    if remote is True:
        return Remote.REMOTE
    return Remote.ON_SITE if on_site is True else None


_PER = (
    (Per.HOUR, ("hour", "uur", "stunde", "hourly")),
    (Per.DAY, ("day", "dag", "tag", "daily")),
    (Per.WEEK, ("week", "woche")),
    (Per.MONTH, ("month", "maand", "monat")),
    (Per.YEAR, ("year", "jaar", "jahr", "annual", "annum", "yearly")),
)
_AMOUNT = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?")
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP"}


def per_of(text: Any) -> Per | None:
    words = str(text or "").casefold()
    return next((per for per, known in _PER if any(word in words for word in known)), None)


def number_of(value: Any) -> float | None:
    """A number out of a number or a text, Dutch or English.

    >>> number_of("3.250,50"), number_of("65,000"), number_of("36.5"), number_of("")
    (3250.5, 65000.0, 36.5, None)
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return float(value) if -1e12 < value < 1e12 else None
    match = _AMOUNT.search(str(value))
    if match is None:
        return None
    text = re.sub(r"\s", "", match.group())
    tail = re.search(r"[.,](\d{1,2})$", text)
    whole = text[: tail.start()] if tail else text
    return float(re.sub(r"[.,]", "", whole) + (f".{tail.group(1)}" if tail else ""))


def salary_of(
    low: Any = None, high: Any = None, currency: Any = "", per: Any = "", words: Any = ""
) -> Salary | None:
    """What is paid, where anything of it was told; amounts out of words where there are no others.

    >>> paid = salary_of(words="€ 3.200 - € 4.500 per maand")
    >>> paid.low, paid.high, paid.currency, str(paid.per)
    (3200.0, 4500.0, 'EUR', 'month')
    """
    said = " ".join(str(words or "").split())
    lowest, highest = number_of(low), number_of(high)
    if lowest is None and highest is None and said:
        found = [number_of(one) for one in _AMOUNT.findall(said)]
        amounts = [one for one in found if one is not None and one >= 8]
        lowest, highest = (amounts[0], amounts[1]) if len(amounts) == 2 else (None, None)
    lowest, highest = lowest or None, highest or None  # nobody pays nothing: it is not told
    if lowest is None and highest is None and not said:
        return None
    if lowest is not None and highest is not None and lowest > highest:
        lowest, highest = highest, lowest
    coin = str(currency or "").strip().upper()
    coin = _SIGNS.get(coin, coin) or next((c for s, c in _SIGNS.items() if s in said), "")
    if not coin and "eur" in said.casefold():
        coin = "EUR"
    return Salary(lowest, highest, coin[:3], per_of(per) or per_of(said), said)


_HOURS = re.compile(
    r"(\d{1,2}(?:[.,]\d)?)(?:\s*(?:-|–|tot|to|bis|t/m|of|or|oder|en|/)\s*(\d{1,2}(?:[.,]\d)?))?"
    r"\s*(?:uur|uren|u\b|hours?|hrs?|h\b|stunden|wochenstunden)",
    re.I,
)


def hours_of(text: Any) -> tuple[float | None, float | None]:
    """Hours a week, lowest and highest.

    >>> hours_of("32 tot 40 uur per week"), hours_of(36), hours_of("36-40"), hours_of("veel")
    ((32.0, 40.0), (36.0, 36.0), (36.0, 40.0), (None, None))
    """
    if isinstance(text, (int, float)) and not isinstance(text, bool):
        return _sensible(float(text), float(text))
    words = str(text or "")
    match = _HOURS.search(words)
    if match is None:
        bare = re.fullmatch(
            r"\s*(\d{1,2}(?:[.,]\d)?)(?:\s*[-–/]\s*(\d{1,2}(?:[.,]\d)?))?\s*", words
        )
        match = bare
    if match is None:
        return None, None
    low, high = number_of(match.group(1)), number_of(match.group(2) or match.group(1))
    return _sensible(low, high)


def _sensible(low: float | None, high: float | None) -> tuple[float | None, float | None]:
    if low is None or high is None or not 0 < low <= high <= 60:
        return None, None
    return low, high
