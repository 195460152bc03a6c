# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, a_day, camel, in_the_terminals_language, today

if TYPE_CHECKING:
    from datetime import date

    from hcat.reports.api import Due, Report

KINDS = ("board", "evaluation", "steering")
LANGUAGES = ("nl", "en", "de")


def _due(one: Due) -> dict[str, str]:
    return {"kind": one.kind, "dueOn": one.on.isoformat(), "to": one.to}


class Command(BaseCommand):
    help = "Reports to the board: list, compose, freeze, reproduce, print."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(
            dest="what", required=True, metavar="list|compose|freeze|reproduce|pdf|xlsx"
        )
        listing = what.add_parser("list", help="the reports there are, and the dates to come")
        listing.add_argument("--json", action="store_true", help="for a program to read")
        compose = what.add_parser(
            "compose", help="how a report reads as things stand; begins a draft where none is open"
        )
        compose.add_argument("kind", choices=KINDS)
        compose.add_argument(
            "--date",
            type=a_day,
            metavar="DATE",
            help="the date of its rhythm that it is for (YYYY-MM-DD); needed to begin one of which "
            "the date is more than six weeks away",
        )
        compose.add_argument(
            "--language", choices=LANGUAGES, default="nl", help="default: nl, whoever asks"
        )
        compose.add_argument("--json", action="store_true", help="for a program to read")
        freeze = what.add_parser("freeze", help="fix a draft: nothing in it moves afterwards")
        freeze.add_argument("key", metavar="KEY")
        freeze.add_argument(
            "--as-of", type=a_day, metavar="DATE", help="the day it speaks of (default: today)"
        )
        again = what.add_parser(
            "reproduce", help="make every figure, verdict and count of a frozen report again"
        )
        again.add_argument("key", metavar="KEY")
        again.add_argument("--json", action="store_true", help="for a program to read")
        for name, said in (("pdf", "as a PDF"), ("xlsx", "as a workbook")):
            written = what.add_parser(name, help=f"write a report to a file, {said}")
            written.add_argument("key", metavar="KEY")
            written.add_argument("--language", choices=LANGUAGES, default="nl")
            written.add_argument(
                "--output", type=Path, metavar="FILE",
                help="default: the key with the language, in this folder",
            )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        with in_the_terminals_language():
            good = getattr(self, f"_{options['what']}")(options)
        if not good:
            sys.exit(1)

    def _list(self, options: dict[str, Any]) -> bool:
        from hcat.reports.api import (
            STATES,
            TITLES,
            coming,
            missing_reports,
            not_given,
            reports,
        )

        found, due, closed = list(reports()), coming(many=5), not_given()
        late = missing_reports(until=today())
        if options["json"]:
            self._json(
                {
                    "reports": [
                        {"key": one.key, "kind": one.kind, "dueOn": one.due_on.isoformat(),
                         "state": one.state,
                         "asOf": one.frozen.as_of.isoformat() if one.is_fixed else None,
                         "fingerprint": one.frozen.fingerprint if one.is_fixed else None}
                        for one in found
                    ],
                    "missing": [_due(one) for one in late],
                    "notGiven": [
                        {"kind": one.kind, "dueOn": one.due_on.isoformat(), "reason": one.reason}
                        for one in closed
                    ],
                    "coming": [_due(one) for one in due],
                }
            )  # fmt: skip
            return True
        for one in found:
            self.stdout.write(f"{one.key}: {TITLES[one.kind]}, {STATES[one.state]}")
        if not found:
            self.stdout.write(_("There is no report yet."))
        for shut in closed:
            day = date_format(shut.due_on, "DATE_FORMAT")
            text = _("due on %(day)s, not given: %(title)s. %(reason)s")
            facts = {"day": day, "title": TITLES[shut.kind], "reason": shut.reason}
            self.stdout.write(text % facts)
        for text, dates in (
            (_("due on %(day)s, and not begun: %(title)s"), late),
            (_("due on %(day)s: %(title)s"), due),
        ):
            for other in dates:
                day = date_format(other.on, "DATE_FORMAT")
                self.stdout.write(text % {"day": day, "title": TITLES[other.kind]})
        return True

    def _compose(self, options: dict[str, Any]) -> bool:
        from hcat.reports.api import document_of, reports
        from hcat.reports.plain import as_text
        from hcat.reports.serial import as_json

        drafts = reports(kind=options["kind"], state="draft")
        report = drafts.filter(due_on=options["date"]) if options["date"] else drafts
        found = report.first() or self._begun(options["kind"], options["date"])
        document = document_of(found, options["language"])
        if options["json"]:
            self._json({"key": found.key, "document": camel(as_json(document))})
        else:
            self.stdout.write(as_text(document))
        self.stderr.write(found.key)
        return True

    def _begun(self, kind: str, date: date | None) -> Report:
        """A new draft. Nobody begins one for a date far away without naming that date."""
        from hcat.reports.api import NEAR, next_to_begin, rhythm_of, start_report

        rhythm = rhythm_of(kind)
        if date is None and rhythm is not None:
            date = next_to_begin(rhythm)
            if date > today() + NEAR:
                day = date_format(date, "DATE_FORMAT")
                raise CommandError(
                    _(
                        "No report is to be begun now: the next one of this kind is due on "
                        "%(day)s. To begin it all the same, give that date: --date %(iso)s."
                    )
                    % {"day": day, "iso": date.isoformat()}
                )
        made = start_report(by=Actor.system("report compose"), kind=kind, due_on=date)
        if (words := made.words.count()) or made.asked.exists():
            text = _(
                "Taken over from the report that was withdrawn: sections with words: %(words)s, "
                "decisions asked: %(asked)s."
            )
            self.stderr.write(text % {"words": words, "asked": made.asked.count()})
        return made

    def _freeze(self, options: dict[str, Any]) -> bool:
        from hcat.reports.api import freeze_report, report_called

        freeze_report(
            by=Actor.system("report freeze"), report=options["key"], as_of=options["as_of"]
        )
        self.stdout.write(report_called(options["key"]).frozen.fingerprint)
        return True

    def _reproduce(self, options: dict[str, Any]) -> bool:
        from hcat.evidence.api import Outcome
        from hcat.reports.api import report_called, reproduced
        from hcat.reports.outcomes import OUTCOMES

        found = reproduced(report_called(options["key"]))
        if options["json"]:
            self._json(
                {
                    "report": options["key"],
                    "comesOut": found.comes_out,
                    "isAsTaken": found.is_as_kept,
                    "figures": [
                        {"id": one.made.observation, "title": one.what, "period": one.period,
                         "outcome": one.made.outcome.value, "why": one.made.why}
                        for one in found.figures
                    ],
                    "verdicts": [
                        {"result": one.result, "comesOut": one.comes_out, "why": one.why}
                        for _title, one in found.verdicts
                    ],
                    "counts": [
                        {"group": one.stored.group.value, "name": one.stored.name,
                         "title": one.stored.title, "value": one.stored.value,
                         "again": one.again, "outcome": one.outcome.value,
                         "isKnownOtherwise": one.is_known_otherwise, "why": one.why}
                        for group in found.counts for one in group.counts
                    ],
                }
            )  # fmt: skip
            return found.comes_out
        for figure in found.figures:
            self.stdout.write(f"[{figure.outcome}] {figure.what}, {figure.days}. {figure.made.why}")
        for title, verdict in found.verdicts:
            mark = OUTCOMES[Outcome.SAME if verdict.comes_out else Outcome.DIFFERS]
            self.stdout.write(f"[{mark}] {title}. {verdict.why}")
        for group in found.counts:
            self.stdout.write(f"{group.title}:")
            for count in group.counts:
                what = f"{count.stored.title}: {count.stored.number}"
                self.stdout.write(f"[{count.word}] {what}. {count.why}")
        if not found.is_as_kept:
            self.stderr.write(_("What was kept no longer fits its fingerprint."))
        if found.comes_out:
            self.stdout.write(_("All of it comes out, or is explained."))
        else:
            self.stderr.write(_("Not all of it comes out; see above."))
        return found.comes_out

    def _pdf(self, options: dict[str, Any]) -> bool:
        from hcat.reports.api import pdf_of

        return self._write(options, "pdf", pdf_of)

    def _xlsx(self, options: dict[str, Any]) -> bool:
        from hcat.reports.api import workbook_of

        return self._write(options, "xlsx", workbook_of)

    def _write(
        self, options: dict[str, Any], suffix: str, make: Callable[[Any, str], bytes]
    ) -> bool:
        """Whole or not at all: a reader must never find half a report."""
        from hcat.reports.api import report_called

        language = options["language"]
        target = options["output"] or Path(f"{options['key']}.{language}.{suffix}")
        content = make(report_called(options["key"]), language)
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            draft.write_bytes(content)
            draft.replace(target)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be written: %(why)s. Give another place with --output.")
                % {"file": target, "why": error.strerror}
            ) from error
        finally:
            draft.unlink(missing_ok=True)
        self.stdout.write(str(target))
        return True

    def _json(self, data: Any) -> None:
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
