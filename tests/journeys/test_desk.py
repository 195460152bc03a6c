# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An hour at the desk in a real browser: with axe, on a phone, in three languages."""

from __future__ import annotations

import re
from functools import partial
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from playwright.sync_api import Page, expect

from hcat.agenda.api import item, revise
from hcat.foundation.api import Actor, today
from hcat.parties.api import invite

from .accessible import LANGUAGES, wrong_at_both_widths, wrong_in_its_turn
from .conftest import Open
from .walking import press

pytestmark = pytest.mark.journey
BY = Actor.system("test")


def signed_in(page: Page, site: str, role: str = "programme_manager", scope: str = "") -> Page:
    """The same window with the session of someone in this role."""
    person = invite(name=f"Test {role}", mail=f"{role}@example.org", role=role, scope=scope, by=BY)
    assert person.user is not None
    client = Client()
    client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
    return page


@pytest.fixture
def visit(visit: Open) -> Open:
    """A window in which a form may be refused."""
    return partial(visit, refused=True)


def looks_well(page: Page) -> None:
    """No accessibility rule broken, and nothing sticks out on a phone."""
    wrong = wrong_at_both_widths(page)
    assert not wrong, "\n".join(wrong)


def look(page: Page) -> None:
    page.get_by_role("button", name="Bekijk de wijziging").last.click()


PAGES = (
    "/desk",
    "/desk/to-do/sheets",
    "/desk/not-now/sheet/initiative-1",
    "/desk/week",
    "/desk/set-aside",
    "/desk/agenda",
    "/desk/agenda/initiative",
    "/desk/agenda/result/expat-centre-use",
    "/desk/initiatives/27/edit",
    "/desk/initiatives/new",
    "/desk/agenda/point/education/edit",
    "/desk/agenda/body/steering-group/edit",
    "/desk/results/expat-centre-use/targets/by-2014/edit",
    "/desk/results/expat-centre-use/targets/by-2014/figure",
    "/desk/agenda/point/education/split",
    "/desk/agenda/initiative/initiative-27/merge",
    "/desk/figures",
    "/desk/figures/batches",
    "/desk/decisions",
    "/desk/decisions/new",
)


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_the_pages_of_the_desk_look_well(prefix: str, site: str, visit: Open) -> None:
    page = signed_in(visit(f"{site}{prefix}/"), site)
    wrong = []
    for place, path in enumerate(PAGES):
        answer = page.goto(f"{site}{prefix}{path}")
        assert answer is not None
        assert answer.status == 200, path
        wrong += wrong_in_its_turn(page, prefix, place)
    assert not wrong, "\n".join(wrong)


def test_a_scenario_is_asked_for_and_withdrawn(site: str, forecast: str, visit: Open) -> None:
    page = signed_in(visit(site), site)
    page.goto(f"{site}/labour-market/scenarios")
    page.get_by_role("link", name="Maak een scenario").click()
    looks_well(page)
    expect(page.locator("#id_technology_choice-amount")).to_have_value("60")
    page.fill("#id_retention-hbo-amount", "tien")
    page.get_by_role("button", name="Reken het door en bewaar het").click()
    expect(page.get_by_role("alert")).to_contain_text("Geef het een naam.")
    expect(page.locator("#id_retention-hbo-amount")).to_have_value("tien")
    looks_well(page)
    page.fill("#id_title", "Blijf hier")
    page.fill("#id_retention-hbo-amount", "10")
    page.get_by_role("button", name="Reken het door en bewaar het").click()
    expect(page.locator("main")).to_contain_text("4 berekeningen")
    looks_well(page)
    page.goto(f"{site}/labour-market/scenarios/{forecast}")
    page.get_by_role("link", name="Trek dit scenario in").click()
    looks_well(page)
    page.get_by_role("button", name="Trek in").click()
    expect(page.get_by_role("status")).to_contain_text("Het scenario is ingetrokken.")


def test_a_sheet_is_changed_without_javascript(site: str, visit: Open) -> None:
    page = signed_in(visit(site, java_script_enabled=False), site)
    page.goto(f"{site}/desk/owners/27")
    page.get_by_role("link", name="Wijzig het blad zelf").click()
    page.select_option("[name='status']", "paused")
    look(page)
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Reden: Vul dit in.")
    expect(page.locator("[name='status']")).to_have_value("paused")
    page.fill("[name='when.reason']", "Even geen geld")
    look(page)
    expect(page.locator("main")).to_contain_text("gepauzeerd")
    page.get_by_role("button", name="Voer deze wijziging door").click()
    expect(page.get_by_role("status")).to_contain_text("Gewijzigd vanaf")
    assert urlsplit(page.url).path.startswith("/initiatives/")
    expect(page.locator("main")).to_contain_text("Even geen geld")


