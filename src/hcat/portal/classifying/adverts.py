# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""All answers about one vacancy, out of its adverts."""

from __future__ import annotations

from collections.abc import Iterable

from .finding import Finding, Text, strongest, words_of
from .languages import languages
from .levels import levels
from .lexicon import Lexicon
from .occupations import occupation_and_field, skills
from .terms import hours, seniority, sponsor, where

ONE_ANSWER = frozenset(("field", "occupation", "seniority", "sponsor", "remote"))
"""Questions that have one answer."""


def findings(text: Text, lexicon: Lexicon) -> list[Finding]:
    """What one advert says."""
    return [
        *levels(text),
        *occupation_and_field(text, lexicon),
        *skills(text, lexicon),
        *seniority(text),
        *hours(text),
        *languages(text),
        *sponsor(text),
        *where(text),
    ]


def findings_of(texts: Iterable[Text], lexicon: Lexicon) -> list[Finding]:
    """What the adverts of one vacancy say together. They tell the same: the surest counts, and
    telling it twice makes nothing surer."""
    kept: dict[tuple[str, str], list[Finding]] = {}
    for text in texts:
        for one in findings(text, lexicon):
            kept.setdefault((one.aspect, one.value), []).append(one)
    merged = [
        Finding(aspect, value, max(one.confidence for one in same), words_of(same))
        for (aspect, value), same in kept.items()
    ]
    single = strongest(one for one in merged if one.aspect in ONE_ANSWER)
    return [one for one in merged if one.aspect not in ONE_ANSWER] + single
