# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make bench`: cells per second of the cohort ensemble, beside NumPy and beside a bare loop.

The work: 40 regions × 100 educations × 50 ages × 15 years × 1,000 draws, 3.0e9 cells that change,
and what is told of them: 130 slices × 5 quantities × 15 years with mean, seven quantiles and the
probability of a shortage, and the classes. The rounds that compare take some of the regions, since
a rate per cell hardly depends on their number; memory and workers are measured on the whole.

Time is that of the processor, so that a machine with other work to do gives the same ratios; the
rate by the clock stands beside it. Each rival runs right after ours; the median of the rounds'
ratios counts. A rival that tells anything else, beyond chance, stops the run. Two workers can be
twice as fast as one by the clock only, so that ratio means something on an idle machine only.
"""

from __future__ import annotations

import os

# One core for everybody: read by the libraries when they load.
for library in ("OMP", "OPENBLAS", "NUMEXPR", "NUMBA"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

import argparse
import statistics
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from cohort_rivals import BARE, Answers, Drawn, bare_means, numpy_blocked, numpy_plain
from rich.console import Console
from rich.progress import track
from scipy.stats import norm
from timing import Timed, table

from hcat.numerics.labour import kernel
from hcat.numerics.labour.axes import Axes, Education
from hcat.numerics.labour.ensemble import QUANTITIES, Projection, Run, project
from hcat.numerics.labour.fortune import Fortune
from hcat.numerics.labour.market import Market, Spread
from hcat.numerics.labour.summary import QUANTILES, Outcome

REGIONS, LEVELS, FIELDS, AGES, YEARS, SECTORS = 40, 4, 25, 50, 15, 5
CELLS = LEVELS * FIELDS * AGES * YEARS
"""That change in one draw of one region."""
RIVALS = {"NumPy, plain": numpy_plain, "NumPy, in blocks": numpy_blocked}
AIMS = {"NumPy, plain": "≥ 8"}
KERNEL_AIMS = {f"bare loop, {name}": "≥ 0.67" for name in BARE}
LEAST_SPEEDUP, MOST_MEMORY = 1.7, 1e9
DOUBT = 1e-6
"""Probability of a difference below which it is no chance."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--regions", type=int, default=4, help="in the rounds that compare")
    options.add_argument("--draws", type=int, default=1000)
    options.add_argument("--rounds", type=int, default=3)
    asked = options.parse_args()
    console, run = Console(), Run(draws=asked.draws)
    console.print(f"The machine's load before: {_load()}")
    whole = made_market()
    some = whole.only(whole.axes.regions[: asked.regions])
    cells = asked.regions * asked.draws * CELLS
    project(some, Run(draws=8))  # compiles
    drawn = Drawn(some, 8, np.random.default_rng(0))
    for loop in BARE.values():
        bare_means(some, drawn, 0, loop)

    ensemble, against = against_rivals(some, run, asked.rounds, cells)
    title = f"{asked.regions} regions, {cells:.1e} cells, one core, median of {asked.rounds} rounds"
    caption = "million cells per second, of the processor and by the clock; ours over theirs"
    timed = {"ensemble with summaries": ensemble} | against
    console.print(table(title, caption, timed, AIMS))
    alone, against = against_bare_loops(some, run, asked.rounds, cells)
    timed = {"kernel, every draw told": alone} | against
    console.print(table(title, caption, timed, KERNEL_AIMS))
    part = statistics.median(alone.by_processor) / statistics.median(ensemble.by_processor)
    console.print(f"Inputs' draws and summaries included, a cell costs {part:.2f} times as much.")
    told_of_memory(console, asked.draws)
    told_of_workers(console, whole, run)


def made_market() -> Market:
    """A country: regions and educations of unlike sizes, everything uncertain."""
    rng = np.random.default_rng(2012)
    educations = tuple(
        Education(f"level {level}", f"field {field}")
        for level in range(LEVELS)
        for field in range(FIELDS)
    )
    axes = Axes(
        regions=tuple(f"region {at}" for at in range(REGIONS)),
        educations=educations,
        years=tuple(range(2025, 2025 + YEARS)),
        sectors=tuple(f"sector {at}" for at in range(SECTORS)),
        first_age=18,
        last_age=17 + AGES,
    )
    cells = REGIONS, len(educations)
    exits = np.linspace(0.8, 1.0, LEVELS)[:, None] * np.where(np.arange(AGES) < 42, 0.01, 0.2)
    exits[:, -1] = 1.0
    entry = np.zeros(AGES)
    entry[2:9] = 1 / 7
    return Market(
        axes=axes,
        stock=rng.gamma(2.0, 20.0, (*cells, AGES)),
        exit_rate=exits[:, :, None],
        graduates=rng.gamma(4.0, 20.0, (*cells, 1)),
        retention=rng.uniform(0.5, 0.9, (*cells, 1)),
        entry_ages=entry,
        growth=rng.normal(0.01, 0.01, (SECTORS, 1)),
        sector_mix=rng.dirichlet(np.ones(SECTORS), cells),
        leaving=0.02,
        out_migration=0.01,
        arrivals=rng.gamma(2.0, 5.0, (*cells, 1)),
        further_study=0.2,
        participation=0.9,
        unemployed=0.03,
        persistence=0.5,
        spread=Spread(
            stock=0.05, stock_level=0.05, exit_rate=0.1, leaving=0.2, out_migration=0.2,
            arrivals=0.2, graduates=0.05, graduates_step=0.03, further_study=0.1,
            participation=0.1, retention=0.2, retention_step=0.05, growth_common=0.01,
            growth_sector=0.01, growth_region=0.005,
        ),
    )  # fmt: skip


