# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An owner with a phone and no JavaScript, another beside her, and the manager who accepts."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from hcat.agenda.api import item, load_folder
from hcat.correspondence.api import make_link
from hcat.foundation.api import Actor
from hcat.owners.api import SCOPE, name_contact, update_of
from hcat.parties.api import invite

from .accessible import NARROW, wrong_at_both_widths
from .conftest import Open

pytestmark = pytest.mark.journey

BY = Actor.system("test")
POLDER = Path(__file__).parents[1] / "api" / "polder"
LAB = "lab-east"


@pytest.fixture
def site(live_server: LiveServer) -> str:
    assert load_folder(POLDER, by=BY).ok
    return str(live_server.url)


def link_for(mail: str) -> str:
    person = name_contact(by=BY, initiative=LAB, name="Demo Naam", mail=mail, language="nl").person
    token = make_link(
        person_id=person.pk, scope=SCOPE, subject=f"initiative:{LAB}", lasts=timedelta(days=30),
        by=BY,
    )  # fmt: skip
    return f"/link/sheet/{token}"


def go_on(page: Page) -> None:
    page.locator("form.desk button[type=submit]").click()


def sign_in(page: Page, site: str) -> None:
    person = invite(name="M", mail="m@example.org", role="programme_manager", by=BY)
    assert person.user is not None
    client = Client()
    client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])


def test_a_sheet_goes_from_a_phone_into_the_register(site: str, visit: Open) -> None:
    mine = link_for("kim@voorbeeld.example")
    page = visit(f"{site}{mine}", viewport=NARROW, java_script_enabled=False, refused=True)
    page.get_by_role("link", name="Begin", exact=True).click()
    page.get_by_label("Dit initiatief ligt stil.").check()
    page.get_by_label("Hoe ver is het?").fill("Het gebouw wacht.")
    go_on(page)
    go_on(page)
    page.get_by_label("West").check()
    go_on(page)
    expect(page.locator("main")).to_contain_text("Vraag 4 van 8")
    page.get_by_label("Hoeveel", exact=False).first.fill("twintig")
    go_on(page)
    expect(page.locator(".summary")).to_be_visible()
    expect(page.get_by_label("Hoeveel", exact=False).first).to_have_value("twintig")
    # She stops here; the rest follows from another device, with the same link.

    page = visit(f"{site}{mine}", viewport=NARROW)
    page.get_by_role("link", name="Ga verder").click()
    page.get_by_label("Hoeveel", exact=False).first.fill("20")
    page.get_by_label("Van wie of wat").fill("leerlingen")
    go_on(page)
    for _question in range(4):
        go_on(page)
    text = page.locator("main").inner_text()
    assert "Klopt dit?" in text
    assert "leerlingen" in text
    go_on(page)
    expect(page.locator("main")).to_contain_text("Dank u")

    sign_in(page, site)
    page.goto(f"{site}/desk")
    page.get_by_role("link", name="Bekijk het en neem het over").first.click()
    go_on(page)
    expect(page.locator(".notices")).to_contain_text("Het blad is bijgewerkt.")
    sheet = item("initiative", LAB).sheet
    assert (sheet.reach, sheet.status) == (20, "paused")


def test_two_owners_at_one_question_are_shown_both_answers(site: str, visit: Open) -> None:
    one = visit(f"{site}{link_for('kim@voorbeeld.example')}/yields", viewport=NARROW)
    there = f"{site}{link_for('noor@voorbeeld.example')}/yields"
    other = visit(there, viewport=NARROW, refused=True)
    one.get_by_label("Wat het oplevert").fill("Tien banen")
    go_on(one)
    other.get_by_label("Wat het oplevert").fill("Twaalf banen")
    go_on(other)
    text = other.locator(".summary").inner_text()
    assert "Tien banen" in text
    assert "Twaalf banen" in text
    assert not wrong_at_both_widths(other)
    update = update_of(LAB)
    assert update is not None
    assert update.answers["yields.nl"]["value"] == "Tien banen"
    other.get_by_label("Wat het oplevert").fill("Tien of twaalf banen")
    go_on(other)
    update.refresh_from_db()
    assert update.answers["yields.nl"]["value"] == "Tien of twaalf banen"


def test_every_page_of_a_link_and_of_the_desk_is_accessible(site: str, visit: Open) -> None:
    mine = link_for("kim@voorbeeld.example")
    page = visit(f"{site}{mine}")
    wrong = wrong_at_both_widths(page)
    for name in ("how-it-goes", "whom", "means", "evidence", "look"):
        page.goto(f"{site}{mine}/{name}")
        wrong += wrong_at_both_widths(page)
    page.goto(f"{site}{mine}/means")
    page.get_by_label("Geld, in euro").fill("100")
    go_on(page)
    page.goto(f"{site}{mine}/look")
    wrong += wrong_at_both_widths(page)
    go_on(page)
    wrong += wrong_at_both_widths(page)
    page.goto(f"{site}{mine}")
    wrong += wrong_at_both_widths(page)
    sign_in(page, site)
    update = update_of(LAB)
    assert update is not None
    for path in (
        "", "/contacts", "/1", "/1/contact",
        "/1/ask", "/1/sheet", "/1/sheet/yields", f"/updates/{update.pk}",
        f"/updates/{update.pk}/ask-back", f"/updates/{update.pk}/leave",
    ):  # fmt: skip
        page.goto(f"{site}/desk/owners{path}")
        wrong += wrong_at_both_widths(page)
    assert not wrong, wrong
