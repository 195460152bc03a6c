# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make bench ONLY=spells`: whether the intervals of long-open vacancies cover the truth.

Spells are drawn for all companies of a base, of which some are followed, in a world where the
truth is known; the product's own functions (`hcat.portal.long_open`) make both figures of them.
10,000 runs for each world. Beside ours stand, on the same spells, Student's t around the raised
total (what a survey package gives) and Greenwood's log-log interval (what a survival package
gives). Aim: the 95% interval covers in 94 to 96.5% of runs; each bound at 95% likewise.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hcat.config.settings")

import django

django.setup()

import numpy as np
from rich.console import Console
from rich.table import Table

from hcat.numerics.api import (
    NumericsError,
    Period,
    design,
    kaplan_meier,
    surplus_log_variance,
    survey_total,
)
from hcat.portal.long_open import LONG, Followed, Spell, followed_in, old_at, stock

DAY = date(2026, 3, 1)
HISTORY = 900
"""Days of spells before the year: what began earlier is over by then, but for one in a million."""
MEAN = 63.0
"""Days that a vacancy lasts; 30% of them longer than 75, drawn as an exponential."""
AIM = (94.0, 96.5)
DARK, LIGHT = -150, -60
"""Between which days silent sources were not read; half of them are not read since either."""


@dataclass(frozen=True, slots=True)
class World:
    """`seen`: vacancies expected in view in the year; `unequal`: shape of the gamma that spreads
    them over companies (0: evenly); `slow`: how much companies differ in how long theirs last
    (standard deviation of the log); `days`: since when companies are followed; `silent`: of those
    that are followed, the share whose sources fell silent, half of them until today."""

    companies: int
    part: float
    seen: float
    unequal: float
    slow: float = 0.0
    days: int = 365
    shape: float = 1.0
    silent: float = 0.0

    def __str__(self) -> str:
        told = f"{self.companies} companies, {self.part:.0%} followed"
        told += f", {self.seen:,.0f} vacancies" + (", uneven" if self.unequal else "")
        told += f", {self.days} days" if self.days < 365 else ""
        told += ", Weibull" if self.shape != 1.0 else ""
        told += f", {self.silent:.0%} silent" if self.silent else ""
        return told + (f", speeds differ {self.slow:.0%}" if self.slow else "")


@dataclass(frozen=True, slots=True)
class Drawn:
    """Spells of one run: `company`, `start` (days before DAY, below 0), `lasts` (whole days)."""

    company: np.ndarray
    start: np.ndarray
    lasts: np.ndarray
    share: float
    """The true share that lasts longer than LONG days, over all companies."""


def worlds(few: float, many: float) -> list[World]:
    """With so many vacancies in view; the last `HARD` are told as limits."""
    return [
        World(companies, part, seen, 0.5)
        for companies in (200, 500)
        for part in (0.25, 0.5, 0.8)
        for seen in (few, many)
    ] + [
        World(200, 0.5, few, 0.0),
        World(200, 0.5, many, 0.0, shape=1.5),
        World(200, 0.5, few, 0.5, days=120),
        World(200, 0.5, few, 0.5, slow=0.4),
        World(200, 0.5, many, 0.5, slow=0.4),
        World(200, 0.8, many, 0.5, slow=0.4),
        World(500, 0.25, many, 0.5, slow=0.4),
        World(200, 0.5, few, 0.5, silent=0.4),
        World(200, 0.5, many, 0.5, silent=0.4),
        World(200, 0.25, many, 0.5, slow=0.4),
        World(60, 0.25, few, 0.5),
        World(60, 0.25, many, 0.5, slow=0.4),
    ]


