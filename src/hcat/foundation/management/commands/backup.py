# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hcat.foundation import backup


class Command(BaseCommand):
    help = "Write everything into one file, verified."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the file to make, such as hcat.backup")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"].absolute()
        manifest = backup.write(path)
        self.stdout.write(
            f"{path}: {manifest.rows:,} rows in {len(manifest.tables)} tables and "
            f"{len(manifest.uploads):,} uploads, {path.stat().st_size:,} bytes; read back, whole."
        )
