# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `hcat vacancies sync` tells at its end."""

from __future__ import annotations

from io import StringIO

import pytest
from django.utils.translation import override

from hcat.portal.management.commands.vacancies import MOST_ROWS, Command
from hcat.portal.models import Check, Source
from hcat.portal.syncing.running import Told
from hcat.portal.syncing.spells import Written

pytestmark = pytest.mark.django_db


def table(told: list[Told]) -> list[str]:
    shown = StringIO()
    Command(stdout=shown)._table(told)
    return [line.rstrip() for line in shown.getvalue().splitlines()]


def told(number: int, outcome: str, why: str = "") -> Told:
    source = Source(pk=number, organisation_id=1, system="feeds", address="https://a.example")
    return Told(source, Written(outcome, found=4, why=why), 1, 0.1)


def test_a_few_are_all_told(in_english: None) -> None:
    lines = table([told(n, Check.Outcome.UNCHANGED) for n in range(5)])
    assert len(lines) == 7
    assert lines[-1] == "unchanged: 5"


def test_of_thousands_what_went_wrong_is_told_and_the_rest_is_counted(in_english: None) -> None:
    many = [told(n, Check.Outcome.UNCHANGED) for n in range(1, 5000)]
    many += [told(5000, Check.Outcome.FAILED, "503"), told(5001, Check.Outcome.DOUBTED, "none")]
    lines = table(many)
    assert len(lines) == MOST_ROWS + 3
    assert "503" in lines[1]
    assert "not believed" in lines[2]
    assert lines[-2] == "4901 more sources; --json tells of each."
    assert lines[-1] == "unchanged: 4999, failed: 1, not believed: 1"


def test_why_one_failed_is_said_in_the_language_of_the_terminal() -> None:
    with override("nl"):
        lines = table([told(1, Check.Outcome.FAILED, "the site answered 503 Service Unavailable")])
    assert "mislukt" in lines[1]
    assert "de site antwoordde 503 Service Unavailable" in lines[1]
