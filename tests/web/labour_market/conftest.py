# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Twente with a forecast of few draws, made once for all tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from hcat.labour_market.api import Opened, latest, load_inputs, make_forecast
from tests.web.conftest import BY, TWENTE, load

DRAWS = 40


@pytest.fixture(scope="module")
def _forecast_made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load(TWENTE)
        inputs = load_inputs(by=BY, folder=TWENTE / "labour_market").inputs
        make_forecast(by=BY, inputs=inputs, draws=DRAWS)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def forecast(_forecast_made: None, db: None) -> Opened:
    """The last forecast; what a test writes is undone after it."""
    found = latest()
    assert found is not None
    return found
