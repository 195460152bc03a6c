# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How well a ranking agrees with judgements."""

from __future__ import annotations

import numpy as np

from .features import Floats


def average_precision(chance: Floats, is_right: Floats) -> float:
    """The mean, over all right pairs, of the share of right ones down to that place of the ranking.

    1 when all right ones stand first. Not a number when none is right. Ties go against the ranking.

    >>> average_precision(np.array([0.9, 0.8, 0.1]), np.array([1.0, 0.0, 1.0]))
    0.8333333333333333
    """
    right = np.asarray(is_right, dtype=bool)
    if not right.any():
        return float("nan")
    ranked = right[np.lexsort((right, -np.asarray(chance)))]
    hits = np.cumsum(ranked)
    places = np.arange(1, len(ranked) + 1)
    return float((hits / places)[ranked].mean())


def log_loss(chance: Floats, judged: Floats) -> float:
    """The mean surprise of judgements (0 to 1) at the chances that were given, in nats."""
    sure = np.clip(np.asarray(chance, dtype=np.float64), 1e-9, 1.0 - 1e-9)
    return float(-(judged * np.log(sure) + (1.0 - judged) * np.log(1.0 - sure)).mean())
