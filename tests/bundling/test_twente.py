# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Twente's register: what was reviewed against the report holds, and judgements teach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from hcat.agenda.api import items, load_folder
from hcat.bundling.finding import JUDGED, Found, search
from hcat.foundation.api import Actor
from hcat.numerics.api import (
    FEATURES,
    START_WEIGHTS,
    average_precision,
    chances,
    log_loss,
    refitted,
    weights_of,
)

from .registers import judged_of_twente

TWENTE = Path(__file__).resolve().parents[2] / "agendas" / "twente"
TOGETHER = ("same", "overlapping")


@pytest.fixture(scope="module")
def found(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Found]:
    with django_db_blocker.unblock(), transaction.atomic():
        assert load_folder(TWENTE, by=Actor.system("test")).ok
        yield search(list(items("initiative")), [], least=0.0002)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_every_one_of_the_first_twenty_was_reviewed_and_at_most_four_are_nonsense(
    found: Found,
) -> None:
    judged = judged_of_twente()
    first = [(one.left, one.right) for one in found.pairs[:20]]
    assert found.compared == 64
    assert all(pair in judged for pair in first)
    assert sum(judged[pair] == "different" for pair in first) <= 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    "pair", [(33, 66), (14, 37), (6, 64), (8, 23), (27, 43), (15, 33), (29, 41)]
)
def test_what_the_report_itself_puts_side_by_side_is_among_the_first_twenty(
    found: Found, pair: tuple[int, int]
) -> None:
    one, other = sorted(f"initiative-{number}" for number in pair)
    assert (one, other) in [(each.left, each.right) for each in found.pairs[:20]]


@pytest.mark.django_db
def test_after_twenty_judgements_held_back_pairs_are_ranked_better(found: Found) -> None:
    judged = judged_of_twente()
    rows = [one for one in found.pairs if (one.left, one.right) in judged]
    assert len(rows) >= 80
    features = np.array([[one.features.get(name, 0.0) for name in FEATURES] for one in rows])
    grades = [judged[one.left, one.right] for one in rows]
    value = np.array([JUDGED[grade] for grade in grades])
    is_right = np.array([float(grade in TOGETHER) for grade in grades])
    start = weights_of(START_WEIGHTS, found.compared)
    weights = refitted(features[:20], value[:20], start)
    before, after = (chances(features[20:], one) for one in (start, weights))
    assert average_precision(after, is_right[20:]) > average_precision(before, is_right[20:]) + 0.05
    assert log_loss(after, value[20:]) < log_loss(before, value[20:])
