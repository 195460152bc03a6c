# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from hcat.evidence.api import (
    EvaluationReport,
    FigureStored,
    Named,
    Reproduction,
    Step,
    evaluate,
    named,
    reproduce,
)
from hcat.foundation.api import Actor, HcatError, a_day, in_the_terminals_language


class Command(BaseCommand):
    help = (
        "Take every measure and published figure that is due, and store what changed; "
        "or make an old figure again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--as-of",
            type=a_day,
            metavar="DATE",
            help="measure the register as it stood on that day (YYYY-MM-DD)",
        )
        parser.add_argument(
            "--since",
            type=a_day,
            metavar="DATE",
            help="also every window from that day on, where the measure can still answer",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="store nothing, say what would be"
        )
        parser.add_argument(
            "--reproduce",
            type=int,
            metavar="ID",
            help="make the figure with this number again and say whether it comes out; "
            "exit code 1 where it does not and no rule of retention explains it",
        )
        parser.add_argument("--json", action="store_true", help="for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_the_terminals_language():
            if options["reproduce"] is not None:
                _refuse_beside_reproduce(options)
                self._reproduce(options["reproduce"], as_json=options["json"])
            else:
                self._measure(**options)

    def _reproduce(self, observation: int, *, as_json: bool) -> None:
        try:
            found = reproduce(observation)
        except HcatError as error:
            raise CommandError(str(error)) from error
        figure = named(observation)
        if as_json:
            self.stdout.write(json.dumps(_as_data(found, figure), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(_("Figure %(number)s. %(figure)s.") % {
                "number": observation, "figure": str(figure).rstrip("."),
            })  # fmt: skip
            self.stdout.write(found.why)
        if not found.outcome.is_explained:
            sys.exit(1)

    def _measure(self, **options: Any) -> None:
        as_json, figures = options["json"], list[FigureStored]()

        def tell(figure: FigureStored) -> None:
            if as_json:
                figures.append(figure)
                return
            for line in figure.lines():
                self.stdout.write(line)

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("measuring", total=None)

            def progress(step: Step) -> None:
                bar.update(task, total=step.total, completed=step.done, description=step.measure)

            try:
                report = evaluate(
                    by=Actor.system("measure"),
                    as_of=options["as_of"],
                    since=options["since"],
                    dry_run=options["dry_run"],
                    on_progress=progress,
                    on_figure=tell,
                )
            except HcatError as error:
                raise CommandError(str(error)) from error
        if as_json:
            self.stdout.write(
                json.dumps(_report(report, figures, **options), ensure_ascii=False, indent=2)
            )
        else:
            self._say(report, dry_run=options["dry_run"])
        if report.problems:
            raise CommandError(
                ngettext(
                    "%(count)s figure or measure failed; the others were taken.",
                    "%(count)s figures or measures failed; the others were taken.",
                    len(report.problems),
                )
                % {"count": len(report.problems)}
            )

    def _say(self, report: EvaluationReport, *, dry_run: bool) -> None:
        for turned in report.turned:
            self.stdout.write(turned.line())
        measures = ngettext(
            "%(n)s measure on %(day)s", "%(n)s measures on %(day)s", report.measures
        ) % {"n": report.measures, "day": date_format(report.as_of, "DATE_FORMAT")}
        if dry_run:
            stored = ngettext(
                "%(n)s figure would be stored", "%(n)s figures would be stored", report.stored
            )
            after = _("Nothing was stored; whether a verdict turns is told when it is.")
        else:
            stored = ngettext("%(n)s figure stored", "%(n)s figures stored", report.stored)
            after = _("A second run would store nothing.")
            if report.problems:
                after = _("A second run takes what failed again, and stores nothing else.")
        stored %= {"n": report.stored}
        unchanged = _("%(n)s unchanged") % {"n": report.unchanged}
        self.stdout.write(f"{measures}: {stored}, {unchanged}. {after}")
        for problem in report.problems:
            self.stderr.write(f"{problem.measure}: {problem.what}")


def _report(
    report: EvaluationReport, figures: list[FigureStored], *, dry_run: bool, **_options: Any
) -> dict[str, Any]:
    return {
        "asOf": report.as_of.isoformat(),
        "dryRun": dry_run,
        "measures": report.measures,
        "stored": report.stored,
        "unchanged": report.unchanged,
        "figures": [
            {
                "results": list(one.results),
                "measure": one.measure,
                "title": one.title,
                "before": one.before.to_dict() if one.before else None,
                "after": one.after.to_dict(),
                "why": one.why,
            }
            for one in figures
        ],
        "verdicts": [
            {
                "result": one.result,
                "before": one.before.value if one.before else None,
                "after": one.after.value,
                "sentence": one.sentence,
            }
            for one in report.turned
        ],
        "problems": [{"measure": one.measure, "what": one.what} for one in report.problems],
    }


def _refuse_beside_reproduce(options: dict[str, Any]) -> None:
    """A figure is made again as of the day on which it was recorded, and nothing is stored."""
    beside = {"--as-of": "as_of", "--since": "since", "--dry-run": "dry_run"}
    given = [flag for flag, name in beside.items() if options[name]]
    if given:
        raise CommandError(
            _("%(flags)s does not go with --reproduce: a figure is made again from what was known "
              "when it was recorded, and nothing is stored.") % {"flags": ", ".join(given)}
        )  # fmt: skip


def _as_data(found: Reproduction, figure: Named) -> dict[str, Any]:
    return {
        "observation": found.observation,
        "title": figure.title,
        "part": figure.part,
        "stored": figure.estimate.to_dict(),
        "outcome": found.outcome.value,
        "why": found.why,
        "again": found.again.to_dict() if found.again else None,
    }
