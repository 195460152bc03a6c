# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandParser

from hcat.foundation.api import Actor, in_the_terminals_language

if TYPE_CHECKING:
    from rich.console import Console

TABLES = ("observations", "initiatives", "results")


class Command(BaseCommand):
    help = "Take figures and initiatives out as tables, and bring them in again."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True, metavar="export|import")
        export = what.add_parser("export", help="write a table, for a spreadsheet or a program")
        export.add_argument("table", choices=TABLES)
        to = export.add_mutually_exclusive_group(required=True)
        to.add_argument(
            "--csv", type=Path, metavar="FILE", help="as CSV, with its data package beside it"
        )
        to.add_argument("--xlsx", type=Path, metavar="FILE", help="as a workbook")
        export.add_argument("--json", action="store_true", help="for programs")
        bring = what.add_parser(
            "import",
            help="bring in an edited table: all of it, or nothing where a row is refused",
            description="Rows and columns that are left out change nothing. A corrected figure "
            "needs its reason, in the column of that name.",
        )
        bring.add_argument("file", type=Path, metavar="FILE")
        bring.add_argument("--dry-run", action="store_true", help="show the difference only")
        bring.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        # Imported here, so that `hcat --help` stays light.
        from rich.console import Console

        console = Console(file=self.stdout, highlight=False, soft_wrap=True)  # type: ignore[arg-type]
        with in_the_terminals_language():
            good = getattr(self, f"_{options['what']}")(console, options)
        if not good:
            sys.exit(1)

    def _export(self, console: Console, options: dict[str, Any]) -> bool:
        from hcat.exchange import api
        from hcat.exchange.terminal import show_export

        table = getattr(api, f"{options['table']}_table")()
        path = options["csv"] or options["xlsx"]
        count = (api.write_csv if options["csv"] else api.write_xlsx)(table, path)
        if options["json"]:
            self._tell({"file": str(path), "rows": count})
        else:
            show_export(console, path, count)
        return True

    def _import(self, console: Console, options: dict[str, Any]) -> bool:
        from hcat.exchange.tables.importing import import_table
        from hcat.exchange.terminal import show_plan

        plan = import_table(
            options["file"], by=Actor.system("exchange import"), dry_run=options["dry_run"]
        )
        if options["json"]:
            self._tell(plan.as_json())
        else:
            show_plan(console, plan)
        return plan.is_right

    def _tell(self, answer: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
