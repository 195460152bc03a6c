# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What comes of asking: an answer, the word that nothing changed, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hcat.postings.posting import Payload


@dataclass(frozen=True, slots=True)
class Mark:
    """What a server gave along with its last answer, so that it can say that nothing changed."""

    etag: str = ""
    last_modified: str = ""
    digest: str = ""
    """SHA-256 of the answer: for servers that give neither."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer, and its mark. `is_unchanged`: it is the one that the mark was of; then
    `payload` is None where the server said so itself, to spare sending it."""

    mark: Mark
    payload: Payload | None
    is_unchanged: bool = False


class Hitch(StrEnum):
    """Why there is no answer: each asks something else of whoever keeps the source."""

    NOT_ALLOWED = "not_allowed"  # by its robots.txt
    NOT_PUBLIC = "not_public"  # an address within a network, or an odd port: we do not go there
    NOT_FOUND = "not_found"  # 404, 410
    REFUSED = "refused"  # 401, 403: a token is missing or wrong
    BUSY = "busy"  # 429, 503: asked to come back later
    BROKEN = "broken"  # 5xx, no connection, a certificate that does not fit
    SLOW = "slow"  # longer than an answer may take
    TOO_LARGE = "too_large"
    ASTRAY = "astray"  # too many redirects, or to where we do not go
    NOT_AN_ADDRESS = "not_an_address"


class NotFetched(Exception):
    """`again_after`: seconds that the server asked to wait, where it did."""

    def __init__(self, hitch: Hitch, why: str, again_after: float | None = None) -> None:
        super().__init__(why)
        self.hitch, self.why, self.again_after = hitch, why, again_after
