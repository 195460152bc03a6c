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
from hcat.reports.models import Report, State
from hcat.reports.rhythm import rhythms

from . import ahead, asked, changes, made, phrases
from .basis import Basis


def lead(basis: Basis) -> str:
    needed, late = len(_needed(basis)), len(_late(basis)) + len(_without_figure(basis))
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
    return [*(asked.line(basis, one) for one in asked.now_asked(basis)), *_judgements(basis)]


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


def _late(basis: Basis) -> list[str]:
    """What had a day, reports first."""
    figures = [
        _("“%(title)s”: a figure was due on %(day)s.")
        % {"title": str(one.item.sheet.title), "day": phrases.day(target.next_due)}
        for one, target in _waiting(basis, judged=False)
        if target.next_due is not None and target.latest is not None
    ]
    return [*_reports(basis), *figures]


def _without_figure(basis: Basis) -> list[str]:
    """Titles of the results that were never measured, each once."""
    waiting = _waiting(basis, judged=False)
    return list(
        dict.fromkeys(str(one.item.sheet.title) for one, target in waiting if not target.latest)
    )


def _reports(basis: Basis) -> Iterator[str]:
    """Reports of which the last date has come, and that nobody signed or froze."""
    for rhythm in rhythms(as_of=basis.as_of):
        for when in rhythm.until(basis.as_of)[-1:]:
            made_already = Report.objects.filter(
                kind=rhythm.kind, due_on__gte=when, state__in=(State.FROZEN, State.SIGNED)
            )
            if not made_already.exists():
                yield _("%(report)s: it was due on %(day)s.") % {
                    "report": str(TITLES[rhythm.kind]), "day": phrases.day(when),
                }  # fmt: skip


def _waiting(basis: Basis, *, judged: bool) -> Iterator[tuple[ResultStanding, TargetStanding]]:
    for _when, one, target in ahead.overdue(basis.results, basis.as_of):
        if (target.target.kind == "judged") is judged:
            yield one, target
