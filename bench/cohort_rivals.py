# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The work of `ensemble.project` as others would write it: the same model, the same answers.

The inputs' own draws are NumPy's, from its own generator; nothing here knows our numbers of chance
except the bare loop, which borrows the function so that only what stands about the loop differs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numba as nb
import numpy as np
import numpy.typing as npt

from hcat.numerics.labour.balance import BOUNDS
from hcat.numerics.labour.ensemble import members, slices
from hcat.numerics.labour.fortune import Fortune, shifted
from hcat.numerics.labour.kernel import normal
from hcat.numerics.labour.market import Market
from hcat.numerics.labour.summary import QUANTILES

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Answers:
    """Of one region: for five quantities, each slice and year, what the draws say."""

    mean: Floats  # (Q, K, T)
    quantiles: Floats  # (Q, K, T, 7)
    below_zero: Floats  # (Q, K, T)
    components: Floats  # (K, C, T)
    classes: Floats  # (K, 5)


class Drawn:
    """The draws of what several regions share, by NumPy's generator. Shapes have draws first."""

    def __init__(self, market: Market, draws: int, rng: np.random.Generator) -> None:
        sizes, spread = market.sizes, market.spread
        educations, years, sectors = sizes["E"], sizes["T"], sizes["S"]

        def wide(name: str, *shape: int) -> Floats:
            return np.asarray(getattr(spread, name)) * rng.standard_normal((draws, *shape))

        def factor(shift: Floats, variance: npt.ArrayLike) -> Floats:
            return np.asarray(np.exp(shift - 0.5 * np.asarray(variance)))

        self.exit_odds = np.exp(wide("exit_rate", sizes["L"]))
        self.move_odds = np.exp(wide("out_migration", sizes["L"]))
        self.leaving = shifted(market.array("leaving"), wide("leaving", educations))
        on = shifted(market.array("further_study"), wide("further_study", educations))
        joins = shifted(market.array("participation"), wide("participation", educations))
        self.entering = (1.0 - on) * joins
        self.arrivals = factor(wide("arrivals", educations), np.asarray(spread.arrivals) ** 2)
        level, step = np.asarray(spread.graduates), np.asarray(spread.graduates_step)
        walk = np.cumsum(step * rng.standard_normal((draws, years, educations)), axis=1)
        passed = np.arange(1, years + 1)[:, None]
        self.graduates = factor(
            wide("graduates", educations)[:, None] + walk, level**2 + passed * step**2
        )
        common = rng.standard_normal((draws, years))
        for t in range(1, years):
            common[:, t] += market.persistence * common[:, t - 1]
        own = np.asarray(spread.growth_sector) * rng.standard_normal((draws, years, sectors))
        shared = common[:, :, None] * spread.growth_common
        self.growth = np.ascontiguousarray(market.array("growth").T + shared + own)


def numpy_plain(market: Market, draws: int, seed: int) -> list[Answers]:
    """A step at a time over all draws × educations × ages of a region, in arrays used again."""
    return _by_numpy(market, draws, seed, market.sizes["E"])


def numpy_blocked(market: Market, draws: int, seed: int) -> list[Answers]:
    """The same an education at a time, so that an array stays near the processor."""
    return _by_numpy(market, draws, seed, 1)


def _by_numpy(market: Market, draws: int, seed: int, block: int) -> list[Answers]:
    rng = np.random.default_rng(seed)
    drawn = Drawn(market, draws, rng)
    answers = []
    for region in range(market.sizes["R"]):
        growth_here, level_off = _of_region(market, region, draws, rng)
        flows = np.empty((market.sizes["E"], 6, market.sizes["T"], draws))
        for first in range(0, market.sizes["E"], block):
            some = slice(first, first + block)
            flows[some] = _flows(market, drawn, growth_here, level_off, region, some, rng)
        answers.append(answered(market, region, flows))
    return answers


