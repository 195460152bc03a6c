# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, HcatError, in_the_terminals_language
from hcat.weighing.api import keep_criteria, latest, read_criteria


class Command(BaseCommand):
    help = "Criteria by which initiatives are weighed: load those of an agenda folder."

    def add_arguments(self, parser: CommandParser) -> None:
        sub = parser.add_subparsers(dest="what", required=True)
        load = sub.add_parser("load", help="keep weighing/criteria.yaml as the next version")
        load.add_argument("folder", type=Path, metavar="FOLDER", help="an agenda folder")
        load.add_argument("--dry-run", action="store_true", help="read the file, keep nothing")
        load.add_argument(
            "--reason", default="", metavar="TEXT", help="what changes in them, and why"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with in_the_terminals_language():
                self.stdout.write(self._load(**options))
        except HcatError as error:
            raise CommandError(str(error)) from error

    def _load(self, *, folder: Path, dry_run: bool, reason: str, **_others: Any) -> str:
        sheet = read_criteria(folder)
        if dry_run:
            return _("The file can be used: %(number)s criteria.") % {"number": len(sheet.criteria)}
        before = latest()
        kept = keep_criteria(
            by=Actor.system("weighing load"), sheet=sheet,
            reason=reason or _("As they stand in the agenda folder."),
        )  # fmt: skip
        text = (
            _("These criteria are kept already, as version %(version)s.")
            if before is not None and kept.version <= before.version
            else _("The criteria are kept as version %(version)s.")
        )
        return text % {"version": kept.version}
