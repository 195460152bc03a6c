# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from hcat.correspondence.api import deliver_due, outbox, outbox_counts, settle
from hcat.correspondence.models import OutboxMessage
from hcat.foundation.api import Actor, in_the_terminals_language

BY = Actor.system("outbox")


class Command(BaseCommand):
    help = "Look at the mails of the programme, send those that are due, settle uncertain ones."

    def add_arguments(self, parser: CommandParser) -> None:
        does = parser.add_subparsers(dest="does", required=True, metavar="send|list|settle")
        send = does.add_parser("send", help="hand over what is due, and stop")
        send.add_argument("--limit", type=int, default=500, help="at most so many (500)")
        listing = does.add_parser("list", help="show mails, newest first")
        listing.add_argument("--state", choices=OutboxMessage.State.values)
        listing.add_argument("--limit", type=int, default=50, help="at most so many (50)")
        for action in (send, listing):
            action.add_argument("--json", action="store_true", help="for a program to read")
        settling = does.add_parser("settle", help="say what became of an uncertain or failed mail")
        settling.add_argument("number", type=int, help="the number of the mail in the list")
        how = settling.add_mutually_exclusive_group(required=True)
        how.add_argument("--left", action="store_true", help="it arrived")
        how.add_argument("--again", action="store_true", help="it did not: send it (again)")
        settling.add_argument("--reason", required=True, help="how you found out")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_the_terminals_language():
            getattr(self, f"_{options['does']}")(options)

    def _send(self, options: dict[str, Any]) -> None:
        with Progress(console=Console(stderr=True), transient=True) as progress:
            step = progress.add_task("Sending", total=None)
            told = deliver_due(
                limit=options["limit"],
                on_progress=lambda done, total: progress.update(step, completed=done, total=total),
            )
        numbers = {name: getattr(told, name) for name in told.__slots__}
        if options["json"]:
            self.stdout.write(json.dumps(numbers))
        else:
            self.stdout.write(", ".join(f"{name} {number}" for name, number in numbers.items()))
        if told.uncertain:
            self.stderr.write(
                "Of some mails nobody knows whether they left: hcat outbox list --state uncertain"
            )

    def _list(self, options: dict[str, Any]) -> None:
        rows = outbox(state=options["state"])[: options["limit"]]
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {
                        "counts": outbox_counts(),
                        "mails": [
                            {
                                "number": mail.pk,
                                "kind": mail.kind,
                                "person": mail.person.key,
                                "state": mail.state,
                                "notBefore": mail.not_before.isoformat(),
                                "leftAt": mail.left_at and mail.left_at.isoformat(),
                                "attempts": mail.attempts,
                                "why": mail.deferred_reason or mail.last_error,
                            }
                            for mail in rows
                        ],
                    }
                )
            )
            return
        table = Table("Number", "State", "Kind", "Person", "Not before", "Why")
        for mail in rows:
            table.add_row(
                str(mail.pk),
                mail.state,
                mail.kind,
                mail.person.key,
                f"{mail.not_before:%Y-%m-%d %H:%M}",
                mail.deferred_reason or mail.last_error,
            )
        Console(file=self.stdout).print(table)  # type: ignore[arg-type]
        self.stdout.write(
            ", ".join(f"{state} {number}" for state, number in outbox_counts().items())
        )

    def _settle(self, options: dict[str, Any]) -> None:
        message = settle(
            message_id=options["number"],
            has_left=options["left"],
            reason=options["reason"],
            by=BY,
        )
        self.stdout.write(f"Mail {message.pk} is now {message.state}.")
