# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hcat.foundation.worker import work


class Command(BaseCommand):
    help = "Do the work in the background: queued tasks and schedules."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what waits, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        work(once=options["once"])
