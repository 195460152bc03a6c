# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Weighing at the desk and behind a personal link: every step, and every state of a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client

from hcat.agenda.api import decisions, stop
from hcat.correspondence.api import BUDGET_MAILS, MailKind, enqueue, outbox
from hcat.foundation.api import today
from hcat.weighing.api import (
    Ruled,
    close_round,
    decide_round,
    keep_criteria,
    letters,
    round_called,
    tasks,
)
from hcat.weighing.models import Round
from tests.web.desk.conftest import BY, Visitor, fields_of, text_of
from tests.weighing.making import (
    assessors,
    closed,
    in_days,
    no_interests,
    opened,
    post_all,
    prepared,
    said,
    scores,
    three_criteria,
    tied,
)

DESK = "/desk/weighing"
pytestmark = pytest.mark.usefixtures("polder")


def post(visitor: Visitor, path: str, **data: object) -> str:
    """Sends a form and gives what the next page says; the answer must be a redirect."""
    response = visitor.client.post(f"/en{path}", data, follow=True)
    assert response.redirect_chain, text_of(response)[:800]
    return text_of(response)


def refused(visitor: Visitor, path: str, **data: object) -> str:
    response = visitor.client.post(f"/en{path}", data)
    assert response.status_code == 422, response.status_code
    return text_of(response)


def link_of(person: int) -> str:
    """The address in the last mail to an assessor, without its language."""
    body = outbox().filter(person_id=person).first().body
    return "/link/weighing/" + body.split("/link/weighing/")[1].split()[0]


def shown(visitor: Visitor, here: str) -> dict[str, str]:
    """What the button about letters on paper sends."""
    page = visitor.open(f"{here}/letters").content.decode()
    return {"do": "paper", "letters": page.split('name="letters" value="')[-1].split('"')[0]}


def test_a_manager_goes_from_nothing_to_scoring(manager: Visitor) -> None:
    assert "There are no criteria yet" in text_of(manager.open(DESK))
    keep_criteria(by=BY, sheet=three_criteria(), reason="To test with.")
    assert "No round was begun yet" in text_of(manager.open(DESK))
    deadline = (today() + timedelta(days=10)).strftime("%d-%m-%Y")
    told = refused(manager, f"{DESK}/new", title="", deadline="soon", capacity="0", criteria="1")
    assert "This is not a date" in told
    post(manager, f"{DESK}/new", title="Spring", deadline=deadline, capacity="2", criteria="1")
    here = f"{DESK}/rounds/spring"
    told = post(manager, f"{here}/initiatives", initiative=["club", "lab-east"], then="on")
    assert "2 initiatives are in the round." in told
    for number in (1, 2):
        told = post(
            manager, f"{here}/assessors", name=f"Person {number}",
            mail=f"person{number}@example.org", language="en",
        )  # fmt: skip
        assert "The assessor is added." in told
    assert "Assessors: 2." in text_of(manager.open(f"{here}/open"))
    assert "Scoring has begun." in post(manager, f"{here}/open")
    assert "2 assessors, of whom 0 done" in text_of(manager.open(here))


def test_what_is_typed_stays_when_a_round_cannot_begin(manager: Visitor) -> None:
    found = prepared(assessors(1))
    told = refused(manager, f"{DESK}/rounds/{found.key}/open")
    assert "A round needs at least two assessors." in told


