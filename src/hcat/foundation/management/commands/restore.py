# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hcat.foundation import backup


class Command(BaseCommand):
    help = "Put a backup back; an existing database is replaced only with --force."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file made by `hcat backup`")
        parser.add_argument("--force", action="store_true", help="replace what is there")
        parser.add_argument("--check", action="store_true", help="only tell whether it is whole")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"].absolute()
        manifest = (
            backup.read_manifest(path)
            if options["check"]
            else backup.restore(path, force=options["force"])
        )
        self.stdout.write(
            f"{path} of {manifest.made_at[:16]}: {manifest.rows:,} rows in "
            f"{len(manifest.tables)} tables and {len(manifest.uploads):,} uploads, "
            + ("whole." if options["check"] else "put back.")
        )
