# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A passkey in a real browser: added at the desk, and used to come back.

Whether passkeys are on is decided when a site starts, so this site is one of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from .conftest import Open

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(
        os.environ.get("HCAT_TEST_DATABASE") == "postgresql", reason="its own SQLite, walked once"
    ),
]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Site:
    """A site in processes of its own, with passkeys switched on."""

    def __init__(self, var: Path, port: int) -> None:
        self.address = f"http://localhost:{port}"
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("HCAT_", "DATABASE_URL"))}
        self.environment = {
            **kept,
            "HCAT_VAR": str(var),
            "HCAT_PORT": str(port),
            "HCAT_PASSKEYS": "1",
            "DJANGO_SETTINGS_MODULE": "hcat.config.settings",
        }

    def hcat(self, *arguments: str) -> str:
        return subprocess.run(
            [sys.executable, "-m", "hcat.cli", *arguments],
            env=self.environment, capture_output=True, text=True, check=True, timeout=180,
        ).stdout  # fmt: skip

    def serve(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "hcat.cli", "serve"],
            env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def wait(self) -> None:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.address}/healthz", timeout=5).close()
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise AssertionError("the site did not start")


DESK = re.compile(r"^[^?]*/desk$")
"""The desk itself, not the door that names it as where to go next."""


@pytest.fixture
def site(tmp_path: Path, migrated: Path) -> Iterator[Site]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = int(server.getsockname()[1])
    found = Site(shutil.copytree(migrated, tmp_path / "var"), port)
    found.hcat("collectstatic", "--noinput")
    process = found.serve()
    try:
        found.wait()
        yield found
    finally:
        process.terminate()
        process.wait(timeout=60)


def with_authenticator(page: Page) -> Any:
    """What a telephone or a laptop does: holds the key, and says yes at once."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return lambda: devtools.send("WebAuthn.getCredentials", made)["credentials"]


def test_a_passkey_is_added_at_the_desk_and_signs_its_owner_in(site: Site, visit: Open) -> None:
    link = re.search(r"/sign-in/once/\S+", site.hcat("sign-in-link"))
    assert link is not None
    page = visit(f"{site.address}/en{link[0]}", anew=True)
    credentials = with_authenticator(page)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(DESK)
    page.goto(f"{site.address}/en/desk")

    page.get_by_role("link", name="Passkeys").click()
    page.get_by_role("link", name="Add").first.click()
    page.get_by_label("Name").fill("My laptop")
    page.get_by_role("button", name="Add").click()
    page.get_by_text("Security key added.").wait_for()
    assert len(credentials()) == 1

    page.goto(f"{site.address}/en/sign-out")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.goto(f"{site.address}/en/desk")
    assert "/sign-in" in page.url

    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(DESK)
    page.get_by_role("main").wait_for()
    assert credentials()[0]["signCount"] > 1
