# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drawing: how many of each stratum, and whom.

Each unit has a permanent random number, made of its identity and the seed of the survey; of each
stratum those with the smallest numbers are drawn. That is a simple random sample without
replacement of the stratum, the same one for the same seed and frame, and the next wave with that
seed keeps whoever was drawn before as far as the sizes allow (sequential sampling with permanent
random numbers: Ohlsson, 1995, "Coordination of samples using permanent random numbers").
"""

from __future__ import annotations

import hashlib
import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

LEAST = 2
"""Of a stratum of which not everybody is drawn: with fewer its spread cannot be estimated."""
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that can be drawn. `identity` stays the same over waves: ``organisation 7``."""

    unit_id: int
    identity: str
    stratum: str


def permanent_number(identity: str, seed: int) -> int:
    """From 0 up to 2^64, evenly spread over identities.

    >>> permanent_number("organisation 7", 1) == permanent_number("organisation 7", 1)
    True
    >>> permanent_number("organisation 7", 1) == permanent_number("organisation 7", 2)
    False
    """
    said = hashlib.sha256(f"{seed}:{identity}".encode()).digest()
    return int.from_bytes(said[:8], "big")


def draw(
    candidates: Iterable[Candidate], sizes: Mapping[str, int], *, seed: int
) -> dict[int, float]:
    """The units that are drawn, each with its chance: size over number in its stratum.

    Raises ValueError for a stratum without a size, or with one above what there is.
    """
    strata: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in candidates:
        number = permanent_number(one.identity, seed)
        strata[one.stratum].append((number, one.unit_id))
    drawn: dict[int, float] = {}
    for name, members in strata.items():
        size = sizes.get(name, -1)
        if not 0 <= size <= len(members):
            raise ValueError(f"{name}: {size} of {len(members)} cannot be drawn")
        members.sort()
        drawn.update((unit, size / len(members)) for _number, unit in members[:size])
    return drawn


def allocate(
    counts: Mapping[str, int],
    total: int,
    *,
    all_of: Collection[str] = (),
    spreads: Mapping[str, float] | None = None,
) -> dict[str, int]:
    """How many to draw of each stratum, for `total` together.

    In proportion to its number; with `spreads` (the standard deviation of what is asked, by
    stratum; 1 where it is not given) to number times spread, which gives the smallest variance of
    a mean (Neyman, 1934). Whole numbers by equal proportions, which is the exact optimum within
    bounds (Wright, 2012, The American Statistician 66). Of `all_of` everybody; of every other one
    at least two, and never more than there are. Raises ValueError where that takes more than
    `total`, or `total` is more than there are.

    >>> allocate({"1-9": 80, "10-49": 40, "250+": 3}, 33, all_of=["250+"])
    {'1-9': 20, '10-49': 10, '250+': 3}
    """
    sizes = {n: c if n in all_of else min(c, LEAST) for n, c in counts.items()}
    left = total - sum(sizes.values())
    if left < 0 or total > sum(counts.values()):
        raise ValueError(f"{total} cannot be shared out")
    weights = {n: c * max((spreads or {}).get(n, 1.0), 1e-9) for n, c in counts.items()}

    def turn(name: str) -> tuple[float, str]:
        return (-weights[name] / math.sqrt(sizes[name] * (sizes[name] + 1)), name)

    turns = [turn(name) for name in counts if sizes[name] < counts[name]]
    heapq.heapify(turns)
    for _one in range(left):
        _value, name = heapq.heappop(turns)
        sizes[name] += 1
        if sizes[name] < counts[name]:
            heapq.heappush(turns, turn(name))
    return sizes


@dataclass(frozen=True, slots=True)
class Joined:
    """Which stratum each became, and which were joined since they were too small."""

    becomes: Mapping[str, str]
    small: tuple[str, ...]


def join_small(counts: Mapping[str, int], *, least: int = 5) -> Joined:
    """Strata ``size/section`` of fewer than `least` become ``size/other``: units of one size class
    stay together, since size tells more of who answers than section does. Where what is joined is
    itself too small, the largest of that size class takes it.

    >>> join_small({"1-9/C": 40, "1-9/J": 2, "1-9/M": 4, "250+/C": 1}).becomes["1-9/J"]
    '1-9/other'
    """
    small = tuple(sorted(name for name, number in counts.items() if number < least))
    becomes = {name: name for name in counts}
    together: Counter[str] = Counter()
    for name in small:
        size = name.split("/")[0]
        becomes[name] = f"{size}/{OTHER}"
        together[becomes[name]] += counts[name]
    for name, number in together.items():
        size = name.split("/")[0]
        large = [n for n in counts if n.split("/")[0] == size and n not in small]
        if number < least and large:
            takes = max(large, key=lambda one: (counts[one], one))
            becomes.update({n: takes for n in small if becomes[n] == name})
    return Joined(becomes, small)
