# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The standing of all results for a terminal, and as data for a program."""

from __future__ import annotations

import io
import shutil
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from hcat.agenda.api import Agenda, Item, the_agenda
from hcat.evidence.measuring.published import series_of
from hcat.evidence.queries import Summary
from hcat.evidence.verdicts.standing import RecordedFigure, ResultStanding, TargetStanding
from hcat.evidence.words import phrases
from hcat.evidence.words.wording import need_sentence, verdict_shape, verdict_word
from hcat.numerics.api import Judgement, Verdict

from . import parts

STYLES = {
    Verdict.REACHED: "green",
    Verdict.ON_COURSE: "cyan",
    Verdict.AT_RISK: "yellow",
    Verdict.OFF_COURSE: "magenta",
    Verdict.MISSED: "red",
    Verdict.CANNOT_TELL: "blue",
    Verdict.NEVER_MEASURED: "dim",
}


def as_table(results: list[ResultStanding], total: Summary) -> str:
    """A table that fits the terminal, the answer above it."""
    width = shutil.get_terminal_size((110, 40)).columns
    out = io.StringIO()
    console = Console(file=out, width=max(72, width), highlight=False)
    console.print(total.sentence(), style="bold")
    if total.rests_on_demo:
        console.print(_("Some verdicts rest on demonstration figures."), style="yellow")
    table = Table(
        box=None, pad_edge=False, show_edge=False, header_style="bold", padding=(0, 2, 1, 0)
    )
    table.add_column(_("Result"), ratio=4)
    table.add_column(_("Verdict"), no_wrap=True)
    table.add_column(_("Figure, or what comes near"), ratio=5)
    table.add_column(_("Deadline"), no_wrap=True)
    for one in results:
        leading = one.leading
        mark = f"{verdict_shape(one.verdict)} {verdict_word(one.verdict)}"
        table.add_row(
            str(one.item.sheet.title),
            Styled(mark, style=STYLES[one.verdict]),
            _figures(leading),
            "\n".join(filter(None, [phrases.day(leading.target.deadline), _due(leading)])),
        )
    console.print(table)
    return out.getvalue()


def _due(standing: TargetStanding) -> str:
    """When its next figure is due, and how often it should be measured; empty when never more."""
    if standing.next_due is None:
        return ""
    due = _("now") if standing.is_due else phrases.day(standing.next_due)
    often = ngettext("every month", "every %(count)s months", standing.target.interval_months)
    return "\n".join(
        [_("due: %(day)s") % {"day": due}, often % {"count": standing.target.interval_months}]
    )


def _figures(standing: TargetStanding) -> str:
    latest = standing.latest
    if latest is not None:
        return _told(latest)
    near = standing.best_proxies
    if near:
        return "\n".join(f"≈ {_told(one)}" for one in near)
    missing = standing.figures[-1] if standing.figures else None
    return missing.sentence() if missing else phrases.UNKNOWN


def _told(figure: RecordedFigure) -> str:
    return "; ".join(filter(None, (figure.sentence(), figure.otherwise())))


def as_data(results: list[ResultStanding], total: Summary) -> dict[str, Any]:
    """Everything as plain values, in the reader's language where it is text."""
    agenda = the_agenda(total.as_of)
    return {
        "asOf": total.as_of.isoformat(),
        "sentence": total.sentence(),
        "counts": {verdict.value: number for verdict, number in total.counts.items()},
        "restsOnDemo": total.rests_on_demo,
        "results": [_result(one, agenda) for one in results],
    }


def _result(one: ResultStanding, agenda: Item[Agenda] | None) -> dict[str, Any]:
    leading = one.leading
    return {
        "key": one.key,
        "point": one.item.sheet.point,
        "title": str(one.item.sheet.title),
        "verdict": one.verdict.value,
        "reason": leading.judgement.reason.value,
        "sentence": one.sentence(),
        "restsOnDemo": one.rests_on_demo,
        "target": leading.target.key,
        "targets": [_target(target) for target in one.targets],
        "parts": parts.as_data(one, agenda),
    }


def _target(one: TargetStanding) -> dict[str, Any]:
    target = one.target
    base = one.baseline
    return {
        "key": target.key,
        "title": str(target.title),
        "kind": target.kind,
        "value": target.value,
        "unit": target.unit,
        "aim": phrases.aim(one.spec),
        "deadline": target.deadline.isoformat() if target.deadline else None,
        "inForce": one.in_force,
        "verdict": one.verdict.value,
        "reason": one.judgement.reason.value,
        "probability": one.judgement.probability,
        "sentence": one.sentence(),
        "toSettle": one.to_settle(),
        "needed": [need.to_dict() | {"sentence": need_sentence(need, one)} for need in one.needed],
        "intervalMonths": target.interval_months,
        "nextDue": one.next_due.isoformat() if one.next_due else None,
        "isDue": one.is_due,
        "baseline": {
            "value": base.estimate.value if base.estimate else None,
            "period": base.estimate.period.to_dict() if base.estimate else None,
            "source": base.estimate.source if base.estimate else None,
            "missingReason": str(base.missing_reason) if base.missing_reason else None,
            "toCollect": str(base.to_collect) if base.to_collect else None,
        },
        "figures": [_figure(figure) for figure in one.figures],
        "proxies": [_figure(figure) for figure in one.proxies],
        "parts": [_figure(figure) for figure in one.parts],
        "conditions": [
            {
                "title": str(part.title),
                **_judged(part.judgement),
                "sentence": part.sentence(),
                "figures": [_figure(figure) for figure in part.figures],
            }
            for part in one.conditions
        ],
        "restsOnDemo": one.rests_on_demo,
    }


def _judged(judgement: Judgement) -> dict[str, Any]:
    return {"verdict": judgement.verdict.value, "reason": judgement.reason.value}


def _figure(one: RecordedFigure) -> dict[str, Any]:
    """A figure; where another was published of the same, that stands within it."""
    estimate = one.estimate
    source = one.source
    return {
        "id": one.id,
        "title": str(one.title),
        "group": one.group or None,
        "measure": one.measure,
        "series": series_of(one.named),
        "value": estimate.value,
        "unit": estimate.unit,
        "low": estimate.low,
        "high": estimate.high,
        "n": estimate.n,
        "population": estimate.population,
        "numerator": estimate.numerator,
        "denominator": estimate.denominator,
        "period": estimate.period.to_dict(),
        "quality": estimate.quality.value,
        "method": str(one.method),
        "source": {
            "key": source.key if source else None,
            "text": phrases.stored(estimate.source),
            "publisher": source.sheet.publisher if source else None,
            "url": (source.sheet.url or None) if source else None,
        },
        "missingReason": phrases.stored(estimate.missing_reason)
        if estimate.missing_reason
        else None,
        "leavesOut": str(one.leaves_out) if one.leaves_out else None,
        "sentence": one.sentence(),
        "isDemo": one.is_demo,
        "published": _figure(one.published) if one.published else None,
    }
