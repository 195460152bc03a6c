# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures of one concept as a page shows them: the finding, a chart, tables, waves before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hcat.charts.api import Chart, Dot, Row
from hcat.surveys.api import (
    Kind,
    Question,
    ReleasedChange,
    ReleasedClaim,
    ReleasedFigure,
    ReleasedWave,
    Wave,
)
from hcat.web.blocks import Block, of_chart
from hcat.web.surveys import result_words as words
from hcat.web.surveys import verdict_words
from hcat.web.words import number

MOST_BARS = 25
"""Parts of which a chart is drawn: of more the table is read faster."""
Statistic = ReleasedFigure.Statistic


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure in a table: `why` where it is not shown."""

    value: str
    between: str
    ongoing: str
    counted: str
    why: str

    @classmethod
    def of(cls, figure: ReleasedFigure | None) -> Cell:
        if figure is None:
            return cls("–", "", "", "–", words.hidden("nobody"))
        return cls(
            words.value(figure),
            words.between(figure.low, figure.high, figure.statistic),
            words.between(figure.low_ongoing, figure.high_ongoing, figure.statistic),
            words.counted(figure),
            words.hidden(figure.hidden) if figure.hidden else "",
        )


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    cells: tuple[Cell, ...]
    n: str


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that is shown of one concept."""

    concept: str
    label: str
    finding: str
    block: Block | None
    lines: tuple[tuple[str, Cell], ...]
    """All together: a line for each choice, or one for a mean."""
    unanswered: str
    """Why answers do not count; empty where no figure is shown, which they would tell of."""
    heads: tuple[str, ...]
    groups: tuple[Group, ...]
    changes: tuple[str, ...]
    claims: tuple[verdict_words.Told, ...]
    csv_url: str
    over_url: str
    """To the page over all waves; empty where there is only one."""


def told(
    found: ReleasedWave,
    concept: str,
    figures: Iterable[ReleasedFigure],
    *,
    dimension: str,
    accent: str,
    changes: Iterable[ReleasedChange] = (),
    claims: Iterable[ReleasedClaim] = (),
    has_waves: bool = False,
) -> Told:
    """Of all figures of a concept, those for all together and those of one grouping."""
    question = found.asked(concept)
    mine = _in_order(figures, question)
    whole = [one for one in mine if not one.dimension]
    parts = [one for one in mine if dimension and one.dimension == dimension]
    wave = found.wave
    keys = [wave.survey.key, wave.key]
    return Told(
        concept,
        words.label(question, concept),
        words.finding(whole, question),
        _block(wave, question, concept, whole, parts, accent),
        tuple((_name(one, question), Cell.of(one)) for one in whole),
        words.unanswered(wave.release.unanswered.get(concept, {}))
        if any(one.value is not None for one in whole)
        else "",
        tuple(_name(one, question) for one in whole),
        _groups(whole, parts, dimension),
        tuple(verdict_words.change(one, question) for one in changes),
        tuple(verdict_words.claim(one, question) for one in claims),
        reverse("surveys:concept-csv", args=[*keys, concept]),
        reverse("surveys:over-time", args=[wave.survey.key, concept]) if has_waves else "",
    )


def _in_order(figures: Iterable[ReleasedFigure], question: Question | None) -> list[ReleasedFigure]:
    """As the questionnaire has its choices; a ranking from the dearest on."""
    rows = list(figures)
    if question is not None and question.kind is Kind.RANKING:
        return sorted(rows, key=lambda one: (one.value is None, one.value or 0.0, one.pk))
    order = {one.name: place for place, one in enumerate(question.choices)} if question else {}
    return sorted(rows, key=lambda one: (order.get(one.choice, len(order)), one.pk))


def _name(one: ReleasedFigure, question: Question | None) -> str:
    if one.choice:
        return words.choice(question, one.choice)
    return _("Average") if one.statistic == Statistic.MEAN else _("Share")


def _groups(
    whole: list[ReleasedFigure], parts: list[ReleasedFigure], dimension: str
) -> tuple[Group, ...]:
    choices = [(one.choice, one.statistic) for one in whole]
    by_group: dict[str, dict[tuple[str, str], ReleasedFigure]] = {}
    for one in parts:
        by_group.setdefault(one.group, {})[one.choice, one.statistic] = one
    ordered = sorted(by_group, key=lambda name: words.group_order(dimension, name))
    return tuple(
        Group(
            words.group(dimension, name),
            tuple(Cell.of(by_group[name].get(choice)) for choice in choices),
            _n(by_group[name].values()),
        )
        for name in ordered
    )


def _n(rows: Iterable[ReleasedFigure]) -> str:
    known = [one.n for one in rows if one.n is not None]
    return number(max(known)) if known else "–"


# --- The chart -----------------------------------------------------------------------------------


