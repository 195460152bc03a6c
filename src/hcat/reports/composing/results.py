# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the results stand, by agenda point; and the course of those that have one."""

from __future__ import annotations

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from hcat.charts.api import Chart, Dot, Line, Row
from hcat.evidence.api import (
    RecordedFigure,
    ResultStanding,
    TargetStanding,
    amounts,
    bound_text,
    course,
    period_words,
)
from hcat.numerics.api import Verdict
from hcat.reports.document import Block, Column, Finding, Paragraph, Picture, Section, Table

from . import phrases
from .basis import Basis

COURSE = 3
"""From so many figures on there is a course to draw."""
DRAWN = 3
"""Charts in a report: more would make it longer than five minutes."""


def by_point(basis: Basis) -> list[Section]:
    """One part for each agenda point: what is known in full, what was never measured in a line."""
    changes = basis.changes
    turned = {one.result: one.before.value for one in changes.verdicts} if changes else {}
    found = []
    for point in basis.points():
        own = [one for one in basis.results if one.item.sheet.point == point.key]
        if own:
            number = f"{point.sheet.number}. " if point.sheet.number else ""
            title = f"{number}{point.sheet.short}"
            found.append(Section(f"point-{point.key}", title, _blocks(own, turned), level=3))
    return found


def finding(one: ResultStanding, turned_from: str = "") -> Finding:
    """A result with its verdict, why, and the figure that it rests on."""
    return Finding(
        verdict=one.verdict.value,
        title=str(one.item.sheet.title),
        sentence=one.sentence(),
        turned_from=turned_from,
        details=_details(one),
        anchor=one.key,
    )


def never_measured(results: list[ResultStanding]) -> Paragraph | None:
    titles = [str(r.item.sheet.title) for r in results if r.verdict is Verdict.NEVER_MEASURED]
    if not titles:
        return None
    return Paragraph(_("Never measured: %(titles)s.") % {"titles": phrases.listed(titles)})


def _blocks(results: list[ResultStanding], turned: dict[str, str]) -> tuple[Block, ...]:
    known = [one for one in results if one.verdict is not Verdict.NEVER_MEASURED]
    rest = never_measured(results)
    found: list[Block] = [finding(one, turned.get(one.key, "")) for one in known]
    return (*found, rest) if rest else tuple(found)


def _details(one: ResultStanding) -> tuple[str, ...]:
    """Its last figure; one that only comes near stands in the sentence, with what it leaves out."""
    latest = one.leading.latest
    text = phrases.beside(one.sentence(), latest) if latest is not None else ""
    return (text,) if text else ()


# --- The course ---------------------------------------------------------------------------------


def courses(basis: Basis) -> list[Block]:
    """Charts of results with enough figures about the whole, in time; what turned comes first."""
    turned = {one.result for one in basis.changes.verdicts} if basis.changes else set()
    found = []
    for one in sorted(basis.results, key=lambda result: result.key not in turned):
        figures = [
            figure
            for figure in one.leading.figures
            if not figure.group and figure.estimate.value is not None
        ]
        if len(figures) >= COURSE and one.leading.target.unit != "rank":
            found.append((one, figures))
    drawn: list[Block] = [_picture(basis, one, figures) for one, figures in found[:DRAWN]]
    if len(found) > DRAWN:
        left = len(found) - DRAWN
        more = ngettext(
            "The course of one more result stands on its own page.",
            "The courses of %(n)s more results stand on their own pages.",
            left,
        )
        drawn.append(Paragraph(more % {"n": phrases.counted(left)}))
    return drawn


def _picture(basis: Basis, one: ResultStanding, figures: list[RecordedFigure]) -> Picture:
    """`figures`: at least two, none of them missing."""
    unit = figures[0].estimate.unit
    texts = amounts([figure.estimate.value for figure in figures], unit)
    title = phrases.capital(str(one.leading.target.indicator))
    dots = tuple(map(_dot, figures, texts))
    finding = phrases.capital(course(dots[0], dots[-1]))
    what = f"{title} ({basis.agenda.region})"
    chart = Chart(
        language=(get_language() or "nl")[:2],
        title=finding,
        what=what,
        alt=f"{finding}. {what}",
        unit=unit,
        accent=basis.agenda.accent,
        rows=(Row("", dots),),
        targets=_target_lines(one.leading),
    )
    sources = dict.fromkeys(phrases.source(figure) for figure in figures)
    table = _table(title, figures, texts, names_sources=len(sources) > 1)
    return Picture(chart, "; ".join(sources), table)


def _dot(figure: RecordedFigure, text: str) -> Dot:
    estimate = figure.estimate
    if estimate.value is None:
        raise ValueError(f"figure {figure.id}: what is missing is not drawn")
    period = estimate.period
    years = (period.start.year, period.end.year)
    short = str(years[0]) if years[0] == years[1] else f"{years[0]}/{years[1] % 100:02d}"
    return Dot(
        start=period.start.isoformat(), end=period.end.isoformat(), label=short,
        value=estimate.value, text=text,
        low=estimate.low, high=estimate.high,
    )  # fmt: skip


def _target_lines(one: TargetStanding) -> tuple[Line, ...]:
    target = one.target
    if target.kind not in ("at_least", "at_most") or target.value is None:
        return ()
    until = target.deadline.isoformat() if target.deadline else ""
    text = bound_text(target, target.value)
    return (Line(target.value, text, until),)


def _table(
    title: str, figures: list[RecordedFigure], texts: list[str], *, names_sources: bool
) -> Table:
    """One source stands below the picture; of more the table says which figure is whose."""
    columns = (Column(_("Period")), Column(_("Figure"), is_number=True), Column(_("Source")))
    shown = 3 if names_sources else 2
    return Table(
        caption=title,
        columns=columns[:shown],
        rows=tuple(
            (period_words(one.estimate.period), text, phrases.source(one))[:shown]
            for one, text in zip(figures, texts, strict=True)
        ),
    )
