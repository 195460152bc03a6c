# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A sync that is killed at any moment breaks no spell, and is taken up where it stopped."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.postings.site import Site, a_site, text

SOAK = bool(os.environ.get("HCAT_TEST_SOAK"))
ROUNDS = int(os.environ.get("HCAT_TEST_SOAK_ROUNDS", "100" if SOAK else "2"))
SOURCES, JOBS = (20, 40) if SOAK else (6, 20)
pytestmark = pytest.mark.soak


class Portal:
    """A site of its own with companies and sources, driven from outside as an operator would."""

    def __init__(self, var: Path, employer: Site) -> None:
        self.var = var
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("HCAT_")
        } | {
            "HCAT_VAR": str(var),
            "HCAT_PORTAL_TRUSTED_HOSTS": employer.host,
            "DJANGO_SETTINGS_MODULE": "hcat.config.settings",
        }
        self.environment.pop("DATABASE_URL", None)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "hcat.cli", *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def run(self, *arguments: str, stdin: str = "") -> str:
        process = subprocess.run(
            [sys.executable, "-m", "hcat.cli", *arguments],
            env=self.environment, input=stdin, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert process.returncode == 0, process.stdout + process.stderr
        return process.stdout

    def fill(self, employer: Site) -> None:
        self.run("shell", "-v", "0", "-c", _FILL.format(base=employer.address, sources=SOURCES))

    def _ask(self, what: str) -> list[tuple[object, ...]]:
        [file] = self.var.glob("*.sqlite3")
        with closing(sqlite3.connect(file, timeout=60)) as database:
            return database.execute(what).fetchall()

    def broken(self) -> list[tuple[object, ...]]:
        """Spells that contradict themselves."""
        return [
            *self._ask("SELECT 'no advert', key FROM portal_vacancy WHERE id NOT IN"
                       " (SELECT vacancy_id FROM portal_advert)"),
            *self._ask("SELECT 'open without an open advert', key FROM portal_vacancy v"
                       " WHERE closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM portal_advert a"
                       " WHERE a.vacancy_id = v.id AND a.closed_at IS NULL)"),
            *self._ask("SELECT 'closed with an open advert', key FROM portal_vacancy v"
                       " WHERE closed_at IS NOT NULL AND EXISTS (SELECT 1 FROM portal_advert a"
                       " WHERE a.vacancy_id = v.id AND a.closed_at IS NULL)"),
            *self._ask("SELECT 'a mark without what it was of', s.id FROM portal_source s"
                       " WHERE s.id IN (SELECT source_id FROM portal_sourceanswer)"
                       " AND NOT EXISTS (SELECT 1 FROM portal_advert a WHERE a.source_id = s.id)"),
        ]  # fmt: skip

    def shown(self) -> set[tuple[object, ...]]:
        return set(
            self._ask("SELECT source_id, key, title, language, closed_because FROM portal_advert")
        )


_FILL = """
from datetime import date
from hcat.foundation.api import Actor
from hcat.parties.api import FactsDraft, register_organisation
from hcat.portal.operations.sources import add_source
BY = Actor.system("test")
for n in range({sources}):
    company = register_organisation(kind="company", facts=FactsDraft(name=f"Voorbeeld {{n}}"),
        valid_from=date(2020, 1, 1), source="a test", by=BY)
    add_source(by=BY, organisation=company.key, address=f"{base}/{{n}}.json", system="mapping")
"""


def _publish(employer: Site, jobs: range, word: str) -> None:
    for number in range(SOURCES):
        listed = [
            {
                "id": job, "title": f"{word} {job}", "url": f"https://voorbeeld.example/{job}",
                "description": "<p>Wij bouwen machines voor de voedingsindustrie.</p>",
            }
            for job in jobs
        ]  # fmt: skip
        body = json.dumps({"jobs": listed})
        employer.gives(f"/{number}.json", text(body, kind="application/json"))


def test_a_killed_sync_breaks_no_spell(tmp_path: Path, migrated: Path) -> None:
    with a_site() as employer:
        _publish(employer, range(JOBS), "Lasser")
        portal = Portal(Path(shutil.copytree(migrated, tmp_path / "var")), employer)
        portal.fill(employer)
        began = time.monotonic()
        undisturbed = Portal(Path(shutil.copytree(portal.var, tmp_path / "calm")), employer)
        undisturbed.run("vacancies", "sync", "--all")
        longest = time.monotonic() - began
        _publish(employer, range(JOBS // 4, JOBS + 5), "Frezer")
        undisturbed.run("vacancies", "sync", "--all")

        _publish(employer, range(JOBS), "Lasser")
        luck = random.Random(os.getpid())
        for number in range(ROUNDS):
            if number == ROUNDS // 2:
                portal.run("vacancies", "sync", "--all")
                _publish(employer, range(JOBS // 4, JOBS + 5), "Frezer")
            process = portal.start("vacancies", "sync", "--all")
            time.sleep(luck.uniform(0, longest))
            process.send_signal(signal.SIGKILL)
            process.communicate()
            assert portal.broken() == []
        portal.run("vacancies", "sync", "--all")
        assert portal.broken() == []
        assert portal.shown() == undisturbed.shown()
