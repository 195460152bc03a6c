# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the room keeps."""

from .advisers import Adviser
from .answers import AnswerSheet, Code, Coding
from .drafts import EditionDraft
from .fieldwork import FrameUnit, Invitation, Key, NamedContact, Outcome
from .rankings import Place, RankingList
from .released import Release, ReleasedChange, ReleasedClaim, ReleasedFigure
from .surveys import Break, Claim, Edition, Population, Survey, Wave

__all__ = [
    "Adviser",
    "AnswerSheet",
    "Break",
    "Claim",
    "Code",
    "Coding",
    "Edition",
    "EditionDraft",
    "FrameUnit",
    "Invitation",
    "Key",
    "NamedContact",
    "Outcome",
    "Place",
    "Population",
    "RankingList",
    "Release",
    "ReleasedChange",
    "ReleasedClaim",
    "ReleasedFigure",
    "Survey",
    "Wave",
]
