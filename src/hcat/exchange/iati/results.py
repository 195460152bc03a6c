# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Results as IATI: indicators with baselines, and periods with targets and actuals.

Targets of a result that speak of the same in the same unit are periods of one indicator. What is
missing is left out, with its reason in our own namespace; nothing is ever written as 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from lxml import etree

from hcat.agenda.api import Result, Target
from hcat.evidence.api import RecordedFigure, ResultStanding, TargetStanding
from hcat.foundation.api import Translated
from hcat.numerics.api import SHARE

from . import words
from .elements import Element, own, sayable, texts
from .judgements import Judgements, add_judgement


def result_element(
    standing: ResultStanding, vocabulary: str, judged: Judgements, languages: Sequence[str]
) -> Element:
    """One result; `vocabulary` is the address under which its key can be looked up, `judged` what
    assessors found, told in these languages."""
    sheet: Result = standing.item.sheet
    made = etree.Element(
        "result", {"type": words.RESULT_TYPE[sheet.type], "aggregation-status": "false"}
    )
    texts(made, "title", sheet.title)
    if sheet.explanation:
        texts(made, "description", sheet.explanation)
    etree.SubElement(
        made, "reference",
        {"code": sheet.key, "vocabulary": words.OWN_VOCABULARY, "vocabulary-uri": vocabulary},
    )  # fmt: skip
    for group in _same_indicator(standing.targets):
        made.append(_indicator(group, judged, languages))
    return made


def _same_indicator(targets: Iterable[TargetStanding]) -> list[list[TargetStanding]]:
    groups: dict[str, list[TargetStanding]] = {}
    for one in targets:
        target = one.target
        same = repr((target.indicator, target.unit, _rises(target), target.kind == "judged"))
        groups.setdefault(same, []).append(one)
    return list(groups.values())


def _rises(target: Target) -> bool:
    return target.kind != "at_most" and target.direction == "up"


def _indicator(
    group: list[TargetStanding], judged: Judgements, languages: Sequence[str]
) -> Element:
    first = group[0].target
    measure = words.measure_of(first.unit, first.kind)
    made = etree.Element("indicator", {"measure": measure, "aggregation-status": "false"})
    made.set("ascending", "true" if _rises(first) else "false")
    texts(made, "title", first.indicator)
    if first.population:
        texts(made, "description", first.population)
    scale = 100.0 if first.unit == SHARE else 1.0
    if measure != words.QUALITATIVE:
        for baseline in _baselines(group, scale):
            made.append(baseline)
    periods: dict[tuple[date, date], Element] = {}
    for one in group:
        _add_target(periods, one, measure, scale)
        for finding in judged.get((one.item.key, one.target.key), ()):
            start = min(_since(one), finding.judged_on)
            period = _period(periods, start, finding.judged_on)
            add_judgement(period, finding, one.target, one.assessor, languages)
    seen: set[int] = set()
    for one in group:
        for figure in one.figures:
            if figure.id not in seen and not figure.is_demo and measure != words.QUALITATIVE:
                seen.add(figure.id)
                _add_figure(periods, figure, one.target.key, scale)
    for days in sorted(periods):
        made.append(_in_order(periods[days]))
    etree.SubElement(made, own("unit")).text = first.unit
    for one in group:
        made.append(_promise(one))
    return made


def _baselines(group: list[TargetStanding], scale: float) -> Iterable[Element]:
    """A baseline that nobody measured is left out; why stands at the target."""
    seen = set()
    for one in group:
        known = one.baseline.estimate
        if known is None or known.value is None:
            continue
        year, value = known.period.end.year, words.number(known.value * scale)
        if (year, value) in seen:
            continue
        seen.add((year, value))
        made = etree.Element("baseline", {"year": str(year), "value": value})
        if one.baseline.note:
            texts(made, "comment", _text(one.baseline.note))
        made.append(estimate_element(known, scale))
        yield made


def _text(text: Any) -> Translated | str:
    return text if isinstance(text, Translated) else str(text)


def _period(periods: dict[tuple[date, date], Element], start: date, end: date) -> Element:
    if (start, end) not in periods:
        made = etree.Element("period")
        etree.SubElement(made, "period-start", {"iso-date": start.isoformat()})
        etree.SubElement(made, "period-end", {"iso-date": end.isoformat()})
        periods[start, end] = made
    return periods[start, end]


