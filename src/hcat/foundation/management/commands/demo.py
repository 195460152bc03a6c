# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.progress import Progress

from hcat.foundation import demo
from hcat.foundation.api import Actor


class Command(BaseCommand):
    help = "Load or clear demonstration data."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True, metavar="load|clear")
        load = what.add_parser("load", help="fill the site; the same seed gives the same data")
        load.add_argument("--seed", type=int, default=demo.SEED)
        what.add_parser("clear", help="remove all demonstration data, and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        by = Actor.system(f"demo {options['what']}")
        left: list[str] = []
        if options["what"] == "load":
            with Progress(console=Console(stderr=True), transient=True) as progress:
                task = progress.add_task("", total=None)
                rows = demo.load(
                    by=by, seed=options["seed"],
                    tell=lambda name, number, of: progress.update(
                        task, description=name, completed=number, total=of
                    ),
                )  # fmt: skip
            done, nothing = "loaded", "The demonstration data stand already."
        else:
            left = demo.stays()
            rows = demo.clear(by=by)
            done, nothing = "cleared", "There are no demonstration data."
        for name, count in rows.items():
            self.stdout.write(f"{name}: {count:,} {done}")
        if not rows:
            self.stdout.write(nothing)
        if left:
            self._tell_what_stays(left)

    def _tell_what_stays(self, left: list[str]) -> None:
        self.stdout.write(
            "This stays in the agenda: people made it out of demonstration data, and the history "
            "of the agenda is never rewritten."
        )
        for line in left:
            self.stdout.write(f"- {line}")
        self.stdout.write(
            "Put it right at the desk: revise or resume what it is about, and say in the reason "
            "that it was a demonstration."
        )
