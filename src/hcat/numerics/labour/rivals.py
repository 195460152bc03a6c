# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a forecast must beat: the methods that others use, on the same input.

Each sees the same history as ours (suppressed counts filled in the same way, no zeros before a
programme began), and learns its spread from its own past errors in the same way; so a difference
in score is a difference between the methods. Where a series is too short for a method, the next
simpler one stands in; the result marks these series in `fell_back`.

| method | is | needs | else |
|---|---|---|---|
| `same_as_before` | the last known count (ROA's reference forecast) | 1 year | - |
| `linear_trend` | a line through the last ten years (that of the BLS) | 3 years | same as before |
| `drift` | the last count and the mean yearly change | 2 years | same as before |
| `theta` | Theta (Assimakopoulos & Nikolopoulos 2000), `statsforecast` | 4 years | smoothing |
| `ets` | ETS, form chosen by AICc (Hyndman et al. 2002), `statsforecast` | 8 years | smoothing |

Smoothing is simple exponential smoothing with its constant fitted to the series (ETS without
trend); it needs 3 years, and with fewer it is same as before. No method forecasts below zero.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib.util import find_spec
from typing import Any, Final

import numpy as np

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour.market import Floats
from hcat.numerics.labour.predictive import Predictive, predict
from hcat.numerics.labour.vintages import Flags, History, latest, since_start

Method = Callable[[History, int], Predictive]
"""(what is known, target year) → what the method says."""

TREND_YEARS: Final = 10
TREND_NEEDS: Final = 3
DRIFT_NEEDS: Final = 2
SMOOTHING_NEEDS: Final = 3
THETA_NEEDS: Final = 4
ETS_NEEDS: Final = 8
"""Below this `statsforecast` refuses the series, or divides by zero when it chooses a form."""


def same_as_before(known: History, target: int) -> tuple[Floats, Flags]:
    """The last known count of each series, (S,)."""
    last = latest(known.graduates)
    return last, np.zeros(last.size, dtype=np.bool_)


def linear_trend(known: History, target: int) -> tuple[Floats, Flags]:
    """A line by least squares through the last ten years, at the target year, not below zero."""
    counts = since_start(known.graduates)
    years = np.arange(counts.shape[1], dtype=np.float64) + known.first
    recent = np.isfinite(counts) & (years > known.last_graduates - TREND_YEARS)
    n = np.maximum(recent.sum(axis=1), 1)
    y = np.where(recent, counts, 0.0)
    middle = (recent * years).sum(axis=1) / n
    away = np.where(recent, years - middle[:, None], 0.0)
    across = (away**2).sum(axis=1)
    slope = np.divide((away * y).sum(axis=1), across, out=np.zeros_like(across), where=across > 0)
    line = np.maximum(y.sum(axis=1) / n + slope * (target - middle), 0.0)
    short = recent.sum(axis=1) < TREND_NEEDS
    return np.where(short, latest(known.graduates), line), short


def drift(known: History, target: int) -> tuple[Floats, Flags]:
    """The last count plus, for each year ahead, the mean change per year since the first."""
    counts = since_start(known.graduates)
    seen = np.isfinite(counts)
    first = np.argmax(seen, axis=1)
    last = counts.shape[1] - 1 - np.argmax(seen[:, ::-1], axis=1)
    rows = np.arange(counts.shape[0])
    span = np.maximum(last - first, 1)
    change = np.nan_to_num((counts[rows, last] - counts[rows, first]) / span)
    ahead = target - known.first - last
    short = seen.sum(axis=1) < DRIFT_NEEDS
    moved = np.maximum(counts[rows, last] + change * ahead, 0.0)
    return np.where(short, latest(known.graduates), moved), short


def theta(known: History, target: int) -> tuple[Floats, Flags]:
    """The Theta method of `statsforecast`, (S,)."""
    return _by_series(known, target, lambda models: models.Theta(season_length=1), THETA_NEEDS)


def ets(known: History, target: int) -> tuple[Floats, Flags]:
    """ETS of `statsforecast`, error and trend chosen for each series, (S,)."""
    return _by_series(
        known, target, lambda models: models.AutoETS(season_length=1, model="ZZN"), ETS_NEEDS
    )


RIVALS: Final[Mapping[str, Method]] = {
    point.__name__: partial(predict, point=point)
    for point in (same_as_before, linear_trend, drift, theta, ets)
}
"""Each rival by its name, with the interface of `forecast_graduates`."""


def _models() -> Any:
    if find_spec("statsforecast") is None:
        raise NumericsError.about(
            "Theta and ETS",
            "they need statsforecast, which is not installed",
            "install human-capital-agenda[forecast]",
        )
    from statsforecast import models

    return models


def _by_series(
    known: History, target: int, chosen: Callable[[Any], Any], needs: int
) -> tuple[Floats, Flags]:
    models = _models()
    model, smoothing = chosen(models), models.SimpleExponentialSmoothingOptimized()
    counts = since_start(known.graduates)
    mean = latest(known.graduates)
    fell_back = np.zeros(mean.size, dtype=np.bool_)
    for row in np.flatnonzero(known.alive & np.isfinite(mean)):
        seen = np.flatnonzero(np.isfinite(counts[row]))
        ahead = target - known.first - int(seen[-1])
        series = counts[row, seen]
        said = _said(model, series, ahead) if seen.size >= needs else None
        fell_back[row] = said is None
        if said is None and seen.size >= SMOOTHING_NEEDS:
            said = _said(smoothing, series, ahead)
        if said is not None:
            mean[row] = max(said, 0.0)
    return mean, fell_back


def _said(model: Any, series: Floats, ahead: int) -> float | None:
    """The last of `ahead` years; None where the model refuses the series."""
    try:
        with np.errstate(all="ignore"):
            found = float(model.forecast(y=series, h=ahead)["mean"][-1])
    except NotImplementedError:  # "tiny datasets"
        return None
    return found if np.isfinite(found) else None
