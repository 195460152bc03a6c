# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The process that does the work in the background: queue, schedules, sign of life."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from types import FrameType
from typing import TYPE_CHECKING

import structlog
from django.db import DatabaseError, InterfaceError, close_old_connections, connections

from . import tasks
from .clock import now
from .health import STILL
from .models import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django_tasks_db.management.commands.db_worker import Worker as Queue

log = structlog.get_logger("hcat.worker")

BEAT = timedelta(seconds=30)
ROUND = 1.0
"""Seconds between two looks at the queue."""
PATIENCE = 30.0
"""Seconds at most between two tries of a database that is away."""


def _new_name() -> str:
    return f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"


class Work:
    """Round after round until told to end; a task under way is finished first."""

    def __init__(self) -> None:
        self.name = _new_name()
        self.ending = threading.Event()
        self._queue: Queue | None = None

    def end(self, signum: int = 0, frame: FrameType | None = None) -> None:
        self.ending.set()
        if self._queue is not None:
            self._queue.running = False

    def run(self, *, once: bool = False) -> None:
        """`once`: do what waits, and stop."""
        beating = threading.Thread(target=self._beat, name="beat", daemon=True)
        beating.start()
        try:
            self._rounds(once=once)
        finally:
            self.ending.set()
            beating.join(timeout=5)

    def _rounds(self, *, once: bool) -> None:
        wait = ROUND
        while not self.ending.is_set():
            try:
                with _connections():
                    self.round()
                wait = ROUND
            except (DatabaseError, InterfaceError) as error:
                if once:
                    raise
                wait = min(wait * 2, PATIENCE)
                log.warning("database away", error=str(error).strip(), seconds=wait)
                # Under its old name this worker still seems busy with what it just dropped.
                self.name = _new_name()
            if once:
                break
            self._rest(wait)

    def round(self) -> None:
        if rescued := tasks.rescue(STILL):
            log.warning("queued again what a dead worker left", tasks=rescued)
        for name in tasks.tick():
            log.info("turn", schedule=name)
        self._drain()

    def _drain(self) -> None:
        from django_tasks_db.management.commands.db_worker import Worker as Queue
        from django_tasks_db.models import DBTaskResult

        # Claiming takes SQLite's only write lock: look first whether there is anything.
        if not DBTaskResult.objects.ready().exists():
            return
        self._queue = Queue(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=ROUND,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=self.name,
        )
        self._queue.running = not self.ending.is_set()
        self._queue.run()
        self._queue = None

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        # Short naps: a signal handler may not wake a thread that waits on a lock it holds.
        while not self.ending.is_set() and time.monotonic() < until:
            time.sleep(min(0.2, seconds))

    def _beat(self) -> None:
        """From a thread of its own, so that a long task does not look like a dead worker."""
        started, next_beat = now(), 0.0
        while not self.ending.is_set():
            if time.monotonic() >= next_beat:
                try:
                    with _connections():
                        Worker.objects.update_or_create(
                            name=self.name,
                            defaults={"beat_at": now()},
                            create_defaults={"started_at": started, "beat_at": now()},
                        )
                    next_beat = time.monotonic() + BEAT.total_seconds()
                except (DatabaseError, InterfaceError):
                    next_beat = time.monotonic() + ROUND
            time.sleep(0.2)
        try:
            with _connections():
                Worker.objects.filter(name=self.name).delete()
        except (DatabaseError, InterfaceError):
            log.warning("could not sign off", worker=self.name)
        connections.close_all()


@contextmanager
def _connections() -> Iterator[None]:
    """What a request does for a view: no use of a connection that the database has closed."""
    close_old_connections()
    try:
        yield
    except (DatabaseError, InterfaceError):
        connections.close_all()
        raise
    finally:
        close_old_connections()


def work(*, once: bool = False) -> None:
    """Work until SIGTERM or SIGINT; a second one ends at once, mid-task."""
    worker = Work()

    def ending(signum: int, frame: FrameType | None) -> None:
        if worker.ending.is_set():
            signal.signal(signum, signal.SIG_DFL)
            os.kill(os.getpid(), signum)
        worker.end()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, ending)
    log.info("worker started", worker=worker.name)
    worker.run(once=once)
    log.info("worker ended", worker=worker.name)
