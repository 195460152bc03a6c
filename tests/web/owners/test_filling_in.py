# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole way of an owner, without JavaScript: eight questions, the whole, sent in."""

from __future__ import annotations

import re

from hcat.agenda.api import item, revise
from hcat.foundation.api import Translated, today
from hcat.owners.api import STEPS, SheetUpdate, sheet_of, update_of

from .conftest import BY, LAB, Bearer, Visitor, contact, fields_of, text_of, token


def test_an_owner_walks_through_and_the_manager_takes_it_over(
    bearer: Bearer, manager: Visitor
) -> None:
    start = bearer.open()
    assert "It takes three minutes" in text_of(start)
    assert f"/link/sheet/{bearer.token}/how-it-goes" in start.content.decode()
    answers = {
        "how-it-goes": {"status": "paused", "progress": "The building waits.\r\nNothing else."},
        "whom": {"levels": ["hbo"]},
        "where": {"places": ["GM0001", "GM0002"]},
        "reach": {"reach": "1.250", "reach_of": "pupils a year"},
        "partners": {"partners": "School A\n\nSchool B\n"},
        "means": {"people": "0,5", "money": "0", "funders": "Province"},
        "yields": {"yields": "", "due": "31-12-2027"},
        "evidence": {"evidence": "https://example.org/lab"},
    }
    steps = list(STEPS)
    for place, (step, given) in enumerate(answers.items()):
        said = bearer.send(step, **given)
        assert said.status_code == 302, text_of(said)
        following = steps[place + 1] if place + 1 < len(steps) else "look"
        assert said["Location"] == bearer.url(following)
    look = text_of(bearer.open("look"))
    assert "new: paused" in look
    assert "was: running" in look
    assert "€ 0" in look
    assert "Thank you" in text_of(bearer.send("look"))
    assert "was sent in on" in text_of(bearer.open())

    update = update_of(LAB)
    assert update is not None
    address = f"/desk/owners/updates/{update.pk}"
    assert f"/en{address}" in manager.open("/desk").content.decode()
    shown = text_of(manager.open(address))
    assert "The owner changes 12 fields" in shown
    assert "Not yet in: Nederlands" in shown
    assert manager.client.post(f"/en{address}", manager.fill(address)).status_code == 302

    sheet = item("initiative", LAB).sheet
    assert sheet.status == "paused"
    assert sheet.progress == Translated({"en": "The building waits.\nNothing else."})
    assert (sheet.reach, sheet.money, sheet.people) == (1250, 0, 0.5)
    assert sheet.yields is None
    assert (sheet.reported, sheet.partners) == (today(), ["School A", "School B"])
    assert f"/en{address}" not in manager.open("/desk").content.decode()
    public = text_of(manager.client.get("/en/initiatives/1"))
    assert "1,250 pupils a year" in public
    assert "paid by Province" in public


def test_a_personal_page_has_a_small_head_and_leads_to_what_is_wrong(bearer: Bearer) -> None:
    page = bearer.open("means").content.decode()
    head = page[page.index("<header") : page.index("</header>")]
    assert 'type="search"' not in head
    assert "mainnav" not in head
    assert all(part in head for part in ("wordmark", 'id="languages"'))
    assert 'href="#content"' in page
    public = bearer.client.get("/en").content.decode()
    assert "mainnav" in public
    wrong = bearer.send("means", money="a lot").content.decode()
    summary = wrong[wrong.index('class="summary"') :]
    assert 'tabindex="-1" autofocus' in summary[: summary.index(">")]


def test_nothing_has_changed_is_two_clicks(bearer: Bearer) -> None:
    assert "If all of this still holds" in text_of(bearer.open("look"))
    form = bearer.fill("look")
    assert "it was confirmed on" in text_of(bearer.send("look"))
    assert item("initiative", LAB).sheet.reported == today()
    once_more = bearer.client.post(bearer.url("look"), form)
    assert (once_more.status_code, once_more["Location"]) == (302, bearer.url("sent"))
    assert SheetUpdate.objects.count() == 1


def test_sending_a_changed_sheet_twice_is_thanked_once_and_kept_once(bearer: Bearer) -> None:
    assert bearer.open("sent")["Location"] == bearer.url()
    bearer.send("means", money="100")
    form = bearer.fill("look")
    for _press in range(2):
        sent = bearer.client.post(bearer.url("look"), form, follow=True)
        assert sent.status_code == 200
        assert "looks at what you changed" in text_of(sent)
    assert SheetUpdate.objects.count() == 1
    other = Bearer(token(contact(mail="noor@voorbeeld.example")))
    assert other.client.post(other.url("look"), form).status_code == 409


def test_a_question_comes_back_filled_in_on_another_device(bearer: Bearer) -> None:
    bearer.send("means", money="12000")
    other = Bearer(token(contact()))
    assert other.fill("means")["money"] == ["12000.00"] or other.fill("means")["money"] == ["12000"]
    assert "1 of 8 questions were answered" in text_of(other.open())


def test_two_people_at_one_question_choose(bearer: Bearer) -> None:
    other = Bearer(token(contact(mail="noor@voorbeeld.example")))
    mine, theirs = bearer.fill("how-it-goes"), other.fill("how-it-goes")
    bearer.client.post(bearer.url("how-it-goes"), mine | {"progress": "Half of it stands."})
    told = other.client.post(other.url("how-it-goes"), theirs | {"progress": "All of it."})
    assert told.status_code == 409
    text = text_of(told)
    assert "Nothing is overwritten" in text
    assert "Half of it stands." in text
    assert "All of it." in text
    update = update_of(LAB)
    assert update is not None
    assert update.answers["progress.en"]["value"] == "Half of it stands."
    chosen = other.client.post(other.url("how-it-goes"), fields_of(told))
    assert chosen.status_code == 302
    update.refresh_from_db()
    assert update.answers["progress.en"]["value"] == "All of it."


