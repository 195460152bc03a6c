# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answers of a released wave for analysts, and the codebook that goes with them.

No name, no code of an answer sheet and no open text leaves the room: texts may name somebody, so
what they were taken to say goes instead. Where fewer than five answers share size, section and
municipality, the municipality is left out, then the section, then the size. A weight that fewer
than five of a written group have would name the cell that was left out: those of the group then
share the mean of their weights, so that their sum stays as it was.
"""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.utils import translation
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused, record
from hcat.parties.api import require

from .instrument.questionnaire import Kind, Question, Questionnaire
from .models import AnswerSheet, Release, Wave
from .queries.coding import code_book, decided
from .results.safe import LEAST
from .sectors import section_of

AT_ONCE = 2000
GROUPS = ("size", "section", "municipality")
NAMESPACE = "ddi:codebook:2_5"
Group = tuple[str, str, str]
NOWHERE: Group = ("", "", "")
Marks = tuple[Group, float | None]
"""Of a sheet: its group, and its weight."""


def answers_csv(*, by: Actor, wave: int) -> Iterator[str]:
    """Lines of a CSV file, while they are asked for: groups, weight, and a column per question.

    Several choices stand in one cell, separated by spaces, in a ranking the first one first.
    Refused for a wave that is not released, and who exported is recorded.
    """
    row = _released(by, wave)
    record(by=by, action="surveys.export_answers", subject=f"wave:{row.pk}")
    return _lines(row)


def codebook(*, by: Actor, wave: int) -> dict[str, Any]:
    """What each column is, as plain JSON values."""
    row = _released(by, wave)
    questionnaire = Questionnaire.from_json(row.edition.questionnaire)
    release = Release.objects.get(wave=row)
    return {
        "survey": row.survey.key, "wave": row.key, "titles": row.survey.titles,
        "purposes": row.survey.purposes, "reference_day": row.reference_day.isoformat(),
        "opened_on": row.opens_on.isoformat(), "closed_on": row.last_day.isoformat(),
        "population": release.population, "drawn": release.drawn, "answered": release.answered,
        "weighting": release.weighting, "draw": row.draw,
        "edition": row.edition.number, "fingerprint": row.edition.fingerprint,
        "columns": [
            *({"name": name, "kind": "group"} for name in GROUPS),
            {"name": "weight", "kind": "weight", "averaged": _is_averaged(_blurred(row))},
            *(_column(row, one) for one in questionnaire.questions),
        ],
    }  # fmt: skip


def codebook_ddi(*, by: Actor, wave: int, language: str = "nl") -> bytes:
    """The same as DDI-Codebook 2.5, which archives of data take."""
    plain = codebook(by=by, wave=wave)
    ET.register_namespace("", NAMESPACE)
    root = _element(None, "codeBook", version="2.5", **{"xml-lang": language})
    study = _element(root, "stdyDscr")
    title = _element(_element(study, "citation"), "titlStmt")
    _element(title, "titl", _said(plain["titles"], language))
    _element(title, "IDNo", f"{plain['survey']}/{plain['wave']}")
    info = _element(study, "stdyInfo")
    _element(info, "abstract", _said(plain["purposes"], language))
    summary = _element(info, "sumDscr")
    _element(summary, "timePrd", date=plain["reference_day"], event="single")
    _element(summary, "collDate", date=plain["opened_on"], event="start")
    _element(summary, "collDate", date=plain["closed_on"], event="end")
    if plain["population"] is not None:
        _element(summary, "universe", str(plain["population"]))
    collection = _element(_element(study, "method"), "dataColl")
    _element(collection, "sampProc", str(plain["draw"].get("kind", "")))
    _element(collection, "weight", str(plain["weighting"].get("raking", "")))
    file = _element(_element(root, "fileDscr"), "fileTxt")
    _element(file, "fileName", f"{plain['survey']}-{plain['wave']}.csv")
    _element(_element(file, "dimensns"), "caseQnty", str(plain["answered"]))
    data = _element(root, "dataDscr")
    for column in plain["columns"]:
        _variable(data, column, language)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _released(by: Actor, wave: int) -> Wave:
    row = Wave.objects.select_related("survey", "edition").filter(pk=wave).first()
    if row is None:
        raise NotFound(_("There is no wave %(number)s.") % {"number": wave})
    require(by, "surveys.run", f"survey:{row.survey.key}")
    if row.state != Wave.State.RELEASED:
        raise Refused(
            _("This wave was not released yet."),
            why=_("Before that its answers have no weight and can still change."),
            mend=_("Close and release it first."),
        )
    return row


def _lines(wave: Wave) -> Iterator[str]:
    questions = Questionnaire.from_json(wave.edition.questionnaire).questions
    said = {one.name: decided(wave, one.concept) for one in questions if one.kind is Kind.OPEN}
    blurred = _blurred(wave)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*GROUPS, "weight", *(one.name for one in questions)])
    rows = AnswerSheet.objects.filter(wave=wave, completed_at__isnull=False)
    # Not in the order in which they came in, which could be known of somebody, nor by group, since
    # the place of a row would tell what was left out of it. A code is made at random.
    fields = ("pk", "size_class", "sector", "municipality", "weight", "answers")
    for pk, size, sector, municipality, own_weight, answers in (
        rows.order_by("code").values_list(*fields).iterator(AT_ONCE)
    ):
        group, weight = blurred[(size, section_of(sector), municipality), own_weight]
        cells = [
            " ".join(sorted(said[one.name].get(pk, ())))
            if one.kind is Kind.OPEN
            else _cell(answers.get(one.name))
            for one in questions
        ]
        writer.writerow([*group, "" if weight is None else f"{weight:.6g}", *cells])
        if out.tell() > 1 << 16:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def _cell(answer: Any) -> str:
    if answer is None:
        return ""
    return " ".join(answer) if isinstance(answer, list) else str(answer)


def _blurred(wave: Wave) -> dict[Marks, Marks]:
    """Each group and weight as they are written."""
    rows = (
        AnswerSheet.objects.filter(wave=wave, completed_at__isnull=False)
        .values_list("size_class", "sector", "municipality", "weight")
        .annotate(many=Count("pk"))
        .order_by()
    )
    counts: Counter[Marks] = Counter()
    for size, sector, municipality, weight, many in rows:
        counts[(size, section_of(sector), municipality), weight] += many
    groups: Counter[Group] = Counter()
    for (group, _weight), many in counts.items():
        groups[group] += many
    written = _written_groups(groups)
    of_group: dict[Group, Counter[float | None]] = {}
    for (group, weight), many in counts.items():
        of_group.setdefault(written[group], Counter())[weight] += many
    means = {group: _mean(weights) for group, weights in of_group.items()}
    found: dict[Marks, Marks] = {}
    for group, weight in counts:
        to = written[group]
        is_rare = min(of_group[to].values()) < LEAST
        found[group, weight] = to, means[to] if is_rare else weight
    return found


def _written_groups(groups: Counter[Group]) -> dict[Group, Group]:
    """The last marks of each are left out until five share it; if fewer are left without any, the
    smallest other group loses its own too."""
    written = {one: one for one in groups}

    def together() -> Counter[Group]:
        found: Counter[Group] = Counter()
        for one, many in groups.items():
            found[written[one]] += many
        return found

    for place in (2, 1, 0):
        many = together()
        for one, to in written.items():
            if many[to] < LEAST:
                shorter = list(to)
                shorter[place] = ""
                written[one] = (shorter[0], shorter[1], shorter[2])
    many = together()
    others = [one for one in many if one != NOWHERE]
    if 0 < many[NOWHERE] < LEAST and others:
        smallest = min(others, key=lambda one: (many[one], one))
        written = {one: NOWHERE if to == smallest else to for one, to in written.items()}
    return written


def _mean(weights: Counter[float | None]) -> float | None:
    """Of those that have one: without weights none is made up."""
    known = [(weight, many) for weight, many in weights.items() if weight is not None]
    if len(known) < len(weights):
        return None
    return sum(weight * many for weight, many in known) / sum(many for _weight, many in known)


def _is_averaged(blurred: dict[Marks, Marks]) -> bool:
    return any(own[1] != to[1] for own, to in blurred.items())


def _column(wave: Wave, question: Question) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": question.name, "concept": question.concept, "kind": str(question.kind),
        "labels": dict(question.labels), "asked_if": question.relevant,
        "choices": [{"name": one.name, "labels": dict(one.labels)} for one in question.choices],
    }  # fmt: skip
    if question.kind is Kind.OPEN:
        told["choices"] = [
            {"name": one.name, "labels": one.titles}
            for one in code_book(wave.survey_id, question.concept)
        ]
    if question.limits is not None:
        told["low"], told["high"] = question.limits.low, question.limits.high
    return told


def _variable(data: ET.Element, column: dict[str, Any], language: str) -> None:
    variable = _element(data, "var", ID=f"V_{column['name']}", name=column["name"])
    labels = column.get("labels", {})
    _element(variable, "labl", _said(labels, language) or column["name"])
    if labels:
        _element(_element(variable, "qstn"), "qstnLit", _said(labels, language))
    if column.get("low") is not None and column.get("high") is not None:
        allowed = _element(variable, "valrng")
        _element(allowed, "range", min=f"{column['low']:g}", max=f"{column['high']:g}")
    if column.get("asked_if"):
        _element(variable, "universe", column["asked_if"])
    if column.get("averaged"):
        with translation.override(language):
            told = _("A weight that fewer than five of a group have is the mean of that group.")
        _element(variable, "txt", told)
    for choice in column.get("choices", ()):
        category = _element(variable, "catgry")
        _element(category, "catValu", choice["name"])
        _element(category, "labl", _said(choice["labels"], language))
    if column.get("concept"):
        _element(variable, "concept", column["concept"])
    is_number = column["kind"] in ("scale", "number", "weight")
    _element(variable, "varFormat", type="numeric" if is_number else "character")


def _said(texts: dict[str, str], language: str) -> str:
    return texts.get(language) or texts.get("nl") or ""


def _element(
    parent: ET.Element | None, element: str, text: str = "", /, **marks: str
) -> ET.Element:
    tag = f"{{{NAMESPACE}}}{element}"
    given = {
        "{http://www.w3.org/XML/1998/namespace}lang" if key == "xml-lang" else key: value
        for key, value in marks.items()
    }
    made = ET.Element(tag, given) if parent is None else ET.SubElement(parent, tag, given)
    if text:
        made.text = text
    return made
