# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Trying out what a write would do: it is done, looked at, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

T = TypeVar("T")


class _UndoneError(Exception):
    pass


def tried(work: Callable[[], T]) -> T:
    """What the work gives, with everything that it wrote taken back; its refusals come through."""
    given: list[T] = []
    try:
        with transaction.atomic():
            given.append(work())
            raise _UndoneError
    except _UndoneError:
        return given[0]
