# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is worked out of much, kept in the memory of each process for some time.

By the clock, and not until something changes: while sources are read something always does. What
may be kept as long as nothing changes is `editions.remembered`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

T = TypeVar("T")
SECONDS = 300.0
"""The longest that anything is kept."""


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


class KeptFew(Generic[T]):
    """Values by key, the `most` that were asked last, each for so many seconds at most."""

    def __init__(self, *, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._lock = Lock()
        self._values: OrderedDict[Hashable, tuple[float, T]] = OrderedDict()

    def get(self, key: Hashable, work_out: Callable[[], T]) -> T:
        with self._lock:
            if (last := self._values.get(key)) and _is_fresh(last[0], self._seconds):
                self._values.move_to_end(key)
                return last[1]
        value = work_out()
        with self._lock:
            self._values[key] = (monotonic(), value)
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value


def _is_fresh(made_at: float, seconds: float = SECONDS) -> bool:
    return monotonic() - made_at < min(seconds, SECONDS)
