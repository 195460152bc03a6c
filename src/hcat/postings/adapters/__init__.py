# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One small module per recruitment system; importing this enters all of them."""

from .registry import Adapter, Board, adapter, adapter_named, adapters, board_of

__all__ = ["Adapter", "Board", "adapter", "adapter_named", "adapters", "board_of"]
