# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small version of the bench: what is published of drawn waves keeps its promise."""

from __future__ import annotations

from scipy.stats import binom

from .simulating import published

RUNS = 120
UNLIKELY = 1e-3
"""That a promise that is kept looks broken, for each of the checks."""


def test_published_intervals_hold_the_truth_and_few_changes_are_told_where_there_is_none() -> None:
    checks = published(RUNS)
    assert len(checks) == 8
    for check in checks:
        # Groups of one wave are not apart from each other: counted as one for each wave.
        if "coverage" in check.what:
            least = binom.ppf(UNLIKELY, RUNS, check.least) / RUNS
            assert check.found >= least, check
        else:
            assert check.found <= binom.ppf(1 - UNLIKELY, RUNS, check.most) / RUNS, check
