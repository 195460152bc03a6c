# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from hcat.config.serving import stop


class Command(BaseCommand):
    help = "End the site and the worker that `hcat up` started."

    def handle(self, *args: Any, **options: Any) -> None:
        ended = stop()
        self.stdout.write("Ended." if ended else "Nothing was running.")
