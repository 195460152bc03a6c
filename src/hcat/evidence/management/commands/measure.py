# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from hcat.evidence.api import Step, evaluate
from hcat.foundation.api import Actor, HcatError, a_day


class Command(BaseCommand):
    help = "Take every measure and published figure that is due, and store what changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--as-of",
            type=a_day,
            metavar="DATE",
            help="measure the register as it stood on that day (YYYY-MM-DD)",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="store nothing, say what would be"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("measuring", total=None)

            def progress(step: Step) -> None:
                bar.update(task, total=step.total, completed=step.done, description=step.measure)

            try:
                report = evaluate(
                    by=Actor.system("measure"),
                    as_of=options["as_of"],
                    dry_run=options["dry_run"],
                    on_progress=progress,
                )
            except HcatError as error:
                raise CommandError(str(error)) from error
        done = "would be stored" if options["dry_run"] else "stored"
        self.stdout.write(
            f"{report.measures} measures on {report.as_of}: {report.stored} figures {done}, "
            f"{report.unchanged} unchanged."
        )
        for problem in report.problems:
            self.stderr.write(f"{problem.measure}: {problem.what}")
        if report.problems:
            raise CommandError(
                f"{len(report.problems)} figures or measures failed; the others were taken."
            )
