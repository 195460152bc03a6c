# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How somebody came in to answer: behind a personal link, or with a code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from hcat.surveys.api import Seat


@dataclass(frozen=True, slots=True)
class Door:
    """How somebody came in: the seat, and the addresses from there on."""

    seat: Seat
    address: Callable[..., str]
    """Of a page of this link or code: its name, and what belongs to it."""
    code: str = ""
    """That was typed; empty behind a link."""
    beside: str = ""
    """The own page of a company beside others; empty for who has none."""


def language() -> str:
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]
