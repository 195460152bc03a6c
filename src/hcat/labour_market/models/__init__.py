# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the room keeps: figures of publishers, inputs of a region, and forecasts from them."""

from .forecasts import Forecast, InputSet
from .vintages import Chunk, Vintage

__all__ = ["Chunk", "Forecast", "InputSet", "Vintage"]