def test_two_people_at_one_sheet_do_not_undo_each_other(site: str, visit: Open) -> None:
    page = signed_in(visit(site), site)
    page.goto(f"{site}/desk/initiatives/27/edit")
    page.fill("[name='owner']", "Saxion")
    page.fill("[name='when.reason']", "Overgedragen")
    look(page)
    looks_well(page)
    revise(
        by=BY, kind="initiative", key="initiative-27", on=today(), reason="Doorgegeven",
        fields={"owner": "ROC van Twente", "target_group": {"nl": "Studenten"}},
    )  # fmt: skip
    with page.expect_response("**/edit") as answered:
        page.get_by_role("button", name="Voer deze wijziging door").click()
    assert answered.value.status == 409
    expect(page.get_by_role("alert")).to_contain_text("ROC van Twente")
    expect(page.locator("[name='owner']")).to_have_value("Saxion")
    expect(page.locator("[name='target_group.nl']")).to_have_value("Studenten")
    look(page)
    press(page.get_by_role("button", name="Voer deze wijziging door"))
    assert item("initiative", "initiative-27").sheet.owner == "Saxion"


def test_a_figure_shows_its_verdict_before_it_is_recorded(site: str, visit: Open) -> None:
    page = signed_in(visit(site), site)
    page.goto(f"{site}/desk/agenda/result/expat-centre-use")
    page.get_by_role("link", name=re.compile("Een cijfer vastleggen.*Minstens 50%")).click()
    answers = {
        "start": "2014-01-01", "end": "31-12-2014", "numerator": "30", "denominator": "50",
        "n": "50", "population": "120", "source_text": "Panel 2014", "method": "Gevraagd",
    }  # fmt: skip
    for name, value in answers.items():
        page.fill(f"[name='{name}']", value)
    look(page)
    expect(page.locator("main")).to_contain_text("60,0% (30 van 50)")
    expect(page.locator("main")).to_contain_text("Gehaald")
    looks_well(page)
    page.get_by_role("button", name="Bewaar dit concept").click()
    expect(page.locator("main")).to_contain_text("Panel 2014")


def test_what_was_typed_is_there_again_after_signing_in_anew(site: str, visit: Open) -> None:
    page = signed_in(visit(site), site)
    page.goto(f"{site}/desk/initiatives/27/edit")
    page.fill("[name='summary.nl']", "Lang over nagedacht")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    look(page)
    assert urlsplit(page.url).path == "/sign-in"
    page.fill("#id_email", "programme_manager@example.org")
    page.get_by_role("button", name="Stuur mij een code").click()
    [code] = re.findall(
        r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mail.outbox[-1].body, re.MULTILINE
    )
    page.locator("main input[name='code']").fill(code)
    page.locator("main form button[type='submit']").first.click()
    expect(page.locator("main")).to_contain_text("Wat u hebt getypt, staat er nog")
    expect(page.locator("[name='summary.nl']")).to_have_value("Lang over nagedacht")


def test_what_merges_is_looked_for_with_the_keyboard_and_without_a_script(
    site: str, visit: Open
) -> None:
    page = signed_in(visit(site, java_script_enabled=False), site)
    page.goto(f"{site}/en/desk/agenda/initiative/initiative-27/merge")
    page.locator("[name='when.reason']").fill("They do the same")
    page.locator("#f-others summary").press("Enter")
    page.get_by_label("Words").fill("scholarships")
    page.get_by_label("Words").press("Enter")
    page.locator("#f-others").get_by_label("3. Scholarships").press("Space")
    page.get_by_label("Words").fill("brand")
    page.get_by_label("Words").press("Enter")
    expect(page.locator("#f-others").get_by_label("3. Scholarships")).to_be_checked()
    expect(page.locator("#f-others").get_by_label("5. BRAND")).to_be_visible()
    expect(page.locator("[name='when.reason']")).to_have_value("They do the same")


