# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same figures on any number of workers, in as much memory for many regions as for few."""

from __future__ import annotations

import tracemalloc
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import numpy as np

from hcat.numerics.labour.ensemble import Run, project

from .markets import market

REGIONS = tuple(f"region {at}" for at in range(9))


def test_workers_change_nothing_and_progress_is_told() -> None:
    some = market(regions=REGIONS)
    told: list[tuple[int, int]] = []
    alone = project(some, Run(draws=30), progress=lambda *done: told.append(done))
    with ThreadPoolExecutor(3) as threads:
        shared = project(some, Run(draws=30), executor=threads, workers=3)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        spread = project(some, Run(draws=30), executor=processes, workers=2)
    for other in (shared, spread):
        assert (other.told.means == alone.told.means).all()
        for name, found in other.told.outcomes.items():
            assert (found.quantiles == alone.told.outcomes[name].quantiles).all()
        assert np.array_equal(other.told.classes, alone.told.classes)
    assert told == [(9, 9)]


def test_memory_stays_flat_as_regions_are_added() -> None:
    few, many = (peak_of_a_forecast(regions) for regions in (4, 12))
    assert many < 1.1 * few


def peak_of_a_forecast(regions: int) -> int:
    """The most bytes that a forecast of so many regions holds at a time."""
    some = market(regions=tuple(f"region {at}" for at in range(regions)))
    run = Run(draws=5000)
    project(some, Run(draws=1))  # loads what is loaded once
    tracemalloc.start()
    try:
        project(some, run)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
