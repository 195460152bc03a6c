# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The menu of the desk: folded on a phone, so that the page begins in sight; spread elsewhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .accessible import NARROW, WIDE, broken_rules, overflow
from .conftest import Open
from .walking import come_in, press

pytestmark = pytest.mark.journey
MENU = ".deskmenu"


def top_of_the_heading(page: Page) -> float:
    return float(page.evaluate("document.querySelector('h1').getBoundingClientRect().top"))


def test_it_is_folded_on_a_phone_and_opens_with_a_key(site: str, visit: Open) -> None:
    page = visit("about:blank")
    come_in(page, site)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{site}/desk/sharing")
    folded = page.locator(f"{MENU} summary")
    expect(folded).to_contain_text("Loket en nieuws")
    assert not page.locator(f"{MENU} a").filter(visible=True).count()
    assert top_of_the_heading(page) < 560
    assert not broken_rules(page)
    folded.focus()
    page.keyboard.press("Enter")
    assert page.locator(f"{MENU} a[aria-current=page]").filter(visible=True).count() == 1
    assert not broken_rules(page)
    assert overflow(page) <= 0
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    expect(folded).to_be_hidden()
    assert page.locator(f"{MENU} a[aria-current=page]").filter(visible=True).count() == 1
    assert not broken_rules(page)


def test_it_opens_without_scripts(site: str, visit: Open) -> None:
    plain = visit("about:blank", java_script_enabled=False, viewport=NARROW)
    come_in(plain, site)
    plain.goto(f"{site}/desk/sharing")
    plain.locator(f"{MENU} summary").click()
    press(plain.locator(f"{MENU} details a", has_text="Cijfers en rapporten"))
    assert "/desk/" in plain.url
    assert not plain.url.endswith("/desk/sharing")
