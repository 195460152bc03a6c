# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from hcat.agenda.api import Problem
from hcat.foundation.api import Actor, HcatError, in_the_terminals_language
from hcat.labour_market.api import (
    DRAWS,
    SEED,
    TABLES,
    Cluster,
    InputSet,
    InputsRefused,
    Opened,
    ScenarioSheet,
    doubts_about,
    fields,
    is_trial,
    latest_inputs,
    lever,
    load_inputs,
    make_forecast,
    read_scenario,
    save_scenario,
    written_workbook,
)


class Command(BaseCommand):
    help = "Make a forecast of the labour market: inflow less openings, with how sure that is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--inputs", type=Path, metavar="DIR",
            help="take the inputs from this folder, such as agendas/<region>/labour_market",
        )  # fmt: skip
        parser.add_argument("--region", default="", help="of which the inputs were loaded last")
        parser.add_argument(
            "--scenario", type=Path, metavar="FILE", help="levers to move, as YAML; is saved"
        )
        parser.add_argument(
            "--draws",
            type=int,
            default=DRAWS,
            help=f"default {DRAWS}; with fewer it is a trial: pages do not show it, and later runs "
            "do not take its inputs",
        )
        parser.add_argument(
            "--seed",
            type=int,
            default=SEED,
            help=f"default {SEED}; with another it is a trial, which pages do not show",
        )
        parser.add_argument(
            "--workers", type=int, default=1, help="processes; figures stay the same"
        )
        parser.add_argument(
            "--cluster", default="", metavar="ADDRESS",
            help="spread over a Ray cluster, of which this machine is one; figures stay the same",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", help="every figure, for a program")
        parser.add_argument("--xlsx", type=Path, metavar="FILE", help="every figure, as a workbook")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_the_terminals_language():
            self._forecast(options)

    def _forecast(self, options: dict[str, Any]) -> None:
        if options["workers"] < 1:
            raise CommandError(_("--workers is at least 1."))
        by = Actor.system("forecast")
        try:
            opened = self._made(by, options)
        except InputsRefused as refused:
            for one in refused.problems:
                self.stderr.write(_problem_line(one))
            raise CommandError(str(refused)) from refused
        except HcatError as error:
            raise CommandError(str(error)) from error
        if options["inputs"]:
            self._say_what_comes_next(opened)
        if options["xlsx"]:
            self._write_workbook(opened, options["xlsx"])
        if options["json"]:
            self._print_json(opened)
        else:
            self._print_table(opened)

    def _made(self, by: Actor, options: dict[str, Any]) -> Opened:
        scenario = _scenario(options["scenario"]) if options["scenario"] else None
        if options["inputs"]:
            inputs = load_inputs(
                by=by,
                folder=options["inputs"],
                for_trial=is_trial(options["draws"], options["seed"]),
            ).inputs
        else:
            inputs = latest_inputs(region=options["region"])
        for one in doubts_about(inputs):
            self.stderr.write(_problem_line(one))
        if options["scenario"]:
            scenario = _scenario(options["scenario"], inputs)
        with ExitStack() as stack:
            executor, workers = self._workers(options)
            if executor:
                stack.enter_context(executor)
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            bar = stack.enter_context(
                Progress(*columns, console=Console(stderr=True), transient=True)
            )
            task = bar.add_task("forecast", total=None)
            forecast = make_forecast(
                by=by,
                inputs=inputs,
                draws=options["draws"],
                seed=options["seed"],
                executor=executor,
                workers=workers,
                on_progress=lambda what, done, total: bar.update(
                    task, description=what, completed=done, total=total
                ),
            )
            if scenario is not None:
                bar.update(task, description="scenario", completed=0, total=None)
                forecast = save_scenario(
                    by=by,
                    base=forecast,
                    title=scenario.title,
                    note=scenario.note,
                    levers=[lever(one) for one in scenario.levers],
                )
        return Opened(forecast)

    def _say_what_comes_next(self, opened: Opened) -> None:
        """After a trial of other inputs: that the next run without --inputs takes the usual."""
        tried = opened.forecast.inputs
        usual = latest_inputs()
        if usual != tried:
            self.stderr.write(
                _(
                    "These inputs were only tried. Without --inputs, hcat forecast takes those "
                    "that were loaded on %(day)s."
                )
                % {"day": date_format(usual.loaded_at, "DATETIME_FORMAT")}
            )

    def _workers(self, options: dict[str, Any]) -> tuple[Executor | None, int]:
        """Who does the work besides this process, and how many they are."""
        if options["cluster"]:
            cluster = Cluster(options["cluster"])
            return cluster, cluster.workers
        workers: int = options["workers"]
        if workers == 1:
            return None, 1
        return ProcessPoolExecutor(workers, mp_context=get_context("spawn")), workers

    def _write_workbook(self, opened: Opened, target: Path) -> None:
        try:
            written_workbook(opened, target)
        except OSError as error:
            raise CommandError(
                _(
                    "%(file)s cannot be written: %(why)s. The forecast itself is kept; give "
                    "another place, and it is not made again."
                )
                % {"file": target, "why": error.strerror}
            ) from error
        self.stderr.write(str(target))

    def _print_json(self, opened: Opened) -> None:
        told = {
            "rows" if table.name == "forecast" else table.name: [
                dict(zip(table.columns, row, strict=True)) for row in table.rows(opened)
            ]
            for table in TABLES.values()
        }
        self.stdout.write(
            json.dumps(
                {
                    "forecast": opened.forecast.key,
                    "made": opened.forecast.made_at.isoformat(),
                    "draws": opened.forecast.draws,
                    "seed": opened.forecast.seed,
                    "inputs": opened.forecast.inputs.fingerprint,
                    **told,
                }
            )
        )

    def _print_table(self, opened: Opened) -> None:
        titles = {one.code: str(one.title) for one in fields()}
        years = opened.years
        table = Table(title=_("Balance in %(last)s: persons a year") % {"last": years[-1]})
        for heading in (_("level"), _("field"), _("median"), _("80%"), _("shortage")):
            table.add_column(heading, justify="left" if heading == _("field") else "right")
        for part in opened.projection.slices:
            if part.level and part.field:
                continue
            told = opened.outcome("balance", part)
            low, high = told.interval(0.80)
            table.add_row(
                part.level or _("all"),
                titles.get(part.field, part.field) or _("all"),
                _persons(told.median[-1]),
                f"{_persons(low[-1])} … {_persons(high[-1])}",
                f"{told.below_zero[-1]:.0%}",
            )
        console = Console(file=self.stdout)  # type: ignore[arg-type]
        console.print(table)
        console.print(
            _(
                "The median of all is not the sum of the medians: draws that are in the middle for "
                "one part are not so for another. Means do add up (--json, --xlsx)."
            )
        )


def _problem_line(one: Problem) -> str:
    return f"{one.file}:{one.line}: {one.what} {one.mend}".rstrip()


def _persons(number: float) -> str:
    """Whole persons in the reader's notation."""
    return number_format(round(number), use_l10n=True, force_grouping=True)


def _scenario(path: Path, inputs: InputSet | None = None) -> ScenarioSheet:
    """Read before the forecast is made: a mistake in it should not be told minutes later."""
    sheet, problems = read_scenario(path, inputs)
    if sheet is None:
        raise InputsRefused(problems)
    return sheet
