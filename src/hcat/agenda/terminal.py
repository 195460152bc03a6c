# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How problems, differences and conflicts look in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from .folder import Problem
from .loading import Action, Difference, LoadReport
from .merging import ABSENT, FieldChange

MOST_SHOWN = 60
"""Elements of a difference shown one by one; the rest is counted."""
_WORTH_A_BAR = 2000


TOGETHER = {
    "unknown-measure": (
        gettext_noop("No part of the software registers these measures yet."),
        gettext_noop("Until one does, what they measure is never measured by itself."),
    ),
}
"""Kinds of problem that are told in one sentence, with the list of what they are about."""


def show_problems(
    console: Console, problems: list[Problem], folder: str, *, each: bool = False
) -> None:
    """Every problem by file: where, what is wrong, how to mend it; the sum at the end.

    Many of one kind are told together, unless `each` is asked for.
    """
    together = [] if each else _told_together(problems)
    told = {problem for found in together for problem in found}
    for file, found in groupby((one for one in problems if one not in told), lambda one: one.file):
        console.print(Text(file, style="bold"))
        table = _table_of_problems()
        for problem in found:
            table.add_row(
                str(problem.line or "–"), _severity(problem), _said(problem.what, problem.mend)
            )
        console.print(table)
        console.print()
    for kind in together:
        _show_together(console, kind)
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    if not problems:
        console.print(_("%(folder)s: nothing wrong.") % {"folder": folder}, markup=False)
        return
    said = [
        ngettext("%(count)s error", "%(count)s errors", errors) % {"count": errors},
        ngettext("%(count)s warning", "%(count)s warnings", warnings) % {"count": warnings},
    ]
    console.print(f"{folder}: {', '.join(said)}.", markup=False)


def _told_together(problems: list[Problem]) -> list[list[Problem]]:
    """The problems of each kind that can be told in one sentence, where there are several."""
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.about and problem.code in TOGETHER:
            kinds.setdefault(problem.code, []).append(problem)
    return [found for found in kinds.values() if len(found) > 1]


def _show_together(console: Console, found: list[Problem]) -> None:
    """One sentence, and below it what it is about with the places of each."""
    what, mend = TOGETHER[found[0].code]
    table = _table_of_problems()
    table.add_row(str(len(found)), _severity(found[0]), _said(_(what), _(mend)))
    console.print(table)
    places: dict[str, list[str]] = {}
    for problem in found:
        places.setdefault(problem.about, []).append(f"{problem.file}:{problem.line}")
    names = Table.grid(padding=(0, 2))
    for about, where in sorted(places.items()):
        names.add_row("", about, Text(", ".join(where), style="dim"))
    console.print(names)
    console.print(Text(_("Each by itself: --verbose."), style="dim"))
    console.print()


def _table_of_problems() -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    return table


def _severity(problem: Problem) -> Text:
    word, style = (_("error"), "red") if problem.is_error else (_("warning"), "yellow")
    return Text(word, style=style)


def _said(what: str, mend: str) -> Text:
    said = Text(what)
    if mend:
        said.append(f"\n{mend}", style="dim")
    return said


def show_report(console: Console, report: LoadReport, *, dry_run: bool) -> None:
    """What the load changed, or would change, and what is in conflict."""
    if report.conflicts:
        _show_conflicts(console, report)
        return
    if report.first:
        _show_first(console, report)
    else:
        _show_differences(console, report)
    for name in report.gone:
        console.print(
            Text.assemble(
                ("? ", "yellow"),
                _("%(name)s is no longer in the folder.") % {"name": name},
                (" " + _("Stop it with --stop-missing, or put it back."), "dim"),
            )
        )
    if report.kept:
        console.print(
            ngettext(
                "%(count)s element reads otherwise in the database, and stays so.",
                "%(count)s elements read otherwise in the database, and stay so.",
                len(report.kept),
            )
            % {"count": len(report.kept)}
        )
    if not report.first and not report.differences and not report.gone:
        console.print(_("The folder brings nothing new."))
    if dry_run:
        console.print(_("Nothing was written (--dry-run)."), style="bold")
    elif not report.written:
        console.print(_("Nothing was written."))


def _show_first(console: Console, report: LoadReport) -> None:
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    table.add_column()
    counts: dict[str, int] = {}
    for difference in report.differences:
        counts[difference.kind] = counts.get(difference.kind, 0) + 1
    for kind, count in counts.items():
        table.add_row(f"{count:,}", kind)
    console.print(table)
    console.print(
        _("%(count)s elements, %(decisions)s decisions, %(changes)s changes of history.")
        % {
            "count": f"{len(report.differences):,}",
            "decisions": report.decisions,
            "changes": report.changes,
        }
    )


_SIGNS = {
    Action.ADDED: ("+", "green"),
    Action.CHANGED: ("~", "cyan"),
    Action.RESUMED: ("↑", "green"),
    Action.STOPPED: ("×", "red"),
}


def _show_differences(console: Console, report: LoadReport) -> None:
    for difference in report.differences[:MOST_SHOWN]:
        sign, style = _SIGNS[difference.action]
        console.print(Text.assemble((f"{sign} ", style), (difference.name, "bold")))
        _show_fields(console, difference)
    more = len(report.differences) - MOST_SHOWN
    if more > 0:
        console.print(_("… and %(count)s more.") % {"count": f"{more:,}"})
    counts = [
        (report.count(Action.ADDED), _("added")),
        (report.count(Action.CHANGED), _("changed")),
        (report.count(Action.RESUMED), _("resumed")),
        (report.count(Action.STOPPED), _("stopped")),
        (report.decisions, _("new decisions")),
    ]
    said = [f"{count:,} {word}" for count, word in counts if count]
    if said:
        console.print(", ".join(said) + ".")


def _show_fields(console: Console, difference: Difference) -> None:
    for change in difference.fields:
        console.print(
            Text.assemble(
                (f"    {change.name}: ", "dim"),
                (_shown(change.old), "red"),
                " → ",
                (_shown(change.new), "green"),
            )
        )


def _show_conflicts(console: Console, report: LoadReport) -> None:
    console.print(
        ngettext(
            "%(count)s conflict: folder and database both changed it. Nothing was written.",
            "%(count)s conflicts: folder and database both changed them. Nothing was written.",
            len(report.conflicts),
        )
        % {"count": len(report.conflicts)},
        style="bold red",
    )
    for found in report.conflicts:
        console.print(Text(found.name, style="bold"))
        if found.why:
            console.print(Text(f"    {found.why}"))
        whole = FieldChange("", found.conflict.database, found.conflict.folder)
        if isinstance(whole.old, dict | list) or isinstance(whole.new, dict | list):
            continue
        for word, value, style in (
            (_("last loaded"), found.conflict.base, "dim"),
            (_("database"), found.conflict.database, "cyan"),
            (_("folder"), found.conflict.folder, "magenta"),
        ):
            console.print(Text.assemble((f"    {word}: ", "dim"), (_shown(value), style)))
    console.print(_("Choose for each: --take database NAME… or --take folder NAME…"), markup=False)


def _shown(value: Any) -> str:
    if value is ABSENT:
        return _("not there")
    if value is None or value in ("", []):
        return "–"
    text = str(value)
    return text if len(text) <= 120 else f"{text[:117]}…"


@contextmanager
def progress_bar(console: Console) -> Iterator[Any]:
    """A bar for what takes long, shown from the moment that it does."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        transient=True,
    ) as bar:
        tasks: dict[str, Any] = {}

        def tell(what: str, done: int, total: int) -> None:
            if total < _WORTH_A_BAR:
                return
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done)

        yield tell