def _block(
    wave: Wave,
    question: Question | None,
    concept: str,
    whole: list[ReleasedFigure],
    parts: list[ReleasedFigure],
    accent: str,
) -> Block | None:
    """Bars of the choices or steps; of a mean alone, of the groups. None where fewer than two can
    be drawn. A mean beside its steps stands in the title: on their axis, of percents, it is none.
    """
    if len(whole) == 1:
        named = [(_("All together"), whole[0])]
        named += [
            (words.group(one.dimension, one.group), one)
            for one in sorted(parts, key=lambda o: words.group_order(o.dimension, o.group))
        ]
    else:
        named = [(_name(one, question), one) for one in whole if one.choice]
    shown = [(name, one) for name, one in named if one.value is not None]
    if not 2 <= len(shown) <= MOST_BARS:
        return None
    unit = "share" if shown[0][1].statistic == Statistic.SHARE else "score"
    rows = tuple(Row(name, (dot(wave, one),)) for name, one in _apart(shown))
    title = words.finding(whole, question)
    what = f"{words.label(question, concept)} {words.of_whom(wave)}"
    chart = Chart(
        language=(get_language() or "nl")[:2], title=title, what=what, alt=f"{title}. {what}",
        unit=unit, accent=accent, rows=rows, has_bounds=True,
        csv=csv_rows([*whole, *parts], question),
    )  # fmt: skip
    return of_chart(chart, table=())


def _apart(shown: list[tuple[str, ReleasedFigure]]) -> list[tuple[str, ReleasedFigure]]:
    """Two choices that read the same are two bars, not one on top of the other."""
    seen: dict[str, int] = {}
    found = []
    for name, one in shown:
        seen[name] = seen.get(name, 0) + 1
        found.append((name if seen[name] == 1 else f"{name} ({seen[name]})", one))
    return found


def dot(wave: Wave, one: ReleasedFigure) -> Dot:
    """A figure of a wave on its reference day."""
    day = wave.reference_day.isoformat()
    return Dot(
        day, day, str(wave.reference_day.year), float(one.value or 0.0), words.value(one),
        low=one.low, high=one.high,
    )  # fmt: skip


HEAD = (
    "wave", "concept", "choice", "grouping", "group", "statistic", "value", "low", "high",
    "low_ongoing", "high_ongoing", "n", "yes", "population", "method", "not_shown_because",
)  # fmt: skip


def csv_rows(
    figures: Iterable[ReleasedFigure], question: Question | None = None, *, wave: str = ""
) -> tuple[tuple[str, ...], ...]:
    """For a spreadsheet: points as decimals, names as the questionnaire has them."""
    rows: list[tuple[str, ...]] = [HEAD]
    for one in figures:
        cells = (
            wave, one.concept, one.choice, one.dimension, one.group, one.statistic, one.value,
            one.low, one.high, one.low_ongoing, one.high_ongoing, one.n, one.yes, one.population,
            one.method, one.hidden,
        )  # fmt: skip
        rows.append(tuple("" if cell is None else str(cell) for cell in cells))
    return tuple(rows)


# --- Over the waves ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OverTime:
    """One concept over the waves of a survey."""

    label: str
    finding: str
    block: Block | None
    rows: tuple[tuple[Wave, tuple[tuple[str, Cell], ...]], ...]
    missing: tuple[tuple[Wave, str], ...]
    """Waves that are left out, each with why."""


def over_time(
    waves: Iterable[ReleasedWave],
    concept: str,
    figures: dict[int, list[ReleasedFigure]],
    *,
    breaks: Iterable[str],
    accent: str,
) -> OverTime:
    """`waves`: the first one first. `breaks`: days on which the way of asking changed."""
    known = list(waves)
    question = next((q for one in reversed(known) if (q := one.asked(concept))), None)
    rows, missing = [], []
    dots: dict[Any, Any] = {}
    for one in known:
        mine = _in_order(figures.get(one.wave.pk, []), one.asked(concept) or question)
        shown = [figure for figure in mine if figure.value is not None]
        if not shown:
            missing.append((one.wave, words.hidden(mine[0].hidden if mine else "not_asked")))
            continue
        rows.append((one.wave, tuple((_name(f, question), Cell.of(f)) for f in mine)))
        for figure in shown:
            dots.setdefault(_name(figure, question), []).append(dot(one.wave, figure))
    label = words.label(question, concept)
    last = [f for one in known[-1:] for f in figures.get(one.wave.pk, [])]
    finding = words.finding(_in_order(last, question), question) if last else label
    block = None
    if any(len(found) > 1 for found in dots.values()) and len(dots) <= 8:
        lines = [
            Row(name if len(dots) > 1 else "", tuple(_told_apart(found)), breaks=tuple(breaks))
            for name, found in dots.items()
        ]
        unit = "share" if rows[-1][1][0][1].value.endswith("%") else "score"
        chart = Chart(
            language=(get_language() or "nl")[:2], title=finding, what=label,
            alt=f"{finding}. {label}", unit=unit, accent=accent, rows=tuple(lines),
            csv=csv_rows([f for one in known for f in figures.get(one.wave.pk, [])], question),
        )  # fmt: skip
        block = of_chart(chart, table=())
    return OverTime(label, finding, block, tuple(reversed(rows)), tuple(missing))


def _told_apart(dots: list[Dot]) -> list[Dot]:
    """Two waves of one year are told apart by their day."""
    years = [one.label for one in dots]
    return [one if years.count(one.label) == 1 else replace(one, label=one.start) for one in dots]
