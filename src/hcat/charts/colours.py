# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Colours that can be read: how far two are apart, and a region's own moved until it is enough.

A colour too faint to read is moved towards black (on paper) or white (in the dark) until it
reaches the contrast that WCAG asks of text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

PAPER: Final = "#f3f0e8"
"""The darker of the two light grounds: what is readable here is readable on both, and on white."""
NIGHT: Final = "#1c2025"
ENOUGH: Final = 4.6
"""WCAG 2.2 AA asks 4.5:1; a hair above, so that rounding never falls below."""


def luminance(colour: str) -> float:
    """Relative luminance 0–1 of ``#rrggbb`` (WCAG 2.2, relative luminance).

    >>> luminance("#ffffff"), luminance("#000000")
    (1.0, 0.0)
    """
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return round(0.2126 * red + 0.7152 * green + 0.0722 * blue, 10)


def contrast(one: str, other: str) -> float:
    """Contrast ratio 1–21 of two colours.

    >>> contrast("#ffffff", "#000000")
    21.0
    """
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=100)
def readable(colour: str, ground: str) -> str:
    """The colour, moved in small steps away from the ground until it can be read on it.

    >>> readable("#0b5394", PAPER), readable("#ffee00", PAPER) != "#ffee00"
    ('#0b5394', True)
    """
    end = 0 if luminance(ground) > 0.18 else 255
    mixed = colour
    for step in range(51):
        channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        mixed = "#" + "".join(f"{round(c + (end - c) * step / 50):02x}" for c in channels)
        if contrast(mixed, ground) >= ENOUGH:
            return mixed
    return mixed
