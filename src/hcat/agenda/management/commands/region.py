# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hcat.foundation.api import in_the_terminals_language


class Command(BaseCommand):
    help = "Begin the agenda of another region."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True, metavar="new")
        new = what.add_parser("new", help="write a valid starter folder with advice in every file")
        new.add_argument("name", metavar="NAME", help="the region, such as Veluwe")
        new.add_argument("--dir", type=Path, help="where (default: agendas/<name>)")

    def handle(self, *args: Any, **options: Any) -> None:
        from hcat.agenda.starting import new_region

        with in_the_terminals_language():
            folder = new_region(options["name"], folder=options["dir"])
        self.stdout.write(f"{folder}: begin with agenda.yaml; then: hcat agenda check {folder}")