def test_an_assessor_scores_behind_a_link_and_comes_back(manager: Visitor) -> None:
    people = assessors(3)
    found = opened(people)
    client = Client()
    page = link_of(people[1])
    first = client.get(f"/en{page}", follow=True)
    assert first.redirect_chain == [(f"/en{page}/interests", 302)]
    assert "Your interests" in text_of(first)
    sent = {"interest-10": "on", "reason-10": "My employer."}
    response = client.post(f"/en{page}/interests", sent)
    assert response.status_code == 302
    told = text_of(client.get(f"/en{page}"))
    assert "2 of 2 initiatives still wait" in told
    assert "you are left out: you have an interest" in told
    wrong = client.post(f"/en{page}/1", {"score-goals": "5", "score-demand": "3"})
    assert wrong.status_code == 422
    assert "say why you give a 5" in text_of(wrong)
    assert b'value="5" class' in wrong.content or b"checked" in wrong.content
    right = client.post(f"/en{page}/1", {"score-goals": "4", "score-demand": "3"})
    assert right.status_code == 302
    elsewhere = Client().get(f"/en{page}/1").content.decode()
    assert elsewhere.count("checked") == 2, "another device goes on where this one stopped"
    client.post(f"/en{page}/1", {f"score-{one}": "4" for one in ("goals", "demand", "reach")})
    last = client.post(
        f"/en{page}/2", {f"score-{one}": "3" for one in ("goals", "demand", "reach")}
    )
    assert last["Location"] == f"/en{page}"
    assert "You are done; thank you." in text_of(client.get(f"/en{page}"))
    assert "3 assessors, of whom 1 done" in text_of(manager.open(f"{DESK}/rounds/{found.key}"))


def test_each_interest_has_its_own_reason_and_keeps_it_when_looked_at_again() -> None:
    people = assessors(2)
    found = opened(people)
    client = Client()
    page = f"/en{link_of(people[0])}/interests"
    refusals = {
        "Say it in a few words.": {"interest-1": "on", "reason-1": " "},
        "Tick the initiative too": {"reason-2": "My sister works there."},
    }
    for words, given in refusals.items():
        wrong = client.post(page, given)
        assert wrong.status_code == 422
        assert words in text_of(wrong)
    assert 'value="My sister works there."' in wrong.content.decode()
    both = {
        "interest-1": "on", "reason-1": "My employer.",
        "interest-10": "on", "reason-10": "I own it.",
    }  # fmt: skip
    assert client.post(page, both).status_code == 302

    def standing() -> dict[int, str]:
        return {
            one.entry.number: one.interest
            for one in tasks(found, people[0])[1]
            if one.interest is not None
        }

    assert standing() == {1: "My employer.", 10: "I own it."}
    again = fields_of(client.get(page))
    again |= {name: ["on"] for name in again if name.startswith("interest-")}
    assert client.post(page, again).status_code == 302
    assert standing() == {1: "My employer.", 10: "I own it."}
    del again["interest-1"]
    assert client.post(page, again).status_code == 302
    assert standing() == {10: "I own it."}


def test_a_page_behind_a_link_is_for_nobody_else_and_is_not_indexed() -> None:
    people = assessors(2)
    opened(people)
    page = link_of(people[0])
    response = Client().get(f"/en{page}/interests")
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    for wrong in (page[:-3], f"{page}x", page.replace(".", "-"), "/link/weighing/none"):
        assert Client().get(f"/en{wrong}").status_code == 404
    assert Client().get(f"/en{page}/77", follow=True).status_code in (200, 404)


def test_somebody_with_an_account_scores_at_the_desk(
    signed_in: Callable[[str], Visitor],
) -> None:
    member = signed_in("steering_group")
    me = member.client.get("/en/desk").wsgi_request.user.person.pk
    found = opened([me, *assessors(1)])
    assert "Give your scores" in text_of(member.open("/desk"))
    here = f"{DESK}/rounds/{found.key}/score"
    assert member.client.post(f"/en{here}/interests", {}).status_code == 302
    assert member.client.post(f"/en{here}/1", {"score-goals": "3"}).status_code == 302
    assert tasks(found, me)[1][0].scores["goals"].value == 3


