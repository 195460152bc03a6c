# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Five assessors weigh thirty initiatives in a real browser, from an empty desk to the letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from hcat.agenda.api import decisions, items
from hcat.correspondence.api import outbox
from hcat.foundation.api import Actor, today
from hcat.parties.api import invite
from hcat.weighing.api import (
    choose_initiatives,
    keep_criteria,
    letters,
    prepare_round,
    read_criteria,
    round_called,
)
from hcat.weighing.models import Score

from .accessible import NARROW, wrong_at_both_widths
from .conftest import TWENTE, Open
from .walking import come_in, press, send

pytestmark = pytest.mark.journey

BY = Actor.system("test")
ASSESSORS, INITIATIVES, FIT = 5, 30, 8
HERE = "desk/weighing/rounds/voorjaar"


def score(number: int, assessor: int, criterion: int) -> int:
    """Whatever it is, the same each time and not the same for all."""
    return 1 + (number * 7 + assessor * 3 + criterion * 5 + number * criterion) % 5


def link_of(mail: str) -> str:
    """The address in the mail to an assessor, on whatever site it is opened."""
    body = outbox().get(person__mail=mail, kind="weighing.asked").body
    return urlsplit(next(one for one in body.split() if "/link/weighing/" in one)).path


FILL = """given => {
    const form = document.querySelector("form.desk");
    for (const [name, value] of Object.entries(given)) {
        const field = form.elements[name];
        if (field.type === "checkbox") field.checked = value; else field.value = value;
    }
}"""
"""Chooses and types in the form of the page, all at once: a click for each would take minutes."""
SCORE = """([all, numbers]) => {
    const number = numbers[document.querySelector("h1").innerText.trim()];
    if (number === undefined) return null;
    const form = document.querySelector("form.desk");
    for (const [name, value] of Object.entries(all[number])) form.elements[name].value = value;
    setTimeout(() => form.requestSubmit(), 0);
    return number;
}"""
"""The same on the page of whatever initiative is open, and sends it. Its number."""
CHOOSE = """keys => {
    for (const key of keys) {
        const box = document.getElementById(`i-${key}`);
        if (box) box.checked = true;
    }
}"""
LEAVE_OUT = """reason => {
    const form = document.querySelector("form.desk");
    for (const one of form.querySelectorAll("input[type=radio][value='']:checked")) {
        form.elements[one.name].value = "no_go";
        form.elements[one.name.replace("what-", "reason-")].value = reason;
    }
}"""
"""Nobody is proposed by a place that is shared over the line: that is for a person to say."""


def given(criteria: Sequence[str], number: int, assessor: int) -> dict[str, str]:
    """A score on each criterion; a sentence with a 1 and a 5."""
    made = {}
    for place, key in enumerate(criteria):
        value = score(number, assessor, place)
        made[f"score-{key}"] = str(value)
        if value in (1, 5):
            made[f"reason-{key}"] = f"Daarom een {value}."
    return made


def fill_by_hand(page: Page, values: Mapping[str, str]) -> None:
    """The same with a click for each score."""
    for name, value in values.items():
        if name.startswith("score-"):
            page.locator(f"input[name='{name}'][value='{value}']").check()
        else:
            page.locator(f"[name='{name}']").fill(value)


def score_on(page: Page, names: Mapping[str, int], assessor: int, criteria: Sequence[str]) -> int:
    """Scores the initiative whose page is open, and goes on to the next one. Its number."""
    every = {str(number): given(criteria, number, assessor) for number in names.values()}
    with page.expect_navigation(wait_until="domcontentloaded"):
        number = page.evaluate(SCORE, [every, dict(names)])
    return int(number)


def look_at(page: Page) -> list[str]:
    """Whether it fits at both widths, and axe's rules on a phone: once for each page."""
    return wrong_at_both_widths(page, rules_at=(NARROW,))