def test_keeping_what_the_other_wrote_saves_what_nobody_else_answered(bearer: Bearer) -> None:
    other = Bearer(token(contact(mail="noor@voorbeeld.example")))
    mine, theirs = bearer.fill("whom"), other.fill("whom")
    bearer.client.post(bearer.url("whom"), mine | {"target_group": "Pupils"})
    told = other.client.post(
        other.url("whom"), theirs | {"target_group": "Everybody", "levels": ["hbo"]}
    )
    assert told.status_code == 409
    [names] = re.findall(r'name="theirs" value="([^"]*)"', told.content.decode())
    kept = other.client.post(other.url("whom"), fields_of(told) | {"theirs": names})
    assert kept["Location"] == other.url("where")
    update = update_of(LAB)
    assert update is not None
    said = {name: one["value"] for name, one in update.answers.items()}
    assert said == {"target_group.en": "Pupils", "levels": ["hbo"]}


def test_a_question_opened_after_sending_in_leads_to_where_it_can_be_taken_back(
    bearer: Bearer,
) -> None:
    data = bearer.fill("means", money="100")
    bearer.client.post(bearer.url("means"), data)
    bearer.send("look")
    assert bearer.open("means")["Location"] == bearer.url()
    refused = bearer.client.post(bearer.url("means"), data | {"money": "200"})
    assert refused.status_code == 422
    assert "200" in refused.content.decode()


def test_an_address_without_its_beginning_is_completed(bearer: Bearer) -> None:
    bearer.send("evidence", evidence="www.example.org\nexample.org/lab?x=1\nhttp://a.example.org")
    update = update_of(LAB)
    assert update is not None
    assert update.answers["evidence"]["value"] == [
        "https://www.example.org", "https://example.org/lab?x=1", "http://a.example.org",
    ]  # fmt: skip


def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(bearer: Bearer) -> None:
    for step, given, said in (
        ("reach", {"reach": "12", "reach_of": ""}, "Say of whom or what"),
        ("reach", {"reach": "a dozen"}, "This is not a number"),
        ("reach", {"reach": "1,5", "reach_of": "people"}, "Write a whole number"),
        ("means", {"money": "-1"}, "0"),
        ("yields", {"due": "31-2-2027"}, "This is not a date"),
        ("evidence", {"evidence": "javascript:alert(1)"}, "is not the address of a page"),
        ("evidence", {"evidence": "https://no page"}, "is not the address of a page"),
    ):
        answer = bearer.send(step, **given)
        assert answer.status_code == 422, (step, given)
        assert said in text_of(answer)
        assert next(iter(given.values())) in answer.content.decode()
    assert update_of(LAB) is None


def test_a_text_in_another_language_is_shown_beside_the_empty_box(bearer: Bearer) -> None:
    revise(
        by=BY, kind="initiative", key=LAB, on=today(), reason="Known now",
        fields={"yields": {"nl": "Meer banen"}},
    )  # fmt: skip
    assert "Meer banen" in text_of(bearer.open("yields"))
    bearer.send("yields")
    update = update_of(LAB)
    assert update is not None
    assert update.answers == {}


def test_what_the_manager_changed_meanwhile_is_chosen_between(
    bearer: Bearer, manager: Visitor
) -> None:
    bearer.send("means", money="100", funders="Province")
    revise(
        by=BY, kind="initiative", key=LAB, on=today(), reason="Known now",
        fields={"money": 500, "people": 2},
    )  # fmt: skip
    bearer.send("look")
    update = update_of(LAB)
    assert update is not None
    address = f"/desk/owners/updates/{update.pk}"
    data = manager.fill(address)
    refused = manager.client.post(f"/en{address}", data)
    assert refused.status_code == 422
    assert "Choose which should stand" in text_of(refused)
    assert manager.client.post(f"/en{address}", data | {"choice-0": "sheet"}).status_code == 302
    sheet = sheet_of(LAB).sheet
    assert (sheet.money, sheet.people, sheet.funders) == (500, 2, ["Province"])


def test_a_question_of_the_manager_comes_back_with_a_link(bearer: Bearer, manager: Visitor) -> None:
    from .conftest import links_in_mail

    bearer.send("means", money="100")
    bearer.send("look")
    update = update_of(LAB)
    assert update is not None
    address = f"/desk/owners/updates/{update.pk}/ask-back"
    data = manager.fill(address, question="Is that 100% a year?", steps=["means"])
    assert manager.client.post(f"/en{address}", data).status_code == 302
    [link] = links_in_mail()
    again = Bearer(link)
    assert "Is that 100% a year?" in text_of(again.open())
    assert "The question of the programme office is about this" in text_of(again.open("look"))
    again.send("means", money="200")
    assert "looks at what you changed" in text_of(again.send("look"))


def test_an_owner_with_an_account_fills_in_the_same_sheet(signed_in: object) -> None:
    owner = signed_in("initiative_owner")  # type: ignore[operator]
    assert "/en/desk/owners/1/sheet" in owner.open("/desk").content.decode()
    address = "/desk/owners/1/sheet/means"
    data = owner.fill(address, money="300")
    assert owner.client.post(f"/en{address}", data)["Location"] == "/en/desk/owners/1/sheet/yields"
    assert owner.open("/desk/owners/10/sheet").status_code == 403
    assert owner.open("/desk/owners").status_code == 403
