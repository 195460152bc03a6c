# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telling a site something: one POST of JSON to an address that an operator gave.

It goes where asking goes, to public addresses only. Its robots.txt is not asked: that speaks of
what programs may read of their own accord.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.request import getproxies

import httpcore
import httpx

from .asker import asked_to_wait
from .asking import Hitch, NotFetched
from .guard import Deadline, addresses_of, checked, is_trusted, transport


@dataclass(frozen=True, slots=True)
class Answered:
    """`status` of HTTP; `again_after`: seconds that the site asked to wait, where it did."""

    status: int
    again_after: float | None = None

    @property
    def is_taken(self) -> bool:
        return 200 <= self.status < 300


def tell(
    address: str,
    body: str,
    *,
    agent: str,
    trusted: frozenset[str] = frozenset(),
    deadline: float = 30.0,
) -> Answered:
    """Send it once; a redirect is not followed. What the site says is not read beyond its status.

    Raises `NotFetched` where there is no answer, or where we do not go.
    """
    url = checked(address, trusted)
    port = url.port or (443 if url.scheme == "https" else 80)
    proxied = bool(getproxies().get("https") or getproxies().get("http"))
    if proxied and not is_trusted(url.host, port, trusted):
        addresses_of(url.host, port)
    client = httpx.Client(
        transport=None if proxied else transport(trusted),
        headers={"User-Agent": agent, "Content-Type": "application/json; charset=utf-8"},
        timeout=httpx.Timeout(deadline, connect=10.0),
    )
    try:
        with (
            client,
            Deadline(deadline),
            client.stream("POST", url, content=body.encode()) as response,
        ):
            return Answered(response.status_code, asked_to_wait(response))
    except (httpx.TimeoutException, httpcore.TimeoutException) as error:
        raise NotFetched(Hitch.SLOW, f"{url.host} is too slow: {error}") from None
    except (httpx.TransportError, httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise NotFetched(Hitch.BROKEN, f"{url.host} cannot be reached: {error}") from None
