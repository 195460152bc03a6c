# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The flows of one region, draw by draw, compiled: what `reference` says, many times faster.

It needs Numba (the extra `forecast`). One draw of one cell stays in the fastest memory from its
first year to its last; nothing is kept of it but its flows. The chance numbers are those of
`chance`, made on the spot. Sums over ages may be put together in another order than NumPy does,
so that the two agree to a grain, not to the bit; on one kind of machine the kernel always gives
the same bits.
"""

from __future__ import annotations

import math
from typing import Any

import numba as nb
import numpy as np
import numpy.typing as npt

from hcat.numerics.labour import chance
from hcat.numerics.labour.fortune import Fortune
from hcat.numerics.labour.market import Floats
from hcat.numerics.labour.reference import AT_START, COMPONENTS, GRAIN, PER_YEAR

CHUNK = 8
"""Draws whose answers are written together: as many as one line of memory holds."""

GOLDEN, MIX_1, MIX_2 = chance.GOLDEN, chance.MIX_1, chance.MIX_2
EDGES, INNER, TAIL = chance.EDGES, chance.INNER, chance.TAIL
LAYER = np.uint64(chance.LAYERS - 1)
ONE, S11, S27, S30, S31 = (np.uint64(one) for one in (1, 11, 27, 30, 31))
GRAINS = 1.0 / GRAIN

compiled: Any = nb.njit(cache=True, nogil=True, fastmath={"reassoc", "contract", "nsz", "arcp"})
exact: Any = nb.njit(cache=True, nogil=True)
inlined: Any = nb.njit(cache=True, nogil=True, inline="always")


@inlined
def mixed(z: np.uint64) -> np.uint64:
    """`chance.mixed`."""
    z = (z ^ (z >> S30)) * MIX_1
    z = (z ^ (z >> S27)) * MIX_2
    return z ^ (z >> S31)


@inlined
def uniform(z: np.uint64) -> float:
    """`chance.uniform`."""
    return (np.float64(z >> S11) + 1.0) * 2.0**-53


@exact
def outside(z: np.uint64) -> float:
    """`chance._outside`: rarely needed, so kept out of the loops that must stay small."""
    while True:
        layer = np.intp(z & LAYER)
        place = np.float64(z >> S11) * 2.0**-52 - 1.0
        x = place * EDGES[layer]
        if abs(place) < INNER[layer]:
            return x
        if layer == 0:
            sign = -1.0 if place < 0.0 else 1.0
            while True:
                z = mixed(z + GOLDEN)
                x = -math.log(uniform(z)) / TAIL
                z = mixed(z + GOLDEN)
                if -2.0 * math.log(uniform(z)) > x * x:
                    return sign * (TAIL + x)
        z = mixed(z + GOLDEN)
        below = math.exp(-0.5 * (EDGES[layer] ** 2 - x * x))
        above = math.exp(-0.5 * (EDGES[layer + 1] ** 2 - x * x))
        if above + uniform(z) * (below - above) < 1.0:
            return x
        z = mixed(z + GOLDEN)


@inlined
def normal(code: np.uint64, counter: int) -> float:
    """`chance.normals`, for one key and counter."""
    z = mixed(code + (np.uint64(counter) + ONE) * GOLDEN)
    layer = np.intp(z & LAYER)
    place = np.float64(z >> S11) * 2.0**-52 - 1.0
    if abs(place) < INNER[layer]:
        return place * EDGES[layer]
    return outside(z)


@nb.vectorize([nb.float64(nb.uint64, nb.int64)], cache=True)
def normals(code: np.uint64, counter: int) -> float:
    """`chance.normals`, compiled: keys and counters of any shapes that broadcast together."""
    return normal(code, counter)


@compiled
def _run(
    stock: Floats,  # (E, A)
    unemployed: Floats,  # (E,)
    exits: Floats,  # (L, T, A)
    moves: Floats,  # (L, A)
    level_of: npt.NDArray[np.intp],  # (E,)
    entry: Floats,  # (L, A)
    arrival_ages: Floats,  # (L, A)
    graduates: Floats,  # (E, T)
    arrivals: Floats,  # (E, T)
    log_odds_stay: Floats,  # (E, T)
    mix: Floats,  # (E, S)
    stock_spread: Floats,  # (E,)
    stay_spread: Floats,  # (E,)
    stay_step: Floats,  # (E,)
    keys: npt.NDArray[np.uint64],  # (E,)
    draws: npt.NDArray[np.int64],  # (D,)
    level_factor: Floats,  # (D, L)
    exit_odds: Floats,  # (D, L)
    move_odds: Floats,  # (D, L)
    leaving: Floats,  # (D, E)
    entering: Floats,  # (D, E)
    graduate_factor: Floats,  # (D, E, T)
    arrival_factor: Floats,  # (D, E)
    growth: Floats,  # (D, T, S)
    drift: Floats,  # (D,)
    flows: Floats,  # (E, C, T, D), written
) -> None:
    educations, ages = stock.shape
    levels, years, _ = exits.shape
    sectors = mix.shape[1]
    per_draw = AT_START + PER_YEAR * years
    rate = np.empty((levels, years, ages))
    move = np.empty((levels, ages))
    people, after = np.empty(ages), np.empty(ages)
    held = np.empty((educations, 6, years, CHUNK))
    for begin in range(0, draws.size, CHUNK):
        end = min(begin + CHUNK, draws.size)
        for d in range(begin, end):
            for level in range(levels):
                more = exit_odds[d, level]
                for t in range(years):
                    for a in range(ages):
                        q = exits[level, t, a]
                        rate[level, t, a] = q * more / (1.0 + q * (more - 1.0))
                more = move_odds[d, level]
                for a in range(ages):
                    q = moves[level, a]
                    move[level, a] = q * more / (1.0 + q * (more - 1.0))
            for e in range(educations):
                level = level_of[e]
                start = draws[d] * per_draw
                of_stock, of_stay = normal(keys[e], start), normal(keys[e], start + 1)
                factor = math.exp(stock_spread[e] * of_stock - 0.5 * stock_spread[e] ** 2)
                factor *= level_factor[d, level]
                total = 0.0
                for a in range(ages):
                    people[a] = stock[e, a] * factor
                    total += people[a]
                jobs = total * (1.0 - unemployed[e])
                stay_shift = stay_spread[e] * of_stay
                leave = leaving[d, e]
                stays_on = 1.0 - leave
                for t in range(years):
                    retired, remaining, moved, scatter = 0.0, 0.0, 0.0, 0.0
                    after[0] = 0.0
                    for a in range(ages - 1):
                        q = rate[level, t, a]
                        retiring = people[a] * q
                        left = people[a] - retiring
                        moving = left * move[level, a]
                        retired += retiring
                        scatter += retiring * (1.0 - q)
                        remaining += left
                        moved += moving
                        after[a + 1] = (left - moving) * stays_on
                    retired += people[ages - 1]
                    leavers = remaining * leave
                    movers = moved * stays_on
                    kept = remaining - leavers - movers

                    counter = start + AT_START + PER_YEAR * t
                    retire_noise = normal(keys[e], counter)
                    leave_noise = normal(keys[e], counter + 1)
                    move_noise = normal(keys[e], counter + 2)
                    enter_noise = normal(keys[e], counter + 3)
                    leak_noise = normal(keys[e], counter + 4)
                    stay_noise = normal(keys[e], counter + 5)

                    come = arrivals[e, t] * arrival_factor[d, e]
                    retired_error = math.sqrt(max(scatter, 0.0)) * retire_noise
                    leaver_error = math.sqrt(max(leavers * stays_on, 0.0)) * leave_noise
                    mover_error = math.sqrt(max(movers + come, 0.0)) * move_noise
                    gone = retired_error + leaver_error + mover_error

                    joins = entering[d, e]
                    joining = graduates[e, t] * graduate_factor[d, e, t] * joins
                    entrants = joining + math.sqrt(joining * (1.0 - joins)) * enter_noise
                    stay_shift += stay_step[e] * stay_noise
                    staying = 1.0 / (1.0 + math.exp(-(log_odds_stay[e, t] + stay_shift)))
                    leak = entrants * (1.0 - staying)
                    leak += math.sqrt(max(leak, 0.0) * staying) * leak_noise

                    grow = drift[d]
                    for s in range(sectors):
                        grow += mix[e, s] * growth[d, t, s]

                    k = d - begin
                    held[e, 0, t, k] = entrants
                    held[e, 1, t, k] = leak
                    held[e, 2, t, k] = retired + retired_error
                    held[e, 3, t, k] = leavers + leaver_error
                    held[e, 4, t, k] = movers + mover_error - come
                    held[e, 5, t, k] = jobs * grow
                    jobs *= 1.0 + grow

                    scale = (kept - gone) / kept if kept > 0.0 else 1.0
                    stayers = entrants - leak
                    for a in range(ages):
                        people[a] = (
                            after[a] * scale
                            + stayers * entry[level, a]
                            + come * arrival_ages[level, a]
                        )
        for e in range(educations):
            for c in range(6):
                for t in range(years):
                    for k in range(end - begin):
                        flows[e, c, t, begin + k] = np.rint(held[e, c, t, k] * GRAINS) * GRAIN


def region_flows(fortune: Fortune, region: int, *, into: Floats | None = None) -> Floats:
    """The flows of a region: (E, C, T, D), persons per year, as `reference.region_flows`.

    `into`: the flows of a region that are no longer needed; their memory is used again.
    """
    market, spread = fortune.market, fortune.market.spread
    _, educations, _, years = market.axes.shape
    flows = into
    if flows is None:
        flows = np.empty((educations, len(COMPONENTS), years, fortune.draws.size))
    retention = market.array("retention")[region]
    with np.errstate(divide="ignore"):
        log_odds_stay = np.log(retention) - np.log1p(-retention)
    _run(
        market.array("stock")[region],
        market.array("unemployed")[region],
        np.ascontiguousarray(market.array("exit_rate").transpose(0, 2, 1)),
        market.array("out_migration")[region],
        market.axes.level_of,
        market.array("entry_ages"),
        market.array("arrival_ages"),
        market.array("graduates")[region],
        market.array("arrivals")[region],
        log_odds_stay,
        market.array("sector_mix")[region],
        np.asarray(spread.stock)[region],
        np.asarray(spread.retention)[region],
        np.asarray(spread.retention_step),
        fortune.cells(region),
        fortune.draws,
        np.ascontiguousarray(fortune.stock_of_level(region).T),
        np.ascontiguousarray(fortune.exit_odds.T),
        np.ascontiguousarray(fortune.migration_odds.T),
        np.ascontiguousarray(fortune.leaving.T),
        np.ascontiguousarray(fortune.entering.T),
        np.ascontiguousarray(fortune.graduates.transpose(2, 0, 1)),
        np.ascontiguousarray(fortune.arrivals.T),
        np.ascontiguousarray(fortune.growth.transpose(2, 1, 0)),
        fortune.drift(region),
        flows,
    )
    return flows
