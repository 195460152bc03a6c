# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The site with a keyboard alone, and with JavaScript switched off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .accessible import NARROW
from .conftest import Open

pytestmark = pytest.mark.journey


def tab_to(page: Page, name: str, most: int = 80) -> None:
    """Press Tab until the focus is on the element with this accessible text or id."""
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "(document.activeElement.id || '') + '|' + (document.activeElement.innerText || '')"
        )
        if name in (part.strip() for part in here.split("|")):
            return
    raise AssertionError(f"{name} was not reached with {most} presses of Tab")


def test_a_keyboard_is_enough_to_skip_filter_and_page(site: str, visit: Open) -> None:
    page = visit(f"{site}/initiatives")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()

    tab_to(page, "filter-text")
    page.keyboard.type("techniek")
    tab_to(page, "Filter")
    page.keyboard.press("Enter")
    page.wait_for_url("**text=techniek**")
    expect(page.locator("#filter-text")).to_have_value("techniek")
    expect(page.locator("h1")).to_contain_text("bij uw vraag")

    page.goto(f"{site}/initiatives")
    tab_to(page, "2", most=120)
    page.keyboard.press("Enter")
    page.wait_for_url("**page=2")
    expect(page.locator(".hits")).to_contain_text("51–64")


def test_what_has_the_focus_can_be_seen(site: str, visit: Open) -> None:
    page = visit(site)
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"


def test_everything_works_without_javascript(site: str, visit: Open) -> None:
    page = visit(f"{site}/results", java_script_enabled=False, viewport=NARROW)
    page.select_option("#filter-verdict", "cannot_tell")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator(".hits")).to_have_text("3 resultaten")
    page.get_by_role("link", name="Meer leerlingen kiezen techniek").click()
    expect(page.locator("h1")).to_contain_text("techniek")
    page.get_by_text("De cijfers als tabel").first.click()
    expect(page.get_by_role("cell", name="1.241 van 4.252").first).to_be_visible()


def test_a_date_is_typed_and_the_language_keeps_it(site: str, visit: Open) -> None:
    page = visit(f"{site}/agenda")
    page.get_by_label("Lees de agenda zoals die was op").fill("1-1-2014")
    page.get_by_role("button", name="Toon").click()
    expect(page.locator(".banner--past")).to_contain_text("1 januari 2014")
    page.get_by_role("link", name="English").click()
    expect(page.locator(".banner--past")).to_contain_text("2014")
    page.get_by_role("link", name="Back to today").click()
    expect(page.locator(".banner--past")).to_have_count(0)


def test_figures_are_downloaded_with_one_press(site: str, visit: Open) -> None:
    page = visit(f"{site}/figures/hbo-first-years-technical")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download de cijfers").click()
    rows = waiting.value.path().read_text(encoding="utf-8")
    assert "1241" in rows
    assert "4252" in rows
