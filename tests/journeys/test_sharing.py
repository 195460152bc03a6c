# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sharing in a real browser: a practice, an event with its waiting list, a newsletter."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from hcat.agenda.api import load_folder
from hcat.correspondence.models import OutboxMessage
from hcat.foundation.api import Actor
from hcat.foundation.limits import SOONEST
from hcat.sharing.api import carry_on, stop_token
from tests.sharing.making import reader, token_in

from .accessible import wrong_at_both_widths
from .conftest import Open
from .walking import come_in, press, send

pytestmark = pytest.mark.journey

BY = Actor.system("test")
POLDER = Path(__file__).parents[1] / "api" / "polder"


@pytest.fixture
def site(live_server: LiveServer) -> str:
    assert load_folder(POLDER, by=BY).ok
    return str(live_server.url)


def last_token() -> str:
    mail = OutboxMessage.objects.order_by("pk").last()
    assert mail is not None
    return token_in(mail)


def test_what_is_shared_goes_from_the_desk_to_everybody_and_back(site: str, visit: Open) -> None:
    page = visit("about:blank")
    wrong: list[str] = []

    def look(path: str = "") -> None:
        if path:
            page.goto(f"{site}{path}")
        wrong.extend(wrong_at_both_widths(page))

    come_in(page, site)
    for path in ("", "/practices", "/successes/new", "/newsletter"):
        look(f"/desk/sharing{path}")

    look("/desk/sharing/practices/new")
    page.get_by_label("Hoe heet het?").fill("Een week mee")
    page.get_by_label("Wat is er gedaan?").fill("Leerlingen liepen een week mee.")
    page.get_by_label("Voor wie?").fill("Scholen")
    page.get_by_label("Labs", exact=True).check()
    send(page)
    look()
    press(page.get_by_role("button", name="Publiceer", exact=True))
    look("/practices")
    press(page.get_by_role("link", name="Een week mee"))
    look()
    page.goto(f"{site}/menu/labs")
    expect(page.locator("main")).to_contain_text("Een week mee")

    look("/desk/sharing/events/new")
    page.get_by_label("Hoe heet het?").fill("Open dag")
    page.get_by_label("Waarvoor is het, en voor wie?").fill("Kom kijken.")
    page.get_by_label("Op welke dag?").fill("15-6-2099")
    page.locator("#id_start").fill("16:30")
    page.locator("#id_end").fill("18:00")
    page.locator("#id_place").fill("De Zaal")
    page.locator("#id_places").fill("1")
    send(page)
    press(page.get_by_role("button", name="Publiceer", exact=True))
    desk_event = page.url
    look()

    page.context.clear_cookies()
    tokens = []
    for name in ("kim", "sam"):
        look("/events/open-dag")
        page.get_by_label("Uw naam").fill(name)
        page.get_by_label("Uw mailadres").fill(f"{name}@example.org")
        page.wait_for_timeout(SOONEST.total_seconds() * 1000 + 100)
        page.locator("form.desk button[type=submit]").click()
        look()
        tokens.append(last_token())
        look(f"/link/sharing/sign-up/{tokens[-1]}")
        press(page.get_by_role("button", name="Ja, ik wil komen", exact=True))
        look()
    look(f"/link/sharing/sign-up/{tokens[1]}")
    expect(page.locator("main")).to_contain_text("als nummer 1")
    page.goto(f"{site}/link/sharing/sign-up/{tokens[0]}")
    press(page.get_by_role("button", name="Ik kan niet komen", exact=True))
    look()
    page.goto(f"{site}/link/sharing/sign-up/{tokens[1]}")
    expect(page.locator("main")).to_contain_text("U hebt een plaats.")

    person = reader()
    come_in(page, site)
    page.goto(desk_event)
    expect(page.locator("main")).to_contain_text("sam")
    page.goto(f"{site}/desk/sharing/newsletter")
    press(page.get_by_role("button", name="Maak een nummer van wat nieuw is", exact=True))
    look()
    issue = page.url
    page.get_by_role("link", name="Schrijf de tekst: Nederlands").click()
    page.get_by_label("Onderwerp van de mail").fill("Nieuws van de maand")
    look()
    send(page)
    page.get_by_role("link", name="Kijken hoe het leest").click()
    look()
    page.goto(f"{issue}/send")
    page.locator("#id_read").check()
    look()
    send(page)
    carry_on(issue=issue.rpartition("/")[2])
    look()

    page.context.clear_cookies()
    look("/news")
    page.get_by_role("link", name="Nieuws van de maand").click()
    look()
    page.get_by_role("link", name="Een week mee").click()
    assert "/practices/een-week-mee" in page.url
    look(f"/link/sharing/stop/{stop_token(person.key)}")
    press(page.get_by_role("button", name="De nieuwsbrief stoppen", exact=True))
    look()
    for path in ("/events", "/successes", "/news/subscribe"):
        look(path)
    assert not page.context.cookies(), "nobody who is not at work gets a cookie"
    assert not wrong, "\n".join(wrong)