def _add_target(
    periods: dict[tuple[date, date], Element], one: TargetStanding, measure: str, scale: float
) -> None:
    """A target without a deadline or a level has no period: it stands in our namespace only."""
    target = one.target
    if target.deadline is None:
        return
    level = _level(one)
    if level is None and measure != words.QUALITATIVE:
        return
    start = min(_since(one), target.deadline)
    made = etree.SubElement(_period(periods, start, target.deadline), "target")
    if level is not None:
        made.set("value", words.number(level * scale))
    texts(made, "comment", target.title)
    made.append(etree.Element(own("target"), {"key": target.key}))


def _level(one: TargetStanding) -> float | None:
    """The level that was promised; of a change only where the baseline is known."""
    target, known = one.target, one.baseline.estimate
    if target.kind in ("at_least", "at_most"):
        return target.value
    if target.kind == "relative" and target.value is not None and known is not None:
        return None if known.value is None else known.value * (1 + target.value / 100)
    return None


def _since(one: TargetStanding) -> date:
    """From the first of January of the year in which it was promised."""
    return date(one.item.valid_from.year, 1, 1)


def _add_figure(
    periods: dict[tuple[date, date], Element], figure: RecordedFigure, target: str, scale: float
) -> None:
    estimate = figure.estimate
    period = _period(periods, estimate.period.start, estimate.period.end)
    if estimate.value is None:
        made = etree.SubElement(period, own("missing"), _about(figure, target))
        made.set("quality", estimate.quality.value)
        _origin(made, estimate)
        etree.SubElement(made, own("reason")).text = sayable(estimate.missing_reason)
        return
    made = etree.SubElement(period, "actual", {"value": words.number(estimate.value * scale)})
    for name, value in (("condition", figure.condition), ("group", figure.group)):
        if value:
            etree.SubElement(made, "dimension", {"name": name, "value": value})
    if figure.note:
        texts(made, "comment", figure.note)
    details = estimate_element(estimate, scale)
    for name, value in _about(figure, target).items():
        details.set(name, value)
    made.append(details)


def _about(figure: RecordedFigure, target: str) -> dict[str, str]:
    return {"figure": str(figure.id), "measure": figure.measure, "target": target}


def estimate_element(estimate: Any, scale: float) -> Element:
    """What IATI has no place for: how sure a figure is, its counts, and where it comes from."""
    made = etree.Element(own("estimate"), {"quality": estimate.quality.value})
    for name in ("low", "high"):
        if getattr(estimate, name) is not None:
            made.set(name, words.number(getattr(estimate, name) * scale))
    if estimate.low is not None or estimate.high is not None:
        made.set("confidence", words.number(estimate.confidence))
    for name in ("numerator", "denominator", "n", "population"):
        if getattr(estimate, name) is not None:
            made.set(name, words.number(getattr(estimate, name)))
    _origin(made, estimate)
    return made


def _origin(made: Element, estimate: Any) -> None:
    etree.SubElement(made, own("method")).text = sayable(estimate.method)
    etree.SubElement(made, own("source")).text = sayable(estimate.source)


def _promise(one: TargetStanding) -> Element:
    """The target as we have it: its kind, its value, and why its baseline is missing."""
    target = one.target
    made = etree.Element(own("promise"), {"key": target.key, "kind": target.kind})
    if target.value is not None:
        made.set("value", words.number(target.value))
    if target.deadline is not None:
        made.set("deadline", target.deadline.isoformat())
    texts(made, own("title"), target.title)
    if one.baseline.is_missing and one.baseline.missing_reason:
        texts(made, own("baseline-missing"), _text(one.baseline.missing_reason))
    for criterion in target.criteria:
        texts(made, own("criterion"), criterion)
    for narrative in list(made.iter("narrative")):
        narrative.tag = own("narrative")
    return made


_ORDER = ("period-start", "period-end", "target", "actual")


def _in_order(period: Element) -> Element:
    """Children in the order of the schema; ours come last."""
    children = sorted(
        period, key=lambda one: _ORDER.index(one.tag) if one.tag in _ORDER else len(_ORDER)
    )
    period[:] = children
    return period
