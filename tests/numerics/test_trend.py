# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forecasts of short series are as wide as what came next asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from hcat.numerics.api import Estimate, Forecast, NumericsError, Period, Quality, forecast, read

# DUO open onderwijsdata: technical HBO intake and diplomas in Twente, HAVO passes with N&T.
INTAKE = [(1241, 4252), (1220, 4205), (1166, 3754), (1050, 3592), (1029, 3507)]
DIPLOMAS = [(960, 2877), (1036, 3066), (948, 3067), (856, 3084), (905, 3040)]
HAVO = [154, 122, 112, 99, 89]


def counted(value: float, year: int, *, out_of: int | None = None, unit: str = "count") -> Estimate:
    return Estimate(
        value=value if out_of is None else 100 * value / out_of,
        numerator=None if out_of is None else value,
        denominator=out_of,
        unit=unit if out_of is None else "percent",
        period=Period.year(year),
        method="register",
        quality=Quality.PUBLISHED,
        source="DUO",
    )


def coverage(series: Sequence[Estimate], most: int = 5) -> tuple[int, int]:
    """How often the central 80% held what came next, one to four years on."""
    rows = [read(one) for one in series]
    hits = total = 0
    for used in range(1, most + 1):
        for first in range(len(rows) - used):
            seen = rows[first : first + used]
            for next_one in rows[first + used : first + used + 4]:
                low, high = forecast(seen, next_one.estimate.period.middle).interval(0.8)
                hits += low <= next_one.value <= high
                total += 1
    return hits, total


def test_forecasts_of_twente_s_education_figures_held() -> None:
    series = [
        [counted(top, 2019 + at, out_of=of) for at, (top, of) in enumerate(INTAKE)],
        [counted(top, 2018 + at, out_of=of) for at, (top, of) in enumerate(DIPLOMAS)],
        [counted(value, 2019 + at) for at, value in enumerate(HAVO)],
    ]
    hits, total = map(sum, zip(*(coverage(one) for one in series), strict=True))
    assert hits / total >= 0.8


@pytest.mark.shared_data
def test_forecasts_of_national_vacancies_held(
    shared_rows: Callable[[str], list[dict[str, str]]],
) -> None:
    rows = shared_rows("cbs/cbs_80472ned_df_fp.csv")
    for name, least in (("Open vacancies", 0.72), ("Filled vacancies", 0.8)):
        series = [
            counted(float(row[name]), int(float(row["Year"]))) for row in rows if row.get(name)
        ]
        hits, total = coverage(series)
        assert hits / total >= least, name


def ahead(values: Sequence[float], unit: str = "percent") -> Forecast:
    rows = [
        read(
            Estimate(
                value=value,
                low=value - 3,
                high=value + 3,
                unit=unit,
                period=Period.year(2010 + at),
                method="survey",
                quality=Quality.MEASURED,
                source="panel",
                n=100,
            )
        )
        for at, value in enumerate(values)
    ]
    return forecast(rows, date(2016, 12, 31))


def test_one_figure_claims_no_trend_and_is_wide() -> None:
    one = ahead([40])
    assert one.slope == 0.0
    assert one.mean == 40.0
    low, high = one.interval(0.8)
    assert high - low > 20


def test_more_figures_make_a_steady_trend_surer_and_steeper() -> None:
    two, five = ahead([30, 33]), ahead([30, 33, 36, 39, 42])
    assert 0 < two.slope < 3
    assert two.slope < five.slope < 3
    assert five.slope_sd < two.slope_sd


def test_a_series_that_jumps_about_is_less_sure_than_a_calm_one() -> None:
    assert ahead([40, 60, 35, 62, 41]).sd > 1.5 * ahead([48, 47, 48, 47, 48]).sd


def test_figures_of_zero_and_no_figures() -> None:
    zeros = [read(counted(0.0, year)) for year in (2010, 2011, 2012)]
    told = forecast(zeros, date(2014, 12, 31))
    assert told.probability(0.0, at_least=True) == 1.0
    assert told.probability(1.0, at_least=True) == 0.0
    with pytest.raises(NumericsError, match="no figures"):
        forecast([], date(2014, 12, 31))


def test_what_a_bound_is_unsure_of_pulls_to_a_half() -> None:
    told = ahead([50, 52, 54])
    sure = told.probability(50, at_least=True)
    unsure = told.probability(50, at_least=True, bound_sd=20)
    assert 0.5 < unsure < sure
    assert told.probability(50, at_least=False) == pytest.approx(1 - sure)
