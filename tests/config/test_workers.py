# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A worker of the web server that has its hands full takes nobody new."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from selectors import DefaultSelector
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from hcat.config.gunicorn import Worker


@pytest.fixture
def worker() -> Iterator[Worker]:
    """Of two threads, that listens and is not yet at work; what it is given waits."""
    config = Config()
    config.set("threads", 2)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        made = Worker(0, 0, [listener], None, 30, config, None)
        made.tpool = SimpleNamespace(submit=lambda *given: SimpleNamespace(add_done_callback=id))
        made.poller = DefaultSelector()
        made.set_accept_enabled(True)
        yield made
        made.poller.close()
        made.tmp.close()


def listens(worker: Worker) -> bool:
    return any(key.fileobj in worker.sockets for key in worker.poller.get_map().values())


def test_it_listens_until_all_of_its_threads_are_at_work(worker: Worker) -> None:
    assert listens(worker)
    worker.enqueue_req("one")
    assert listens(worker)
    worker.enqueue_req("another")
    assert not listens(worker)


def test_it_listens_again_when_one_is_done(worker: Worker) -> None:
    for name in ("one", "another"):
        worker.enqueue_req(name)
    worker.finish_request(_connection(), SimpleNamespace(cancelled=lambda: True))
    worker.set_accept_enabled(True)  # as its own loop asks it each time around
    assert listens(worker)


def test_it_does_not_listen_once_it_was_told_to_end(worker: Worker) -> None:
    worker.set_accept_enabled(False)
    worker.enqueue_req("what was read before")
    assert not listens(worker)


def _connection() -> SimpleNamespace:
    return SimpleNamespace(close=lambda graceful=False: None)
