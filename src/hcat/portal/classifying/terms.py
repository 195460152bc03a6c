# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Seniority, hours, where the work is done, and whether people from abroad are helped to come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hcat.postings.api import hours_of

from .clauses import around
from .finding import IN_TITLE, TOLD, Finding, Text, joined, strongest

FULL_TIME_FROM = 35.0
"""Hours a week, as Statistics Netherlands draws the line."""

_Rules = tuple[tuple[str, re.Pattern[str], float], ...]


def _rules(*rules: tuple[str, str, float]) -> _Rules:
    return tuple((value, re.compile(pattern, re.I), weight) for value, pattern, weight in rules)


_GRADES = _rules(
    ("intern", r"\bstage\w*|\bstagiair\w*|\bintern(?:ship)?\b|\bpraktik(?:um|ant)\w*"
               r"|\bafstudeer\w*|\bgraduation (?:project|assignment|internship)\b"
               r"|\b(?:bachelor|master) ?(?:thesis|arbeit)\b|\bwerkstudent\w*"
               r"|\bworking student\b", 0.9),
    ("junior", r"\bjunior\b|\bjr\b\.?|\bstarter\b|\btrainee\w*|\bgraduate\b|\bentry[- ]level\b"
               r"|\bberufseinsteiger\w*|\bleerling\b|\bapprentice\b|\bauszubildende\w*"
               r"|\bazubi\b", 0.9),
    ("medior", r"\bmedior\b|\bmid[- ]?(?:level|career)\b|\bintermediate\b", 0.9),
    ("lead", r"\blead\b|\bprincipal\b|\bhead of\b|\bteam ?le(?:ad|ider|iter)\w*|\bteamlead\b"
             r"|\bafdelingshoofd\b|\bstaff engineer\b|\bhoofd (?!\w*zakelijk)\w+|\bleiter(?:in)?\b"
             r"|\bleitung\b|\bexpert\b|\bdirector\b|\bdirecteur\b", 0.85),
    ("senior", r"\bsenior\b|\bsr\b\.?|\bervaren\b|\berfahrene[rn]?\b|\bexperienced\b", 0.9),
)  # fmt: skip
_GRADES_TOLD = _rules(
    ("intern", r"intern|stage|praktik|student", 1.0),
    ("junior", r"junior|entry|starter|graduate|associate|einsteiger|trainee", 1.0),
    ("medior", r"medior|mid|intermediate|professional|experienced|ervaren|berufserfahr", 1.0),
    ("senior", r"senior", 1.0),
    ("lead", r"lead|principal|director|executive|head|manager|expert", 1.0),
)
_BEGINNERS = re.compile(
    r"\b(?:net|pas|recent(?:ly)?|onlangs|frisch) (?:afgestudeerd\w*|graduated?\w*|graduates?)\b"
    r"|\bberufseinsteiger\w*|\bschoolverlater\w*|\bopen voor starters\b"
    r"|\bstarters? (?:zijn )?welkom\b"
    r"|\b(?:geen|no|keine) (?:werk)?(?:ervaring|experience|erfahrung) (?:nodig|vereist|required"
    r"|needed"
    r"|erforderlich|notwendig)\b",
    re.I,
)
_YEARS = re.compile(
    r"\b(\d{1,2}|één|een|twee|drie|vier|vijf|zes|one|two|three|four|five|six|zwei|drei|vier"
    r"|fünf)\s*"
    r"(?:\+|plus)?\s*(?:(?:-|–|tot|to|à|bis)\s*\d{1,2}\s*)?(?:\+\s*)?(?:jaar|jaren|years?|yrs?"
    r"|jahre?n?)\b"
    r"[^.\n]{0,40}?\b(?:\w*ervaring|experience|\w*erfahrung)\b",
    re.I,
)
_NUMBERS = {
    "één": 1, "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "one": 1, "two": 2,
    "three": 3, "four": 4, "five": 5, "six": 6, "zwei": 2, "drei": 3, "fünf": 5,
}  # fmt: skip


