# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make bench ONLY=measure`: a measurement of 500 results over ten years, beside plain writing.

The work: 500 published series with a figure a quarter for ten years, each near one result. A first
measurement compares them with what stands (nothing), stores 20,000 figures with their inputs and
fingerprints in a transaction for each series, and weighs all results before and after. A second one
finds that nothing changed. Weighing all results judges each from its figures.

The peers do the least that could be done, in the same database, table and run: Django's
`bulk_create` of the same rows, bare SQL of the same rows, and reading the same rows. They compare
nothing, judge nothing and audit nothing; the ratio says what that costs. Beside it stands whose
code the time goes to, by the profiler, and the most memory that Python held.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
QUARTERS = 40
ROUNDS = 3


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--results", type=int, default=500)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="hcat-bench-") as var:
        os.environ |= {"HCAT_VAR": var, "HCAT_LOG_LEVEL": "ERROR"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "hcat.config.settings"
        os.environ.pop("DATABASE_URL", None)
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        compare(asked.results)


def compare(results: int) -> None:
    from django.core.management import call_command

    console = Console()
    call_command("migrate", verbosity=0)
    with console.status(f"Writing an agenda of {results} results"):
        fill(results)
    console.print(f"The machine's load before: {os.getloadavg()[0]:.1f}")
    shown = Table(
        title=f"{results} results, {results * QUARTERS:,} figures",
        caption=f"seconds of the processor, median of {ROUNDS} rounds; ours over theirs",
    )
    for name in ("what", "seconds", "figures a second", "ratio"):
        shown.add_column(name, justify="left" if name == "what" else "right")
    first_run(shown)
    run()
    later_run(shown)
    console.print(shown)
    console.print(whose_time())
    console.print(memory(results))


def fill(results: int) -> None:
    """Through the sheets, as a load does it; a series for each result, near its one target."""
    from django.db import transaction

    from tests.evidence.small_agenda import put_agenda, put_result, put_series, target

    with transaction.atomic():
        put_agenda()
        for number in range(results):
            figures = [a_figure(number, quarter) for quarter in range(QUARTERS)]
            put_series(f"s-{number}", figures=figures)
            near = [{"series": f"s-{number}", "leaves_out": "x"}]
            put_result(f"r-{number}", targets=[target(value=40, proxies=near)], order=number)


def a_figure(number: int, quarter: int) -> dict[str, Any]:
    start = date(2010 + quarter // 4, 1 + quarter % 4 * 3, 1)
    end = (start + timedelta(days=95)).replace(day=1) - timedelta(days=1)
    part, whole = 100 + (number * 7 + quarter * 3) % 400, 900
    return {
        "start": start.isoformat(), "end": end.isoformat(), "value": 100 * part / whole,
        "numerator": part, "denominator": whole, "source": "counts", "quality": "published",
    }  # fmt: skip


def run() -> Any:
    from hcat.evidence.api import evaluate
    from hcat.foundation.api import Actor

    return evaluate(by=Actor.system("bench"))


class Undone(Exception):
    """Ends a transaction whose writing was only timed."""


def undone(work: Callable[[], Any]) -> float:
    """Seconds of the processor for some writing, which is taken back."""
    from django.db import transaction

    took = 0.0
    try:
        with transaction.atomic():
            began = time.process_time()
            work()
            took = time.process_time() - began
            raise Undone
    except Undone:
        return took


def timed(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def row(shown: Table, name: str, seconds: float, figures: int, ours: float | None = None) -> None:
    ratio = "" if ours is None else f"{ours / seconds:,.1f}"
    shown.add_row(name, f"{seconds:,.2f}", f"{figures / seconds:,.0f}", ratio)


def first_run(shown: Table) -> None:
    """Each round: ours, then the same rows by its rivals; all taken back."""
    from hcat.evidence.models import Observation

    taken: dict[str, list[float]] = defaultdict(list)
    rows: list[Any] = []
    for _round in range(ROUNDS):

        def ours() -> None:
            run()

        def keep() -> None:
            run()
            rows[:] = list(Observation.objects.all())

        if not rows:
            undone(keep)
        taken["ours"].append(undone(ours))
        taken["bulk"].append(undone(lambda: in_bulk(rows)))
        taken["bare"].append(undone(lambda: bare(rows)))
    ours_took, bulk, bare_took = (
        statistics.median(taken[name]) for name in ("ours", "bulk", "bare")
    )
    row(shown, "first measurement", ours_took, len(rows))
    row(shown, "  Django's bulk_create of the same rows", bulk, len(rows), ours_took)
    row(shown, "  bare SQL of the same rows", bare_took, len(rows), ours_took)


def in_bulk(rows: list[Any]) -> None:
    from hcat.evidence.models import Observation

    fields = [field.attname for field in Observation._meta.concrete_fields if field.name != "id"]
    Observation.objects.bulk_create(
        (Observation(**{name: getattr(one, name) for name in fields}) for one in rows),
        batch_size=500,
    )


def bare(rows: list[Any]) -> None:
    from django.db import connection

    from hcat.evidence.models import Observation

    fields = [field for field in Observation._meta.concrete_fields if field.name != "id"]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    values = [
        [field.get_db_prep_save(getattr(one, field.attname), connection) for field in fields]
        for one in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO evidence_observation ({columns}) VALUES ({marks})",
            values,
        )


def later_run(shown: Table) -> None:
    """Of what stands: nothing changed, and all results weighed; beside reading the rows."""
    from hcat.evidence.models import Observation
    from hcat.evidence.queries import each_standing
    from hcat.foundation.api import today

    taken: dict[str, list[float]] = defaultdict(list)
    figures = Observation.objects.count()
    for _round in range(ROUNDS):
        taken["again"].append(timed(run))
        taken["weighed"].append(timed(lambda: sum(1 for _ in each_standing(as_of=today()))))
        taken["read"].append(timed(lambda: sum(1 for _ in Observation.objects.iterator())))
    again, weighed, read = (statistics.median(taken[name]) for name in ("again", "weighed", "read"))
    row(shown, "second measurement, nothing changed", again, figures)
    row(shown, "  reading the rows", read, figures, again)
    row(shown, "all results weighed", weighed, figures)
    row(shown, "  reading the rows", read, figures, weighed)


def whose_time() -> Table:
    """Whose code the time of a first measurement goes to."""
    profile = cProfile.Profile()

    def profiled() -> None:
        profile.enable()
        run()
        profile.disable()

    from django.db import connection

    from hcat.evidence.append_only import guard, unguard
    from hcat.evidence.models import Observation

    unguard(connection)
    Observation.objects.all().delete()
    guard(connection)
    profiled()
    spent: dict[str, float] = defaultdict(float)
    for (file, _line, name), (_calls, _all, own, _sum, _by) in pstats.Stats(profile).stats.items():
        spent[owner(file, name)] += own
    whole = sum(spent.values())
    shown = Table(title="Whose code a first measurement runs, by the profiler")
    shown.add_column("whose")
    shown.add_column("share of the time", justify="right")
    for name, seconds in sorted(spent.items(), key=lambda one: -one[1]):
        shown.add_row(name, f"{100 * seconds / whole:.0f}%")
    return shown


def owner(file: str, name: str) -> str:
    for part, whose in (
        ("hcat/evidence", "evidence"), ("hcat/numerics", "numerics"), ("hcat/", "the rest of HCAT"),
        ("/django/", "Django"),
    ):  # fmt: skip
        if part in file:
            return whose
    if "sqlite3" in name:
        return "SQLite"
    return "Python and other libraries"


def memory(results: int) -> Table:
    """The most that Python held during a measurement where nothing changed, after a warm one."""
    tracemalloc.start()
    run()
    tracemalloc.reset_peak()
    base, _peak = tracemalloc.get_traced_memory()
    run()
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    shown = Table(title="Memory")
    shown.add_column("what")
    shown.add_column("MB", justify="right")
    shown.add_row(f"kept between two measurements of {results} results", f"{base / 1e6:,.1f}")
    shown.add_row("more than that during one", f"{(peak - base) / 1e6:,.1f}")
    return shown


if __name__ == "__main__":
    main()
