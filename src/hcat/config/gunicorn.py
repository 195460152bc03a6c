# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How gunicorn's workers share the readers, and what each does at its start and at its end."""

from __future__ import annotations

from typing import Any

from gunicorn.workers.gthread import ThreadWorker


class Worker(ThreadWorker):  # type: ignore[misc]
    """Takes nobody new while all of its threads are at work: another worker may be idle.

    Gunicorn's own takes whoever knocks, and keeps them for as long as their connection lasts: of
    eight readers one process may serve seven, who wait for each other, and the other process one.
    """

    at_work = 0

    def enqueue_req(self, conn: Any) -> None:
        self.at_work += 1
        self.set_accept_enabled(self._accepting)
        super().enqueue_req(conn)

    def finish_request(self, conn: Any, fs: Any) -> None:
        self.at_work -= 1
        super().finish_request(conn, fs)

    def set_accept_enabled(self, enabled: bool) -> None:
        super().set_accept_enabled(enabled and self.at_work < self.cfg.threads)


def post_worker_init(worker: Any) -> None:
    """Load the drawing machine, so that no reader waits for it.

    Not before the fork: a worker that is forked while another thread imports keeps that import
    half done for good.
    """
    from hcat.charts.api import warm_up

    warm_up()


def worker_exit(server: Any, worker: Any) -> None:
    """Write the visits that this worker counted and had not written yet."""
    from hcat.portal.api import write_visits

    write_visits()
