# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sections of the classification of economic activities, of which two digits are a division."""

from __future__ import annotations

_SECTIONS = (
    ("A", 1, 3), ("B", 5, 9), ("C", 10, 33), ("D", 35, 35), ("E", 36, 39), ("F", 41, 43),
    ("G", 45, 47), ("H", 49, 53), ("I", 55, 56), ("J", 58, 63), ("K", 64, 66), ("L", 68, 68),
    ("M", 69, 75), ("N", 77, 82), ("O", 84, 84), ("P", 85, 85), ("Q", 86, 88), ("R", 90, 93),
    ("S", 94, 96), ("T", 97, 98), ("U", 99, 99),
)  # fmt: skip
"""Letter, first and last division: SBI 2008, which follows NACE Rev. 2 to two digits."""


def section_of(division: str) -> str:
    """The letter of a section; empty for what is no division of it.

    >>> section_of("26"), section_of("62"), section_of(""), section_of("04")
    ('C', 'J', '', '')
    """
    if not division[:2].isdigit():
        return ""
    number = int(division[:2])
    return next((letter for letter, low, high in _SECTIONS if low <= number <= high), "")
