# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From features to the chance that two overlap, and from judgements to better weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hcat.numerics.errors import NumericsError

from .features import DIFFERING, FEATURES, TELLING, Comparison, Descriptions, Floats

Ints = npt.NDArray[np.int64]

START_WEIGHTS: Mapping[str, float] = {
    "base": -10.3,
    "text": 3.0, "own": 6.5, "telling": 2.0, "subject": 7.5, "kind": 5.5, "letters": 0.0,
    "name": 1.5, "target": 2.0, "ways": 1.0, "placements": 0.5, "levels": 3.5, "places": 4.0,
    "people": 5.5, "numbers": 4.0, "other_ways": 0.0, "other_placements": -3.0,
    "other_levels": -3.0, "other_places": -3.0, "other_language": 1.0,
    "unknown_subject": 4.0,
}  # fmt: skip
"""What the features weigh before anybody judged: fitted to eight invented registers of two thousand
in which it is known who is whose twin, and rounded; what differs is held back, since such registers
are surer of it than a real one can be, and the base is raised until nine in ten twins are likely.
Sequences of letters count from the first judgement on that rewards them."""

HOLD = 0.35
"""How firmly judgements leave the weights where they started: one weight that moves by 1 costs as
much as a third of a wrong judgement. Twenty judgements then move what they speak of, and leave
what they do not."""
_LIMITS: Mapping[str, tuple[float | None, float | None]] = {
    **{f"other_{name}": (None, 0.0) for name in DIFFERING},
    "other_language": (None, None),
    "unknown_subject": (None, None),
}
AT_MOST = 25
"""Pairs kept of one description: more is a register of one subject, not overlap."""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """The pairs worth looking at, the likeliest first: rows (left < right), features, chance."""

    left: Ints
    right: Ints
    features: Floats
    """A row per pair, a column per name in FEATURES."""
    chance: Floats


def weights_of(values: Mapping[str, float], size: int) -> Floats:
    """The weights in the order base, *FEATURES, for a register of so many descriptions.

    Each has about as many that overlap with it in a large register as in a small one, so the odds
    of any one pair fall with the size. NumericsError for a name too few or too many.
    """
    if set(values) != {"base", *FEATURES}:
        raise NumericsError.about(
            f"weights are given for {sorted(values)}",
            "each feature has one, and no other",
            f"give base and {', '.join(FEATURES)}",
        )
    base = values["base"] - np.log(max(1, size))
    return np.array([base, *(values[name] for name in FEATURES)])


def named_weights(weights: Floats, size: int) -> dict[str, float]:
    """The inverse of :func:`weights_of`, rounded as they are kept."""
    values = [weights[0] + np.log(max(1, size)), *weights[1:]]
    return {
        name: round(float(one), 4) for name, one in zip(("base", *FEATURES), values, strict=True)
    }


def chances(features: Floats, weights: Floats) -> Floats:
    """The chance of each row (features in the last axis) that the two overlap."""
    return np.asarray(1.0 / (1.0 + np.exp(-(weights[0] + features @ weights[1:]))))


def overlaps(
    found: Descriptions, weights: Floats, *, least: float = 0.05, at_most: int = AT_MOST
) -> Pairs:
    """The pairs of descriptions with at least this chance, at most so many of each.

    A description is never compared with itself. Ties go by row, so that a second run is the same.
    """
    compared = Comparison.of(found)
    lowest = np.log(least / (1.0 - least))
    parts: list[tuple[Ints, Ints, Floats, Floats]] = []
    for first, block in compared.blocks():
        left, right = _likeliest(first, block, weights, lowest, 2 * at_most)
        features = block[:, left - first, right].T.astype(np.float64)
        features[:, TELLING] = compared.telling(left, right)
        chance = chances(features, weights)
        fit = _foremost(left, chance, at_most) & (chance >= least)
        parts.append((left[fit], right[fit], features[fit], chance[fit]))
    if not parts:
        nothing = np.zeros(0, dtype=np.int64)
        return Pairs(nothing, nothing, np.zeros((0, len(FEATURES))), np.zeros(0))
    one, other, features, chance = (np.concatenate([part[at] for part in parts]) for at in range(4))
    left, right = np.minimum(one, other), np.maximum(one, other)
    _unique, kept = np.unique(left * found.size + right, return_index=True)
    order = kept[np.lexsort((right[kept], left[kept], -np.round(chance[kept], 6)))]
    return Pairs(left[order], right[order], features[order], chance[order])


