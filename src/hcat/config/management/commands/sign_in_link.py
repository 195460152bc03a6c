# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandParser

from hcat.config.serving import address
from hcat.foundation.api import Actor, Refused
from hcat.foundation.one_time import path_for


class Command(BaseCommand):
    help = "Print a link that signs someone in once, without mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", nargs="?", help="whose account; by default the administrator")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["email"]:
            users = get_user_model()._default_manager
            user = users.filter(email__iexact=options["email"], is_active=True).first()
            if user is None:
                raise Refused(
                    f"{options['email']} has no account that may sign in.",
                    mend="Invite this person at the desk first.",
                )
        else:
            from hcat.parties.api import local_administrator

            user = local_administrator(by=Actor.system("sign-in-link"))
        self.stdout.write(f"{address()}{path_for(user)}")
