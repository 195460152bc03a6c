# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Labelled pairs as the matcher sees them."""

from __future__ import annotations

from collections.abc import Iterator

from hcat.portal.twins.likeness import Block, Seen

from .labelled import Labelled, Pair, Told

TESTED = 2026
"""The seed of the pairs on which the figures are told: the weights never saw them."""


def seen(told: Told) -> Seen:
    made = Seen.of_posting(told.posting, told.language)
    made.since, made.until = told.since, told.until
    return made


def compared(made: Labelled) -> Iterator[tuple[Pair, Block, Seen, Seen]]:
    """Each pair with the block of its company."""
    for pairs in made.companies:
        both = [(seen(pair.one), seen(pair.other)) for pair in pairs]
        block = Block([one for two in both for one in two])
        for pair, (one, other) in zip(pairs, both, strict=True):
            yield pair, block, one, other
