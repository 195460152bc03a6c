# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make bench`: person-years per second of the person kernel, beside other engines on equal work.

A population dies by age, moves between 40 regions, learns on by age and level, changes between 100
occupations, and is counted every year. Everybody is on one core, in one process, in turns: each
rival right after the kernel, some rounds over; the median of the rounds' ratios counts. Time is
that of the processor, so that a machine with other work to do gives the same ratios; the rate by
the clock stands beside it. A rival whose census is another than the kernel's, beyond chance, stops
the run.
"""

from __future__ import annotations

import os

# One core for everybody: read by the libraries when they load.
for library in ("POLARS", "OMP", "OPENBLAS", "NUMEXPR", "NUMBA"):
    name = "POLARS_MAX_THREADS" if library == "POLARS" else f"{library}_NUM_THREADS"
    os.environ[name] = "1"

import argparse
import time
import warnings

import numpy as np
from rich.console import Console
from rich.progress import track
from rivals import Ready, World, at_hand
from scipy.stats import chi2, norm
from timing import Timed, table

from hcat.numerics.labour.population import Census, Customs, People, project_people

REGIONS, LEVELS, OCCUPATIONS, AGES, YEARS = 40, 8, 100, 111, 15
AIMS = {"vivarium-engine": "≥ 40", "NumPy, plain": "≥ 10"}
LEAST_SECONDS = 0.5
"""The kernel runs again until it took so long, so that the clock can tell."""
DOUBT = 1e-6
"""Probability of a difference below which it is no chance."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--persons", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=3)
    asked = options.parse_args()
    warnings.filterwarnings("ignore")  # what the rivals' own libraries warn of is theirs
    world = made_world(asked.persons)

    def kernel() -> Census:
        return project_people(world.people, world.customs, world.years)

    wanted = kernel()  # compiles, too
    rivals = at_hand()
    timed = {"the person kernel": Timed()} | {name: Timed() for name in rivals}
    for turn in track(range(asked.rounds), "Living, in turns"):
        for name, rival in rivals.items():
            ready = rival(world, turn)
            clocked(kernel, timed["the person kernel"])
            same_work(name, asked.persons, wanted, clocked(ready, timed[name], once=True))
            timed[name].against(timed["the person kernel"])
    title = f"{asked.persons:,} persons, {YEARS} years, one core, median of {asked.rounds} rounds"
    caption = (
        "million person-years per second, of the processor and by the clock; "
        "the kernel is faster by the ratio, and in all rounds by one between"
    )
    Console().print(table(title, caption, timed, AIMS))


def made_world(persons: int) -> World:
    """People and tables as a country has them: most stay where they are, most live on.

    People begin in few places and occupations, so that a wrong table shows in the census.
    """
    rng = np.random.default_rng(2012)
    death = np.minimum(1.0, 2e-4 * np.exp(0.09 * np.arange(AGES)))
    death[-1] = 1.0
    learning = np.zeros((AGES, LEVELS, LEVELS))
    for age in range(AGES):
        onward = 0.3 if age < 30 else 0.02
        learning[age] = np.eye(LEVELS) * (1.0 - onward) + np.eye(LEVELS, k=1) * onward
        learning[age, -1, -1] = 1.0
    return World(
        People(
            ages=rng.integers(0, 80, persons),
            regions=np.minimum(rng.geometric(0.2, persons), REGIONS) - 1,
            levels=np.minimum(rng.geometric(0.4, persons), LEVELS) - 1,
            occupations=np.minimum(rng.geometric(0.1, persons), OCCUPATIONS) - 1,
        ),
        Customs(
            death=death,
            moves=_mostly_staying(rng, REGIONS, 0.05),
            learning=learning,
            careers=_mostly_staying(rng, OCCUPATIONS, 0.10),
        ),
        YEARS,
    )


def _mostly_staying(rng: np.random.Generator, size: int, moving: float) -> np.ndarray:
    return rng.dirichlet(np.ones(size), size) * moving + np.eye(size) * (1.0 - moving)


def clocked(ready: Ready, timed: Timed, *, once: bool = False) -> Census:
    """Run, a rival `once`, and note the rate."""
    person_years, spent, clock = 0, 0.0, time.perf_counter()
    began = time.process_time()
    while True:
        census = ready()
        person_years += int(census.by_place.sum())
        spent = time.process_time() - began
        if once or spent >= LEAST_SECONDS:
            break
    timed.by_processor.append(person_years / spent)
    timed.by_clock.append(person_years / (time.perf_counter() - clock))
    return census


def same_work(name: str, persons: int, ours: Census, theirs: Census) -> None:
    """Stop where two censuses, or the deaths behind them, differ by more than chance.

    People of whom it is known where they started scatter less than Poisson numbers do; so the test
    is lenient with chance; an error of a twentieth in any of the tables still shows.
    """
    for what, one, other in (
        ("place", ours.by_place, theirs.by_place),
        ("occupation", ours.by_occupation, theirs.by_occupation),
        ("deaths", persons - alive(ours), persons - alive(theirs)),
    ):
        apart, both = (one - other).reshape(YEARS, -1), (one + other).reshape(YEARS, -1)
        scores = apart / np.sqrt(np.maximum(both, 1))
        together = (scores**2).sum(axis=1).max() / chi2.isf(DOUBT / YEARS, scores.shape[1])
        if max(together, np.abs(scores).max() / norm.isf(DOUBT / 2 / scores.size)) > 1.0:
            raise SystemExit(f"{name} did other work: its {what} differ beyond chance.")


def alive(census: Census) -> np.ndarray:
    return census.by_place.sum(axis=(1, 2))


if __name__ == "__main__":
    main()
