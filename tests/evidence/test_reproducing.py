# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An old figure is made again, or it is said why it does not come out."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import translation

from hcat.evidence.api import (
    Observation,
    Outcome,
    Reproduction,
    Scope,
    Takes,
    WrongMeasure,
    correct,
    evaluate,
    measure,
    record_figure,
    reproduce,
)
from hcat.evidence.append_only import guard, unguard
from hcat.evidence.measuring.registry import forget
from hcat.evidence.queries import summary
from hcat.foundation.api import Actor, NotFound, retention_rules
from hcat.numerics.api import Estimate, Period, Quality
from tests.evidence.small_agenda import (
    put_initiative,
    put_result,
    put_series,
    share,
    target,
)

pytestmark = pytest.mark.django_db
PROXY = {"series": "first-years", "leaves_out": {"nl": "Mist mbo.", "en": "Leaves out MBO."}}


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(datetime(2026, 3, 2, 9), tick=True) as traveller:
        yield traveller


@pytest.fixture
def choice(clock: time_machine.Coordinates, agenda: None) -> None:
    put_series(figures=[share(2020, 1241, 4252), share(2021, 1220, 4205)])
    put_result(targets=[target(value=40, proxies=[PROXY])])


def latest(name: str, **about: object) -> Observation:
    return Observation.objects.filter(measure=name, **about).order_by("-pk")[0]


def again(row: Observation) -> Reproduction:
    return reproduce(row.pk)


def entered(by: Actor, value: float = 30) -> Observation:
    estimate = Estimate(
        value=value, numerator=value, denominator=100, n=100, unit="percent", low=25, high=35,
        period=Period.year(2020), method="asked", source="a survey", quality=Quality.MEASURED,
    )  # fmt: skip
    return record_figure(by=by, result="choice", target="t", estimate=estimate)


def test_an_unknown_figure_is_not_found(agenda: None) -> None:
    with pytest.raises(NotFound, match="number 77"):
        reproduce(77)


# Entered


def test_an_entered_figure_is_what_was_entered_with_its_source_and_method(
    choice: None, by: Actor
) -> None:
    found = again(entered(by))
    assert (found.outcome, found.again and found.again.value) == (Outcome.ENTERED, 30.0)
    assert "Source: a survey. Method: asked." in found.why


def test_an_entered_figure_that_was_corrected_names_the_correction(choice: None, by: Actor) -> None:
    old = entered(by)
    better = Estimate(
        value=31.0, unit="percent", period=Period.year(2020), method="asked", source="a survey",
        quality=Quality.MEASURED,
    )  # fmt: skip
    new = correct(by=by, observation=old.pk, estimate=better, reason="Counted twice.")
    found = again(old)
    assert found.outcome is Outcome.ENTERED
    assert f"by figure {new.pk}, 31%: Counted twice." in found.why


@pytest.mark.parametrize("change", [{"value": 29.0}, {"n": 99}, {"method": "asked twice"}])
def test_a_figure_that_was_changed_past_the_triggers_is_found_out(
    choice: None, by: Actor, change: dict[str, object]
) -> None:
    row = entered(by)
    unguard(connection)
    Observation.objects.filter(pk=row.pk).update(**change)
    guard(connection)
    found = again(row)
    assert (found.outcome, found.again) == (Outcome.DIFFERS, None)
    assert "fingerprint" in found.why


def test_a_figure_that_was_made_impossible_is_missing_with_its_reason(
    choice: None, by: Actor
) -> None:
    row = entered(by)
    unguard(connection)
    Observation.objects.filter(pk=row.pk).update(
        value=99.0, low=None, high=None, numerator=20, denominator=80
    )
    guard(connection)
    estimate = Observation.objects.get(pk=row.pk).estimate
    assert estimate.value is None
    assert "cannot be read" in str(estimate.missing_reason)
    found = again(row)
    assert found.outcome is Outcome.DIFFERS
    assert found.why.startswith("What is stored contradicts itself: 99% is not 20 of 80.")
    assert summary().total == 1


# Published


