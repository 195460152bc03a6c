# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the commands of every room share: the language they answer in, the days they are given."""

from __future__ import annotations

import os
from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation

__all__ = ["a_day", "camel", "in_the_terminals_language", "terminals_language"]


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


def camel(data: Any) -> Any:
    """Names within JSON as the API spells them, however deep.

    >>> camel({"as_of": "2020-12-31", "rows": [{"is_number": True}]})
    {'asOf': '2020-12-31', 'rows': [{'isNumber': True}]}
    """
    if isinstance(data, dict):
        return {_camel(name): camel(value) for name, value in data.items()}
    return [camel(one) for one in data] if isinstance(data, list | tuple) else data


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def a_day(text: str) -> date:
    """A day as it is typed after an option, or a complaint that tells how to type it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(
            f"{text!r} is not a date: write year, month and day, such as 2016-12-31"
        ) from None
