# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real browser on a site that serves Twente's agenda."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from playwright.sync_api import Error as BrowserError
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
    expect.set_options(timeout=20_000)
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


@pytest.fixture(scope="session")
def _windows(browser: Browser) -> Iterator[dict[str, list[Page]]]:
    """Windows that nobody looks at now, by what cannot be changed about one. Each costs half a
    second to open, so that tests hand them on: emptied, and with nothing kept of who used them."""
    free: dict[str, list[Page]] = defaultdict(list)
    yield free
    for page in chain.from_iterable(free.values()):
        page.context.close()


def _emptied(page: Page) -> Page | None:
    """The window as if it were new: no cookies, storage, cache, routes or other pages. None where
    that cannot be had, as of one that is closed or still on its way to another page."""
    try:
        for other in page.context.pages:
            if other is not page:
                other.close()
        page.unroute_all()
        if page.url.startswith("http"):
            page.evaluate("sessionStorage.clear(); localStorage.clear()")
        page.context.clear_cookies()
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.clearBrowserCache")
        devtools.detach()
        page.goto("about:blank")
    except BrowserError:
        return None
    return page


Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, _windows: dict[str, list[Page]]) -> Iterator[Open]:
    """Opens a page in a window that nothing else uses; an error in its console fails the test.

    `refused`: a form may be refused, which the console of a browser counts an error. `anew`: in a
    window that nothing used before either.
    """
    taken: list[tuple[Page, str, Callable[..., None], Callable[..., None]]] = []
    errors: list[str] = []

    def opened(
        url: str,
        *,
        viewport: dict[str, int] | None = None,
        color_scheme: Literal["light", "dark"] = "light",
        refused: bool = False,
        anew: bool = False,
        **options: Any,
    ) -> Page:
        kind = "" if anew else repr(options)
        free = [] if anew else _windows[kind]
        page = free.pop() if free else browser.new_context(**options).new_page()

        def heard(said: ConsoleMessage) -> None:
            # Who types on before the answer is there asks anew; htmx calls that an error.
            if said.type == "error" and not (
                (refused and re.search(r"status of (409|422)", said.text))
                or said.text.startswith(("htmx:sendAbort", "htmx:afterRequest"))
            ):
                errors.append(f"{page.url}: {said.text}")

        def failed(error: object) -> None:
            errors.append(f"{page.url}: {error}")

        page.on("console", heard)
        page.on("pageerror", failed)
        taken.append((page, kind, heard, failed))
        page.set_viewport_size(viewport or WIDE)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=color_scheme)
        page.goto(url)
        return page

    yield opened
    for page, kind, heard, failed in taken:
        page.remove_listener("console", heard)
        page.remove_listener("pageerror", failed)
        if kind and (empty := _emptied(page)):
            _windows[kind].append(empty)
        else:
            page.context.close()
    assert not errors, errors