def _of_region(
    market: Market, region: int, draws: int, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """A region's own growth (D,), and by which factor its stocks of each level are off (D, L)."""
    width = np.asarray(market.spread.stock_level)[region]
    shift = width * rng.standard_normal((draws, width.size))
    growth = np.asarray(market.spread.growth_region)[region] * rng.standard_normal(draws)
    return growth, np.exp(shift - 0.5 * width**2)


def _flows(
    market: Market,
    drawn: Drawn,
    growth_here: Floats,  # (D,)
    level_off: Floats,  # (D, L)
    region: int,
    some: slice,
    rng: np.random.Generator,
) -> Floats:
    """(E', C, T, D) the flows of some educations of a region."""
    spread, years = market.spread, market.sizes["T"]
    level = market.axes.level_of[some]
    chance = rng.standard_normal
    start = market.array("stock")[region, some]
    people = np.empty((drawn.leaving.shape[0], *start.shape))  # (D, E', A)
    draws, educations, _ages = people.shape
    width = np.asarray(spread.stock)[region, some]
    off = np.exp(width * chance((draws, educations)) - 0.5 * width**2) * level_off[:, level]
    np.multiply(start, off[:, :, None], out=people)
    jobs = people.sum(axis=2) * (1.0 - market.array("unemployed")[region, some])
    shift = np.asarray(spread.retention)[region, some] * chance((draws, educations))
    moves = _odds(market.array("out_migration")[region], drawn.move_odds)[:, level]
    leave = drawn.leaving[:, some]
    entry, arrival = market.array("entry_ages")[level], market.array("arrival_ages")[level]
    mix = market.array("sector_mix")[region, some].T
    exits = market.array("exit_rate")
    retiring, moving, scatter = (np.empty_like(people) for _ in range(3))
    flows = np.empty((educations, 6, years, draws))
    for t in range(years):
        rate = _odds(exits[:, :, t], drawn.exit_odds)[:, level]
        np.multiply(people, rate, out=retiring)
        retired = retiring.sum(axis=2)
        np.multiply(retiring, rate, out=scatter)
        uneven = retired - scatter.sum(axis=2)
        people -= retiring
        left = people.sum(axis=2)
        leavers = left * leave
        np.multiply(people, moves, out=moving)
        movers = moving.sum(axis=2) * (1.0 - leave)
        people -= moving
        people *= (1.0 - leave)[:, :, None]
        remaining = left - leavers - movers

        come = market.array("arrivals")[region, some, t] * drawn.arrivals[:, some]
        retire_error = np.sqrt(np.maximum(uneven, 0.0)) * chance(left.shape)
        leave_error = np.sqrt(np.maximum(leavers * (1.0 - leave), 0.0)) * chance(left.shape)
        move_error = np.sqrt(np.maximum(movers + come, 0.0)) * chance(left.shape)
        graduates = market.array("graduates")[region, some, t] * drawn.graduates[:, t, some]
        joining = graduates * drawn.entering[:, some]
        entrants = joining + np.sqrt(joining * (1.0 - drawn.entering[:, some])) * chance(left.shape)
        shift = shift + np.asarray(spread.retention_step)[some] * chance(left.shape)
        staying = shifted(market.array("retention")[region, some, t], shift)
        leak = entrants * (1.0 - staying)
        leak += np.sqrt(np.maximum(leak, 0.0) * staying) * chance(left.shape)
        growth = drawn.growth[:, t] @ mix + growth_here[:, None]
        found = (
            entrants,
            leak,
            retired + retire_error,
            leavers + leave_error,
            movers + move_error - come,
            jobs * growth,
        )
        for component, one in enumerate(found):
            flows[:, component, t] = one.T
        jobs *= 1.0 + growth

        gone = retire_error + leave_error + move_error
        scale = np.divide(remaining - gone, remaining, out=np.ones_like(left), where=remaining > 0)
        people[:, :, 1:] = people[:, :, :-1] * scale[:, :, None]
        people[:, :, 0] = 0.0
        people += (entrants - leak)[:, :, None] * entry
        people += come[:, :, None] * arrival
    return flows


def _odds(rate: Floats, factor: Floats) -> Floats:
    """(D, L, A): rates (L, A) whose odds are multiplied by factors (D, L)."""
    times = factor[:, :, None]
    return np.asarray(rate * times / (1.0 + rate * (times - 1.0)))


def answered(market: Market, region: int, flows: Floats) -> Answers:
    """What is told of the draws (E, C, T, D), with what NumPy has for it."""
    parts = [members(market.axes, part) for part in slices(market.axes)]
    start = market.array("stock")[region].sum(axis=1) * market.array("unemployed")[region]
    found: list[tuple[Any, ...]] = []
    for at in parts:
        entrants, leak, retired, leavers, movers, expansion = some = flows[at].sum(axis=0)
        inflow, replacement = entrants - leak, retired + leavers + movers
        openings = expansion + replacement
        told = np.stack([
            inflow - openings, inflow, openings, np.maximum(expansion, 0.0), replacement
        ])  # fmt: skip
        asked = np.maximum(expansion.sum(axis=0), 0.0) + replacement.sum(axis=0)
        people = inflow.sum(axis=0) + start[at].sum()
        indicator = np.divide(people, asked, out=np.full_like(asked, np.inf), where=asked > 0)
        place = np.searchsorted(BOUNDS, indicator)
        found.append((
            told.mean(axis=-1),
            np.moveaxis(np.quantile(told, QUANTILES, axis=-1), 0, -1),
            (told < 0).mean(axis=-1),
            some.mean(axis=-1),
            np.bincount(place, minlength=len(BOUNDS) + 1) / place.size,
        ))  # fmt: skip
    mean, quantiles, below, components, classes = (
        np.stack(one) for one in zip(*found, strict=True)
    )
    return Answers(
        *(np.moveaxis(one, 1, 0) for one in (mean, quantiles, below)), components, classes
    )


def bare(number: Callable[[np.uint64, int], float]) -> Callable[..., Floats]:
    """A compiled loop with nothing but the arithmetic of one region, given the inputs' draws.

    Per draw: the rates of each level, year and age. Per draw, education and year: one pass over the
    ages in which people retire, leave and move, one in which they grow older and others join; six
    numbers of chance by `number`, six square roots, a logistic curve; six sums for the means
    (E, C, T). Not: keeping or rounding a draw, slices, quantiles, classes, checks of any kind.
    """

    @nb.njit(nogil=True, fastmath=True)
    def loop(
        stock, unemployed, exits, moves, level_of, entry, arrival_ages, graduates, arrivals,
        log_odds_stay, mix, stock_spread, stay_spread, stay_step, keys, exit_odds, move_odds,
        leaving, entering, graduate_factor, arrival_factor, growth, drift, level_factor,
    ):  # fmt: skip
        draws, educations = leaving.shape
        levels, years, ages = exits.shape
        mean = np.zeros((educations, 6, years))
        rate, move = np.empty((levels, years, ages)), np.empty((levels, ages))
        people, after = np.empty(ages), np.empty(ages)
        for d in range(draws):
            for level in range(levels):
                for a in range(ages):
                    q, more = moves[level, a], move_odds[d, level]
                    move[level, a] = q * more / (1.0 + q * (more - 1.0))
                    more = exit_odds[d, level]
                    for t in range(years):
                        q = exits[level, t, a]
                        rate[level, t, a] = q * more / (1.0 + q * (more - 1.0))
            for e in range(educations):
                level, code, counter = level_of[e], keys[e], d * (2 + 6 * years)
                spread = stock_spread[e]
                factor = np.exp(spread * number(code, counter) - 0.5 * spread**2)
                factor *= level_factor[d, level]
                shift = stay_spread[e] * number(code, counter + 1)
                counter += 2
                total = 0.0
                for a in range(ages):
                    people[a] = stock[e, a] * factor
                    total += people[a]
                jobs = total * (1.0 - unemployed[e])
                leave = leaving[d, e]
                for t in range(years):
                    retired, left, moved, uneven = 0.0, 0.0, 0.0, 0.0
                    after[0] = 0.0
                    for a in range(ages - 1):
                        q = rate[level, t, a]
                        retiring = people[a] * q
                        remains = people[a] - retiring
                        moving = remains * move[level, a]
                        retired += retiring
                        uneven += retiring * (1.0 - q)
                        left += remains
                        moved += moving
                        after[a + 1] = (remains - moving) * (1.0 - leave)
                    retired += people[ages - 1]
                    leavers, movers = left * leave, moved * (1.0 - leave)
                    kept = left - leavers - movers
                    come = arrivals[e, t] * arrival_factor[d, e]
                    retire_error = np.sqrt(max(uneven, 0.0)) * number(code, counter)
                    leave_error = np.sqrt(max(leavers * (1.0 - leave), 0.0)) * number(
                        code, counter + 1
                    )
                    move_error = np.sqrt(max(movers + come, 0.0)) * number(code, counter + 2)
                    joins = entering[d, e]
                    entrants = graduates[e, t] * graduate_factor[d, t, e] * joins
                    entrants += np.sqrt(entrants * (1.0 - joins)) * number(code, counter + 3)
                    shift += stay_step[e] * number(code, counter + 5)
                    staying = 1.0 / (1.0 + np.exp(-(log_odds_stay[e, t] + shift)))
                    leak = entrants * (1.0 - staying)
                    leak += np.sqrt(max(leak, 0.0) * staying) * number(code, counter + 4)
                    counter += 6
                    grow = drift[d]
                    for s in range(mix.shape[1]):
                        grow += mix[e, s] * growth[d, t, s]
                    mean[e, 0, t] += entrants
                    mean[e, 1, t] += leak
                    mean[e, 2, t] += retired + retire_error
                    mean[e, 3, t] += leavers + leave_error
                    mean[e, 4, t] += movers + move_error - come
                    mean[e, 5, t] += jobs * grow
                    jobs *= 1.0 + grow
                    gone = retire_error + leave_error + move_error
                    scale = (kept - gone) / kept if kept > 0.0 else 1.0
                    stayers = entrants - leak
                    for a in range(ages):
                        people[a] = (
                            after[a] * scale
                            + stayers * entry[level, a]
                            + come * arrival_ages[level, a]
                        )
        return mean / draws

    return loop


@nb.njit(inline="always")
def numbas_own(_code: np.uint64, _counter: int) -> float:
    """A number of chance as Numba gives it."""
    return np.random.standard_normal()


BARE = {"our chance": bare(normal), "Numba's chance": bare(numbas_own)}


def bare_means(market: Market, drawn: Drawn, seed: int, loop: Callable[..., Floats]) -> Floats:
    """Region by region the mean flows (E, C, T), by a bare loop; those of the last one."""
    rng, spread, draws = np.random.default_rng(seed), market.spread, drawn.leaving.shape[0]
    fortune = Fortune(market, seed, 0, draws)
    exits = np.ascontiguousarray(market.array("exit_rate").transpose(0, 2, 1))
    for region in range(market.sizes["R"]):
        retention = market.array("retention")[region]
        means = loop(
            market.array("stock")[region],
            market.array("unemployed")[region],
            exits,
            market.array("out_migration")[region],
            market.axes.level_of,
            market.array("entry_ages"),
            market.array("arrival_ages"),
            market.array("graduates")[region],
            market.array("arrivals")[region],
            np.log(retention / (1.0 - retention)),
            market.array("sector_mix")[region],
            np.asarray(spread.stock)[region],
            np.asarray(spread.retention)[region],
            np.asarray(spread.retention_step),
            fortune.cells(region),
            drawn.exit_odds,
            drawn.move_odds,
            drawn.leaving,
            drawn.entering,
            drawn.graduates,
            drawn.arrivals,
            drawn.growth,
            *_of_region(market, region, draws, rng),
        )
    return means
