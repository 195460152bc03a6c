# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The skills gap: what employers ask of starters against what starters bring.

What is asked all say, what is brought only who hired starters: so the gap is the mean difference
within those that answered both, and nothing is called a gap that may be chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hcat.charts.api import Chart, Row
from hcat.surveys.api import (
    APART,
    ASKED,
    BROUGHT,
    ReleasedFigure,
    ReleasedWave,
    held_together,
)
from hcat.web.blocks import Block, of_chart
from hcat.web.surveys import result_words as words
from hcat.web.surveys.results import Cell, csv_rows, dot
from hcat.web.words import number

MOST_NAMED = 3
"""Qualifications that a sentence names; of more the table tells."""


@dataclass(frozen=True, slots=True)
class Line:
    """One qualification; `apart` is the difference within who answered both."""

    name: str
    asked: Cell
    brought: Cell
    apart: Cell


@dataclass(frozen=True, slots=True)
class Gap:
    finding: str
    block: Block | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    name: str
    asked: ReleasedFigure | None
    brought: ReleasedFigure | None
    apart: ReleasedFigure | None

    @property
    def size(self) -> float | None:
        return self.apart.value if self.apart else None


def qualifications(found: ReleasedWave) -> list[str]:
    """Those of which both sides were asked, in the order of the questionnaire."""
    concepts = {one.concept for one in found.questionnaire.questions}
    return [
        one.concept.removeprefix(ASKED)
        for one in found.questionnaire.questions
        if one.concept.startswith(ASKED) and BROUGHT + one.concept.removeprefix(ASKED) in concepts
    ]


def _short(labels: Sequence[str]) -> list[str]:
    """Without what all begin with, such as “How important is:”: what is asked of each differs."""
    parts = [one.partition(": ") for one in labels]
    is_same = len({start for start, _colon, _rest in parts}) == 1 < len(parts)
    found = [(rest if is_same and rest else "".join((start, colon, rest))).rstrip("?")
             for start, colon, rest in parts]  # fmt: skip
    return [f"{one[:1].upper()}{one[1:]}" for one in found]


def has_gap(found: ReleasedWave) -> bool:
    return bool(qualifications(found))


def gap_of(found: ReleasedWave, figures: Iterable[ReleasedFigure], accent: str) -> Gap:
    """The widest gap first. `figures`: of one group, or of all together."""
    means = {one.concept: one for one in figures if one.statistic == ReleasedFigure.Statistic.MEAN}
    names = qualifications(found)
    labels = _short([words.label(found.asked(ASKED + name), name) for name in names])
    pairs = [
        _Pair(label, *(means.get(side + name) for side in (ASKED, BROUGHT, APART)))
        for label, name in zip(labels, names, strict=True)
    ]
    pairs.sort(key=lambda one: (one.size is None, -(one.size or 0.0)))
    lines = tuple(
        Line(one.name, Cell.of(one.asked), Cell.of(one.brought), _apart_cell(one.apart))
        for one in pairs
    )
    both = [
        (one.name, one.asked, one.brought)
        for one in pairs
        if one.asked and one.brought
        if one.asked.value is not None and one.brought.value is not None
    ]
    if not both:
        return Gap(_("Too few answered to show what is asked and brought"), None, lines)
    finding = _finding(pairs)
    chart = Chart(
        language=(get_language() or "nl")[:2],
        title=finding,
        what=_("How much employers ask, and how much starters bring; %(whom)s")
        % {"whom": words.of_whom(found.wave)},
        alt=finding,
        unit="score",
        accent=accent,
        rows=tuple(
            Row(name, (replace(dot(found.wave, asked), low=None, high=None),
                       replace(dot(found.wave, brought), low=None, high=None)))
            for name, asked, brought in both
        ),
        ends=(_("asked"), _("brought")),
        csv=csv_rows([
            one for pair in pairs for one in (pair.asked, pair.brought, pair.apart) if one
        ]),
    )  # fmt: skip
    return Gap(finding, of_chart(chart, table=()), lines)


def _apart_cell(apart: ReleasedFigure | None) -> Cell:
    """Of a wave that was released before differences were worked out there is none."""
    if apart is None:
        return replace(Cell.of(None), why=_("not worked out"))
    return Cell.of(apart)


def _finding(pairs: Sequence[_Pair]) -> str:
    """The widest first, and last those of which the difference is not shown: any number may be
    theirs. Only what the intervals bear: of the furthest that it is further than all others, of
    one that it is not nought."""
    first = pairs[0]
    if first.size is None:
        return _("How far what is asked and what starters bring lie apart cannot be told")
    bounds = held_together([one.apart for one in pairs])
    surely = [one for one, (low, _high) in zip(pairs, bounds, strict=True) if low > 0]
    if surely and all(high < bounds[0][0] for _low, high in bounds[1:]):
        return _("Furthest apart: %(name)s – asked %(apart)s above brought") % {
            "name": first.name, "apart": number(first.size, 1),
        }  # fmt: skip
    if len(surely) > MOST_NAMED:
        return _(
            "Of %(n)s qualifications more is asked than starters bring; which is furthest apart "
            "cannot be told from chance"
        ) % {"n": number(len(surely))}
    if surely:
        return _(
            "More is asked than starters bring: %(names)s; whether one is furthest apart cannot "
            "be told from chance"
        ) % {"names": "; ".join(one.name for one in surely)}
    if all(high <= 0 for _low, high in bounds):
        return _("Starters bring what is asked of them")
    return _("Whether starters bring what is asked of them cannot be told from chance")
