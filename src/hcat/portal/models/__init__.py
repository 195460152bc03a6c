# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of the portal."""

from .alerts import Alert
from .claims import Claim
from .companies import Logo, Profile
from .concepts import Concept, ConceptName, NeededSkill
from .contributions import SIZES, Contribution, Tier
from .labels import Aspect, Correction, Label
from .meeting import Host, HostQuestion
from .outlines import Outline
from .paths import StatedStep, ToldStep
from .region import RegionText
from .sources import Check, Source, SourceAnswer
from .sponsors import Sponsor, SponsorCheck, SponsorList
from .twins import Apart
from .vacancies import Advert, Closed, Vacancy

__all__ = [
    "SIZES",
    "Advert",
    "Alert",
    "Apart",
    "Aspect",
    "Check",
    "Claim",
    "Closed",
    "Concept",
    "ConceptName",
    "Contribution",
    "Correction",
    "Host",
    "HostQuestion",
    "Label",
    "Logo",
    "NeededSkill",
    "Outline",
    "Profile",
    "RegionText",
    "Source",
    "SourceAnswer",
    "Sponsor",
    "SponsorCheck",
    "SponsorList",
    "StatedStep",
    "Tier",
    "ToldStep",
    "Vacancy",
]
