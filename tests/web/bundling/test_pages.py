# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of bundling: judged, proposed, decided and called for, without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from hcat.agenda.api import item, items, revise
from hcat.bundling.api import (
    Call,
    Proposal,
    ask_owners,
    calls,
    draft_call,
    judgement_on,
    pairs,
    propose,
    publish_call,
    spots,
)
from hcat.correspondence.api import outbox
from hcat.foundation.api import Actor, today
from hcat.helpdesk.api import Asked, ask
from hcat.parties.api import invite
from tests.bundling.conftest import load_with_pairs
from tests.standing import loaded_once

BY = Actor.system("test")
BACKEND = "django.contrib.auth.backends.ModelBackend"
HEIR, OTHER = "initiative-66", "initiative-33"


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), loaded_once("twente with its pairs", load_with_pairs):
        yield


@pytest.fixture
def manager(_loaded: None, db: None) -> Client:
    return signed_in("programme_manager")


def signed_in(role: str, scope: str = "") -> Client:
    person = invite(
        by=BY, mail=f"{role}@example.org", name=f"Invented {role}", role=role, scope=scope
    )
    assert person.user is not None
    client = reading("en")
    client.force_login(person.user, backend=BACKEND)
    return client


class Reader(Client):
    """Reads the pages in one language, whose address begins with it."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.prefix = "" if language == "nl" else f"/{language}"

    def get(self, path: str, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        return super().get(self._in_language(path), *args, **kwargs)

    def post(self, path: str, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        return super().post(self._in_language(path), *args, **kwargs)

    def _in_language(self, path: str) -> str:
        return path if path.startswith(f"{self.prefix}/") else f"{self.prefix}{path}"


def reading(language: str) -> Reader:
    return Reader(language)


def text_of(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return str(response.content.decode())


def proposed(**given: Any) -> Proposal:
    said: dict[str, Any] = {
        "by": BY, "kind": "merge", "members": [HEIR, OTHER], "heir": HEIR, "reason": "Twice",
        **given,
    }  # fmt: skip
    return propose(**said)


def test_a_pair_is_judged_and_the_next_one_comes(manager: Client) -> None:
    pair = pairs().get(left=OTHER, right=HEIR)
    assert "Technisch Traineeship HTSM" in text_of(manager.get("/desk/overlap"))
    page = text_of(manager.get(f"/desk/overlap/pairs/{pair.pk}"))
    assert "<mark>Traineeship</mark>" in page
    assert page.count('name="grade"') == 4
    response = manager.post(
        f"/desk/overlap/pairs/{pair.pk}", {"grade": "same", "why": "One name", "based_on": "0"}
    )
    assert response.status_code == 302
    assert "/desk/overlap/pairs/" in response["Location"]
    judgement = judgement_on(OTHER, HEIR)
    assert judgement is not None
    assert (judgement.grade, judgement.judged_by) == ("same", "Invented programme_manager")
    assert "One name" in text_of(manager.get("/desk/overlap/judged"))


def test_enter_in_the_box_for_why_chooses_no_grade(manager: Client) -> None:
    pair = pairs().get(left=OTHER, right=HEIR)
    address = f"/desk/overlap/pairs/{pair.pk}"
    form = text_of(manager.get(address)).split('<form class="desk"')[1].split("</form>")[0]
    assert form.count("<button") == 1  # the one that Enter presses
    assert 'name="grade"' not in form.split("<button")[1].split(">")[0]
    assert " checked" not in form
    page = text_of(manager.post(address, {"why": "Typed, then Enter", "based_on": "0"}), 422)
    assert "Choose one of the four" in page
    assert 'value="Typed, then Enter"' in page
    assert judgement_on(OTHER, HEIR) is None


def test_a_second_person_is_told_and_keeps_what_was_typed(manager: Client) -> None:
    pair = pairs().get(left=OTHER, right=HEIR)
    address = f"/desk/overlap/pairs/{pair.pk}"
    manager.post(address, {"grade": "same", "based_on": "0"})
    page = text_of(
        manager.post(address, {"grade": "different", "why": "Mine", "based_on": "0"}), 422
    )
    assert "while you were looking" in page
    assert 'value="Mine"' in page


def test_a_group_becomes_a_proposal_and_the_proposal_a_merge(manager: Client) -> None:
    pair = pairs().get(left=OTHER, right=HEIR)
    manager.post(f"/desk/overlap/pairs/{pair.pk}", {"grade": "same", "based_on": "0"})
    assert f"of={OTHER},{HEIR}" in text_of(manager.get("/desk/overlap/groups"))
    address = f"/desk/overlap/proposals/new?of={OTHER},{HEIR}"
    assert "Which of them leads?" in text_of(manager.get(address))
    assert "Give a reason" in text_of(manager.post(address, {"kind": "merge", "heir": HEIR}), 422)
    response = manager.post(address, {"kind": "merge", "heir": HEIR, "reason": "Twice the same"})
    assert response.status_code == 302
    made = Proposal.objects.get()
    page = text_of(manager.get(f"/desk/overlap/proposals/{made.pk}"))
    assert "1 initiative fewer in the register." in page
    assert "People, in FTE: none of the sheets states it, so what it saves is not known" in page
    response = manager.post(
        f"/desk/overlap/proposals/{made.pk}/decide",
        {"what": "accept", "on": today().isoformat(), "why": "Agreed", "edition": "1"},
    )
    assert response.status_code == 302
    assert item("initiative", OTHER).ended_as == "merged"
    assert "accepted and carried out" in text_of(manager.get("/desk/overlap/proposals"))


def test_a_group_of_ones_own_is_proposed_and_regrouped(manager: Client) -> None:
    assert "/desk/overlap/groups/own" in text_of(manager.get("/desk/overlap/groups"))
    address = "/desk/overlap/groups/own"
    page = text_of(manager.post(address, {"numbers": "13, 9999"}), 422)
    assert "has the number 9999." in page
    assert 'value="13, 9999"' in page
    response = manager.post(address, {"numbers": " 13, 26; 36 61,"})
    assert response["Location"].endswith(
        "?of=initiative-13,initiative-26,initiative-36,initiative-61"
    )
    said = {"kind": "regroup", "reason": "Four for expats"}
    assert text_of(manager.post(response["Location"], said), 422)
    heirs = ["initiative-13", "initiative-36"]
    assert manager.post(response["Location"], {**said, "heirs": heirs}).status_code == 302
    made = Proposal.objects.get()
    assert made.heirs == heirs
    page = text_of(manager.get(f"/desk/overlap/proposals/{made.pk}"))
    assert "2 initiatives fewer in the register." in page
    assert "<dt>Go on</dt>" in page
    change = f"/desk/overlap/proposals/{made.pk}/change?of="
    for heir in heirs:
        assert f"{change}{heir}" in page
    assert manager.get(f"{change}initiative-26").status_code == 404
    form = text_of(manager.get(f"{change}initiative-36"))
    assert "most alike" in form
    sheet = item("initiative", "initiative-36")
    given = {
        "edition": "1", "based_on": str(sheet.version_id), "reason": "Less will do",
        "placements": sheet.sheet.placements, "people": "0,4",
    }  # fmt: skip
    assert manager.post(f"{change}initiative-36", given).status_code == 302
    made.refresh_from_db()
    assert made.fields["initiative-36"]["people"] == 0.4
    assert "People, in FTE" in text_of(manager.get(f"/desk/overlap/proposals/{made.pk}"))


def test_a_pair_of_ones_own_is_judged(manager: Client) -> None:
    assert "/desk/overlap/pairs/own" in text_of(manager.get("/desk/overlap"))
    address = "/desk/overlap/pairs/own"
    assert "Give two different numbers" in text_of(manager.post(address, {"numbers": "1"}), 422)
    response = manager.post(address, {"numbers": "1, 48"})
    manager.post(response["Location"], {"grade": "same", "based_on": "0"})
    judgement = judgement_on("initiative-1", "initiative-48")
    assert judgement is not None
    assert judgement.grade == "same"


def test_what_the_heir_gets_is_prefilled_and_can_be_changed(manager: Client) -> None:
    made = proposed()
    address = f"/desk/overlap/proposals/{made.pk}/change"
    assert 'value="traineeships"' in text_of(manager.get(address))
    given = {
        "edition": "1", "based_on": str(item("initiative", HEIR).version_id),
        "reason": "Better said", "placements": ["companies-and-education"],
        "ways": ["traineeships"], "partners": "VMO\nSTODT\nSaxion",
        "name_nl": "Eén traineeship", "name_en": "One traineeship", "name_de": "Ein Traineeship",
    }  # fmt: skip
    assert manager.post(address, given).status_code == 302
    made.refresh_from_db()
    assert made.fields[HEIR]["partners"] == ["VMO", "STODT", "Saxion"]
    assert made.fields[HEIR]["name"]["nl"] == "Eén traineeship"
    assert "ways" not in made.fields[HEIR]
    page = text_of(manager.post(address, {**given, "reason": "Mine"}), 422)
    assert "What somebody else made of it meanwhile" in page
    assert "Mine" in page


def test_what_changed_in_the_leaders_sheet_meanwhile_is_shown_and_settled(manager: Client) -> None:
    def told(key: str, **fields: Any) -> None:
        revise(by=BY, kind="initiative", key=key, on=today(), reason="Told", fields=fields)

    told(OTHER, people=0.5, partners=["Saxion"])
    told(HEIR, people=1, partners=[])
    made = proposed()
    old = str(item("initiative", HEIR).version_id)
    told(HEIR, people=2, partners=["Added after"])
    address = f"/desk/overlap/proposals/{made.pk}"
    page = text_of(manager.get(address))
    assert "Added after; Saxion" in page
    assert "Changed in its sheet since, and proposed otherwise: People, in FTE." in page
    form = text_of(manager.get(f"{address}/change"))
    assert "What changed in its sheet meanwhile" in form
    assert 'data-label="Now">2</td>' in form
    given = {
        "edition": "1", "based_on": old, "reason": "Settled", "people": "2.5",
        "placements": ["companies-and-education"], "partners": "Saxion",
    }  # fmt: skip
    page = text_of(manager.post(f"{address}/change", given), 422)
    assert "A sheet changed while you were looking at it." in page
    assert "Added after" in page
    fresh = str(item("initiative", HEIR).version_id)
    assert f'name="based_on" value="{fresh}"' in page
    again = {**given, "based_on": fresh, "partners": "Added after\nSaxion"}
    assert manager.post(f"{address}/change", again).status_code == 302
    assert "proposed otherwise" not in text_of(manager.get(address))


def test_what_it_saves_in_people_and_money_is_told_from_the_sheets(manager: Client) -> None:
    revise(
        by=BY, kind="initiative", key=OTHER, on=today(), reason="Told",
        fields={"people": 1.5, "money": 0, "funders": ["Invented Fund"]},
    )  # fmt: skip
    beside = text_of(manager.get(f"/desk/overlap/proposals/new?of={OTHER},{HEIR}"))
    assert "Invented Fund" in beside
    assert "People, in FTE" in beside
    made = proposed()
    address = f"/desk/overlap/proposals/{made.pk}"
    page = text_of(manager.get(address))
    assert "People, in FTE: together 1.5, now and then: the proposal saves nothing of it." in page
    assert "Money, in euros: together 0, now and then" in page
    assert "Not stated by, and not counted: Technisch Traineeship HTSM." in page
    form = text_of(manager.get(f"{address}/change"))
    assert 'name="people" value="1.5"' in form
    given = {
        "edition": "1", "based_on": str(item("initiative", HEIR).version_id),
        "reason": "Better said", "placements": ["companies-and-education"],
        "ways": ["traineeships"], "people": "1,2", "money": "0", "funders": "Invented Fund",
    }  # fmt: skip
    refused = text_of(manager.post(f"{address}/change", {**given, "reach": "12"}), 422)
    assert "Say of whom or what this is the number." in refused
    assert manager.post(f"{address}/change", given).status_code == 302
    made.refresh_from_db()
    assert made.fields[HEIR]["people"] == 1.2
    assert "together 1.5 now and 1.2 then: saves 0.30." in text_of(manager.get(address))


@pytest.mark.parametrize("what", ["accept", "reject"])
def test_a_decided_proposal_shows_what_stood_when_it_was_decided(
    manager: Client, what: str
) -> None:
    made = proposed(fields={HEIR: {"partners": ["Invented College"]}})
    address = f"/desk/overlap/proposals/{made.pk}"
    before = item("initiative", HEIR).sheet.partners
    revise(
        by=BY, kind="initiative", key=OTHER, on=today(), reason="Told", fields={"people": 1.5}
    )  # fmt: skip
    manager.post(
        f"{address}/decide",
        {"what": what, "on": today().isoformat(), "why": "Agreed", "edition": "1", "is_seen": "on"},
    )
    revise(
        by=BY, kind="initiative", key=HEIR, on=today(), reason="Told",
        fields={"people": 9, "partners": ["Somebody later"]},
    )  # fmt: skip
    made.refresh_from_db()
    assert made.stood == {HEIR: {"partners": before}}
    page = text_of(manager.get(address))
    assert "When it was decided" in page
    assert "Invented College" in page
    assert "Somebody later" not in page
    assert "as told when it was decided" in page
    assert "1 initiative fewer in the register." in page
    assert "People, in FTE: together 1.5 now" in page


def test_an_owner_comments_behind_a_personal_link_and_only_there(manager: Client) -> None:
    invite(
        by=BY, mail="owner@example.org", name="Invented owner", role="initiative_owner",
        scope=f"initiative:{OTHER}", language="nl",
    )  # fmt: skip
    made = proposed()
    assert manager.post(f"/desk/overlap/proposals/{made.pk}/ask").status_code == 302
    mail = outbox().get(kind="bundling.comment")
    address = "/link/bundling/" + mail.body.split("/link/bundling/")[1].split()[0]
    owner = reading("nl")
    page = text_of(owner.get(address))
    assert "Een voorstel over Technisch Traineeship Twente" in page
    assert "Dank u" in text_of(owner.post(address, {"text": "Wij houden onze naam."}))
    assert text_of(owner.post(address, {"text": ""}), 422)
    assert "Wij houden onze naam." in text_of(manager.get(f"/desk/overlap/proposals/{made.pk}"))
    assert owner.get(address[:-3] + "xyz").status_code == 404
    assert owner.get(f"/desk/overlap/proposals/{made.pk}").status_code == 302


def test_asking_when_there_is_nobody_says_so(manager: Client) -> None:
    made = proposed()
    page = text_of(manager.post(f"/desk/overlap/proposals/{made.pk}/ask", follow=True))
    assert "Nobody is recorded as the owner" in page


def test_a_white_spot_becomes_a_call_that_everybody_reads(manager: Client) -> None:
    assert "There is no call now" in text_of(reading("en").get("/calls"))
    spot = spots("level")[0]
    assert "White spots:" in text_of(manager.get("/desk/overlap/calls/new"))
    address = f"/desk/overlap/calls/new?by=level&way={spot.way}"
    until = today() + timedelta(days=30)
    assert text_of(manager.post(address, {"closes_on": until.isoformat()}), 422)
    response = manager.post(address, {"spots": [spot.code], "closes_on": until.isoformat()})
    assert response.status_code == 302
    made = Call.objects.get()
    reader = reading("en")
    assert reader.get(f"/calls/{made.key}").status_code == 404
    manager.post(f"/desk/overlap/calls/{made.key}/publish", {"edition": "1"})
    assert f"/ask?call={made.key}" in text_of(reader.get(f"/calls/{made.key}"))
    response = manager.post(
        f"/desk/overlap/calls/{made.key}/close",
        {"edition": "2", "outcome_en": "One school responded.", "came": ["initiative-48"]},
    )
    assert response.status_code == 302
    page = text_of(reader.get(f"/calls/{made.key}"))
    assert "One school responded." in page
    assert "/ask?call=" not in page
    assert calls(public=True).count() == 1


@pytest.mark.parametrize("edition", ["abc", "", "²", "1.5", "9" * 40])
def test_a_call_is_published_only_as_somebody_read_it(manager: Client, edition: str) -> None:
    made = draft_call(by=BY, spots=[spots("level")[0].parts], closes_on=today() + timedelta(days=9))
    address = f"/desk/overlap/calls/{made.key}/publish"
    page = text_of(manager.post(address, {"edition": edition}, follow=True))
    assert "published." in page or "while you were looking" in page
    made.refresh_from_db()
    assert made.state == "draft"
    manager.post(address)
    made.refresh_from_db()
    assert made.state == "draft"


def published(closes_in: int) -> Call:
    made = draft_call(
        by=BY, spots=[spots("level")[0].parts], closes_on=today() + timedelta(days=closes_in)
    )
    return publish_call(by=BY, call=made.key, edition=1)


def test_past_its_day_a_call_no_longer_says_that_it_is_open(
    manager: Client, at: time_machine.Coordinates
) -> None:
    made = published(closes_in=3)
    assert "Open until" in text_of(reading("en").get("/calls"))
    at.shift(timedelta(days=4))
    page = text_of(reading("en").get("/calls"))
    assert "the time to respond has passed" in page
    assert "Open until" not in page
    made.refresh_from_db()
    assert made.state == "open"


def test_who_responded_to_a_call_stands_at_its_desk_page(manager: Client) -> None:
    made = published(closes_in=30)
    address = f"/desk/overlap/calls/{made.key}"
    assert "Nobody yet" in text_of(manager.get(address))
    said: dict[str, Any] = {"kind": "company", "name": "Invented person", "text": "We will."}
    one = ask(asked=Asked(mail="a@example.org", title="We join", call=made.key, **said), by=BY)
    ask(asked=Asked(mail="b@example.org", title="Something else", **said), by=BY)
    page = text_of(manager.get(address))
    assert f"/desk/questions/{one.number}" in page
    assert "We join" in page
    assert "Something else" not in page


def test_pairs_and_proposals_ask_for_attention_until_they_are_done(manager: Client) -> None:
    assert "5 pairs that nobody judged" in text_of(manager.get("/desk", follow=True))
    for pair in pairs()[:5]:
        manager.post(f"/desk/overlap/pairs/{pair.pk}", {"grade": "different", "based_on": "0"})
    assert "pairs that nobody judged" not in text_of(manager.get("/desk", follow=True))
    proposed(decide_by=today() + timedelta(days=2))
    page = text_of(manager.get("/desk", follow=True))
    assert "Merge into one: Technisch Traineeship Twente, Technisch Traineeship HTSM" in page


def test_many_proposals_ask_for_attention_with_as_many_queries_as_one(manager: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            text_of(manager.get("/desk", follow=True))
        return len(found)

    proposed()
    queries()
    few = queries()
    for one in list(items("initiative"))[:9]:
        proposed(kind="outside", members=[one.key], heir="")
    assert queries() <= few


def test_the_board_is_not_let_in(manager: Client) -> None:
    assert signed_in("board").get("/desk/overlap").status_code == 403
    assert Client().get("/desk/overlap").status_code == 302


@pytest.fixture
def leader(manager: Client) -> Client:
    """Leads a part in which the pair of these two stands."""
    return signed_in("project_leader", "differentiation:companies-and-education")


def test_who_leads_a_part_judges_and_proposes_about_that_part(
    manager: Client, leader: Client
) -> None:
    pair = pairs().get(left=OTHER, right=HEIR)
    page = text_of(leader.get("/desk/overlap"))
    assert "Technisch Traineeship HTSM" in page
    assert "You lead a part of the agenda" in page
    assert "Go through the register now" not in page
    assert "/desk/overlap/calls" not in page
    address = f"/desk/overlap/pairs/{pair.pk}"
    assert leader.post(address, {"grade": "same", "based_on": "0"}).status_code == 302
    assert f"of={OTHER},{HEIR}" in text_of(leader.get("/desk/overlap/groups"))
    assert "Technisch Traineeship" in text_of(leader.get("/desk/overlap/judged"))
    said = {"kind": "merge", "heir": HEIR, "reason": "Twice the same"}
    assert leader.post(f"/desk/overlap/proposals/new?of={OTHER},{HEIR}", said).status_code == 302
    made = Proposal.objects.get()
    page = text_of(leader.get(f"/desk/overlap/proposals/{made.pk}"))
    assert f"{made.pk}/change" in page
    assert f"{made.pk}/decide" not in page
    assert leader.get(f"/desk/overlap/proposals/{made.pk}/decide").status_code == 403
    assert "Technisch Traineeship" in text_of(leader.get("/desk/overlap/proposals"))
    page = text_of(leader.post(f"/desk/overlap/proposals/{made.pk}/ask", follow=True))
    assert "Nobody is recorded as the owner" in page
    assert "pairs that nobody judged" in text_of(leader.get("/desk", follow=True))
    response = leader.post("/desk/overlap/pairs/own", {"numbers": "33, 66"})
    assert response.status_code == 302


def test_who_leads_a_part_is_not_let_in_to_another_part(manager: Client, leader: Client) -> None:
    """Initiative 1 stands elsewhere."""
    elsewhere = {"differentiation:companies-and-education"}
    strange = item("initiative", "initiative-1")
    assert not elsewhere & {f"differentiation:{one}" for one in strange.sheet.placements}
    assert leader.post("/desk/overlap/pairs/own", {"numbers": "1, 33"}).status_code == 403
    manager.post("/desk/overlap/pairs/own", {"numbers": "1, 48"})
    one = pairs().get(left="initiative-1", right="initiative-48")
    assert leader.get(f"/desk/overlap/pairs/{one.pk}").status_code == 403
    assert (
        leader.get("/desk/overlap/proposals/new?of=initiative-1,initiative-33").status_code == 403
    )
    others = proposed(kind="outside", members=["initiative-1"], heir="")
    mixed = proposed(kind="outside", members=["initiative-1", OTHER], heir="")
    address = "/desk/overlap/proposals"
    assert leader.get(f"{address}/{others.pk}").status_code == 403
    assert f"{mixed.pk}/change" not in text_of(leader.get(f"{address}/{mixed.pk}"))
    assert leader.get(f"{address}/{mixed.pk}/change").status_code == 403
    assert leader.post(f"{address}/{mixed.pk}/ask").status_code == 403
    page = text_of(leader.get(address))
    assert f"{address}/{mixed.pk}" in page
    assert f"{address}/{others.pk}" not in page
    for closed in ("calls", "calls/new"):
        assert leader.get(f"/desk/overlap/{closed}").status_code == 403
    assert leader.post("/desk/overlap/find").status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/desk/overlap/pairs/0",
        "/desk/overlap/proposals/0",
        "/desk/overlap/proposals/new",
        "/desk/overlap/proposals/new?of=nobody",
        "/desk/overlap/calls/nothing",
        "/calls/nothing",
    ],
)
def test_what_is_not_there_says_so(manager: Client, path: str) -> None:
    assert manager.get(path).status_code == 404


def test_asking_owners_again_is_refused_in_the_domain(manager: Client) -> None:
    invite(
        by=BY, mail="owner@example.org", name="Invented owner", role="initiative_owner",
        scope=f"initiative:{OTHER}",
    )  # fmt: skip
    made = proposed()
    assert len(ask_owners(by=BY, proposal=made.pk)) == 1
    page = text_of(manager.post(f"/desk/overlap/proposals/{made.pk}/ask", follow=True))
    assert "All owners were asked already" in page
