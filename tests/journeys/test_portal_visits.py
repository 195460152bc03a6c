# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A link is made at the desk; somebody comes by it, and goes on to a company."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from hcat.agenda.api import load_folder
from hcat.foundation.api import Actor, now
from hcat.parties.api import FactsDraft, register_organisation
from hcat.portal.api import Source, Tally, Vacancy, bring_up_to_date, write_visits
from hcat.portal.models import Advert
from hcat.portal.syncing.keeping import columns_of
from hcat.portal.visits import counting
from hcat.postings.api import Posting

from .accessible import wrong_at_both_widths
from .conftest import Open
from .walking import come_in, send

pytestmark = pytest.mark.journey
BY = Actor.system("test")
POLDER = Path(__file__).parents[1] / "api" / "polder"
A_PERSON = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
    "Safari/537.36"
)


@pytest.fixture
def site(
    live_server: LiveServer, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    settings.VAR_DIR = tmp_path
    settings.SITE_URL = str(live_server.url)
    settings.PORTAL_ASKS_ONE_IN = 1
    monkeypatch.setattr(counting, "EVERY", 3600.0)
    cache.clear()
    assert load_folder(POLDER, by=BY).ok
    company = register_organisation(
        kind="company", facts=FactsDraft(name="Voorbeeld Machines", sbi=("2611",)),
        valid_from=date(2020, 1, 1), source="a test", by=BY,
    )  # fmt: skip
    source = Source.objects.create(
        organisation=company, system="mapping", address="https://voorbeeld.example/", read_at=now()
    )
    # What the employer shows stands on our own site here: a test asks no other.
    posting = Posting(key="1", title="Lasser", address=f"{live_server.url}/accessibility")
    vacancy = Vacancy.objects.create(organisation=company)
    Advert.objects.create(vacancy=vacancy, source=source, key="1", **columns_of(posting))
    bring_up_to_date()
    return str(live_server.url)


def test_who_comes_by_a_link_is_counted_without_a_cookie(site: str, visit: Open) -> None:
    desk = visit("about:blank")
    come_in(desk, site)
    wrong: list[str] = []
    desk.goto(f"{site}/desk/vacancies/visits")
    wrong += wrong_at_both_widths(desk)
    desk.get_by_role("link", name="Links", exact=True).click()
    desk.get_by_role("link", name="Maak een link").click()
    wrong += wrong_at_both_widths(desk)
    desk.get_by_label("Waar hij voor is").fill("Poster op de beurs")
    desk.get_by_label("Code").fill("beurs-2026")
    desk.get_by_label("Waar hij heen leidt").fill(f"{site}/vacancies?q=lassers")
    send(desk)
    expect(desk.locator("h1")).to_have_text("Poster op de beurs")
    wrong += wrong_at_both_widths(desk)

    page = visit("about:blank", user_agent=A_PERSON, locale="nl-NL")
    page.goto(f"{site}/r/beurs-2026")
    expect(page.locator("h1")).to_have_text("1 vacature past")
    wrong += wrong_at_both_widths(page)
    page.get_by_role("button", name="Nee").click()
    expect(page.locator("h1")).to_have_text("Dank u")
    wrong += wrong_at_both_widths(page)
    page.get_by_role("link", name="Terug naar de bladzijde").click()
    page.get_by_role("link", name="Lasser", exact=True).click()
    page.get_by_role("link", name="Naar de vacature bij Voorbeeld Machines").click()
    page.wait_for_url("**/accessibility")
    assert not page.context.cookies()

    write_visits()
    kept = {
        (one.kind, one.campaign, one.origin): one.number for one in Tally.objects.order_by("pk")
    }
    assert kept == {
        ("visit", "beurs-2026", ""): 1, ("search", "beurs-2026", ""): 1, ("asked", "", ""): 1,
        ("answer", "", "outside"): 1, ("click", "beurs-2026", ""): 1,
    }  # fmt: skip
    desk.goto(f"{site}/desk/vacancies/visits")
    expect(desk.locator("h1")).to_contain_text("1 bezoek sinds")
    wrong += wrong_at_both_widths(desk)
    desk.get_by_role("link", name="Poster op de beurs").click()
    expect(desk.locator("main")).to_contain_text("/r/beurs-2026")
    assert not wrong, "\n".join(wrong)


def test_a_search_in_a_browser_counts_once_it_is_sent(site: str, visit: Open) -> None:
    page = visit("about:blank", user_agent=A_PERSON, locale="nl-NL")
    page.goto(f"{site}/vacancies")
    words = page.get_by_label("Beroep, vaardigheid, bedrijf of woord")
    words.press_sequentially("lasser", delay=30)
    page.wait_for_url("**/vacancies?q=lasser")
    write_visits()
    assert not Tally.objects.filter(kind=Tally.Kind.SEARCH).exists(), "typing is no search"
    for sought in ("lasser", "draaier"):
        words.fill(sought)
        page.wait_for_url(f"**/vacancies?q={sought}")
        with page.expect_response(lambda one: "typing" not in one.url and "q=" in one.url):
            words.press("Enter")
        # Until the answer stands, choosing in the form is undone by the one that comes.
        expect(page.locator("form.filters")).to_have_attribute("hx-headers", re.compile(sought))
    with page.expect_response("**/vacancies?*since=7*"):
        page.locator("#filter-since").select_option("7")
        words.press("Enter")
    write_visits()
    counted = dict(Tally.objects.filter(is_demo=False).values_list("kind", "number"))
    assert counted == {"visit": 1, "asked": 1, "search": 2, "empty": 1}
