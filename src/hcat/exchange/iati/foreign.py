# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The indicators of another programme, as sheets of a source and of a published series."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from hcat.exchange.tables.plan import Complaint

from .elements import OWN
from .own import identifier_of
from .reading import text_of
from .rules import findings_in, number_in
from .words import PERCENTAGE, QUALITATIVE, XML_LANG

LANGUAGES = ("nl", "en", "de")
_METHOD = {
    "nl": "Zoals die organisatie het zelf meldt in haar IATI-bestand.",
    "en": "As that organisation reports it itself in its IATI file.",
    "de": "Wie diese Organisation es selbst in ihrer IATI-Datei meldet.",
}


@dataclass(frozen=True, slots=True)
class Foreign:
    """One indicator: the sheets that it makes, or what is wrong with it."""

    line: int
    identifier: str
    name: str
    source: dict[str, Any]
    series: dict[str, Any]
    wrong: tuple[Complaint, ...]
    left: str = ""
    """Why it is left aside; empty where it is taken over."""


def foreign_indicators(activity: Any, file: Mapping[str, str], topic: str) -> Iterator[Foreign]:
    """Every indicator of an activity in the order of the file, of which the root's attributes are
    given; those that no series can hold say why they are left."""
    identifier = identifier_of(activity)
    wrong = findings_in(activity)
    source = _source(activity, identifier, file.get("generated-datetime", "")[:10])
    number = 0
    for result in activity.iterfind("result"):
        for indicator in result.iterfind("indicator"):
            number += 1
            is_in_words = indicator.get("measure") == QUALITATIVE
            series = _series(activity, result, indicator, identifier, number, topic)
            lines = range(0) if is_in_words else _lines(indicator)
            found = tuple(
                Complaint(one.element, one.what, one.why, one.mend)
                for one in wrong
                if one.line in lines and one.element in _OF_AN_INDICATOR
            )
            left = ""
            if is_in_words:
                left = _("It is told in words, which no series can hold.")
            elif not series["figures"] and not found:
                left = _("It has no figure: no actual whose value is a number.")
            yield Foreign(
                line=indicator.sourceline or 0,
                identifier=identifier,
                name=text_of(indicator, "title") or text_of(result, "title") or identifier,
                source=source,
                series=series,
                wrong=found,
                left=left,
            )


_OF_AN_INDICATOR = ("indicator", "baseline", "period", "target", "actual")


def _lines(indicator: Any) -> range:
    all_lines = [one.sourceline or 0 for one in indicator.iter()]
    return range(min(all_lines), max(all_lines) + 1)


def key_of(*parts: str) -> str:
    """A key of the agenda that stays the same for the same identifier.

    >>> key_of("iati", "NL-KVK-12345678/Ünder_score", "1")
    'iati-nl-kvk-12345678under-score-1'
    """
    key = "-".join(filter(None, slugify("-".join(parts)).replace("_", "-").split("-")))
    if len(key) <= 80:
        return key
    mark = hashlib.sha256("-".join(parts).encode()).hexdigest()[:10]
    return f"{key[:69].rstrip('-')}-{mark}"


def _source(activity: Any, identifier: str, dated: str) -> dict[str, Any]:
    return {
        "key": key_of("iati", identifier),
        "title": _texts(activity, activity, "title", identifier),
        "publisher": text_of(activity, "reporting-org") or identifier,
        "published": (activity.get("last-updated-datetime") or dated or "")[:10] or "–",
        "quality": "published",
    }


def _texts(activity: Any, parent: Any, name: str, otherwise: str) -> dict[str, str] | str:
    """The narratives of a child by language; a text in a language that we do not speak stands for
    all, where it is the only one."""
    found: dict[str, str] = {}
    any_text = ""
    child = parent.find(name)
    for one in [] if child is None else child.iterfind("narrative"):
        text = " ".join("".join(one.itertext()).split())
        language = one.get(XML_LANG) or activity.get(XML_LANG) or ""
        any_text = any_text or text
        if text and language in LANGUAGES:
            found.setdefault(language, text)
    return found or any_text or otherwise


def _series(
    activity: Any, result: Any, indicator: Any, identifier: str, number: int, topic: str
) -> dict[str, Any]:
    unit = indicator.findtext("hcat:unit", namespaces=OWN)
    is_share = indicator.get("measure") == PERCENTAGE
    groups: dict[str, str] = {}
    figures = list(_figures(indicator, key_of("iati", identifier), is_share, groups))
    name = text_of(result, "title")
    return {
        "key": key_of("iati", identifier, str(number)),
        "title": _texts(activity, indicator, "title", name or identifier),
        "unit": "percent" if is_share else unit or "count",
        "area": _area(activity),
        "method": _METHOD,
        "topic": topic,
        "better": "down" if indicator.get("ascending") in ("false", "0") else "up",
        "groups": [{"key": key, "title": title} for key, title in groups.items()],
        "figures": figures,
    }


def _area(activity: Any) -> dict[str, str] | str:
    for name in ("recipient-region", "recipient-country"):
        if text_of(activity, name):
            return _texts(activity, activity, name, "")
    return _texts(activity, activity, "reporting-org", "–")


def _figures(
    indicator: Any, source: str, is_share: bool, groups: dict[str, str]
) -> Iterator[dict[str, Any]]:
    for period in indicator.iterfind("period"):
        ends = {name: period.find(f"period-{name}") for name in ("start", "end")}
        days = {name: one.get("iso-date", "")[:10] for name, one in ends.items() if one is not None}
        if len(days) < len(ends):
            continue  # the ruleset has complained of it
        for one in period.iterfind("actual"):
            value = number_in(one.get("value"))
            if value is None:
                continue
            figure = {**days, "value": value, "source": source, "quality": "published"}
            figure["group"] = _group(one, groups)
            yield figure | _uncertainty(one.find("hcat:estimate", OWN), is_share)
        for one in period.iterfind("hcat:missing", OWN):
            reason = one.findtext("hcat:reason", namespaces=OWN) or "–"
            yield {**days, "source": source, "quality": "published", "missing_reason": reason}


def _group(actual: Any, groups: dict[str, str]) -> str:
    titles = [f"{one.get('name')}: {one.get('value')}" for one in actual.iterfind("dimension")]
    if not titles:
        return ""
    title = "; ".join(titles)
    key = key_of(title)
    groups[key] = title
    return key


def _uncertainty(details: Any, is_share: bool) -> dict[str, Any]:
    """How sure another region's figure is, where it was exported as ours are."""
    if details is None:
        return {}
    names = ["low", "high", *(("numerator", "denominator") if is_share else ())]
    found: dict[str, Any] = {
        name: value for name in names if (value := number_in(details.get(name))) is not None
    }
    if (n := number_in(details.get("n"))) is not None:
        found["n"] = int(n)
    quality = details.get("quality")
    return found | ({"quality": quality} if quality in ("estimated", "assumed") else {})
