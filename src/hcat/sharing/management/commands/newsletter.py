# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.progress import Progress

from hcat.foundation.api import Actor, Refused, in_the_terminals_language
from hcat.sharing.api import carry_on, issue_called, issues, readers, send_issue

BY = Actor.system("newsletter")


class Command(BaseCommand):
    help = "Look at the issues of the newsletter, and send one."

    def add_arguments(self, parser: CommandParser) -> None:
        does = parser.add_subparsers(dest="does", required=True, metavar="list|send")
        listing = does.add_parser("list", help="show the issues, the last one first")
        sending = does.add_parser(
            "send", help="put the mails of an issue in the outbox; goes on where it stopped"
        )
        sending.add_argument("key", help="the name of the issue, such as 2026-11")
        sending.add_argument(
            "--dry-run", action="store_true", help="tell to how many it would go, and do nothing"
        )
        for action in (listing, sending):
            action.add_argument("--json", action="store_true", help="for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_the_terminals_language():
            getattr(self, f"_{options['does']}")(options)

    def _list(self, options: dict[str, Any]) -> None:
        rows = [
            {
                "key": one.key,
                "state": one.state,
                "title": str(one.title),
                "mails": one.mails,
                "sentAt": one.sent_at and one.sent_at.isoformat(),
            }
            for one in issues(public=False)
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for row in rows:
            self.stdout.write(f"{row['key']}  {row['state']:<8} {row['mails']:>7}  {row['title']}")
        if not rows:
            self.stdout.write("There is no issue yet.")

    def _send(self, options: dict[str, Any]) -> None:
        issue = issue_called(options["key"])
        if options["dry_run"]:
            self._tell(options, readers().by_language, "would get it")
            return
        if issue.state == issue.State.SENT:
            raise Refused(
                f"The issue {issue.key} was sent already.", mend="See: hcat newsletter list"
            )
        send_issue(by=BY, issue=issue.key)
        total = readers().total
        with Progress(console=Console(stderr=True), transient=True) as progress:
            step = progress.add_task("Sending", total=total)
            put = carry_on(
                issue=issue.key, on_progress=lambda done: progress.update(step, completed=done)
            )
        self._tell(options, {"mails": put}, "in the outbox")

    def _tell(self, options: dict[str, Any], numbers: dict[str, int], what: str) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(numbers))
            return
        told = ", ".join(f"{name} {number}" for name, number in numbers.items())
        self.stdout.write(f"{told}: {what}")
