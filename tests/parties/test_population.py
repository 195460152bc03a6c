# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The denominators: who is counted, on which date, and what is not known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcat.foundation.api import Actor, NotAllowed, Refused
from hcat.parties.api import (
    HighTechRule,
    PopulationCount,
    count_by,
    count_population,
    decide_high_tech,
    invite,
    is_high_tech,
    population,
    record_event,
    revise_organisation,
)
from hcat.parties.models import HighTechDecision, Organisation, OrganisationFacts

Register = Callable[..., Organisation]
pytestmark = pytest.mark.django_db
RULE = HighTechRule.of(["26", "62", "71.12"], exclude=["62.03"])
ON = date(2024, 1, 1)


def decide(one: Organisation, answer: str, on: date) -> HighTechDecision:
    return decide_high_tech(
        organisation=one,
        answer=answer,
        reason="it makes lasers",
        decided_on=on,
        decided_by="programme manager",
        by=Actor.system("test"),
    )


def test_an_empty_register_gives_a_reason_and_not_zero() -> None:
    counted = count_population(kind="company")
    assert counted.total is None
    assert counted.missing_reason


def test_a_day_before_the_register_began_gives_a_reason_and_not_zero(known: Register) -> None:
    known()
    assert count_population(on=date(2019, 12, 31)).total is None
    assert count_population(on=date(2020, 1, 1)).total == 1
    assert count_population(kind="education", on=ON).total == 0


def test_only_the_main_activity_counts(known: Register) -> None:
    known("A", sbi=("2611", "4711"))
    known("B", sbi=("4711", "2611"))
    assert [f.name for f in population(high_tech=RULE, on=ON)] == ["A"]


def test_what_the_rule_leaves_out_is_out(known: Register) -> None:
    known("A", sbi=("6203",))
    known("B", sbi=("6201",))
    known("C", sbi=("7112",))
    known("D", sbi=("711",))
    assert [f.name for f in population(high_tech=RULE, on=ON)] == ["B", "C"]


def test_an_unknown_activity_is_undecided_and_not_out(known: Register) -> None:
    known("A", sbi=("2611",))
    known("B")
    assert count_population(high_tech=RULE, on=ON) == PopulationCount(1, undecided=1)


def test_a_decision_goes_before_the_rule_from_its_day_on(known: Register) -> None:
    one = known("A", sbi=("4711",))
    decide(one, "in", date(2022, 1, 1))
    decide(one, "rule", date(2023, 1, 1))
    counts = [
        count_population(high_tech=RULE, on=day).total
        for day in (date(2021, 12, 31), date(2022, 1, 1), date(2023, 1, 1))
    ]
    assert counts == [0, 1, 0]


def test_a_decision_settles_an_unknown_activity(known: Register) -> None:
    decide(known("A"), "out", date(2022, 1, 1))
    assert count_population(high_tech=RULE, on=ON) == PopulationCount(0, undecided=0)


def test_of_two_decisions_on_one_day_the_later_recorded_holds(known: Register) -> None:
    one = known("A", sbi=("2611",))
    decide(one, "out", ON)
    decide(one, "in", ON)
    assert count_population(high_tech=RULE, on=ON).total == 1


@pytest.mark.parametrize(("answer", "reason"), [("perhaps", "x"), ("in", " ")])
def test_a_decision_has_an_answer_and_a_reason(
    known: Register, by: Actor, answer: str, reason: str
) -> None:
    with pytest.raises(Refused):
        decide_high_tech(
            organisation=known(), answer=answer, reason=reason, decided_on=ON, decided_by="x", by=by
        )


def test_an_administrator_does_not_decide_what_is_high_tech(known: Register, by: Actor) -> None:
    admin = invite(name="A", mail="a@voorbeeld.example", role="administrator", by=by)
    with pytest.raises(NotAllowed, match=r"programmamanager|programme manager"):
        decide_high_tech(
            organisation=known(), answer="in", reason="x", decided_on=ON, decided_by="x",
            by=Actor.of(admin.user),
        )  # fmt: skip