def test_a_published_figure_comes_out_of_the_series_as_it_stood(choice: None, by: Actor) -> None:
    evaluate(by=by)
    found = again(latest("published.first-years"))
    assert found.outcome is Outcome.SAME
    assert found.why == "The same figure comes out, from what was known on 2 March 2026."


def test_a_figure_that_was_published_anew_still_comes_out_and_says_so(
    choice: None, by: Actor
) -> None:
    evaluate(by=by)
    old = latest("published.first-years", start="2020-01-01")
    # With effect from an earlier day: what stood then is still found, by when it was recorded.
    put_series(figures=[share(2020, 1300, 4252), share(2021, 1220, 4205)], on=date(2026, 1, 1))
    evaluate(by=by)
    new = latest("published.first-years", start="2020-01-01")
    found = again(old)
    assert found.outcome is Outcome.SAME
    assert "published anew, as 30.6% (1,300 of 4,252)" in found.why
    assert f"by figure {new.pk}" in found.why
    assert again(new).outcome is Outcome.SAME


def test_a_withdrawal_comes_out_and_so_does_what_was_withdrawn(choice: None, by: Actor) -> None:
    evaluate(by=by)
    old = latest("published.first-years", start="2021-01-01")
    put_series(figures=[share(2020, 1241, 4252)], on=date(2026, 3, 2))
    evaluate(by=by)
    gone = latest("published.first-years", start="2021-01-01")
    assert gone.value is None
    assert again(gone).outcome is Outcome.SAME
    found = again(old)
    assert found.outcome is Outcome.SAME
    assert "has withdrawn it" in found.why


def test_a_published_figure_that_the_agenda_never_had_differs(choice: None, by: Actor) -> None:
    evaluate(by=by)
    row = latest("published.first-years")
    from hcat.agenda.models import Version

    version = Version.objects.get(element__kind="series")
    version.data["figures"] = []
    version.save()
    found = again(row)
    assert found.outcome is Outcome.DIFFERS
    assert "has no such figure" in found.why


# Registered

Register = Callable[..., None]


@pytest.fixture
def register() -> Iterator[Register]:
    def add(
        give: Callable[[Period, Scope], Estimate], takes: Takes = Takes.MOMENT, **how: str
    ) -> None:
        forget("testing.one")

        def one(period: Period, scope: Scope) -> Estimate:
            return give(period, scope)

        measure("testing.one", title="One", unit="count", takes=takes, **how)(one)  # type: ignore[arg-type]

    yield add
    forget("testing.one")


def count(period: Period, value: float = 3.0) -> Estimate:
    return Estimate(
        value=value, unit="count", period=period, method="m", source="s", quality=Quality.MEASURED
    )


def test_a_measure_of_the_register_comes_out_though_the_register_changed_since(
    choice: None, by: Actor
) -> None:
    put_initiative(1)
    evaluate(by=by)
    row = latest("agenda.initiatives_running")
    put_initiative(2, on=date(2025, 1, 1))  # recorded later, with effect from before
    evaluate(by=by)
    assert latest("agenda.initiatives_running").value == 2.0
    found = again(row)
    assert (found.outcome, found.again and found.again.value) == (Outcome.SAME, 1.0)
    assert "Corrected on" in found.why


@pytest.mark.parametrize("takes", list(Takes))
def test_a_measure_is_asked_about_the_same_period(
    choice: None, by: Actor, register: Register, takes: Takes
) -> None:
    asked: list[Period] = []

    def give(period: Period, scope: Scope) -> Estimate:
        asked.append(period)
        return count(period)

    register(give, takes)
    evaluate(by=by, as_of=date(2020, 5, 1))
    assert again(latest("testing.one")).outcome is Outcome.SAME
    assert asked[0] == asked[-1]


