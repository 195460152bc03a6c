# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the portal: companies, sources, vacancies, search."""

from .models import (
    Advert,
    Aspect,
    Check,
    Closed,
    Correction,
    Label,
    Profile,
    Source,
    Vacancy,
)

__all__ = [
    "Advert",
    "Aspect",
    "Check",
    "Closed",
    "Correction",
    "Label",
    "Profile",
    "Source",
    "Vacancy",
]
