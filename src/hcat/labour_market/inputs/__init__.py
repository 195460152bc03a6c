# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region's inputs: read from its tables, checked, and put together as a market."""

from .assembling import Assembled, assemble
from .reading import MARKET, Inputs, read_inputs, stranger
from .sheets import InputName, InputRow, MarketSheet

__all__ = [
    "MARKET",
    "Assembled",
    "InputName",
    "InputRow",
    "Inputs",
    "MarketSheet",
    "assemble",
    "read_inputs",
    "stranger",
]
