# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contributions at the desk; and that nobody sees on the portal who pays."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from hcat.foundation.api import today
from hcat.portal.api import record_contribution
from hcat.portal.models import Contribution, Tier
from tests.portal.conftest import BY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
Make = Callable[..., Any]
AT = "/en/desk/vacancies"


@pytest.fixture
def known(company: Make) -> Any:
    return company("Voorbeeld Machines", place="Enschede", sbi=("2611",), employees=12)


def test_a_tier_is_written_and_a_year_recorded_changed_removed(manager: Any, known: Any) -> None:
    see = manager.client
    assert "not said yet" in see.get(f"{AT}/contributions").content.decode()
    sent = {"amount": "1.250,50", "buys_en": "A stand at the fair", "edition": 0}
    assert see.post(f"{AT}/contributions/tiers/2", sent).status_code == 302
    assert Tier.objects.get().amount == Decimal("1250.50")
    again = see.post(f"{AT}/contributions/tiers/2", {**sent, "amount": "9"})
    assert again.status_code == 422
    assert "changed this tier in the meantime" in again.content.decode()
    at = f"{AT}/companies/{known.key}/contributions"
    assert "shown on the portal all the same" in see.get(at).content.decode()
    assert see.post(at, {"year": 2026, "edition": 0}).status_code == 302
    assert see.post(at, {"year": 2026, "edition": 0}).status_code == 422
    assert "A stand at the fair" in see.get(at).content.decode()
    number = Contribution.objects.get().pk
    assert see.get(f"{at}/{number}").status_code == 200
    paid = {"amount": "1250,50", "paid_on": "1-3-2026", "edition": 1}
    assert see.post(f"{at}/{number}", paid).status_code == 302
    listed = see.get(f"{AT}/contributions?year=2026").content.decode()
    assert "Voorbeeld Machines" in listed
    assert see.post(f"{at}/{number}/remove").status_code == 302
    assert not Contribution.objects.exists()
    assert see.get(f"{AT}/contributions/tiers/9").status_code == 404


def test_paying_changes_nothing_of_what_everybody_sees(company: Make) -> None:
    made = [
        company(name, place="Enschede", sbi=("2611",), employees=12)
        for name in ("Zeta Werk", "Alfa Werk", "Muon Werk")
    ]
    paths = ["/en/companies", f"/en/companies/{made[0].key}", "/en/companies?size=10-49"]

    def seen() -> list[bytes]:
        return [Client().get(path).content for path in paths]

    before = seen()
    record_contribution(by=BY, organisation=made[0].key, year=2026, amount=Decimal(5000))
    assert seen() == before
    page = before[0].decode()
    assert page.index("Alfa Werk") < page.index("Muon Werk") < page.index("Zeta Werk")


@pytest.mark.parametrize("role", ["board", "steering_group", "project_leader"])
def test_who_may_only_look_sees_the_whole_and_of_no_company_what_it_gives(
    signed_in: Callable[[str], Any], known: Any, role: str
) -> None:
    record_contribution(by=BY, organisation=known.key, year=today().year, amount=Decimal(5000))
    other = signed_in(role).client
    page = other.get(f"{AT}/contributions").content.decode()
    assert "€ 5,000 agreed" in page
    assert "1 contribution<" in page
    assert "Voorbeeld Machines" not in page
    assert other.get(f"{AT}/contributions/tiers/1").status_code == 403
    at = f"{AT}/companies/{known.key}/contributions"
    assert other.get(at).status_code == 403
    assert other.post(at, {"year": 2026, "amount": 5, "edition": 0}).status_code == 403
    assert Contribution.objects.count() == 1
    profile = other.get(f"{AT}/companies/{known.key}")
    assert "Its contributions" not in profile.content.decode()