def test_a_closed_round_is_read_decided_and_written_about(manager: Visitor) -> None:
    people = assessors(3)
    found = opened(people, capacity=1)
    no_interests(found, *people)
    here = f"{DESK}/rounds/{found.key}"
    assert "Assessors who are not done yet" in refused(manager, f"{here}/close")
    for person in people:
        scores(found, person, 1, 4, 4, 4)
        scores(found, person, 2, 3, 3, 3)
        scores(found, person, 10, 1, 5, 5)
    told = post(manager, f"{here}/close")
    assert "What it came to" in told
    assert "below the threshold of goals en" in told
    entry = text_of(manager.open(f"{here}/outcome/10"))
    assert "because goals of 10" in entry
    assert "Assessor 1" not in entry
    form = text_of(manager.open(f"{here}/decide"))
    assert "place 1 of 2" in form
    sent = manager.fill(f"{here}/decide")
    wrong = {**sent, "what-2": ["more_information"], "what-1": ["go"], "what-10": ["no_go"]}
    response = manager.client.post(f"/en{here}/decide", wrong)
    assert response.status_code == 422
    assert "say which information is needed" in text_of(response)
    right = {**wrong, "needed-2": ["A budget."], "by_when-2": ["31-12-2099"]}
    response = manager.client.post(f"/en{here}/decide", right, follow=True)
    assert "Wait to be printed" in text_of(response)
    number = letters(found).first().pk
    assert manager.open(f"{DESK}/letters/{number}").status_code == 200
    told = post(manager, f"{DESK}/letters/{number}", subject="News", body="Dear.", edition="1")
    assert "The letter is saved." in told
    stale = refused(manager, f"{DESK}/letters/{number}", subject="Other", body="Hi.", edition="1")
    assert "As somebody else saved it" in stale
    assert "Dear." in stale
    assert Client().get(f"/en/weighing/{found.key}").status_code == 404, "no owner was told yet"
    assert "Voorjaar 2026" not in text_of(Client().get("/en/history"))
    assert "3 letters went on paper." in post(manager, f"{here}/letters", **shown(manager, here))
    public = text_of(Client().get(f"/en/weighing/{found.key}"))
    assert "3 initiatives were weighed, and 1 go on." in public
    assert "Assessor" not in public.replace("Assessors", "")


def test_a_reminder_says_how_many_mails_leave_and_how_many_wait(manager: Visitor) -> None:
    people = assessors(3)
    found = opened(people)
    for number in range(BUDGET_MAILS):
        enqueue(
            person_id=people[0], kind=MailKind("test"), subject="Asked", body="Something else.",
            dedupe_key=f"test:{number}", by=BY,
        )  # fmt: skip
    told = post(manager, f"{DESK}/rounds/{found.key}/remind")
    assert "2 mails are on their way." in told
    assert "1 mail waits until the contact budget has room." in told


def test_totals_tell_ranks_apart_and_a_line_tells_where_the_room_ends(manager: Visitor) -> None:
    people = assessors(2)
    found = opened(people, capacity=2)
    no_interests(found, *people)
    for person in people:
        scores(found, person, 1, 3, 3, 3)
        scores(found, person, 2, 3, 3, 2)
        scores(found, person, 10, 2, 3, 3)
    close_round(by=BY, round=found.key)
    page = text_of(manager.open(f"{DESK}/rounds/{found.key}"))
    line = page.index("Those above fit; there is room for 2.")
    assert page.index("3.00") < page.index("2.75") < line
    assert page.count("Those above fit") == 1


def test_the_public_reads_only_what_was_decided() -> None:
    assert "No round was decided yet" in text_of(Client().get("/en/weighing"))
    assert Client().get("/en/weighing/criteria").status_code == 404
    found = closed(assessors(2))
    assert Client().get(f"/en/weighing/{found.key}").status_code == 404
    assert found.title not in text_of(Client().get("/en/weighing"))
    assert "a no, whatever else" in text_of(Client().get("/en/weighing/criteria"))


