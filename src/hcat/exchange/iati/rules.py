# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What IATI's ruleset asks beyond its schema, of an activity and above all of its results.

Source: the standard ruleset of IATI 2.03, and the definitions beside its elements. The schema
lets a quantitative target without a value pass, and words in a qualitative one; the ruleset forbids
both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hcat.foundation.api import today

Element = Any
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, at which line, why, and how to mend it."""

    line: int
    activity: str
    element: str
    what: str
    why: str = ""
    mend: str = ""

    def as_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


Said = Iterator[tuple[Element, str, str, str]]
"""The element, what is wrong with it, why, how to mend it."""
Rule = Callable[[Element], Said]


def findings_in(activity: Element) -> list[Finding]:
    """Everything in one activity that the ruleset forbids, by line."""
    name = (activity.findtext("iati-identifier") or "").strip()
    found = [
        Finding(element.sourceline or 0, name, str(element.tag), what, why, mend)
        for rule in RULES
        for element, what, why, mend in rule(activity)
    ]
    return sorted(found, key=lambda one: one.line)


def _identifier(activity: Element) -> Said:
    found = activity.find("iati-identifier")
    text = "" if found is None else (found.text or "").strip()
    at = activity if found is None else found
    if not text:
        yield at, _("The activity has no identifier."), "", _("Give it one of its own.")
        return
    if re.search(r"[/&|?\s]", text):
        yield (
            at, _("The identifier %(id)s has a sign that is forbidden.") % {"id": text},
            _("It stands in addresses."), _("Leave out / & | ? and spaces."),
        )  # fmt: skip
    org = activity.find("reporting-org")
    ref = "" if org is None else org.get("ref", "")
    others = [one.get("ref", "") for one in activity.iterfind("other-identifier[@type='B1']")]
    if ref and not any(text.startswith(f"{one}-") for one in [ref, *others] if one):
        yield (
            at, _("The identifier does not begin with that of the reporting organisation."),
            _("That is %(ref)s.") % {"ref": ref},
            _("Write it before the number of the activity, with a hyphen between."),
        )  # fmt: skip


def _organisations(activity: Element) -> Said:
    org = activity.find("reporting-org")
    if org is None or not org.get("ref"):
        yield (
            activity if org is None else org, _("Nobody is named as the reporting organisation."),
            _("Every activity is reported by somebody."), _("Give reporting-org with its ref."),
        )  # fmt: skip
    parts = activity.findall("participating-org")
    if not parts:
        yield (
            activity, _("No organisation takes part."), "",
            _("Name at least one participating-org with its role."),
        )  # fmt: skip
    for part in parts:
        if part.get("role") not in {"1", "2", "3", "4"}:
            yield part, _("The role is not one of 1 to 4."), "", _("Say what its part is.")
        if not part.get("ref") and not _narrated(part):
            yield (
                part,
                _("This organisation has no name and no ref."),
                "",
                _("Give one of the two."),
            )


def _narrated(parent: Element) -> bool:
    return any((one.text or "").strip() for one in parent.iterfind("narrative"))


def _texts(activity: Element) -> Said:
    for name in ("title", "description"):
        found = activity.find(name)
        if found is None or not _narrated(found):
            yield (
                activity if found is None else found,
                _("There is no text in %(name)s.") % {"name": name}, "",
                _("Say it in a narrative."),
            )  # fmt: skip
    for one in activity.iter("narrative"):
        language = one.get(XML_LANG)
        if language is not None and not re.fullmatch(r"[a-z]{2}", language):
            yield (
                one, _("%(code)s is not a code of a language.") % {"code": language}, "",
                _("Write two small letters, such as nl."),
            )  # fmt: skip
        if not "".join(one.itertext()).strip():
            yield one, _("This narrative is empty."), "", _("Leave it out.")


def _day(element: Element | None) -> date | None:
    try:
        return None if element is None else date.fromisoformat(element.get("iso-date", "")[:10])
    except ValueError:
        return None


def _dates(activity: Element) -> Said:
    days: dict[str, date] = {}
    for one in activity.iterfind("activity-date"):
        kind, day = one.get("type", ""), _day(one)
        if kind not in {"1", "2", "3", "4"}:
            yield (
                one,
                _("The type of the date is not one of 1 to 4."),
                "",
                _("Say which date it is."),
            )
        elif day is None:
            yield (
                one, _("This is not a date: %(day)s.") % {"day": one.get("iso-date", "")}, "",
                _("Write it as year, month and day, such as 2016-12-31."),
            )  # fmt: skip
        else:
            days[kind] = day
            if kind in {"2", "4"} and day > today():
                yield (
                    one, _("What really happened has a date to come: %(day)s.") % {"day": day}, "",
                    _("Give it as planned: type 1 for a start, 3 for an end."),
                )  # fmt: skip
    if not days.keys() & {"1", "2"}:
        yield activity, _("The activity has no start."), "", _("Give a date of type 1 or 2.")
    for start, end in (("1", "3"), ("2", "4")):
        if start in days and end in days and days[end] < days[start]:
            yield (
                activity, _("The activity ends before it starts."),
                f"{days[start]} – {days[end]}", _("Exchange the two dates."),
            )  # fmt: skip


def _status(activity: Element) -> Said:
    found = activity.find("activity-status")
    if found is None or found.get("code") not in {"1", "2", "3", "4", "5", "6"}:
        yield (
            activity if found is None else found, _("The status is not one of 1 to 6."), "",
            _("Say how the activity stands."),
        )  # fmt: skip


def _where_and_what(activity: Element) -> Said:
    if activity.find("sector") is None and activity.find("transaction/sector") is None:
        yield activity, _("The activity has no sector."), "", _("Give at least one.")
    places = [*activity.iterfind("recipient-country"), *activity.iterfind("recipient-region")]
    if not places and activity.find("transaction") is None:
        yield (
            activity, _("The activity has no country and no region."), "",
            _("Give recipient-country or recipient-region."),
        )  # fmt: skip
    yield from _whole(places)
    by_vocabulary: dict[str, list[Element]] = defaultdict(list)
    for one in activity.iterfind("sector"):
        by_vocabulary[one.get("vocabulary", "1")].append(one)
    for sectors in by_vocabulary.values():
        yield from _whole(sectors)


def _whole(parts: list[Element]) -> Said:
    """Percentages of one whole make one hundred; a single part needs none."""
    given = [number_in(one.get("percentage")) for one in parts]
    if len(parts) < 2 and given in ([], [None]):
        return
    known = [one for one in given if one is not None]
    if len(known) < len(parts) or abs(sum(known) - 100) > 0.01:
        yield (
            parts[0], _("The percentages of %(tag)s do not add up to 100.") % {"tag": parts[0].tag},
            _("They make %(sum)s.") % {"sum": f"{sum(known):g}"},
            _("Give each its part of the whole."),
        )  # fmt: skip


def _related(activity: Element) -> Said:
    for one in activity.iterfind("related-activity"):
        if not one.get("ref") or one.get("type") not in {"1", "2", "3", "4", "5"}:
            yield (
                one,
                _("A related activity needs its ref and a type of 1 to 5."),
                "",
                _("Give both."),
            )


# --- Results --------------------------------------------------------------------------------------


def _results(activity: Element) -> Said:
    for result in activity.iterfind("result"):
        if result.get("type") not in {"1", "2", "3", "9"}:
            yield (
                result, _("The type of the result is not 1, 2, 3 or 9."), "",
                _("Write 1 for an output, 2 for an outcome, 3 for an impact, 9 for another."),
            )  # fmt: skip
        indicators = result.findall("indicator")
        if not indicators:
            yield result, _("The result has no indicator."), "", _("Say by what it is measured.")
        for indicator in indicators:
            if result.find("reference") is not None and indicator.find("reference") is not None:
                yield (
                    indicator, _("The result and its indicator both have a reference."), "",
                    _("Keep one of the two."),
                )  # fmt: skip
            yield from _indicator(indicator)


def _indicator(indicator: Element) -> Said:
    measure = indicator.get("measure", "")
    if measure not in {"1", "2", "3", "4", "5"}:
        yield (
            indicator, _("The measure is not one of 1 to 5."), "",
            _("Write 1 for units, 2 for a percentage, 3 nominal, 4 ordinal, 5 qualitative."),
        )  # fmt: skip
    if indicator.get("ascending") not in {None, "true", "false", "1", "0"}:
        yield indicator, _("ascending is not true or false."), "", _("Say whether more is better.")
    title = indicator.find("title")
    if title is None or not _narrated(title):
        yield indicator, _("The indicator has no title."), "", _("Say what is counted.")
    for baseline in indicator.iterfind("baseline"):
        yield from _value(baseline, measure)
        yield from _year(baseline)
    for period in indicator.iterfind("period"):
        yield from _period(period)
        for name in ("target", "actual"):
            for one in period.iterfind(name):
                yield from _value(one, measure)


def _value(element: Element, measure: str) -> Said:
    value = element.get("value")
    if measure == "5":
        if value is not None:
            yield (
                element, _("A qualitative indicator has a value: %(value)s.") % {"value": value},
                _("What is told in words cannot be counted."),
                _("Tell it in comment, and leave the value out."),
            )  # fmt: skip
    elif value is None or not value.strip():
        yield (
            element, _("%(tag)s has no value.") % {"tag": element.tag},
            _("The indicator counts something."),
            _("Give the number. Where it is not known leave the whole element out; it is not 0."),
        )  # fmt: skip
    elif number_in(value) is None:
        yield (
            element, _("“%(value)s” is not a number.") % {"value": value},
            _("The indicator counts something."),
            _("Give the number with a point before decimals; words belong in comment."),
        )  # fmt: skip


def _year(baseline: Element) -> Said:
    year = baseline.get("year", "")
    if not re.fullmatch(r"\d{4}", year):
        yield (
            baseline, _("The baseline has no year of four digits."),
            _("Nobody could tell where the measurement started."), _("Give the year."),
        )  # fmt: skip
    elif (day := _day(baseline)) is not None and day.year != int(year):
        yield baseline, _("The date of the baseline lies in another year."), year, _("Correct one.")


def _period(period: Element) -> Said:
    start, end = _day(period.find("period-start")), _day(period.find("period-end"))
    if start is None or end is None:
        yield (
            period, _("The period has no start or no end."), "",
            _("Give both, as year, month and day."),
        )  # fmt: skip
    elif end < start:
        yield (
            period,
            _("The period ends before it starts."),
            f"{start} – {end}",
            _("Exchange both."),
        )


def number_in(text: str | None) -> float | None:
    """A number as IATI writes it; None where it is none.

    >>> number_in("12.5"), number_in("N/A"), number_in("1,5"), number_in("nan")
    (12.5, None, None, None)
    """
    if text is None or not re.fullmatch(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)\s*", text):
        return None
    return float(text)


RULES: tuple[Rule, ...] = (
    _identifier, _organisations, _texts, _dates, _status, _where_and_what, _related, _results,
)  # fmt: skip
