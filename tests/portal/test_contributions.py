# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What companies contribute by size: recorded, refused, and of no weight in what is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from hcat.foundation.api import Actor, NotAllowed, Refused, today
from hcat.portal.api import contributed, record_contribution, remove_contribution, save_tier
from hcat.portal.models import Contribution, Tier

from .conftest import BY

pytestmark = pytest.mark.usefixtures("in_english")
Make = Callable[..., Any]
BUYS = {"nl": "Een stand op de beurs", "en": " "}


def tier(size: str = "10-49", amount: int = 500, edition: int = 0) -> Tier:
    return save_tier(by=BY, size_class=size, edition=edition, amount=Decimal(amount), buys=BUYS)


@pytest.fixture
def known(company: Make) -> Any:
    return company("Voorbeeld Machines", employees=12)


def give(company: Any, **given: Any) -> Contribution:
    return record_contribution(**{"by": BY, "organisation": company.key, "year": 2026} | given)


def test_without_an_amount_it_is_that_of_the_size_as_it_stood_then(known: Any) -> None:
    tier()
    made = give(known)
    tier(amount=900, edition=1)
    made.refresh_from_db()
    assert (made.amount, made.size_class, made.buys) == (500, "10-49", {"nl": BUYS["nl"]})
    apart = give(known, year=2025, amount=Decimal(50))
    assert (apart.amount, apart.size_class) == (50, "")


def test_paying_is_recorded_later_and_counted(known: Any) -> None:
    tier()
    give(known)
    assert contributed(2026) == (500, 0)
    paid = give(known, edition=1, amount=Decimal(500), paid_on=date(2026, 3, 1))
    assert contributed(2026) == (500, 500)
    assert paid.size_class == "10-49"
    assert contributed(2025) == (0, 0)
    remove_contribution(paid, by=BY)
    assert contributed(2026) == (0, 0)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"year": 1900}, "cannot be the year"),
        ({"paid_on": today() + timedelta(days=2)}, "cannot have been paid yet"),
        ({"amount": Decimal(-1)}, "cannot be"),
        ({"amount": Decimal(2_000_000)}, "cannot be"),
        ({"edition": 3}, "was changed in the meantime"),
    ],
)
def test_what_makes_no_sense_is_refused(known: Any, given: dict[str, Any], said: str) -> None:
    tier()
    with pytest.raises(Refused, match=said):
        give(known, **given)
    assert not Contribution.objects.exists()


def test_a_size_that_is_not_known_asks_for_an_amount(company: Make) -> None:
    tier()
    with pytest.raises(Refused, match="not known what this company is asked"):
        give(company("Zonder grootte"))


def test_tiers_are_changed_one_at_a_time(db: None) -> None:
    tier()
    with pytest.raises(Refused, match="in the meantime"):
        tier(amount=1)
    with pytest.raises(Refused, match="cannot be chosen"):
        tier("11-12")
    with pytest.raises(Refused, match="what this buys"):
        save_tier(by=BY, size_class="1-9", edition=0, amount=Decimal(1), buys={"nl": " "})
    with pytest.raises(NotAllowed):
        save_tier(by=Actor(name="x"), size_class="1-9", edition=0, amount=Decimal(1), buys=BUYS)


def test_twice_in_one_year_is_refused(known: Any) -> None:
    tier()
    give(known)
    with pytest.raises(Refused, match="stands already"):
        give(known)
    with pytest.raises(NotAllowed):
        give(known, by=Actor(name="x"), edition=1)
