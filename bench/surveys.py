# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make bench ONLY=surveys`: do intervals and claims keep their promise, and how fast?

Four simulations of which the truth is known, each with its bounds: intervals of shares, false
claims of a declared family, a region of 300 companies over five waves, and what a release makes of
drawn waves of such a region, with strata and with some that do not answer. A bound that fails ends
it with an error. Then the speed of all figures at once, beside a plain loop over `survey_ratio`,
which gives the same figures. `tests/numerics/test_survey_simulations.py` and
`tests/surveys/test_simulated.py` run small versions.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from rich.console import Console
from rich.table import Table
from timing import Timed, table

from hcat.numerics.api import design, grouped_means, survey_ratio
from tests.numerics.simulating import Check, coverage, false_claims, region

RUNS = 10_000
ROUNDS = 3


def main() -> None:
    console = Console()
    checks = [
        *coverage((20, 60, 120, 300, 1000, 3000), RUNS),
        *false_claims(RUNS),
        *region(1000),
        *published(RUNS),
    ]
    show(console, checks)
    speed(console)
    if any(not check.holds for check in checks):
        sys.exit("A bound does not hold.")


def published(runs: int) -> list[Check]:
    """Asks no database, but a release is made with the models at hand."""
    import django

    with tempfile.TemporaryDirectory(prefix="hcat-bench-") as var:
        os.environ |= {"HCAT_VAR": var, "DJANGO_SETTINGS_MODULE": "hcat.config.settings"}
        django.setup()
        from tests.surveys import simulating

        return simulating.published(runs)


def show(console: Console, checks: list[Check]) -> None:
    shown = Table(title=f"Surveys simulated, {RUNS:,} runs")
    for name in ("what", "found", "least", "most", "holds"):
        shown.add_column(name, justify="left" if name == "what" else "right")
    for check in checks:
        shown.add_row(
            check.what, f"{check.found:.4f}", f"{check.least:.4f}", f"{check.most:.4f}",
            "yes" if check.holds else "NO",
        )  # fmt: skip
    console.print(shown)


def speed(console: Console, units: int = 100_000, columns: int = 60, many: int = 10) -> None:
    rng = np.random.default_rng(2012)
    strata = rng.integers(0, 12, units)
    answers = rng.normal(7, 1, (units, columns))
    answers[rng.random((units, columns)) < 0.2] = np.nan
    groups = rng.integers(0, many, units)
    sample = design(
        units, weights=rng.uniform(0.5, 4, units), strata=strata, population=float(units)
    )
    ours, loop = Timed(), Timed()
    part = 2  # columns of the loop, which takes long
    for _ in range(ROUNDS):
        made = ours.run(lambda: grouped_means(answers, sample, groups), columns * units)

        def peer() -> list[float]:
            found = []
            for group in range(many):
                for column in range(part):
                    inside = (groups == group) & ~np.isnan(answers[:, column])
                    values = np.where(inside, answers[:, column], 0.0)
                    found.append(survey_ratio(values, inside.astype(float), sample).se)
            return found

        theirs = loop.run(peer, part * units)
        loop.against(ours)
        if not np.allclose(made.se[:, :part].ravel(), theirs, rtol=1e-12):
            sys.exit("The two give other figures.")
    console.print(
        table(
            f"{columns} questions of {units:,} answers in {many} groups",
            "Answers per second, in millions.",
            {"grouped_means": ours, "a loop over survey_ratio": loop},
            {"a loop over survey_ratio": "5"},
        )
    )


if __name__ == "__main__":
    main()
