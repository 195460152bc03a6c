# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How everything stood is written down, made again, and held beside another day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from hcat.agenda.models import Change, Decision, Element, Version
from hcat.evidence.api import (
    Changes,
    FigureStep,
    Observation,
    Outcome,
    Snapshot,
    correct,
    difference,
    evaluate,
    record_figure,
    reproduce_snapshot,
    take_snapshot,
)
from hcat.evidence.append_only import guard, unguard
from hcat.evidence.snapshots.models import fingerprint
from hcat.foundation.api import Actor, NotAllowed, NotFound, Refused, now, today
from hcat.foundation.models import AuditEvent
from hcat.numerics.api import Estimate, Period, Quality, Verdict
from hcat.parties.api import invite
from tests.evidence.conftest import take_what_is_published
from tests.evidence.small_agenda import put_result, put_series, share, target

pytestmark = pytest.mark.django_db
PROXY = {"series": "first-years", "leaves_out": {"nl": "Mist mbo.", "en": "Leaves out MBO."}}
OLD, LATER = date(2026, 3, 2), date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(datetime(2026, 3, 2, 9), tick=True) as traveller:
        yield traveller


@pytest.fixture
def choice(clock: time_machine.Coordinates, agenda: None, by: Actor) -> Observation:
    """A result with a proxy and an entered figure: missed by the deadline."""
    put_series(figures=[share(2020, 1241, 4252), share(2021, 1220, 4205)])
    put_result(targets=[target(value=40, proxies=[PROXY])])
    take_what_is_published(by)
    return enter(by, 30.0)


def counted(value: float) -> Estimate:
    return Estimate(
        value=value, unit="percent", period=Period.year(2020), method="counted",
        source="a register", quality=Quality.PUBLISHED,
    )  # fmt: skip


def enter(by: Actor, value: float, result: str = "choice", **how: Any) -> Observation:
    return record_figure(by=by, result=result, target="t", estimate=counted(value), **how)


def taken(by: Actor, as_of: date | None = None) -> Snapshot:
    row = take_snapshot(by=by, as_of=as_of or today())
    row.refresh_from_db()
    return row


# Taking


def test_a_snapshot_holds_verdicts_facts_figures_and_the_agendas_versions(
    choice: Observation, by: Actor
) -> None:
    row = taken(by)
    [result] = row.content["results"]
    [told] = result["targets"]
    version = Version.objects.get(element__kind="result")
    assert (result["verdict"], told["reason"]) == ("missed", "count_fails_target")
    assert told["judgement"]["facts"]["value"] == 30.0
    assert (told["figures"], len(told["proxies"])) == ([choice.pk], 2)
    assert row.content["figures"][str(choice.pk)]["estimate"]["value"] == 30.0
    read = [one for one in row.content["sheets"] if one["kind"] == "result"]
    assert read == [
        {"kind": "result", "key": "choice", "version": version.pk, "valid_from": "2012-05-01"}
    ]
    kinds = {sheet["kind"] for sheet in row.content["sheets"]}
    assert kinds == {"agenda", "result", "series", "source"}
    assert row.is_as_taken
    event = AuditEvent.objects.get(action="evidence.snapshot_taken")
    assert (event.subject, event.details["figures"]) == (f"snapshot:{row.pk}", 3)


def test_its_sentences_stand_in_every_language(choice: Observation, by: Actor) -> None:
    [result] = taken(by).content["results"]
    assert set(result["sentence"]) == {"nl", "en", "de"}
    assert len(set(result["sentence"].values())) == 3
    assert result["sentence"]["en"].startswith("Missed: the count is 30%")
    assert result["title"] == {"nl": "Keuze voor techniek", "en": "Choice of technology"}


def test_a_snapshot_is_never_changed_or_deleted(choice: Observation, by: Actor) -> None:
    row = taken(by)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Snapshot.objects.update(as_of=date(2020, 1, 1))
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        row.delete()


@pytest.mark.parametrize("when", ["as_of", "known_on"])
def test_what_is_still_to_come_is_refused(choice: Observation, by: Actor, when: str) -> None:
    how: dict[str, Any] = {"as_of": today()}
    how[when] = today() + timedelta(days=1) if when == "as_of" else now() + timedelta(hours=1)
    with pytest.raises(Refused, match="still to come"):
        take_snapshot(by=by, **how)