HARD = 3
OPEN = (365 + MEAN) / MEAN
"""Vacancies in view in a year for each that is open on a day."""
WORLDS = {
    "stock": [*worlds(30 * OPEN, 300 * OPEN), World(200, 0.5, 30, 0.5)],
    "share": worlds(30, 300),
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=6)
    options.add_argument("--only", choices=tuple(WORLDS), help="one of the two figures")
    asked = options.parse_args()
    rng = np.random.default_rng(asked.seed)
    _same_as_the_product(rng)
    for name, count in (("stock", _count_stock), ("share", _count_share)):
        if asked.only not in (None, name):
            continue
        shown = _table(name, asked.runs)
        for number, world in enumerate(WORLDS[name]):
            if number == len(worlds(1, 1)) - HARD:
                shown.add_section()
            told: Counter[str] = Counter()
            for _run in range(asked.runs):
                count(world, draw(world, rng), told)
            shown.add_row(str(world), *_row(told, asked.runs))
        Console(width=150).print(shown)


def draw(world: World, rng: np.random.Generator) -> Drawn:
    """A base of companies and its spells. In view: those of the followed companies that ran on
    one of the last `days`."""
    rate = world.seen / (world.days + MEAN) / (world.companies * world.part)
    rates = np.full(world.companies, rate)
    if world.unequal:
        rates *= rng.gamma(world.unequal, 1 / world.unequal, world.companies)
    slow = np.exp(rng.normal(0.0, world.slow, world.companies)) if world.slow else np.ones(1)
    slow = np.broadcast_to(slow, rates.shape)
    scale = MEAN / math.gamma(1 + 1 / world.shape)
    horizon = world.days + HISTORY
    company = np.repeat(np.arange(world.companies), rng.poisson(rates * horizon))
    lasts = np.ceil(scale * slow[company] * rng.weibull(world.shape, company.size))
    beyond = np.exp(-((LONG / (scale * slow)) ** world.shape))
    start = -rng.integers(0, horizon, company.size)
    share = float((rates * beyond).sum() / rates.sum())
    return Drawn(company, start, lasts, share)


def seen_in(world: World, drawn: Drawn) -> Followed:
    """As `followed_in` makes it, from arrays: 10,000 runs would make millions of spells."""
    made = Followed([], [], [], [])
    dark, light = silences(world)
    dark, light = dark[drawn.company], light[drawn.company]
    end = drawn.start + drawn.lasts
    first = np.maximum(drawn.start, -world.days)
    last = np.minimum(np.minimum(end, 0), dark)
    _add(made, world, drawn, first, last, (end <= 0) & (end <= dark))
    if world.silent:
        _add(made, world, drawn, np.maximum(first, light), np.minimum(end, 0), end <= 0)
    return made


def _add(
    made: Followed, world: World, drawn: Drawn, first: np.ndarray, last: np.ndarray,
    over: np.ndarray,
) -> None:  # fmt: skip
    inside = (drawn.company < followed(world)) & (last > first)
    start = drawn.start[inside]
    made.days.extend((last[inside] - start).astype(float).tolist())
    made.ended.extend(over[inside].astype(int).tolist())
    made.entry.extend((first[inside] - start).astype(float).tolist())
    made.companies.extend(drawn.company[inside].tolist())


