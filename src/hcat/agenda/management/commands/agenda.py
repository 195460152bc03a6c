# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandParser

from hcat.foundation.api import Actor, Refused, a_day, in_the_terminals_language

if TYPE_CHECKING:
    from rich.console import Console


class Command(BaseCommand):
    help = "Check, load or export the agenda of a region."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True, metavar="check|load|export")
        check = what.add_parser(
            "check", help="say everything that is wrong with a folder; the database is not asked"
        )
        check.add_argument("folder", type=Path, metavar="DIR")
        check.add_argument("--strict", action="store_true", help="take warnings as errors")
        check.add_argument(
            "--verbose", action="store_true", help="each warning by itself, also those of one kind"
        )
        check.add_argument("--json", action="store_true", help="for programs")
        self._add_load(what)
        export = what.add_parser("export", help="write the agenda and its history as a folder")
        export.add_argument("folder", type=Path, metavar="DIR")
        export.add_argument("--json", action="store_true", help="for programs")

    def _add_load(self, what: Any) -> None:
        load = what.add_parser(
            "load",
            help="bring the database up to a folder; what people changed is kept",
            description="The first load adopts the folder as it is. Later ones merge what changed "
            "in the folder since the last load; where folder and database both changed a field, "
            "nothing is written until you choose.",
        )
        load.add_argument("folder", type=Path, metavar="DIR")
        load.add_argument("--dry-run", action="store_true", help="show the difference only")
        load.add_argument("--date", type=a_day, help="day of the change (default: today)")
        load.add_argument("--reason", default="", help="why; readers of the history see it")
        load.add_argument("--decision", metavar="KEY", help="the decision behind the change")
        load.add_argument(
            "--take",
            action="append",
            nargs="+",
            default=[],
            metavar=("folder|database", "KEY"),
            help="which side counts in these conflicts, such as: --take folder result:x.title.nl",
        )
        load.add_argument(
            "--stop-missing", action="store_true", help="stop what is no longer in the folder"
        )
        load.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        # Imported here, so that `hcat --help` stays light.
        from rich.console import Console

        console = Console(file=self.stdout, highlight=False, soft_wrap=False)  # type: ignore[arg-type]
        with in_the_terminals_language():
            good = getattr(self, f"_{options['what']}")(console, options)
        if not good:
            sys.exit(1)

    def _check(self, console: Console, options: dict[str, Any]) -> bool:
        from hcat.agenda.folder import check_folder
        from hcat.agenda.measure_names import measure_names
        from hcat.agenda.terminal import show_problems

        problems = check_folder(
            options["folder"], known_measures=measure_names(), strict=options["strict"]
        )
        good = not any(problem.is_error for problem in problems)
        if options["json"]:
            self._tell({"ok": good, "problems": [problem.as_json() for problem in problems]})
        else:
            show_problems(console, problems, str(options["folder"]), each=options["verbose"])
        return good

    def _load(self, console: Console, options: dict[str, Any]) -> bool:
        from rich.console import Console as RichConsole

        from hcat.agenda.loading import load_folder
        from hcat.agenda.measure_names import measure_names
        from hcat.agenda.terminal import progress_bar, show_problems, show_report

        with progress_bar(RichConsole(file=self.stderr)) as progress:  # type: ignore[arg-type]
            report = load_folder(
                options["folder"],
                by=Actor.system("agenda load"),
                dry_run=options["dry_run"],
                on=options["date"],
                reason=options["reason"],
                decision=options["decision"],
                take=_choices(options["take"]),
                stop_missing=options["stop_missing"],
                known_measures=measure_names(),
                progress=progress,
            )
        if options["json"]:
            self._tell(report.as_json())
        elif any(problem.is_error for problem in report.problems):
            show_problems(console, report.problems, str(options["folder"]))
        else:
            show_report(console, report, dry_run=options["dry_run"])
        return report.ok

    def _export(self, console: Console, options: dict[str, Any]) -> bool:
        from hcat.agenda.exporting import export_folder

        done = export_folder(options["folder"])
        counts = {
            "elements": done.elements,
            "changes": done.changes,
            "decisions": done.decisions,
        }
        if options["json"]:
            self._tell({"folder": str(done.path), **counts})
        else:
            said = ", ".join(f"{count:,} {word}" for word, count in counts.items())
            console.print(f"{done.path}: {said}.", markup=False)
        return True

    def _tell(self, answer: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))


def _choices(taken: list[list[str]]) -> Any:
    from hcat.agenda.loading import Choices

    named: dict[str, list[str]] = {"folder": [], "database": []}
    for side, *names in taken:
        if side not in named or not names:
            raise Refused(
                f"--take {' '.join([side, *names])} does not say what to take from where.",
                mend="Write --take folder KEY… or --take database KEY…",
            )
        named[side] += names
    return Choices(folder=tuple(named["folder"]), database=tuple(named["database"]))
