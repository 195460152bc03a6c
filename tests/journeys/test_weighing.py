# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Five assessors weigh thirty initiatives in a real browser, from an empty desk to the letters."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from hcat.agenda.api import decisions, items
from hcat.correspondence.api import outbox
from hcat.foundation.api import Actor, today
from hcat.parties.api import invite, people
from hcat.weighing.api import (
    Given,
    declare_interests,
    give_scores,
    keep_criteria,
    letters,
    read_criteria,
    round_called,
)

from .accessible import wrong_at_both_widths
from .conftest import TWENTE, Open
from .test_report import come_in, send

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


def fill_scores(page: Page, number: int, assessor: int) -> None:
    """A score on each criterion; a sentence with a 1 and a 5."""
    groups = page.locator("section.weighed")
    for place in range(groups.count()):
        value = score(number, assessor, place)
        groups.nth(place).locator(f"input[value='{value}']").check()
        if value in (1, 5):
            groups.nth(place).locator("textarea").fill(f"Daarom een {value}.")


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
        wrong.extend(wrong_at_both_widths(page))

    come_in(page, site, "programme_manager")
    page.goto(f"{site}/desk/weighing")
    look()
    page.get_by_role("link", name="Een ronde beginnen").click()
    page.locator("#id_title").fill("Voorjaar")
    page.locator("#id_deadline").fill((today() + timedelta(days=14)).strftime("%d-%m-%Y"))
    page.locator("#id_capacity").fill(str(FIT))
    look()
    send(page)
    page.goto(f"{page.url}?text=&status=")
    look()
    for start in (1, 2):
        page.goto(f"{site}/{HERE}/initiatives?page={start}")
        for one in chosen:
            box = page.locator(f"[id='i-{one.key}']")
            if box.count():
                box.check()
        page.get_by_role("button", name="Deze pagina bewaren").click()
    assert f"{INITIATIVES} zitten in de ronde." in page.locator("main").inner_text()
    page.goto(f"{site}/{HERE}/assessors")
    for number in range(ASSESSORS):
        page.locator("#id_name").fill(f"Beoordelaar {number}")
        page.locator("#id_mail").fill(f"assessor{number}@example.org")
        send(page)
    look()
    page.get_by_role("link", name="Verder: begin met scoren").click()
    look()
    send(page)
    assert f"{ASSESSORS} beoordelaars, van wie 0 klaar" in page.locator("main").inner_text()
    look()

    # The first assessor behind a personal link, on every page; the others by what the pages call.
    assessor = visit("about:blank")
    assessor.goto(site + link_of("assessor0@example.org"))
    wrong.extend(wrong_at_both_widths(assessor))
    last = chosen[-1].sheet
    assessor.get_by_label(str(last.name), exact=True).check()
    assessor.locator("#id_reason").fill("Mijn werkgever doet mee.")
    send(assessor)
    wrong.extend(wrong_at_both_widths(assessor))
    assessor.get_by_role("link", name="Het volgende scoren").click()
    for place, one in enumerate(chosen[:-1]):
        assert str(one.sheet.name) in assessor.locator("h1").inner_text()
        fill_scores(assessor, one.sheet.number, 0)
        if place == 0:
            wrong.extend(wrong_at_both_widths(assessor))
        send(assessor)
    assert "U bent klaar; dank u wel." in assessor.locator("main").inner_text()
    for number in range(1, ASSESSORS):
        who = people(text=f"assessor{number}@").get().pk
        declare_interests(by=BY, round="voorjaar", person_id=who, conflicts={})
        for one in chosen:
            given = {}
            for place, criterion in enumerate(sheet.criteria):
                value = score(one.sheet.number, number, place)
                why = f"Reden van {number}." if value in (1, 5) else ""
                given[criterion.key] = Given(value, why)
            give_scores(
                by=BY, round="voorjaar", person_id=who, number=one.sheet.number, given=given
            )

    page.goto(f"{site}/desk")
    page.get_by_role("link", name="De ronde sluiten").first.click()
    look()
    send(page)
    told = page.locator("main").inner_text()
    assert "Wat eruit kwam" in told
    assert "Beoordelaar" not in told.replace("Beoordelaars", "")
    look()
    page.locator("table a").first.click()
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
    # Nobody is proposed by a place that is shared over the line: that is for a person to say.
    undecided = page.locator("input[type=radio][value='']:checked").all()
    for name in [str(one.get_attribute("name")) for one in undecided]:
        page.locator(f"input[name='{name}'][value='no_go']").check()
        reason = name.replace("what-", "reason-")
        page.locator(f"[name='{reason}']").fill("Er is geen plaats meer.")
    send(page)
    assert "Wachten op verzending per mail: 3." in page.locator("main").inner_text()
    look()
    page.locator("table a").first.click()
    look()
    page.locator("#id_subject").fill("Wat wij besloten")
    send(page)
    page.get_by_role("button", name="De brieven per mail versturen").click()
    assert "3 brieven zijn onderweg." in page.locator(".notices").inner_text()
    page.get_by_role("button", name="De geprinte brieven zijn op de post").click()
    assert not letters(round_called("voorjaar"), waiting=True).exists()
    sent = outbox().filter(kind="weighing.letter")
    assert {one.language for one in sent} == {"nl", "en", "de"}
    assert not any("Beoordelaar" in one.body for one in sent)
    assert decisions().count() == 1

    page.context.clear_cookies()
    for path in ("weighing", "weighing/voorjaar", "weighing/criteria"):
        page.goto(f"{site}/{path}")
        look()
    assert not wrong, "\n".join(wrong)
