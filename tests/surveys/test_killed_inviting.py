# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inviting killed at random moments: nobody twice, nobody left out. Long version: make soak."""

from __future__ import annotations

import os
import random
import subprocess
from collections import Counter
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest

from hcat.correspondence.models import OutboxMessage
from hcat.surveys import api
from hcat.surveys.api import DrawPlan
from hcat.surveys.models import Invitation
from tests.correspondence import test_killed_outbox as outbox

from .field import BY, csv, survey, wave

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]
ROUNDS = int(
    os.environ.get("HCAT_TEST_SOAK_ROUNDS", "100" if "HCAT_TEST_SOAK" in os.environ else "2")
)
PEOPLE = 40
"""For each round, so that one that is killed leaves some to the next."""
WORKER = """
import django
from datetime import timedelta
django.setup()
from hcat.correspondence.api import deliver_due
from hcat.surveys.operations import inviting
from hcat.surveys.tasks import ask_and_remind
inviting.BATCH = 7  # many batches, so that a kill falls between and within them
print("ready", flush=True)
ask_and_remind.func()
deliver_due(limit=10_000, claim_lasts=timedelta(0))
"""


def test_killed_half_way_and_started_again_everybody_is_invited_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "WORKER", WORKER)
    chance, number = random.Random(7), PEOPLE * ROUNDS
    survey("talent", population="people")
    made = wave(of="talent")
    lines = ["name;mail", *(f"Naam {n};naam{n}@voorbeeld.example" for n in range(number))]
    api.bring_list(by=BY, wave_id=made.pk, path=csv(tmp_path, *lines))
    api.draw_sample(by=BY, wave_id=made.pk, plan=DrawPlan())
    api.open_wave(by=BY, wave_id=made.pk)
    for _ in range(ROUNDS):
        outbox.kill_at_a_random_moment(outbox.start(tmp_path), chance)
    two = [outbox.start(tmp_path) for _ in range(2)]
    finish_all(two)
    files = [message_from_bytes(f.read_bytes()) for f in (tmp_path / "mail").glob("*.eml")]
    assert Counter(str(one["To"]) for one in files) == Counter(
        f"naam{n}@voorbeeld.example" for n in range(number)
    )
    assert set(Invitation.objects.values_list("outcome", flat=True)) == {"invited"}
    # A week later: everybody is reminded once, whoever is killed on the way.
    Invitation.objects.update(invited_at=made.made_at - timedelta(days=9))
    OutboxMessage.objects.update(left_at=made.made_at - timedelta(days=9))
    for _ in range(ROUNDS):
        outbox.kill_at_a_random_moment(outbox.start(tmp_path), chance)
    finish_all([outbox.start(tmp_path) for _ in range(2)])
    kinds = Counter(OutboxMessage.objects.values_list("kind", "state"))
    assert kinds == {
        ("survey-invitation", "sent"): number,
        ("survey-reminder", "sent"): number,
    }


def finish_all(processes: list[subprocess.Popen[str]]) -> None:
    for one in processes:
        outbox.wait_until_ready(one)
    for one in processes:
        outbox.finish(one)
