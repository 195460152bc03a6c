# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What gunicorn does at the start and at the end of each of its workers."""

from __future__ import annotations

from typing import Any


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
