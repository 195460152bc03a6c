# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report in a real browser: draft, words, decision, freeze, sign, public."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from hcat.agenda.api import load_folder
from hcat.foundation.api import Actor
from tests.reports.making import figure

from .accessible import wrong_at_both_widths
from .conftest import Open
from .walking import come_in, send

pytestmark = pytest.mark.journey

BY = Actor.system("test")
POLDER = Path(__file__).parents[1] / "api" / "polder"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr(settings, "VAR_DIR", tmp_path)
    yield
    patch.undo()


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """A small region, with a result that has a course to draw."""
    assert load_folder(POLDER, by=BY).ok
    for year, value in ((2018, 31.0), (2019, 33.0), (2020, 36.0)):
        figure(value, year=year)
    return str(live_server.url)


def test_a_report_goes_from_draft_to_what_everybody_reads(site: str, visit: Open) -> None:
    page = visit("about:blank")
    wrong: list[str] = []

    def look() -> None:
        wrong.extend(wrong_at_both_widths(page))

    come_in(page, site)
    page.goto(f"{site}/reports")
    look()
    page.goto(f"{site}/desk/reports")
    look()
    page.get_by_role("link", name="Een rapport beginnen").click()
    page.get_by_label("Rapport aan het bestuur").first.check()
    look()
    send(page)
    expect(page.locator(".notices")).to_contain_text("De cijfers vullen zichzelf in.")
    look()
    draft = page.url

    page.locator("a[href$='/words/top']").click()
    page.locator("#id_nl").fill("Het gaat de goede kant op.\n\nEén ding vraagt aandacht.")
    look()
    send(page)
    page.get_by_role("link", name="Een besluit vragen").click()
    page.locator("#id_nl").fill("Stel een tweede ondersteuner aan.")
    page.locator("#id_by_when").fill("1-5-2099")
    look()
    send(page)
    page.get_by_role("link", name="Kijken hoe het nu leest").click()
    expect(page.locator("main")).to_contain_text("Het gaat de goede kant op.")
    look()

    page.goto(draft)
    page.get_by_role("link", name="Het rapport vastleggen").click()
    page.get_by_label("Ik heb het rapport gelezen").check()
    look()
    send(page)
    expect(page.locator(".notices")).to_contain_text("wacht het op de handtekening")

    come_in(page, site, "steering_group")
    page.goto(f"{site}/desk")
    page.get_by_role("link", name="Lezen en ondertekenen").click()
    page.get_by_label("Ik heb de pdf gelezen.").check()
    look()
    send(page)
    expect(page.locator(".notices")).to_contain_text("Iedereen kan het nu lezen.")

    public = page.url
    page.context.clear_cookies()
    for path in (public, f"{public}/again", f"{site}/reports", f"{site}/steering-group"):
        page.goto(path)
        look()
    page.goto(public.replace(f"{site}/", f"{site}/en/"))
    expect(page.locator(".own-words[lang=nl]")).to_contain_text("Het gaat de goede kant op.")
    assert not wrong, "\n".join(wrong)