def test_place_and_size_that_are_not_known_are_undecided(known: Register) -> None:
    known("A", municipality="GM0153", employees=60)
    known("B", municipality="GM0153")
    known("C", employees=60)
    known("D", municipality="GM0141", employees=60)
    counted = count_population(place="GM0153", size=["50-249", "250+"], on=ON)
    assert counted == PopulationCount(1, undecided=2)


def test_a_level_is_found_among_several(known: Register) -> None:
    known("A", kind="education", levels=("mbo-3", "mbo-4"))
    known("B", kind="education", levels=("havo-vwo",))
    assert count_population(kind="education", level="mbo-4", on=ON).total == 1
    assert count_population(kind="education", level="mbo", on=ON).total == 0


def test_branches_count_as_sites_and_not_as_organisations(known: Register) -> None:
    school = known("School", kind="education", brin="00AH")
    known("Noord", kind="education", brin="00AH", branch="01", part_of_id=school.pk)
    known("Zuid", kind="education", brin="00AH", branch="02", part_of_id=school.pk)
    known("Alleen", kind="education", brin="00AJ")
    assert count_population(kind="education", on=ON).total == 2
    assert count_population(kind="education", unit="site", on=ON).total == 3


def test_the_count_of_a_day_survives_a_merger(known: Register, by: Actor) -> None:
    one, two = known("A"), known("B")
    record_event(
        kind="takeover", before=[one, two], after=[one], happened_on=date(2023, 1, 1),
        reason="taken over", by=by,
    )  # fmt: skip
    assert count_population(on=date(2022, 12, 31)).total == 2
    assert count_population(on=date(2023, 1, 1)).total == 1


def test_a_move_counts_in_one_place_at_a_time(known: Register, by: Actor) -> None:
    one = known("A", municipality="GM0153")
    revise_organisation(
        organisation=one, valid_from=date(2023, 1, 1), source="x", by=by, municipality="GM0141"
    )
    assert count_by("municipality", population(on=date(2022, 12, 31))) == {"GM0153": 1}
    assert count_by("municipality", population(on=date(2023, 1, 1))) == {"GM0141": 1}


def test_demonstration_rows_are_told_apart(known: Register) -> None:
    known("A")
    Organisation.objects.filter(pk=known("B").pk).update(is_demo=True)
    assert count_population(on=ON) == PopulationCount(2, demo=1)


def test_a_count_takes_two_queries_however_many_there_are(
    known: Register, django_assert_num_queries: Any
) -> None:
    for number in range(4):
        known(f"{number}", sbi=("2611",))
    with django_assert_num_queries(2):
        count_population(kind="company", high_tech=RULE, place="GM0153", size="250+", on=ON)
    with django_assert_num_queries(1):
        count_by("size_class", population(high_tech=RULE, on=ON))


codes = st.sampled_from(["", "26", "2611", "62", "6201", "6203", "62030", "7112", "99", "711"])
answers = st.lists(
    st.tuples(st.sampled_from(["in", "out", "rule"]), st.dates(date(2020, 1, 1), date(2026, 1, 1))),
    max_size=4,
)
prefixes = st.lists(st.sampled_from(["26", "261", "62", "6203", "99", "7112"]), max_size=3)


@given(
    sbi=codes, decided=answers, include=prefixes, exclude=prefixes, on=st.dates(date(2020, 1, 1))
)
def test_the_function_and_the_database_agree(
    sbi: str, decided: list[tuple[str, date]], include: list[str], exclude: list[str], on: date
) -> None:
    OrganisationFacts.objects.all().delete()
    Organisation.objects.all().delete()
    rule = HighTechRule.of(include, exclude)
    one = Organisation.objects.create(kind="company")
    one.facts.create(valid_from=date(2020, 1, 1), name="x", name_key="x", source="x", sbi=sbi)
    decisions = [
        HighTechDecision.objects.create(
            organisation=one, answer=answer, decided_on=day, reason="x", decided_by="x"
        )
        for answer, day in decided
    ]
    told = is_high_tech(SimpleNamespace(sbi=sbi), decisions, rule, on)
    counted = count_population(high_tech=rule, on=on)
    assert counted == PopulationCount(int(told.counts is True), int(told.counts is None))
    assert told.because