def test_the_inputs_that_changed_are_named(choice: None, by: Actor, register: Register) -> None:
    counted = [3]

    def give(period: Period, scope: Scope) -> Estimate:
        scope.note(companies=counted[0], place="Overstad", **{"7": list(range(90 + counted[0]))})
        return count(period, counted[0])

    register(give)
    evaluate(by=by)
    counted[0] = 4
    found = again(latest("testing.one"))
    assert (found.outcome, found.again and found.again.value) == (Outcome.DIFFERS, 4.0)
    assert "4 instead of 3" in found.why
    assert "changed: 7; companies was 3 and is 4." in found.why
    assert "Overstad" not in found.why
    assert "code of the measure is the same" in found.why


def test_the_same_figure_from_other_inputs_does_not_come_out(
    choice: None, by: Actor, register: Register
) -> None:
    seen = [1]

    def give(period: Period, scope: Scope) -> Estimate:
        scope.note(seen=seen[0])
        return count(period)

    register(give)
    evaluate(by=by)
    seen[0] = 2
    found = again(latest("testing.one"))
    assert found.outcome is Outcome.DIFFERS
    assert "from other inputs" in found.why


def test_a_change_of_code_is_told(choice: None, by: Actor) -> None:
    def first(period: Period, scope: Scope) -> Estimate:
        return count(period, 1.0)

    def second(period: Period, scope: Scope) -> Estimate:
        return count(period, 2.0)

    second.__qualname__ = first.__qualname__
    try:
        measure("testing.one", title="One", unit="count")(first)
        evaluate(by=by)
        measure("testing.one", title="One", unit="count")(second)
        found = again(latest("testing.one"))
        assert found.outcome is Outcome.DIFFERS
        assert "code of the measure has changed" in found.why
    finally:
        forget("testing.one")


def test_a_measure_that_is_gone_or_fails_says_so(
    choice: None, by: Actor, register: Register
) -> None:
    register(lambda period, scope: count(period))
    evaluate(by=by)
    row = latest("testing.one")

    def fail(period: Period, scope: Scope) -> Estimate:
        raise ZeroDivisionError("no companies")

    register(fail)
    assert again(row).outcome is Outcome.FAILED
    forget("testing.one")
    found = again(row)
    assert (found.outcome, found.again) == (Outcome.UNKNOWN_MEASURE, None)
    assert "testing.one" in found.why


# Erased


@pytest.mark.parametrize(("days", "outcome"), [(800, "inputs_erased"), (100, "differs")])
def test_a_figure_whose_inputs_a_rule_erased_names_the_rule_and_a_younger_one_does_not(
    choice: None, by: Actor, register: Register, clock: time_machine.Coordinates,
    days: int, outcome: str,
) -> None:  # fmt: skip
    left = [3.0]
    register(lambda period, scope: count(period, left[0]), erased_by="roles")
    evaluate(by=by)
    row = latest("testing.one")
    assert again(row).outcome is Outcome.SAME
    clock.shift(timedelta(days=days))
    assert again(row).outcome is Outcome.SAME  # as long as it comes out nothing is erased
    left[0] = 0.0
    found = again(row)
    assert found.outcome == outcome
    assert ("rule “roles”" in found.why) is (outcome == "inputs_erased")


def test_a_rule_that_no_room_has_is_refused_when_the_measure_is_registered() -> None:
    def one(period: Period, scope: Scope) -> Estimate:
        return count(period)

    assert any(rule.name == "roles" for rule in retention_rules())
    with pytest.raises(WrongMeasure, match=r"which no room has: name one of .*audit"):
        measure("testing.one", title="One", unit="count", erased_by="rolls")(one)


# The command


def run(*args: str) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("measure", *args, stdout=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


def test_the_command_says_whether_a_figure_comes_out(
    choice: None, by: Actor, register: Register
) -> None:
    value = [3.0]
    register(lambda period, scope: count(period, value[0]))
    evaluate(by=by)
    number = str(latest("testing.one").pk)
    code, said = run("--reproduce", number)
    assert (code, "The same figure comes out" in said) == (0, True)
    value[0] = 4.0
    code, said = run("--reproduce", number, "--json")
    assert (code, json.loads(said)["outcome"], json.loads(said)["again"]["value"]) == (
        1, "differs", 4.0,
    )  # fmt: skip
    with pytest.raises(CommandError, match="no figure with the number"):
        run("--reproduce", "987654")
