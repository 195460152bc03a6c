# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, HcatError, camel, in_the_terminals_language
from hcat.portal.operations.esco import Taken, import_esco
from hcat.portal.operations.labels import classify_open

BY = Actor.system("esco")


class Command(BaseCommand):
    help = "ESCO: take in its occupations and skills, in any language, and classify by them."

    def add_arguments(self, parser: CommandParser) -> None:
        sub = parser.add_subparsers(dest="what", required=True, metavar="import")
        taking = sub.add_parser("import", help="read a package: a zip, a folder, or CSV files")
        taking.add_argument("files", nargs="+", type=Path, metavar="FILE")
        taking.add_argument("--language", default="", help="of the names; else files' names say it")
        taking.add_argument("--json", action="store_true", help="for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_the_terminals_language():
            began = time.monotonic()
            try:
                taken = import_esco(options["files"], by=BY, language=options["language"])
                changed = classify_open(by=BY).changed if taken.is_changed else 0
            except HcatError as error:
                raise CommandError(str(error)) from error
            seconds = round(time.monotonic() - began, 1)
            if options["json"]:
                told = {**asdict(taken), "vacancies": changed, "seconds": seconds}
                self.stdout.write(json.dumps(camel(told), ensure_ascii=False))
            else:
                self._tell(taken, changed, seconds)

    def _tell(self, taken: Taken, changed: int, seconds: float) -> None:
        for name, language in taken.files:
            self.stdout.write(f"{name}  {language}".rstrip())
        for name in taken.others:
            self.stdout.write(_("%(file)s: not needed, passed over") % {"file": name})
        if not taken.is_changed:
            self.stdout.write(_("All of it was there already; nothing was changed."))
            return
        self.stdout.write(
            _("New: %(concepts)d concepts, %(names)d names, %(relations)d relations; "
              "rows passed over: %(skipped)d; in %(seconds)s s.")
            % {
                "concepts": taken.concepts,
                "names": taken.names,
                "relations": taken.relations,
                "skipped": taken.skipped,
                "seconds": seconds,
            }
        )  # fmt: skip
        self.stdout.write(
            _("Vacancies that are classified otherwise by it: %(n)d") % {"n": changed}
        )
