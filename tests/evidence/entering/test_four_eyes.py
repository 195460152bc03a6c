# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A figure counts once somebody else has looked at it, and nothing of it is ever erased."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from hcat.evidence.api import (
    DraftFigure,
    DraftStep,
    Observation,
    approve,
    approve_alone,
    check,
    draft_by_number,
    drafts,
    enter_correction,
    hand_back,
    history_of,
    others_for,
    passages,
    record_figure,
    returned_to,
    standing_of,
    waiting,
    withdraw,
)
from hcat.evidence.demo import clear
from hcat.evidence.operations import erase_name
from hcat.foundation.api import Actor, NotAllowed, NotFound, Refused
from hcat.foundation.models import AuditEvent
from hcat.numerics.api import Estimate, Period, Quality, Verdict
from hcat.parties.api import TABLE, end_role, person_by_key
from hcat.parties.permissions import ROLES
from tests.evidence.small_agenda import put_result, target

from .conftest import entered, share

pytestmark = pytest.mark.django_db


def state(draft: DraftFigure) -> str:
    return draft_by_number(draft.pk).stands_as


def approved(by: Actor, draft: DraftFigure) -> Observation:
    check(by=by, draft=draft.pk)
    approve(by=by, draft=draft.pk)
    return Observation.objects.get(inputs__draft=draft.pk, result=draft.result)


def test_a_figure_counts_after_it_was_checked_and_approved_and_not_before(
    anna: Actor, bert: Actor
) -> None:
    draft = entered(anna, note="wave 1")
    assert (draft.stands_as, draft.as_role) == ("draft", "programme_manager")
    assert standing_of("choice").verdict is Verdict.NEVER_MEASURED
    assert [one.pk for one in waiting()] == [draft.pk]
    check(by=bert, draft=draft.pk)
    assert state(draft) == "checked"
    assert not Observation.objects.exists()
    approve(by=bert, draft=draft.pk)
    assert state(draft) == "approved"
    row = Observation.objects.get()
    assert (row.value, row.numerator, row.note, row.inputs) == (
        40.0, 20.0, "wave 1", {"draft": draft.pk},
    )  # fmt: skip
    assert standing_of("choice").verdict is not Verdict.NEVER_MEASURED
    assert not waiting()
    told = passages([row])[row.pk]
    assert (told.entered_as, told.approved_as) == ("programme_manager", "project_leader")
    assert told.checked_on is not None
    assert told.alone_because == ""
    actions = AuditEvent.objects.order_by("pk").values_list("action", "actor")
    assert [one for one in actions if one[0].startswith("evidence.")] == [
        ("evidence.figure_entered", "Anna"),
        ("evidence.figure_checked", "Bert"),
        ("evidence.figure_approved", "Bert"),
        ("evidence.figure_recorded", "Bert"),
    ]


def test_who_entered_a_figure_neither_checks_nor_approves_nor_returns_it(
    anna: Actor, bert: Actor
) -> None:
    draft = entered(anna)
    for step in (
        lambda: check(by=anna, draft=draft.pk),
        lambda: hand_back(by=anna, draft=draft.pk, reason="x"),
    ):
        with pytest.raises(Refused, match=r"entered this figure yourself.*Bert"):
            step()
    check(by=bert, draft=draft.pk)
    with pytest.raises(Refused, match="yourself"):
        approve(by=anna, draft=draft.pk)
    assert not Observation.objects.exists()


def test_one_checks_and_another_approves(
    anna: Actor, bert: Actor, someone: Callable[..., Actor]
) -> None:
    draft = entered(anna)
    carla = someone(name="Carla")
    check(by=bert, draft=draft.pk)
    approve(by=carla, draft=draft.pk)
    assert [one.recorded_by for one in history_of(draft).steps] == ["Bert", "Carla"]


