# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From pairs to groups that hold together."""

from __future__ import annotations

from collections.abc import Sequence

from .features import Floats
from .scoring import Ints


def groups(
    left: Ints | Sequence[int],
    right: Ints | Sequence[int],
    chance: Floats | Sequence[float],
    *,
    least: float,
) -> list[tuple[int, ...]]:
    """Groups of two or more whose members overlap on average with at least this chance.

    Greedy by average link: the two groups with the highest mean chance between their members are
    joined first, a pair that was not found counting 0; so a chain in which each overlaps with its
    neighbour only does not become one group. Each member stands in one group. Largest mean first.

    >>> groups([0, 1, 2], [1, 2, 3], [0.9, 0.8, 0.9], least=0.5)
    [(0, 1), (2, 3)]
    """
    between: dict[tuple[int, int], float] = {}
    members: dict[int, tuple[int, ...]] = {}
    for one, other, likely in zip(left, right, chance, strict=True):
        between[int(one), int(other)] = float(likely)
        members[int(one)], members[int(other)] = (int(one),), (int(other),)
    inside = dict.fromkeys(members, 0.0)
    while between:
        (one, other), best = max(
            between.items(),
            key=lambda pair: (round(_mean(pair, members), 9), -pair[0][0], -pair[0][1]),
        )
        if _mean(((one, other), best), members) < least:
            break
        inside[one] += inside.pop(other) + best
        members[one] += members.pop(other)
        _lead_to(between, other, one)
    found = [(at, tuple(sorted(some))) for at, some in members.items() if len(some) > 1]
    found.sort(key=lambda pair: (-inside[pair[0]] / _pairs_in(pair[1]), pair[1]))
    return [some for _at, some in found]


def _mean(pair: tuple[tuple[int, int], float], members: dict[int, tuple[int, ...]]) -> float:
    (one, other), total = pair
    return total / (len(members[one]) * len(members[other]))


def _pairs_in(some: tuple[int, ...]) -> float:
    return len(some) * (len(some) - 1) / 2


def _lead_to(between: dict[tuple[int, int], float], gone: int, heir: int) -> None:
    """What overlapped with a group that was taken up overlaps with the one it went into."""
    for pair in [pair for pair in between if gone in pair]:
        total = between.pop(pair)
        other = pair[0] if pair[1] == gone else pair[1]
        if other != heir:
            key = (min(heir, other), max(heir, other))
            between[key] = between.get(key, 0.0) + total