def seniority(text: Text) -> list[Finding]:
    """One of intern, junior, medior, senior, lead.

    >>> seniority(Text("Senior engineer"))[0].value
    'senior'
    >>> seniority(Text("Engineer", "Minimaal 5 jaar relevante werkervaring"))[0].words
    ('5 jaar relevante werkervaring',)
    """
    told = str(text.told.get("seniority") or "")
    for value, pattern, _weight in _GRADES_TOLD:
        if told and pattern.search(told):
            return [Finding("seniority", value, TOLD, (told,))]
    found = [
        Finding("seniority", value, weight, (match.group(),))
        for value, pattern, weight in _GRADES
        if (match := pattern.search(text.title))
    ]
    if not found and "intern" in text.told.get("employment", ()):
        found = [Finding("seniority", "intern", TOLD, ("intern",))]
    return strongest(found or _experience(text.body))


def _experience(body: str) -> Iterator[Finding]:
    for match in _YEARS.finditer(body):
        place = around(body, *match.span())
        if place.is_denied or place.is_welcome_only:
            continue
        said = match.group(1).casefold()
        years = _NUMBERS.get(said) or (int(said) if said.isdecimal() else 0)
        # Companies tell their own age as well: "40 years of experience in pumps".
        if 0 < years <= 15:
            value = "junior" if years < 2 else "medior" if years < 5 else "senior"
            yield Finding("seniority", value, 0.6, (match.group(),))
    if beginner := _BEGINNERS.search(body):
        yield Finding("seniority", "junior", 0.6, (beginner.group(),))


_FULL = re.compile(r"\bfull[\s-]?time\b|\bvoltijds?\b|\bvollzeit\b", re.I)
_PART = re.compile(r"\bpart[\s-]?time\b|\bdeeltijds?\b|\bteilzeit\b", re.I)
_A_WEEK = re.compile(
    r"[^.\n]{0,24}\b\d{1,2}(?:[.,]\d)?\s*(?:uur|uren|hours?|hrs|stunden|u)\b"
    r"(?:\s*(?:per|a|an|pro|p/|in de|each)\s*(?:week|woche|w)|\s*[-–]?\s*(?:werkweek|week|woche))",
    re.I,
)


_WORKING_WEEK = re.compile(
    r"\b(\d{2})[-\s]?(?:urige\s(?:werk)?week|stunden-?woche|hours?[-\s](?:work(?:ing)?[-\s])?week)\b",
    re.I,
)


def hours(text: Text) -> list[Finding]:
    """full_time and part_time: both where it can be either.

    >>> [one.value for one in hours(Text("x", told={"hours_low": 32.0, "hours_high": 40.0}))]
    ['part_time', 'full_time']
    """
    given = [float(h) for name in ("hours_low", "hours_high") if (h := text.told.get(name))]
    if given:
        low, high = given[0], given[-1]
        return _both(low, high, TOLD, f"{low:g}–{high:g}" if low != high else f"{low:g}")
    kinds = [one for one in text.told.get("employment", ()) if one in ("full_time", "part_time")]
    if kinds:
        return [Finding("hours", one, TOLD, (one.replace("_", " "),)) for one in kinds]
    if match := _A_WEEK.search(text.whole) or _WORKING_WEEK.search(text.whole):
        lowest, highest = hours_of(match.group(1) if match.re is _WORKING_WEEK else match.group())
        if lowest is not None and highest is not None and highest >= 8:
            return _both(lowest, highest, 0.85, match.group().strip(" ,(:–-"))
    return joined(
        Finding(
            "hours", value, 0.7 if match.start() > len(text.title) else IN_TITLE, (match.group(),)
        )
        for value, pattern in (("full_time", _FULL), ("part_time", _PART))
        if (match := pattern.search(text.whole)) and not around(text.whole, *match.span()).is_denied
    )


def _both(low: float, high: float, confidence: float, word: str) -> list[Finding]:
    values = []
    if low < FULL_TIME_FROM:
        values.append("part_time")
    if high >= FULL_TIME_FROM:
        values.append("full_time")
    return [Finding("hours", value, confidence, (word,)) for value in values]


