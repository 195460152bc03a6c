# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hcat.foundation.api import Actor
from hcat.labour_market.api import load_inputs, make_forecast
from hcat.labour_market.models import Forecast, InputSet
from tests.evidence.small_agenda import SOURCE, put, put_agenda
from tests.labour_market.inputs.folders import SOURCES, write

DRAWS = 60


@pytest.fixture
def region(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A folder with the inputs of a small region, whose agenda names their sources."""
    request.getfixturevalue("transactional_db" if _transactional(request) else "db")
    put_agenda()
    for key in SOURCES:
        put("source", {**SOURCE, "key": key})
    return write(tmp_path / "labour_market")


@pytest.fixture
def inputs(region: Path, by: Actor) -> InputSet:
    return load_inputs(by=by, folder=region).inputs


@pytest.fixture
def base(inputs: InputSet, by: Actor) -> Forecast:
    return make_forecast(by=by, inputs=inputs, draws=DRAWS)


def _transactional(request: pytest.FixtureRequest) -> Any:
    marker = request.node.get_closest_marker("django_db")
    return marker is not None and marker.kwargs.get("transaction")
