# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The flows of one region, draw by draw: plain NumPy, to be read and to check the compiled kernel.

A region's answer has shape (E, C, T, D): educations, components, years, draws. Every component is
rounded to `GRAIN` of a person. Numbers of persons on that grid are added and subtracted without
any rounding error (they stay far below 2⁵³ grains), so the balance is the same to the last digit
in whatever order its parts are put together.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from hcat.numerics.labour.chance import normals
from hcat.numerics.labour.fortune import Fortune, shifted
from hcat.numerics.labour.market import Floats

GRAIN: Final = 2.0**-10
"""The smallest part of a person that is told apart."""

ENTRANTS, LEAKAGE, RETIREMENT, LEAVING, MIGRATION, EXPANSION = range(6)
COMPONENTS: Final = (
    "entrants",  # join the labour force after graduating, before some leave the region
    "leakage",  # those of them who leave the region
    "retirement",  # leave the labour force
    "leaving",  # leave for an occupation outside technology
    "migration",  # leave the region less those who come to it
    "expansion",  # jobs more than a year before
)

AT_START: Final = 2
"""Chance numbers that a draw of a cell uses before its first year: for its stock, its retention."""
PER_YEAR: Final = 6
"""... and in every year."""


def region_flows(fortune: Fortune, region: int, *, into: Floats | None = None) -> Floats:
    """The flows of a region: (E, C, T, D), persons per year, rounded to `GRAIN`.

    Uncertain rates are drawn once per draw; growth and retention move on from year to year; and
    the number of persons who really retire, leave, move, enter or stay scatters about what the
    rates say, once per cell and year. That scatter is added to the whole cell with mean zero and
    shared out over the ages: clipping it per age would move the mean (by 5% in the first year).
    In cells of a few persons a draw may fall below zero for the same reason.

    `into`: the flows of a region that are no longer needed; their memory is used again.
    """
    market, spread = fortune.market, fortune.market.spread
    axes = market.axes
    _, educations, _, years = axes.shape
    draws = fortune.draws
    flows = into
    if flows is None:
        flows = np.empty((educations, len(COMPONENTS), years, draws.size))
    drift = fortune.drift(region)
    keys = fortune.cells(region)
    of_level = fortune.stock_of_level(region)
    mix = market.array("sector_mix")[region]
    start_spread = np.asarray(spread.stock)[region]
    stay_spread = np.asarray(spread.retention)[region]
    stay_step = np.asarray(spread.retention_step)
    for e in range(educations):
        level = int(axes.level_of[e])
        exits = market.array("exit_rate")[level]
        moves = _odds(
            market.array("out_migration")[region, level][None, :],
            fortune.migration_odds[level][:, None],
        )
        entry, arrival = market.array("entry_ages")[level], market.array("arrival_ages")[level]
        begin = draws * (AT_START + PER_YEAR * years)
        of_stock, of_stay = normals(keys[e], begin), normals(keys[e], begin + 1)
        error = np.exp(start_spread[e] * of_stock - 0.5 * start_spread[e] ** 2)
        error = error * of_level[level]
        people = market.array("stock")[region, e][None, :] * error[:, None]
        jobs = people.sum(axis=1) * (1.0 - market.array("unemployed")[region, e])
        stay_shift = stay_spread[e] * of_stay
        leave = fortune.leaving[e]
        for t in range(years):
            counters = begin[None, :] + AT_START + PER_YEAR * t + np.arange(PER_YEAR)[:, None]
            (retire_noise, leave_noise, move_noise, enter_noise, leak_noise, stay_noise) = normals(
                keys[e], counters
            )

            rate = _odds(exits[:, t][None, :], fortune.exit_odds[level][:, None])
            retiring = people * rate
            left = people - retiring
            moving = left * moves
            kept = (left - moving) * (1.0 - leave)[:, None]
            retired = retiring.sum(axis=1)
            leavers = left.sum(axis=1) * leave
            movers = moving.sum(axis=1) * (1.0 - leave)
            remaining = kept.sum(axis=1)

            come = market.array("arrivals")[region, e, t] * fortune.arrivals[e]
            retired_error = np.sqrt((retiring * (1.0 - rate)).sum(axis=1)) * retire_noise
            leaver_error = np.sqrt(leavers * (1.0 - leave)) * leave_noise
            mover_error = np.sqrt(movers + come) * move_noise
            gone = retired_error + leaver_error + mover_error

            graduates = market.array("graduates")[region, e, t] * fortune.graduates[e, t]
            joining = graduates * fortune.entering[e]
            entrants = joining + np.sqrt(joining * (1.0 - fortune.entering[e])) * enter_noise
            stay_shift = stay_shift + stay_step[e] * stay_noise
            staying = shifted(market.array("retention")[region, e, t], stay_shift)
            leak = entrants * (1.0 - staying)
            leak = leak + np.sqrt(np.maximum(leak, 0.0) * staying) * leak_noise

            growth = mix[e] @ fortune.growth[:, t, :] + drift
            flows[e, ENTRANTS, t] = entrants
            flows[e, LEAKAGE, t] = leak
            flows[e, RETIREMENT, t] = retired + retired_error
            flows[e, LEAVING, t] = leavers + leaver_error
            flows[e, MIGRATION, t] = movers + mover_error - come
            flows[e, EXPANSION, t] = jobs * growth
            jobs = jobs * (1.0 + growth)

            scale = np.ones_like(remaining)
            np.divide(remaining - gone, remaining, out=scale, where=remaining > 0.0)
            people = np.zeros_like(people)
            people[:, 1:] = kept[:, :-1] * scale[:, None]
            people += (entrants - leak)[:, None] * entry[None, :]
            people += come[:, None] * arrival[None, :]
    return grained(flows)


def grained(persons: npt.ArrayLike) -> Floats:
    """Rounded to `GRAIN`, so that sums are exact."""
    return np.asarray(np.rint(np.asarray(persons) / GRAIN) * GRAIN, dtype=np.float64)


def _odds(rate: Floats, factor: Floats) -> Floats:
    """A rate whose odds are multiplied."""
    return np.asarray(rate * factor / (1.0 + rate * (factor - 1.0)))
