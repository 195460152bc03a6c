# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of the portal."""

from .alerts import Alert
from .claims import Claim
from .companies import Logo, Profile
from .concepts import Concept, ConceptName, NeededSkill
from .contributions import SIZES, Contribution, Tier
from .engines import Announcement, SearchEngine
from .entries import Entry
from .labels import Aspect, Correction, Label
from .meeting import Host, HostQuestion, HostRefusal
from .outlines import Outline
from .paths import StatedStep, ToldStep
from .region import RegionText
from .settlements import Settlement
from .sources import BY_HAND, LONGEST_BY_HAND, Check, Silence, Source, SourceAnswer
from .sponsors import Sponsor, SponsorCheck, SponsorList
from .twins import Apart
from .vacancies import Advert, Closed, Gap, Vacancy
from .visits import AskedWords, Referral, Tally

__all__ = [
    "BY_HAND",
    "LONGEST_BY_HAND",
    "SIZES",
    "Advert",
    "Alert",
    "Announcement",
    "Apart",
    "AskedWords",
    "Aspect",
    "Check",
    "Claim",
    "Closed",
    "Concept",
    "ConceptName",
    "Contribution",
    "Correction",
    "Entry",
    "Gap",
    "Host",
    "HostQuestion",
    "HostRefusal",
    "Label",
    "Logo",
    "NeededSkill",
    "Outline",
    "Profile",
    "Referral",
    "RegionText",
    "SearchEngine",
    "Settlement",
    "Silence",
    "Source",
    "SourceAnswer",
    "Sponsor",
    "SponsorCheck",
    "SponsorList",
    "StatedStep",
    "Tally",
    "Tier",
    "ToldStep",
    "Vacancy",
]