def test_each_step_is_refused_out_of_its_turn(anna: Actor, bert: Actor) -> None:
    draft = entered(anna)
    with pytest.raises(Refused, match="Nobody has checked"):
        approve(by=bert, draft=draft.pk)
    check(by=bert, draft=draft.pk)
    with pytest.raises(Refused, match="checked already"):
        check(by=bert, draft=draft.pk)
    approve(by=bert, draft=draft.pk)
    for step in (
        lambda: check(by=bert, draft=draft.pk),
        lambda: approve(by=bert, draft=draft.pk),
        lambda: hand_back(by=bert, draft=draft.pk, reason="late"),
        lambda: withdraw(by=anna, draft=draft.pk, reason="late"),
        lambda: approve_alone(by=anna, draft=draft.pk, reason="late"),
    ):
        with pytest.raises(Refused, match="approved already"):
            step()
    with pytest.raises(Refused, match="settled"):
        entered(anna, share(21), instead_of=draft.pk)
    with pytest.raises(NotFound):
        check(by=bert, draft=0)


@pytest.mark.parametrize("role", [str(one) for one in ROLES])
def test_only_who_may_record_enters_and_only_who_may_approve_looks(
    role: str, anna: Actor, someone: Callable[..., Actor]
) -> None:
    scope = {"project_leader": "point:stay", "initiative_owner": "initiative:x"}.get(role, "")
    who = someone(role, scope, name="Other")
    draft = entered(anna)
    may = role == "programme_manager"
    for work in (
        lambda: entered(who, share(year=2019)),
        lambda: check(by=who, draft=draft.pk),
        lambda: withdraw(by=who, draft=draft.pk, reason="x"),
    ):
        if may:
            work()
        else:
            with pytest.raises(NotAllowed):
                work()
    assert state(draft) == ("withdrawn" if may else "draft")


def test_who_may_approve_may_record_as_well_for_approving_records() -> None:
    for approves, records in zip(TABLE["evidence.approve"], TABLE["evidence.record"], strict=True):
        assert approves is None or approves is records


def test_who_is_the_only_one_approves_alone_with_a_reason_that_stays(anna: Actor) -> None:
    draft = entered(anna)
    assert others_for(draft) == []
    with pytest.raises(Refused, match="approve it alone"):
        check(by=anna, draft=draft.pk)
    with pytest.raises(Refused, match="no reason"):
        approve_alone(by=anna, draft=draft.pk, reason=" ")
    approve_alone(by=anna, draft=draft.pk, reason="I am the whole office")
    row = Observation.objects.get()
    assert passages([row])[row.pk].alone_because == "I am the whole office"
    assert AuditEvent.objects.get(action="evidence.figure_approved").details["alone"] is True


def test_nobody_approves_alone_where_somebody_else_can(anna: Actor, bert: Actor) -> None:
    draft = entered(anna)
    with pytest.raises(Refused, match=r"not the only one.*Bert"):
        approve_alone(by=anna, draft=draft.pk, reason="quick")
    with pytest.raises(Refused, match="Somebody else entered"):
        approve_alone(by=bert, draft=draft.pk, reason="quick")
    end_role(holding=person_by_key("Bert@example.org").roles.get(), by=Actor.system("test"))
    approve_alone(by=anna, draft=draft.pk, reason="Bert left")
    assert state(draft) == "approved"


def test_a_returned_draft_is_improved_and_both_stay_readable(anna: Actor, bert: Actor) -> None:
    first = entered(anna)
    with pytest.raises(Refused, match="no reason"):
        hand_back(by=bert, draft=first.pk, reason="")
    hand_back(by=bert, draft=first.pk, reason="The whole is 60")
    [(waits, why)] = returned_to(anna.user_id or 0)
    assert (waits.pk, why.reason) == (first.pk, "The whole is 60")
    with pytest.raises(Refused, match="returned"):
        check(by=bert, draft=first.pk)
    second = entered(anna, share(20, 60), instead_of=first.pk)
    assert (state(first), state(second)) == ("replaced", "draft")
    assert returned_to(anna.user_id or 0) == []
    with pytest.raises(Refused, match="settled"):
        entered(anna, share(20, 70), instead_of=first.pk)
    approved(bert, second)
    told = history_of(draft_by_number(second.pk))
    assert [one.pk for one in told.drafts] == [first.pk, second.pk]
    assert [one.to for one in told.steps] == ["returned", "checked", "approved"]
    assert told.observation == Observation.objects.get().pk
    assert history_of(draft_by_number(first.pk)).successor == second.pk


