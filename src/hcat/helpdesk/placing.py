# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where in the programme lines an idea most likely belongs, by the words it shares with them."""

from __future__ import annotations

from collections import Counter, defaultdict

from hcat.agenda.api import items
from hcat.foundation.api import Translated

from .wording import stems


def likely_part(text: str) -> str:
    """The key of the part whose title and initiatives share the rarest words with a text; empty
    where none shares any. A guess to begin with: a person looks at it."""
    words: dict[str, set[str]] = defaultdict(set)
    for part in items("differentiation"):
        words[part.key] |= _stems(part.sheet.title)
    for one in items("initiative"):
        for key in one.sheet.placements:
            words[key] |= _stems(one.sheet.name)
    spread = Counter(stem for stems in words.values() for stem in stems)
    asked = stems(text)
    fits = {
        key: sum(1 / spread[stem] for stem in sorted(stems & asked)) for key, stems in words.items()
    }
    best = max(sorted(fits), key=lambda key: fits[key], default="")
    return best if best and fits[best] > 0 else ""


def _stems(text: Translated) -> set[str]:
    return stems(" ".join(text.texts.values()))