def test_not_now_is_said_and_taken_back_with_the_keyboard_alone(site: str, visit: Open) -> None:
    page = signed_in(visit(site, java_script_enabled=False), site)
    page.goto(f"{site}/en/desk/to-do/sheets")
    page.get_by_role("link", name=re.compile(r"Not now ?: 3\. Scholarships")).press("Enter")
    page.get_by_label("Why not now").fill("The owner is away")
    page.get_by_role("button", name="Set it aside").press("Enter")
    page.get_by_role("link", name="1 thing is set aside").press("Enter")
    expect(page.get_by_text("The owner is away")).to_be_visible()
    page.get_by_role("button", name=re.compile("Bring it back")).press("Enter")
    expect(page.get_by_text("It is back in your list.")).to_be_visible()


def test_a_figure_is_entered_by_one_and_approved_by_another(site: str, visit: Open) -> None:
    page = signed_in(visit(site), site)
    page.goto(f"{site}/desk/results/expat-centre-use/targets/by-2014/figure")
    for name, answer in (("start", "1-1-2014"), ("end", "31-12-2014"), ("missing_reason", "Weg"),
                         ("source_text", "Kantoor"), ("method", "geen")):  # fmt: skip
        page.fill(f"[name='{name}']", answer)
    look(page)
    expect(page.locator("main")).to_contain_text("Dit wordt bewaard als concept")
    page.get_by_role("button", name="Bewaar dit concept").click()
    draft = page.url
    expect(page.locator("main")).to_contain_text("niemand anders mag het hier nakijken")
    looks_well(page)
    page.get_by_role("link", name="Keur het alleen goed, met de reden").click()
    looks_well(page)
    page.goto(draft)
    page.get_by_role("link", name="Een bestand toevoegen").click()
    page.set_input_files("#f-file", {"name": "brief.pdf", "mimeType": "application/pdf",
                                     "buffer": b"<html><script>alert(1)</script>"})  # fmt: skip
    page.fill("#f-about", "De brief")
    page.get_by_role("button", name="Voeg het toe").click()
    expect(page.get_by_role("alert")).to_contain_text("Het is een webpagina of een tekening")
    expect(page.locator("#f-about")).to_have_value("De brief")
    looks_well(page)
    page.set_input_files("#f-file", {"name": "brief.pdf", "mimeType": "application/pdf",
                                     "buffer": b"%PDF-1.7\nstartxref\n0\n%%EOF\n"})  # fmt: skip
    page.get_by_role("button", name="Voeg het toe").click()
    with page.expect_download() as given:
        page.get_by_role("link", name="brief.pdf", exact=True).click()
    assert given.value.suggested_filename == "brief.pdf"
    looks_well(page)

    other = signed_in(visit(site), site, "project_leader", "point:international")
    other.goto(f"{site}/desk/figures?state=waits")
    looks_well(other)
    other.goto(draft)
    looks_well(other)
    other.get_by_role("button", name="Nagekeken en goedgekeurd").click()
    expect(other.locator("main")).to_contain_text("goedgekeurd")
    looks_well(other)
    other.goto(f"{site}/results/expat-centre-use")
    expect(other.locator("main")).to_contain_text("Ingevoerd door een programmamanager op")
    looks_well(other)


def test_a_gap_is_filled_on_a_phone_without_a_script_and_with_the_keyboard(
    site: str, visit: Open
) -> None:
    page = signed_in(visit(site, java_script_enabled=False), site)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{site}/results/technology-choice")
    page.locator("summary", has_text="Elk deel").last.press("Enter")
    page.get_by_role("link", name=re.compile("Invullen.*Enschede")).press("Enter")
    about = page.get_by_label("Waar het cijfer over gaat")
    expect(about).to_have_value("GM0153")
    about.press("ArrowDown")
    expect(about).to_have_value("GM0158")
    for name, answer in (("start", "1-1-2019"), ("end", "31-12-2019"), ("numerator", "20"),
                         ("denominator", "50"), ("source_text", "Telling"), ("method", "Allen"),
                         ):  # fmt: skip
        page.fill(f"[name='{name}']", answer)
    page.get_by_label("Methode").press("Tab")
    look(page)
    expect(page.locator("main")).to_contain_text("Haaksbergen")
    page.get_by_role("button", name="Bewaar dit concept").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2019, Haaksbergen")

    seen = signed_in(visit(site), site)
    seen.goto(f"{site}/results/technology-choice")
    looks_well(seen)
    seen.goto(f"{site}/desk/results/technology-choice/targets/by-2020/figure?part=GM0153")
    looks_well(seen)
    seen.goto(page.url)
    looks_well(seen)