def five_score(site: str, visit: Open, names: Mapping[str, int]) -> list[str]:
    """Each behind the link in their own mail: the first has an interest in one of the initiatives,
    the second stops half-way and goes on on another device. What is wrong with their pages."""
    keys = [one.key for one in read_criteria(TWENTE).criteria]
    wrong = []
    for who in range(ASSESSORS):
        link = site + link_of(f"assessor{who}@example.org")
        page = visit(link)
        todo = dict(names)
        if who == 0:
            number = todo.pop(list(todo)[-1])
            page.evaluate(
                FILL, {f"interest-{number}": True, f"reason-{number}": "Mijn werkgever doet mee."}
            )
            wrong += look_at(page)
        send(page)
        if who == 0:
            wrong += look_at(page)
        press(page.get_by_role("link", name="Het volgende scoren"))
        if who == 0:
            number = todo.pop(page.locator("h1").inner_text())
            fill_by_hand(page, given(keys, number, who))
            wrong += look_at(page)
            send(page)
            page.locator(".notices").wait_for()
        if who == 1:
            half = {score_on(page, todo, who, keys) for _turn in range(INITIATIVES // 2)}
            page.context.close()
            page = visit(link)
            todo = {name: number for name, number in todo.items() if number not in half}
            lead = page.locator(".lead").inner_text()
            assert f"{len(todo)} van de {INITIATIVES} initiatieven" in lead
            press(page.get_by_role("link", name="Het volgende scoren"))
        done = {score_on(page, todo, who, keys) for _turn in range(len(todo))}
        assert done == set(todo.values())
        expect(page.locator("main")).to_contain_text("U bent klaar; dank u wel.")
        page.context.close()
    return wrong


def test_thirty_initiatives_are_weighed_by_five_from_an_empty_desk_to_the_letters(
    site: str, visit: Open
) -> None:
    wrong: list[str] = []
    sheet = read_criteria(TWENTE)
    keep_criteria(by=BY, sheet=sheet, reason="Uit de map.")
    open_ones = [one for one in items("initiative") if one.sheet.status in ("idea", "running")]
    chosen = open_ones[:INITIATIVES]
    assert len(chosen) == INITIATIVES
    for one, language in zip(chosen, ("nl", "en", "de"), strict=False):
        invite(
            name=f"Eigenaar {one.sheet.number}", mail=f"owner{one.sheet.number}@example.org",
            role="initiative_owner", scope=f"initiative:{one.key}", language=language, by=BY,
        )  # fmt: skip
    page = visit("about:blank")

    def look() -> None:
        wrong.extend(look_at(page))

    come_in(page, site)
    page.goto(f"{site}/desk/weighing")
    look()
    page.get_by_role("link", name="Een ronde beginnen").click()
    page.locator("#id_title").fill("Voorjaar")
    page.locator("#id_deadline").fill((today() + timedelta(days=14)).strftime("%d-%m-%Y"))
    page.locator("#id_capacity").fill(str(FIT))
    look()
    send(page)
    look()
    for start in (1, 2):
        if start > 1:
            page.goto(f"{site}/{HERE}/initiatives?page={start}")
        page.evaluate(CHOOSE, [one.key for one in chosen])
        press(page.get_by_role("button", name="Deze pagina bewaren"))
    expect(page.locator("main")).to_contain_text(f"{INITIATIVES} zitten in de ronde.")
    page.goto(f"{site}/{HERE}/assessors")
    for number in range(ASSESSORS):
        page.evaluate(
            FILL, {"name": f"Beoordelaar {number}", "mail": f"assessor{number}@example.org"}
        )
        send(page)
    look()
    press(page.get_by_role("link", name="Verder: begin met scoren"))
    look()
    send(page)
    expect(page.locator("main")).to_contain_text(f"{ASSESSORS} beoordelaars, van wie 0 klaar")
    look()

    wrong += five_score(site, visit, {str(one.sheet.name): one.sheet.number for one in chosen})
    counted = Score.objects.filter(entry__round__key="voorjaar").count()
    assert counted == (ASSESSORS * INITIATIVES - 1) * len(sheet.criteria)

    page.goto(f"{site}/desk")
    press(page.get_by_role("link", name="De ronde sluiten").first)
    look()
    send(page)
    told = page.locator("main").inner_text()
    assert "Wat eruit kwam" in told
    assert "Beoordelaar" not in told.replace("Beoordelaars", "")
    look()
    press(page.locator("table a").first)
    look()
    page.goto(f"{site}/{HERE}/decide")
    look()
    page.locator("#id_body").select_option(index=1)
    first = chosen[0].sheet.number
    page.locator(f"input[name='what-{first}'][value='more_information']").check()
    page.locator("section.weighed", has=page.locator(f"[name='what-{first}']")).locator(
        "summary"
    ).click()
    page.locator(f"[name='needed-{first}']").fill("Een begroting voor twee jaar.")
    page.locator(f"[name='by_when-{first}']").fill((today() + timedelta(days=30)).isoformat())
    page.evaluate(LEAVE_OUT, "Er is geen plaats meer.")
    send(page)
    expect(page.locator("main")).to_contain_text("Wachten op verzending per mail: 3.")
    look()
    press(page.locator("table a").first)
    look()
    page.locator("#id_subject").fill("Wat wij besloten")
    send(page)
    page.get_by_role("button", name="De brieven per mail versturen").click()
    expect(page.locator(".notices")).to_contain_text("3 brieven zijn onderweg.")
    press(page.get_by_role("button", name="De geprinte brieven zijn op de post"))
    assert not letters(round_called("voorjaar"), waiting=True).exists()
    sent = outbox().filter(kind="weighing.letter")
    assert {one.language for one in sent} == {"nl", "en", "de"}
    assert not any("Beoordelaar" in one.body for one in sent)
    assert decisions().count() == 1

    prepare_round(by=BY, title="Najaar", deadline=today() + timedelta(days=40), capacity=2)
    choose_initiatives(by=BY, round="najaar", add=[one.key for one in chosen[:5]])
    page.goto(f"{site}/{HERE}")
    page.get_by_role("link", name="Naast een andere ronde zetten").click()
    expect(page.locator("main")).to_contain_text("“Najaar” is niet gesloten")
    look()

    page.context.clear_cookies()
    for path in ("weighing", "weighing/voorjaar", "weighing/criteria"):
        page.goto(f"{site}/{path}")
        look()
    assert not wrong, "\n".join(wrong)
