# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shape and the colour of each verdict, on a page as in print; the word goes with them."""

from __future__ import annotations

from typing import Final

from hcat.numerics.api import Verdict

SHAPES: Final[dict[Verdict, str]] = {
    Verdict.REACHED: '<circle cx="8" cy="8" r="7"/>',
    Verdict.ON_COURSE: (
        '<circle class="o" cx="8" cy="8" r="6.1"/><path d="M8 2v12A6 6 0 0 1 8 2z"/>'
    ),
    Verdict.AT_RISK: '<path d="M8 1.2 15.4 14.6H.6z"/>',
    Verdict.OFF_COURSE: '<path d="M8 14.8.6 1.4h14.8z"/>',
    Verdict.MISSED: '<path class="x" d="m2.4 2.4 11.2 11.2m0-11.2L2.4 13.6"/>',
    Verdict.CANNOT_TELL: (
        '<path class="q" d="M4.4 5.2a3.6 3.6 0 1 1 5.7 2.9C8.7 9 8 9.7 8 11"/>'
        '<circle cx="8" cy="14.3" r="1.4"/>'
    ),
    Verdict.NEVER_MEASURED: '<circle class="o" cx="8" cy="8" r="6.1"/>',
}
"""The inside of an SVG of 16 × 16. Drawn rather than typed: fonts differ in how they draw the same
sign. What is open (`o`), crossed (`x`) or a stroke (`q`) has a class, for the stylesheet."""

COLOURS: Final[dict[Verdict, str]] = {
    Verdict.REACHED: "#00775a",
    Verdict.ON_COURSE: "#0067a3",
    Verdict.AT_RISK: "#8a5a00",
    Verdict.OFF_COURSE: "#b04a00",
    Verdict.MISSED: "#a3407c",
    Verdict.CANNOT_TELL: "#4a545f",
    Verdict.NEVER_MEASURED: "#646b76",
}
"""On paper. The stylesheet of the pages says the same, and those for the dark."""

_STROKES: Final = (
    ".o,.x,.q{{fill:none;stroke:{0};stroke-width:1.8}}"
    ".x{{stroke-width:3.2}}.q{{stroke-width:2.4;stroke-linecap:round}}"
)


def drawn_shape(verdict: Verdict) -> str:
    """The shape in its colour as an SVG that stands alone.

    >>> drawn_shape(Verdict.REACHED)[-44:]
    '}</style><circle cx="8" cy="8" r="7"/></svg>'
    """
    colour = COLOURS[verdict]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="-1 -1 18 18" '
        f'fill="{colour}"><style>{_STROKES.format(colour)}</style>{SHAPES[verdict]}</svg>'
    )