def silences(world: World) -> tuple[np.ndarray, np.ndarray]:
    """Of each company, between which days nobody looked: beyond the last one where all were."""
    dark, light = np.full(world.companies, 1), np.full(world.companies, 1)
    quiet = round(followed(world) * world.silent)
    dark[:quiet] = DARK
    light[quiet // 2 : quiet] = LIGHT
    return dark, light


def counts_of(world: World, drawn: Drawn) -> np.ndarray:
    """Open for longer than LONG days on DAY, for each company of the base."""
    old = (drawn.start + drawn.lasts > 0) & (-drawn.start > LONG)
    return np.bincount(drawn.company[old], minlength=world.companies)


def followed(world: World) -> int:
    return round(world.companies * world.part)


def still_followed(world: World) -> range:
    """Those of the companies whose sources are read today."""
    return range(round(followed(world) * world.silent) // 2, followed(world))


def _count_stock(world: World, drawn: Drawn, told: Counter[str]) -> None:
    counts = counts_of(world, drawn)
    whole, mine = float(counts.sum()), counts[still_followed(world)].tolist()
    for confidence, name in ((0.95, "ours"), (0.9, "bounds")):
        one = stock(
            mine, world.companies, period=Period(DAY, DAY), method="invented", source="a bench",
            confidence=confidence,
        )  # fmt: skip
        _note(told, name, one.low or 0.0, one.high or 0.0, whole)
    rival = survey_total(mine, design(len(mine), population=world.companies)).interval()
    _note(told, "rival", max(rival.low, sum(mine)), rival.high, whole)


def _count_share(world: World, drawn: Drawn, told: Counter[str]) -> None:
    seen, part = seen_in(world, drawn), len(still_followed(world)) / world.companies
    try:
        curve = kaplan_meier(seen.days, seen.ended, entry=seen.entry)
        surplus = surplus_log_variance(
            seen.days, seen.ended, seen.companies, LONG, entry=seen.entry, share_seen=part
        )
        for confidence, name in ((0.95, "ours"), (0.9, "bounds")):
            one = curve.interval(LONG, confidence=confidence, surplus=surplus)
            _note(told, name, one.low, one.high, drawn.share)
        plain = curve.interval(LONG)
        _note(told, "rival", plain.low, plain.high, drawn.share)
    except NumericsError:
        told["missing"] += 1


def _note(told: Counter[str], name: str, low: float, high: float, truth: float) -> None:
    told[name] += low - 1e-9 <= truth <= high + 1e-9
    told[f"{name} low"] += low - 1e-9 <= truth
    told[f"{name} high"] += truth <= high + 1e-9


def _same_as_the_product(rng: np.random.Generator) -> None:
    """The arrays of this bench are what the product makes of the same spells."""
    for world in (World(40, 0.5, 200, 0.5, days=120), World(40, 0.5, 200, 0.5, silent=0.5)):
        _same_in(world, draw(world, rng))


def _same_in(world: World, drawn: Drawn) -> None:
    spells = list(_as_spells(world, drawn))
    for name in ("days", "ended", "entry", "companies"):
        assert sorted(getattr(followed_in(spells, DAY), name)) == sorted(
            getattr(seen_in(world, drawn), name)
        )
    assert old_at(spells, still_followed(world), DAY) == (
        counts_of(world, drawn)[still_followed(world)].tolist()
    )


def _as_spells(world: World, drawn: Drawn) -> Iterator[Spell]:
    dark, light = silences(world)
    for company, start, lasts in zip(
        drawn.company.tolist(), drawn.start.tolist(), drawn.lasts.tolist(), strict=True
    ):
        if company < followed(world) and start + lasts > -world.days:
            began = DAY + timedelta(days=start)
            over = began + timedelta(days=lasts)
            blind = ()
            if dark[company] <= 0:
                blind = (
                    DAY + timedelta(days=int(dark[company])),
                    DAY + timedelta(days=int(light[company])) if light[company] <= 0 else date.max,
                )
            lost = blind and blind[0] < over <= blind[1]
            if lost:
                blind = (blind[0], date.max)
            yield Spell(
                company, began, max(began, DAY - timedelta(days=world.days)),
                over if over <= DAY and not lost else None,
                (blind,) if blind else (), bool(blind) and blind[1] > DAY,
            )  # fmt: skip


def _table(name: str, runs: int) -> Table:
    rival = "Student's t" if name == "stock" else "Greenwood"
    title = {"stock": "Number open longer than 75 days", "share": "Share that stays open so long"}
    made = Table(title=f"{title[name]}: truth within the interval, % of {runs:,} runs")
    for column in ("world", "95% interval", "lower bound at 95%", "upper", rival, "no figure"):
        made.add_column(column, justify="left" if column == "world" else "right")
    return made


def _row(told: Counter[str], runs: int) -> list[str]:
    given = runs - told["missing"]
    rates = [100 * told[name] / given for name in ("ours", "bounds low", "bounds high", "rival")]
    inside = AIM[0] <= round(rates[0], 1) <= AIM[1]
    return [
        f"{rates[0]:.1f}{'' if inside else ' !'}",
        *(f"{rate:.1f}" for rate in rates[1:]),
        str(told["missing"] or ""),
    ]


if __name__ == "__main__":
    main()
