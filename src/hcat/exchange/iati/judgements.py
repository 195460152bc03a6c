# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What assessors found, as actuals of a qualitative indicator, and the same when it comes back.

IATI 2.03 tells the outcome of a qualitative indicator in a comment, and forbids it a value: met and
not met are no numbers, nor is the number of criteria met a place on a scale, which an ordinal
indicator would ask for. What was found of each criterion stands in our own namespace.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from lxml import etree

from hcat.agenda.api import Target
from hcat.evidence.api import AssessorFinding, criteria_by_text
from hcat.exchange.tables.plan import Complaint
from hcat.foundation.api import EVERY, Translated, today

from .elements import OWN, Element, own, sayable, texts

Judgements = Mapping[tuple[str, str], Sequence[AssessorFinding]]
"""By result and target."""


def judgements() -> Judgements:
    """What stands, in order of time; demonstration data stay at home."""
    rows = AssessorFinding.objects.filter(
        is_demo=False, superseded_by__isnull=True, judged_on__lte=today()
    )
    found: dict[tuple[str, str], list[AssessorFinding]] = {}
    for row in rows.order_by("judged_on", "pk"):
        found.setdefault((row.result, row.target), []).append(row)
    return found


def add_judgement(
    period: Element,
    row: AssessorFinding,
    target: Target,
    assessor: Any,
    languages: Sequence[str],
) -> None:
    """An actual without a value: the finding as a comment, and criterion by criterion."""
    made = etree.SubElement(period, "actual")
    criteria = criteria_by_text(target.criteria)
    texts(made, "comment", _in_words(row, criteria, assessor or row.assessor, languages))
    details = etree.SubElement(
        made, own("judgement"),
        {"finding": str(row.pk), "target": row.target, "assessor": row.assessor,
         "iso-date": row.judged_on.isoformat()},
    )  # fmt: skip
    for one in row.findings:
        name, met = one["criterion"], "true" if one["met"] else "false"
        criterion = etree.SubElement(details, own("criterion"), {"name": sayable(name), "met": met})
        if one["note"]:
            criterion.text = sayable(one["note"])
    etree.SubElement(details, own("source")).text = sayable(row.source)


def _in_words(
    row: AssessorFinding,
    criteria: Mapping[str, Translated],
    assessor: Any,
    languages: Sequence[str],
) -> Translated:
    """In each language in which every criterion is told; in the first one where none is."""
    judged = [criteria.get(one["criterion"]) for one in row.findings]
    told = [
        language
        for language in languages
        if all(one is not None and one.spoken(language)[0] in (language, EVERY) for one in judged)
    ]
    said = {}
    for language in told or languages[:1]:
        with override(language):
            said[language] = " ".join(_sentences(row, criteria, assessor))
    return Translated(said)


def _sentences(
    row: AssessorFinding, criteria: Mapping[str, Translated], assessor: Any
) -> Iterator[str]:
    yield _("Judged by %(assessor)s on %(day)s.") % {
        "assessor": assessor, "day": date_format(row.judged_on, "DATE_FORMAT"),
    }  # fmt: skip
    for one in row.findings:
        criterion = str(criteria.get(one["criterion"], one["criterion"])).rstrip(".")
        yield (_("Met: %(criterion)s.") if one["met"] else _("Not met: %(criterion)s.")) % {
            "criterion": criterion
        }
        if one["note"]:
            yield f"{one['note'].rstrip('.')}."
    yield _("Source: %(source)s.") % {"source": row.source.rstrip(".")}


def judgements_in(activity: Element) -> Iterator[Element]:
    """Our own judgements in a file."""
    yield from activity.iterfind("result/indicator/period/actual/hcat:judgement", OWN)


def differs(element: Element) -> Complaint | None:
    """What is wrong with a judgement that comes back otherwise than it was written."""
    number = element.get("finding", "")
    row = AssessorFinding.objects.filter(pk=number).first() if _is_number(number) else None
    if row is None:
        return Complaint(
            "judgement",
            _("There is no judgement %(number)s.") % {"number": number},
            mend=_("Leave it out: a judgement is recorded at the desk."),
        )
    if _as_read(element) == _as_stored(row):
        return None
    return Complaint(
        "judgement",
        _("Judgement %(number)s says something else here.") % {"number": number},
        _("Only its assessor can judge otherwise."),
        _("Give back what stood there; record another judgement at the desk."),
    )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


Found = tuple[str, str, str, list[tuple[str, bool, str]], str]


def _as_read(element: Element) -> Found:
    findings = [
        (one.get("name", ""), one.get("met") == "true", one.text or "")
        for one in element.iterfind("hcat:criterion", OWN)
    ]
    source = element.findtext("hcat:source", namespaces=OWN) or ""
    about = (element.get("target", ""), element.get("assessor", ""), element.get("iso-date", ""))
    return (*about, findings, source)


def _as_stored(row: AssessorFinding) -> Found:
    findings = [
        (sayable(one["criterion"]) or "", one["met"], sayable(one["note"]) or "")
        for one in row.findings
    ]
    source = sayable(row.source) or ""
    return (row.target, row.assessor, row.judged_on.isoformat(), findings, source)
