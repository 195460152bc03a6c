# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The portal in a real browser: a source at the desk becomes a vacancy that a technician finds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from hcat.agenda.api import load_folder
from hcat.correspondence.api import outbox
from hcat.foundation.api import Actor
from hcat.parties.api import FactsDraft, register_organisation
from hcat.portal.api import bring_up_to_date, import_settlements
from hcat.portal.models import Source
from hcat.portal.syncing.running import sync
from hcat.postings.api import Asker, Limits
from tests.postings.site import Site, a_site, text

from .accessible import wrong_at_both_widths
from .conftest import Open
from .walking import come_in, send

pytestmark = pytest.mark.journey

BY = Actor.system("test")
PLACES = Path(__file__).parents[2] / "agendas" / "twente" / "portal" / "places.csv"
POLDER = Path(__file__).parents[1] / "api" / "polder"
JOBS = [
    {
        "id": 1, "title": "Lasser", "url": "https://voorbeeld.example/1", "city": "Hengelo",
        "description": "<p>Je last frames van roestvast staal voor machines.</p>",
        "aantalUren": "32-40 uur",
    },
    {
        "id": 2, "title": "Software developer", "url": "https://voorbeeld.example/2",
        "description": "<p>You program the control of our machines.</p>", "city": "Enschede",
    },
]  # fmt: skip


@pytest.fixture
def employer() -> Iterator[Site]:
    with a_site() as made:
        made.gives("/jobs.json", text(json.dumps({"jobs": JOBS}), kind="application/json"))
        yield made


@pytest.fixture
def site(live_server: LiveServer, settings: Any, tmp_path: Path) -> str:
    settings.VAR_DIR = tmp_path
    assert load_folder(POLDER, by=BY).ok
    register_organisation(
        kind="company", facts=FactsDraft(name="Voorbeeld Machines", sbi=("2611",)),
        valid_from=date(2020, 1, 1), source="a test", by=BY,
    )  # fmt: skip
    return str(live_server.url)


def test_a_vacancy_comes_by_itself_and_is_found(
    site: str, employer: Site, visit: Open, settings: Any
) -> None:
    page = visit("about:blank")
    wrong: list[str] = []

    def look(path: str = "") -> None:
        if path:
            page.goto(f"{site}{path}")
        wrong.extend(wrong_at_both_widths(page))

    come_in(page, site)
    look("/desk/vacancies")
    page.get_by_role("link", name="Een bron toevoegen").click()
    look()
    page.locator("#id_organisation").fill("Voorbeeld Machines")
    settings.PORTAL_TRUSTED_HOSTS = [employer.host]
    page.locator("#id_address").fill(f"{employer.address}/jobs.json")
    page.locator("#id_system").select_option("mapping")
    send(page)
    look()
    asker = Asker(
        "hcat-test", limits=Limits(pause=0.0), trusted=frozenset((employer.host,)),
        sleep=lambda _s: None,
    )  # fmt: skip
    assert sync(list(Source.objects.all()), by=BY, ask=asker)[0].written.new == 2
    bring_up_to_date()
    look("/desk/vacancies/sources/" + str(Source.objects.get().pk))

    look("/vacancies")
    words = page.locator("#vacancy-words")
    words.press_sequentially("roestv", delay=30)
    expect(page.locator("#found mark")).to_have_text("roestvast")
    expect(page.locator("h1")).to_have_text("1 vacature past")
    expect(page.locator("#told")).to_have_text("1 treffer")
    expect(words).to_be_focused()
    page.wait_for_url("**/vacancies?q=roestv")
    words.fill("lassers")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vacancies?q=lassers**")
    expect(page.locator("h1")).to_have_text("1 vacature past")
    expect(page.locator("#found mark").first).to_have_text("Lasser")
    look()
    import_settlements(by=BY, path=PLACES)
    bring_up_to_date()
    look("/vacancies?near=Verdorp")
    expect(page.locator("#vacancy-near-lost")).to_contain_text("Verdorp")
    look("/vacancies?near=Enschede&within=5")
    expect(page.locator("h1")).to_have_text("1 vacature past")
    page.go_back()
    page.go_back()
    page.get_by_role("link", name="Ontvang wat nieuw is per mail").click()
    look()
    page.go_back()
    page.get_by_role("link", name="Lasser", exact=True).click()
    look()
    expect(page.locator("main")).to_contain_text("roestvast staal")
    page.get_by_role("link", name="Voorbeeld Machines", exact=True).click()
    look()
    look("/companies")
    assert outbox().count() == 0
    assert not wrong, "\n".join(wrong)