def test_what_waits_is_improved_by_who_entered_it_only(anna: Actor, bert: Actor) -> None:
    draft = entered(anna)
    with pytest.raises(Refused, match="somebody else's"):
        entered(bert, share(21), instead_of=draft.pk)
    better = entered(anna, share(21), instead_of=draft.pk)
    assert (state(draft), state(better)) == ("replaced", "draft")
    with pytest.raises(Refused, match="something else"):
        put_result("other")
        entered(anna, share(21), result="other", instead_of=better.pk)


def test_who_improves_anothers_draft_is_the_one_who_entered_it(anna: Actor, bert: Actor) -> None:
    first = entered(anna)
    hand_back(by=bert, draft=first.pk, reason="I shall do it")
    second = entered(bert, share(21), instead_of=first.pk)
    with pytest.raises(Refused, match="yourself"):
        check(by=bert, draft=second.pk)
    approved(anna, second)


def test_a_withdrawn_draft_stays_readable_and_makes_room(anna: Actor, bert: Actor) -> None:
    draft = entered(anna)
    with pytest.raises(Refused, match="waiting already"):
        entered(bert, share(21))
    with pytest.raises(Refused, match="no reason"):
        withdraw(by=anna, draft=draft.pk, reason="")
    withdraw(by=anna, draft=draft.pk, reason="Wrong year")
    [step] = history_of(draft_by_number(draft.pk)).steps
    assert (step.to, step.reason) == ("withdrawn", "Wrong year")
    with pytest.raises(Refused, match="withdrawn"):
        check(by=bert, draft=draft.pk)
    entered(bert, share(21))
    assert drafts(states=["withdrawn"]).get().pk == draft.pk


def test_a_correction_passes_the_same_way_and_until_then_the_old_one_stands(
    anna: Actor, bert: Actor
) -> None:
    old = approved(bert, entered(anna))
    draft = enter_correction(
        by=anna, observation=old.pk, estimate=share(25), reason="Counted twice"
    )
    assert Observation.objects.standing().get().value == 40.0
    with pytest.raises(Refused, match="waiting already"):
        enter_correction(by=bert, observation=old.pk, estimate=share(26), reason="Again")
    check(by=bert, draft=draft.pk)
    approve(by=bert, draft=draft.pk)
    new = Observation.objects.standing().get()
    assert (new.value, new.note, new.supersedes_id) == (50.0, "Counted twice", old.pk)
    assert Observation.objects.count() == 2


@pytest.mark.parametrize(
    "given",
    [
        {"reason": " "},
        {"estimate": share(25, year=2019)},
        {"observation": 0},
    ],
)
def test_a_correction_that_does_not_fit_is_refused_before_anybody_looks(
    given: dict[str, Any], anna: Actor, bert: Actor
) -> None:
    old = approved(bert, entered(anna))
    whole = {"observation": old.pk, "estimate": share(25), "reason": "because", **given}
    with pytest.raises(Refused):
        enter_correction(by=anna, **whole)
    assert DraftFigure.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"result": "nothing"}, NotFound),
        ({"target": "nothing"}, Refused),
        ({"condition": "nothing"}, Refused),
        ({"estimate": share(year=2999)}, Refused),
        ({"estimate": share(unit="count", numerator=None, denominator=None)}, Refused),
        ({"also": [("choice", "nothing")]}, Refused),
    ],
)
def test_what_could_not_be_recorded_is_no_draft_either(
    given: dict[str, Any], error: type[Exception], anna: Actor
) -> None:
    with pytest.raises(error):
        entered(anna, **given)
    assert not DraftFigure.objects.exists()
    assert not Observation.objects.exists()
    assert not AuditEvent.objects.filter(action__startswith="evidence.figure").exists()


def test_what_changed_meanwhile_is_said_when_it_is_approved(anna: Actor, bert: Actor) -> None:
    draft = entered(anna)
    record_figure(by=Actor.system("import"), result="choice", target="t", estimate=share(30))
    check(by=bert, draft=draft.pk)
    with pytest.raises(Refused, match="about this period already"):
        approve(by=bert, draft=draft.pk)
    assert state(draft) == "checked"
    assert Observation.objects.count() == 1


