# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from typing import Any

import pytest

from hcat.evidence.api import evaluate
from hcat.foundation.api import Actor
from tests.evidence.small_agenda import put_agenda


@pytest.fixture
def by() -> Actor:
    return Actor.system("test")


@pytest.fixture
def agenda(db: None) -> None:
    put_agenda()


class Pledging:
    """Puts pledges and deliveries straight into the register."""

    def made(self, amount: float | None, *delivered: float, is_demo: bool = False) -> None:
        from hcat.parties.models import Delivery, Organisation, Pledge

        organisation = Organisation.objects.first() or _organisation()
        pledge = Pledge.objects.create(
            organisation=organisation, kind="money", unit="eur", amount=amount,
            amount_missing="" if amount else "not stated", what="x", starts="2019-01-01",
            source="a letter", is_demo=is_demo,
        )  # fmt: skip
        for one in delivered:
            Delivery.objects.create(
                pledge=pledge, delivered_on="2020-01-01", amount=one, evidence="an invoice"
            )


def _organisation() -> Any:
    from hcat.parties.models import Organisation

    return Organisation.objects.create(key="org", kind="company")


@pytest.fixture
def pledge(db: None) -> Pledging:
    return Pledging()


def take_what_is_published(by: Actor) -> None:
    """As `evaluate`, without what the rooms measure: nine tenths of its time, and no result of a
    small agenda looks at it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hcat.evidence.measuring.registry.measures", dict)
        evaluate(by=by)
