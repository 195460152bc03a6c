# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from hcat.evidence.api import Reproduction, Step, evaluate, reproduce
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
                self._reproduce(options["reproduce"], as_json=options["json"])
            else:
                self._measure(**options)

    def _reproduce(self, observation: int, *, as_json: bool) -> None:
        try:
            found = reproduce(observation)
        except HcatError as error:
            raise CommandError(str(error)) from error
        if as_json:
            self.stdout.write(json.dumps(_as_data(found), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(found.why)
        if not found.outcome.is_explained:
            sys.exit(1)

    def _measure(self, **options: Any) -> None:
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


def _as_data(found: Reproduction) -> dict[str, Any]:
    return {
        "observation": found.observation,
        "outcome": found.outcome.value,
        "why": found.why,
        "again": found.again.to_dict() if found.again else None,
    }
