# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nobody has to remember to measure."""

from __future__ import annotations

import pytest

from hcat.agenda.api import items
from hcat.evidence.measuring.bindings import intervals
from hcat.evidence.models import Observation
from hcat.evidence.tasks import take_measures
from hcat.foundation.tasks import schedules
from tests.evidence.small_agenda import put_agenda, put_result, target

pytestmark = pytest.mark.django_db


def test_the_measures_are_taken_every_night() -> None:
    assert "hcat.evidence.tasks.take_measures" in schedules()


def test_an_empty_database_is_left_empty_by_the_clock() -> None:
    take_measures.func()
    assert not Observation.objects.exists()


def test_the_clock_takes_what_is_due_and_a_second_turn_stores_nothing(agenda: None) -> None:
    take_measures.func()
    taken = Observation.objects.count()
    assert taken > 0
    take_measures.func()
    assert Observation.objects.count() == taken


def test_a_measure_that_is_only_a_proxy_is_taken_as_often_as_its_target_wants() -> None:
    leaves_out = {"nl": "Het aantal.", "en": "The number.", "de": "Die Zahl."}
    near = {"measured_by": "portal.share_open_over_75_days", "leaves_out": leaves_out}
    put_agenda()
    put_result(targets=[target(value=40, interval_months=1, proxies=[near])])
    assert intervals(items("result"), [])["portal.share_open_over_75_days"] == 1
