# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a site's robots.txt allows us, by RFC 9309."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from protego import Protego

LASTS = 24 * 3600.0
"""Seconds after which it is asked again (RFC 9309, 2.4)."""
LARGEST = 512 * 1024
"""Bytes of it that count; what comes after may be left out (RFC 9309, 2.5)."""


@dataclass(frozen=True, slots=True)
class Rules:
    """`parsed` is None where everything is allowed, or nothing (`all_closed`)."""

    parsed: Protego | None
    all_closed: bool
    until: float

    def allow(self, address: str, agent: str) -> bool:
        if self.parsed is None:
            return not self.all_closed
        return bool(self.parsed.can_fetch(address, agent))

    def pause(self, agent: str) -> float:
        """Seconds between two requests that the site asks for; 0 where it asks nothing."""
        found = self.parsed.crawl_delay(agent) if self.parsed is not None else None
        return float(found or 0.0)


class Robots:
    """Remembers the rules of each site for a day. `get` gives status and text, or None where the
    site did not answer: then it is left alone, for an hour (RFC 9309, 2.3.1.4)."""

    def __init__(
        self,
        get: Callable[[str], tuple[int, bytes] | None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._get, self._clock = get, clock
        self._known: dict[str, Rules] = {}
        self._lock = Lock()

    def rules(self, site: str) -> Rules:
        """`site`: scheme, host and port, such as ``https://voorbeeld.nl``."""
        with self._lock:
            known = self._known.get(site)
        if known is not None and known.until > self._clock():
            return known
        made = self._asked(site)
        with self._lock:
            self._known[site] = made
        return made

    def _asked(self, site: str) -> Rules:
        answer = self._get(f"{site}/robots.txt")
        if answer is None or answer[0] >= 500 or answer[0] == 429:
            return Rules(None, True, self._clock() + 3600.0)
        status, content = answer
        if status >= 400:
            return Rules(None, False, self._clock() + LASTS)
        text = content[:LARGEST].decode("utf-8", "replace")
        return Rules(Protego.parse(text), False, self._clock() + LASTS)
