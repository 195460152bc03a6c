# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of charts: one description of a chart, for pages and for printed reports."""

from .chart import SIZES, Chart, Dot, Line, Row
from .drawing import draw, get, picture, put, warm_up

__all__ = [
    "SIZES",
    "Chart",
    "Dot",
    "Line",
    "Row",
    "draw",
    "get",
    "picture",
    "put",
    "warm_up",
]
