# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every picture of the manual can still be taken; `make screenshots` takes them anew.

The site stands on a fixed day, with the agenda of Twente and, for some scenes, demonstration data.
In the suite nothing is written: the page must answer and the element shown must be there to see.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import Error as BrowserError
from pytest_django.live_server_helper import LiveServer

from hcat.agenda.api import load_folder
from hcat.evidence.api import evaluate
from hcat.foundation import demo
from hcat.foundation.api import Actor
from hcat.parties.api import invite
from tests.journeys.manual.pictures import small_png
from tests.journeys.manual.scenes import PEOPLE, SCENES, Data, Scene

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "manual" / "images"
WRITES = os.environ.get("HCAT_TEST_SCREENSHOTS") == "1"
DAY = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))
BY = Actor.system("hcat manual")

pytestmark = pytest.mark.journey


@pytest.fixture
def _a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # Whether there are demonstration data is remembered for half a minute.
    monkeypatch.setattr("hcat.web.site._looked", [])
    with time_machine.travel(DAY, tick=False):
        yield


@pytest.mark.usefixtures("_a_fixed_day")
@pytest.mark.parametrize("data", Data)
def test_every_picture_of_the_manual_can_be_taken(
    data: Data, live_server: LiveServer, browser: Browser
) -> None:
    fill(data)
    sessions = {role: session(role) for role in PEOPLE}
    failed = []
    windows: dict[str, Page] = {}
    for scene in SCENES:
        if scene.data is not data:
            continue
        # A picture shows nothing of what was pressed before it; to look, one window will do.
        page = windows.pop(scene.language, None) or window(browser, scene.language)
        page.context.clear_cookies()
        if scene.who:
            key = sessions[scene.who]
            page.context.add_cookies(
                [{"name": "hcat-session", "value": key, "url": live_server.url}]
            )
        page.set_viewport_size({"width": scene.width, "height": scene.height})
        try:
            show(page, live_server.url, scene)
            if WRITES:
                take(page, scene)
        except (AssertionError, BrowserError) as error:
            failed.append(f"{scene.name} ({scene.address}): {str(error).splitlines()[0]}")
        if WRITES:
            page.context.close()
        else:
            windows[scene.language] = page
    for page in windows.values():
        page.context.close()
    assert not failed, "\n".join(failed)


def window(browser: Browser, language: str) -> Page:
    page = browser.new_context(locale=language, reduced_motion="reduce").new_page()
    page.set_default_timeout(10_000)
    return page


def fill(data: Data) -> None:
    report = load_folder(ROOT / "agendas" / "twente", by=BY)
    assert report.ok, report
    if data is Data.DEMO:
        demo.load(by=BY)
    evaluate(by=BY)


def session(role: str) -> str:
    """Someone with this role, signed in; the key of the session."""
    name = PEOPLE[role]
    mail = f"{name.split()[0].lower()}@voorbeeld.example"
    person = invite(name=name, mail=mail, role=role, by=BY)
    client = Client()
    client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    assert isinstance(client.session, SessionStore)
    return str(client.session.session_key)


def show(page: Page, site: str, scene: Scene) -> None:
    answer = page.goto(site + scene.address)
    assert answer is not None
    assert answer.status == 200, f"answers {answer.status}"
    scene.act(page)
    expect(page.locator(f"main {scene.shows}").first).to_be_visible()
    assert page.locator("html").get_attribute("lang") == scene.language
    has_banner = page.locator(".banner--demo").count() > 0
    assert has_banner is (scene.data is Data.DEMO), "demonstration data say that they are"
    if not WRITES:
        assert (IMAGES / f"{scene.name}.png").is_file(), "there is no picture: make screenshots"


def take(page: Page, scene: Scene) -> None:
    page.evaluate("document.activeElement?.blur()")
    if scene.scrolls_to:
        page.locator(f"main {scene.scrolls_to}").first.scroll_into_view_if_needed()
    png = page.screenshot(animations="disabled", caret="hide")
    blank = page.context.new_page()
    IMAGES.mkdir(parents=True, exist_ok=True)
    (IMAGES / f"{scene.name}.png").write_bytes(small_png(blank, png))
