# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of the portal."""

from .companies import Profile
from .labels import Aspect, Correction, Label
from .sources import Check, Source, SourceAnswer
from .twins import Apart
from .vacancies import Advert, Closed, Vacancy

__all__ = [
    "Advert",
    "Apart",
    "Aspect",
    "Check",
    "Closed",
    "Correction",
    "Label",
    "Profile",
    "Source",
    "SourceAnswer",
    "Vacancy",
]
