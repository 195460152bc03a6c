# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list that changes in place: the address, the focus, what is read out, and the way back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import Open

pytestmark = pytest.mark.journey


def test_filters_change_the_list_in_place(site: str, visit: Open) -> None:
    page = visit(f"{site}/initiatives")
    page.evaluate("window.isTheSamePage = true")
    page.fill("#filter-text", "techniek")
    page.press("#filter-text", "Enter")
    page.wait_for_url("**text=techniek**")
    expect(page.locator("h1")).to_contain_text("bij uw vraag")
    expect(page.locator("#told")).to_have_text(f"{page.locator('tbody tr').count()} treffers")
    expect(page.locator("#filter-text")).to_be_focused()
    assert "text=techniek" in str(page.locator("#languages a[lang=en]").get_attribute("href"))
    assert page.evaluate("window.isTheSamePage")

    page.select_option("#filter-status", "running")
    page.locator("#filter-go").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**status=running**")
    expect(page.locator("#filter-go")).to_be_focused()
    expect(page.locator("#filter-text")).to_have_value("techniek")
    assert page.evaluate("window.isTheSamePage")
    kept = page.evaluate("[...Object.keys(sessionStorage), ...Object.keys(localStorage)]")
    assert kept == ["htmx-current-path-for-history"], "its own address, and no page"

    page.go_back()
    page.wait_for_url("**status=&**")
    expect(page.locator("#filter-status")).to_have_value("")
    page.reload()
    expect(page.locator("#filter-text")).to_have_value("techniek")


def test_an_answer_that_is_no_list_is_shown_too(site: str, visit: Open) -> None:
    page = visit(f"{site}/results")
    page.route("**/results?**", lambda route: route.fulfill(
        content_type="text/html", body='<main id="content"><h1>Weg</h1></main>'
    ))  # fmt: skip
    page.locator("#filter-go").click()
    expect(page.locator("h1")).to_have_text("Weg")
