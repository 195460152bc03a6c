# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the uncertainty comes from."""

from __future__ import annotations

import numpy as np
import pytest

from hcat.numerics.estimate import Quality
from hcat.numerics.labour.ensemble import Run, Slice
from hcat.numerics.labour.market import Spread
from hcat.numerics.labour.sensitivity import Origin, sources_of_variance

from .markets import market

RUN = Run(draws=2000)


def test_the_only_uncertain_figure_takes_nearly_all() -> None:
    some = market(spread=Spread(leaving=[0.0, 0.8, 0.0]))
    found = sources_of_variance(some, RUN, year=2026, part=Slice(level="hbo"))
    assert found.narrows_most == Origin("leaving", "hbo/mechatronics")
    assert found.shares[0].share > 0.6
    assert found.shares[0].share + found.rest == pytest.approx(1)


def test_what_is_not_in_the_slice_has_no_part_in_it() -> None:
    some = market(spread=Spread(leaving=[0.8, 0.0, 0.0]))
    assert not sources_of_variance(some, RUN, year=2026, part=Slice(level="hbo")).shares


def test_each_kind_of_input_is_found_when_it_alone_is_unsure() -> None:
    for name, wide in {
        "stock": 0.3, "stock_level": 0.3, "exit_rate": 0.6, "out_migration": 1.0, "arrivals": 0.8,
        "graduates": 0.4, "graduates_step": 0.3, "further_study": 1.0, "participation": 2.0,
        "retention": 1.5, "retention_step": 1.0, "growth_common": 0.03, "growth_sector": 0.05,
        "growth_region": 0.03,
    }.items():  # fmt: skip
        found = sources_of_variance(market(spread=Spread(**{name: wide})), RUN, year=2027)
        assert {one.origin.input for one in found.shares} == {name}, name
        assert sum(one.share for one in found.shares) > 0.3, name


def test_shares_go_by_the_quality_of_what_is_known() -> None:
    some = market(spread=Spread(leaving=[0.0, 0.5, 0.5], retention=0.5))
    found = sources_of_variance(some, RUN, year=2026)
    kinds = {
        one.origin: Quality.MEASURED for one in found.shares if one.origin.input == "retention"
    }
    split = found.by_quality(kinds)
    assert split[Quality.MEASURED] > 0
    assert split[Quality.ASSUMED] > 0
    assert sum(split.values()) == pytest.approx(sum(one.share for one in found.shares))


def test_a_certain_market_has_only_the_chance_of_persons() -> None:
    found = sources_of_variance(market(spread=Spread()), RUN, year=2024)
    assert (found.shares, found.narrows_most, found.rest) == ((), None, 1.0)
    nobody = market(stock=0.0, graduates=0.0, arrivals=0.0, spread=Spread())
    assert sources_of_variance(nobody, RUN, year=2024).variance == 0.0


def test_another_outcome_can_be_asked() -> None:
    some = market(spread=Spread(leaving=0.5, growth_common=0.05))
    found = sources_of_variance(some, RUN, year=2025, of=lambda flows: np.asarray(flows[5]))
    assert found.narrows_most == Origin("growth_common")
