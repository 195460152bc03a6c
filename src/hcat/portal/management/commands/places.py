# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, HcatError, in_the_terminals_language
from hcat.portal.operations.settlements import import_settlements


class Command(BaseCommand):
    help = "Where towns and villages lie, so that vacancies can be sought nearby."

    def add_arguments(self, parser: CommandParser) -> None:
        sub = parser.add_subparsers(dest="what", required=True, metavar="import")
        taking = sub.add_parser("import", help="in place of those that were there before")
        taking.add_argument("file", type=Path, help="CSV or XLSX: name, latitude, longitude")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_the_terminals_language():
            try:
                number = import_settlements(by=Actor.system("places"), path=options["file"])
            except HcatError as error:
                raise CommandError(str(error)) from error
            self.stdout.write(_("%(number)d places are kept.") % {"number": number})
