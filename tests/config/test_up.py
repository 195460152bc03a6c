# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From nothing to a running site; a second time changes nothing; a stop ends exactly that."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIVES = {"foundation_worker", "foundation_schedule", "django_tasks_database_dbtaskresult"}
"""Tables that live with the clock: signs of life, and work that the worker did meanwhile."""

pytestmark = pytest.mark.skipif(
    os.environ.get("HCAT_TEST_DATABASE") == "postgresql", reason="its own SQLite, walked once"
)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class Site:
    """One `HCAT_VAR` with its own port."""

    def __init__(self, var: Path) -> None:
        self.var, self.port = var, free_port()

    def hcat(self, *arguments: str, code: int = 0, **environment: str) -> str:
        clean = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("HCAT_", "DATABASE_URL", "DJANGO_"))
        }
        done = subprocess.run(
            [sys.executable, "-m", "hcat.cli", *arguments],
            env={**clean, "HCAT_VAR": str(self.var), "HCAT_PORT": str(self.port), **environment},
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def up(self, code: int = 0, **environment: str) -> str:
        agenda = sorted((ROOT / "agendas").glob("*/agenda.yaml"))[0].parent
        return self.hcat("up", "--agenda", str(agenda), code=code, **environment)

    def get(self, path: str) -> tuple[int, str]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            return answer.status, answer.read().decode()

    def pid(self, name: str) -> int:
        return int(json.loads((self.var / "run" / f"{name}.pid").read_text())["pid"])

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        with sqlite3.connect(self.var / "hcat.sqlite3") as connection:
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            return {
                name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
                for (name,) in names.fetchall()
                if name not in LIVES
            }


@pytest.mark.soak
def test_a_site_comes_up_is_left_alone_and_is_ended(tmp_path: Path) -> None:
    site = Site(tmp_path)
    try:
        told = site.up()
        last = told.strip().splitlines()[-1]
        assert re.fullmatch(
            rf"Sign in once:  http://localhost:{site.port}/sign-in/once/\S+/\S+", last
        )
        for path in ("/", "/agenda", "/initiatives"):
            assert site.get(path)[0] == 200
        assert json.loads(site.get("/healthz")[1])["status"] == "ok"
        before, stood = site.dump(), [site.pid(name) for name in ("site", "web", "worker")]

        again = site.up()
        assert site.dump() == before
        assert "was not loaded" not in again

        site.hcat("region", "new", "Polder", "--dir", str(tmp_path / "polder"))
        other = site.hcat("up", "--agenda", str(tmp_path / "polder"))
        assert "was not loaded" in other
        assert f"HCAT_VAR=var/polder HCAT_PORT={site.port + 1}" in other
        assert site.dump() == before
        assert [site.pid(name) for name in ("site", "web", "worker")] == stood
        assert again.strip().splitlines()[-1].startswith("Sign in once:")

        if os.environ.get("HCAT_TEST_SOAK"):  # three forecasts more
            changed_inputs_are_forecast_beside_the_old(site, tmp_path / "changed")

        os.kill(site.pid("web"), signal.SIGKILL)  # what dies is started again
        limit = time.monotonic() + 40
        while time.monotonic() < limit:
            try:
                if site.get("/healthz")[0] == 200 and site.pid("web") != stood[1]:
                    break
            except OSError:
                time.sleep(0.2)
        else:
            pytest.fail("the web server was not started again")

        site.up(HCAT_SECURITY_CONTACT="mailto:other@example.org")  # a setting changed
        assert site.pid("site") != stood[0]
        assert "other@example.org" in site.get("/.well-known/security.txt")[1]
    finally:
        told = site.hcat("stop")
    assert "Ended." in told
    assert "Nothing was running." in site.hcat("stop")
    with pytest.raises(OSError):
        site.get("/healthz")

    # On what stands already: nothing is loaded and forecast anew for these.
    a_port_that_is_taken_is_told_with_a_way_out(site)
    what_a_killed_keeper_leaves_is_ended_too(site)


def changed_inputs_are_forecast_beside_the_old(site: Site, agenda: Path) -> None:
    shutil.copytree(ROOT / "agendas" / "twente", agenda)
    table = agenda / "labour_market" / "growth.csv"
    text = table.read_text(encoding="utf-8")
    before = site.dump()["labour_market_forecast"]

    table.write_text(text + "growth,,,alchemy,,,2030,1,percent\n", encoding="utf-8")
    told = site.hcat("up", "--agenda", str(agenda))
    assert "growth.csv" in told
    assert "is shown" in told
    assert site.dump()["labour_market_forecast"] == before

    table.write_text(text.replace("Aangenomen", "Nog aangenomen", 1), encoding="utf-8")
    for _again in range(2):
        site.hcat("up", "--agenda", str(agenda))
        [old, new] = site.dump()["labour_market_forecast"]
        assert old in before or new in before


def a_port_that_is_taken_is_told_with_a_way_out(site: Site) -> None:
    with socket.create_server(("127.0.0.1", site.port)):
        told = site.up(code=1)
    assert f"Port {site.port} on 127.0.0.1 cannot be used." in told
    assert f"HCAT_PORT={site.port + 1}" in told
    assert "Traceback" not in told
    assert "Nothing was running." in site.hcat("stop")


def what_a_killed_keeper_leaves_is_ended_too(site: Site) -> None:
    try:
        site.up()
        os.kill(site.pid("site"), signal.SIGKILL)
        time.sleep(0.3)
        assert site.get("/healthz")[0] == 200
    finally:
        assert "Ended." in site.hcat("stop")
    with pytest.raises(OSError):
        site.get("/healthz")


def test_an_agenda_that_is_not_there_is_told_and_leaves_nothing_running(
    tmp_path: Path, migrated: Path
) -> None:
    site = Site(shutil.copytree(migrated, tmp_path / "var"))
    told = site.hcat("up", "--agenda", str(tmp_path / "nowhere"), code=1)
    assert "Traceback" not in told
    assert "Nothing was running." in site.hcat("stop")
