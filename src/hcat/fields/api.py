# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the technical fields."""

from .coverage import Coverage, Unmapped, coverage
from .known import Field, field_codes, fields
from .occupations import field_of_occupation
from .placing import Placed, Reason
from .programmes import field_of_programme

__all__ = [
    "Coverage",
    "Field",
    "Placed",
    "Reason",
    "Unmapped",
    "coverage",
    "field_codes",
    "field_of_occupation",
    "field_of_programme",
    "fields",
]
