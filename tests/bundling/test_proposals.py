# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a group to a proposal, and from a proposal to a change of the agenda with its lineage."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from hcat.agenda.api import decide, decisions, history, item, lineage, revise
from hcat.bundling.api import (
    Proposal,
    accept,
    ask_owners,
    changed_since,
    compare,
    effects_of,
    effects_of_proposal,
    give_comment,
    judge,
    propose,
    reject,
    revise_proposal,
    waiting_proposals,
)
from hcat.bundling.models import Comment
from hcat.correspondence.api import LinkRefused, open_link, outbox
from hcat.foundation.api import Actor, NotAllowed, Refused, today
from hcat.parties.api import invite

BY = Actor.system("test")
HEIR, OTHER = "initiative-66", "initiative-33"
pytestmark = pytest.mark.usefixtures("twente")


def made(kind: str = "merge", **given: Any) -> Proposal:
    said: dict[str, Any] = {
        "by": BY, "kind": kind, "members": [HEIR, OTHER], "heir": "" if kind == "outside" else HEIR,
        "reason": "Companies get the same question twice.", **given,
    }  # fmt: skip
    return propose(**said)


def accepted(proposal: Proposal, **given: Any) -> Proposal:
    return accept(
        by=BY, proposal=proposal.pk, edition=proposal.edition, on=today(), why="Decided so", **given
    )


def test_a_merge_is_carried_out_with_reason_decision_and_lineage() -> None:
    decision = decide(by=BY, taken_on=today(), title="One traineeship")
    accepted(made(), decision=decision.key)
    assert item("initiative", OTHER).ended_as == "merged"
    heir = item("initiative", HEIR)
    assert not heir.ended_as
    kin = lineage("initiative", OTHER).heirs
    assert [one.key for one in kin] == [HEIR]
    assert "same question twice" in kin[0].reason
    assert not waiting_proposals().exists()


def test_without_a_decision_one_is_recorded_with_it() -> None:
    proposal = accepted(made())
    [decision] = [one for one in decisions() if one.key == proposal.decision]
    assert decision.title.startswith("Samenvoegen tot één: Technisch Traineeship")
    assert (decision.taken_on, decision.text) == (today(), "Decided so")
    assert history("initiative", OTHER)[0].decision == decision


def test_a_widening_adds_and_ends_nothing() -> None:
    proposal = made(
        "widen", fields={HEIR: {"levels": ["hbo", "wo"], "summary": {"nl": "Voor allen."}}}
    )
    accepted(proposal)
    heir = item("initiative", HEIR).sheet
    assert [level.value for level in heir.levels] == ["hbo", "wo"]
    assert str(heir.summary) == "Voor allen."
    assert not item("initiative", OTHER).ended_as


def test_a_widening_with_nothing_in_it_is_refused() -> None:
    with pytest.raises(Refused):
        accepted(made("widen", fields={}))


def test_handing_over_gives_the_owner_and_keeps_the_old_one_as_a_partner() -> None:
    with pytest.raises(Refused):
        made("hand_over")
    for key, owner in ((HEIR, "STODT"), (OTHER, "Kennispark")):
        revise(
            by=BY, kind="initiative", key=key, on=today(), reason="Told", fields={"owner": owner}
        )
    accepted(made("hand_over"))
    handed = item("initiative", OTHER)
    assert (handed.sheet.owner, handed.ended_as) == ("STODT", "")
    assert "Kennispark" in handed.sheet.partners


def test_nothing_is_handed_over_to_nobody() -> None:
    told(HEIR, owner="STODT")
    told(OTHER, owner="Kennispark")
    proposal = made("hand_over")
    told(HEIR, owner="")
    with pytest.raises(Refused):
        accepted(proposal, is_seen=True)
    assert item("initiative", OTHER).sheet.owner == "Kennispark"
    assert Proposal.objects.get().is_open
    assert not any(one.text == "Decided so" for one in decisions())


def test_outside_the_umbrella_both_stop_and_stay_readable() -> None:
    proposal = made("outside")
    accepted(proposal)
    for key in (HEIR, OTHER):
        ended = item("initiative", key)
        assert ended.ended_as == "stopped"
        assert ended.sheet.name


