# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A cluster of machines as an executor: what a process pool is on one machine, Ray is on several.

Every node needs this same release with its extra `ray`. A task has no state: it gets the tables of
its regions and gives back what the draws say, so one whose worker or machine was lost is done again
elsewhere and gives the same figures.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from importlib.util import find_spec
from typing import Any, Final

from django.utils.translation import gettext as _

from hcat.foundation.api import Refused

TRIES_AGAIN: Final = 5
"""Times that a task is done anew when its worker is lost: one that ends its worker has to end."""
PATIENCE: Final = 5.0
"""Seconds in which a cluster has to answer."""


class Cluster(Executor):
    """The workers of a Ray cluster. Leaving it ends the connection, not the cluster."""

    def __init__(self, address: str) -> None:
        """Join the cluster at an address such as `10.0.0.5:6379`, from one of its machines.

        Raises Refused where Ray is not installed or nothing answers.
        """

        def done(task: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
            # Here inside, it travels by value: a worker needs no settings of the site.
            return task(*args, **kwargs)

        self._ray = _joined(address)
        self._task = self._ray.remote(num_cpus=1, max_retries=TRIES_AGAIN)(done)

    @property
    def workers(self) -> int:
        """How many tasks the cluster does at a time."""
        return max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        found: Future[Any] = self._task.remote(fn, *args, **kwargs).future()
        return found

    def map(
        self,
        fn: Callable[..., Any],
        *iterables: Iterable[Any],
        timeout: float | None = None,
        chunksize: int = 1,
    ) -> Iterator[Any]:
        """As of any executor. What all tasks share, `fn` with what is bound to it, is sent once."""
        return super().map(self._ray.put(fn), *iterables, timeout=timeout, chunksize=chunksize)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._ray.shutdown()


def _joined(address: str) -> Any:
    """Ray's module, connected."""
    host, _colon, port = address.rpartition(":")
    if not host or not port.isdecimal():
        raise Refused(
            _("%(address)s is no address of a cluster.") % {"address": address},
            mend=_("Give the host and the port, such as 10.0.0.5:6379."),
        )
    if find_spec("ray") is None:
        raise Refused(
            _("A forecast on a cluster needs Ray, which is not installed."),
            mend=_("Install human-capital-agenda[ray] here and on every machine of the cluster."),
        )
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # it would tell its makers of its use
    # One try takes it 40 seconds, where something else answers there or the cluster is known by
    # another address (it makes the machine's own of 127.0.0.1); it would make twenty.
    os.environ.setdefault("RAY_NUM_REDIS_GET_RETRIES", "1")
    import ray

    try:
        # Ray itself would go on trying for minutes.
        socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE).close()
        ray.init(address=address, log_to_driver=False, logging_level="error")
    except (OSError, OverflowError, ValueError, RuntimeError) as error:
        raise Refused(
            _("No cluster answers at %(address)s.") % {"address": address},
            why=f"{error}".rstrip(".") + ".",
            mend=_("Start Ray here as on the other machines, and give the address of the first."),
        ) from error
    return ray
