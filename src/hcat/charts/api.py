# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of charts: one description of a chart, for pages and for printed reports.

With the shapes and colours that go with a verdict, and colours that can be read.
"""

from .cards import Busy, Card, card_picture
from .chart import SIZES, Chart, Dot, Line, Row
from .colours import ENOUGH, NIGHT, PAPER, contrast, readable
from .descent import Drawing, Lane, Meeting, Thing, Tie, placed
from .drawing import draw, get, picture, put, warm_up
from .verdicts import COLOURS, SHAPES, drawn_shape

__all__ = [
    "COLOURS",
    "ENOUGH",
    "NIGHT",
    "PAPER",
    "SHAPES",
    "SIZES",
    "Busy",
    "Card",
    "Chart",
    "Dot",
    "Drawing",
    "Lane",
    "Line",
    "Meeting",
    "Row",
    "Thing",
    "Tie",
    "card_picture",
    "contrast",
    "draw",
    "drawn_shape",
    "get",
    "picture",
    "placed",
    "put",
    "readable",
    "warm_up",
]
