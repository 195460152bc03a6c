# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from hcat.evidence.append_only import unguard
from hcat.foundation.api import Actor
from tests.evidence.small_agenda import put_agenda


@pytest.fixture
def by() -> Actor:
    return Actor.system("test")


@pytest.fixture
def agenda(db: None) -> None:
    put_agenda()


@pytest.fixture
def on_disk(transactional_db: None) -> Iterator[None]:
    """A database of which each statement counts; it is emptied afterwards, so unguarded first.

    The triggers come back with the signal that follows the emptying.
    """
    yield
    unguard(connection)


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
