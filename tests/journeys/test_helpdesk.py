# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The counter in a real browser: an idea is asked, looked at, answered, followed, and adopted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from hcat.agenda.api import load_folder
from hcat.foundation.api import Actor
from hcat.helpdesk.api import Question, begin
from tests.helpdesk.conftest import mails_to, token_in

from .accessible import wrong_at_both_widths
from .conftest import Open
from .walking import come_in, press

pytestmark = pytest.mark.journey

BY = Actor.system("test")
POLDER = Path(__file__).parents[1] / "api" / "polder"


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Files of its own; and however slow the machine, the form is sent too fast for a person."""
    monkeypatch.setattr("hcat.foundation.limits.SOONEST", timedelta(hours=1))
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def site(live_server: LiveServer) -> str:
    assert load_folder(POLDER, by=BY).ok
    begin(by=BY)
    return str(live_server.url)


def test_an_idea_goes_from_the_form_to_the_register(site: str, visit: Open, tmp_path: Path) -> None:
    wrong: list[str] = []
    page = visit(f"{site}/ask")

    def look() -> None:
        wrong.extend(wrong_at_both_widths(page))

    look()
    page.get_by_role("link", name="Een nieuw initiatief, of steun daarvoor").click()
    look()
    drawing = tmp_path / "plan.txt"
    drawing.write_text("Een bus met draaibanken.")
    page.get_by_label("Ik heb een initiatief").check()
    page.get_by_label("Een idee voor een initiatief").check()
    page.get_by_label("Uw vraag of idee").fill("Een rijdend lab\ndat langs scholen gaat")
    page.get_by_label("Bestand").set_input_files(drawing)
    page.get_by_label("Uw naam").fill("Kim Voorbeeld")
    page.get_by_label("Uw mailadres").fill("kim@voorbeeld.example")
    page.get_by_label("Uw organisatie").fill("Lab Noord")
    page.get_by_label("U mag mijn naam").check()
    press(page.get_by_role("button", name="Versturen"))
    expect(page.locator(".lead")).to_contain_text(Question.objects.get().number)
    look()

    # No person types that fast: it is held, and looked at.
    come_in(page, site)
    page.goto(f"{site}/desk/questions?state=held")
    look()
    page.locator("table.cards th a").click()
    expect(page.locator(".notice")).to_contain_text("sneller verstuurd dan iemand typt")
    look()
    page.get_by_role("button", name="Het is een vraag: laat haar toe").click()

    press(page.get_by_role("button", name="Idee ontvangen / Idea received"))
    assert page.locator("#id_text").input_value().startswith("Beste Kim Voorbeeld")
    page.get_by_role("button", name="Antwoord versturen").click()
    expect(page.locator(".notices")).to_contain_text("onderweg")
    look()
    page.get_by_role("link", name="Er een initiatief van maken").click()
    look()
    page.get_by_label("Opleiden – Jong").check()
    page.locator("#id_looked").check()
    page.get_by_role("button", name="In het register zetten").click()
    expect(page.locator(".notices")).to_contain_text("Het idee is nu initiatief 11")
    page.goto(f"{site}/desk/questions/topics")
    look()
    page.goto(f"{site}/desk/questions/topics/internships")
    look()

    asker = visit("about:blank")
    token = token_in(mails_to(Question.objects.get())[-1])
    asker.goto(f"{site}/link/question/{token}?helped=yes")
    wrong.extend(wrong_at_both_widths(asker))
    press(asker.get_by_role("button", name="Laat het ons weten"))
    assert Question.objects.get().helped == "yes"
    asker.get_by_label("Wat wilt u toevoegen?").fill("Mag het ook in mei?")
    asker.get_by_role("button", name="Versturen").click()
    expect(asker.locator(".talk")).to_contain_text("Mag het ook in mei?")
    page.goto(f"{site}/desk/questions")
    expect(page.locator("h1")).to_have_text("1 vraag wacht op antwoord")
    page.goto(f"{site}/questions")
    look()
    assert not wrong, "\n".join(wrong)
