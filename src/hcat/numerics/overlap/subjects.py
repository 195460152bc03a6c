# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What descriptions are about: words that some put in a name and others in their text.

A word that stands in names only is what something is called; one that stands in texts only is what
everybody says of anything. What both do is a subject. Two words for one subject give themselves
away: who has the one in the name often has the other in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Sparse = Any

HELD_BACK = 10.0
"""Descriptions that are as good as nothing to tell a subject by."""
LEAST = 0.3
"""A word that is less of a subject than this is none; 1 is a word in many names and as many
texts."""
TOGETHER = 0.1
"""From this share of the descriptions with a word on, another word in them stands for the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Subjects:
    """rows: what each description is about, a column per word, not yet of one length; near: per
    word, the share of its descriptions that have each other word, 0 where that is little."""

    rows: Sparse
    near: Sparse

    @classmethod
    def of(
        cls, texts: Sequence[Sparse], named: Sparse, everybody: npt.NDArray[np.bool_]
    ) -> Subjects:
        """`named`: words of the names, over the columns of the texts, which hold the names as well;
        `everybody`: the columns that say nothing since too many have them."""
        there = any_of(texts)
        held = np.asarray(there.sum(axis=0)).ravel()
        in_names = np.minimum(held, np.asarray((named > 0).sum(axis=0)).ravel())
        weight = 2.0 * np.sqrt(in_names * (held - in_names)) / (held + HELD_BACK)
        weight[everybody | (weight < LEAST)] = 0.0
        columns = np.flatnonzero(weight)
        about = there[:, columns]
        both = (about.T @ about).tocoo()
        share = both.data / (held[columns][both.row] + HELD_BACK)
        fit = (both.row != both.col) & (share > TOGETHER)
        size = there.shape[1]
        near = type(there)(
            (share[fit], (columns[both.row[fit]], columns[both.col[fit]])), shape=(size, size)
        )
        rows = there.multiply(weight[None, :]).tocsr()
        return cls((rows + rows @ near.multiply(weight[None, :])).tocsr(), near)


def any_of(matrices: Sequence[Sparse]) -> Sparse:
    """1 where any of the matrices has something."""
    there = sum((one > 0).astype(np.float64) for one in matrices).tocsr()
    there.eliminate_zeros()
    there.data[:] = 1.0
    return there
