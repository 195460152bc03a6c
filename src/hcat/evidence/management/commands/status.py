# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from hcat.agenda.api import is_empty
from hcat.evidence.api import standing, summarise
from hcat.evidence.showing import status
from hcat.foundation.api import a_day, terminals_language


class Command(BaseCommand):
    help = (
        "How every result of the agenda stands: verdict, figure or nearest proxy, deadline, source."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--as-of",
            type=a_day,
            metavar="DATE",
            help="as it stood on that day (YYYY-MM-DD)",
        )
        parser.add_argument("--json", action="store_true", help="for a program to read")
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            help="of the sentences (default: that of the terminal, else that of the site)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if is_empty():
            raise CommandError(
                "There is no agenda yet, so nothing stands anywhere. "
                "Load one first: hcat agenda load agendas/<region>"
            )
        language = options["language"] or terminals_language() or settings.LANGUAGE_CODE
        with translation.override(language):
            results = standing(as_of=options["as_of"])
            total = summarise(results, as_of=options["as_of"])
            if options["json"]:
                text = json.dumps(status.as_data(results, total), ensure_ascii=False, indent=2)
                self.stdout.write(text)
            else:
                self.stdout.write(status.as_table(results, total), ending="")
