# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Demonstration data: the same each time, told apart, and removed exactly."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from hcat.foundation.api import Actor, NotAllowed
from hcat.parties import demo
from hcat.parties.api import HighTechRule, count_population, invite, pledge_totals, record_event
from hcat.parties.models import (
    Delivery,
    Involvement,
    Organisation,
    OrganisationEvent,
    OrganisationFacts,
    Pledge,
)

Register = Callable[..., Organisation]
pytestmark = pytest.mark.django_db
PLACES = {"GM0153": "Enschede", "GM0164": "Hengelo"}


def rows() -> list[tuple[object, ...]]:
    return list(
        OrganisationFacts.objects.order_by("organisation__key").values_list(
            "organisation__key", "name", "employees", "sbi", "municipality"
        )
    )


def test_one_seed_gives_the_same_data(by: Actor) -> None:
    demo.load(Random("7"), by, places=PLACES)
    first = rows()
    demo.clear(by)
    demo.load(Random("7"), by, places=PLACES)
    assert rows() == first
    assert {row[4] for row in first} == set(PLACES)


def test_names_cannot_be_taken_for_real_ones_and_every_row_is_marked(by: Actor) -> None:
    demo.load(Random("7"), by, places=PLACES)
    names = [str(row[1]) for row in rows()]
    assert all(
        name.startswith(("Demobedrijf ", "Voorbeeldschool ", "Demo-overheid ")) for name in names
    )
    assert not Organisation.objects.filter(is_demo=False).exists()
    counted = count_population(kind="company", high_tech=HighTechRule.of(["26", "62"]))
    assert counted.total == counted.demo
    assert counted.total
    assert all(total.demo == total.pledges for total in pledge_totals())


def test_clearing_removes_exactly_that(by: Actor, known: Register) -> None:
    one, two = known("Echt"), known("Ook echt")
    record_event(
        kind="takeover", before=[one, two], after=[one], reason="taken over", by=by,
        happened_on=demo.today(),
    )  # fmt: skip
    demo.load(Random("7"), by, places=PLACES)
    assert demo.count() > 200
    demo.clear(by)
    assert demo.count() == 0
    assert set(Organisation.objects.all()) == {one, two}
    assert OrganisationEvent.objects.count() == 1
    assert Involvement.objects.count() == 3
    assert not Pledge.objects.exists()
    assert not Delivery.objects.exists()


def test_without_an_agenda_the_places_are_made_up_too(
    by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "known_places", dict)
    demo.load(Random("7"), by)
    assert {row[4] for row in rows()} == set(demo.NOWHERE)


def test_only_an_administrator_loads_it(by: Actor) -> None:
    manager = invite(name="M", mail="m@voorbeeld.example", role="programme_manager", by=by)
    with pytest.raises(NotAllowed):
        demo.load(Random("7"), Actor.of(manager.user))
