# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One module per publisher, all alike: ``fetch(client, source) -> Payload`` and
``read(payload) -> Iterator[Figure]``. The table at the top of each says what it makes of what.

``VERSION`` is raised when a connector begins to understand the same bytes otherwise, so that a
file which did not change is read anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from hcat.labour_market.figures import Figure

from . import cbs, duo, eurostat, mbo, roa, statline, table, uwv

if TYPE_CHECKING:
    from hcat.labour_market.client import Client
    from hcat.labour_market.sources import Source

    from .payload import Payload

__all__ = ["CONNECTORS", "Connector"]


class Connector(Protocol):
    VERSION: int

    def fetch(self, client: Client, source: Source) -> Payload:
        """Get the files of a source. Raises `Unchanged` where the publisher says so."""

    def read(self, payload: Payload) -> Iterator[Figure]:
        """Every figure, one at a time. FormatChanged at the first thing that is not as known."""


CONNECTORS: dict[str, Connector] = {
    "cbs": cbs,
    "duo": duo,
    "eurostat": eurostat,
    "mbo": mbo,
    "roa": roa,
    "statline": statline,
    "table": table,
    "uwv": uwv,
}
