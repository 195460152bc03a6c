# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Work in the background and on the clock: the only module that knows which library does it.

A room writes its tasks in `tasks.py`; they are found by name:

    @schedule("30 3 * * *")
    @task()
    def tidy() -> None: ...

    tidy.enqueue()          # inside a transaction: queued if, and only if, it commits

A task may be run again after a machine stops half-way: it must be safe to repeat.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from cronsim import CronSim, CronSimError
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task

from . import retention
from .audit import Actor
from .clock import now
from .models import Schedule, Worker

__all__ = ["due", "rescue", "schedule", "schedules", "task", "tick"]

ATTEMPTS = 3
"""A task whose worker died this often is given up: it may be what kills the worker."""

_schedules: dict[str, tuple[str, Task[Any, Any]]] = {}


def schedule(cron: str) -> Callable[[Task[Any, Any]], Task[Any, Any]]:
    """Run a task by the clock of the region. `cron`: minute hour day month weekday."""
    try:
        CronSim(cron, datetime(2026, 1, 1))
    except CronSimError as error:
        raise ValueError(f"{cron!r} is not a schedule: {error}") from error

    def register(what: Task[Any, Any]) -> Task[Any, Any]:
        _schedules[what.module_path] = (cron, what)
        return what

    return register


def schedules() -> dict[str, tuple[str, Task[Any, Any]]]:
    """Every schedule of every room, by the path of its task."""
    autodiscover_modules("tasks")
    return dict(_schedules)


def due(cron: str, at: datetime) -> datetime:
    """The last turn at or before this moment."""
    local = timezone.localtime(at)
    return next(CronSim(cron, local + timedelta(seconds=1), reverse=True))


def tick(at: datetime | None = None) -> list[str]:
    """Queue the tasks whose turn has come; return their paths.

    However many workers tick, a turn is queued once: only one of them can move the row's time
    forward, and it queues the task in the same transaction. Turns missed while no worker ran
    become one. A schedule seen for the first time waits for its next turn.
    """
    at = at or now()
    queued = []
    seen = dict(Schedule.objects.values_list("name", "turn_at"))
    for name, (cron, what) in schedules().items():
        if name not in seen:
            Schedule.objects.get_or_create(name=name, defaults={"turn_at": at})
            continue
        turn = due(cron, at)
        if seen[name] >= turn:
            continue
        with transaction.atomic():
            if Schedule.objects.filter(name=name, turn_at__lt=turn).update(turn_at=turn):
                what.enqueue()
                queued.append(name)
    return queued


def rescue(still: timedelta) -> int:
    """Queue again what a worker was doing when it died. Returns how many tasks."""
    from django_tasks_db.models import DBTaskResult

    alive = set(Worker.objects.filter(beat_at__gte=now() - still).values_list("name", flat=True))
    rescued = 0
    for result in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        workers: list[str] = result.worker_ids
        if not workers or workers[-1] in alive:
            continue
        if len(workers) >= ATTEMPTS:
            result.set_failed(RuntimeError(f"Its worker died {len(workers)} times."))
            continue
        rescued += DBTaskResult.objects.filter(
            pk=result.pk, status=TaskResultStatus.RUNNING, worker_ids=workers
        ).update(status=TaskResultStatus.READY)
    Worker.objects.filter(beat_at__lt=now() - timedelta(days=1)).delete()
    return rescued


@schedule("40 3 * * *")
@task()
def tidy() -> None:
    """Once a night: sessions that ended, and results of tasks older than a month."""
    from django.core.management import call_command

    call_command("clearsessions")
    call_command("prune_db_task_results", min_age_days=30, verbosity=0)


@schedule("20 4 * * *")
@task()
def enforce_retention() -> None:
    """Once a night: remove or empty personal data that are past their term."""
    retention.enforce(by=Actor.system("worker"))
