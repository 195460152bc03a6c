# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`hcat measure` killed at random moments: no figure lost, none doubled. Long: make soak."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.db import connection

from hcat.evidence.api import Observation
from hcat.foundation.models import AuditEvent
from tests.evidence.small_agenda import (
    put_agenda,
    put_initiative,
    put_result,
    put_series,
    share,
    target,
)

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]

IS_LONG = "HCAT_TEST_SOAK" in os.environ
ROUNDS = int(os.environ.get("HCAT_TEST_SOAK_ROUNDS", "100" if IS_LONG else "2"))
SERIES, YEARS = (60, 30) if IS_LONG else (15, 15)
"""Enough for the writing itself to take a while."""


def database_url() -> str:
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgresql://{told['USER']}@{quote(str(told['HOST']), safe='')}/{told['NAME']}"


def start(var: Path) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "hcat.config.settings",
        "DATABASE_URL": database_url(),
        "HCAT_VAR": str(var),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "hcat.cli", "measure", "--since", "2020-01-01"],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def finish(process: subprocess.Popen[str]) -> None:
    said, errors = process.communicate(timeout=300)
    assert process.returncode == 0, said + errors


def publish(edition: int) -> None:
    """A publisher revises some figures, withdraws one and adds one."""
    for number in range(SERIES):
        figures = [
            share(1990 + year, 10 + number + (edition if year % 3 == 0 else 0), 200)
            for year in range(edition, YEARS + edition)
        ]
        put_series(f"s-{number}", figures=figures, on=date(2026, 1, 1))


def fill() -> None:
    put_agenda()
    for number in range(SERIES):
        near = [{"series": f"s-{number}", "leaves_out": "x"}]
        put_result(f"r-{number}", targets=[target(value=40, proxies=near)], order=number)
    for number in range(5):
        put_initiative(number + 1)


def every_row() -> list[tuple[Any, ...]]:
    names = ("measure", "group", "start", "end", "value", "missing_reason", "inputs_fingerprint",
             "supersedes__inputs_fingerprint")  # fmt: skip
    return sorted(Observation.objects.values_list(*names), key=str)


def wipe() -> None:
    from hcat.evidence.append_only import guard, unguard

    unguard(connection)
    while Observation.objects.exists():
        Observation.objects.standing().delete()
    guard(connection)
    AuditEvent.objects.filter(action="evidence.measured").delete()


def test_measuring_killed_at_any_moment_loses_no_figure_and_doubles_none(tmp_path: Path) -> None:
    luck = random.Random(os.getpid())
    fill()
    editions = max(2, ROUNDS // 25)
    takes = 1.0
    for edition in range(editions):  # the undisturbed run
        publish(edition)
        if edition == 0:
            began = time.monotonic()
            finish(start(tmp_path))
            takes = max(takes, time.monotonic() - began)
        else:  # no process is killed here: none is needed
            call_command("measure", "--since", "2020-01-01", verbosity=0)
    undisturbed = every_row()
    wipe()
    for edition in range(editions):
        publish(edition)
        for _round in range(ROUNDS // editions):
            process = start(tmp_path)
            time.sleep(luck.uniform(0.2, 1.0) * takes)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            whole_measures()
        finish(start(tmp_path))
    assert every_row() == undisturbed
    before = Observation.objects.count()
    call_command("measure", "--since", "2020-01-01", verbosity=0)
    assert Observation.objects.count() == before


def whole_measures() -> None:
    """Of each measure all figures of an edition stand, or none; and the audit tells of as many."""
    told: dict[str, int] = {}
    for event in AuditEvent.objects.filter(action="evidence.measured"):
        name = event.subject.removeprefix("measure:")
        told[name] = told.get(name, 0) + event.details["stored"]
    stored: dict[str, int] = {}
    for name in Observation.objects.values_list("measure", flat=True):
        stored[name] = stored.get(name, 0) + 1
    assert stored == told
