# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dated register: what is known of an organisation, when, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from hcat.foundation.api import Actor, NotAllowed, Refused
from hcat.foundation.models import AuditEvent
from hcat.parties import identifiers
from hcat.parties.api import (
    FactsDraft,
    UnknownParty,
    facts_of,
    invite,
    organisation_by_key,
    organisation_history,
    record_event,
    register_organisation,
    rename_organisation,
    revise_organisation,
    search_organisations,
    successors,
)
from hcat.parties.models import Organisation, OrganisationFacts

Register = Callable[..., Organisation]
pytestmark = pytest.mark.django_db


def test_the_past_reads_as_it_was(known: Register, by: Actor) -> None:
    one = known("Oud", employees=12)
    revise_organisation(
        organisation=one, valid_from=date(2022, 6, 1), source="call", by=by, employees=60
    )
    early, late = facts_of(one, on=date(2022, 5, 31)), facts_of(one, on=date(2022, 6, 1))
    assert early is not None
    assert late is not None
    assert (early.employees, early.size_class) == (12, "10-49")
    assert (late.employees, late.size_class, late.name) == (60, "50-249", "Oud")
    assert facts_of(one, on=date(2019, 12, 31)) is None
    assert AuditEvent.objects.filter(subject=f"organisation:{one.key}").count() == 2


def test_the_same_facts_again_make_no_version(known: Register, by: Actor) -> None:
    one = known(employees=12)
    revise_organisation(
        organisation=one, valid_from=date(2021, 1, 1), source="x", by=by, employees=12
    )
    assert one.facts.count() == 1


def test_a_correction_on_the_same_day_keeps_the_mistake_in_the_history(
    known: Register, by: Actor
) -> None:
    one = known("Fuot")
    revise_organisation(
        organisation=one, valid_from=date(2020, 1, 1), source="mended", by=by, name="Fout"
    )
    facts = facts_of(one, on=date(2020, 1, 1))
    assert facts is not None
    assert facts.name == "Fout"
    assert [v.name for v in organisation_history(one.key).facts] == ["Fout", "Fuot"]


def test_what_was_known_cannot_be_changed_from_an_earlier_day(known: Register, by: Actor) -> None:
    one = known(employees=12)
    with pytest.raises(Refused):
        revise_organisation(
            organisation=one, valid_from=date(2019, 1, 1), source="x", by=by, employees=13
        )


def test_a_size_class_replaces_a_number_that_it_contradicts(known: Register, by: Actor) -> None:
    one = known(employees=12)
    facts = revise_organisation(
        organisation=one, valid_from=date(2021, 1, 1), source="x", by=by, size_class="250+"
    )
    assert (facts.employees, facts.size_class) == (None, "250+")


@pytest.mark.parametrize(
    "given",
    [
        {"name": " "},
        {"name": "a", "branch": "01"},
        {"name": "a", "employees": 12, "size_class": "250+"},
        {"name": "a", "size_class": "huge"},
    ],
)
def test_facts_that_contradict_each_other_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        FactsDraft(**given)


def test_a_number_belongs_to_one_organisation(known: Register) -> None:
    known("Een", kvk="01234567")
    with pytest.raises(Refused, match="01234567"):
        known("Twee", kvk="01234567")
    known("School", kind="education", brin="00AH")
    with pytest.raises(Refused, match="00AH"):
        known("Andere school", kind="education", brin="00AH")


def test_a_branch_may_carry_the_number_of_its_company(known: Register) -> None:
    whole = known("Een", kvk="01234567")
    known("Een, vestiging", kvk="01234567", part_of_id=whole.pk)


def test_the_number_of_one_that_ended_is_free(known: Register, by: Actor) -> None:
    one = known("Een", kvk="01234567")
    record_event(
        kind="exit", before=[one], after=[], happened_on=date(2021, 1, 1), reason="closed", by=by
    )
    known("Twee", kvk="01234567", valid_from=date(2022, 1, 1))


def test_a_merger_ends_what_does_not_stay(known: Register, by: Actor) -> None:
    one, two = known("Een"), known("Twee")
    both = known("Samen", valid_from=date(2022, 1, 1))
    record_event(
        kind="merger", before=[one, two], after=[both], happened_on=date(2022, 1, 1),
        reason="merged", by=by,
    )  # fmt: skip
    assert facts_of(one, on=date(2021, 12, 31)) is not None
    assert facts_of(one, on=date(2022, 1, 1)) is None
    assert successors([one.key, both.key], on=date(2022, 1, 1)) == {
        one.key: frozenset({both.key}),
        both.key: frozenset({both.key}),
    }
    assert successors([one.key], on=date(2021, 12, 31)) == {one.key: frozenset({one.key})}


