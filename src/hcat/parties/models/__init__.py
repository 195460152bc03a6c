# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is kept about people and organisations, by concept."""

from .organisations import (
    HighTechDecision,
    Involvement,
    Organisation,
    OrganisationEvent,
    OrganisationFacts,
)
from .people import Consent, Person, RoleHolding
from .pledges import Delivery, Pledge
from .user import User

__all__ = [
    "Consent",
    "Delivery",
    "HighTechDecision",
    "Involvement",
    "Organisation",
    "OrganisationEvent",
    "OrganisationFacts",
    "Person",
    "Pledge",
    "RoleHolding",
    "User",
]
