# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far two coders of open answers agree, beyond chance: Cohen's kappa.

Loads NumPy: reach it through the api.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from hcat.numerics.errors import NumericsError
from hcat.numerics.interval import check_level, normal_quantile


class WithoutKappa(StrEnum):
    """Why there is no kappa."""

    NOTHING_CODED_TWICE = "nothing_coded_twice"
    """No answer was coded by both."""
    ONE_CODE_ONLY = "one_code_only"
    """Both gave every answer the same one code: there was nothing to tell apart."""


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement of two coders over the `n` answers that both coded.

    `observed` and `expected` are the parts (0–1) on which they agree and would by chance. `value`
    is 1 for full agreement and 0 for what chance gives; `low`–`high` its large-sample interval,
    cut off at −1 and 1. What cannot be worked out is None, and `missing` says why.
    """

    value: float | None
    se: float | None
    low: float | None
    high: float | None
    observed: float | None
    expected: float | None
    n: int
    confidence: float
    missing: WithoutKappa | None = None


def cohens_kappa(
    one: Sequence[Hashable], other: Sequence[Hashable], *, confidence: float = 0.95
) -> Kappa:
    """Kappa of two coders who gave each answer one code (a label without order).

    Standard error for the interval: Fleiss, Cohen & Everitt 1969, Psychological Bulletin 72, 323.
    With full agreement it is 0, whatever n is: the interval then says too much, and few answers
    stay few. Raises NumericsError for sequences of two lengths.

    >>> made = cohens_kappa("aabb", "aabc")
    >>> round(made.value, 3), made.observed
    (0.6, 0.75)
    """
    check_level("confidence", confidence)
    if len(one) != len(other):
        raise NumericsError.about(
            f"{len(one)} codes of one coder and {len(other)} of the other",
            "both code the same answers",
            "give the answers that both coded, in one order",
        )
    n = len(one)
    if n == 0:
        return _without(WithoutKappa.NOTHING_CODED_TWICE, n, None, confidence)
    place = {code: at for at, code in enumerate(dict.fromkeys([*one, *other]))}
    table = np.zeros((len(place), len(place)))
    for mine, theirs in zip(one, other, strict=True):
        table[place[mine], place[theirs]] += 1 / n
    if len(place) == 1:
        return _without(WithoutKappa.ONE_CODE_ONLY, n, 1.0, confidence)
    rows, columns, same = table.sum(axis=1), table.sum(axis=0), np.diag(table)
    observed, expected = float(same.sum()), float(rows @ columns)
    left = 1 - expected
    value = (observed - expected) / left
    apart = table * (columns[:, None] + rows[None, :]) ** 2
    spread = (
        float(np.sum(same * (left - (rows + columns) * (1 - observed)) ** 2))
        + (1 - observed) ** 2 * float(apart.sum() - np.trace(apart))
        - (observed * expected - 2 * expected + observed) ** 2
    )
    se = math.sqrt(max(0.0, spread) / n) / left**2
    half = normal_quantile((1 + confidence) / 2) * se
    low, high = max(-1.0, value - half), min(1.0, value + half)
    return Kappa(value, se, low, high, observed, expected, n, confidence)


def kappa_per_code(
    one: Sequence[Collection[Hashable]],
    other: Sequence[Collection[Hashable]],
    codes: Sequence[Hashable] | None = None,
    *,
    confidence: float = 0.95,
) -> dict[Hashable, Kappa]:
    """Kappa of every code, for answers that may have several: was it given or not.

    `codes` left out: those that either coder gave, in that order. A code that nobody gave has no
    kappa. Errors as in :func:`cohens_kappa`.

    >>> made = kappa_per_code([{"pay"}, {"pay", "team"}, set()], [{"pay"}, {"team"}, set()])
    >>> round(made["pay"].value, 2), made["team"].value
    (0.4, 1.0)
    """
    if codes is None:
        codes = list(dict.fromkeys(code for given in (*one, *other) for code in given))
    return {
        code: cohens_kappa(
            [code in given for given in one], [code in given for given in other],
            confidence=confidence,
        )
        for code in codes
    }  # fmt: skip


def _without(why: WithoutKappa, n: int, observed: float | None, confidence: float) -> Kappa:
    return Kappa(None, None, None, None, observed, observed, n, confidence, why)
