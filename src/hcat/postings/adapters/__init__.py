# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One small module per recruitment system; importing this enters all of them."""

from . import (
    afas,
    ashby,
    bamboohr,
    breezy,
    feeds,
    greenhouse,
    homerun,
    lever,
    linkedin,
    mapping,
    pages,
    personio,
    pinpoint,
    recruitee,
    sheets,
    smartrecruiters,
    teamtailor,
    workable,
    workday,
)
from .mapping import meaning_of
from .recognising import recognised
from .registry import Adapter, Board, adapter, adapter_named, adapters, board_of

SYSTEMS = (
    recruitee, personio, greenhouse, lever, teamtailor, workable, smartrecruiters, workday, ashby,
    pinpoint, bamboohr, breezy, homerun, afas, linkedin, sheets, feeds, mapping, pages,
)  # fmt: skip

__all__ = [
    "SYSTEMS",
    "Adapter",
    "Board",
    "adapter",
    "adapter_named",
    "adapters",
    "board_of",
    "meaning_of",
    "recognised",
]
