# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from hcat.config.serving import address
from hcat.correspondence.api import has_mail_server
from hcat.foundation.api import Actor, in_the_terminals_language
from hcat.foundation.one_time import path_for
from hcat.parties.api import ROLE_NAMES, erase_person, export_person, person_by_key
from hcat.web.desk.register.inviting import invite_by_mail


class Command(BaseCommand):
    help = "Invite someone; give someone their own data; erase someone."

    def add_arguments(self, parser: CommandParser) -> None:
        does = parser.add_subparsers(dest="does", required=True, metavar="invite|export|erase")
        inviting = does.add_parser("invite", help="give an account and a role, by mail")
        inviting.add_argument("mail")
        inviting.add_argument("--name", required=True)
        inviting.add_argument("--role", required=True, choices=list(ROLE_NAMES))
        inviting.add_argument("--scope", default="", help="such as initiative:initiative-27")
        inviting.add_argument(
            "--language", default="nl", choices=[code for code, _name in settings.LANGUAGES]
        )
        inviting.add_argument(
            "--link", action="store_true", help="also print a link that signs them in once"
        )
        exporting = does.add_parser("export", help="everything held about someone, as JSON")
        exporting.add_argument("person", help="key or mail address")
        erasing = does.add_parser("erase", help="remove someone's data; cannot be undone")
        erasing.add_argument("person", help="key or mail address")
        erasing.add_argument("--reason", required=True, help="on whose request, and when")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_the_terminals_language():
            getattr(self, f"_{options['does']}")(options, Actor.system(f"person {options['does']}"))

    def _export(self, options: dict[str, Any], by: Actor) -> None:
        told = export_person(person=person_by_key(options["person"]), by=by)
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))

    def _erase(self, options: dict[str, Any], by: Actor) -> None:
        person = person_by_key(options["person"])
        erase_person(person=person, reason=options["reason"], by=by)
        self.stdout.write(f"The data of {person.key} were erased.")

    def _invite(self, options: dict[str, Any], by: Actor) -> None:
        key = invite_by_mail(
            **{name: options[name] for name in ("name", "mail", "role", "scope", "language")}, by=by
        )
        person = person_by_key(key)
        self.stdout.write(f"{key}: {person} may now sign in.")
        if has_mail_server():
            self.stdout.write("The invitation is in the outbox and leaves within a minute or so.")
        else:
            self.stdout.write(
                "The invitation waits in the outbox: no mail server is set (HCAT_MAIL_URL).\n"
                f"Until then tell {person} yourself: {address()}/sign-in, with {person.mail}."
            )
        if options["link"]:
            self.stdout.write(f"Signs in once, within a day:  {address()}{path_for(person.user)}")
        elif not has_mail_server():
            self.stdout.write("Codes cannot be mailed yet either; --link prints a one-time link.")