def test_successors_are_followed_through_several_events(known: Register, by: Actor) -> None:
    one, two, three, four = (known(name) for name in ("Een", "Twee", "Drie", "Vier"))
    record_event(
        kind="takeover", before=[one, two], after=[two], happened_on=date(2021, 1, 1),
        reason="taken over", by=by,
    )  # fmt: skip
    record_event(
        kind="split", before=[two], after=[three, four], happened_on=date(2022, 1, 1),
        reason="split", by=by,
    )  # fmt: skip
    assert successors([one.key], on=date(2021, 6, 1)) == {one.key: frozenset({two.key})}
    assert successors([one.key], on=date(2023, 1, 1)) == {one.key: frozenset({three.key, four.key})}
    record_event(
        kind="exit", before=[three], after=[], happened_on=date(2023, 1, 1), reason="gone", by=by
    )
    assert successors([one.key], on=date(2023, 1, 1)) == {one.key: frozenset({four.key})}


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("merger", 1, 1), ("merger", 2, 2), ("split", 1, 1), ("split", 2, 2), ("takeover", 1, 1),
        ("exit", 1, 1), ("exit", 0, 0), ("rename", 2, 1), ("party", 1, 1),
    ],
)  # fmt: skip
def test_an_event_of_the_wrong_shape_is_refused(
    known: Register, by: Actor, kind: str, before: int, after: int
) -> None:
    some = [known(str(n)) for n in range(4)]
    with pytest.raises(Refused):
        record_event(
            kind=kind, before=some[:before], after=some[:after], happened_on=date(2021, 1, 1),
            reason="x", by=by,
        )  # fmt: skip


def test_somebody_takes_over(known: Register, by: Actor) -> None:
    one, two, three = known("1"), known("2"), known("3")
    with pytest.raises(Refused):
        record_event(
            kind="takeover", before=[one, two], after=[three], happened_on=date(2021, 1, 1),
            reason="x", by=by,
        )  # fmt: skip


def test_an_event_without_a_reason_is_refused(known: Register, by: Actor) -> None:
    with pytest.raises(Refused):
        record_event(
            kind="exit", before=[known()], after=[], happened_on=date(2021, 1, 1), reason=" ", by=by
        )


def test_another_name_is_an_event_and_a_version(known: Register, by: Actor) -> None:
    one = known("Oud")
    rename_organisation(
        organisation=one, name="Nieuw", happened_on=date(2023, 1, 1), reason="renamed", by=by
    )
    history = organisation_history(one.key)
    assert [f.name for f in history.facts] == ["Nieuw", "Oud"]
    assert [e.kind for e in history.events] == ["rename"]


def test_one_that_ended_cannot_be_changed(known: Register, by: Actor) -> None:
    one = known()
    record_event(
        kind="exit", before=[one], after=[], happened_on=date(2021, 1, 1), reason="closed", by=by
    )
    one.refresh_from_db()
    with pytest.raises(Refused, match="2021"):
        revise_organisation(
            organisation=one, valid_from=date(2022, 1, 1), source="x", by=by, name="y"
        )


def test_the_board_does_not_change_the_register(by: Actor) -> None:
    member = invite(name="B", mail="b@voorbeeld.example", role="board", by=by)
    with pytest.raises(NotAllowed):
        register_organisation(
            kind="company", facts=FactsDraft("x"), valid_from=date(2020, 1, 1), source="x",
            by=Actor.of(member.user),
        )  # fmt: skip


def test_an_organisation_that_is_not_there_is_said_so() -> None:
    with pytest.raises(UnknownParty, match="org-nothing"):
        organisation_by_key("org-nothing")


@pytest.mark.parametrize(
    "wrong",
    [
        {"kvk": "123"}, {"kvk": "1234567a"}, {"brin": "A0BC"}, {"branch": "01"}, {"name": ""},
        {"municipality": "0153"}, {"sbi": "26.1"}, {"size_class": "9-1"}, {"source": ""},
        {"employees": 5, "size_class": "250+"}, {"valid_until": date(2019, 1, 1)},
    ],
)  # fmt: skip
def test_the_database_refuses_facts_in_another_form(known: Register, wrong: dict[str, Any]) -> None:
    known()
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationFacts.objects.update(**wrong)


def test_an_organisation_has_one_open_version(known: Register) -> None:
    one = known()
    with pytest.raises(IntegrityError), transaction.atomic():
        one.facts.create(valid_from=date(2021, 1, 1), name="x", name_key="x", source="x")


@pytest.mark.parametrize(
    "text", ["krékel", "Krekel B.V.", "012345", "krekel.voorbeeld.example", "KREKEL 12"]
)
def test_searching_forgives_accents_legal_forms_and_half_numbers(
    known: Register, text: str
) -> None:
    known("Demobedrijf Krekel 12", kvk="01234567", website="https://krekel.voorbeeld.example")
    known("Demobedrijf Egel 3", kvk="07654321")
    assert [f.name for f in search_organisations(text=text)] == ["Demobedrijf Krekel 12"]


def test_a_page_of_the_register_is_one_query(
    known: Register, django_assert_num_queries: Any
) -> None:
    for number in range(5):
        known(f"Demobedrijf {number}")
    with django_assert_num_queries(1):
        assert len([f.organisation.key for f in search_organisations()[:3]]) == 3


@given(st.text(max_size=40))
def test_an_identifier_is_kept_in_one_form_or_refused(text: str) -> None:
    for read in (
        identifiers.kvk_number, identifiers.municipality_code, identifiers.sbi_code,
        identifiers.postcode, identifiers.domain_of, identifiers.name_key, identifiers.plain,
    ):  # fmt: skip
        try:
            once = read(text)
        except ValueError:
            continue
        assert once == "" or read(once) == once


@given(st.integers(min_value=0, max_value=10**6))
def test_every_number_of_employees_has_one_size_class(employees: int) -> None:
    name = identifiers.size_class_of(employees)
    fitting = [
        one
        for one, low, most in identifiers.SIZE_CLASSES
        if low <= max(employees, 1) and (most is None or employees <= most)
    ]
    assert fitting == [name]
