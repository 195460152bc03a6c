# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each of several levers does, where together they do more or less than apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from math import factorial

import numpy as np

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour import balance
from hcat.numerics.labour.ensemble import Run, Slice, members, region_flows
from hcat.numerics.labour.levers import Lever, moved
from hcat.numerics.labour.market import Floats, Market
from hcat.numerics.labour.reference import grained
from hcat.numerics.labour.summary import Outcome, outcome

MOST_TOLD_APART = 8
"""2⁸ = 256 runs; more levers than that are no scenario but a wish list."""


def shapley(count: int, value: Callable[[frozenset[int]], Floats]) -> Floats:
    """(K, …) what each of K players adds on average over all orders in which they could come
    (Shapley 1953).

    `value` gives the worth (…) of a set of players. The answers lie on the grid of persons and add
    up to the worth of all less the worth of none, exactly: what rounding leaves goes to the first.

    Raises NumericsError for no players or more than 8.

    >>> together = {0: 0.0, 1: 10.0, 2: 20.0, 3: 40.0}  # by bits: none, first, second, both
    >>> shapley(2, lambda some: np.array(together[sum(1 << one for one in some)])).tolist()
    [15.0, 25.0]
    """
    if not 1 <= count <= MOST_TOLD_APART:
        raise NumericsError.about(
            f"{count} levers", f"one to {MOST_TOLD_APART} can be told apart", "combine or drop some"
        )
    worth = {
        some: grained(value(some))
        for size in range(count + 1)
        for some in map(frozenset, combinations(range(count), size))
    }
    found = []
    for one in range(count):
        total = np.zeros_like(worth[frozenset()])
        for some, before in worth.items():
            if one in some:
                continue
            weight = factorial(len(some)) * factorial(count - len(some) - 1) / factorial(count)
            total = total + weight * (worth[some | {one}] - before)
        found.append(grained(total))
    whole = worth[frozenset(range(count))] - worth[frozenset()]
    found[0] = found[0] + (whole - np.sum(found, axis=0))
    return np.stack(found)


@dataclass(frozen=True, slots=True)
class Effect:
    """What the levers do to the balance of a slice of one region, over the years T.

    `base` and `scenario`: the balance (T,). `difference` (T,). `of_lever` (K, T): what is due
    to each. `per_effort` (K,): persons of the gap closed over all years, per point of effort.
    `first` (K,): the probability that a lever closes most per point of effort.
    """

    levers: tuple[Lever, ...]
    base: Outcome
    scenario: Outcome
    difference: Outcome
    of_lever: Outcome
    per_effort: Outcome
    first: Floats

    def ranking(self) -> list[int]:
        """Places of the levers, most closed per point of effort first (by the median)."""
        return [int(at) for at in np.argsort(-self.per_effort.median, kind="stable")]


def effect(
    market: Market,
    levers: tuple[Lever, ...],
    run: Run | None = None,
    *,
    region: str | None = None,
    part: Slice | None = None,
) -> Effect:
    """What a scenario does, lever by lever: paired draws, so that only the levers differ.

    One run for each set of levers: 2^K. Raises NumericsError as `moved` and `shapley` do.
    """
    run, part = run or Run(), part or Slice()
    local = market.only([region or market.axes.regions[0]])
    at = members(local.axes, part)

    def worth(some: frozenset[int]) -> Floats:
        flows = region_flows(moved(local, [levers[one] for one in sorted(some)]), run)
        return balance.of_flows(np.add.reduce(flows[at], axis=0))

    known: dict[frozenset[int], Floats] = {}

    def remembered(some: frozenset[int]) -> Floats:
        if some not in known:
            known[some] = worth(some)
        return known[some]

    parts = shapley(len(levers), remembered)
    base, after = known[frozenset()], known[frozenset(range(len(levers)))]
    effort = np.array([one.effort for one in levers])
    closed = parts.sum(axis=1) / effort[:, None]
    best = np.argmax(closed, axis=0)
    return Effect(
        levers,
        outcome(base),
        outcome(after),
        outcome(after - base),
        outcome(parts),
        outcome(closed),
        np.array([(best == one).mean() for one in range(len(levers))]),
    )
