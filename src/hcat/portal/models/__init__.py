# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of the portal."""

from .alerts import Alert
from .companies import Profile
from .concepts import Concept, ConceptName, NeededSkill
from .labels import Aspect, Correction, Label
from .sources import Check, Source, SourceAnswer
from .vacancies import Advert, Closed, Vacancy

__all__ = [
    "Advert",
    "Alert",
    "Aspect",
    "Check",
    "Closed",
    "Concept",
    "ConceptName",
    "Correction",
    "Label",
    "NeededSkill",
    "Profile",
    "Source",
    "SourceAnswer",
    "Vacancy",
]
