# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hcat.config.catalogues import compile_all, gaps
from hcat.foundation.api import Refused


class Command(BaseCommand):
    help = "Make the translations ready; --check tells what is not translated."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="exit with 1 when a text misses")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            compile_all()
            return
        found = gaps()
        for gap in found:
            self.stdout.write(str(gap))
        if found:
            raise Refused(
                f"{len(found)} texts are not translated as they should be.",
                mend="Fill them in, in the files named above.",
            )
