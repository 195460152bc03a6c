# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table behind the sentence: what the verdict of a target rests on, row by row."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from hcat.evidence.verdicts.standing import RecordedFigure, Row, TargetStanding

from . import phrases
from .facts import words_of
from .wording import sentence, verdict_word


def rows_of(standing: TargetStanding) -> list[Row]:
    """Promise, verdict, figures, bounds, starting point, proxies, conditions, what is needed."""
    return [
        *_promise(standing),
        *_told(standing),
        *(_figure(one, _("Figure")) for one in standing.figures),
        *_baseline(standing),
        *(Row(label=str(one.title), value=one.sentence()) for one in standing.conditions),
        *_proxies(standing),
        *_next(standing),
    ]


def _promise(standing: TargetStanding) -> Iterator[Row]:
    target = standing.target
    yield Row(label=_("Promise"), value=sentence(str(target.title)))
    yield Row(
        label=_("Target"),
        value=f"{phrases.aim(standing.spec)} ({str(target.indicator).rstrip('.')})",
    )
    if target.population:
        yield Row(label=_("Of whom or what"), value=str(target.population))
    if target.deadline:
        yield Row(label=_("Deadline"), value=phrases.day(target.deadline))
    elif target.deadline_note:
        yield Row(label=_("Deadline"), value=f"{phrases.UNKNOWN} ({target.deadline_note})")
    if standing.assessor:
        yield Row(label=_("Judged by"), value=str(standing.assessor))


def _told(standing: TargetStanding) -> Iterator[Row]:
    judgement = standing.judgement
    words = words_of(judgement, standing.spec)
    yield Row(label=_("Verdict"), value=verdict_word(standing.verdict))
    if judgement.probability is not None and not standing.verdict.is_settled:
        yield Row(label=_("Chance of meeting the target"), value=words["probability"])
    for name, label in (
        ("lower_bound", _("Lower end of what the figure allows, with 95 percent certainty")),
        ("upper_bound", _("Upper end of what the figure allows, with 95 percent certainty")),
        ("forecast", _("Expected at the deadline")),
        ("joint_low", _("Least overlap of the conditions")),
        ("joint_high", _("Largest overlap of the conditions")),
    ):
        if name in words and not judgement.facts.get("exact"):
            yield Row(label=label, value=words[name])


def _figure(figure: RecordedFigure, label: str) -> Row:
    period = phrases.period(figure.estimate.period)
    value = phrases.value(figure.estimate)
    margin = phrases.interval(figure.estimate)
    if margin:
        value = f"{value}; {margin}"
    if figure.is_demo:
        value = "; ".join([value, _("demonstration figure")])
    if other := figure.otherwise():
        value = f"{value}; {other}"
    source = figure.source
    return Row(
        label=f"{label}, {period}",
        value=value,
        source=f"{source.sheet.publisher}, {source.sheet.title}"
        if source
        else _source(figure.estimate.source),
        url=source.sheet.url if source else "",
    )


def _source(told: str) -> str:
    """As a measure of ours words it; what people wrote stays as it is."""
    return _(told) if told else ""


def _baseline(standing: TargetStanding) -> Iterator[Row]:
    base = standing.baseline
    label = _("Starting point")
    if base.estimate is not None:
        source = base.source
        yield Row(
            label=f"{label}, {phrases.period(base.estimate.period)}",
            value=phrases.value(base.estimate),
            source=_source(base.estimate.source),
            url=source.sheet.url if source else "",
        )
    elif base.missing_reason:
        yield Row(label=label, value=f"{phrases.UNKNOWN} ({base.missing_reason})")
    elif base.is_needed:
        unstated = _("not stated in the agenda")
        yield Row(label=label, value=f"{phrases.UNKNOWN} ({unstated})")


def _proxies(standing: TargetStanding) -> Iterator[Row]:
    for one in standing.best_proxies:
        label = f"{one.title}, {one.part}" if one.part else str(one.title)
        row = _figure(one, _("Near it, but not the same: %(series)s") % {"series": label})
        leaves_out = _("leaves out: %(what)s") % {"what": str(one.leaves_out).rstrip(".")}
        yield Row(
            label=row.label,
            value=f"{row.value}; {leaves_out}" if one.leaves_out else row.value,
            source=row.source,
            url=row.url,
        )


def _next(standing: TargetStanding) -> Iterator[Row]:
    settle = standing.to_settle()
    if settle:
        yield Row(label=_("What is needed"), value=settle)
    if standing.next_due is not None:
        due = _("now") if standing.next_due <= standing.as_of else phrases.day(standing.next_due)
        yield Row(label=_("Next figure due"), value=due)
