# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from hcat.foundation.api import Actor, a_day, in_the_terminals_language, today
from hcat.parties.api import (
    ImportPlan,
    RowPlan,
    count_population,
    import_organisations,
    search_organisations,
)
from hcat.parties.identifiers import SIZE_CLASSES

KINDS = ("company", "education", "government", "other")


def a_column(text: str) -> tuple[str, str]:
    heading, found, field = text.rpartition("=")
    if not found or not heading:
        raise ArgumentTypeError(f"{text!r} is not HEADING=FIELD, such as Bedrijf=name")
    return heading, field


class Command(BaseCommand):
    help = "Import and list the organisations of the region."

    def add_arguments(self, parser: CommandParser) -> None:
        does = parser.add_subparsers(dest="does", required=True, metavar="import|list")
        bringing = does.add_parser("import", help="read a CSV or XLSX file into the register")
        bringing.add_argument("file", type=Path)
        bringing.add_argument("--kind", choices=KINDS, help="of rows that do not say it themselves")
        bringing.add_argument("--date", type=a_day, help="from which day it holds (today)")
        bringing.add_argument("--dry-run", action="store_true", help="show the difference, no more")
        bringing.add_argument(
            "--leave-out-doubtful", action="store_true",
            help="import the rest when some rows may be organisations that are known already",
        )  # fmt: skip
        bringing.add_argument(
            "--column", type=a_column, action="append", default=[], metavar="HEADING=FIELD",
            help="read this column as that field",
        )  # fmt: skip
        listing = does.add_parser("list", help="show organisations, by name")
        listing.add_argument("text", nargs="?", default="", help="part of a name, or a number")
        listing.add_argument("--kind", choices=KINDS)
        listing.add_argument("--place", help="code of a municipality, such as GM0153")
        listing.add_argument("--size", choices=[name for name, _low, _most in SIZE_CLASSES])
        listing.add_argument("--date", type=a_day, help="as they stood on that day (today)")
        listing.add_argument("--limit", type=int, default=50, help="at most so many (50)")
        for action in (bringing, listing):
            action.add_argument("--json", action="store_true", help="for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_the_terminals_language():
            getattr(self, f"_{options['does']}")(options)

    def _import(self, options: dict[str, Any]) -> None:
        with Progress(console=Console(stderr=True), transient=True) as progress:
            step = progress.add_task("Reading", total=None)
            plan = import_organisations(
                path=options["file"],
                kind=options["kind"],
                valid_from=options["date"] or today(),
                by=Actor.system("organisations import"),
                columns=dict(options["column"]),
                dry_run=options["dry_run"],
                leave_out_doubtful=options["leave_out_doubtful"],
                on_progress=lambda done: progress.update(step, completed=done),
            )
        if options["json"]:
            self.stdout.write(json.dumps(as_json(plan), ensure_ascii=False, default=str))
        else:
            self._show(plan)
        if not plan.was_written and not options["dry_run"]:
            raise CommandError("Nothing was imported.", returncode=1)
        if options["dry_run"] and plan.of("wrong"):
            raise CommandError("Some rows cannot be imported.", returncode=1)

    def _show(self, plan: ImportPlan) -> None:
        for row in plan.rows:
            for line in told(plan, row):
                self.stdout.write(line)
        counts = ", ".join(f"{number} {outcome}" for outcome, number in plan.counts.items())
        done = "Imported" if plan.was_written else "Not imported"
        self.stdout.write(f"{done}: {counts}.")
        if plan.of("doubtful") and not plan.was_written:
            self.stdout.write(
                "For a doubtful row, write in a column “same as” the key of the organisation it "
                "is, or “new”; or leave those rows out with --leave-out-doubtful."
            )

    def _list(self, options: dict[str, Any]) -> None:
        rows = search_organisations(
            text=options["text"],
            kind=options["kind"],
            place=options["place"],
            size=options["size"],
            on=options["date"],
        )
        number, page = rows.count(), rows[: options["limit"]]
        if options["json"]:
            found = [
                {
                    "key": facts.organisation.key,
                    "kind": facts.organisation.kind,
                    "name": facts.name,
                    "municipality": facts.municipality or None,
                    "place": facts.place or None,
                    "sizeClass": facts.size_class or None,
                    "sbi": facts.sbi or None,
                    "isDemo": facts.organisation.is_demo,
                }
                for facts in page
            ]
            told_ = {"count": number, "organisations": found}
            self.stdout.write(json.dumps(told_, ensure_ascii=False))
            return
        table = Table("Key", "Name", "Kind", "Place", "Size", "SBI")
        for facts in page:
            table.add_row(
                facts.organisation.key,
                facts.name,
                facts.organisation.kind,
                facts.place or facts.municipality or "–",
                facts.size_class or "–",
                facts.sbi or "–",
            )
        Console(file=self.stdout).print(table)  # type: ignore[arg-type]
        every = count_population(on=options["date"])
        known = every.missing_reason or f"{every.total} organisations in the register"
        self.stdout.write(f"{number} found. {known}")


def told(plan: ImportPlan, row: RowPlan) -> list[str]:
    """What a person should know of a row; nothing about one that is already there."""
    where = f"{plan.file}:{row.number}: {row.name or '?'}"
    if row.outcome == "wrong":
        return [f"{where}: {problem}" for problem in row.problems]
    if row.outcome == "doubtful":
        others = "; ".join(known.shown for known in row.perhaps)
        return [f"{where}: perhaps already known: {row.reason}: {others}"]
    if row.outcome == "changed":
        changes = "; ".join(
            f"{name}: {old or '–'} → {new or '–'}" for name, (old, new) in row.difference.items()
        )
        return [f"{where}: changed ({row.reason}): {changes}"]
    return [f"{where}: {note}" for note in row.notes]


def as_json(plan: ImportPlan) -> dict[str, Any]:
    return {
        "file": plan.file,
        "validFrom": plan.valid_from.isoformat(),
        "wasWritten": plan.was_written,
        "counts": plan.counts,
        "rows": [
            {
                "row": row.number,
                "name": row.name,
                "outcome": row.outcome,
                "organisation": (row.match.key or None) if row.match else None,
                "reason": row.reason or None,
                "perhaps": [known.shown for known in row.perhaps],
                "difference": {name: list(pair) for name, pair in row.difference.items()},
                "problems": row.problems,
                "notes": row.notes,
            }
            for row in plan.rows
            if row.outcome != "same"
        ],
    }
