# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every picture of the manual can still be taken; `make screenshots` takes them anew.

The site stands on a fixed day, with the agenda of Twente and, for some scenes, demonstration data.
In the suite nothing is written: the page must answer and the element shown must be there to see.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from playwright.sync_api import Browser, expect

from tests.journeys.manual.pictures import small_png
from tests.journeys.manual.scenes import SCENES, Data, Scene

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "manual" / "images"
WRITES = os.environ.get("HCAT_TEST_SCREENSHOTS") == "1"
DAY = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))

pytestmark = pytest.mark.journey


@dataclass(frozen=True)
class Site:
    address: str
    sessions: dict[str, str]
    """Session keys by role."""


@pytest.fixture(scope="module")
def site(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: Any,
) -> Iterator[Site]:
    """A running site on a fixed day; parametrized by what it holds."""
    from pytest_django.live_server_helper import LiveServer

    with time_machine.travel(DAY, tick=False), django_db_blocker.unblock():
        _fill(request.param)
        sessions = {role: _session(role) for role in ("programme_manager", "administrator")}
        server = LiveServer("localhost")
        try:
            yield Site(server.url, sessions)
        finally:
            server.stop()
            _empty()


def _fill(data: Data) -> None:
    from hcat.evidence.api import evaluate
    from hcat.foundation import demo
    from hcat.foundation.api import Actor

    by = Actor.system("hcat manual")
    call_command("agenda", "load", str(ROOT / "agendas" / "twente"), stdout=StringIO())
    if data is Data.DEMO:
        demo.load(by=by)
    evaluate(by=by)


def _session(role: str) -> str:
    from django.test import Client

    from hcat.foundation.api import Actor
    from hcat.parties.api import invite

    names = {"programme_manager": "Kim de Vries", "administrator": "Sam Jansen"}
    first = names[role].split()[0].lower()
    person = invite(
        name=names[role],
        mail=f"{first}@voorbeeld.example",
        role=role,
        by=Actor.system("hcat manual"),
    )
    client = Client()
    client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
    return str(client.session.session_key)


def _empty() -> None:
    from django.db import connections

    for connection in connections.all():
        connection.close()
    call_command("flush", verbosity=0, interactive=False)


def _scenes() -> list[Any]:
    return [pytest.param(scene.data, scene, id=scene.name) for scene in SCENES]


@pytest.mark.parametrize(("site", "scene"), _scenes(), indirect=["site"], scope="module")
def test_a_picture_of_the_manual_can_be_taken(site: Site, scene: Scene, browser: Browser) -> None:
    context = browser.new_context(
        viewport={"width": scene.width, "height": scene.height},
        locale=scene.language,
        color_scheme="light",
        reduced_motion="reduce",
    )
    if scene.who:
        context.add_cookies(
            [{"name": "hcat-session", "value": site.sessions[scene.who], "url": site.address}]
        )
    page = context.new_page()
    answer = page.goto(site.address + scene.address)
    assert answer is not None
    assert answer.status == 200, scene.address
    scene.act(page)
    expect(page.locator(f"main {scene.shows}").first).to_be_visible()
    assert page.locator("html").get_attribute("lang") == scene.language
    if WRITES:
        page.evaluate("document.activeElement?.blur()")
        blank = browser.new_page()
        IMAGES.mkdir(parents=True, exist_ok=True)
        (IMAGES / f"{scene.name}.png").write_bytes(small_png(blank, page.screenshot()))
    else:
        assert (IMAGES / f"{scene.name}.png").is_file(), "take it: make screenshots"
    context.close()
