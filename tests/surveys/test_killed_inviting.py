# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inviting killed at random moments: nobody twice, nobody left out. Long version: make soak.

Once while mails are written to files, and once in a real conversation with a mail server that
refuses some addresses for good, puts others off at first, and takes its time to say that it took a
mail, so that many a kill falls between the two.
"""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from hcat.correspondence.api import settle
from hcat.correspondence.models import OutboxMessage
from hcat.foundation.api import now
from hcat.surveys import api
from hcat.surveys.api import DrawPlan
from hcat.surveys.models import Invitation
from hcat.surveys.tasks import ask_and_remind
from tests.correspondence import test_killed_outbox as outbox

from .field import BY, csv, survey, wave
from .test_inviting import AnyPort

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]
ROUNDS = int(
    os.environ.get("HCAT_TEST_SOAK_ROUNDS", "100" if "HCAT_TEST_SOAK" in os.environ else "2")
)
PEOPLE = 20
"""For each round, so that one that is killed leaves some to the next."""
WITHIN = 120 + PEOPLE * ROUNDS / 5
"""Seconds for all that is left: nearly everything, where most rounds were killed early."""
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


class Slow:
    """A mail server that knows no address that begins with ``gone``, puts off each that begins
    with ``later`` once, and tells of a mail some time after it took it."""

    def __init__(self) -> None:
        self.taken: Counter[tuple[str, str]] = Counter()
        """By address and Message-ID."""
        self.put_off: set[str] = set()
        self.chance = random.Random(11)

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address.startswith("gone"):
            return "550 5.1.1 no such user"
        if address.startswith("later") and address not in self.put_off:
            self.put_off.add(address)
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        name = str(message_from_bytes(envelope.content)["Message-ID"])
        self.taken[envelope.rcpt_tos[0], name] += 1
        await asyncio.sleep(self.chance.choice([0.0, 0.0, 0.02]))
        return "250 taken"

    def by_address(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for (address, _name), many in self.taken.items():
            found[address] += many
        return found


@pytest.fixture
def slow() -> Iterator[tuple[Slow, str]]:
    server = Slow()
    controller = AnyPort(server, hostname="127.0.0.1", port=0)
    controller.start()
    yield server, f"smtp://127.0.0.1:{controller.chosen}"
    controller.stop(no_assert=True)


def test_killed_while_it_talks_to_a_mail_server_everybody_is_invited_and_reminded_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slow: tuple[Slow, str]
) -> None:
    monkeypatch.setattr(outbox, "WORKER", WORKER)
    server, url = slow
    chance, number = random.Random(8), PEOPLE * ROUNDS
    names = [f"{('naam', 'naam', 'naam', 'later', 'gone')[n % 5]}{n}" for n in range(number)]
    everybody = [f"{one}@voorbeeld.example" for one in names if not one.startswith("gone")]
    survey("talent", population="people")
    made = wave(of="talent")
    lines = ["name;mail", *(f"{one};{one}@voorbeeld.example" for one in names)]
    api.bring_list(by=BY, wave_id=made.pk, path=csv(tmp_path, *lines))
    api.draw_sample(by=BY, wave_id=made.pk, plan=DrawPlan())
    api.open_wave(by=BY, wave_id=made.pk)

    def talk() -> None:
        for _ in range(ROUNDS):
            outbox.kill_at_a_random_moment(outbox.start(tmp_path, mail_url=url), chance)
        finish_all([outbox.start(tmp_path, mail_url=url) for _ in range(2)])
        see_to_the_rest(server)
        OutboxMessage.objects.filter(state="queued").update(not_before=now())
        finish_all([outbox.start(tmp_path, mail_url=url)])
        ask_and_remind.func()  # hears who was refused

    talk()
    assert server.by_address() == dict.fromkeys(everybody, 1)
    outcomes = Counter(Invitation.objects.values_list("outcome", flat=True))
    assert outcomes == {"invited": len(everybody), "bounced": number - len(everybody)}
    # A week later: everybody is reminded once, and nobody of whom no such address is known.
    Invitation.objects.update(invited_at=made.made_at - timedelta(days=9))
    OutboxMessage.objects.filter(left_at__isnull=False).update(
        left_at=made.made_at - timedelta(days=9)
    )
    talk()
    assert server.by_address() == dict.fromkeys(everybody, 2)
    assert all(times == 1 for times in server.taken.values())
    kinds = Counter(OutboxMessage.objects.values_list("kind", "state"))
    assert kinds == {
        ("survey-invitation", "sent"): len(everybody),
        ("survey-invitation", "failed"): number - len(everybody),
        ("survey-reminder", "sent"): len(everybody),
    }


def see_to_the_rest(server: Slow) -> None:
    """What was handed over when a process died is listed, at most one mail of each, and nothing is
    done about it by itself; somebody looks in the books of the mail server."""
    listed = OutboxMessage.objects.filter(state="uncertain")
    assert listed.count() <= ROUNDS
    for one in listed:
        has_left = any(name == f"<{one.message_id}>" for _address, name in server.taken)
        settle(message_id=one.pk, has_left=has_left, reason="the log of the mail server", by=BY)


def finish_all(processes: list[subprocess.Popen[str]]) -> None:
    for one in processes:
        outbox.wait_until_ready(one)
    for one in processes:
        outbox.finish(one, within=WITHIN)
