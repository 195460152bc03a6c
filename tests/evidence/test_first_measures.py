# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date

import pytest

from hcat.evidence.api import Scope, measures
from hcat.numerics.api import Estimate, Period
from tests.evidence.small_agenda import put, put_initiative

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 1)


def take(name: str, day: date = DAY) -> Estimate:
    return measures()[name](Period.day(day), Scope())


def differentiation(key: str) -> None:
    put("differentiation", {"key": key, "line": "l", "letter": key, "title": key})


def test_initiatives_running_counts_only_those_that_run_on_the_day(agenda: None) -> None:
    assert take("agenda.initiatives_running").missing_reason
    put_initiative(1)
    put_initiative(2, status="idea")
    put_initiative(2, on=date(2020, 7, 1))
    assert take("agenda.initiatives_running").value == 1
    assert take("agenda.initiatives_running", date(2020, 7, 1)).value == 2


def test_no_running_initiative_is_a_true_zero(agenda: None) -> None:
    put_initiative(1, status="idea")
    assert take("agenda.initiatives_running").value == 0


def test_a_differentiation_is_bare_without_a_running_initiative(agenda: None) -> None:
    name = "agenda.differentiations_without_running_initiative"
    assert take(name).missing_reason
    for key in ("a", "b", "c"):
        differentiation(key)
    put_initiative(1, placements=["a", "b"])
    put_initiative(2, status="paused", placements=["c"])
    assert take(name).value == 1


def test_a_sheet_without_a_date_is_not_up_to_date_but_no_dates_at_all_is_unknown(
    agenda: None,
) -> None:
    name = "agenda.sheets_updated_within_year"
    assert "no initiatives" in (take(name).missing_reason or "")
    put_initiative(1)
    put_initiative(2)
    assert "no sheet states" in (take(name).missing_reason or "")
    put_initiative(3, reported="2019-06-02")
    put_initiative(4, reported="2019-06-01")
    put_initiative(5, status="done", reported="2020-05-01")
    found = take(name)
    assert (found.numerator, found.denominator, found.value) == (1, 4, 25.0)


def test_pledges_delivered_leaves_out_what_cannot_be_told(agenda: None, pledge: object) -> None:
    from tests.evidence.conftest import Pledging

    assert isinstance(pledge, Pledging)
    name = "parties.pledges_delivered"
    assert "nothing has been pledged" in (take(name).missing_reason or "")
    pledge.made(None)
    assert "both amounts" in (take(name).missing_reason or "")
    pledge.made(100, 60, 40)
    pledge.made(100, 60)
    pledge.made(100, 100, is_demo=True)
    found = take(name)
    assert (found.numerator, found.denominator) == (1, 2)
