# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A load that is killed at any moment leaves the old agenda or the new one, never a mix."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.agenda.region_folder import RegionFolder

SOAK = bool(os.environ.get("HCAT_TEST_SOAK"))
ROUNDS = int(os.environ.get("HCAT_TEST_SOAK_ROUNDS", "50" if SOAK else "2"))
"""In each of the two tests, so a hundred in `make soak`."""
INITIATIVES = 1500 if SOAK else 300
"""Enough for the writing itself to take a while."""

pytestmark = pytest.mark.soak


class Site:
    """A site of its own, with its own database file, driven from outside as an operator would."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("HCAT_")
        } | {"HCAT_VAR": str(var), "DJANGO_SETTINGS_MODULE": "hcat.config.settings"}
        self.environment.pop("DATABASE_URL", None)

    def copied(self, to: Path) -> Site:
        """The same, elsewhere; whatever stood there is gone."""
        shutil.rmtree(to, ignore_errors=True)
        return Site(Path(shutil.copytree(self.var, to)))

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "hcat.cli", *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def run(self, *arguments: str) -> None:
        process = self.start(*arguments)
        said, _nothing = process.communicate(timeout=300)
        assert process.returncode == 0, said.decode()

    def state(self) -> tuple[int, ...]:
        """How many of each, and how many of the initiatives read as the new folder says."""
        [file] = self.var.glob("*.sqlite3")
        with closing(sqlite3.connect(file, timeout=60)) as database:
            database.create_function(
                "REGEXP", 2, lambda wanted, text: bool(re.search(wanted, text))
            )
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []
            return tuple(
                database.execute(f"SELECT count(*) FROM {what}").fetchone()[0]
                for what in (
                    "agenda_element",
                    "agenda_version",
                    "agenda_reference",
                    "agenda_loaded",
                    "agenda_change",
                    "foundation_auditevent WHERE action = 'agenda.load'",
                    "agenda_version WHERE search LIKE '%nieuwe ronde%' AND valid_until IS NULL",
                    "agenda_loaded WHERE data LIKE '%Nieuwe ronde%'",
                )
            )


def _fill(region: RegionFolder, word: str) -> None:
    table = (region.path / "initiatives.csv").read_text(encoding="utf-8").split("boat-", 1)[0]
    rows = (
        f"boat-{n},{n},,,{word} {n},idea,stay-home; learn-yard,houses,yards,,,,,,,,\n"
        for n in range(10, 10 + INITIATIVES)
    )
    (region.path / "initiatives.csv").write_text(table + "".join(rows), encoding="utf-8")


def _kill_at_random(site: Site, luck: random.Random, longest: float, *load: str) -> None:
    process = site.start(*load)
    time.sleep(luck.uniform(0, longest))
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_a_first_load_that_is_killed_leaves_nothing_or_everything(
    region: RegionFolder, tmp_path: Path, migrated: Path
) -> None:
    _fill(region, "Oude ronde")
    before, luck = Site(migrated).copied(tmp_path / "before"), random.Random(os.getpid())
    empty = before.state()
    load = ("agenda", "load", str(region.path))
    site = before.copied(tmp_path / "var")
    started = time.monotonic()
    site.run(*load)
    longest, full = time.monotonic() - started, site.state()
    for _round in range(ROUNDS):
        if site.state() == full:  # another load would write nothing
            site = before.copied(site.var)
        _kill_at_random(site, luck, longest, *load)
        assert site.state() in (empty, full)
    site.run(*load)
    assert site.state() == full


def test_a_later_load_that_is_killed_leaves_the_old_or_the_new(
    region: RegionFolder, tmp_path: Path, migrated: Path
) -> None:
    _fill(region, "Oude ronde")
    before, luck = Site(migrated).copied(tmp_path / "before"), random.Random(os.getpid() + 1)
    before.run("agenda", "load", str(region.path))
    old = before.state()
    _fill(region, "Nieuwe ronde")
    load = ("agenda", "load", str(region.path), "--reason", "A new round.")
    site = before.copied(tmp_path / "var")
    started = time.monotonic()
    site.run(*load)
    longest, new = time.monotonic() - started, site.state()
    assert new == (*_after(old), INITIATIVES, INITIATIVES)
    for _round in range(ROUNDS):
        if site.state() == new:  # another load would write nothing
            site = before.copied(site.var)
        _kill_at_random(site, luck, longest, *load)
        assert site.state() in (old, new)
    site.run(*load)
    assert site.state() == new


def _after(old: tuple[int, ...]) -> tuple[int, ...]:
    """The counts when the new folder was loaded once, whole."""
    elements, versions, links, loaded, changes, audits = old[:6]
    # Each boat links to two differentiations, a way and a point.
    return (
        elements, versions + INITIATIVES, links + 4 * INITIATIVES, loaded, changes + 1, audits + 1,
    )  # fmt: skip
