# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the first region must show."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcat.agenda.api import load_folder
from hcat.evidence.api import evaluate

from .conftest import BY, Ask

TWENTE = Path(__file__).resolve().parents[2] / "agendas" / "twente"
DOUBLE = {27, 35, 44, 47, 58}


@pytest.mark.django_db
def test_twente_counts_64_initiatives_and_five_of_them_stand_twice(ask: Ask) -> None:
    assert load_folder(TWENTE, by=BY).ok
    page = ask("/initiatives?pageSize=100").json()
    assert page["count"] == len(page["items"]) == 64
    assert {i["number"] for i in page["items"] if len(i["placements"]) == 2} == DOUBLE
    assert sum(len(i["placements"]) for i in page["items"]) == 69


@pytest.mark.django_db
def test_the_choice_of_technology_cannot_be_told_from_near_figures(ask: Ask) -> None:
    assert load_folder(TWENTE, by=BY).ok
    evaluate(by=BY)
    (choice,) = [
        result
        for result in ask("/results?pageSize=100&verdict=cannot_tell").json()["items"]
        if result["reason"] == "only_proxies" and result["point"] == "education"
    ]
    assert ask("/results").json()["count"] == 21
    found = ask(f"/results/{choice['key']}/observations?proxy=true&pageSize=100").json()["items"]
    shares = {(one["numerator"], one["denominator"]) for one in found}
    assert {(1241, 4252), (905, 3040)} <= shares
