# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A worker works, rests, ends gently, and outlives a database that goes away."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django_tasks_db.models import DBTaskResult

from hcat.foundation import tasks, worker
from hcat.foundation.api import Actor, record
from hcat.foundation.models import AuditEvent, Worker

pytestmark = pytest.mark.django_db(transaction=True)


@tasks.task()
def leave_a_trace(word: str) -> None:
    record(by=Actor.system("test"), action="test.trace", subject=f"word:{word}")


@tasks.task()
def fail() -> None:
    raise ZeroDivisionError("as asked")


def test_what_waits_is_done_and_what_fails_is_kept() -> None:
    leave_a_trace.enqueue(word="one")
    fail.enqueue()
    leave_a_trace.enqueue(word="two")
    worker.Work().run(once=True)
    assert set(AuditEvent.objects.values_list("subject", flat=True)) >= {"word:one", "word:two"}
    failed = DBTaskResult.objects.get(status="FAILED")
    assert "as asked" in failed.traceback


def test_a_worker_that_ends_signs_off() -> None:
    worker.Work().run(once=True)
    assert not Worker.objects.exists()


def test_a_worker_asked_to_end_takes_no_more_tasks() -> None:
    leave_a_trace.enqueue(word="later")
    work = worker.Work()
    work.end()
    work.run()
    assert DBTaskResult.objects.get().status == "READY"


def test_a_database_that_goes_away_is_waited_for_under_a_new_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work = worker.Work()
    names, rounds = [], iter([OperationalError("gone"), OperationalError("gone"), None])

    def round_(self: worker.Work) -> None:
        names.append(self.name)
        if error := next(rounds):
            raise error
        self.end()

    monkeypatch.setattr(worker.Work, "round", round_)
    monkeypatch.setattr(worker.Work, "_rest", lambda self, seconds: None)
    work.run()
    assert len(set(names)) == 3


def test_a_database_that_is_away_is_told_to_who_asks_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone(self: worker.Work) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(worker.Work, "round", gone)
    with pytest.raises(OperationalError):
        worker.Work().run(once=True)


def until(true: Callable[[], Any], seconds: float = 40.0) -> None:
    limit = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < limit, "it did not come about"
        time.sleep(0.1)


def test_a_worker_told_to_end_ends_gently(tmp_path: Path, migrated: Path) -> None:
    """In a process of its own, on a database of its own."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("HCAT_", "DATABASE_URL", "DJANGO_"))
    }
    var = shutil.copytree(migrated, tmp_path / "var")
    environment = {**clean, "HCAT_VAR": str(var), "HCAT_LOG_LEVEL": "INFO"}
    command = [sys.executable, "-m", "hcat.cli", "worker"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stderr=log)
    try:
        until(lambda: "worker started" in (tmp_path / "log").read_text())
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.wait()
    assert "worker ended" in (tmp_path / "log").read_text()
