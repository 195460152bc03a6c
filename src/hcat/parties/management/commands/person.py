# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hcat.foundation.api import Actor
from hcat.parties.api import erase_person, export_person, invite, person_by_key
from hcat.parties.models.people import Role


class Command(BaseCommand):
    help = "Invite someone; give someone their own data; erase someone."

    def add_arguments(self, parser: CommandParser) -> None:
        does = parser.add_subparsers(dest="does", required=True, metavar="invite|export|erase")
        inviting = does.add_parser("invite", help="give someone an account and a role")
        inviting.add_argument("mail")
        inviting.add_argument("--name", required=True)
        inviting.add_argument("--role", required=True, choices=Role.values)
        inviting.add_argument("--scope", default="", help="such as initiative:initiative-27")
        exporting = does.add_parser("export", help="everything held about someone, as JSON")
        exporting.add_argument("person", help="key or mail address")
        erasing = does.add_parser("erase", help="remove someone's data; cannot be undone")
        erasing.add_argument("person", help="key or mail address")
        erasing.add_argument("--reason", required=True, help="on whose request, and when")

    def handle(self, *args: Any, **options: Any) -> None:
        by = Actor.system(f"person {options['does']}")
        if options["does"] == "invite":
            person = invite(
                name=options["name"],
                mail=options["mail"],
                role=options["role"],
                scope=options["scope"],
                by=by,
            )
            self.stdout.write(f"{person.key}: {person} may now sign in.")
        elif options["does"] == "export":
            told = export_person(person=person_by_key(options["person"]), by=by)
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            person = person_by_key(options["person"])
            erase_person(person=person, reason=options["reason"], by=by)
            self.stdout.write(f"The data of {person.key} were erased.")
