# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""White spots lead to a call, and a call to what came of it."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from hcat.bundling import demo
from hcat.bundling.api import (
    Call,
    Judgement,
    Pair,
    Proposal,
    call_called,
    calls,
    close_call,
    draft_call,
    find,
    judge,
    named_spots,
    publish_call,
    revise_call,
    spots,
    waiting_proposals,
)
from hcat.foundation.api import Actor, NotFound, Refused, today

BY = Actor.system("test")
SOON = timedelta(days=30)
pytestmark = pytest.mark.usefixtures("twente")


def drafted() -> Call:
    return draft_call(
        by=BY, spots=[one.parts for one in spots("level")[:2]], closes_on=today() + SOON
    )


def test_a_call_is_drafted_published_and_closed_with_what_came_of_it() -> None:
    made = drafted()
    assert set(made.title) == {"nl", "en", "de"}
    assert str(named_spots(made.spots)[0].way_title)
    assert not calls(public=True).exists()
    with pytest.raises(NotFound):
        call_called(made.key, public=True)
    publish_call(by=BY, call=made.key, edition=1)
    assert call_called(made.key, public=True).opened_on == today()
    close_call(
        by=BY, call=made.key, edition=2, outcome={"en": "Two responded."}, came=["initiative-48"]
    )
    closed = call_called(made.key, public=True)
    assert (closed.state, closed.came) == ("closed", ["initiative-48"])
    with pytest.raises(Refused):
        revise_call(
            by=BY, call=made.key, edition=3, title={"en": "T"}, text={"en": "T"},
            closes_on=today(),
        )  # fmt: skip


def test_what_makes_no_call_is_refused() -> None:
    with pytest.raises(Refused):
        draft_call(by=BY, spots=[], closes_on=today())
    with pytest.raises(Refused):
        draft_call(by=BY, spots=[spots("level")[0].parts], closes_on=today() - SOON)
    with pytest.raises(NotFound):
        draft_call(by=BY, spots=[["nothing", "level", "hbo"]], closes_on=today())
    made = drafted()
    with pytest.raises(Refused):
        close_call(by=BY, call=made.key, edition=1, outcome={"en": "Never published"})
    with pytest.raises(Refused):
        revise_call(
            by=BY, call=made.key, edition=1, title={"en": " "}, text={"en": "T"}, closes_on=today()
        )
    publish_call(by=BY, call=made.key, edition=1)
    with pytest.raises(Refused):
        publish_call(by=BY, call=made.key, edition=2)
    with pytest.raises(Refused):
        close_call(by=BY, call=made.key, edition=2, outcome={"en": ""})
    with pytest.raises(Refused):
        revise_call(
            by=BY, call=made.key, edition=1, title={"en": "T"}, text={"en": "T"}, closes_on=today()
        )


def test_two_calls_about_one_way_have_keys_of_their_own() -> None:
    assert len({drafted().key, drafted().key}) == 2


def test_only_what_nobody_does_is_offered_and_nothing_that_is_off_by_default() -> None:
    ways = {one.way for one in spots("line")}
    assert "lend-surplus-staff" not in ways
    assert ways


def test_demonstration_data_come_and_go_and_leave_what_people_did() -> None:
    made = drafted()
    demo.load(Random(1), BY)
    assert demo.count() == Judgement.objects.count() + Proposal.objects.count() + 1
    assert waiting_proposals().count() == 1
    made_up = Judgement.objects.filter(is_demo=True)[0]
    mine = judge(by=BY, left=made_up.left, right=made_up.right, grade="same")
    assert mine.supersedes == made_up
    demo.clear(BY)
    assert demo.count() == 0
    assert list(Judgement.objects.all()) == [mine]
    assert [one.key for one in calls()] == [made.key]


def test_made_up_judgements_teach_nothing() -> None:
    before = find(by=BY)
    demo.load(Random(1), BY)
    assert Judgement.objects.filter(is_demo=True).exists()
    after = find(by=BY)
    assert (after.judged, after.weights) == (0, before.weights)
    pair = Pair.objects.all()[0]
    judge(by=BY, left=pair.left, right=pair.right, grade="same")
    assert find(by=BY).judged == 1
