# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A programme manager and one survey, from the questionnaire that comes along to what all read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.formats import date_format
from playwright.sync_api import Page, expect

from hcat.foundation.api import today
from hcat.surveys.api import Kind, Question, complete, pages_asked
from hcat.surveys.models import Invitation, Outcome, Wave
from tests.surveys.answering import answer, at
from tests.surveys.field import company

from .accessible import wrong_at_both_widths
from .conftest import Open
from .walking import come_in, press, send

pytestmark = pytest.mark.journey

DESK = "/desk/surveys/company-panel"
WAVE = f"{DESK}/2026"
SMALL, LARGE = 14, 6


def raw_answer(question: Question) -> str | list[str]:
    """As a form posts it: what stands first, and a number that fits."""
    if question.kind is Kind.MULTIPLE:
        return [question.choices[0].name]
    if question.kind is Kind.SINGLE:
        return question.choices[0].name
    if question.kind is Kind.OPEN:
        return "Samen opleiden"
    low = question.limits.low if question.limits and question.limits.low is not None else 1
    return str(int(max(low, 1)))


def answered(invitation: Invitation) -> None:
    """Every page that is asked, and then sent in."""
    seat = at(invitation)
    done: set[str] = set()
    while left := [p for p in pages_asked(seat.questionnaire, seat.answers) if p.name not in done]:
        # Also to what only an answer on this page brings up; the rest is not kept.
        answer(invitation, left[0].name, {q.name: raw_answer(q) for q in left[0].questions})
        done.add(left[0].name)
        seat = at(invitation)
    assert seat.sheet is not None
    complete(seat=seat, revision=seat.sheet.revision)


class Walk:
    """A window in which every page that is looked at is also measured."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site, self.wrong = page, site, list[str]()

    def to(self, path: str) -> None:
        self.page.goto(f"{self.site}{path}")
        self.look()

    def look(self) -> None:
        self.page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        self.wrong += wrong_at_both_widths(self.page)

    def button(self, name: str) -> None:
        press(self.page.get_by_role("button", name=name, exact=True))
        self.look()

    def link(self, name: str) -> None:
        press(self.page.get_by_role("link", name=name, exact=True))
        self.look()

    def form(self) -> None:
        send(self.page)
        self.look()

    def says(self, text: str) -> bool:
        return text in self.page.locator("main").inner_text()


@pytest.fixture
def walk(site: str, visit: Open) -> Walk:
    page = visit("about:blank", refused=True)
    for number in range(SMALL):
        company(f"Klein Metaal {number}", "10-49")
    for number in range(LARGE):
        company(f"Groot Metaal {number}", "250+", mail=number > 0)
    come_in(page, site)
    return Walk(page, site)


def test_a_survey_goes_from_a_questionnaire_that_comes_along_to_what_everybody_reads(
    walk: Walk,
) -> None:
    page, day = walk.page, today()
    walk.to("/desk/surveys")
    walk.button("Begin met “Bedrijvenpanel”")
    walk.link("Bereid een ronde voor")
    for field, value in (
        ("key", "2026"), ("opens_on", date_format(day, "j-n-Y")), ("closes_on", "1-1-2020"),
    ):  # fmt: skip
        page.locator(f"#id_{field}").fill(value)
    walk.form()
    expect(page.locator(".summary")).to_be_visible()
    page.locator("#id_closes_on").fill(date_format(day + timedelta(days=28), "j-n-Y"))
    walk.form()
    assert walk.says("Er staat nog niemand in het kader")

    walk.button("Neem het kader uit het register")
    walk.link("Trek")
    page.locator("input[name=how][value=sample]").check()
    page.locator("#id_total").fill("18")
    page.locator("input[name=all_of][value='250+']").check()
    walk.form()
    assert walk.says("18 van 20")
    walk.link("Geef een bewering op")
    page.locator("#id_what").select_option("knows_agenda/yes")
    page.locator("input[name=kind][value=share_at_least]").check()
    page.locator("#id_bound").fill("50")
    walk.form()
    walk.button("Open de ronde")
    wave = Wave.objects.get()
    assert wave.state == Wave.State.OPEN

    lost = Invitation.objects.get(wave=wave, outcome=Outcome.NO_ADDRESS)
    walk.to(f"{WAVE}/people?outcome=no_address")
    press(page.locator("main th a").first)
    walk.look()
    assert page.url.endswith(f"/people/{lost.pk}")
    page.locator("input[name=outcome][value=out_of_scope]").check()
    walk.form()
    expect(page.locator(".summary")).to_be_visible()
    walk.link("Schrijf aan iemand anders")
    page.locator("#id_name").fill("Kim")
    page.locator("#id_mail").fill("kim@voorbeeld.example")
    walk.form()
    assert walk.says("kim@voorbeeld.example")
    walk.link("Voer de antwoorden per telefoon in")
    page.get_by_role("group", name="Hebt u op dit moment").get_by_label("Nee").check()
    press(page.locator("form.desk button[type=submit]").first)
    walk.look()
    assert at(lost).answers == {"shortage_now": "no"}

    # Who was called has answered too.
    for one in Invitation.objects.filter(wave=wave).exclude(pk=lost.pk)[:14]:
        answered(one)
    walk.to(WAVE)
    assert walk.says("15 van 18")
    walk.to(f"{WAVE}/people")
    for path in ("extend", "contacts", "drop"):
        walk.to(f"{WAVE}/{path}")
    walk.to(f"{WAVE}/close")
    page.locator("#id_reason").fill("Wie kan, heeft geantwoord")
    walk.form()
    walk.link("Naar vrijgeven")
    page.locator("#id_sure").check()
    walk.form()
    assert walk.says("de gedachte achter deze agenda")
    assert Wave.objects.get().state == Wave.State.CLOSED
    page.locator("#id_uncoded").check()
    walk.form()
    assert Wave.objects.get().state == Wave.State.RELEASED
    walk.link("Bekijk wat iedereen ziet")
    assert "/desk/" not in page.url
    press(page.get_by_role("link", name="De agenda", exact=True))
    walk.look()
    expect(page.locator("h1")).to_have_text("De agenda")
    assert not walk.wrong, "\n".join(walk.wrong)
