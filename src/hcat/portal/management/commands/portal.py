# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, HcatError, in_the_terminals_language
from hcat.parties.api import find_organisation
from hcat.portal.operations.sources import add_source
from hcat.portal.reading_words import in_words
from hcat.portal.syncing.running import asker
from hcat.postings.api import Board, DiscoveredSource, NotFetched, adapters, discover

NOTHING = 3
"""Exit code when no source was found: not 1, which tells that the command failed."""


class Command(BaseCommand):
    help = "The portal: find where the vacancies of a company come from."

    def add_arguments(self, parser: CommandParser) -> None:
        sub = parser.add_subparsers(dest="what", required=True, metavar="discover")
        finding = sub.add_parser("discover", help="look at a site, and say where its vacancies are")
        finding.add_argument("address", metavar="URL")
        finding.add_argument(
            "--add-to", metavar="COMPANY", help="add the best one to this company: key, KvK, name"
        )
        finding.add_argument("--json", action="store_true", help="for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_the_terminals_language():
            try:
                self._discover(options)
            except HcatError as error:
                raise CommandError(str(error)) from error

    def _discover(self, options: dict[str, Any]) -> None:
        with asker() as asking:
            try:
                found = discover(options["address"], asking.ask)
            except NotFetched as error:
                raise CommandError(in_words(error.why)) from error
        if not options["json"]:
            self._tell(found.findings, found.troubles)
        added = None
        if found.findings and options["add_to"]:
            added = _add(found.findings[0].board, options["add_to"])
        if options["json"]:
            told = {
                "findings": [_as_json(one) for one in found.findings],
                "asked": found.asked,
                "troubles": found.troubles,
                "added": added,
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        elif added is not None:
            self.stdout.write(_("Added as source %(number)d.") % {"number": added})
        if not found.findings:
            raise SystemExit(NOTHING)

    def _tell(self, findings: list[DiscoveredSource], troubles: dict[str, str]) -> None:
        for one in findings:
            count = (
                _("%(n)d vacancies") % {"n": one.count}
                if one.count is not None
                else in_words(one.trouble)
            )
            title = adapters()[one.board.system].title
            self.stdout.write(f"{title}: {one.board.address} ({count})")
            self.stdout.write(f"    {in_words(one.how)}")
        if not findings:
            self.stdout.write(_("No source was found from this address."))
            for page, why in troubles.items():
                self.stdout.write(f"    {page}: {in_words(why)}")


def _add(board: Board, company: str) -> int:
    """Returns the number of the source."""
    made = add_source(
        by=Actor.system("portal discover"),
        organisation=find_organisation(company).key,
        address=board.address,
        system=board.system,
        employer=board.employer,
        language=board.language,
    )
    return made.pk


def _as_json(one: DiscoveredSource) -> dict[str, Any]:
    return {
        "system": one.board.system,
        "employer": one.board.employer,
        "address": one.board.address,
        "count": one.count,
        "how": one.how,
        "trouble": one.trouble,
    }
