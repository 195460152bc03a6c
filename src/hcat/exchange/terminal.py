# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an import looks in a terminal."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.text import Text

from .iati.rules import Finding
from .tables.plan import ImportPlan, Outcome, RowPlan
from .words import OUTCOMES

MOST_SHOWN = 50
"""Rows of each outcome that are shown one by one; the rest is counted."""


def show_export(console: Console, path: Path, count: int, *, is_iati: bool = False) -> None:
    if is_iati:
        said = ngettext("%(path)s: %(count)s activity.", "%(path)s: %(count)s activities.", count)
    else:
        said = ngettext("%(path)s: %(count)s row.", "%(path)s: %(count)s rows.", count)
    console.print(said % {"path": path, "count": f"{count:,}"}, markup=False)


def show_plan(console: Console, plan: ImportPlan) -> None:
    """Refused rows first, with how to mend them; then what is new and corrected, and what is left
    aside; the sum last."""
    is_iati = plan.table == "iati"
    for outcome, style in (
        (Outcome.REFUSED, "red"), (Outcome.CORRECTED, "cyan"), (Outcome.NEW, "green"),
    ):  # fmt: skip
        rows = plan.of(outcome)
        for row in rows[:MOST_SHOWN]:
            _show_row(console, row, style, is_line=is_iati)
        if len(rows) > MOST_SHOWN:
            console.print(_("… and %(count)s more.") % {"count": f"{len(rows) - MOST_SHOWN:,}"})
    if plan.ignored:
        console.print(
            _("Not read: %(names)s.") % {"names": ", ".join(plan.ignored)},
            markup=False,
        )
    for one in plan.left[:MOST_SHOWN]:
        head = _("Line %(number)d") % {"number": one.number}
        console.print(
            Text.assemble((head, "yellow"), f" {one.name} – ", (_("left aside"), "yellow"))
        )
        console.print(Text(f"    {one.why}"))
    if len(plan.left) > MOST_SHOWN:
        console.print(_("… and %(count)s more.") % {"count": f"{len(plan.left) - MOST_SHOWN:,}"})
    for remark in plan.remarks:
        console.print(remark, markup=False)
    said = ", ".join(f"{number:,} {OUTCOMES[one]}" for one, number in plan.counts.items())
    if plan.left:
        said = _("%(counts)s, %(left)s left aside") % {
            "counts": said, "left": f"{len(plan.left):,}",
        }  # fmt: skip
    console.print(f"{plan.file}: {said}.", markup=False)
    console.print(_sum(plan), style="" if plan.is_right else "bold red")


def _sum(plan: ImportPlan) -> str:
    if not plan.is_right:
        return _("Nothing was written: mend what is refused, and import the file again.")
    if plan.waited_already:
        return _(
            "This file waits already, as batch %(number)d: it changes nothing until somebody has "
            "looked at that."
        ) % {"number": plan.batch}
    if plan.is_approved:
        return _("Batch %(number)d is approved: its figures count now.") % {"number": plan.batch}
    if not plan.would_write:
        return _("This file changes nothing.")
    if plan.was_written and plan.batch is not None:
        return _(
            "Brought in as batch %(number)d. Its figures count once somebody else has checked and "
            "approved them at the desk."
        ) % {"number": plan.batch}
    return _("Written.") if plan.was_written else _("Nothing was written: this was a try.")


def _show_row(console: Console, row: RowPlan, style: str, *, is_line: bool) -> None:
    head = (_("Line %(number)d") if is_line else _("Row %(number)d")) % {"number": row.number}
    console.print(
        Text.assemble((head, style), f" {row.name} – ", (str(OUTCOMES[row.outcome]), style))
    )
    for one in row.complaints:
        console.print(Text(f"    {one}"))
    for change in row.changes:
        old, new = (change.old or "–", "red"), (change.new or "–", "green")
        console.print(Text.assemble((f"    {change.column}: ", "dim"), old, " → ", new))


def show_finding(console: Console, one: Finding) -> None:
    head = _("Line %(number)d") % {"number": one.line}
    said = " ".join(part for part in (one.what, one.why, one.mend) if part)
    console.print(Text.assemble((head, "red"), f" {one.activity} {one.element}: {said}"))


def show_sum(console: Console, path: Path, count: int) -> None:
    if not count:
        console.print(_("%(path)s: nothing wrong.") % {"path": path}, markup=False)
        return
    said = ngettext(
        "%(path)s: %(count)s thing to mend.", "%(path)s: %(count)s things to mend.", count
    )
    console.print(said % {"path": path, "count": f"{count:,}"}, style="bold red", markup=False)
