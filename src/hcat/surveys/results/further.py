# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many more answers would settle a claim, if they are as those that came; or why not.

Of what was found, the value, the spread and the design stay as they are: with more answers of each
cell the standard error falls as √(1/n − 1/N), and the degrees of freedom rise by one each. `alpha`
is what Holm leaves where every claim of the wave is as near: so many are enough at any rank.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from hcat.numerics.api import further_answers_needed

from .reasons import Unsettled

Further = tuple[int | None, str]
"""How many, or None and the reason."""
MOST = 100_000
"""More answers than this nobody has who does not know how many there are."""
Sample = tuple[int, float]
"""Answers, and how many there are of those; infinite where nobody knows."""


def of_a_share(yes: int, n: int, population: int | None, bound: float, alpha: float) -> Further:
    """Where every answer stands for as many: counted out, answer by answer."""
    found = further_answers_needed(yes, n, population, bound, alpha=alpha)
    if found is not None:
        return found, ""
    return None, Unsettled.AT_BOUND if yes == bound * n else Unsettled.TOO_MANY


def of_a_distance(
    distance: float, se: float, samples: Sequence[Sample], degrees: int, alpha: float
) -> Further:
    """Of a mean from its bound, or of a change from nothing: answers more in each of the samples.
    Student's t, as the claim was judged."""
    from scipy.stats import t

    if distance == 0.0:
        return None, Unsettled.AT_BOUND

    def is_settled(more: int) -> bool:
        then = se * _smaller(samples, more)
        return then == 0.0 or float(t.sf(distance / then, degrees + more)) <= alpha

    return _first(is_settled, samples)


def of_a_weighted_share(
    test: Callable[[float, int, int], tuple[float, float]],
    value: float, bound: float, se: float, sample: Sample, degrees: int, alpha: float,
) -> Further:  # fmt: skip
    """`test`: of a standard error, answers and degrees of freedom, the chance of as much or more
    and of as much or less at the bound: the same by which the claim was judged."""
    if value == bound:
        return None, Unsettled.AT_BOUND
    n, population = sample

    def is_settled(more: int) -> bool:
        # Who all answered is known, whatever a test says that counts in parts.
        return (
            n + more >= population
            or min(test(se * _smaller([sample], more), n + more, degrees + more)) <= alpha
        )

    return _first(is_settled, [sample])


def of_pairs(gained: int, lost: int, pairs: int, alpha: float) -> Further:
    """McNemar: of those who changed, the share that went to yes, against a half."""
    if gained == lost:
        return None, Unsettled.AT_BOUND
    moved = gained + lost
    found = further_answers_needed(gained, moved, None, 0.5, alpha=alpha)
    if found is None:
        return None, Unsettled.TOO_MANY
    return math.ceil(found * pairs / moved), ""


def _smaller(samples: Sequence[Sample], more: int) -> float:
    """How many times as large the standard error is with so many more in each sample."""
    now = sum(1 / n - 1 / many for n, many in samples)
    then = sum(1 / min(n + more, many) - 1 / many for n, many in samples)
    return math.sqrt(max(0.0, then) / now) if now > 0 else 1.0


def _first(is_settled: Callable[[int], bool], samples: Sequence[Sample]) -> Further:
    """The least number that settles it: more never unsettle it here."""
    left = max(many - n for n, many in samples)
    low, high = -1, MOST if math.isinf(left) else max(0, math.floor(left))
    if not is_settled(high):
        return None, Unsettled.TOO_MANY
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_settled(middle) else (middle, high)
    return high, ""
