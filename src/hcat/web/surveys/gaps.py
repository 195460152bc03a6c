# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The skills gap: what employers ask of starters against what starters bring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hcat.charts.api import Chart, Row
from hcat.surveys.api import ReleasedFigure, ReleasedWave
from hcat.web import words as figures_in_words
from hcat.web.blocks import Block, of_chart
from hcat.web.surveys import result_words as words
from hcat.web.surveys.results import Cell, csv_rows, dot

ASKED, BROUGHT = "asked_", "brought_"
"""What the concepts begin with; the qualification follows."""


@dataclass(frozen=True, slots=True)
class Line:
    """One qualification. `gap` is None where one of both is not shown."""

    name: str
    asked: Cell
    brought: Cell
    gap: float | None

    @property
    def gap_words(self) -> str:
        return figures_in_words.number(self.gap, 1)


@dataclass(frozen=True, slots=True)
class Gap:
    finding: str
    block: Block | None
    lines: tuple[Line, ...]


def qualifications(found: ReleasedWave) -> list[str]:
    """Those of which both sides were asked, in the order of the questionnaire."""
    concepts = {one.concept for one in found.questionnaire.questions}
    return [
        one.concept.removeprefix(ASKED)
        for one in found.questionnaire.questions
        if one.concept.startswith(ASKED) and BROUGHT + one.concept.removeprefix(ASKED) in concepts
    ]


def has_gap(found: ReleasedWave) -> bool:
    return bool(qualifications(found))


def gap_of(found: ReleasedWave, figures: Iterable[ReleasedFigure], accent: str) -> Gap:
    """The widest gap first. `figures`: of one group, or of all together."""
    means = {one.concept: one for one in figures if one.statistic == ReleasedFigure.Statistic.MEAN}
    lines, pairs = [], []
    for name in qualifications(found):
        asked, brought = means.get(ASKED + name), means.get(BROUGHT + name)
        title = words.label(found.asked(ASKED + name), name)
        apart = None
        if asked and brought and asked.value is not None and brought.value is not None:
            apart = asked.value - brought.value
            pairs.append((apart, title, asked, brought))
        lines.append(Line(title, Cell.of(asked), Cell.of(brought), apart))
    lines.sort(key=lambda one: (one.gap is None, -(one.gap or 0.0)))
    if not pairs:
        return Gap(_("Too few answered to show what is asked and brought"), None, tuple(lines))
    pairs.sort(key=lambda one: -one[0])
    apart, title, asked, brought = pairs[0]
    facts = {"name": title, "asked": words.value(asked), "brought": words.value(brought)}
    if apart > 0:
        finding = _("Furthest apart: %(name)s – asked %(asked)s, brought %(brought)s") % facts
    else:
        finding = _("Starters bring what is asked of them; nearest: %(name)s") % facts
    chart = Chart(
        language=(get_language() or "nl")[:2],
        title=finding,
        what=_("How much employers ask, and how much starters bring; %(whom)s")
        % {"whom": words.of_whom(found.wave)},
        alt=finding,
        unit="score",
        accent=accent,
        rows=tuple(
            Row(name, (replace(dot(found.wave, a), low=None, high=None),
                       replace(dot(found.wave, b), low=None, high=None)))
            for _gap, name, a, b in pairs
        ),
        ends=(_("asked"), _("brought")),
        csv=csv_rows([one for _g, _n, a, b in pairs for one in (a, b)]),
    )  # fmt: skip
    return Gap(finding, of_chart(chart, table=()), tuple(lines))