def test_weights_are_changed_at_the_desk_as_a_next_version(manager: Visitor) -> None:
    keep_criteria(by=BY, sheet=three_criteria(), reason="First.")
    path = f"{DESK}/criteria/change"
    sent = manager.fill(path, **{"weight-goals": "60", "reason": "Goals first."})
    told = manager.client.post(f"/en{path}", sent, follow=True)
    assert "The criteria have a new version." in text_of(told)
    stale = manager.client.post(f"/en{path}", {**sent, "weight-goals": ["70"]})
    assert stale.status_code == 422
    assert "Version 2" in text_of(manager.open(f"{DESK}/criteria"))


def test_two_who_change_one_round(manager: Visitor) -> None:
    found = prepared(assessors(2))
    path = f"{DESK}/rounds/{found.key}/change"
    sent = manager.fill(path, title="Mine")
    other = manager.fill(path, title="Theirs")
    assert manager.client.post(f"/en{path}", sent).status_code == 302
    told = manager.client.post(f"/en{path}", other)
    assert told.status_code == 422
    assert "It now reads: Mine" in text_of(told)
    assert 'value="Theirs"' in told.content.decode()


def test_a_proposed_reason_is_there_in_each_language_and_a_typed_one_is_marked_with_its_own(
    manager: Visitor,
) -> None:
    found = closed(assessors(2), capacity=2)
    here = f"{DESK}/rounds/{found.key}"
    sent = manager.fill(f"{here}/decide")
    sent["reason-2"] = ["Typed with care."]
    sent["what-10"] = ["more_information"]
    sent["needed-10"], sent["by_when-10"] = ["A budget."], [(today() + timedelta(1)).isoformat()]
    assert manager.client.post(f"/en{here}/decide", sent).status_code == 302
    kept = {one.ruling.entry.number: one.ruling for one in letters(found)}
    assert set(kept[1].reason) == {"nl", "en", "de"}
    assert (kept[2].reason, kept[10].needed) == ({"en": "Typed with care."}, {"en": "A budget."})
    assert "plaats 1" in kept[1].reason["nl"]

    def dutch(path: str) -> str:
        return unescape(manager.client.get(f"{here}/{path}").content.decode())

    assert '<span lang="en">Typed with care.</span>' in dutch("outcome/2")
    assert "geschreven in het Engels" in dutch("outcome/2")
    assert "written in" not in manager.open(f"{here}/outcome/2").content.decode()
    assert kept[1].reason["nl"] in dutch("outcome/1")
    assert '<span lang="en">A budget.</span>' in dutch("decide")
    assert "gedeeltelijk in een andere taal" in dutch("letters")
    number = letters(found).get(ruling__entry__number=2).pk
    assert "Translate it before the letter goes." in text_of(
        manager.open(f"{DESK}/letters/{number}")
    )


def test_two_who_decide_on_one_round(manager: Visitor) -> None:
    found = closed(assessors(2))
    path = f"{DESK}/rounds/{found.key}/decide"
    both = [manager.fill(path), manager.fill(path)]
    both[0]["what-2"], both[0]["what-10"] = [""], [""]
    for sent, status in zip(both, (302, 422), strict=True):
        sent["what-1"] = ["go"]
        response = manager.client.post(f"/en{path}", sent)
        assert response.status_code == status
    assert "Somebody else decided on some of these in between." in text_of(response)
    assert letters(found).count() == 1


def test_who_decides_while_the_line_moves_sees_both_and_loses_nothing(manager: Visitor) -> None:
    found = closed(assessors(2), capacity=2)
    here = f"{DESK}/rounds/{found.key}"
    sent = manager.fill(f"{here}/decide")
    assert sent["what-2"] == ["go"]
    sent["reason-2"] = ["Typed with care."]
    post(manager, f"{here}/capacity", capacity="1")
    response = manager.client.post(f"/en{here}/decide", sent)
    assert response.status_code == 409
    told = text_of(response)
    assert "room for 1" in told
    assert "What the scores say now: no-go" in told
    assert "Typed with care." in told
    assert not letters(found).exists()
    again = fields_of(response)
    assert again["what-2"] == ["go"]
    again["what-2"] = ["no_go"]
    assert manager.client.post(f"/en{here}/decide", again).status_code == 302