_NOT_WORK = (
    r"(?![\s-]*(?:control|sensing|monitoring|support|access|desktop|diagnos\w*|service|besturing"
    r"|aandrijv\w*|auto|voertuig\w*|vehicle\w*|car|cars|electric|elektr\w*|warmtepomp\w*|heat"
    r"|motor\w*"
    r"|power\w*|energ\w*|antrieb\w*|fahrzeug\w*|system\w*|material\w*|cloud|locations?|areas?"
    r"|sites?))"
)
_PLACES = _rules(
    ("remote", r"\b(?:fully|100 ?%|full) remote\b|\bremote[- ](?:only|first|position|job|role)\b"
               r"|\bvolledig (?:op afstand|remote|vanuit huis|thuis\w*)\b"
               r"|\b100 ?% (?:thuis\w*|home ?office|vanuit huis)\b|\bvollständig remote\b", 0.85),
    ("hybrid", rf"\bhybri(?:d|de|des|der)\b(?:[\s-]+(?:werk\w*|work\w*|arbeit\w*)){_NOT_WORK}"
               r"|\bhybri(?:d|de) (?:model|functie|role|position|setup|stelle)\b", 0.85),
    ("hybrid", r"\bthuiswerk\w*|\b(?:deels|dagen?|gedeeltelijk|ook) (?:per week )?(?:thuis"
               r"|vanuit huis)\b"
               r"|\bthuis (?:te )?werken\b|\bwork(?:ing)? from home\b|\bhome[- ]?office\b"
               r"|\bmobile[sn]? arbeiten\b|\bremote (?:working|work|arbeiten|werken)\b", 0.7),
    ("hybrid", rf"\bhybri(?:d|de)\b{_NOT_WORK}|\bremote\b{_NOT_WORK}", 0.5),
    ("on_site", r"\bon[- ]?site (?:position|role|job|only|work)\b|\bvolledig op (?:kantoor"
                r"|locatie)\b"
                r"|\b100 ?% (?:on[- ]?site|vor ort|op locatie)\b|\bpräsenzpflicht\b", 0.75),
)  # fmt: skip


def where(text: Text) -> list[Finding]:
    """One of on_site, hybrid, remote.

    >>> where(Text("Engineer", "Thuiswerken is niet mogelijk."))[0].value
    'on_site'
    """
    if told := text.told.get("remote"):
        return [Finding("remote", str(told), TOLD, (str(told).replace("_", " "),))]
    found = []
    for value, pattern, weight in _PLACES:
        for match in pattern.finditer(text.whole):
            denied = around(text.whole, *match.span()).is_denied
            if denied and value != "on_site":
                found.append(Finding("remote", "on_site", 0.7, (_said(text.whole, match),)))
            elif not denied:
                found.append(Finding("remote", value, weight, (match.group(),)))
    return strongest(joined(found))


def _said(text: str, match: re.Match[str]) -> str:
    """A denial with what it denies."""
    place = around(text, *match.span())
    return (place.before[-30:] + match.group() + place.after[:30]).strip()


_SPONSORS = _rules(
    ("offered", r"\bvisa[- ](?:\w+ )?(?:sponsor\w*|support|assistance)\b"
                r"|\bsponsor\w* (?:\w+ ){0,2}visas?\b"
                r"|\bwork permit (?:support|sponsor\w*)\b|\bkennismigrant\w*"
                r"|\bhighly[- ]skilled migrant\w*|\bvisum(?:sponsor\w*|unterstützung|begeleiding)\b"
                r"|\berkend referent\b|\brecogni[sz]ed sponsor\b", 0.85),
    ("offered", r"\brelocat\w* (?:package|support|assistance|allowance|budget|help|bonus|costs?)\b"
                r"|\bhelp (?:you )?(?:with )?relocat\w*|\b(?:verhuis|relocatie)(?:vergoeding"
                r"|pakket|kosten\w*)\b"
                r"|\bumzugs(?:hilfe|unterstützung|kosten\w*|pauschale)\b", 0.6),
    ("offered", r"\b30 ?%[- ](?:tax )?(?:ruling|regeling)\b", 0.6),
)  # fmt: skip
_REFUSES = re.compile(
    r"\b(?:must|dient|you) (?:already )?(?:have|hold|in het bezit)[^.\n]{0,30}"
    r"\b(?:right to work|eu work permit|valid work permit|werkvergunning)\b|\bright to work in\b",
    re.I,
)


def sponsor(text: Text) -> list[Finding]:
    """offered, or not_offered where that is said.

    >>> [sponsor(Text("x", body))[0].value for body in ("Visa sponsorship", "No visa sponsorship.")]
    ['offered', 'not_offered']
    """
    found = []
    for value, pattern, weight in _SPONSORS:
        for match in pattern.finditer(text.body):
            if around(text.body, *match.span()).is_denied:
                found.append(Finding("sponsor", "not_offered", 0.9, (_said(text.body, match),)))
            else:
                found.append(Finding("sponsor", value, weight, (match.group(),)))
    if refused := _REFUSES.search(text.body):
        found.append(Finding("sponsor", "not_offered", 0.7, (refused.group(),)))
    return strongest(joined(found))