def test_a_share_without_its_counts_says_why_and_is_not_measured(anna: Actor, bert: Actor) -> None:
    bare = {"numerator": None, "denominator": None}
    with pytest.raises(Refused, match="without its counts"):
        entered(anna, share(**bare, quality=Quality.PUBLISHED))
    with pytest.raises(Refused, match="not measured"):
        entered(anna, share(**bare), counts_missing_reason="Not in the report")
    with pytest.raises(Refused, match="reason why there are none"):
        entered(anna, share(), counts_missing_reason="Not in the report")
    draft = entered(
        anna, share(**bare, quality=Quality.PUBLISHED), counts_missing_reason="Not in the report"
    )
    row = approved(bert, draft)
    assert row.numerator is None
    assert passages([row])[row.pk].counts_missing_reason == "Not in the report"


def test_a_share_is_worked_out_from_its_counts_to_the_last_decimal(anna: Actor) -> None:
    assert entered(anna, share(1, 3, value=33.3)).value == pytest.approx(100 / 3, abs=1e-12)


def test_a_missing_figure_is_entered_with_its_reason(anna: Actor, bert: Actor) -> None:
    none = Estimate.missing(
        "Nobody counted", unit="percent", period=Period.year(2020), source="office"
    )
    row = approved(bert, entered(anna, none))
    assert (row.value, row.missing_reason) == (None, "Nobody counted")


def test_one_draft_for_several_targets_gives_each_its_figure(anna: Actor, bert: Actor) -> None:
    put_result("twin", targets=[target(value=40)], order=2)
    draft = entered(anna, also=[("twin", "t")])
    check(by=bert, draft=draft.pk)
    approve(by=bert, draft=draft.pk)
    rows = list(Observation.objects.order_by("result"))
    assert [(one.result, one.inputs) for one in rows] == [
        ("choice", {"draft": draft.pk}), ("twin", {"draft": draft.pk}),
    ]  # fmt: skip
    assert set(passages(rows)) == {one.pk for one in rows}


def test_the_database_keeps_drafts_and_steps_as_they_are(anna: Actor, bert: Actor) -> None:
    draft = entered(anna)
    check(by=bert, draft=draft.pk)
    for model in (DraftFigure, DraftStep):
        for change in (
            lambda model=model: model.objects.update(recorded_by_user=None),
            lambda model=model: model.objects.all()._raw_delete("default"),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
    with pytest.raises(DatabaseError), transaction.atomic():
        DraftStep.objects.create(draft=draft, to="approved", recorded_by="x")  # beside the chain
    assert erase_name(user_id=anna.user_id or 0) == 1
    assert draft_by_number(draft.pk).recorded_by == "erased"


def test_a_corrected_demonstration_is_cleared_with_its_drafts(anna: Actor, bert: Actor) -> None:
    made_up = record_figure(by=anna, result="choice", target="t", estimate=share(), is_demo=True)
    draft = enter_correction(by=anna, observation=made_up.pk, estimate=share(25), reason="x")
    check(by=bert, draft=draft.pk)
    approve(by=bert, draft=draft.pk)
    clear(Actor.system("test"))
    assert not DraftFigure.objects.exists()
    assert not Observation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_approve_at_once_record_one_figure(someone: Callable[..., Actor]) -> None:
    anna, bert, carla = (someone(name=name) for name in ("Anna", "Bert", "Carla"))
    draft = entered(anna)
    check(by=bert, draft=draft.pk)
    together, told = threading.Barrier(2), []

    def press(by: Actor) -> None:
        together.wait()
        try:
            with translation.override("en"):
                approve(by=by, draft=draft.pk)
            told.append("done")
        except Refused as error:
            told.append(error.why)
        finally:
            connection.close()

    presses = [threading.Thread(target=press, args=[who]) for who in (bert, carla)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
    assert sorted(told) == ["It was approved already.", "done"]
    assert Observation.objects.count() == DraftStep.objects.filter(to="approved").count() == 1
