# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Groups of sectors: the sections of the classification of activities.

Two digits make too many groups for a region. Source: Statistics Netherlands, SBI 2008, which has
the sections of NACE rev. 2.
"""

from __future__ import annotations

_FIRST = (
    (1, "A"), (5, "B"), (10, "C"), (35, "D"), (36, "E"), (41, "F"), (45, "G"), (49, "H"),
    (55, "I"), (58, "J"), (64, "K"), (68, "L"), (69, "M"), (77, "N"), (84, "O"), (85, "P"),
    (86, "Q"), (90, "R"), (94, "S"), (97, "T"), (99, "U"),
)  # fmt: skip


def section_of(sector: str) -> str:
    """The section of a division; empty where it is not known.

    >>> section_of("26"), section_of("62"), section_of("")
    ('C', 'J', '')
    """
    if not sector[:2].isdigit() or len(sector) < 2:
        return ""
    division = int(sector[:2])
    found = ""
    for first, letter in _FIRST:
        if division >= first:
            found = letter
    return found
