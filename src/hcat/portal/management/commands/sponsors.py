# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, HcatError, in_the_terminals_language
from hcat.portal.operations.sponsors import import_sponsors
from hcat.portal.queries.sponsors import sponsors_to_check


class Command(BaseCommand):
    help = "Recognised sponsors: take in the public register of the immigration service (IND)."

    def add_arguments(self, parser: CommandParser) -> None:
        sub = parser.add_subparsers(dest="what", required=True, metavar="import")
        taking = sub.add_parser("import", help="in place of the register that was there before")
        taking.add_argument("file", type=Path, help="CSV or XLSX: name and KvK number")
        taking.add_argument(
            "--date", type=date.fromisoformat, help="day of the register, as 2026-03-01; or today"
        )
        taking.add_argument(
            "--anyway", action="store_true", help="also if it is older or much shorter than that"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with in_the_terminals_language():
            try:
                kept = import_sponsors(
                    by=Actor.system("sponsors"), path=options["file"], as_of=options["date"],
                    anyway=options["anyway"],
                )  # fmt: skip
            except HcatError as error:
                raise CommandError(str(error)) from error
            self.stdout.write(
                _("%(rows)d recognised sponsors, %(unread)d of them without a number.")
                % {"rows": kept.rows, "unread": kept.unread}
            )
            self.stdout.write(
                _("%(number)d names of companies are to be looked at by a person.")
                % {"number": sponsors_to_check().count()}
            )