def test_what_a_merge_saves_and_covers_is_told_from_the_sheets() -> None:
    revise(
        by=BY, kind="initiative", key=OTHER, on=today(), reason="Told",
        fields={"levels": ["wo"], "status": "running"},
    )  # fmt: skip
    members = [item("initiative", key) for key in (HEIR, OTHER)]
    proposal = made()
    heir = {**members[0].sheet.model_dump(mode="json"), **proposal.fields[HEIR]}
    assert proposal.fields[HEIR]["levels"] == ["wo"]
    effects = effects_of_proposal(members, [OTHER], {HEIR: heir})
    assert effects.fewer == 1
    lost = {cover.field: cover.lost for cover in effects.covers}
    assert lost["levels"] == ("wo",)  # the heir is an idea: it does not fill a white spot
    running = effects_of_proposal(members, [OTHER], {HEIR: {**heir, "status": "running"}})
    assert not any(cover.lost for cover in running.covers)


def told(key: str, **fields: Any) -> None:
    revise(by=BY, kind="initiative", key=key, on=today(), reason="Told", fields=fields)


def test_what_goes_in_and_comes_out_is_added_up_in_the_heir_and_can_be_lowered() -> None:
    pupils = {"nl": "leerlingen per jaar"}
    told(
        HEIR, people=1.0, money=40_000, reach=100, reach_of=pupils, funders=["Province"],
        evidence=["https://example.org/a"],
    )  # fmt: skip
    told(
        OTHER, people=0.5, reach=60, reach_of=pupils, funders=["Invented Fund"],
        evidence=["https://example.org/b"],
    )  # fmt: skip
    proposal = made()
    assert proposal.fields[HEIR]["people"] == 1.5
    assert "money" not in proposal.fields[HEIR]
    assert proposal.fields[HEIR]["reach"] == 160
    assert proposal.fields[HEIR]["funders"] == ["Province", "Invented Fund"]
    assert proposal.fields[HEIR]["evidence"] == ["https://example.org/a", "https://example.org/b"]
    members = [item("initiative", key) for key in (HEIR, OTHER)]
    stands = members[0].sheet.model_dump(mode="json")
    people, money = effects_of(proposal).means
    assert (people.now, people.then, people.silent) == (1.5, 1.5, ())
    assert (money.now, money.then, money.silent) == (40_000, 40_000, (OTHER,))
    less = effects_of_proposal(members, [OTHER], {HEIR: {**stands, "people": 1.2}})
    assert less.means[0].then == 1.2
    accepted(proposal)
    heir = item("initiative", HEIR).sheet
    assert (heir.people, heir.money, heir.reach) == (1.5, 40_000, 160)
    assert heir.funders == ["Province", "Invented Fund"]


def test_what_nobody_states_is_not_added_up_and_other_things_are_not_counted_together() -> None:
    told(HEIR, reach=100, reach_of={"nl": "leerlingen per jaar"})
    told(OTHER, reach=3, reach_of={"nl": "bedrijven"})
    proposal = made()
    assert not {"people", "money", "reach", "reach_of"} & set(proposal.fields[HEIR])
    members = [item("initiative", key) for key in (HEIR, OTHER)]
    effects = effects_of_proposal(members, [HEIR, OTHER], {})
    assert [(one.now, one.then) for one in effects.means] == [(None, None)] * 2


def test_a_widening_leaves_the_others_what_pays_for_them() -> None:
    told(OTHER, people=0.5, money=0, funders=["Invented Fund"], levels=["wo"])
    assert set(made("widen").fields[HEIR]) == {"levels"}


def test_several_go_on_and_the_others_end_in_them() -> None:
    members = [HEIR, OTHER, "initiative-15", "initiative-22"]
    heirs = [HEIR, "initiative-15"]
    said: dict[str, Any] = {"kind": "regroup", "members": members, "heir": ""}
    for strange in ([HEIR], members, [HEIR, "initiative-1"]):
        with pytest.raises(Refused):
            made(**said, heirs=strange)
    with pytest.raises(Refused):
        made("merge", heirs=heirs)
    accepted(made(**said, heirs=heirs))
    for key in (OTHER, "initiative-22"):
        assert item("initiative", key).ended_as
        assert {one.key for one in lineage("initiative", key).heirs} == set(heirs)
    assert not any(item("initiative", key).ended_as for key in heirs)


