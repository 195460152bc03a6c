# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of the portal."""

from .companies import Profile
from .sources import Check, Source, SourceAnswer
from .vacancies import Advert, Closed, Vacancy

__all__ = [
    "Advert",
    "Check",
    "Closed",
    "Profile",
    "Source",
    "SourceAnswer",
    "Vacancy",
]