def overlap_of(found: Descriptions, left: int, right: int) -> Floats:
    """The features of one pair, by row of the descriptions, however little the two share."""
    compared = Comparison.of(found)
    for first, block in compared.blocks():
        if first <= left < first + block.shape[1]:
            features = block[:, left - first, right].astype(np.float64)
            features[TELLING] = compared.telling([left], [right])[0]
            return features
    raise NumericsError.about(
        f"there is no description {left}",
        f"there are {found.size}",
        "give a row that is there",
    )


def _likeliest(
    first: int, block: npt.NDArray[np.float32], weights: Floats, lowest: float, at_most: int
) -> tuple[Ints, Ints]:
    """The pairs of a block that can reach the lowest score, at most so many of each row."""
    rows, size = block.shape[1:]
    score = np.full((rows, size), weights[0], dtype=np.float32)
    for place, weight in enumerate(weights[1:]):
        score += np.float32(weight) * block[place]
    here = np.arange(rows)
    score[here, first + here] = -np.inf
    best = np.argsort(-np.round(score, 4), axis=1, kind="stable")[:, :at_most]
    left, right = np.repeat(here, best.shape[1]), best.ravel()
    fit = score[left, right] >= lowest - max(0.0, weights[1 + TELLING])
    return left[fit] + first, right[fit]


def _foremost(left: Ints, chance: Floats, at_most: int) -> npt.NDArray[np.bool_]:
    """Which pairs are among the likeliest of their row; `left` is sorted."""
    order = np.lexsort((np.arange(len(left)), -np.round(chance, 6), left))
    begins = np.searchsorted(left, left)
    place = np.empty(len(left), dtype=np.int64)
    place[order] = np.arange(len(left))
    return np.asarray(place - begins < at_most)


def refitted(features: Floats, judged: Floats, start: Floats, *, hold: float = HOLD) -> Floats:
    """Weights that fit judgements (0 to 1, one per row) and stay near where they started.

    Ridge regression towards `start` on the logistic scale; one answer, whatever the order of the
    judgements. What agrees keeps a weight of at least 0 and what differs of at most 0: no number
    of judgements makes it count against two that they share a word.
    """
    if len(features) != len(judged):
        raise NumericsError.about(
            f"there are {len(features)} pairs and {len(judged)} judgements",
            "each pair has one",
            "give as many of the one as of the other",
        )
    if len(judged) == 0:
        return start
    if judged.min() < 0.0 or judged.max() > 1.0:
        raise NumericsError.about(
            f"judgements run from {judged.min()} to {judged.max()}",
            "a judgement is a chance",
            "give numbers from 0 to 1",
        )
    from scipy.optimize import minimize

    design = np.column_stack([np.ones(len(features)), features])

    def loss(weights: Floats) -> tuple[float, Floats]:
        line = design @ weights
        moved = weights - start
        missed = np.logaddexp(0.0, line) - judged * line
        slope = design.T @ (1.0 / (1.0 + np.exp(-line)) - judged)
        return float(missed.sum() + hold / 2 * moved @ moved), slope + hold * moved

    limits = [(None, None)] + [_LIMITS.get(name, (0.0, None)) for name in FEATURES]
    return np.asarray(minimize(loss, start, jac=True, bounds=limits, method="L-BFGS-B").x)
