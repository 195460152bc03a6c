# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answering in a real browser: on a phone without JavaScript, on another device, by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from hcat.agenda.api import load_folder
from hcat.foundation.api import Actor
from hcat.surveys.api import refuse, ticket_code
from hcat.surveys.models import AnswerSheet
from tests.surveys.answering import answer_all, at, link_of, open_wave, person_asked, ticket_of

from .accessible import NARROW, wrong_at_both_widths
from .conftest import Open
from .walking import come_in, press

pytestmark = pytest.mark.journey

BY = Actor.system("test")
POLDER = Path(__file__).parents[1] / "api" / "polder"


@pytest.fixture
def site(live_server: LiveServer) -> str:
    assert load_folder(POLDER, by=BY).ok
    return str(live_server.url)


def go_on(page: Page) -> None:
    press(page.locator("form.desk button[type=submit]").first)


def test_a_questionnaire_goes_from_a_phone_without_javascript_to_another_device(
    site: str, visit: Open
) -> None:
    asked = person_asked(open_wave())
    mine = f"{site}/en/link/surveys/{link_of(asked)}"
    phone = visit(mine, viewport=NARROW, java_script_enabled=False, refused=True)
    phone.get_by_role("link", name="Begin", exact=True).click()
    go_on(phone)  # the welcome
    phone.get_by_role("group", name="Are you short now?").get_by_label("Yes").check()
    phone.get_by_label("Growth in full-time jobs").fill("many")
    go_on(phone)
    expect(phone.locator(".summary")).to_be_visible()
    expect(phone.get_by_label("Growth in full-time jobs")).to_have_value("many")
    phone.get_by_label("Growth in full-time jobs").fill("1.5")
    go_on(phone)
    phone.get_by_label("How many vacancies?").fill("1,250")
    press(phone.get_by_role("button", name="Stop now and go on later"))
    expect(phone.locator("h1")).to_contain_text("Your answers are kept")

    desk = visit(mine)
    expect(desk.locator("main")).to_contain_text("You go on where you stopped")
    press(desk.get_by_role("link", name="Go on", exact=True))
    desk.get_by_label("Pay | bonus").check()
    desk.get_by_label("Place 1").select_option("building")
    desk.get_by_label("Place 2").select_option("pay")
    go_on(desk)
    desk.get_by_label("What about pay?").fill("More")
    go_on(desk)
    desk.get_by_label("7", exact=True).check()
    go_on(desk)
    text = desk.locator("main").inner_text()
    assert "Check your answers" in text
    assert "1,250" in text
    press(desk.get_by_role("button", name="Send my answers in"))
    expect(desk.locator("h1")).to_contain_text("Thank you")
    sheet = AnswerSheet.objects.get()
    assert sheet.answers["short_mbo4"] == 1250
    assert sheet.answers["factors"] == ["building", "pay"]
    assert at(asked).is_done


@pytest.mark.parametrize("prefix", ["", "/en", "/de"])
def test_every_page_behind_a_link_keeps_the_rules(site: str, visit: Open, prefix: str) -> None:
    wave = open_wave()
    asked, done, said_no, ticket = (
        person_asked(wave, 1), person_asked(wave, 2), person_asked(wave, 3), ticket_of(wave),
    )  # fmt: skip
    answer_all(done)
    refuse(seat=at(said_no))
    mine, theirs = (f"{prefix}/link/surveys/{link_of(one)}" for one in (asked, done))
    pages = [
        mine, f"{mine}/page/welcome", f"{mine}/page/shortage", f"{mine}/refuse", f"{mine}/later",
        theirs, f"{theirs}/page/shortage", f"{theirs}/page/wishes", f"{theirs}/page/satisfied",
        f"{theirs}/check", f"{theirs}/take-back", f"{mine}/check",
        f"{prefix}/link/surveys/{link_of(said_no)}", f"{prefix}/surveys/panel",
        f"{prefix}/link/ticket/{ticket_code(ticket.unit)}/later",
    ]  # fmt: skip
    page = visit("about:blank", refused=True)
    wrong = []
    for path in pages:
        page.goto(f"{site}{path}")
        wrong += wrong_at_both_widths(page)
    page.goto(f"{site}{mine}/page/shortage")
    go_on(page)
    expect(page.locator(".summary")).to_be_visible()
    wrong += wrong_at_both_widths(page)
    page.goto(f"{site}{theirs}/check")
    go_on(page)
    wrong += wrong_at_both_widths(page)
    assert not wrong, "\n".join(wrong)


def test_two_devices_at_one_page_are_shown_both_answers(site: str, visit: Open) -> None:
    asked = person_asked(open_wave())
    there = f"{site}/link/surveys/{link_of(asked)}/page/satisfied"
    one = visit(there, viewport=NARROW)
    other = visit(there, viewport=NARROW, refused=True)
    one.get_by_label("6", exact=True).check()
    go_on(one)
    other.get_by_label("8", exact=True).check()
    go_on(other)
    expect(other.locator("#clash-title")).to_be_visible()
    assert not wrong_at_both_widths(other)
    go_on(other)
    assert at(asked).answers == {"satisfied": 8}


def test_a_page_is_answered_with_a_keyboard_alone(site: str, visit: Open) -> None:
    asked = person_asked(open_wave())
    page = visit(f"{site}/en/link/surveys/{link_of(asked)}/page/satisfied")
    page.get_by_label("1", exact=True).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.keyboard.press("Enter")
    assert at(asked).answers == {"satisfied": 3}


def test_entering_and_previewing_keep_the_rules(site: str, visit: Open) -> None:
    asked = person_asked(open_wave())
    page = visit("about:blank", refused=True)
    come_in(page, site)
    wrong = []
    for path in (f"2026/enter/{asked.pk}", "2026/preview"):
        page.goto(f"{site}/desk/surveys/panel/{path}")
        wrong += wrong_at_both_widths(page)
    go_on(page)
    wrong += wrong_at_both_widths(page)
    page.goto(f"{site}/desk/surveys/panel/2026/enter/{asked.pk}")
    page.locator("#q-growth").fill("1,5")
    go_on(page)
    assert at(asked).answers == {"growth": 1.5}
    wrong += wrong_at_both_widths(page)
    assert not wrong, "\n".join(wrong)
