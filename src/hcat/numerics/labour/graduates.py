# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many will graduate from each programme: our forecast from very short histories.

Two things are known of a programme: how many graduated before, and who studies there now. Each
gives a forecast; the weight between them is what past years show.

1. **As before**: the mean of the past counts, each year back counting half.
2. **Who can graduate**: who is past the first year at the start of the target year (where that
   enrolment is not yet known: all who were enrolled in the last known year), times the share of
   such students who graduated, each year back counting half. That share is pooled: it begins at
   that of the level, and moves to that of the field, of the institution and of the programme
   itself as far as their numbers outweigh chance (Gamma-Poisson, empirical Bayes).
3. The **weight** of 2 is the one that was likeliest for the years already known, drawn to ½ as if
   that were one year more. Where persistence won, it wins.

A new programme without graduates has only 2, held back by 1; a programme that stops has students
only until it is empty: 2 follows them, and no more graduate than study. Without enrolment there is
1 alone, counted as a fall-back.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.special import gammaln

from hcat.numerics.labour.market import Floats
from hcat.numerics.labour.predictive import (
    LEAST_MEAN,
    Predictive,
    learned,
    predict,
    tempered,
    views,
)
from hcat.numerics.labour.vintages import Flags, History, Ints, since_start

FADE: Final = 0.5
"""What a figure counts for beside one that is a year newer: between the last year alone (0) and the
plain mean (1)."""
PRIOR_WEIGHT: Final = 0.5
WEIGHTS: Final = np.linspace(0.0, 1.0, 11)
STRENGTHS: Final = 10.0 ** np.arange(0.0, 4.1, 0.25)
"""How many expected graduates the prior of a rate may be worth."""


def forecast_graduates(known: History, target: int) -> Predictive:
    """Graduates of each series in the year `target`.

    `fell_back` marks series (S,) without enrolment or a share to go by: as before, alone.

    >>> from hcat.numerics.labour.vintages import Figures, Programmes, history
    >>> one, none = np.zeros(1, dtype=np.int64), Figures.exact([])
    >>> past = Figures.exact([(0, 2021, 90.0, "2023-03-31"), (0, 2022, 105.0, "2024-03-31")])
    >>> all_ = Programmes(names=("a",), levels=one, fields=one, institutions=one,
    ...                   graduates=past, enrolled=none, entrants=none)
    >>> said = forecast_graduates(history(all_, 2023), 2023)
    >>> said.mean, said.fell_back
    (array([100.]), array([ True]))
    """
    return predict(known, target, blended)


def blended(known: History, target: int) -> tuple[Floats, Flags]:
    """Means (S,) and where there was nothing but persistence (S,)."""
    before, led = as_before(known), by_students(known, target)
    weight = _weight(known, target)
    alone = ~np.isfinite(led)
    unseen = ~np.isfinite(before)
    mixed = _mixed(before, led, weight, known.enrolled[:, known.column(target)])
    return np.where(alone, before, np.where(unseen, led, mixed)), alone


def _mixed(before: Floats, led: Floats, weight: float, studying: Floats) -> Floats:
    """(S,) both forecasts together; no more graduate than study, where that is known."""
    return np.asarray(np.fmin((1 - weight) * before + weight * led, studying))


def as_before(known: History) -> Floats:
    """(S,) the fading mean of past counts; NaN where nothing is known.

    The zeros before a programme's first graduates do not count."""
    counts = since_start(known.graduates)
    weights = np.isfinite(counts) * _fading(counts)
    total = weights.sum(axis=1)
    with np.errstate(invalid="ignore"):
        return np.asarray((weights * np.nan_to_num(counts)).sum(axis=1) / total)


