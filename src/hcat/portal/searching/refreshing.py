# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A server keeps its own index fresh while it is asked: beside the answer, never before it."""

from __future__ import annotations

import threading
import time

import structlog
from django.db import connections

from .keeping_up import bring_up_to_date, engine
from .snapshot import Snapshot

EVERY = 5.0
"""Seconds between two looks at what changed: a change is found about as many seconds later."""
_log = structlog.get_logger(__name__)
_lock = threading.Lock()
_looking = threading.Lock()
_looked_at = float("-inf")


def index_snapshot() -> Snapshot | None:
    """What stands in this server's index; None while it is built for the first time."""
    if _has_its_turn():
        start()
    return engine().snapshot()


def start() -> None:
    threading.Thread(target=_look, name="search-refresh", daemon=True).start()


def _has_its_turn() -> bool:
    global _looked_at
    with _lock:
        if time.monotonic() - _looked_at < EVERY:
            return False
        _looked_at = time.monotonic()
        return True


def _look() -> None:
    if not _looking.acquire(blocking=False):
        return  # the one before still looks, or builds it for the first time
    try:
        bring_up_to_date()
    except Exception:
        _log.exception("search_refresh_failed")
    finally:
        _looking.release()
        connections.close_all()
