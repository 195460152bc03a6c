# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is worked out of all vacancies, kept in the memory of each process for some minutes.

By the clock, and not until something changes: while sources are read something always does.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

T = TypeVar("T")
SECONDS = 300.0


class Kept(Generic[T]):
    """One value. While one thread works it out anew, the others are given the last one; where
    there is none yet, they wait for it."""

    def __init__(self, work_out: Callable[[], T]) -> None:
        self._work_out = work_out
        self._lock = Lock()
        self._last: tuple[float, T] | None = None

    def get(self) -> T:
        last = self._last
        if last is not None and _is_fresh(last[0]):
            return last[1]
        if last is None:
            self._lock.acquire()
        elif not self._lock.acquire(blocking=False):
            return last[1]
        try:
            if self._last is None or not _is_fresh(self._last[0]):
                self._last = (monotonic(), self._work_out())
            return self._last[1]
        finally:
            self._lock.release()


def _is_fresh(made_at: float) -> bool:
    return monotonic() - made_at < SECONDS
