# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the labour market: publishers' figures as they were known on a day."""

from __future__ import annotations

from .client import NotFetched
from .comparing import Change, Kind, changes
from .connectors.problems import FormatChanged
from .figures import Figure, Status
from .models import Vintage
from .operations import Outcome, Synced, sync
from .periods import period
from .queries import figures, vintage, vintages
from .sources import Source, chosen, read_sources

__all__ = [
    "Change",
    "Figure",
    "FormatChanged",
    "Kind",
    "NotFetched",
    "Outcome",
    "Source",
    "Status",
    "Synced",
    "Vintage",
    "changes",
    "chosen",
    "figures",
    "period",
    "read_sources",
    "sync",
    "vintage",
    "vintages",
]
