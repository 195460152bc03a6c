# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a figure is not shown, and why an answer does not count."""

from __future__ import annotations

from enum import StrEnum


class Hidden(StrEnum):
    """As it stands in `hidden` of what is released; empty there is: shown."""

    NOBODY = "nobody"
    """Nobody gave an answer that counts."""
    NOT_ASKED = "not_asked"
    """It was asked of nobody in this group."""
    TOO_FEW = "too_few"
    ALL_ALIKE = "all_alike"
    """All answers of the group are the same: it would tell what each of them said."""
    DOMINATED = "dominated"
    """One or two make up most of the sum: it would tell nearly what they said."""
    PROTECTS = "protects"
    """With it, another one that is not shown could be worked out."""
    DIFFERENCE = "difference"
    """Beside other figures it would tell what fewer than the least number said."""
    NOT_CODED = "not_coded"
    """Open answers of it are not coded yet."""
    NO_SPREAD = "no_spread"
    """Too few answers to say how sure it is."""
    BREAK = "break"
    """Of a change: it was asked otherwise."""
    NOT_BOTH = "not_both"
    """Of a change: one of the two figures is not shown."""
    OTHER = "other"
    PROTECTED = "protected"
    """What is told of each reason that would itself tell what people said."""


_TELLING = frozenset({Hidden.ALL_ALIKE, Hidden.DOMINATED, Hidden.PROTECTS, Hidden.DIFFERENCE})


def told(reason: str) -> str:
    """The reason as it may be told: that all said the same, beside the others, is an answer."""
    return str(Hidden.PROTECTED if reason in _TELLING else reason)


class Unanswered(StrEnum):
    """Why there is no answer that counts. Not asked is not the same as not answered."""

    NOT_ASKED = "not_asked"
    NOT_ANSWERED = "not_answered"
    DONT_KNOW = "dont_know"
    NO_OPINION = "no_opinion"
    NOT_APPLICABLE = "not_applicable"
    NOT_CODED = "not_coded"


class Unsettled(StrEnum):
    """Why it cannot be said how many more answers would settle a claim."""

    AT_BOUND = "at_bound"
    """The figure is what was claimed to the dot: no number of answers like these tells more."""
    TOO_MANY = "too_many"
    """More than can be had."""
    EACH_STEP = "each_step"
    """Of several waves: each step would need its own, and waves of before are over."""
