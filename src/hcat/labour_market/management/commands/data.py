# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from hcat.foundation.api import Actor, HcatError, camel, in_the_terminals_language
from hcat.labour_market.api import (
    Change,
    Figure,
    Outcome,
    Source,
    Vintage,
    changes,
    chosen,
    read_sources,
    sync,
    vintage,
    vintages,
)

KINDS = {
    "added": gettext_lazy("added"),
    "gone": gettext_lazy("gone"),
    "revised": gettext_lazy("revised"),
}
DIFFERENT = 3
"""Exit code of `diff --exit-code` when something changed: not 1, which tells of a failure."""


class Command(BaseCommand):
    help = "Publishers' figures: fetch what is new, list what is kept, tell what changed."

    def add_arguments(self, parser: CommandParser) -> None:
        sub = parser.add_subparsers(dest="what", required=True)
        fetch = sub.add_parser("sync", help="fetch sources and keep what is new")
        fetch.add_argument("sources", nargs="*", metavar="SOURCE", help="all when none is named")
        fetch.add_argument(
            "--from", dest="folder", type=Path, metavar="FOLDER",
            help="read files there, and ask no publisher",
        )  # fmt: skip
        fetch.add_argument(
            "--agenda", type=Path, metavar="FOLDER",
            help="an agenda whose labour_market/sources.yaml counts too",
        )  # fmt: skip
        fetch.add_argument("--dry-run", action="store_true", help="read everything, keep nothing")
        listing = sub.add_parser("list", help="every vintage that is kept")
        listing.add_argument("--json", action="store_true", help="for a program to read")
        diff = sub.add_parser("diff", help="what changed between two vintages of a source")
        diff.add_argument("source", metavar="SOURCE")
        diff.add_argument(
            "vintages", nargs="*", type=int, metavar="VINTAGE",
            help="two numbers; the last two when none is given",
        )  # fmt: skip
        diff.add_argument("--json", action="store_true", help="one change per line")
        diff.add_argument("--most", type=int, default=20, help="changes shown one by one")
        diff.add_argument(
            "--exit-code", action="store_true", help=f"{DIFFERENT} when something changed"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        work = {"sync": self._sync, "list": self._list, "diff": self._diff}[options["what"]]
        try:
            with in_the_terminals_language():
                work(options)
        except HcatError as error:
            raise CommandError(str(error)) from error

    # --- sync ---------------------------------------------------------------------------------

    def _sync(self, options: dict[str, Any]) -> None:
        known = read_sources(options["agenda"])
        wanted = chosen(known, options["sources"])
        if not options["sources"] and options["folder"] is None:
            wanted = [source for source in wanted if source.address]
        folder = options["folder"]
        if folder is not None and not folder.is_dir():
            raise CommandError(
                _("There is no folder %(folder)s.") % {"folder": folder}
                + " "
                + _("Give the folder that holds the publishers' files.")
            )
        failed = 0
        columns = (SpinnerColumn(), TextColumn("{task.description}"))
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            for number, source in enumerate(wanted, start=1):
                begin = f"{source.key} ({number}/{len(wanted)})"
                task = bar.add_task(begin, total=None)

                def progress(rows: int, task: Any = task, begin: str = begin) -> None:
                    bar.update(task, description=f"{begin}: {_figures(rows)}")

                failed += not self._sync_one(source, options, progress)
                bar.remove_task(task)
        if failed:
            raise CommandError(
                _("%(failed)s of %(all)s sources failed; any others were taken.")
                % {"failed": failed, "all": len(wanted)}
            )

    def _sync_one(self, source: Source, options: dict[str, Any], progress: Any) -> bool:
        try:
            done = sync(
                by=Actor.system("data sync"),
                source=source,
                folder=options["folder"],
                dry_run=options["dry_run"],
                on_progress=progress,
            )
        except HcatError as error:
            self.stderr.write(f"{source.key}: {error}")
            return False
        if done.outcome is Outcome.NOT_THERE:
            asked_for = source.key in options["sources"]
            if asked_for:
                what = (
                    _("%(folder)s holds no file %(file)s.")
                    if source.file
                    else _("%(folder)s cannot hold it: its source names no file.")
                ) % {"folder": options["folder"], "file": source.file}
                self.stderr.write(f"{source.key}: {what}")
            return not asked_for
        if done.outcome is Outcome.UNCHANGED:
            what = _("unchanged since %(vintage)s.") % {"vintage": done.vintage}
            self.stdout.write(f"{source.key}: {what}")
        elif done.vintage is None:
            what = _("%(figures)s would be stored.") % {"figures": _figures(done.rows)}
            self.stdout.write(f"{source.key}: {what}")
        else:
            what = _("%(figures)s stored.") % {"figures": _figures(done.rows)}
            self.stdout.write(f"{done.vintage}: {what}")
        return True

    # --- list ---------------------------------------------------------------------------------

    def _list(self, options: dict[str, Any]) -> None:
        found = vintages()
        if options["json"]:
            self.stdout.write(json.dumps([_told(one) for one in found], ensure_ascii=False))
        elif not found:
            self.stdout.write(_("Nothing is kept yet: run `hcat data sync`."))
        else:
            for one in found:
                fetched = timezone.localtime(one.fetched_at).strftime("%Y-%m-%d %H:%M")
                self.stdout.write(
                    f"{one.source:<28} {one.number:>3}  {fetched}  {_figures(one.rows):>18}  "
                    f"{one.rows_sha256[:12]}  {', '.join(one.series)}"
                )

    # --- diff ---------------------------------------------------------------------------------

    def _diff(self, options: dict[str, Any]) -> None:
        before, after = _two(options["source"], options["vintages"])
        counts: dict[str, int] = {"added": 0, "gone": 0, "revised": 0}
        for change in changes(before, after):
            counts[change.kind] += 1
            if options["json"]:
                self.stdout.write(json.dumps(_as_json(change), ensure_ascii=False))
            elif sum(counts.values()) <= options["most"]:
                self.stdout.write(_as_line(change))
        total = sum(counts.values())
        if not options["json"]:
            more = total - options["most"]
            if more > 0:
                self.stdout.write(_("… and %(more)s more.") % {"more": _whole(more)})
            told = ", ".join(f"{_whole(number)} {KINDS[kind]}" for kind, number in counts.items())
            self.stdout.write(
                _("%(before)s and %(after)s: %(told)s.")
                % {"before": before, "after": after, "told": told}
            )
        if total and options["exit_code"]:
            raise SystemExit(DIFFERENT)


def _two(source: str, numbers: list[int]) -> tuple[Vintage, Vintage]:
    if len(numbers) not in (0, 2):
        raise CommandError(_("Give two numbers of vintages, or none for the last two."))
    if numbers:
        return vintage(source, numbers[0]), vintage(source, numbers[1])
    last = vintage(source)
    if last.number == 1:
        raise CommandError(
            _("%(source)s has one vintage only, so nothing to compare it with.")
            % {"source": source}
        )
    return vintage(source, last.number - 1), last


def _figures(count: int) -> str:
    return ngettext("%(number)s figure", "%(number)s figures", count) % {"number": _whole(count)}


def _whole(count: int) -> str:
    """In the reader's notation."""
    return number_format(count, use_l10n=True, force_grouping=True)


def _told(one: Vintage) -> dict[str, Any]:
    return {
        "source": one.source,
        "number": one.number,
        "fetchedAt": one.fetched_at.isoformat(),
        **camel(one.about),
        "reader": one.reader,
        "rows": one.rows,
        "rowsSha256": one.rows_sha256,
        "payloadSha256": one.payload_sha256,
        "etag": one.etag,
        "lastModified": one.last_modified,
        "series": one.series,
    }


def _as_json(change: Change) -> dict[str, Any]:
    one = change.after or change.before
    assert one is not None  # noqa: S101 - a change has at least one side
    return {
        "kind": change.kind,
        "series": one.series,
        "period": one.period,
        **one.dimensions,
        "before": _number(change.before),
        "after": _number(change.after),
        "by": change.by,
    }


def _as_line(change: Change) -> str:
    one = change.after or change.before
    assert one is not None  # noqa: S101 - a change has at least one side
    by = "" if change.by is None else f" ({change.by:+g})"
    about = ", ".join(one.dimensions.values())
    return (
        f"{KINDS[change.kind]!s:<10} {one.series} {one.period} [{about}]: "
        f"{_number(change.before)} → {_number(change.after)}{by}"
    )


def _number(figure: Figure | None) -> float | str | None:
    if figure is None:
        return None
    return figure.value if figure.is_published else figure.status.value
