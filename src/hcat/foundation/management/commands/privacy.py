# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hcat.foundation.api import Actor
from hcat.foundation.retention import enforce, past_their_term, rules


class Command(BaseCommand):
    help = "Remove or empty personal data that were kept long enough."

    def add_arguments(self, parser: CommandParser) -> None:
        does = parser.add_subparsers(dest="does", required=True, metavar="retention")
        retention = does.add_parser("retention", help="as the worker does every night")
        retention.add_argument("--dry-run", action="store_true", help="count, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        dry_run = options["dry_run"]
        told = past_their_term() if dry_run else enforce(by=Actor.system("privacy retention"))
        done = "past its term" if dry_run else "removed or emptied"
        for rule in rules():
            self.stdout.write(f"{rule.name} (kept {rule.term}): {told[rule.name]:,} {done}")
