# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The starter folder of a new region holds inputs from which a forecast can be made at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command

from hcat.fields.api import field_codes
from hcat.labour_market.inputs import Assembled, assemble, read_inputs
from hcat.numerics.labour import balance
from hcat.numerics.labour.ensemble import Run, region_flows


@pytest.mark.parametrize("at", ["2026-03-02T09:00"], indirect=True)
def test_a_new_region_can_be_forecast_and_says_that_all_is_an_example(
    tmp_path: Path, at: object
) -> None:
    call_command("region", "new", "Noord-Veluwe", "--dir", str(tmp_path / "region"), verbosity=0)
    folder = tmp_path / "region" / "labour_market"
    inputs = read_inputs(folder, fields=field_codes(), sources=["labour-market-assumptions"])
    assert inputs.problems == []
    assert {str(row.quality) for row, _spots in inputs.rows} == {"assumed"}
    made = assemble(inputs)
    assert isinstance(made, Assembled)
    assert made.market.axes.regions == ("noord-veluwe",)
    assert made.market.axes.years == tuple(range(2026, 2037))
    told = balance.of_flows(region_flows(made.market, Run(draws=50)).sum(axis=0))
    assert np.isfinite(told).all()
