# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hcat.foundation.api import Actor, HcatError, in_the_terminals_language
from hcat.helpdesk.mail_in.mailbox import fetch, is_set
from hcat.helpdesk.mail_in.taking_in import receive
from hcat.helpdesk.operations.arranging import begin
from hcat.helpdesk.reminding import close_silent, remind

BY = Actor.system("helpdesk")


class Command(BaseCommand):
    help = "Take in questions by mail, begin with a first set of topics, remind of terms."

    def add_arguments(self, parser: CommandParser) -> None:
        does = parser.add_subparsers(
            dest="does", required=True, metavar="begin|receive|fetch|remind"
        )
        does.add_parser("begin", help="make the first topics and texts, where there are none")
        receiving = does.add_parser("receive", help="take in one mail, from a file or from a pipe")
        receiving.add_argument("file", nargs="?", help="the mail; without: standard input")
        fetching = does.add_parser("fetch", help="take in what is unread in HCAT_HELPDESK_IMAP")
        reminding = does.add_parser("remind", help="send what is due of reminders, close old ones")
        for action in (receiving, fetching, reminding):
            action.add_argument("--json", action="store_true", help="for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_the_terminals_language():
            try:
                getattr(self, f"_{options['does']}")(options)
            except HcatError as error:
                raise CommandError(str(error)) from error

    def _begin(self, options: dict[str, Any]) -> None:
        made = begin(by=BY)
        self.stdout.write(f"{made} topics made." if made else "There are topics already.")

    def _receive(self, options: dict[str, Any]) -> None:
        file = options["file"]
        raw = Path(file).read_bytes() if file else sys.stdin.buffer.read()
        if not raw.strip():
            raise CommandError("There is no mail: give a file, or the mail on standard input.")
        became = receive(raw=raw, by=BY)
        if options["json"]:
            self.stdout.write(json.dumps({"number": became.number, "what": became.what}))
        else:
            self.stdout.write(f"{became.what} {became.number}".strip())

    def _fetch(self, options: dict[str, Any]) -> None:
        if not is_set():
            raise CommandError(
                "No mailbox is set. Set HCAT_HELPDESK_IMAP, such as "
                "imaps://user:password@mail.example.org/INBOX."
            )
        self._tell(dict(fetch(by=BY)), options)

    def _remind(self, options: dict[str, Any]) -> None:
        self._tell({"reminded": remind(by=BY), "closed": close_silent(by=BY)}, options)

    def _tell(self, numbers: dict[str, int], options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(numbers))
        else:
            told = ", ".join(f"{name} {number}" for name, number in numbers.items())
            self.stdout.write(told or "nothing new")
