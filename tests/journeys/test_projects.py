# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A project in a real browser: charter, milestone, gate, widening; and what came out of what."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from hcat.agenda.api import load_folder, merge
from hcat.foundation.api import Actor, today

from .accessible import wrong_at_both_widths
from .conftest import Open
from .walking import come_in, send

pytestmark = pytest.mark.journey

BY = Actor.system("test")
POLDER = Path(__file__).parents[1] / "api" / "polder"
PAGE = "/en/desk/projects/initiative/lab-east"


@pytest.fixture
def site(live_server: LiveServer) -> str:
    assert load_folder(POLDER, by=BY).ok
    return str(live_server.url)


def typed(days: int) -> str:
    return (today() + timedelta(days=days)).strftime("%d-%m-%Y")


def test_from_the_charter_to_the_gate(visit: Open, site: str) -> None:
    page = visit(site)
    come_in(page, site)
    wrong: list[str] = []

    def look(path: str) -> None:
        page.goto(f"{site}{path}")
        wrong.extend(wrong_at_both_widths(page))

    look(PAGE)
    look(f"{PAGE}/charter")
    for name, text in (
        ("yields", "Forty pupils a year"),
        ("for_whom", "Pupils of MBO 4"), ("by_when", typed(400)), ("report_first_on", typed(5)),
        ("report_to", "The board"), ("lead", "School East"),
        ("steering_means", "The school chooses how"), ("criteria", "Twenty came\nIt fits"),
    ):  # fmt: skip
        page.fill(f"#id_{name}", text)
    page.check("input[name=steering][value=directing]")
    send(page)
    look(f"{PAGE}/charter/accept")
    send(page)
    look(f"{PAGE}/phase")
    page.fill("#id_on", typed(-30))
    page.fill("#id_gate_on", typed(2))
    send(page)
    look(f"{PAGE}/milestones/new")
    page.fill("#id_title", "First class")
    page.fill("#id_due", typed(-1))
    send(page)
    look(f"{PAGE}/risks/new")
    for name, text in (("what", "Nobody comes"), ("measure", "Call them"), ("owner", "School")):
        page.fill(f"#id_{name}", text)
    page.select_option("#id_effect", "3")
    send(page)
    page.goto(f"{site}/en/desk")
    page.get_by_role("link", name="Say what became of it").first.click()
    wrong.extend(wrong_at_both_widths(page))
    page.check("input[name=what][value=reached]")
    page.fill("#id_on", typed(-1))
    page.fill("#id_words", "The list of pupils")
    send(page)
    page.goto(f"{site}/en/desk")
    page.get_by_role("link", name="Note that it was reported").first.click()
    wrong.extend(wrong_at_both_widths(page))
    page.fill("#id_said", "Nobody came yet")
    send(page)
    look(f"{PAGE}/gate")
    page.check("input[name=outcome][value=stop]")
    page.fill("#id_reason", "Nobody came")
    send(page)
    expect(page.locator("[name='when.reason']")).to_have_value("Nobody came")
    look(f"{PAGE}/yield")
    page.check("input[name=outcome][value=not_delivered]")
    page.fill("#id_words", "Nobody came, so nobody learned")
    send(page)
    look(PAGE)
    look("/en/desk/projects")
    assert not wrong, "\n".join(wrong)


def test_a_charter_with_gaps_says_so_and_keeps_what_was_typed(visit: Open, site: str) -> None:
    page = visit("about:blank", refused=True)
    come_in(page, site)
    page.goto(f"{site}{PAGE}/charter")
    page.fill("#id_yields", "Forty pupils a year")
    send(page)
    assert page.input_value("#id_yields") == "Forty pupils a year"
    wrong = wrong_at_both_widths(page)
    assert not wrong, "\n".join(wrong)


def test_what_came_out_of_what_is_drawn_on_a_phone_and_on_a_desk(visit: Open, site: str) -> None:
    merge(by=BY, kind="initiative", sources=["lab-east", "lab-west"], into="labs",
          fields={"number": 11, "name": "Labs", "status": "running", "placements": ["young"]},
          on=today(), reason="One lab is enough.")  # fmt: skip
    page = visit(f"{site}/en/initiatives/11")
    expect(page.locator(".descent svg")).to_be_visible()
    wrong = wrong_at_both_widths(page)
    page.goto(f"{site}/en/history")
    wrong += wrong_at_both_widths(page)
    assert not wrong, "\n".join(wrong)
