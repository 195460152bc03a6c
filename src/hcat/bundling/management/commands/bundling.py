# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from hcat.bundling.explaining import name_of, sentence
from hcat.bundling.finding import Found, find, parts_of
from hcat.foundation.api import Actor, HcatError, in_the_terminals_language

SHOWN = 20


class Command(BaseCommand):
    help = "Go through the register for initiatives that overlap."

    def add_arguments(self, parser: CommandParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True)
        deed = deeds.add_parser("find", help="compare all initiatives with each other")
        deed.add_argument("--dry-run", action="store_true", help="store nothing, say what would be")
        deed.add_argument("--json", action="store_true", help="for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_the_terminals_language():
            try:
                found = find(by=Actor.system("bundling"), dry_run=options["dry_run"])
            except HcatError as error:
                raise CommandError(str(error)) from error
            if options["json"]:
                self.stdout.write(json.dumps(_as_data(found), ensure_ascii=False, indent=2))
            else:
                self._say(found)

    def _say(self, found: Found) -> None:
        self.stdout.write(
            _("Initiatives compared: %(n)s. Pairs that may overlap: %(pairs)s, likely: %(likely)s.")
            % {"n": found.compared, "pairs": len(found.pairs), "likely": found.likely}
        )
        self.stdout.write(_("Judgements learned from: %(n)s.") % {"n": found.judged})
        for pair in found.pairs[:SHOWN]:
            self.stdout.write(f"{pair.chance:.2f}  {name_of(pair.left)} | {name_of(pair.right)}")
            told = sentence(pair.shared, parts_of(pair.features, found.weights))
            self.stdout.write(f"      {told}")


def _as_data(found: Found) -> dict[str, Any]:
    return {
        "run": found.run,
        "compared": found.compared,
        "judged": found.judged,
        "fingerprint": found.fingerprint,
        "weights": found.weights,
        "pairs": [
            {
                "left": one.left,
                "right": one.right,
                "chance": one.chance,
                "features": one.features,
                "shared": one.shared,
            }
            for one in found.pairs
        ],
    }