def test_each_of_several_takes_over_what_the_proposal_says_and_nothing_counts_twice() -> None:
    """33 is most like 66; what 22 says goes to 15, which somebody graded as overlapping."""
    members = [HEIR, OTHER, "initiative-15", "initiative-22"]
    compare(by=BY, one="initiative-15", other="initiative-22")
    judge(by=BY, left="initiative-15", right="initiative-22", grade="overlapping")
    told(HEIR, people=1.0, owner="STODT", partners=[])
    told(OTHER, people=0.5, money=1000, owner="Kennispark", levels=["wo"])
    told("initiative-22", people=0.2, partners=["Saxion"])
    proposal = made("regroup", members=members, heir="", heirs=[HEIR, "initiative-15"])
    first, second = (proposal.fields[key] for key in (HEIR, "initiative-15"))
    assert (first["people"], first["money"], first["partners"]) == (1.5, 1000, ["Kennispark"])
    assert (second["people"], second["partners"]) == (0.2, ["Saxion"])
    people, money = effects_of(proposal).means
    assert (people.now, people.then, money.then) == (pytest.approx(1.7), pytest.approx(1.7), 1000)
    changed = revise_proposal(
        by=BY, proposal=proposal.pk, edition=1, reason="Less will do",
        fields={"initiative-15": {**second, "people": 0.1}},
    )  # fmt: skip
    assert effects_of(changed).means[0].then == pytest.approx(1.6)
    accepted(changed, is_seen=True)
    heir, other = (item("initiative", key).sheet for key in (HEIR, "initiative-15"))
    assert (heir.people, heir.money) == (1.5, 1000)
    assert [level.value for level in heir.levels] == ["wo"]
    assert (other.people, other.partners) == (0.1, ["Saxion"])


def test_what_was_rejected_is_not_proposed_again_until_a_sheet_changes() -> None:
    proposal = made()
    reject(by=BY, proposal=proposal.pk, edition=1, on=today(), why="They serve other people")
    assert not item("initiative", OTHER).ended_as
    with pytest.raises(Refused, match="other people"):
        made()
    revise(
        by=BY, kind="initiative", key=OTHER, on=today(), reason="Told",
        fields={"summary": {"nl": "Nu anders."}},
    )  # fmt: skip
    assert made().is_open


def test_a_changed_sheet_must_be_seen_before_it_is_accepted() -> None:
    proposal = made()
    revise(
        by=BY, kind="initiative", key=OTHER, on=today(), reason="Told",
        fields={"summary": {"nl": "Nu anders."}},
    )  # fmt: skip
    assert changed_since(proposal) == [OTHER]
    with pytest.raises(Refused):
        accepted(proposal)
    assert not item("initiative", OTHER).ended_as
    accepted(proposal, is_seen=True)
    assert item("initiative", OTHER).ended_as


def test_what_was_added_to_the_leaders_sheet_meanwhile_stays() -> None:
    told(HEIR, partners=["STODT", "Kennispark"])
    told(OTHER, partners=["Saxion"])
    proposal = made()
    assert proposal.fields[HEIR]["partners"] == ["STODT", "Kennispark", "Saxion"]
    told(HEIR, partners=["Added after", "STODT"])
    accepted(proposal, is_seen=True)
    assert item("initiative", HEIR).sheet.partners == ["Added after", "STODT", "Saxion"]
    proposal.refresh_from_db()
    assert proposal.stood[HEIR]["partners"] == ["Added after", "STODT"]
    assert proposal.fields[HEIR]["partners"] == ["Added after", "STODT", "Saxion"]


