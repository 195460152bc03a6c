# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in the index at one moment, with the words it knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .spelling import Vocabulary


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`vocabulary` may be a minute older than what is searched: the words themselves are found at
    once, what they may have meant by mistake a little later."""

    searcher: Any
    vocabulary: Vocabulary
    stamp: int = 0
    """Another one for every other state of the index."""
