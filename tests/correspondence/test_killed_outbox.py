# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outbox killed at random moments: no mail twice, none lost. Long version: make soak."""

from __future__ import annotations

import os
import random
import socketserver
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from hcat.correspondence.api import MailKind, enqueue
from hcat.correspondence.models import OutboxMessage
from hcat.foundation.api import Actor
from hcat.parties.api import add_person

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]
ROUNDS = int(
    os.environ.get("HCAT_TEST_SOAK_ROUNDS", "100" if "HCAT_TEST_SOAK" in os.environ else "2")
)
MAILS = 15
"""For each process: enough that one which is killed leaves some to the next."""
WORKER = """
import sys, django
from datetime import timedelta
django.setup()
from hcat.correspondence.api import deliver_due
print("ready", flush=True)
deliver_due(limit=10_000, claim_lasts=timedelta(seconds=float(sys.argv[1])))
"""


class Smtp(socketserver.ThreadingTCPServer):
    """A mail server that takes everything and remembers it."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        super().__init__(("127.0.0.1", 0), Talk)


class Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        try:
            self._talk()
        except OSError:
            return  # the other side was killed

    def _talk(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"DATA":
                self.say("354 go on")
                text = b""
                while (part := self.rfile.readline()) not in (b".\r\n", b""):
                    text += part
                if not part:
                    return
                server: Any = self.server
                server.taken[str(message_from_bytes(text)["Message-ID"])] += 1
                self.say("250 taken")
            elif word == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


@pytest.fixture
def smtp() -> Iterator[Smtp]:
    with Smtp() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def database_url() -> str:
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgresql://{told['USER']}@{quote(str(told['HOST']), safe='')}/{told['NAME']}"


def start(var: Path, *, claim_lasts: float = 0, mail_url: str = "file:") -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "hcat.config.settings",
        "DATABASE_URL": database_url(),
        "HCAT_VAR": str(var),
        "HCAT_MAIL_URL": mail_url,
    }
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, str(claim_lasts)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_until_ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    if process.stdout.readline().strip() != "ready":
        raise AssertionError(process.communicate()[1])


def finish(process: subprocess.Popen[str], within: float = 120) -> None:
    _out, errors = process.communicate(timeout=within)
    assert process.returncode == 0, errors


def kill_at_a_random_moment(process: subprocess.Popen[str], chance: random.Random) -> None:
    wait_until_ready(process)
    time.sleep(chance.uniform(0.0, 0.25))
    process.kill()
    process.communicate()


def fill(number: int) -> dict[str, str]:
    """So many mails to one person; Message-ID to key."""
    by = Actor.system("test")
    person = add_person(name="Kim", mail="kim@voorbeeld.example", by=by)
    messages = [
        enqueue(
            person_id=person.pk,
            kind=MailKind("receipt", is_transactional=True),
            subject=f"Receipt {n}",
            body="x" * 2000,
            dedupe_key=f"receipt:{n}",
            by=by,
        )
        for n in range(number)
    ]
    return {f"<{m.message_id}>": m.dedupe_key for m in messages}


def test_killed_while_it_writes_files_every_mail_is_there_once(tmp_path: Path) -> None:
    chance = random.Random(27)
    asked = fill(MAILS * ROUNDS)
    for _ in range(ROUNDS):
        kill_at_a_random_moment(start(tmp_path), chance)
    last = start(tmp_path)
    wait_until_ready(last)
    finish(last)
    files = list((tmp_path / "mail").glob("*.eml"))
    found = Counter(str(message_from_bytes(f.read_bytes())["Message-ID"]) for f in files)
    assert found == Counter(asked.keys())
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {"sent"}


def test_killed_while_it_talks_to_a_mail_server_no_mail_leaves_twice_and_none_is_lost(
    tmp_path: Path, smtp: Smtp
) -> None:
    chance = random.Random(44)
    asked = fill(MAILS * ROUNDS)
    url = f"smtp://127.0.0.1:{smtp.server_address[1]}"
    for _ in range(ROUNDS):
        kill_at_a_random_moment(start(tmp_path, mail_url=url), chance)
    last = start(tmp_path, mail_url=url)
    wait_until_ready(last)
    finish(last)
    assert set(smtp.taken) <= set(asked)
    assert all(times == 1 for times in smtp.taken.values())
    for message in OutboxMessage.objects.all():
        name = f"<{message.message_id}>"
        if message.state == "sent":
            assert smtp.taken[name] == 1
        else:  # what was handed over when the process died is listed for people
            assert message.state == "uncertain"
    assert OutboxMessage.objects.filter(state="uncertain").count() <= ROUNDS


def test_two_processes_at_once_share_the_work(tmp_path: Path, smtp: Smtp) -> None:
    asked = fill(MAILS * 2)
    url = f"smtp://127.0.0.1:{smtp.server_address[1]}"
    both = [start(tmp_path, claim_lasts=600, mail_url=url) for _ in range(2)]
    for process in both:
        wait_until_ready(process)
    for process in both:
        finish(process)
    assert smtp.taken == Counter(asked.keys())
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {"sent"}
