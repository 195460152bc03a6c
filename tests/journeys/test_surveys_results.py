# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Results of surveys in a real browser: on a phone and at a desk, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from hcat.agenda.api import load_folder
from hcat.foundation.api import Actor
from hcat.surveys.models import AnswerSheet, Code, RankingList
from tests.surveys.releasing import released_panel, released_talent, survey, wave
from tests.web.surveys.test_beside import OWN, adviser, company, link_to, unit_of

from .accessible import wrong_at_both_widths, wrong_in_its_turn
from .conftest import Open
from .walking import come_in, press

pytestmark = pytest.mark.journey
POLDER = Path(__file__).parents[1] / "api" / "polder"
PATHS = ("", "/panel/2026", "/panel/2026/agenda", "/panel/2026/skills-gap",
         "/panel/over-time/knows_agenda", "/talent/2026/wishes")  # fmt: skip


@pytest.fixture
def site(live_server: LiveServer) -> str:
    assert load_folder(POLDER, by=Actor.system("test")).ok
    panel = survey()
    released_panel(panel, "2024", yes=0.41)
    released_panel(panel)
    released_talent()
    return str(live_server.url)


def test_results_are_read_from_the_list_to_a_figure(site: str, visit: Open) -> None:
    page = visit(f"{site}/surveys")
    press(page.get_by_role("link", name="Bedrijvenpanel"))
    press(page.get_by_role("link", name="De agenda", exact=True))
    expect(page.locator("main")).to_contain_text("62,0%")
    press(page.get_by_role("link", name="Volgende"))
    expect(page.locator("h1")).to_have_text("Starters")
    press(page.get_by_role("link", name="Naar branche"))
    assert "SBI 26" in page.locator("main").text_content()


@pytest.mark.parametrize("prefix", ["", "/en", "/de"])
def test_no_page_of_results_breaks_a_rule_or_is_too_wide(
    site: str, visit: Open, prefix: str
) -> None:
    page = visit("about:blank")
    wrong: list[str] = []
    for place, path in enumerate(PATHS):
        page.goto(f"{site}{prefix}/surveys{path}")
        for closed in page.locator("main details:not([open]) > summary").all():
            closed.click()
        wrong += wrong_in_its_turn(page, prefix, place)
    assert not wrong, wrong


def test_the_own_page_and_the_desk_break_no_rule(site: str, visit: Open) -> None:
    from hcat.foundation.api import now
    from hcat.surveys.models import Survey, Wave

    adviser("An", "development")
    here = link_to(unit_of(Wave.objects.get(survey__key="panel", key="2026"), company("Smid"), OWN))
    page = visit(f"{site}{here}")
    wrong = wrong_at_both_widths(page)
    expect(page.locator("h1")).to_contain_text("Uw bedrijf naast andere")
    closed = wave(Survey.objects.get(key="panel"), "2027", state="closed")
    AnswerSheet.objects.create(
        wave=closed, code="c", answers={"other": "Samen."}, completed_at=now()
    )
    Code.objects.create(survey=closed.survey, concept="other", name="a", titles={"nl": "Samen"})
    listed = RankingList.objects.create(
        name="Beste", year=2024, publisher="Blad", published_on="2024-02-01"
    )
    come_in(page, site)
    code = "panel/2027/code/other"
    for path in ("advisers", "advisers/new", "rankings", "rankings/new", f"rankings/{listed.pk}",
                 code, f"{code}/book", f"{code}/settle"):  # fmt: skip
        page.goto(f"{site}/desk/surveys/{path}")
        wrong += wrong_at_both_widths(page)
    assert not wrong, wrong
