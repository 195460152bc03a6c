# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from hcat.evidence.api import Finding, record_figure, record_judgement
from hcat.evidence.append_only import ERASED, guard, guarded_tables
from hcat.evidence.models import AssessorFinding, Observation
from hcat.evidence.operations import erase_name
from hcat.foundation.api import Actor
from hcat.numerics.api import Estimate, Period, Quality
from hcat.parties.api import invite
from tests.evidence.small_agenda import put_result, target

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(agenda: None, by: Actor) -> Observation:
    put_result()
    person = invite(
        name="Test Person", mail="test@example.org", role="programme_manager",
        by=Actor.system("test"),
    )  # fmt: skip
    return _figure(Actor.of(person.user))


def _figure(by: Actor, *, is_demo: bool = False) -> Observation:
    estimate = Estimate(
        value=30.0, unit="percent", period=Period.year(2016), method="asked", source="a survey",
        quality=Quality.MEASURED, low=25.0, high=35.0, n=100,
    )  # fmt: skip
    return record_figure(by=by, result="choice", target="t", estimate=estimate, is_demo=is_demo)


def test_an_observation_cannot_be_changed(row: Observation) -> None:
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Observation.objects.filter(pk=row.pk).update(value=99.0)
    row.value = 99.0
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        row.save()
    assert Observation.objects.get(pk=row.pk).value == 30.0


def test_an_observation_cannot_be_deleted(row: Observation) -> None:
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        row.delete()
    assert Observation.objects.filter(pk=row.pk).exists()


def test_a_demonstration_row_can_be_deleted_and_not_changed(agenda: None, by: Actor) -> None:
    put_result()
    row = _figure(by, is_demo=True)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Observation.objects.filter(pk=row.pk).update(is_demo=False)
    assert Observation.objects.filter(is_demo=True).delete()[0] == 1


def test_a_finding_cannot_be_changed_or_deleted(agenda: None, by: Actor) -> None:
    put_result(targets=[target(kind="judged", unit="judgement", criteria=["A"], assessor="board")])
    row = record_judgement(
        by=by, result="choice", target="t", judged_on=date(2020, 1, 1),
        findings=[Finding("A", met=True)], source="minutes",
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        AssessorFinding.objects.filter(pk=row.pk).update(findings=[])
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        row.delete()


def test_a_name_can_be_erased_and_not_replaced(row: Observation) -> None:
    with pytest.raises(DatabaseError, match="keeps who"), transaction.atomic():
        Observation.objects.filter(pk=row.pk).update(recorded_by="Somebody Else")
    assert erase_name(user_id=row.recorded_by_user or 0) == 1
    row.refresh_from_db()
    assert (row.recorded_by, row.value) == (ERASED, 30.0)


def test_the_guard_stands_on_every_guarded_table_and_can_be_set_again(db: None) -> None:
    guard(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(
                "SELECT event_object_table FROM information_schema.triggers "
                "WHERE trigger_schema = 'public'"
            )
        found = [name for (name,) in cursor.fetchall()]
    tables = guarded_tables()
    assert {"evidence_observation", "evidence_assessorfinding"} <= set(tables)
    assert all(found.count(table) >= len(rules) for table, rules in tables.items())


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"value": None}, "value_or_reason"),
        ({"missing_reason": "lost"}, "value_or_reason"),
        ({"low": 31.0}, "low_below_value"),
        ({"high": 29.0}, "high_above_value"),
        ({"numerator": 5.0, "denominator": 4.0}, "part_of_whole"),
        ({"numerator": 5.0}, "part_of_whole"),
        ({"n": 100, "population": 99}, "n_within_population"),
        ({"confidence": 1.0}, "confidence_between"),
        ({"start": date(2017, 1, 1)}, "period_in_order"),
        ({"source": ""}, "source_method_unit"),
        ({"method": ""}, "source_method_unit"),
        ({"quality": "splendid"}, "quality_known"),
        ({"result": ""}, "entered_for_a_target"),
        ({"measure": "published.x"}, "entered_for_a_target"),
        ({}, "unique|one_chain"),
    ],
)
def test_the_database_refuses_a_row_that_cannot_be_right(
    row: Observation, change: dict[str, object], rule: str
) -> None:
    if change:
        row.group = "another"
    for name, value in change.items():
        setattr(row, name, value)
    row.pk = None
    with pytest.raises(DatabaseError, match=f"(?i){rule}"), transaction.atomic():
        row.save(force_insert=True)


def test_a_row_that_is_right_goes_in(row: Observation) -> None:
    row.pk, row.group = None, "another"
    row.save(force_insert=True)
    assert Observation.objects.count() == 2


def test_a_person_gets_what_they_recorded_and_can_be_taken_out_of_it(row: Observation) -> None:
    from hcat.parties.models import Person
    from hcat.parties.personal_data import holders

    person = Person.objects.get(user_id=row.recorded_by_user)
    (evidence,) = [one for one in holders() if one.room == "evidence"]
    assert [one["what"] for one in evidence.export(person)] == [str(row)]
    evidence.erase(person)
    row.refresh_from_db()
    assert row.recorded_by == ERASED


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_rows_of_one_test_are_gone_in_the_next_and_the_guard_stands_again(
    agenda: None, by: Actor, time: str
) -> None:
    assert not Observation.objects.exists()
    put_result()
    row = _figure(by)
    with pytest.raises(DatabaseError, match="never deleted"):
        row.delete()
