# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console

from hcat.foundation.api import Refused


class Command(BaseCommand):
    help = "Bring the site up: tables, agenda, first measurement, web server and worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--agenda", metavar="DIR", help="the folder to load into an empty database"
        )
        parser.add_argument("--demo", action="store_true", help="with demonstration data")

    def handle(self, *args: Any, **options: Any) -> None:
        from hcat.config.up import up

        folder = Path(options["agenda"]) if options["agenda"] else the_only_agenda()
        up(agenda=folder, with_demo=options["demo"], console=Console())


def the_only_agenda() -> Path:
    """The region's folder, where there is but one to choose from."""
    folders = sorted(path.parent for path in (settings.BASE_DIR / "agendas").glob("*/agenda.yaml"))
    if len(folders) != 1:
        raise Refused(
            "Which agenda?" if folders else "There is no agenda to load.",
            why=f"agendas/ holds {len(folders)} folders with an agenda.yaml.",
            mend="Name one: hcat up --agenda agendas/NAME",
        )
    return folders[0]
