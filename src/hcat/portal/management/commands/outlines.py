# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, HcatError, in_the_terminals_language
from hcat.portal.operations.outlines import import_outlines


class Command(BaseCommand):
    help = "Outlines of the municipalities, for the map of companies."

    def add_arguments(self, parser: CommandParser) -> None:
        sub = parser.add_subparsers(dest="what", required=True, metavar="import")
        taking = sub.add_parser("import", help="in place of those that were there before")
        taking.add_argument("file", type=Path, help="GeoJSON or TopoJSON of municipalities")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_the_terminals_language():
            try:
                found, lacking = import_outlines(by=Actor.system("outlines"), path=options["file"])
            except HcatError as error:
                raise CommandError(str(error)) from error
            self.stdout.write(_("%(number)d outlines are kept.") % {"number": len(found)})
            if lacking:
                self.stdout.write(
                    _("The file has none of: %(names)s.") % {"names": ", ".join(lacking)}
                )
