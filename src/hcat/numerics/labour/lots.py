# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drawing lots for one person: whether something happens, and which of several things does.

A lot is 32 bits out of the hash of who it is for, when and for what (`chance`). A rate becomes a
threshold among 2³² lots; a row of shares becomes an alias table (Walker 1977; Vose 1991), so that
one lot picks one of many outcomes with one look-up. All is whole numbers, so that the plain and the
compiled functions agree to the bit. `persons_kernel` has the same, compiled.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour.chance import GOLDEN, Codes, mixed

Counts = npt.NDArray[np.int64]
Column = npt.NDArray[np.uint8]
Table = npt.NDArray[np.uint32]

MOST: Final = 256
"""Outcomes of one row: a person's state fits a column of one byte."""
FULL: Final = 1 << 24
"""Lots within one place of an alias table: 24 bits, beside 8 for the outcome that fills it up."""
TOLERANCE: Final = 1e-6
"""By how much a row of shares may fail to add up to 1, as a market allows."""

HALF: Final = np.uint64(32)
LOW: Final = np.uint64(0xFFFFFFFF)
OUTCOME_BITS: Final = np.uint64(8)
OUTCOME: Final = np.uint64(0xFF)
ONE: Final = np.uint64(1)


def numbered(code: Codes | np.uint64, number: npt.ArrayLike) -> Codes:
    """The hash of the person, the year or the purpose of a number under a code.

    `code` and `number` (whole, at least 0) of any shapes that broadcast together.

    >>> codes = numbered(np.uint64(7), np.arange(4))
    >>> (codes[2:] == numbered(np.uint64(7), [2, 3])).all()
    np.True_
    """
    with np.errstate(over="ignore"):
        steps = (np.asarray(number).astype(np.uint64) + ONE) * GOLDEN
        return mixed(np.asarray(np.asarray(code, dtype=np.uint64) + steps))


def first_lot(code: Codes) -> Codes:
    """The upper 32 bits of a hash."""
    return np.asarray(code >> HALF)


def second_lot(code: Codes) -> Codes:
    """The lower 32 bits of a hash."""
    return np.asarray(code & LOW)


def threshold(rate: npt.ArrayLike) -> Codes:
    """How many of the 2³² lots make it happen: a rate of 0 never, a rate of 1 always.

    A rate of any shape, on the scale 0–1, keeps its value to 2⁻³³. Raises NumericsError outside it.

    >>> threshold([0.0, 0.5, 1.0]).tolist()
    [0, 2147483648, 4294967296]
    """
    rates = np.asarray(rate, dtype=np.float64)
    wrong = ~((rates >= 0.0) & (rates <= 1.0))
    if wrong.any():
        raise NumericsError.about(
            f"a rate of {rates[wrong][0]:g}",
            "between nobody and everybody lies 0 to 1",
            "write 5% as 0.05",
        )
    return np.asarray(np.rint(rates * 2.0**32).astype(np.uint64))


def rounded(persons: npt.ArrayLike, code: Codes) -> Counts:
    """Whole persons: up or down by lot, so that the expectation is kept.

    `persons` (at least 0) and the hashes `code` broadcast together; 12.3 is 12 or, three times in
    ten, 13.

    >>> float(rounded(12.3, numbered(np.uint64(1), np.arange(10_000))).mean().round(1))
    12.3
    """
    lot = first_lot(code).astype(np.float64) * 2.0**-32
    return np.asarray(np.floor(np.asarray(persons, dtype=np.float64) + lot).astype(np.int64))


def alias_table(shares: npt.ArrayLike, name: str) -> Table:
    """A table from which one lot picks an outcome: the shape of `shares`, outcomes last.

    Each row of `shares` adds up to 1. Outcomes keep their share to 2⁻²⁴; a share of 0 never occurs.
    `name` is what an error calls the shares.

    Raises NumericsError for rows that do not add up to 1, shares below 0 or not finite, no outcomes
    or more than 256.

    >>> table = alias_table([0.25, 0.75], "odds")
    >>> drawn(table[None], 0, np.array([0, 2**30, 2**31, 2**32 - 1], dtype=np.uint64)).tolist()
    [0, 1, 1, 1]
    """
    rows = np.asarray(shares, dtype=np.float64)
    if rows.ndim == 0 or not 1 <= rows.shape[-1] <= MOST:
        raise NumericsError.about(
            f"{name} of shape {rows.shape}",
            f"one lot picks one of 1 to {MOST} outcomes",
            "put the outcomes on the last axis, and take rare ones together",
        )
    totals = rows.sum(axis=-1)
    off = ~(np.abs(totals - 1.0) <= TOLERANCE) | (rows < 0.0).any(axis=-1)
    if off.any():
        place = tuple(int(one) for one in np.argwhere(off)[0])
        where = f", row {', '.join(map(str, place))}," if place else ""
        raise NumericsError.about(
            f"{name}{where} adds up to {float(totals[place]):g} with a least share of "
            f"{float(rows[place].min()):g}",
            "somebody gets exactly one of the outcomes, so that their shares add up to 1",
            "divide the row by its sum, with no share below 0",
        )
    flat = rows.reshape(-1, rows.shape[-1])
    return np.array([_alias_row(row) for row in flat], dtype=np.uint32).reshape(rows.shape)


def _alias_row(shares: npt.NDArray[np.float64]) -> list[int]:
    """Vose's method in whole lots, so that nothing is left over: per place, lots and filler."""
    weights = np.rint(shares / shares.sum() * (shares.size * FULL)).astype(np.int64)
    weights[weights.argmax()] += shares.size * FULL - weights.sum()
    left: list[int] = weights.tolist()
    under = [at for at, lots in enumerate(left) if lots < FULL]
    over = [at for at, lots in enumerate(left) if lots >= FULL]
    entries = list(range(shares.size))
    while under:
        poor, rich = under.pop(), over[-1]
        entries[poor] = left[poor] << 8 | rich
        left[rich] -= FULL - left[poor]
        if left[rich] < FULL:
            under.append(over.pop())
    return entries


def drawn(table: Table, row: npt.NDArray[np.intp] | Column | int, lot: Codes) -> Column:
    """The outcome that each lot picks from its row of an alias table (rows, outcomes)."""
    wide = lot * np.uint64(table.shape[-1])
    place = wide >> HALF
    entry = table[row, place.astype(np.intp)].astype(np.uint64)
    stays = (wide & LOW) >> OUTCOME_BITS < entry >> OUTCOME_BITS
    return np.where(stays, place, entry & OUTCOME).astype(np.uint8)
