# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from hcat.foundation.api import Actor, HcatError, camel, in_the_terminals_language, today
from hcat.parties.api import names_of
from hcat.portal.models import Check, Source
from hcat.portal.operations.ended_companies import end_with_companies
from hcat.portal.operations.labels import classify_open, lessons
from hcat.portal.operations.twins import Joined, join_twins
from hcat.portal.reading_files import Shown, read_file
from hcat.portal.reading_words import field_in_words, in_words, outcome_in_words
from hcat.portal.syncing.running import AT_ONCE, Told, due, sync

BY = Actor.system("vacancies")
FAILED = 3
"""Exit code when no source could be read: not 1, which tells that the command itself failed."""
MOST_ROWS = 100
"""In the table at the end: those that went wrong first, then those that changed."""
_WORST_FIRST: list[str] = [
    Check.Outcome.FAILED, Check.Outcome.DOUBTED, Check.Outcome.READ, Check.Outcome.UNCHANGED
]  # fmt: skip


class Command(BaseCommand):
    help = "Vacancies: read sources that are due, look at an answer, classify by what was learnt."

    def add_arguments(self, parser: CommandParser) -> None:
        sub = parser.add_subparsers(dest="what", required=True, metavar="sync|read|learn|twins")
        syncing = sub.add_parser("sync", help="read the sources whose turn it is")
        syncing.add_argument("--all", action="store_true", help="every active source, due or not")
        syncing.add_argument("--source", type=int, nargs="*", help="these sources, by number")
        syncing.add_argument("--at-once", type=int, default=AT_ONCE, help="hosts asked at once")
        syncing.add_argument("--json", action="store_true", help="one source per line")
        joining = sub.add_parser("twins", help="join open vacancies that are one")
        joining.add_argument("--trial", action="store_true", help="only tell; join nothing")
        joining.add_argument("--json", action="store_true", help="one pair per line")
        reading = sub.add_parser("read", help="what an answer in a file gives; nothing is kept")
        reading.add_argument("file", type=Path)
        reading.add_argument("--system", default="", help="without: it is recognised")
        reading.add_argument("--employer", default="", help="what the system calls the employer")
        reading.add_argument("--address", default="", help="where the answer came from")
        reading.add_argument("--json", action="store_true", help="for a program to read")
        learning = sub.add_parser(
            "learn", help="classify all that are open by what people corrected"
        )
        learning.add_argument("--json", action="store_true", help="for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_the_terminals_language():
            try:
                {
                    "sync": self._sync,
                    "read": self._read,
                    "learn": self._learn,
                    "twins": self._twins,
                }[options["what"]](options)
            except HcatError as error:
                raise CommandError(str(error)) from error

    # --- sync ---------------------------------------------------------------------------------

    def _sync(self, options: dict[str, Any]) -> None:
        end_with_companies(by=BY)
        sources = self._chosen(options)
        if not sources:
            if not options["json"]:
                self.stdout.write(_("No source has its turn."))
            return
        console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task(_("Sources"), total=len(sources))

            def tell(told: Told) -> None:
                bar.advance(task)
                if options["json"]:
                    self.stdout.write(json.dumps(_as_json(told), ensure_ascii=False))

            counts = sync(sources, by=BY, at_once=options["at_once"], tell=tell)
        if not options["json"]:
            self._table(counts)
        if counts and all(one.written.outcome == Check.Outcome.FAILED for one in counts):
            raise SystemExit(FAILED)

    def _chosen(self, options: dict[str, Any]) -> list[Source]:
        if options["source"]:
            found = list(Source.objects.filter(pk__in=options["source"]))
            missing = set(options["source"]) - {one.pk for one in found}
            if missing:
                raise CommandError(
                    _("There is no source with number %(numbers)s.")
                    % {"numbers": ", ".join(map(str, sorted(missing)))}
                )
            ended = [one.pk for one in found if one.state == Source.State.ENDED]
            if ended:
                raise CommandError(
                    _("Ended, and no longer read: %(numbers)s. Resume it at the desk first.")
                    % {"numbers": ", ".join(map(str, ended))}
                )
            return found
        if options["all"]:
            return list(Source.objects.filter(state=Source.State.ACTIVE))
        return due()

    def _table(self, told: list[Told]) -> None:
        names = names_of({one.source.organisation_id for one in told})
        table = Table(box=None, pad_edge=False)
        for title in (_("Source"), _("Company"), _("System"), _("Outcome"), _("Found"), _("New"),
                      _("Changed"), _("Gone"), _("Why")):  # fmt: skip
            table.add_column(title)
        first = sorted(told, key=lambda t: (_WORST_FIRST.index(t.written.outcome), t.source.pk))
        for one in first[:MOST_ROWS]:
            w = one.written
            table.add_row(
                str(one.source.pk), names.get(one.source.organisation_id, ""), one.source.system,
                outcome_in_words(w.outcome), str(w.found), str(w.new), str(w.changed), str(w.gone),
                in_words(w.why),
            )  # fmt: skip
        console = Console(file=self.stdout, width=160)  # type: ignore[arg-type]
        console.print(table)
        if len(told) > MOST_ROWS:
            more = _("%(n)d more sources; --json tells of each.") % {"n": len(told) - MOST_ROWS}
            console.print(more)
        counts = Counter(one.written.outcome for one in told)
        console.print(
            ", ".join(
                f"{outcome_in_words(outcome)}: {number}" for outcome, number in counts.items()
            )
        )

    # --- learn --------------------------------------------------------------------------------

    def _learn(self, options: dict[str, Any]) -> None:
        told = classify_open(by=BY)
        count = lessons().count
        if options["json"]:
            self.stdout.write(json.dumps({"lessons": count, **asdict(told)}))
            return
        self.stdout.write(
            _("%(lessons)d lessons; %(changed)d of %(vacancies)d vacancies have other answers.")
            % {"lessons": count, "changed": told.changed, "vacancies": told.vacancies}
        )

    # --- twins --------------------------------------------------------------------------------

    def _twins(self, options: dict[str, Any]) -> None:
        def tell(one: Joined) -> None:
            told = {"key": one.left, "joined": one.right, "chance": round(one.chance, 3)}
            if options["json"]:
                whole = {**told, "facts": one.facts}
                self.stdout.write(json.dumps(whole, ensure_ascii=False))
                return
            facts = ", ".join(f"{name} {value:+.1f}" for name, value in one.facts.items())
            self.stdout.write(f"{one.left} = {one.right}  {one.chance:.3f}  ({facts})")

        made = join_twins(by=BY, is_trial=options["trial"], tell=tell)
        if not options["json"]:
            told = _("%(n)d would be joined.") if options["trial"] else _("%(n)d were joined.")
            self.stdout.write(told % {"n": len(made)})

    # --- read ---------------------------------------------------------------------------------

    def _read(self, options: dict[str, Any]) -> None:
        if not options["file"].is_file():
            raise CommandError(_("There is no file %(file)s.") % {"file": options["file"]})
        shown = read_file(
            options["file"],
            system=options["system"],
            employer=options["employer"],
            address=options["address"],
            read_on=today(),
        )
        if options["json"]:
            self.stdout.write(json.dumps(camel(shown.as_data()), ensure_ascii=False))
        else:
            self._show(shown)

    def _show(self, shown: Shown) -> None:
        told = _("%(system)s: %(found)d vacancies, %(problems)d items that could not be read")
        self.stdout.write(
            told
            % {
                "system": shown.title,
                "found": len(shown.reading.postings),
                "problems": len(shown.reading.problems),
            }
        )
        for one in shown.as_data()["postings"]:
            self.stdout.write("")
            self.stdout.write(f"{one['title']}  [{one['key']}]")
            for name, value in one.items():
                if name not in ("title", "key", "missing", "body") and value not in (None, "", []):
                    self.stdout.write(f"  {field_in_words(name)}: {value}")
            for missing in one["missing"]:
                said = f" ({missing['told']})" if missing["told"] else ""
                self.stdout.write(
                    f"  – {field_in_words(missing['field'])}: {in_words(missing['why'])}{said}"
                )
        for problem in shown.reading.problems:
            self.stdout.write(f"! {problem.where}: {in_words(problem.why)}")


def _as_json(told: Told) -> dict[str, Any]:
    written = told.written
    return {
        "source": told.source.pk,
        "system": told.source.system,
        "address": told.source.address,
        "outcome": str(written.outcome),
        "found": written.found,
        "new": written.new,
        "changed": written.changed,
        "gone": written.gone,
        "why": written.why,
        "requests": told.requests,
        "seconds": round(told.seconds, 2),
    }
