# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make bench ONLY=disclosure`: what can be recovered of what a release holds back?

Invented regions of 8 to 40 companies, of one to three waves, are released in a temporary database
as at the desk. Of each a reader takes combinations of questions, ways to group and waves, and looks
for what fewer than five said in all worlds in which what was read is true
(`tests/surveys/disclosure.py`). Ten thousand combinations or more, of which none may recover
anything; then the same without the rule; then, of some regions, readers against whom the method
says that it does not hold. `tests/surveys/test_disclosure.py` runs a small version.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

import pages
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.surveys.disclosure import Tally


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--combinations", type=int, default=10_000)
    options.add_argument("--regions", type=int, default=10, help="of the other readers")
    options.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.child:
        run(given.combinations, given.regions)
        return
    sys.exit(pages.in_a_child())


def run(combinations: int, regions: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hcat.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests.surveys.disclosure import HELD, NOT_HELD, READER, Tally, nothing_kept_back

    console = Console()

    def read(tally: Tally, least: int, most: int, readers: Sequence[str], *, parts: bool) -> Tally:
        while tally.held()[0] < least and tally.regions < most:
            taken_back(tally, tally.regions, readers, parts=parts)
            told = f"{sum(tally.tried.values()):,} tried, of {tally.regions} regions"
            console.print(told, end="\r", highlight=False)
        return tally

    held = read(Tally(), combinations, 10**9, HELD, parts=True)
    show(console, "As released", held)
    for seed, one, learnt in held.found:
        console.print(f"Region {seed}: {one}: {sorted(learnt)}")
    with nothing_kept_back():
        loose = read(Tally(), 10**9, regions, (READER,), parts=False)
    show(console, "Without the rule, each region and kind of question as one", loose)
    others = read(Tally(), 10**9, regions, NOT_HELD, parts=False)
    show(console, "Readers against whom it does not hold, likewise", others)
    if held.held()[1]:
        sys.exit("Something was recovered.")


def taken_back(tally: Tally, seed: int, readers: Sequence[str], *, parts: bool) -> None:
    """A region that leaves nothing in the database."""
    from django.db import transaction

    with transaction.atomic():
        tally.add(seed, readers, by_part=parts)
        transaction.set_rollback(True)


def show(console: Console, title: str, tally: Tally) -> None:
    shown = Table(title=f"{title}: {tally.regions} regions")
    for name in ("reader", "tried", "of these worked out", "recovered"):
        shown.add_column(name, justify="left" if name == "reader" else "right")
    for reader in dict.fromkeys([*tally.tried, *tally.recovered]):
        shown.add_row(
            reader,
            *(f"{one[reader]:,}" for one in (tally.tried, tally.solved, tally.recovered)),
        )
    console.print(shown)


if __name__ == "__main__":
    main()