def by_students(known: History, target: int) -> Floats:
    """(S,) who can graduate, times the share who do; NaN where either is not known."""
    if known.last_enrolled is None:
        return np.full(len(known.names), np.nan)
    lag = max(target - known.last_enrolled, 0)
    students = _at_risk(known, lag)
    paired = np.isfinite(known.graduates) & np.isfinite(students)
    weights = _fading(np.where(paired, students, np.nan))
    graduated = (np.where(paired, known.graduates, 0.0) * weights).sum(axis=1)
    studied = (np.where(paired, students, 0.0) * weights).sum(axis=1)
    if studied.sum() <= 0:
        return np.full(len(known.names), np.nan)
    rate = np.full(studied.size, graduated.sum() / studied.sum())
    for groups in (known.levels, known.fields, known.institutions, np.arange(rate.size)):
        rate = rate * shrunk_ratio(graduated, rate * studied, groups)
    return np.asarray(rate * students[:, known.column(target)])


def _at_risk(known: History, lag: int) -> Floats:
    """(S, T) who may graduate in a year: who is past the first year then, or, where the enrolment
    of `lag` years before is the last one known, all who were enrolled at that time.

    First-year students are left in where they are not known for every year of enrolment."""
    if lag == 0:
        counted, split = (np.isfinite(t).any(axis=0) for t in (known.enrolled, known.entrants))
        first_year = np.nan_to_num(known.entrants) if np.all(split | ~counted) else 0.0
        return np.asarray(np.maximum(known.enrolled - first_year, 0.0))
    shifted = np.full_like(known.enrolled, np.nan)
    shifted[:, lag:] = known.enrolled[:, :-lag]
    return shifted


def _fading(table: Floats) -> Floats:
    """(T,) what each year counts for: the newest that is known of any series (S, T) one."""
    known = np.flatnonzero(np.isfinite(table).any(axis=0))
    newest = known[-1] if known.size else 0
    return np.asarray(FADE ** np.maximum(newest - np.arange(table.shape[1]), 0.0))


def shrunk_ratio(counted: Floats, expected: Floats, groups: Ints) -> Floats:
    """(S,) by how much each series' group lies above what was expected, held back to 1.

    Counts of a group are Poisson around expected · a, a ~ Gamma with mean 1: the answer is (counted
    + k) ÷ (expected + k). How much the groups differ, and so k, maximises the likelihood of all
    groups together (empirical Bayes; Clayton & Kaldor 1987). Without anything expected: 1.

    >>> counted, expected = np.array([130.0, 70.0, 0.0]), np.array([100.0, 100.0, 0.0])
    >>> shrunk_ratio(counted, expected, np.array([0, 1, 2])).round(2)
    array([1.27, 0.73, 1.  ])
    """
    _, place = np.unique(groups, return_inverse=True)
    seen, due = np.bincount(place, counted), np.bincount(place, expected)
    rows = due > 0
    y, mu = seen[rows][None, :], due[rows][None, :]
    k = STRENGTHS[:, None]
    likely = gammaln(y + k) - gammaln(k) + k * np.log(k / (k + mu)) + y * np.log(mu / (k + mu))
    best = float(STRENGTHS[int(np.argmax(likely.sum(axis=1)))])
    return np.asarray(((seen + best) / (due + best))[place])


def _weight(known: History, target: int) -> float:
    """The weight of the students that was likeliest for the years already known, in (0, 1).

    Half where no year was ever forecast both ways."""
    years, likely = 0, np.zeros(WEIGHTS.size)
    for year, view in views(known, target):
        before, led = as_before(view), by_students(view, year)
        low, high = known.low[:, known.column(year)], known.high[:, known.column(year)]
        rows = view.alive & np.isfinite(before) & np.isfinite(led) & np.isfinite(low)
        if rows.any():
            years += 1
            spread = learned((), target - known.last_graduates)
            for at, weight in enumerate(WEIGHTS):
                mean = _mixed(before, led, float(weight), view.enrolled[:, known.column(year)])
                mean = np.maximum(mean[rows], LEAST_MEAN)
                likely[at] += np.log(spread.probability(mean, low[rows], high[rows])).sum()
    return (
        tempered(float(WEIGHTS[int(np.argmax(likely))]), PRIOR_WEIGHT, years)
        if years
        else PRIOR_WEIGHT
    )
