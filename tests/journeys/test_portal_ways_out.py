# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A search in a real browser on somebody else's site: copied, shown there, and followed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from hcat.portal.api import Vacancy
from tests.portal.conftest import company  # noqa: F401
from tests.postings.site import a_site, text
from tests.web.portal.conftest import _own_index, source, vacancy  # noqa: F401

from .accessible import wrong_at_both_widths
from .conftest import Open
from .test_portal import site  # noqa: F401

pytestmark = pytest.mark.journey


@pytest.fixture
def school(live_server: LiveServer, settings: Any) -> str:
    settings.SITE_URL = str(live_server.url)
    return settings.SITE_URL


def test_a_list_is_copied_to_another_site_and_leads_back(
    site: str,  # noqa: F811
    school: str,
    vacancy: Callable[..., Vacancy],  # noqa: F811
    visit: Open,
) -> None:
    made = vacancy("Lasser", place="Hengelo", index=False)
    vacancy("Frezer", place="Almelo")
    page = visit("about:blank")
    wrong: list[str] = []
    page.goto(f"{site}/vacancies?q=lasser")
    page.get_by_role("link", name="Zet deze lijst op uw eigen site").click()
    wrong.extend(wrong_at_both_widths(page))
    page.get_by_label("Hoeveel hoogstens").select_option("5")
    page.get_by_role("button", name="Lijst aanpassen").click()
    code = page.get_by_label("Kopieer dit in de HTML van uw pagina:").input_value()
    shown = page.frame_locator("iframe.embedded")
    expect(shown.get_by_role("link", name="Lasser")).to_be_visible()
    wrong.extend(wrong_at_both_widths(page))
    page.goto(f"{site}/embed/vacancies?q=lasser")
    wrong.extend(wrong_at_both_widths(page))

    with a_site() as elsewhere:
        elsewhere.gives("/favicon.ico", text("", kind="image/x-icon"))
        page.goto(elsewhere.gives("/", text(f"<!DOCTYPE html><title>School</title>{code}")))
        there = page.frame_locator("iframe")
        expect(there.get_by_role("link", name="Lasser")).to_be_visible()
        expect(there.locator("body")).not_to_contain_text("Frezer")
        assert page.context.cookies() == []
        with page.expect_popup() as opened:
            there.get_by_role("link", name="Lasser").click()
        expect(opened.value.locator("h1")).to_have_text("Lasser")
        assert opened.value.url == f"{site}/vacancies/{made.key}?from=embed"
    assert not wrong, "\n".join(wrong)
