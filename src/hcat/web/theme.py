# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The region's accent colour, as a stylesheet of a few lines.

The content policy forbids styles inside a page, so the colour travels in an address of its own
that never changes its answer. A colour too faint to read is moved towards black (on paper) or
white (in the dark) until it reaches the contrast that WCAG asks of text.
"""

from __future__ import annotations

from hcat.charts.api import NIGHT, PAPER, readable


def stylesheet(colour: str) -> str:
    """The accent of one region, for paper and for the dark."""
    token = "--basis-color-accent-1-color-default"  # noqa: S105
    return (
        f":root{{{token}:{readable(colour, PAPER)}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{token}:{readable(colour, NIGHT)}}}}}\n"
        "@media print{:root{" + token + ":" + readable(colour, PAPER) + "}}\n"
    )
