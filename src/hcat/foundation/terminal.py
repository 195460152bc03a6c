# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the commands of every room share: the language they answer in, the days they are given."""

from __future__ import annotations

import os
from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.conf import settings
from django.utils import translation

__all__ = ["a_day", "in_the_terminals_language", "terminals_language"]


def terminals_language() -> str | None:
    """The language of the terminal (LC_ALL, LC_MESSAGES, LANG), or None where HCAT lacks it."""
    asked = next(
        (os.environ[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(n)), ""
    )
    language = asked[:2].lower()
    return language if language in dict(settings.LANGUAGES) else None


@contextmanager
def in_the_terminals_language() -> Iterator[None]:
    """Speaks the language of the terminal, else English."""
    with translation.override(terminals_language() or "en"):
        yield


def a_day(text: str) -> date:
    """A day as it is typed after an option, or a complaint that tells how to type it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(
            f"{text!r} is not a date: write year, month and day, such as 2016-12-31"
        ) from None