def test_before_there_was_an_agenda_it_is_refused(choice: Observation, by: Actor) -> None:
    with pytest.raises(Refused, match="no agenda of that day"):
        take_snapshot(by=by, as_of=date(2011, 1, 1))


def test_a_person_without_the_right_is_refused(choice: Observation) -> None:
    person = invite(
        name="Test Person", mail="t@example.org", role="steering_group", by=Actor.system("test")
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        take_snapshot(by=Actor.of(person.user), as_of=today())


def test_what_was_known_on_a_moment_leaves_out_later_figures_and_changes_of_the_agenda(
    choice: Observation, by: Actor, clock: time_machine.Coordinates
) -> None:
    before = now()
    clock.shift(timedelta(days=1))
    correct(by=by, observation=choice.pk, estimate=counted(50.0), reason="Counted twice.")
    put_result(targets=[target(value=10)], on=date(2020, 1, 1))
    old = take_snapshot(by=by, as_of=OLD, known_on=before)
    new = take_snapshot(by=by, as_of=OLD)
    values = [one.content["results"][0]["targets"][0]["promise"]["value"] for one in (old, new)]
    assert values == [40.0, 10.0]
    verdicts = [one.content["results"][0]["verdict"] for one in (old, new)]
    assert verdicts == ["missed", "reached"]


def test_a_figure_of_a_part_in_a_million_has_the_same_fingerprint_in_every_database(
    choice: Observation, by: Actor
) -> None:
    put_result("other", order=2)
    enter(by, 0.0000001, result="other")
    row = taken(by)
    assert fingerprint(row.content) == row.fingerprint


# Made again


def test_a_snapshot_comes_out_figure_by_figure_and_verdict_by_verdict(
    choice: Observation, by: Actor
) -> None:
    found = reproduce_snapshot(taken(by).pk)
    assert found.comes_out
    assert [(one.result, one.target, one.stored) for one in found.verdicts] == [
        ("choice", "", Verdict.MISSED),
        ("choice", "t", Verdict.MISSED),
    ]
    outcomes = {one.observation: one.outcome for one in found.figures}
    assert outcomes.pop(choice.pk) is Outcome.ENTERED
    assert set(outcomes.values()) == {Outcome.SAME}


def test_it_still_comes_out_after_a_correction_and_says_how_it_reads_now(
    choice: Observation, by: Actor, clock: time_machine.Coordinates
) -> None:
    row = taken(by)
    clock.shift(timedelta(days=1))
    correct(by=by, observation=choice.pk, estimate=counted(50.0), reason="Counted twice.")
    found = reproduce_snapshot(row.pk)
    assert found.comes_out
    assert "By what is known now it reads: reached." in found.verdicts[0].why
    assert any("Counted twice" in one.why for one in found.figures)


def test_it_names_a_change_of_the_agenda_that_was_made_later_with_effect_from_before(
    choice: Observation, by: Actor, clock: time_machine.Coordinates
) -> None:
    row = taken(by)
    clock.shift(timedelta(days=1))
    put_result(targets=[target(value=20)], on=date(2020, 1, 1))
    found = reproduce_snapshot(row.pk)
    assert found.comes_out
    why = found.verdicts[1].why
    assert "changed with effect from 1 January 2020: For a test." in why
    assert "reads: reached" in why


def test_a_verdict_that_the_software_gives_otherwise_does_not_come_out(
    choice: Observation, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = taken(by)
    from hcat.evidence.verdicts import judging

    real = judging.judge

    def lenient(spec: Any, *args: Any, **how: Any) -> Any:
        from dataclasses import replace

        return replace(real(spec, *args, **how), verdict=Verdict.REACHED)

    monkeypatch.setattr(judging, "judge", lenient)
    monkeypatch.setattr("hcat.evidence.snapshots.again.release", lambda: "9.9.9")
    judging._judged.cache_clear()
    connection.cursor().execute("UPDATE foundation_edition SET name = 'another'")
    found = reproduce_snapshot(row.pk)
    judging._judged.cache_clear()
    assert not found.comes_out
    assert (found.verdicts[1].again, found.verdicts[1].comes_out) == (Verdict.REACHED, False)
    assert "is 9.9.9" in found.verdicts[1].why


def test_a_figure_of_the_demonstration_that_is_gone_is_named(
    clock: time_machine.Coordinates, agenda: None, by: Actor
) -> None:
    put_result()
    demo = enter(by, 50.0, is_demo=True)
    row = taken(by)
    demo.delete()
    found = reproduce_snapshot(row.pk)
    assert not found.comes_out
    assert [one.outcome for one in found.figures] == [Outcome.GONE]
    assert "one of them is gone" in found.verdicts[1].why


def test_a_snapshot_that_was_touched_is_found_out(choice: Observation, by: Actor) -> None:
    row = taken(by)
    content = {**row.content, "as_of": "2026-03-01"}
    unguard(connection)
    Snapshot.objects.update(content=content)
    guard(connection)
    found = reproduce_snapshot(row.pk)
    assert (found.is_as_taken, found.comes_out) == (False, False)


def test_an_unknown_snapshot_is_not_found(agenda: None) -> None:
    with pytest.raises(NotFound, match="number 77"):
        reproduce_snapshot(77)


def test_it_asks_as_many_questions_for_many_results_as_for_few(
    choice: Observation, by: Actor
) -> None:
    """Of published and entered figures; a registered measure asks what it asks."""

    def asked() -> int:
        row = taken(by)
        with CaptureQueriesContext(
            connection,
        ) as asking:
            reproduce_snapshot(row.pk)
        return len([one for one in asking.captured_queries if "edition" not in one["sql"]])

    few = asked()
    for number in range(8):
        put_result(f"more-{number}", order=10 + number)
        enter(by, 30.0, result=f"more-{number}")
    assert asked() <= few + 4


# The difference


def changes_after(by: Actor, old: Snapshot, clock: time_machine.Coordinates) -> Changes:
    clock.move_to(datetime(2026, 9, 1, 9))
    return difference(old, taken(by))


def test_nothing_changed_is_empty(
    choice: Observation, by: Actor, clock: time_machine.Coordinates
) -> None:
    assert changes_after(by, taken(by), clock).is_empty


def test_a_corrected_figure_turns_a_verdict(
    choice: Observation, by: Actor, clock: time_machine.Coordinates
) -> None:
    old = taken(by)
    new = correct(by=by, observation=choice.pk, estimate=counted(50.0), reason="Counted twice.")
    found = changes_after(by, old, clock)
    [turn], [figure] = found.verdicts, found.figures
    assert (turn.result, turn.before, turn.after) == ("choice", Verdict.MISSED, Verdict.REACHED)
    assert "30% became 50%." in turn.why
    assert turn.why.endswith("the target is at least 40%.")
    assert (figure.step, figure.observation, figure.note) == (
        FigureStep.CORRECTED, new.pk, "Counted twice.",
    )  # fmt: skip
    assert (figure.before, figure.after) == (counted(30.0), counted(50.0))
    assert figure.results == ("choice",)


def test_new_withdrawn_and_left_out_figures_are_told_apart(
    choice: Observation, by: Actor, clock: time_machine.Coordinates
) -> None:
    old = taken(by)
    put_series(figures=[share(2021, 1220, 4205), share(2022, 1, 2)], on=LATER)
    clock.move_to(datetime(2026, 9, 1, 9))
    evaluate(by=by)
    found = changes_after(by, old, clock)
    steps = {(one.step.value, one.title.in_("en")): one.sentence for one in found.figures}
    assert steps == {
        ("withdrawn", "HBO first-years"): "HBO first-years, 2020: 29.2% (1,241 of 4,252) was "
        "withdrawn.",
        ("new", "HBO first-years"): "HBO first-years, 2022: new, 50% (1 of 2).",
    }
    middle = taken(by)
    put_result(targets=[target(value=40)], on=LATER)
    left = difference(middle, taken(by)).figures
    assert {one.step for one in left} == {FigureStep.LEFT_OUT}
    assert left[0].after is None


def test_a_figure_that_could_not_be_told_is_a_change_only_after_one_that_could(
    clock: time_machine.Coordinates, agenda: None, by: Actor
) -> None:
    def not_counted(year: int) -> None:
        missing = Estimate.missing(
            "nobody counted", unit="percent", period=Period.year(year), method="counted",
            source="a register", quality=Quality.PUBLISHED,
        )  # fmt: skip
        record_figure(by=by, result="choice", target="t", estimate=missing)

    put_result(targets=[target(value=40)])
    old = taken(by)
    not_counted(2019)
    assert changes_after(by, old, clock).figures == ()
    enter(by, 30.0)
    middle = taken(by)
    not_counted(2021)
    [told] = difference(middle, taken(by)).figures
    assert (told.step, told.after and told.after.value) == (FigureStep.NEW, None)


def test_a_revised_target_comes_with_its_reason_and_decision(
    choice: Observation, by: Actor, clock: time_machine.Coordinates
) -> None:
    old = taken(by)
    version = put_result(targets=[target(value=25), target("u", value=3)], on=LATER)
    decided = Decision.objects.create(key="2026-08-01-1", taken_on="2026-08-01", title="Lower it")
    Change.objects.filter(pk=version.change_id).update(reason="Too high.", decision=decided)
    found = changes_after(by, old, clock)
    revised, added = found.targets
    assert (revised.target, revised.reason, revised.effective_on) == ("t", "Too high.", LATER)
    assert revised.decision == "1 August 2026, Lower it"
    assert revised.before is not None
    assert revised.after is not None
    assert (revised.before["value"], revised.after["value"]) == (40.0, 25.0)
    assert (added.target, added.before) == ("u", None)
    assert found.verdicts[0].why.startswith(
        "The target “At least 40%” was revised: Too high. (1 August 2026, Lower it)"
    )


def test_the_change_that_revised_a_target_is_named_and_not_the_one_after(
    choice: Observation, by: Actor, clock: time_machine.Coordinates
) -> None:
    old = taken(by)
    revision = put_result(targets=[target(value=25)], on=date(2026, 7, 1))
    Change.objects.filter(pk=revision.change_id).update(reason="Too high.")
    put_result(targets=[target(value=25)], on=date(2026, 8, 1), order=9)
    [revised] = changes_after(by, old, clock).targets
    assert (revised.reason, revised.effective_on) == ("Too high.", date(2026, 7, 1))


def test_results_that_began_and_ended(
    choice: Observation, by: Actor, clock: time_machine.Coordinates
) -> None:
    old = taken(by)
    put_result("other", on=LATER, order=2)
    element = Element.objects.get(kind="result", key="choice")
    last = Version.objects.get(element=element, valid_until=None)
    Version.objects.filter(pk=last.pk).update(valid_until=LATER)
    change = Change.objects.create(
        kind="stopped", effective_on=LATER, reason="Done with it.", recorded_by="test"
    )
    Version.objects.create(
        element=element, change=change, valid_from=LATER, ended_as="stopped", data=last.data
    )
    found = changes_after(by, old, clock)
    assert [(one.result, one.effective_on) for one in found.begun] == [("other", LATER)]
    assert [(one.result, one.reason) for one in found.ended] == [("choice", "Done with it.")]


def test_a_difference_goes_forward_in_time(
    choice: Observation, by: Actor, clock: time_machine.Coordinates
) -> None:
    old = taken(by, as_of=date(2020, 1, 1))
    new = taken(by)
    with pytest.raises(Refused, match="Exchange the two"):
        difference(new, old)


def test_the_sentences_are_those_of_the_reader(
    choice: Observation, by: Actor, clock: time_machine.Coordinates
) -> None:
    old = taken(by)
    correct(by=by, observation=choice.pk, estimate=counted(50.0), reason="Dubbel geteld.")
    with translation.override("nl"):
        [turn] = changes_after(by, old, clock).verdicts
    assert "30% werd 50%." in turn.why
    assert "gehaald" in turn.why.lower() or "bereikt" in turn.why.lower()
