# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From flows to the balance, its causes, and what they mean for who graduates.

    inflow      = entrants − leakage
    openings    = expansion + replacement,   replacement = retirement + leaving + migration
    balance     = inflow − openings          (negative: a shortage)

Flows have the components of `reference.COMPONENTS` on some axis and lie on its grid of persons, so
that these are identities and not approximations.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour.market import Floats
from hcat.numerics.labour.reference import (
    ENTRANTS,
    EXPANSION,
    LEAKAGE,
    LEAVING,
    MIGRATION,
    RETIREMENT,
)


class Cause(StrEnum):
    """The four causes of a shortage that the report of 2012 names, in its order."""

    INFLOW = "inflow"
    """Too few people graduate in technology and join the labour force."""

    OUTFLOW = "outflow"
    """People retire, or leave for another occupation."""

    MIGRATION = "migration"
    """Graduates leave the region at once, others later; some come."""

    GROWTH = "growth"
    """Companies grow, or shrink."""


PARTS: Final = {
    Cause.INFLOW: ((ENTRANTS, 1.0),),
    Cause.OUTFLOW: ((RETIREMENT, -1.0), (LEAVING, -1.0)),
    Cause.MIGRATION: ((MIGRATION, -1.0), (LEAKAGE, -1.0)),
    Cause.GROWTH: ((EXPANSION, -1.0),),
}
"""What a cause adds to the balance: components with their sign."""


def inflow(flows: Floats, axis: int = 1) -> Floats:
    """People who join the labour force of the region on graduating and stay there."""
    return np.asarray(_part(flows, ENTRANTS, axis) - _part(flows, LEAKAGE, axis))


def replacement(flows: Floats, axis: int = 1) -> Floats:
    """Jobs that fall open because people retire, change occupation or move, less who come."""
    return np.asarray(
        _part(flows, RETIREMENT, axis) + _part(flows, LEAVING, axis) + _part(flows, MIGRATION, axis)
    )


def expansion(flows: Floats, axis: int = 1) -> Floats:
    """Jobs more than a year before; below zero where jobs go."""
    return np.asarray(_part(flows, EXPANSION, axis))


def openings(flows: Floats, axis: int = 1) -> Floats:
    """Expansion (with its sign) and replacement together."""
    return np.asarray(expansion(flows, axis) + replacement(flows, axis))


def balance(inflow: npt.ArrayLike, openings: npt.ArrayLike) -> Floats:
    """Inflow less openings, persons: below zero is a shortage.

    The table of 2011–2016 in the report of 2012 (ROA 2011), VMBO, MBO, HBO and university:

    >>> balance([44_400, 163_400, 49_600, 29_700], [106_200, 221_400, 74_700, 40_100]).tolist()
    [-61800.0, -58000.0, -25100.0, -10400.0]
    """
    return np.asarray(np.asarray(inflow, dtype=np.float64) - np.asarray(openings))


def of_flows(flows: Floats, axis: int = 0) -> Floats:
    """The balance of flows with their components on the first axis (or another)."""
    return balance(inflow(flows, axis), openings(flows, axis))


def contributions(flows: Floats, axis: int = 1) -> dict[Cause, Floats]:
    """What each cause adds to the balance; together they are the balance, exactly."""
    found: dict[Cause, Floats] = {}
    for cause, parts in PARTS.items():
        found[cause] = np.sum(
            [sign * _part(flows, component, axis) for component, sign in parts], axis=0
        )
    return found


def causes_of_change(flows: Floats, axis: int = 1) -> dict[Cause, Floats]:
    """What each cause adds to the change of the balance since the first year.

    `flows` has years on the axis after the components. Together they are the balance of each year
    less that of the first, exactly.
    """
    return {
        cause: np.asarray(part - np.take(part, [0], axis=axis))
        for cause, part in contributions(flows, axis).items()
    }


# --- What it means for who graduates: the indicator of ROA ----------------------------------------


class Prospects(StrEnum):
    """ROA's classes of the prospects of graduates, best first."""

    VERY_GOOD = "very_good"
    GOOD = "good"
    REASONABLE = "reasonable"
    MODERATE = "moderate"
    BAD = "bad"


BOUNDS: Final = (0.85, 1.00, 1.05, 1.15)
"""Upper bounds of the indicator for the first four classes (ROA, *Methodiek*)."""


def substitution(shortage: npt.ArrayLike, taken_over: npt.ArrayLike) -> Floats:
    """Demand that moves from an education that is short to others that can do the work.

    `shortage` (E, …) is openings less inflow before substitution; only what is above zero moves.
    `taken_over` (E, E): which share of the shortage of the column is filled by the row; a column
    adds up to at most 1 and has 0 on the diagonal. The answer (E, …) adds up to zero over the
    educations: what one loses, others gain. Without it the prospects of the highly educated look
    worse than they are (ROA).

    >>> substitution([100.0, -20.0], [[0.0, 0.0], [0.3, 0.0]]).tolist()
    [-30.0, 30.0]
    """
    short = np.maximum(np.asarray(shortage, dtype=np.float64), 0.0)
    share = np.asarray(taken_over, dtype=np.float64)
    if share.shape != (short.shape[0], short.shape[0]):
        raise NumericsError.about(
            f"taken_over of shape {share.shape} for {short.shape[0]} educations",
            "each education may take over from each other",
            f"give {short.shape[0]} rows and columns",
        )
    if (share < 0).any() or (share.sum(axis=0) > 1 + 1e-9).any() or np.diagonal(share).any():
        raise NumericsError.about(
            "taken_over with a share below 0, a column above 1, or something on the diagonal",
            "an education cannot give away more than its whole shortage, nor take it from itself",
            "let each column add up to at most 1, with 0 on the diagonal",
        )
    moved = np.tensordot(share, short, axes=1)
    given = share.sum(axis=0).reshape(-1, *([1] * (short.ndim - 1))) * short
    return np.asarray(moved - given)


def prospects_indicator(
    inflow: npt.ArrayLike,
    unemployed: npt.ArrayLike,
    expansion: npt.ArrayLike,
    replacement: npt.ArrayLike,
    substitution: npt.ArrayLike = 0.0,
) -> Floats:
    """ROA's indicator of the future labour-market situation (ITA) over a period.

    (inflow + short-term unemployed at the start) ÷ (expansion where above zero + replacement
    + substitution), persons over the whole period. Above 1 there are more people than jobs. Where
    nothing is asked for (a denominator of at most zero) it is infinite.

    >>> round(float(prospects_indicator(90.0, 5.0, 20.0, 80.0)), 3)
    0.95
    """
    people, asked = np.broadcast_arrays(
        np.asarray(inflow, dtype=np.float64) + np.asarray(unemployed),
        np.maximum(expansion, 0.0) + np.asarray(replacement) + np.asarray(substitution),
    )
    found = np.full(people.shape, np.inf)
    np.divide(people, asked, out=found, where=asked > 0.0)
    return np.asarray(found)


def class_probabilities(indicator: Floats) -> Floats:
    """(…, 5): the share of the draws (last axis) in each class of :class:`Prospects`.

    >>> class_probabilities(np.array([0.8, 0.9, 1.04, 1.3])).tolist()
    [0.25, 0.25, 0.25, 0.0, 0.25]
    """
    place = np.searchsorted(np.array(BOUNDS), indicator, side="left")
    return np.stack([(place == at).mean(axis=-1) for at in range(len(Prospects))], axis=-1)


def _part(flows: Floats, component: int, axis: int) -> Floats:
    return np.asarray(np.moveaxis(flows, axis, 0)[component])