def test_a_figure_that_was_changed_meanwhile_is_not_overwritten_until_somebody_says() -> None:
    told(HEIR, people=1.0)
    told(OTHER, people=0.5)
    proposal = made()
    told(HEIR, people=2.0)
    with pytest.raises(Refused):
        accepted(proposal, is_seen=True)
    assert item("initiative", HEIR).sheet.people == 2.0
    reads = {HEIR: item("initiative", HEIR).version_id}
    said: dict[str, Any] = {
        "by": BY, "proposal": proposal.pk, "edition": 1, "reason": "Together",
        "fields": {HEIR: {"people": 2.5}},
    }  # fmt: skip
    with pytest.raises(Refused):
        revise_proposal(**said, based_on={HEIR: proposal.sheets[HEIR]})
    with pytest.raises(Refused):
        revise_proposal(**{**said, "fields": {OTHER: {"people": 2.5}}})
    accepted(revise_proposal(**said, based_on=reads), is_seen=True)
    assert item("initiative", HEIR).sheet.people == 2.5


@pytest.mark.parametrize("days", [-1, 1, 1500, -4000])
def test_it_is_decided_from_the_day_it_was_proposed_to_today(days: int) -> None:
    proposal = made()
    said: dict[str, Any] = {
        "by": BY, "proposal": proposal.pk, "edition": 1, "on": today() + timedelta(days=days),
    }  # fmt: skip
    with override("en"):
        for decide_on_it in (accept, reject):
            with pytest.raises(Refused, match="in the register"):
                decide_on_it(**said, why="On another day")
    assert not item("initiative", OTHER).ended_as
    assert Proposal.objects.get().is_open


def test_the_second_of_two_people_is_told() -> None:
    proposal = made()
    revise_proposal(by=BY, proposal=proposal.pk, edition=1, reason="Better said", fields={})
    with pytest.raises(Refused):
        revise_proposal(by=BY, proposal=proposal.pk, edition=1, reason="Mine", fields={})
    with pytest.raises(Refused):
        reject(by=BY, proposal=proposal.pk, edition=1, on=today(), why="No")
    proposal.refresh_from_db()
    assert (proposal.reason, proposal.edition) == ("Better said", 2)


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "join"},
        {"members": [HEIR]},
        {"heir": "initiative-1"},
        {"reason": " "},
        {"kind": "outside", "heir": HEIR},
    ],
)
def test_a_strange_proposal_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        made(**{"kind": "merge", **given})
    assert not Proposal.objects.exists()


def test_the_same_is_not_proposed_twice_nor_decided_twice() -> None:
    proposal = made()
    with pytest.raises(Refused):
        made()
    accepted(proposal)
    with pytest.raises(Refused):
        accepted(Proposal.objects.get(pk=proposal.pk))
    with pytest.raises(Refused):
        reject(
            by=BY, proposal=made("outside", members=["initiative-15"]).pk, edition=1,
            on=today() + timedelta(days=2), why="Later",
        )  # fmt: skip


def test_who_may_not_judge_may_not_propose() -> None:
    person = invite(
        by=BY, mail="owner@example.org", name="Invented owner", role="initiative_owner",
        scope=f"initiative:{OTHER}",
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        made(by=Actor.of(person.user))


def test_owners_are_asked_by_mail_in_their_language_and_answer_behind_their_link() -> None:
    proposal = made(decide_by=today() + timedelta(days=20))
    with pytest.raises(Refused):
        ask_owners(by=BY, proposal=proposal.pk)
    person = invite(
        by=BY, mail="owner@example.org", name="Invented owner", role="initiative_owner",
        scope=f"initiative:{OTHER}",
    )  # fmt: skip
    with override("en"):
        [asked] = ask_owners(by=BY, proposal=proposal.pk)
    assert asked.person_id == person.pk
    [mail] = outbox().filter(kind="bundling.comment")
    token = mail.body.split("/link/bundling/")[1].split()[0]
    opened = open_link(token, scope="bundling.comment")
    give_comment(opened=opened, text="We would rather keep our name.")
    assert Comment.objects.get(pk=asked.pk).text == "We would rather keep our name."
    with pytest.raises(Refused):
        give_comment(opened=opened, text=" ")
    with pytest.raises(Refused):
        ask_owners(by=BY, proposal=proposal.pk)
    with pytest.raises(LinkRefused):
        open_link(token, scope="owners.sheet")
    reject(by=BY, proposal=proposal.pk, edition=1, on=today(), why="They object")
    with pytest.raises(LinkRefused):
        open_link(token, scope="bundling.comment")
