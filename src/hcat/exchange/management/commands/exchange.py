# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hcat.foundation.api import Actor, in_the_terminals_language

if TYPE_CHECKING:
    from rich.console import Console

TABLES = ("observations", "initiatives", "results")


class Command(BaseCommand):
    help = "Take the agenda out as tables and IATI, bring them in again, check IATI files."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True, metavar="export|import|check")
        export = what.add_parser("export", help="write a table or an IATI file")
        export.add_argument("table", choices=(*TABLES, "iati"))
        export.add_argument("iati", type=Path, nargs="?", metavar="FILE", help="of an IATI file")
        to = export.add_mutually_exclusive_group()
        to.add_argument(
            "--csv", type=Path, metavar="FILE", help="as CSV, with its data package beside it"
        )
        to.add_argument("--xlsx", type=Path, metavar="FILE", help="as a workbook")
        export.add_argument(
            "--organisation", default="", metavar="ID", help="who publishes it: NL-KVK-12345678"
        )
        export.add_argument("--json", action="store_true", help="for programs")
        bring = what.add_parser(
            "import",
            help="bring in an edited table or an IATI file: all of it or nothing",
            description="Rows and columns that are left out change nothing. A corrected figure "
            "needs its reason, in the column of that name. Figures wait as one batch until "
            "somebody else has checked and approved them at the desk. The indicators of another "
            "programme's IATI file become published series, to compare with.",
        )
        bring.add_argument("file", type=Path, metavar="FILE")
        bring.add_argument("--dry-run", action="store_true", help="show the difference only")
        bring.add_argument(
            "--by", default="", metavar="MAIL", help="who brings it; otherwise the system itself"
        )
        bring.add_argument(
            "--approve-alone", default="", metavar="REASON",
            help="let its figures count at once, where nobody else may approve them; everybody "
            "can read the reason",
        )  # fmt: skip
        bring.add_argument(
            "--instead-of", type=int, metavar="NUMBER", help="of the batch that this file mends"
        )
        bring.add_argument(
            "--topic", default="labour_market", help="subject of another programme's series"
        )
        bring.add_argument(
            "--older",
            action="store_true",
            help="also what an IATI file gives of an earlier day than what stands",
        )
        bring.add_argument(
            "--organisation",
            default="",
            metavar="ID",
            help="who publishes this agenda, where agenda.yaml does not say so",
        )
        bring.add_argument("--json", action="store_true", help="for programs")
        check = what.add_parser(
            "check", help="say everything that is wrong with an IATI file, whoever made it"
        )
        check.add_argument("file", type=Path, metavar="FILE")
        check.add_argument(
            "--xsd", type=Path, metavar="DIR", help="folder with the schemas of IATI 2.03"
        )
        check.add_argument("--json", action="store_true", help="for programs")

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

        path: Path | None = options["csv"] or options["xlsx"]
        if options["table"] == "iati":
            path = options["iati"]
        if path is None or (options["iati"] and options["table"] != "iati"):
            raise CommandError("say where to: iati FILE, or a table with --csv FILE or --xlsx FILE")
        if options["table"] == "iati":
            count = api.write_iati(path, organisation=options["organisation"])
        else:
            table = getattr(api, f"{options['table']}_table")()
            count = (api.write_csv if options["csv"] else api.write_xlsx)(table, path)
        if options["json"]:
            self._tell({"file": str(path), "rows": count})
        else:
            show_export(console, path, count, is_iati=options["table"] == "iati")
        return True

    def _import(self, console: Console, options: dict[str, Any]) -> bool:
        from hcat.exchange.api import TOPICS, import_iati, import_table
        from hcat.exchange.terminal import show_plan

        by, dry_run = self._actor(options["by"]), options["dry_run"]
        if options["topic"] not in TOPICS:
            raise CommandError(f"--topic is one of {', '.join(TOPICS)}")
        if options["file"].suffix.lower() == ".xml":
            plan = import_iati(
                options["file"], by=by, dry_run=dry_run, topic=options["topic"],
                organisation=options["organisation"], older=options["older"],
            )  # fmt: skip
        else:
            plan = import_table(
                options["file"], by=by, dry_run=dry_run, instead_of=options["instead_of"],
                approve_because=options["approve_alone"],
            )  # fmt: skip
        if options["json"]:
            self._tell(plan.as_json())
        else:
            show_plan(console, plan)
        return plan.is_right

    def _actor(self, mail: str) -> Actor:
        if not mail:
            return Actor.system("exchange import")
        from hcat.parties.api import person_by_key

        person = person_by_key(mail)
        if person.user is None:
            raise CommandError(f"--by: {mail} has no account")
        return Actor.of(person.user)

    def _check(self, console: Console, options: dict[str, Any]) -> bool:
        from hcat.exchange.api import check_iati
        from hcat.exchange.terminal import show_finding, show_sum

        found = check_iati(options["file"], xsd=options["xsd"])
        if options["json"]:
            all_found = [one.as_json() for one in found]
            self._tell({"ok": not all_found, "findings": all_found})
            return not all_found
        count = 0
        for one in found:
            count += 1
            show_finding(console, one)
        show_sum(console, options["file"], count)
        return not count

    def _tell(self, answer: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
