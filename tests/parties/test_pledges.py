# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is promised and what comes of it; missing is never zero."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from hcat.foundation.api import Actor, NotAllowed, Refused
from hcat.parties.api import (
    FactsDraft,
    invite,
    pledge_totals,
    pledges,
    record_delivery,
    record_pledge,
    register_organisation,
    withdraw_pledge,
)
from hcat.parties.models import Organisation, Pledge

Register = Callable[..., Organisation]
pytestmark = pytest.mark.django_db
ON = date(2024, 1, 1)


def promise(by: Actor, organisation: Organisation, **given: Any) -> Pledge:
    given = {
        "kind": "people", "unit": "hours", "what": "guest lessons", "starts": date(2023, 1, 1),
        "source": "letter of 3 January", "amount": Decimal(40), **given,
    }  # fmt: skip
    return record_pledge(organisation=organisation, by=by, **given)


def test_pledged_and_delivered_add_up_per_kind_and_unit(known: Register, by: Actor) -> None:
    first = promise(by, known())
    promise(by, known("B"), amount=Decimal(60))
    promise(by, known("C"), kind="money", unit="eur", amount=Decimal("1000.50"))
    record_delivery(
        pledge=first, delivered_on=date(2023, 3, 1), amount=Decimal(30), evidence="sheet", by=by
    )
    money, people = pledge_totals(on=ON)
    assert (people.pledged, people.delivered, people.share) == (100, 30, Decimal("0.3"))
    assert (money.pledged, money.delivered) == (Decimal("1000.50"), None)
    assert money.missing_reason


def test_an_amount_that_is_not_known_is_counted_apart(known: Register, by: Actor) -> None:
    promise(by, known(), amount=None, amount_missing="not agreed yet")
    (only,) = pledge_totals(on=ON)
    assert (only.pledged, only.without_amount, only.share) == (None, 1, None)
    promise(by, known("B"))
    (both,) = pledge_totals(on=ON)
    assert (both.pledged, both.pledges, both.without_amount) == (40, 2, 1)
    assert both.share is None


def test_nothing_promised_is_nothing_listed(known: Register) -> None:
    assert pledge_totals(on=ON) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": None},
        {"amount_missing": "why"},
        {"amount": Decimal(0)},
        {"amount": Decimal(-1)},
        {"unit": "eur"},
        {"kind": "love"},
        {"ends": date(2022, 1, 1)},
        {"source": ""},
    ],
)
def test_a_pledge_that_cannot_be_is_refused(
    known: Register, by: Actor, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Refused):
        promise(by, known(), **wrong)
    assert not Pledge.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": None, "amount_missing": ""},
        {"amount_missing": "both"},
        {"unit": "eur"},
        {"withdrawn_on": date(2024, 1, 1)},
    ],
)
def test_the_database_refuses_a_pledge_that_cannot_be(
    known: Register, by: Actor, wrong: dict[str, Any]
) -> None:
    promise(by, known())
    with pytest.raises(IntegrityError), transaction.atomic():
        Pledge.objects.update(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [{"evidence": " "}, {"delivered_on": date(2022, 1, 1)}, {"amount": None}],
)
def test_a_delivery_has_evidence_an_amount_and_a_day_in_the_pledge(
    known: Register, by: Actor, wrong: dict[str, Any]
) -> None:
    given = {"delivered_on": ON, "amount": Decimal(1), "evidence": "sheet", **wrong}
    with pytest.raises(Refused):
        record_delivery(pledge=promise(by, known()), by=by, **given)


def test_a_pledge_that_was_withdrawn_no_longer_counts(known: Register, by: Actor) -> None:
    pledge = promise(by, known())
    withdraw_pledge(pledge=pledge, on=date(2023, 6, 1), reason="moved away", by=by)
    assert pledges(on=date(2023, 5, 31)).count() == 1
    assert pledges(on=date(2023, 6, 1)).count() == 0
    assert pledge_totals(on=ON) == []


def test_a_project_leader_records_for_their_own_point_only(known: Register, by: Actor) -> None:
    leader = invite(
        name="L", mail="l@voorbeeld.example", role="project_leader", scope="point:education", by=by
    )
    me = Actor.of(leader.user)
    promise(me, known(), purpose="point:education")
    with pytest.raises(NotAllowed):
        promise(me, known("B"), purpose="point:expats")
    with pytest.raises(NotAllowed):
        promise(me, known("C"))


def test_a_page_of_pledges_takes_two_queries(
    known: Register, by: Actor, django_assert_num_queries: Any
) -> None:
    for number in range(4):
        pledge = promise(by, known(f"{number}"))
        record_delivery(pledge=pledge, delivered_on=ON, amount=Decimal(1), evidence="x", by=by)
    with django_assert_num_queries(2):
        for pledge in pledges(on=ON):
            assert pledge.organisation.key
            assert len(pledge.deliveries.all()) == 1
    with django_assert_num_queries(2):
        pledge_totals(on=ON)


amounts = st.none() | st.decimals(min_value="0.01", max_value="99999", places=2)


@given(st.lists(st.tuples(amounts, st.lists(amounts, max_size=3)), max_size=5))
def test_totals_are_the_sums_of_what_is_known(
    promised: list[tuple[Decimal | None, list[Decimal | None]]],
) -> None:
    by = Actor.system("test")
    Pledge.objects.all().delete()
    organisation = Organisation.objects.first() or register_organisation(
        kind="company", facts=FactsDraft("x"), valid_from=ON, source="x", by=by
    )
    for amount, came in promised:
        pledge = promise(
            by, organisation, amount=amount, amount_missing="" if amount else "not known"
        )
        for part in came:
            record_delivery(
                pledge=pledge, delivered_on=ON, amount=part,
                amount_missing="" if part else "not known", evidence="x", by=by,
            )  # fmt: skip
    known_ = [amount for amount, _came in promised if amount is not None]
    delivered = [part for _amount, came in promised for part in came if part is not None]
    totals = pledge_totals(on=ON)
    assert len(totals) == bool(promised)
    for total in totals:
        assert total.pledged == (sum(known_) if known_ else None)
        assert total.delivered == (sum(delivered) if delivered else None)
