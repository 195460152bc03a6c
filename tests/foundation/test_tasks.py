# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Schedules have each turn once, and work outlives the worker that dropped it."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from hcat.foundation import tasks
from hcat.foundation.clock import now
from hcat.foundation.models import Schedule, Worker

HOME = ZoneInfo("Europe/Amsterdam")


@tasks.task()
def knock() -> None:
    """Does nothing, on time."""


@pytest.fixture
def hourly(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(tasks, "_schedules", {})
    monkeypatch.setattr(tasks, "autodiscover_modules", lambda name: None)
    tasks.schedule("0 * * * *")(knock)
    return knock.module_path


def test_nonsense_is_no_schedule() -> None:
    with pytest.raises(ValueError, match="is not a schedule"):
        tasks.schedule("every now and then")


def test_the_last_turn_is_found_in_the_regions_own_time() -> None:
    assert tasks.due("30 3 * * *", datetime(2026, 7, 2, 3, 30, tzinfo=HOME)) == datetime(
        2026, 7, 2, 3, 30, tzinfo=HOME
    )
    assert tasks.due("30 3 * * *", datetime(2026, 7, 2, 3, 29, tzinfo=HOME)) == datetime(
        2026, 7, 1, 3, 30, tzinfo=HOME
    )


@pytest.mark.django_db
def test_a_new_schedule_waits_for_its_next_turn(hourly: str) -> None:
    began = datetime(2026, 3, 2, 9, 20, tzinfo=HOME)
    assert tasks.tick(began) == []
    assert tasks.tick(began + timedelta(minutes=39)) == []
    assert tasks.tick(began + timedelta(minutes=40)) == [hourly]
    assert tasks.tick(began + timedelta(minutes=41)) == []


@pytest.mark.django_db
def test_turns_missed_while_nobody_worked_become_one(hourly: str) -> None:
    began = datetime(2026, 3, 2, 9, 20, tzinfo=HOME)
    tasks.tick(began)
    assert tasks.tick(began + timedelta(days=2)) == [hourly]
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db
def test_a_turn_that_cannot_be_queued_is_not_lost(
    hourly: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = datetime(2026, 3, 2, 9, 20, tzinfo=HOME)
    tasks.tick(began)
    with monkeypatch.context() as patch:
        patch.setattr(DBTaskResult.objects.__class__, "create", lambda *a, **k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            tasks.tick(began + timedelta(hours=1))
    assert tasks.tick(began + timedelta(hours=1)) == [hourly]


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_tick_together_queue_a_turn_once(hourly: str) -> None:
    began = datetime(2026, 3, 2, 9, 20, tzinfo=HOME)
    tasks.tick(began)
    ready, queued = threading.Barrier(4), []

    def work() -> None:
        try:
            ready.wait(10)
            queued.extend(tasks.tick(began + timedelta(hours=1)))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert queued == [hourly]
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db
def test_a_task_is_queued_only_when_its_transaction_commits() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        knock.enqueue()
        raise ZeroDivisionError
    assert not DBTaskResult.objects.exists()


def running(worker: str, *, beat: timedelta, before: int = 0) -> DBTaskResult:
    Worker.objects.update_or_create(
        name=worker, defaults={"started_at": now(), "beat_at": now() - beat}
    )
    knock.enqueue()
    result = DBTaskResult.objects.latest("enqueued_at")
    for _ in range(before + 1):
        result.claim(worker)
    return result


@pytest.mark.django_db
def test_the_work_of_a_dead_worker_is_queued_again_and_that_of_a_living_one_is_not() -> None:
    dead = running("dead", beat=timedelta(minutes=5))
    alive = running("alive", beat=timedelta(seconds=5))
    assert tasks.rescue(timedelta(minutes=2)) == 1
    dead.refresh_from_db()
    alive.refresh_from_db()
    assert (dead.status, alive.status) == ("READY", "RUNNING")


@pytest.mark.django_db
def test_a_task_that_keeps_killing_its_worker_is_given_up() -> None:
    killer = running("dead", beat=timedelta(minutes=5), before=2)
    assert tasks.rescue(timedelta(minutes=2)) == 0
    killer.refresh_from_db()
    assert killer.status == "FAILED"
    assert "died 3 times" in killer.traceback


@pytest.mark.django_db
def test_the_night_round_runs() -> None:
    tasks.tidy.call()
    assert "hcat.foundation.tasks.tidy" in tasks.schedules()
    assert not Schedule.objects.exists()
