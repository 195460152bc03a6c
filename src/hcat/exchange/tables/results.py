# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Promised against reached: one row a target, for the whole programme. Out only.

Targets change by decision and figures have a table of their own, so this one does not come back.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from hcat.evidence.api import TargetStanding, standing, verdict_word

from .columns import Column, Table, Value

VERDICT = "verdict"

COLUMNS = (
    Column("result", _("The result, by its key."), is_fixed=True, width=24),
    Column("title", _("What was promised."), is_fixed=True, width=40),
    Column("point", _("The point of the agenda, by its key."), is_fixed=True, width=16),
    Column("target", _("The target, by its key."), is_fixed=True),
    Column("target_title", _("What should be true."), is_fixed=True, width=30),
    Column("indicator", _("What is counted."), is_fixed=True, width=30),
    Column("unit", _("In which unit."), is_fixed=True),
    Column("kind", _("The kind of target, such as at_least or rising."), is_fixed=True),
    Column("bound", _("The value that was promised; a change in percent for a relative target."),
           "number", True),
    Column("deadline", _("By when."), "date", True),
    Column("baseline", _("Where the measurement started."), "number", True),
    Column("baseline_missing_reason", _("Why that is not known."), is_fixed=True, width=30),
    Column("start", _("The first day of the period of the last figure."), "date", True),
    Column("end", _("The last day of that period."), "date", True),
    Column("actual", _("The last figure of the target itself; a proxy is none."), "number", True),
    Column("low", _("The lower end of its interval."), "number", True),
    Column("high", _("The upper end of its interval."), "number", True),
    Column("numerator", _("Of a share: how many."), "number", True),
    Column("denominator", _("Of a share: out of how many."), "number", True),
    Column("quality", _("How the figure came to be."), is_fixed=True),
    Column("missing_reason", _("Why there is no figure."), is_fixed=True, width=30),
    Column("source", _("Where it can be looked up."), is_fixed=True, width=30),
    Column(VERDICT, _("The verdict."), is_fixed=True),
    Column("why", _("The verdict in a sentence."), is_fixed=True, width=60),
)  # fmt: skip
NAMES = tuple(column.name for column in COLUMNS)


def results_table() -> Table:
    return Table("results", _("Results"), COLUMNS, _rows())


def _rows() -> Iterator[tuple[Value, ...]]:
    for result in standing():
        for one in result.targets:
            sheet = result.item.sheet
            cells: dict[str, Value] = {
                "result": result.item.key,
                "title": str(sheet.title),
                "point": sheet.point,
                **_promised(one),
                **_reached(one),
            }
            yield tuple(cells.get(name) for name in NAMES)


def _promised(one: TargetStanding) -> dict[str, Value]:
    target, base = one.target, one.baseline
    known = base.estimate
    return {
        "target": target.key, "target_title": str(target.title),
        "indicator": str(target.indicator), "unit": target.unit, "kind": target.kind,
        "bound": target.value, "deadline": target.deadline,
        "baseline": None if known is None else known.value,
        "baseline_missing_reason": str(base.missing_reason or "") or None,
        VERDICT: str(verdict_word(one.verdict)), "why": one.sentence(),
    }  # fmt: skip


def _reached(one: TargetStanding) -> dict[str, Value]:
    figures = [figure for figure in one.figures if not figure.is_demo]
    if not figures:
        return {}
    last = figures[-1].estimate
    return {
        "start": last.period.start, "end": last.period.end, "actual": last.value, "low": last.low,
        "high": last.high, "numerator": last.numerator, "denominator": last.denominator,
        "quality": last.quality.value, "missing_reason": last.missing_reason, "source": last.source,
    }  # fmt: skip