def test_a_tie_over_the_line_proposes_nobody_and_more_than_fit_is_said_to_be_a_choice(
    manager: Visitor,
) -> None:
    found = tied(assessors(2))
    here = f"{DESK}/rounds/{found.key}"
    assert "1 (shared with 2 others)" in text_of(manager.open(here))
    assert "More share the last place than fit" in text_of(manager.open(here))
    page = text_of(manager.open(f"{here}/decide"))
    assert "More share this place than still fit" in page
    assert "that is a choice" not in page
    sent = manager.fill(f"{here}/decide")
    assert [sent.get(f"what-{number}") for number in (1, 2, 10)] == [[""]] * 3
    sent |= {"what-1": ["go"], "what-2": ["go"]}
    response = manager.client.post(f"/en{here}/decide", sent)
    assert response.status_code == 422
    assert "there is room for 1" in text_of(response)
    assert "More go on than fit: that is a choice." in text_of(response)
    assert not letters(found).exists()
    again = {**fields_of(response), "is_choice": ["on"]}
    assert manager.client.post(f"/en{here}/decide", again).status_code == 302
    assert letters(found).count() == 2


def test_what_ended_is_asked_no_go_and_the_round_is_finished_without_it(manager: Visitor) -> None:
    found = closed(assessors(2))
    here = f"{DESK}/rounds/{found.key}"
    before = manager.fill(f"{here}/decide")
    assert before["what-1"] == ["go"]
    stop(by=BY, kind="initiative", key=found.entries.get(number=1).initiative, on=today(),
         reason="Its money ran out.")  # fmt: skip
    response = manager.client.post(f"/en{here}/decide", before)
    assert response.status_code == 422
    assert "It has ended: it can get a no-go alone." in text_of(response)
    assert not letters(found).exists()
    assert "It has ended meanwhile" in text_of(manager.open(f"{here}/decide"))
    now = manager.fill(f"{here}/decide")
    assert (now["what-1"], now["what-2"], now["what-10"]) == ([""], ["no_go"], ["no_go"])
    assert manager.client.post(f"/en{here}/decide", now).status_code == 302
    post_all(found)
    assert round_called(found.key).state == "decided"
    public = text_of(Client().get(f"/en/weighing/{found.key}"))
    assert "ended before it was decided" in public


def test_a_round_is_finished_once_what_was_left_has_ended(manager: Visitor) -> None:
    found = closed(assessors(2))
    decide_round(
        by=BY, round=found.key, edition=found.edition, taken_on=today(),
        rulings=[Ruled(number, "no_go", said("No.")) for number in (2, 10)],
    )  # fmt: skip
    post_all(found)
    here = f"{DESK}/rounds/{found.key}"
    assert "Not everything in this round is decided" in refused(manager, f"{here}/finish")
    stop(by=BY, kind="initiative", key=found.entries.get(number=1).initiative, on=today(),
         reason="Its money ran out.")  # fmt: skip
    page = text_of(manager.open(here))
    assert "Finish the round" in page
    assert "has ended" in page
    assert "What was not decided has ended" in text_of(manager.open(f"{here}/finish"))
    assert "The round is finished." in post(manager, f"{here}/finish")


def test_the_steering_group_decides_and_is_back_at_the_round(
    signed_in: Callable[[str], Visitor],
) -> None:
    visitor = signed_in("steering_group")
    found = closed(assessors(2))
    here = f"{DESK}/rounds/{found.key}"
    sent = visitor.fill(f"{here}/decide")
    response = visitor.client.post(f"/en{here}/decide", sent, follow=True)
    assert response.redirect_chain == [(f"/en{here}", 302)]
    assert response.status_code == 200
    assert "The letters are drafted." in response.content.decode()