def against_rivals(
    market: Market, run: Run, rounds: int, cells: float
) -> tuple[Timed, dict[str, Timed]]:
    """The ensemble and its rivals in turns; each rival has to tell the same."""
    ours, theirs = Timed(), {name: Timed() for name in RIVALS}
    for turn in track(range(rounds), "The ensemble, in turns"):
        for name, rival in RIVALS.items():
            wanted = ours.run(partial(project, market, run), cells)
            found = theirs[name].run(partial(rival, market, run.draws, turn), cells)
            theirs[name].against(ours)
            same_answers(name, wanted, found)
    return ours, theirs


def against_bare_loops(
    market: Market, run: Run, rounds: int, cells: float
) -> tuple[Timed, dict[str, Timed]]:
    """The kernel and the bare loops in turns, the inputs' draws made before; the means agree."""
    ours, theirs = Timed(), {f"bare loop, {name}": Timed() for name in BARE}
    fortune = Fortune(market, run.seed, 0, run.draws, kernel.normals)
    kernel.region_flows(fortune, 0)  # makes those draws
    for turn in track(range(rounds), "The kernel, in turns"):
        drawn = Drawn(market, run.draws, np.random.default_rng(turn))
        for (name, timed), loop in zip(theirs.items(), BARE.values(), strict=True):
            flows = ours.run(partial(kernel_flows, fortune), cells)
            means = timed.run(partial(bare_means, market, drawn, turn, loop), cells)
            timed.against(ours)
            error = flows.std(axis=-1) * np.sqrt(2.0 / run.draws)
            _no_more_than_chance(f"{name}: means", flows.mean(axis=-1) - means, error)
    return ours, theirs


def kernel_flows(fortune: Fortune) -> np.ndarray:
    """The kernel alone, region by region: every draw of every flow (E, C, T, D) of the last one."""
    flows = None
    for region in range(fortune.market.sizes["R"]):
        flows = kernel.region_flows(fortune, region, into=flows)
    return flows


def same_answers(name: str, ours: Projection, theirs: list[Answers]) -> None:
    """Stop where means or quantiles differ by more than chance, at nearly normal draws."""
    draws = ours.run.draws
    for region, answers in enumerate(theirs):
        for at, quantity in enumerate(QUANTITIES):
            told = ours.told.outcomes[quantity]
            wanted = Outcome(told.mean[region], told.quantiles[region], told.below_zero[region])
            low, high = wanted.interval(0.95)
            error = np.maximum(high - low, 0.5) / 3.92 * np.sqrt(2.0 / draws)
            _no_more_than_chance(f"{name}: {quantity}", wanted.mean - answers.mean[at], error)
            if quantity == "expansion_demand":
                continue  # cut off at zero, so its draws are not nearly normal
            for place, one in enumerate(QUANTILES):
                apart = wanted.quantiles[..., place] - answers.quantiles[at, ..., place]
                wide = 1.3 * np.sqrt(one * (1 - one)) / norm.pdf(norm.ppf(one))
                _no_more_than_chance(f"{name}: {quantity} at {one}", apart, error * wide)
        apart = ours.told.classes[region] - answers.classes
        _no_more_than_chance(f"{name}: classes", apart, np.sqrt(0.5 / draws))


def _no_more_than_chance(what: str, apart: np.ndarray, error: np.ndarray | float) -> None:
    scores = np.abs(apart) / np.maximum(error, 1e-9)
    if scores.max() > norm.isf(DOUBT / 2 / scores.size):
        raise SystemExit(f"{what} differs beyond chance, by {scores.max():.1f} standard errors.")


def told_of_memory(console: Console, draws: int) -> None:
    """The most memory that the whole takes, in a process that does nothing else."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
        peak, spent = fresh.submit(_whole, draws).result()
    rate = REGIONS * draws * CELLS / spent / 1e6
    console.print(
        f"The whole, {REGIONS * draws * CELLS:.1e} cells, in a fresh process: {spent:.1f} s of the "
        f"processor, {rate:.0f} million cells per second, at most {peak / 1e6:,.0f} MB "
        f"(aim: under {MOST_MEMORY / 1e6:,.0f} MB)."
    )


def _whole(draws: int) -> tuple[int, float]:
    """(bytes, seconds of the processor) that the whole ensemble takes, the program included."""
    market = made_market()
    began = time.process_time()
    project(market, Run(draws=draws))
    spent = time.process_time() - began
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) * 1024, spent


def told_of_workers(console: Console, market: Market, run: Run) -> None:
    """Two workers beside one by the clock, on the whole, each warm and in processes."""
    seconds = {}
    for workers in (1, 2):
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            warm = market.only(market.axes.regions[: 4 * workers])
            project(warm, Run(draws=100), executor=pool, workers=workers)
            seconds[workers] = _clocked(market, run, pool, workers)
    ratio = seconds[1] / seconds[2]
    console.print(
        f"By the clock: {seconds[1]:.1f} s on one worker, {seconds[2]:.1f} s on two: {ratio:.2f} "
        f"times as fast (aim: {LEAST_SPEEDUP} on an idle machine; load now {_load()})."
    )


def _clocked(market: Market, run: Run, pool: Executor, workers: int) -> float:
    began = time.perf_counter()
    project(market, run, executor=pool, workers=workers)
    return time.perf_counter() - began


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


if __name__ == "__main__":
    main()
