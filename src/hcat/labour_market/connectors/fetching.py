# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The usual way to get a source: one file from one address."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from .payload import Part, Payload

if TYPE_CHECKING:
    from hcat.labour_market.client import Client
    from hcat.labour_market.sources import Source


def one_file(client: Client, source: Source) -> Payload:
    """Its name is the one that the source expects, for the ending tells how to read it."""
    name = source.file or Path(unquote(urlsplit(source.address).path)).name or source.key
    answer = client.get(source.address, name, known=client.known)
    return Payload(source, (Part(name, answer.path),), answer.known)