def test_a_button_is_about_the_letters_that_were_shown(manager: Visitor) -> None:
    found = closed(assessors(2))
    here = f"{DESK}/rounds/{found.key}"

    def decide(number: int) -> None:
        decide_round(
            by=BY, round=found.key, edition=found.edition, taken_on=today(),
            rulings=[Ruled(number, "no_go", said("No."))],
        )  # fmt: skip

    decide(1)
    first = shown(manager, here)
    decide(2)
    assert "1 letter went on paper." in post(manager, f"{here}/letters", **first)
    assert letters(found, waiting=True).get().ruling.entry.number == 2
    second = shown(manager, here)
    decide(2)
    told = refused(manager, f"{here}/letters", **second)
    assert "The letters changed since you looked at them." in told
    nothing = refused(manager, f"{here}/letters", do="paper", letters=f"{'9' * 5000}:x")
    assert "No letter waits to be printed." in nothing
    assert letters(found, waiting=True).count() == 1


def test_a_round_that_is_prepared_is_dropped_with_a_reason(manager: Visitor) -> None:
    found = prepared(assessors(2))
    here = f"{DESK}/rounds/{found.key}"
    assert "Drop the round" in text_of(manager.open(here))
    assert manager.open(f"{here}/drop").status_code == 200
    refused(manager, f"{here}/drop", reason=" ")
    post(manager, f"{here}/drop", reason="Nobody has time.")
    assert not Round.objects.exists()


def test_what_one_assessor_alone_scored_says_so_and_not_that_it_stays(manager: Visitor) -> None:
    people = assessors(2)
    found = opened(people, capacity=1, days=0)
    no_interests(found, *people)
    for number in (1, 2):
        scores(found, people[0], number, 4, 4, 4)
    scores(found, people[1], 1, 4, 4, 4)
    with time_machine.travel(in_days(2)):
        close_round(by=BY, round=found.key)
    here = f"{DESK}/rounds/{found.key}"
    assert text_of(manager.open(here)).count("one assessor alone scored a part") == 1
    assert "whether others agree is not known" in text_of(manager.open(f"{here}/outcome/2"))
    assert "whether others agree" not in text_of(manager.open(f"{here}/outcome/1"))


def test_an_initiative_is_compared_over_rounds(manager: Visitor) -> None:
    closed(assessors(2))
    told = text_of(manager.open(f"{DESK}/initiatives/1"))
    assert "4.0 (weight 50%)" in told
    assert "It was weighed in no round" in text_of(manager.open(f"{DESK}/initiatives/3"))


@pytest.mark.parametrize("role", ["initiative_owner", "board", "project_leader", "administrator"])
def test_who_may_not_manage_cannot(signed_in: Callable[[str], Visitor], role: str) -> None:
    visitor = signed_in(role)
    found = closed(assessors(2))
    here = f"{DESK}/rounds/{found.key}"
    for path in (f"{DESK}/new", f"{here}/change", f"{here}/capacity", f"{here}/decide",
                 f"{here}/letters", f"{here}/assessors", f"{DESK}/criteria/change"):  # fmt: skip
        assert visitor.open(path).status_code == 403, path
        assert visitor.client.post(f"/en{path}", {}).status_code == 403, path
    assert Round.objects.get().capacity == 1


