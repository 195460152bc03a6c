# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""All answers about one vacancy, out of its adverts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from .finding import SUREST, Finding, Text, strongest, words_of
from .languages import languages
from .levels import levels
from .lexicon import Lexicon
from .occupations import occupation_and_field, skills
from .terms import hours, seniority, sponsor, where

ONE_ANSWER = frozenset(("field", "occupation", "seniority", "sponsor", "remote"))
"""Questions that have one answer."""
ESSENTIAL, OPTIONAL = 0.2, 0.1
"""How much surer a skill is that goes with the occupation."""
SAID = 0.4
"""Below this sureness a skill is not said."""


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


def with_needs(found: list[Finding], needs: Mapping[tuple[str, str], bool]) -> list[Finding]:
    """Skills that the occupation is known to need are surer: "welding" at a welder is the craft,
    elsewhere it may be what a neighbour does. `needs`: whether essential, by occupation and skill.

    >>> one, two = Finding("occupation", "o", 0.9), Finding("skill", "s", 0.6)
    >>> with_needs([one, two], {("o", "s"): True})[1].confidence
    0.8
    """
    occupation = next((one.value for one in found if one.aspect == "occupation"), "")
    surer = (_surer(one, needs.get((occupation, one.value))) for one in found)
    return [one for one in surer if one.aspect != "skill" or one.confidence >= SAID]


def _surer(one: Finding, is_essential: bool | None) -> Finding:
    if one.aspect != "skill" or is_essential is None:
        return one
    more = one.confidence + (ESSENTIAL if is_essential else OPTIONAL)
    return replace(one, confidence=round(min(SUREST, more), 3))
