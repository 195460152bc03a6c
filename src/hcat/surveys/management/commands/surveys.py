# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.foundation.api import (
    Actor,
    HcatError,
    a_day,
    in_the_terminals_language,
    today,
)
from hcat.surveys.importing import WaveFacts, import_wave
from hcat.surveys.instrument.questionnaire import said
from hcat.surveys.instrument.xlsform import read_questionnaire
from hcat.surveys.operations.bounces import take_in_bounce
from hcat.surveys.operations.surveys import use_shipped
from hcat.surveys.queries.fieldwork import outcome_counts
from hcat.surveys.queries.surveys import survey_called, surveys, waves_of
from hcat.surveys.shipped_surveys import shipped_surveys

BY = Actor.system("surveys")


class Command(BaseCommand):
    help = "Look at surveys, use one that is shipped, bring in an earlier wave, take in a bounce."

    def add_arguments(self, parser: CommandParser) -> None:
        does = parser.add_subparsers(
            dest="does", required=True, metavar="list|add|check|show|import|bounce"
        )
        listing = does.add_parser("list", help="the surveys, each with its latest wave")
        adding = does.add_parser("add", help="use a survey that is shipped, or its new edition")
        adding.add_argument("key", nargs="?", help="which; without: tell which are shipped")
        checking = does.add_parser(
            "check", help="tell what is wrong in a questionnaire (XLSForm), and write nothing"
        )
        checking.add_argument("file", help="a workbook (.xlsx) or tables in Markdown (.md)")
        showing = does.add_parser("show", help="the waves of a survey, and how they went")
        showing.add_argument("key", help="the name of the survey, such as company-panel")
        bringing = does.add_parser(
            "import", help="bring in the answers of a wave that was held elsewhere"
        )
        bringing.add_argument(
            "file", type=Path, help="CSV or XLSX, a column per question, named after it"
        )
        bringing.add_argument("--survey", required=True, help="its name, such as company-panel")
        bringing.add_argument("--wave", required=True, help="what to call the wave, such as 2015")
        bringing.add_argument(
            "--reference-day", type=a_day, required=True, help="the day of the figures"
        )
        bringing.add_argument("--opened", type=a_day, required=True, help="its first day")
        bringing.add_argument("--closed", type=a_day, required=True, help="its last day")
        bringing.add_argument(
            "--edition", type=int, help="number of the questionnaire as it was asked (the latest)"
        )
        bringing.add_argument(
            "--language", choices=["nl", "en", "de"], default="nl",
            help="in which numbers are written (nl)",
        )  # fmt: skip
        bringing.add_argument(
            "--population", action="append", default=[], metavar="[SIZE=]NUMBER",
            help="how many there were on the reference day, all together or, once for each of the "
            "four, of a size class, such as 10-49=1200 (not known)",
        )  # fmt: skip
        bringing.add_argument("--dry-run", action="store_true", help="say what is wrong, no more")
        bouncing = does.add_parser(
            "bounce", help="take in a mail that came back, from a file or from a pipe"
        )
        bouncing.add_argument("file", nargs="?", help="the mail; without: standard input")
        for action in (listing, adding, checking, showing, bringing, bouncing):
            action.add_argument("--json", action="store_true", help="for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_the_terminals_language():
            try:
                getattr(self, f"_{options['does']}")(options)
            except HcatError as error:
                raise CommandError(str(error)) from error

    def _list(self, options: dict[str, Any]) -> None:
        rows = [
            {
                "key": one.survey.key,
                "title": said(one.survey.titles, "nl"),
                "population": one.survey.population,
                "waves": one.waves,
                "latest": one.latest and one.latest.key,
                "state": one.latest and one.latest.state,
            }
            for one in surveys()
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for row in rows:
            latest = f"{row['latest']} {row['state']}" if row["latest"] else _("no wave yet")
            self.stdout.write(f"{row['key']:<24} {latest:<24} {row['title']}")
        if not rows:
            self.stdout.write(
                _("There is no survey yet. See: %(command)s") % {"command": "hcat surveys add"}
            )

    def _add(self, options: dict[str, Any]) -> None:
        if not options["key"]:
            shipped = [one.key for one in shipped_surveys()]
            self.stdout.write(json.dumps(shipped) if options["json"] else "\n".join(shipped))
            return
        made = use_shipped(by=BY, key=options["key"])
        if options["json"]:
            self.stdout.write(json.dumps({"survey": options["key"], "edition": made.number}))
        else:
            self.stdout.write(
                _("%(key)s: edition %(n)d") % {"key": options["key"], "n": made.number}
            )

    def _check(self, options: dict[str, Any]) -> None:
        path = Path(options["file"])
        if not path.is_file():
            raise CommandError(_no_file(path))
        reading = read_questionnaire(path.read_bytes(), path.name)
        if options["json"]:
            told = [
                {"where": one.where, "what": one.what, "mend": one.mend, "isError": one.is_error}
                for one in reading.problems
            ]
            self.stdout.write(json.dumps({"problems": told}, ensure_ascii=False))
        else:
            for one in reading.problems:
                sort = _("error") if one.is_error else _("warning")
                self.stdout.write(f"{sort}  {one.where}  {one.what} {one.mend}".rstrip())
            if reading.questionnaire is not None:
                many = len(reading.questionnaire.questions)
                text = ngettext("%(n)d question.", "%(n)d questions.", many)
                self.stdout.write(text % {"n": many})
        if reading.questionnaire is None:
            raise CommandError(_("This questionnaire cannot be used."))

    def _show(self, options: dict[str, Any]) -> None:
        rows: list[dict[str, Any]] = [
            {
                "key": one.key,
                "state": one.state,
                "edition": one.edition.number,
                "opensOn": one.opens_on.isoformat(),
                "closesOn": one.closes_on.isoformat(),
                "outcomes": {name: n for name, n in outcome_counts(one).items() if n},
            }
            for one in waves_of(survey_called(options["key"]))
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows))
            return
        for row in rows:
            told = ", ".join(f"{name} {number}" for name, number in row["outcomes"].items())
            self.stdout.write(f"{row['key']:<16} {row['state']:<9} {told}".rstrip())
        if not rows:
            self.stdout.write(_("There is no wave yet."))

    def _import(self, options: dict[str, Any]) -> None:
        if not options["file"].is_file():
            raise CommandError(_no_file(options["file"]))
        made = import_wave(
            by=BY, survey=options["survey"], path=options["file"], edition=options["edition"],
            language=options["language"], dry_run=options["dry_run"],
            facts=WaveFacts(
                key=options["wave"], reference_day=options["reference_day"],
                opened_on=options["opened"], closed_on=options["closed"],
                population=_population(options["population"]),
            ),
        )  # fmt: skip
        if options["json"]:
            told = {
                "wave": made.wave and made.wave.key,
                "answers": made.answers,
                "removedOn": made.removed_on and made.removed_on.isoformat(),
                "problems": [
                    {"where": one.where, "what": one.what, "mend": one.mend}
                    for one in made.problems
                ],
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            for one in made.problems:
                self.stdout.write(f"{one.where}  {one.what} {one.mend}".strip())
        if made.problems:
            text = (
                _("%(n)d things or more are wrong; nothing was written.")
                if made.stopped
                else ngettext(
                    "%(n)d thing is wrong; nothing was written.",
                    "%(n)d things are wrong; nothing was written.",
                    len(made.problems),
                )
            )
            raise CommandError(text % {"n": len(made.problems)})
        if options["json"] or made.removed_on is None:
            return
        if made.wave is None:
            self.stdout.write(_("Answers that can be brought in: %(n)d.") % {"n": made.answers})
        else:
            self.stdout.write(
                _("Answers brought in: %(n)d. Release the wave next.") % {"n": made.answers}
            )
        if made.removed_on <= today():
            self.stdout.write(
                _("Their term is over: they go in the next night. Release them today.")
            )
        else:
            self.stdout.write(
                _("They are kept until %(day)s.") % {"day": made.removed_on.isoformat()}
            )

    def _bounce(self, options: dict[str, Any]) -> None:
        file = options["file"]
        if file and not Path(file).is_file():
            raise CommandError(_no_file(file))
        raw = Path(file).read_bytes() if file else sys.stdin.buffer.read()
        if not raw.strip():
            raise CommandError(_("There is no mail: give a file, or the mail on standard input."))
        became = take_in_bounce(by=BY, raw=raw)
        self.stdout.write(json.dumps({"what": became}) if options["json"] else became)


def _no_file(path: object) -> str:
    return _("There is no file %(path)s.") % {"path": path}


def _population(given: list[str]) -> dict[str, int]:
    """``10-49=1200`` by size class, and one number under ""."""
    found: dict[str, int] = {}
    for one in given:
        size, _equals, many = one.rpartition("=")
        if not (many.isascii() and many.isdecimal()):
            raise CommandError(
                _("“%(text)s” is no number of a size class, such as 10-49=1200.") % {"text": one}
            )
        if size.strip() in found:
            raise CommandError(
                _("“%(text)s” tells for the second time how many there were.") % {"text": one}
            )
        found[size.strip()] = int(many)
    return found
