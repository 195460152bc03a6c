# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from hcat.config.serving import serve


class Command(BaseCommand):
    help = "Run the site and the worker in the foreground, for a service manager."

    def handle(self, *args: Any, **options: Any) -> None:
        serve()
