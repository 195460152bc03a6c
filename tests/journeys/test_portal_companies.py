# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Companies in a real browser: the map by keyboard, the profile from the desk to its page."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hcat.portal.operations.outlines import import_outlines
from tests.portal.conftest import BY, company  # noqa: F401
from tests.portal.test_profiles import png

from .accessible import wrong_at_both_widths
from .conftest import Open
from .walking import come_in

pytestmark = pytest.mark.journey
HENGELO = [[6.7, 52.2], [6.85, 52.2], [6.85, 52.3], [6.7, 52.3], [6.7, 52.2]]
ENSCHEDE = [[6.85, 52.15], [7.0, 52.15], [7.0, 52.3], [6.85, 52.3], [6.85, 52.15]]


def outlines(folder: Path) -> None:
    path = folder / "gemeenten.json"
    shapes = [
        {"properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for code, ring in (("GM0164", HENGELO), ("GM0153", ENSCHEDE))
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": shapes}))
    import_outlines(by=BY, path=path)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label') || ''"))


def test_companies_are_found_on_the_map_and_tell_what_they_make(
    site: str,
    visit: Open,
    company: Callable[..., Any],  # noqa: F811
    tmp_path: Path,
) -> None:
    made = company(
        "Voorbeeld Machines", municipality="GM0153", sbi=("2611",), employees=12,
        website="https://voorbeeld.example",
    )  # fmt: skip
    company("Andere Machines", municipality="GM0164", sbi=("2611",), employees=300)
    page = visit("about:blank")
    wrong: list[str] = []

    def look(path: str = "") -> None:
        if path:
            page.goto(f"{site}{path}")
        wrong.extend(wrong_at_both_widths(page))

    look("/companies")
    outlines(tmp_path)
    look("/companies")
    page.locator("#filter-size").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if focused(page).startswith("Enschede"):
            break
    assert focused(page) == "Enschede: 1 bedrijf"
    page.keyboard.press("Enter")
    page.wait_for_url("**place=GM0153**")
    look()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 bedrijf past")
    look(f"/companies/{made.key}/claim")

    come_in(page, site)
    look("/desk/vacancies/companies")
    look("/desk/vacancies/companies?sources=none")
    look(f"/desk/vacancies?company={made.key}")
    look(f"/desk/vacancies/companies/{made.key}")
    page.get_by_label("Wat het bedrijf maakt, in het Nederlands").fill("Meetmachines")
    page.get_by_label("Hulp bij het vinden van een woning").check()
    page.locator("input[type=file]").set_input_files(
        {"name": "logo.png", "mimeType": "image/png", "buffer": png()}
    )
    page.locator("form.desk button[type=submit]").click()
    page.wait_for_url("**/companies/voorbeeld-machines")
    expect(page.get_by_text("Meetmachines")).to_be_visible()
    assert page.evaluate("document.querySelector('img.logo').naturalWidth") == 64
    look()
    look("/companies?offer=housing")
    for path in (
        f"companies/{made.key}/people", f"companies/{made.key}/contributions", "contributions",
        "contributions/tiers/1", "sponsors",
    ):  # fmt: skip
        look(f"/desk/vacancies/{path}")
    assert not wrong, "\n".join(wrong)
