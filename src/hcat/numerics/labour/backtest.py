# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How wrong forecasts would have been: rolling origins, each with only what was known then.

A trial is one method on one target year. Its origin lies whole years before the day on which the
graduates of that year became known; `vintages.known_at` cuts there. What happened is taken as it
is known in the end. A programme that nothing was known of at the origin cannot be forecast by
anybody: it is left out of the scores, and its graduates are told (`Trial.unseen`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour import scores
from hcat.numerics.labour.market import Floats
from hcat.numerics.labour.predictive import Predictive
from hcat.numerics.labour.rivals import Method
from hcat.numerics.labour.scores import Score
from hcat.numerics.labour.summary import INTERVALS
from hcat.numerics.labour.vintages import (
    Figures,
    Flags,
    Ints,
    Programmes,
    history,
    known_at,
)

CLASS_BOUNDS: Final = (0.9, 1.1)
"""Fewer, as many, more: classes of a count relative to the last known one, a tenth either way."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Trial:
    """One method's forecast (S series) of one year, and what happened: ends `low`, `high` (S,)."""

    method: str
    origin: date
    target: int
    said: Predictive
    low: Floats
    high: Floats

    @property
    def scored(self) -> Flags:
        """(S,) series that were forecast and whose outcome is known."""
        return self.said.alive & np.isfinite(self.low) & np.isfinite(self.said.before)

    @property
    def unseen(self) -> tuple[float, float]:
        """Graduates of series that nothing was known of at the origin: lower and upper end."""
        rest = ~self.said.alive
        return float(np.nansum(self.low[rest])), float(np.nansum(self.high[rest]))


def origins(programmes: Programmes, years_ahead: int) -> tuple[tuple[date, int], ...]:
    """(origin, target year) for every year of graduates of which an earlier one was known so many
    years before its own publication.

    >>> figures = Figures.exact([(0, 2021, 9.0, "2023-03-31"), (0, 2022, 8.0, "2024-02-29")])
    >>> one, none = np.zeros(1, dtype=np.int64), Figures.exact([])
    >>> all_ = Programmes(names=("a",), levels=one, fields=one, institutions=one,
    ...                   graduates=figures, enrolled=none, entrants=none)
    >>> origins(all_, 1)
    ()
    >>> origins(all_, 0)
    ((datetime.date(2023, 3, 31), 2021), (datetime.date(2024, 2, 29), 2022))
    """
    found = []
    for target in np.unique(programmes.graduates.years):
        origin = _years_before(_published(programmes.graduates, int(target)), years_ahead)
        known = known_at(programmes, origin).graduates
        if known.series.size:
            found.append((origin, int(target)))
    return tuple(found)


def backtest(
    programmes: Programmes, methods: Mapping[str, Method], *, years_ahead: int
) -> tuple[Trial, ...]:
    """Every method on every target year, each from what was known `years_ahead` years before.

    Raises NumericsError for less than a year ahead, and where no year can be forecast."""
    if years_ahead < 1:
        raise NumericsError.about(
            f"{years_ahead} years ahead", "the outcome would be known", "look ahead 1 or more"
        )
    rounds = origins(programmes, years_ahead)
    if not rounds:
        raise NumericsError.about(
            "no year to forecast", "none was preceded by a known one", "give a longer history"
        )
    found = []
    for origin, target in rounds:
        then = history(known_at(programmes, origin), target)
        low, high = _outcome(programmes, target)
        found += [
            Trial(
                method=name,
                origin=origin,
                target=target,
                said=method(then, target),
                low=low,
                high=high,
            )
            for name, method in methods.items()
        ]
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class Card:
    """What a method scored over some trials. Persons where no other unit is named.

    `difference`: the method's CRPS less that of the reference, above zero where the reference is
    better; `skill`: what the reference saves of the method's CRPS, a share. `coverage`: the share
    of outcomes in the central 50, 80 and 95% intervals. `pit`: ten bins. `rps`: of the classes
    fewer, as many, more than the last known count (`CLASS_BOUNDS`). `direction`: share of hits,
    None for a method that never moves. `bias`: forecast less actual per case, `summed_bias` per
    year. `fell_back`: cases in which the series was too short for the method.
    """

    method: str
    years: tuple[int, ...]
    cases: int
    fell_back: int
    crps: Score
    difference: Score
    skill: Score
    coverage: dict[float, Score]
    pit: tuple[Score, ...]
    rps: Score
    direction: Score | None
    bias: Score
    summed_bias: Score


def scorecards(
    trials: Sequence[Trial], blocks: Ints, *, reference: str, seed: int
) -> tuple[Card, ...]:
    """A card for each method over all trials, on the cases that every method could forecast.

    `blocks` (S,) are the codes of the series that are drawn together (see `scores`).

    Raises NumericsError where the reference is not among the methods."""
    by_method: dict[str, list[Trial]] = {}
    for trial in trials:
        by_method.setdefault(trial.method, []).append(trial)
    if reference not in by_method:
        raise NumericsError.about(
            f"no trial of {reference}",
            "the others are compared with it",
            f"name one of {', '.join(by_method)}",
        )
    shared: dict[int, Flags] = {}
    for trial in trials:
        shared[trial.target] = shared.get(trial.target, trial.scored) & trial.scored
    cases = {name: _cases(own, shared, blocks) for name, own in by_method.items()}
    own = cases[reference].crps
    return tuple(_card(name, one, own, seed) for name, one in cases.items())


@dataclass(frozen=True, kw_only=True, eq=False)
class _Cases:
    """The N cases of one method, all years together."""

    members: Floats
    mean: Floats
    before: Floats
    low: Floats
    high: Floats
    years: Ints
    blocks: Ints
    fell_back: int
    crps: Floats


def _cases(trials: Sequence[Trial], shared: Mapping[int, Flags], blocks: Ints) -> _Cases:
    rows = [shared[one.target] for one in trials]

    def joined(tables: Sequence[Floats]) -> Floats:
        return np.concatenate([table[row] for table, row in zip(tables, rows, strict=True)])

    members = joined([one.said.members for one in trials])
    low, high = joined([one.low for one in trials]), joined([one.high for one in trials])
    return _Cases(
        members=members,
        mean=joined([one.said.mean for one in trials]),
        before=joined([one.said.before for one in trials]),
        low=low,
        high=high,
        years=np.repeat([one.target for one in trials], [int(row.sum()) for row in rows]),
        blocks=np.concatenate([blocks[row] for row in rows]),
        fell_back=sum(
            int(one.said.fell_back[row].sum()) for one, row in zip(trials, rows, strict=True)
        ),
        crps=scores.crps(members, low, high),
    )


def _card(name: str, cases: _Cases, reference: Floats, seed: int) -> Card:
    def mean(values: Floats) -> Score:
        return scores.mean_score(values, cases.blocks, seed=seed)

    bounds = cases.before[:, None] * np.array(CLASS_BOUNDS)
    probabilities = scores.class_probabilities(cases.members, bounds)
    hits = scores.direction_hits(cases.mean, cases.before, cases.low, cases.high)
    errors = cases.mean - (cases.low + cases.high) / 2
    return Card(
        method=name,
        years=tuple(int(year) for year in np.unique(cases.years)),
        cases=cases.low.size,
        fell_back=cases.fell_back,
        crps=mean(cases.crps),
        difference=scores.difference(cases.crps, reference, cases.blocks, seed=seed),
        skill=scores.skill(reference, cases.crps, cases.blocks, seed=seed),
        coverage={
            level: mean(scores.covered(cases.members, cases.low, cases.high, level))
            for level in INTERVALS
        },
        pit=tuple(mean(one) for one in scores.pit(cases.members, cases.low, cases.high).T),
        rps=mean(scores.ranked_probability(probabilities, bounds, cases.low, cases.high)),
        direction=mean(hits) if np.isfinite(hits).any() else None,
        bias=mean(errors),
        summed_bias=scores.summed_bias(errors, cases.years),
    )


def _outcome(programmes: Programmes, target: int) -> tuple[Floats, Floats]:
    """Ends (S,) of the graduates of the target year, as known in the end."""
    ends = history(known_at(programmes, date.max), target)
    column = ends.column(target)
    return ends.low[:, column], ends.high[:, column]


def _published(figures: Figures, year: int) -> date:
    """The day on which the first figure about a year became known."""
    first: date = figures.known_from[figures.years == year].min().astype("M8[D]").item()
    return first


def _years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
