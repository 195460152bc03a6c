# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of the portal."""

from .claims import Claim
from .companies import Logo, Profile
from .labels import Aspect, Correction, Label
from .sources import Check, Source, SourceAnswer
from .vacancies import Advert, Closed, Vacancy

__all__ = [
    "Advert",
    "Aspect",
    "Check",
    "Claim",
    "Closed",
    "Correction",
    "Label",
    "Logo",
    "Profile",
    "Source",
    "SourceAnswer",
    "Vacancy",
]
