# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, in_the_terminals_language


class Command(BaseCommand):
    help = "Ask the owners of initiatives to bring their sheet up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        does = parser.add_subparsers(dest="does", required=True, metavar="ask")
        ask = does.add_parser(
            "ask",
            help="send the questions and reminders that are due, as the worker does",
            description="Asks whoever can be asked about a sheet that nobody confirmed within a "
            "year; reminds after two weeks, and once more after two more. Nobody gets more mails "
            "than the contact budget allows.",
        )
        which = ask.add_mutually_exclusive_group(required=True)
        which.add_argument("--all", action="store_true", help="about every initiative")
        which.add_argument("key", nargs="?", metavar="KEY", help="about this initiative only")
        ask.add_argument("--dry-run", action="store_true", help="say whom, and send nothing")
        ask.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        from hcat.owners.api import ask_due, due, kept_up

        only = None if options["all"] else {options["key"]}
        with in_the_terminals_language():
            if only is not None and not only & {one.key for one in kept_up()}:
                raise NotFound(
                    _("There is no initiative called %(key)s whose sheet is kept up to date.")
                    % {"key": options["key"]},
                    mend=_("Look it up in the agenda."),
                )
            if options["dry_run"]:
                turns = due(only=only)
            else:
                turns = ask_due(by=Actor.system("owners ask"), only=only)
            if options["json"]:
                self.stdout.write(json.dumps([self._as_json(turn) for turn in turns]))
                return
            for turn in turns:
                keys = ", ".join(one.key for one in turn.initiatives)
                self.stdout.write(f"{turn.person.key}: {self._word(turn.what)} ({keys})")
            if not turns:
                self.stdout.write(_("Nobody has to be asked today."))

    @staticmethod
    def _as_json(turn: Any) -> dict[str, Any]:
        keys = [one.key for one in turn.initiatives]
        return {"person": turn.person.key, "what": turn.what, "initiatives": keys}

    @staticmethod
    def _word(what: str) -> str:
        return {
            "first": _("is asked"),
            "reminder": _("is reminded"),
            "held_back": _("is not asked: the contact budget is spent"),
        }[what]
