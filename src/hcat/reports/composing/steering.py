# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The steering group's page: what needs a decision, what turned, what is late."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.evidence.api import Changes, ResultStanding, TargetStanding
from hcat.reports.document import Block, Paragraph, Points, Section
from hcat.reports.kinds import LATER, SECTIONS, TITLES
from hcat.reports.missed import FIXED, missing_reports, not_given
from hcat.reports.rhythm import Due

from . import ahead, asked, changes, made, phrases, projects
from .basis import Basis

NAMED = 3
"""Dates without their report that are named one by one; with more the page would be a list."""


def lead(basis: Basis) -> str:
    needed = len(_needed(basis))
    late = len(_missed(basis)) + len(_figures(basis)) + len(_without_figure(basis))
    turned = _turned(basis)
    parts = [
        ngettext("%(n)s thing needs a decision", "%(n)s things need a decision", needed)
        % {"n": needed},
        ngettext("%(n)s verdict turned", "%(n)s verdicts turned", len(turned.verdicts))
        % {"n": len(turned.verdicts)}
        if turned
        else "",
        ngettext("%(n)s thing is late", "%(n)s things are late", late) % {"n": late},
    ]
    return phrases.sentence("; ".join(part for part in parts if part))


def sections(basis: Basis) -> list[Section]:
    titles = {**SECTIONS[basis.report.kind], **LATER}
    turned = _turned(basis)
    if turned is None:
        changed: list[Block] = [Paragraph(_("No report was frozen yet to compare with."))]
    else:
        changed = changes.turned(turned) or [
            Paragraph(_("No verdict turned since the last report."))
        ]
    return [
        Section(
            "needed",
            str(titles["needed"]),
            _points(_needed(basis), _("Nothing waits for a decision.")),
        ),
        Section("turned", str(titles["turned"]), tuple(changed)),
        Section("late", str(titles["late"]), tuple(_late_blocks(basis))),
        Section("made", str(titles["made"]), tuple(made.blocks(basis))),
    ]


def _points(lines: list[str], otherwise: str) -> tuple[Block, ...]:
    return (Points(tuple(lines)),) if lines else (Paragraph(otherwise),)


def _turned(basis: Basis) -> Changes | None:
    """Since the last report of any kind that everybody could read."""
    last = basis.reports_before.order_by("-frozen__as_of", "-pk").first()
    return None if last is None else basis.changes_since(last)


def _needed(basis: Basis) -> list[str]:
    return [
        *(asked.line(basis, one) for one in asked.now_asked(basis)),
        *projects.gates_that_wait(basis),
        *_judgements(basis),
    ]


def _judgements(basis: Basis) -> Iterator[str]:
    """Results that wait for the judgement of a body."""
    for one, target in _waiting(basis, judged=True):
        yield _("“%(title)s” waits for the judgement of %(body)s.") % {
            "title": str(one.item.sheet.title), "body": str(target.assessor),
        }  # fmt: skip


def _late_blocks(basis: Basis) -> Iterator[Block]:
    dated, never = _late(basis), _without_figure(basis)
    if dated:
        yield Points(tuple(dated))
    if never:
        count = ngettext(
            "Of %(n)s result there should be a figure, and there is none yet:",
            "Of %(n)s results there should be a figure, and there is none yet:",
            len(never),
        )
        yield Paragraph(count % {"n": len(never)})
        yield Points(tuple(never))
    if not dated and not never:
        yield Paragraph(_("Nothing is late."))
    if closed := _not_given(basis):
        yield Paragraph(_("Reports that were due in the past year and were not given:"))
        yield Points(tuple(closed))


def _late(basis: Basis) -> list[str]:
    """What had a day, reports first."""
    return [*_reports(basis), *_figures(basis)]


def _figures(basis: Basis) -> list[str]:
    return [
        _("“%(title)s”: a figure was due on %(day)s.")
        % {"title": str(one.item.sheet.title), "day": phrases.day(target.next_due)}
        for one, target in _waiting(basis, judged=False)
        if target.next_due is not None and target.latest is not None
    ]


def _without_figure(basis: Basis) -> list[str]:
    """Titles of the results that were never measured, each once."""
    waiting = _waiting(basis, judged=False)
    return list(
        dict.fromkeys(str(one.item.sheet.title) for one, target in waiting if not target.latest)
    )


def _missed(basis: Basis) -> list[Due]:
    """Dates that passed without a report that somebody froze, and without the reason why."""
    return missing_reports(
        until=basis.as_of, as_of=basis.as_of, states=FIXED, known_on=basis.known_on
    )


def _reports(basis: Basis) -> Iterator[str]:
    """The last dates of each report, each by itself; the many before them in one line."""
    each: dict[str, list[Due]] = {}
    for one in _missed(basis):
        each.setdefault(one.kind, []).append(one)
    for kind, dates in each.items():
        report = str(TITLES[kind])
        earlier, last = dates[:-NAMED], dates[-NAMED:]
        for one in reversed(last):
            yield _("%(report)s: it was due on %(day)s.") % {
                "report": report, "day": phrases.day(one.on),
            }  # fmt: skip
        if earlier:
            yield ngettext(
                "%(report)s: one earlier date passed without it, %(first)s.",
                "%(report)s: %(n)s earlier dates passed without it, from %(first)s to %(last)s.",
                len(earlier),
            ) % {
                "report": report, "n": phrases.counted(len(earlier)),
                "first": phrases.day(earlier[0].on), "last": phrases.day(earlier[-1].on),
            }  # fmt: skip


def _not_given(basis: Basis) -> list[str]:
    """What is closed: the dates of the last year of which somebody said why no report was given."""
    since = phrases.a_year_before(basis.as_of)
    return [
        _("%(report)s of %(day)s: not given. %(reason)s") % {
            "report": str(TITLES[one.kind]), "day": phrases.day(one.due_on),
            "reason": phrases.sentence(one.reason),
        }
        for one in not_given()
        if since < one.due_on <= basis.as_of
        and (basis.known_on is None or one.recorded_at <= basis.known_on)
    ]  # fmt: skip


def _waiting(basis: Basis, *, judged: bool) -> Iterator[tuple[ResultStanding, TargetStanding]]:
    for _when, one, target in ahead.overdue(basis.results, basis.as_of):
        if (target.target.kind == "judged") is judged:
            yield one, target