def test_a_letter_is_printed_as_an_accessible_file(manager: Visitor) -> None:
    found = closed(assessors(2))
    decide_round(
        by=BY,
        round=found.key,
        edition=found.edition,
        taken_on=today(),
        rulings=[Ruled(1, "go", said("It fits."))],
    )
    number = letters(round_called(found.key)).get().pk
    response = manager.open(f"{DESK}/letters/{number}.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    post(manager, f"{DESK}/letters/{number}", subject="Go", body="One sentence.", edition="1")
    assert manager.open(f"{DESK}/letters/{number}.pdf").content.startswith(b"%PDF")


def test_after_a_go_the_sheet_is_offered_with_what_it_proposes(manager: Visitor) -> None:
    found = closed(assessors(2), capacity=2)
    decide_round(
        by=BY, round=found.key, edition=found.edition, taken_on=today(),
        rulings=[Ruled(1, "go", said("It fits.")), Ruled(2, "go", said("It fits."))],
    )  # fmt: skip
    here = f"{DESK}/rounds/{found.key}/outcome"
    assert "Let it run" not in manager.open(f"{here}/2").content.decode(), "the owner comes first"
    post_all(found)
    running = manager.open(f"{here}/1").content.decode()
    assert "Let it run" not in running, "it runs already"
    page = manager.open(f"{here}/2").content.decode()
    link = unescape(page.split('<a href="')[page.split("Let it run")[0].count('<a href="')]).split(
        '"'
    )[0]
    sent = fields_of(manager.client.get(link))
    assert sent["status"] == ["running"]
    assert sent["when.reason"] == ["Weighed in Voorjaar 2026: go."]
    assert sent["when.decision"] == [decisions().get().key]


# --- Two rounds beside each other ---------------------------------------------------------------


def test_two_rounds_are_reached_from_the_list_and_from_a_round(manager: Visitor) -> None:
    here = f"{DESK}/beside"
    assert "No round was begun yet." in text_of(manager.open(here))
    people = assessors(2)
    first = closed(people)
    assert "There is one round only." in text_of(manager.open(here))
    assert "weighing/beside" not in manager.open(DESK).content.decode()
    second = prepared(people, initiatives=["club"], days=40)
    assert f'href="/en{here}"' in manager.open(DESK).content.decode()
    page = manager.open(f"{DESK}/rounds/{first.key}").content.decode()
    assert f"{here}?other={first.key}" in page
    for query in ("", f"?other={first.key}", f"?one={second.key}&other=none", f"?one={first.key}"):
        assert "Both were weighed by the same criteria." in text_of(manager.open(here + query))


def test_two_rounds_are_filtered_and_sorted_and_keep_an_open_one_shut(manager: Visitor) -> None:
    people = assessors(2)
    closed(people)
    second = opened(people, initiatives=["lab-east", "club"], days=40)
    no_interests(second, *people)
    for person in people:
        scores(second, person, 1, 2, 5, 5)
    here = f"{DESK}/beside"
    page = manager.open(here)
    told = text_of(page)
    assert "is not closed: nobody sees what it comes to before that." in told
    assert "4.00" in told
    assert "3.50" not in told, "what the open one comes to"
    assert "in both rounds (2)" in told
    alone = text_of(manager.open(f"{here}?where=earlier"))
    assert "1 initiative " in alone
    assert "No initiative fits these filters." in text_of(manager.open(f"{here}?where=later"))
    order = [
        manager.open(f"{here}?sort={sort}")
        .content.decode()
        .split("<tbody>")[1]
        .split("</tbody>")[0]
        for sort in ("earlier-total", "-earlier-total")
    ]
    found = [one.split("/initiatives/")[1:] for one in order]
    assert [one[:2] for one in found[0]] == [one[:2] for one in reversed(found[1])]
    assert 'aria-sort="descending"' in manager.open(f"{here}?sort=-later-firm").content.decode()


def test_two_rounds_without_an_initiative_in_common_say_so(manager: Visitor) -> None:
    people = assessors(2)
    prepared(people, initiatives=["lab-east"])
    prepared(people, initiatives=["club"], days=40)
    told = text_of(manager.open(f"{DESK}/beside"))
    assert "No initiative is in both rounds." in told
    assert "not in it" in told


def test_two_rounds_are_for_who_may_read_weighing(signed_in: Callable[..., Visitor]) -> None:
    assert signed_in("initiative_owner").open(f"{DESK}/beside").status_code == 403
