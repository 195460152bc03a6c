# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make test`: the whole suite on each database named, and one summary at the end.

On the first, everything. On the others what asks a database (a test that is not marked so is kept
from it), without the journeys: which database lies under the site makes no difference to a browser.
Nor do the others run, on an ordinary day, what shows what rooms ask (pages, reports, forecasts),
what tries many examples of a property, and what kills processes: on a slow machine all of that on
two databases takes most of an hour. HCAT_TEST_BOTH=1 runs it on each, as before a release.
All at once, so that the last long test of one does not keep the machine from the other.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
SHOWN = ("tests/web", "tests/reports", "tests/labour_market")
COUNTED = ("passed", "failed", "errors", "skipped", "xfailed", "xpassed")


def run(
    database: str, *, everything: bool, workers: int
) -> tuple[int, dict[str, int], float, list[str]]:
    """Exit code, counts and seconds of one database's tests, and what is still to be shown of them:
    those that do everything are shown as they go, others when they are done."""
    began = time.monotonic()
    command = [
        *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--durations=5"),
        *("-n", str(workers), "--dist", "worksteal"),
        *(() if everything else chosen()),
    ]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "HCAT_TEST_DATABASE": database},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    last, kept = "", []
    for line in process.stdout:
        if everything:
            sys.stdout.write(line)
            sys.stdout.flush()
        else:
            kept.append(line)
        if re.search(r"\b(passed|failed|error|no tests ran)", line):
            last = line
    counts = {
        name.rstrip("s") + "s" if name.startswith("error") else name: int(number)
        for number, name in re.findall(
            r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)", last
        )
    }
    return process.wait(), counts, time.monotonic() - began, kept


def chosen() -> list[str]:
    """What a second database runs."""
    asks = "database and not journey"
    if os.environ.get("HCAT_TEST_BOTH"):
        return ["-m", asks]
    return ["-m", f"{asks} and not hypothesis and not soak", *(f"--ignore={one}" for one in SHOWN)]


def main(databases: list[str]) -> int:
    # More than there are cores: journeys wait for a browser, and others for a process. What cannot
    # be shared out evenly goes to the first, which has the journeys and is the last to end.
    workers = int(os.environ.get("HCAT_TEST_WORKERS", 0)) or (os.cpu_count() or 1) + 1
    others = max(1, workers // len(databases))
    first = max(1, workers - others * (len(databases) - 1))
    print(
        f"== {', '.join(databases)}: {first} at a time on the first, {others} on others", flush=True
    )
    results = {}
    with (
        TemporaryDirectory(prefix="hcat-migrated-") as migrated,
        ThreadPoolExecutor(len(databases)) as legs,
    ):
        os.environ["HCAT_TEST_MIGRATED"] = migrated
        running = {
            database: legs.submit(
                run, database, everything=not position, workers=others if position else first
            )
            for position, database in enumerate(databases)
        }
        for database, leg in running.items():
            code, counts, seconds, kept = leg.result()
            results[database] = (code, counts, seconds)
            if kept:
                print(f"== {database}")
                sys.stdout.writelines(kept)
    print()
    for database, (_, counts, seconds) in results.items():
        told = ", ".join(f"{counts[name]} {name}" for name in COUNTED if name in counts)
        print(f"{database:<12} {told or 'nothing ran'} in {seconds:.0f} s")
    sums = {name: sum(counts.get(name, 0) for _, counts, _ in results.values()) for name in COUNTED}
    failed = sums["failed"] + sums["errors"]
    print(f"{sums['passed']} passed, {failed} failed, {sums['skipped']} skipped")
    return 1 if any(code for code, _, _ in results.values()) or not sums["passed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["sqlite", "postgresql"]))
