# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make bench ONLY=exchange`: ten thousand figures out, edited, in, approved, and out again.

Beside it, in the same run, a bare loop over the same cells: csv for CSV, openpyxl and XlsxWriter
for XLSX. It writes, reads and writes the table, and knows nothing of targets, rights or history.
Each runs in a process of its own, three times in turns; the median of the ratios counts. What the
editor does, one row in ten, is not counted. Memory is what the process held at its height above
what it held idle, with Django begun and the database asked once. The aim holds for the clock, as
people wait by it; the seconds of the processor beside it tell how much of that is our own work, and
the ratio is of these, so that a machine with other work to do gives the same answer.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FIGURES, RESULTS, ROUNDS = 10_000, 40, 3
EDITED_OF = 10
MOST_SECONDS, MOST_MB = 20.0, 150.0
Row = list[Any]


def main() -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    found: dict[str, list[dict[str, float]]] = {}
    for _round in range(ROUNDS):
        for kind in ("csv", "xlsx"):
            with tempfile.TemporaryDirectory(prefix="hcat-bench-") as folder:
                for who in ("ours", "bare"):
                    with console.status(f"{who}: {kind}"):
                        found.setdefault(f"{who} {kind}", []).append(_child(who, kind, folder))
    shown = Table(title=f"{FIGURES:,} figures: out, in, approved, out")
    for name in ("what", "clock, s", "processor, s", "MB above idle", "ratio", "aim"):
        shown.add_column(name, justify="left" if name == "what" else "right")
    is_met = True
    for name, rounds in found.items():
        seconds, processor, mb = (
            max(one[key] for one in rounds) for key in ("clock", "processor", "mb")
        )
        row = [name, f"{seconds:.1f}", f"{processor:.1f}", f"{mb:.0f}"]
        if name.startswith("ours"):
            bare = found[name.replace("ours", "bare")]
            ratios = [a["processor"] / b["processor"] for a, b in zip(rounds, bare, strict=True)]
            row += [f"{statistics.median(ratios):.1f}", f"< {MOST_SECONDS:.0f} s, {MOST_MB:.0f} MB"]
            is_met &= seconds < MOST_SECONDS and mb < MOST_MB
        shown.add_row(*row)
    console.print(shown)
    sys.exit(0 if is_met else 1)


def _child(who: str, kind: str, folder: str) -> dict[str, float]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("HCAT_", "DATABASE_URL"))}
    done = subprocess.run(
        [sys.executable, __file__, who, kind, folder],
        env={**kept, "HCAT_VAR": folder, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


class Measured:
    """Seconds and memory of some steps, without what happens between them."""

    def __init__(self) -> None:
        self.clock = self.processor = 0.0
        self.idle = _mb_now()

    def step(self, work: Callable[[], Any]) -> Any:
        clock, processor = time.perf_counter(), time.process_time()
        answer = work()
        self.clock += time.perf_counter() - clock
        self.processor += time.process_time() - processor
        return answer

    def tell(self) -> None:
        height = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        told = {"clock": self.clock, "processor": self.processor, "mb": height - self.idle}
        print(json.dumps(told))


def _mb_now() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


def ours(kind: str, folder: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "hcat.config.settings"
    fill = "import bench.exchange as b; b.fill()"
    subprocess.run([sys.executable, "-c", fill], cwd=ROOT, check=True, capture_output=True)
    import django

    django.setup()
    from hcat.evidence.api import Observation, approve_batch_alone
    from hcat.exchange.api import import_table, observations_table, write_csv, write_xlsx
    from hcat.foundation.api import Actor

    assert Observation.objects.count() == FIGURES
    write = write_csv if kind == "csv" else write_xlsx
    out, edited, last = (folder / f"{name}.{kind}" for name in ("out", "edited", "last"))
    by = Actor.system("bench")
    measured = Measured()
    measured.step(lambda: write(observations_table(), out))
    subprocess.run([sys.executable, __file__, "edit", str(out), str(edited)], check=True)
    plan = measured.step(lambda: import_table(edited, by=by, dry_run=False))
    assert plan.was_written, [str(one) for one in plan.rows[0].complaints]
    assert plan.would_write == FIGURES // EDITED_OF
    measured.step(lambda: approve_batch_alone(by=by, batch=plan.batch, reason="a bench"))
    assert Observation.objects.count() == FIGURES + FIGURES // EDITED_OF
    assert measured.step(lambda: write(observations_table(), last)) == FIGURES
    measured.tell()


def bare(kind: str, folder: Path) -> None:
    """The cells of what we exported: written, read, and written again."""
    rows = list(_read(folder / f"out.{kind}"))
    out, last = folder / f"bare.{kind}", folder / f"bare-last.{kind}"
    measured = Measured()
    measured.step(lambda: _write(out, rows))
    measured.step(lambda: _write(last, _read(out)))
    measured.tell()


def edit(source: Path, to: Path) -> None:
    """Another method, for one row in ten."""
    rows = list(_read(source))
    head = rows[0]
    for row in rows[1::EDITED_OF]:
        row[head.index("method")] = "counted again"
        row[head.index("reason")] = "a school came late"
    _write(to, rows)


def _read(path: Path) -> Iterable[Row]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.reader(file)
        return
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    for row in book.worksheets[0].iter_rows(values_only=True):
        yield list(row)
    book.close()


def _write(path: Path, rows: Iterable[Row]) -> None:
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return
    import xlsxwriter

    with xlsxwriter.Workbook(
        path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    ) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, ["" if cell is None else cell for cell in row])


def fill() -> None:
    """A small agenda with many targets, and months of figures for each."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hcat.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from hcat.evidence.api import Entry
    from hcat.foundation.api import Actor
    from hcat.numerics.api import Estimate, Period, Quality
    from tests.evidence.small_agenda import put_agenda, put_result, record_together

    call_command("migrate", verbosity=0)
    put_agenda()
    for number in range(RESULTS):
        put_result(f"result-{number}", order=number + 1)
    entries = [
        Entry(
            result=f"result-{place % RESULTS}",
            target="t",
            estimate=Estimate(
                value=100 * (place % 97) / 4252, numerator=place % 97, denominator=4252,
                low=0.0, high=50.0, n=4252, population=9000, unit="percent",
                period=Period.year(1700 + place // RESULTS), quality=Quality.MEASURED,
                method="counted, one school after another", source="the yearly count of schools",
            ),
        )
        for place in range(FIGURES)
    ]  # fmt: skip
    record_together(by=Actor.system("bench"), entries=entries)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    elif sys.argv[1] == "edit":
        edit(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        {"ours": ours, "bare": bare}[sys.argv[1]](sys.argv[2], Path(sys.argv[3]))
