# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many tests at once: Holm for a declared family, Benjamini–Hochberg for exploration."""

from __future__ import annotations

from collections.abc import Sequence

from hcat.numerics.errors import NumericsError


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Adjusted p-values, in the order given, that control any false claim in the family.

    Source: Holm 1979, Scandinavian Journal of Statistics 6, 65. An empty family gives ().

    >>> holm([0.01, 0.04, 0.03])
    (0.03, 0.06, 0.06)
    """
    _check(p_values)
    order = sorted(range(len(p_values)), key=lambda index: p_values[index])
    adjusted, running = [0.0] * len(p_values), 0.0
    for rank, index in enumerate(order):
        running = max(running, min(1.0, (len(p_values) - rank) * p_values[index]))
        adjusted[index] = running
    return tuple(adjusted)


def benjamini_hochberg(p_values: Sequence[float]) -> tuple[float, ...]:
    """Adjusted p-values, in the order given, that control the part of false finds.

    Source: Benjamini & Hochberg 1995, JRSS B 57, 289. An empty family gives ().

    >>> benjamini_hochberg([0.01, 0.04, 0.03])
    (0.03, 0.04, 0.04)
    """
    _check(p_values)
    count = len(p_values)
    order = sorted(range(count), key=lambda index: p_values[index], reverse=True)
    adjusted, running = [0.0] * count, 1.0
    for rank, index in enumerate(order):
        running = min(running, p_values[index] * count / (count - rank))
        adjusted[index] = running
    return tuple(adjusted)


def intersection_union(p_values: Sequence[float]) -> float:
    """p-value of "every one of these holds": the largest, without correction.

    Source: Berger 1982, Technometrics 24, 295. Raises NumericsError for an empty family.

    >>> intersection_union([0.01, 0.2, 0.03])
    0.2
    """
    _check(p_values)
    if not p_values:
        raise NumericsError.about("no p-values", "nothing is claimed", "give at least one")
    return max(p_values)


def _check(p_values: Sequence[float]) -> None:
    for value in p_values:
        if not 0.0 <= value <= 1.0:
            raise NumericsError.about(
                f"the p-value {value}", "it lies from 0 to 1", "check the test that it is from"
            )
