# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a chart says of its figures, and how far it draws that they may be off."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from hcat.charts.api import Dot
from hcat.evidence.api import bounds, course
from hcat.numerics.api import Estimate, Period, read, share_estimate

YEAR = Period.year(2014)


def dot(value: float, year: int) -> Dot:
    return Dot(f"{year}-01-01", f"{year}-12-31", str(year), value, f"{value}%")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "down from 51.7% (2012) to 42.5% (2015)"),
        ("nl", "gedaald van 51.7% (2012) naar 42.5% (2015)"),
        ("de", "gesunken von 51.7% (2012) auf 42.5% (2015)"),
    ],
)
def test_a_falling_line_is_said_to_fall(language: str, said: str) -> None:
    with override(language):
        assert course(dot(51.7, 2012), dot(42.5, 2015)) == said


def test_one_figure_and_a_line_that_hardly_moves_are_said_as_that() -> None:
    one = dot(50.0, 2012)
    with override("en"):
        assert course(one, one) == "50.0% (2012)"
        assert course(one, dot(50.5, 2015)).startswith("hardly changed, from 50.0%")
        assert course(one, dot(60.0, 2015)).startswith("up from 50.0%")


def test_a_counted_share_is_bounded_as_its_verdict_reads_it() -> None:
    share = share_estimate(68, 120, population=300, period=YEAR, source="panel")
    bare = Estimate(
        value=share.value, numerator=68, denominator=120, n=120, population=300, unit="percent",
        period=YEAR, method="counted", quality="measured", source="panel",
    )  # type: ignore[arg-type]  # fmt: skip
    reading = read(bare)
    assert bounds(bare) == (reading.lower, reading.upper)
    assert bounds(bare)[0] == pytest.approx(50.67, abs=0.01)


def test_an_interval_that_came_with_a_figure_stays_and_a_count_has_none() -> None:
    facts = {"unit": "percent", "period": YEAR, "method": "m", "source": "s"}
    with_one = Estimate(value=50.0, low=40.0, high=61.0, quality="estimated", **facts)  # type: ignore[arg-type]
    assert bounds(with_one) == (40.0, 61.0)
    registered = Estimate(value=50.0, quality="published", **facts)  # type: ignore[arg-type]
    assert bounds(registered) == (None, None)
    missing = Estimate(
        value=None, missing_reason="nobody counted", quality="published", **facts
    )  # type: ignore[arg-type]  # fmt: skip
    assert bounds(missing) == (None, None)
