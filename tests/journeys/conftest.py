# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real browser on a site that serves Twente's agenda."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from hcat.agenda.api import load_folder
from hcat.evidence.api import evaluate
from hcat.foundation.api import Actor
from hcat.labour_market.api import load_inputs, make_forecast, save_scenario
from hcat.numerics.api import Lever, LeverKind
from tests.standing import Standing, beside_what_stands, keep, put_back

from .accessible import WIDE

TWENTE = Path(__file__).resolve().parents[2] / "agendas" / "twente"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session", autouse=True)
def _browser_beside_the_database() -> Iterator[None]:
    """The browser's driver keeps an event loop in this thread, which Django takes for async."""
    patch = pytest.MonkeyPatch()
    patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    yield
    patch.undo()


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def _twente(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Standing:
    """Twente's agenda and its published figures, loaded once."""
    by = Actor.system("test")
    with django_db_blocker.unblock(), beside_what_stands():
        report = load_folder(TWENTE, by=by)
        assert report.ok, report
        evaluate(by=by)
        return keep()


@pytest.fixture(scope="session")
def _forecast(_twente: Standing, django_db_blocker: DjangoDbBlocker) -> tuple[Standing, str]:
    """The same with a forecast of few draws and a scenario; the key of the scenario."""
    by = Actor.system("test")
    with django_db_blocker.unblock(), beside_what_stands():
        put_back(_twente)
        inputs = load_inputs(by=by, folder=TWENTE / "labour_market").inputs
        base = make_forecast(by=by, inputs=inputs, draws=40)
        levers = [
            Lever(kind=LeverKind.TECHNOLOGY_CHOICE, amount=60, start=2027, full=2030, effort=3),
            Lever(kind=LeverKind.RETENTION, amount=10, start=2027, full=2030, levels=("hbo",)),
        ]
        scenario = save_scenario(by=by, base=base, title="Meer techniek", levers=levers)
        return keep(), scenario.key


@pytest.fixture
def site(live_server: LiveServer, _twente: Standing) -> str:
    """The address of a site with Twente's agenda and its published figures."""
    put_back(_twente)
    return str(live_server.url)


@pytest.fixture
def forecast(site: str, _forecast: tuple[Standing, str]) -> str:
    """The same site with a forecast of few draws and a scenario; the key of the scenario."""
    stood, key = _forecast
    put_back(stood)
    return key


Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Opens a page in a window of its own; an error in its console fails the test."""
    contexts: list[Any] = []
    errors: list[str] = []

    def opened(url: str, *, viewport: dict[str, int] | None = None, **options: Any) -> Page:
        context = browser.new_context(viewport=viewport or WIDE, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda said: (
                errors.append(f"{page.url}: {said.text}") if said.type == "error" else None
            ),
        )
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not errors, errors
