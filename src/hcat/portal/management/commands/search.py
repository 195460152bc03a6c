# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from hcat.foundation.api import in_the_terminals_language, today
from hcat.portal.searching.asking import Asked, ask
from hcat.portal.searching.explaining import explained
from hcat.portal.searching.keeping_up import bring_up_to_date, engine, rebuild


class Command(BaseCommand):
    help = "The index of vacancies on this server: build it anew, bring it up to date, ask it."

    def add_arguments(self, parser: CommandParser) -> None:
        sub = parser.add_subparsers(dest="what", required=True, metavar="rebuild|update|ask")
        sub.add_parser("rebuild", help="build it anew from the tables")
        sub.add_parser("update", help="take in what changed")
        asking = sub.add_parser("ask", help="the keys of the vacancies that fit, best first")
        asking.add_argument("words", nargs="*")
        asking.add_argument("--most", type=int, default=20)
        asking.add_argument("--why", action="store_true", help="what gave each its place")
        asking.add_argument("--json", action="store_true", help="for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_the_terminals_language():
            if options["what"] == "ask":
                self._ask(options)
                return
            began = time.monotonic()
            count = rebuild() if options["what"] == "rebuild" else bring_up_to_date()
            told = _("%(count)d vacancies in %(seconds).1f s")
            self.stdout.write(told % {"count": count, "seconds": time.monotonic() - began})

    def _ask(self, options: dict[str, Any]) -> None:
        bring_up_to_date()
        snapshot = engine().snapshot()
        if snapshot is None:
            raise CommandError(_("The index cannot be read. Build it anew: hcat search rebuild"))
        asked = Asked(" ".join(options["words"]))
        found = ask(snapshot, asked, today=today(), most=options["most"])
        why = {key: explained(snapshot, asked, key) for key in found.keys} if options["why"] else {}
        if options["json"]:
            told = {"total": found.total, "keys": found.keys, "counts": found.counts}
            told |= {"why": why} if options["why"] else {}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        self.stdout.write(str(found.total))
        for key, score in zip(found.keys, found.scores, strict=True):
            self.stdout.write(f"{key}  {score:.2f}")
            for way, part in why.get(key, {}).items():
                self.stdout.write(f"    {part:6.2f}  {way}")
