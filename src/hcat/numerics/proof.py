# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a number of answers proves about a share, and how many more would settle it.

All shares are on the scale 0–1. The same tests as the bounds in :mod:`hcat.numerics.shares`, asked
the other way round. NumPy and SciPy are imported inside the functions.
"""

from __future__ import annotations

import math
from typing import Any

from hcat.numerics.interval import check_level
from hcat.numerics.shares import check_sample, check_share

MOST_FURTHER_ANSWERS = 100_000
"""Where the search for further answers in an unbounded population ends."""


def smallest_yes_to_prove(
    share: float, n: int, population: int | None, *, alpha: float = 0.05
) -> int | None:
    """How many of n answers must be yes to prove that at least `share` of all would say so.

    None when not even n yeses would. `population` None: without bound. Say this before field work.

    >>> smallest_yes_to_prove(0.5, 120, 300), smallest_yes_to_prove(0.5, 30, 60)
    (68, 19)
    >>> smallest_yes_to_prove(0.8, 5, None) is None
    True
    """
    check_sample(0, n, population)
    check_share(share)
    check_level("alpha", alpha)
    for yes in range(n + 1):
        if settled_by(yes, n, population, share, alpha=alpha) == 1:
            return yes
    return None


def settled_by(
    yes: int, n: int, population: int | None, share: float, *, alpha: float = 0.05
) -> int:
    """Whether the answers prove at least `share` (1), prove less (−1), or neither (0).

    The same as asking whether the exact one-sided bound lies at or above, or below, `share`.

    >>> settled_by(68, 120, 300, 0.5), settled_by(67, 120, 300, 0.5), settled_by(40, 120, 300, 0.5)
    (1, 0, -1)
    """
    check_sample(yes, n, population)
    check_share(share)
    check_level("alpha", alpha)
    return int(_settled([yes], [n], population, share, alpha)[0])


def further_answers_needed(
    yes: int,
    n: int,
    population: int | None,
    share: float,
    *,
    alpha: float = 0.05,
    reachable: int | None = None,
) -> int | None:
    """How many more answers would settle `share`, if the part that says yes stays what it is.

    0 when it is settled already. None when no number of further answers that can be had would:
    all `reachable` further units (default: the rest of the population, a census), or, without a
    bound, 100,000. The part of yeses among all answers is kept as near to the observed one as
    whole answers allow. The count is the first that settles it; a few more answers can unsettle
    it again by one step of the discrete bound.

    >>> further_answers_needed(66, 120, 300, 0.5)
    21
    >>> further_answers_needed(5, 10, None, 0.5) is None
    True
    """
    check_sample(yes, n, population)
    check_share(share)
    check_level("alpha", alpha)
    most = MOST_FURTHER_ANSWERS if population is None else population - n
    if reachable is not None:
        most = max(0, min(most, reachable))
    import numpy as np

    start, block = 0, 512
    while start <= most:
        more = np.arange(start, min(start + block, most + 1))
        answers = n + more
        # Half a yes goes to the side that makes settling harder: towards the share asked.
        exact = yes / n * answers
        yeses = np.floor(exact + 0.5) if yes / n < share else np.ceil(exact - 0.5)
        yeses = np.where(more == 0, yes, yeses)
        hits = np.flatnonzero(_settled(yeses, answers, population, share, alpha))
        if hits.size:
            return int(more[hits[0]])
        start += block
        block *= 4
    return None


def count_for_share(share: float, population: int) -> int:
    """The smallest number of units that is at least `share` of the population.

    >>> count_for_share(0.7, 10), count_for_share(0.5, 301)
    (7, 151)
    """
    return math.ceil(share * population - 1e-9)


def _settled(yes: Any, n: Any, population: int | None, share: float, alpha: float) -> Any:
    """1, −1 or 0 for each pair of counts (array-likes of one length)."""
    import numpy as np

    yes, n = np.asarray(yes), np.asarray(n)
    if population is None:
        from scipy.stats import binom

        above = binom.sf(yes - 1, n, share) <= alpha
        below = binom.cdf(yes, n, share) <= alpha
        # Nothing is below a share of 0 and everything is at least that.
        above, below = above | (share <= 0), below & (share > 0)
    else:
        from scipy.stats import hypergeom

        count = count_for_share(share, population)
        if count <= 0:
            return np.ones(np.broadcast(yes, n).shape, dtype=int)
        above = hypergeom.sf(yes - 1, population, count - 1, n) <= alpha
        below = hypergeom.cdf(yes, population, count, n) <= alpha
    return np.where(above, 1, np.where(below, -1, 0))
