# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures of a wave: per concept, choice and group, each with both intervals.

All figures of one column and one way to group come out of a few sums over the units. The whole
sample stays in the variance of a group (domain estimation, as `survey_ratio` does for one).

Shares: where every answer stands for as many, from the counts themselves (hypergeometric, or
Clopper–Pearson where the population has no bound); otherwise Korn–Graubard. Means: linearised,
stratified by the cells in which was weighted. The interval with the finite population correction
speaks of the population of the reference day, the one without of such as these, next year's
included.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from hcat.numerics.api import (
    NumericsError,
    clopper_pearson,
    hypergeometric_interval,
    korn_graubard,
)
from hcat.surveys.instrument.questionnaire import Kind
from hcat.surveys.models import ReleasedFigure
from hcat.surveys.population import Frame, at_least
from hcat.surveys.sectors import section_of
from hcat.surveys.weighting import Weights

from .columns import Answered, Column, Labels
from .reasons import Hidden, Unanswered, told
from .safe import ALL, Grouping, Row

Statistic = ReleasedFigure.Statistic
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
WIDEST_SHOWN = 11
"""Steps up to which the answers to a scale are shown one by one, for all together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """As `ReleasedFigure` keeps it; shares from 0 to 1."""

    concept: str
    choice: str
    dimension: str
    group: str
    statistic: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    low_ongoing: float | None = None
    high_ongoing: float | None = None
    se: float | None = None
    n: int | None = None
    yes: int | None = None
    population: int | None = None
    method: str = ""
    hidden: str = ""
    degrees: int = 1
    """Degrees of freedom: for tests before it is kept, not kept itself."""


def groupings_of(answered: Answered, frame: Frame | None = None) -> tuple[Grouping, ...]:
    """All together, and by size, section and municipality, with the groups of the frame in which
    nobody answered; a way that tells nothing is left out."""
    found = [Grouping("", ("",), np.zeros(answered.n, dtype=np.int32))]
    cells = frame.cells if frame is not None else ()
    for dimension, labels, known in (
        ("size", answered.size, {one.size for one in cells}),
        ("sector", _sections(answered.sector), {one.section for one in cells}),
        ("municipality", answered.municipality, {one.municipality for one in cells}),
    ):
        names = sorted({one for one in (*labels.values, *known) if one})
        if not names:
            continue
        place = {name: at for at, name in enumerate(names)}
        table = np.array([place.get(one, -1) for one in labels.values], dtype=np.int32)
        found.append(Grouping(dimension, tuple(names), table[labels.codes]))
    return tuple(found)


def _sections(labels: Labels) -> Labels:
    names = [section_of(one) for one in labels.values]
    known = tuple(sorted(set(names)))
    table = np.array([known.index(one) for one in names], dtype=np.int32)
    return Labels(known, table[labels.codes] if labels.codes.size else labels.codes)


@dataclass(frozen=True, slots=True, eq=False)
class Domains:
    """By group: the weighted mean of those who answered and the plain one, the standard errors with
    and without the correction, answers, and degrees of freedom. NaN where there are none."""

    value: Floats
    plain: Floats
    se: Floats
    se_ongoing: Floats
    n: npt.NDArray[np.int64]
    degrees: npt.NDArray[np.int64]


def domains(values: Floats, could: Flags, grouping: Grouping, weights: Weights) -> Domains:
    """The mean of a column (NaN: no answer) in every group at once; the units of other groups and
    those without an answer stay in the variance with a score of 0.

    `could`: who might have answered this question. Who returned the sheet and left it open has
    said as little about it as who was silent, so that the correction counts answers, not sheets.
    Cells cut across municipalities: where a smaller part of one was seen than of its cell, the
    correction is that of the municipality. Where a larger part was, it is that of the cell: the
    weights still are those of the cell, and may give what was seen there too much or too little.
    """
    groups = len(grouping.groups)
    counted = ~np.isnan(values) & (grouping.codes >= 0)
    group, cell = grouping.codes[counted], weights.cell[counted]
    weight, value = weights.weights[counted], values[counted]
    n = np.bincount(group, minlength=groups)
    total = np.bincount(group, weights=weight, minlength=groups)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(group, weights=weight * value, minlength=groups) / total
        plain = np.bincount(group, weights=value, minlength=groups) / n
        score = weight * (value - mean[group]) / total[group]
    cells = len(weights.cell_population)
    many = np.bincount(weights.cell, minlength=cells).astype(np.float64)[:, None]
    at, shape = cell.astype(np.int64) * groups + group, (cells, groups)
    answers = np.bincount(at, minlength=cells * groups).reshape(shape)
    might = (could | counted) & (grouping.codes >= 0)
    asked = np.bincount(
        weights.cell[might].astype(np.int64) * groups + grouping.codes[might],
        minlength=cells * groups,
    ).reshape(shape)
    asked = np.maximum(asked, 1)
    sums = np.bincount(at, weights=score, minlength=cells * groups).reshape(shape)
    squares = np.bincount(at, weights=score**2, minlength=cells * groups).reshape(shape)
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = np.where(
            many > 1, many / (many - 1) * np.maximum(squares - sums**2 / many, 0.0), 0.0
        )
        left = 1.0 - _seen(grouping, weights) * (answers / asked)
    present = (answers > 0).sum(axis=0)
    return Domains(
        mean,
        plain,
        np.sqrt((np.maximum(left, 0.0) * spread).sum(axis=0)),
        np.sqrt(spread.sum(axis=0)),
        n,
        np.maximum(n - present, 1),
    )


def _seen(grouping: Grouping, weights: Weights) -> Floats:
    """By cell and group, the part of it that sent in a sheet."""
    cells, groups = len(weights.cell_population), len(grouping.groups)
    sheets = np.bincount(weights.cell, minlength=cells)
    part = np.repeat((sheets / np.array(weights.cell_population))[:, None], groups, axis=1)
    if grouping.dimension != "municipality":
        return part
    inside = grouping.codes >= 0
    here = np.bincount(
        weights.cell[inside].astype(np.int64) * groups + grouping.codes[inside],
        minlength=cells * groups,
    ).reshape(cells, groups)
    for at, name in enumerate(grouping.groups):
        for cell in np.flatnonzero(here[:, at]):
            known = weights.places.get((name, int(cell)))
            if known is not None:
                many, most = known
                seen = int(here[cell, at])
                part[cell, at] = min(part[cell, at], seen / at_least(many, most, seen))
    return part


def figures(
    column: Column,
    groupings: Sequence[Grouping],
    weights: Weights,
    hidden: Mapping[Row, Hidden],
) -> Iterator[Figure]:
    """All figures of one concept, the hidden ones with their reason."""
    coding = bool(column.is_in(Unanswered.NOT_CODED).any())
    asked = ~column.is_in(Unanswered.NOT_ASKED)
    could = _could(column)
    wanted: list[tuple[str, Statistic]] = [(one, _statistic(column)) for one in column.choices]
    if column.kind in (Kind.SCALE, Kind.NUMBER):
        wanted = [("", Statistic.MEAN)]
    elif not wanted:
        wanted = [("", Statistic.SHARE)]
    for grouping in groupings:
        groups = len(grouping.groups)
        inside = grouping.codes >= 0
        population = _populations(could, grouping, weights)
        was_asked = np.bincount(grouping.codes[asked & inside], minlength=groups) > 0
        for choice, statistic in wanted:
            # An open question without a code book has nothing to count.
            made = None
            if not coding and (column.kind is not Kind.OPEN or column.choices):
                made = domains(column.values(choice), could, grouping, weights)
            for at, name in enumerate(grouping.groups):
                why = _why(
                    hidden.get((grouping.dimension, name)), is_coding=coding,
                    was_asked=bool(was_asked[at]),
                )  # fmt: skip
                key: dict[str, Any] = {
                    "concept": column.concept, "choice": choice, "dimension": grouping.dimension,
                    "group": name, "statistic": str(statistic),
                }  # fmt: skip
                if why or made is None:
                    yield Figure(**key, hidden=told(why or Hidden.NOT_CODED))
                    continue
                n = int(made.n[at])
                of = _at_least(n, population, at)
                yield _figure(key, made, at, n, of, weights, _yes(column, choice, grouping, at))
        if not grouping.dimension and ALL not in hidden and not coding:
            yield from _steps(column, grouping, weights, population)


def _could(column: Column) -> Flags:
    """Who was asked and has an opinion, whether or not it was told."""
    return column.counts | column.is_in(Unanswered.NOT_ANSWERED)


def _populations(could: Flags, grouping: Grouping, weights: Weights) -> list[int | None] | None:
    """How many of each group of the frame this question is about; None where nobody knows.

    From the frame, not from the weights: those were fitted to sizes and sectors, so that in a
    municipality they may add up to no more than who answered, and who was silent would be gone.
    """
    if weights.population is None:
        return None
    found: list[int | None] = []
    for at, name in enumerate(grouping.groups):
        here = grouping.codes == at
        sheets, about = int(here.sum()), int((here & could).sum())
        weighed = float(weights.weights[here & could].sum())
        known = weights.groups.get((grouping.dimension, name))
        if known is None and not weights.knows_groups:
            found.append(None)
            continue
        if known is None or not sheets:
            found.append(at_least(weighed, about, about))
            continue
        many, most = known
        part = many * weighed / float(weights.weights[here].sum())
        found.append(at_least(part, about + max(0, most - sheets), about))
    return found


def _at_least(n: int, population: Sequence[int | None] | None, at: int) -> int | None:
    many = None if population is None else population[at]
    return None if many is None else max(n, many)


def _statistic(column: Column) -> Statistic:
    return Statistic.RANK if column.kind is Kind.RANKING else Statistic.SHARE


def _why(hidden: Hidden | None, *, is_coding: bool, was_asked: bool) -> Hidden | None:
    if is_coding:
        return Hidden.NOT_CODED
    if hidden is Hidden.NOBODY and not was_asked:
        return Hidden.NOT_ASKED
    return hidden


def _yes(column: Column, choice: str, grouping: Grouping, at: int) -> int | None:
    """Answers that say yes; None of what is no share."""
    if column.kind in (Kind.SCALE, Kind.NUMBER, Kind.RANKING):
        return None
    values = column.values(choice)
    return int(np.count_nonzero((values == 1) & (grouping.codes == at)))


def _figure(
    key: Mapping[str, Any],
    made: Domains,
    at: int,
    n: int,
    population: int | None,
    weights: Weights,
    yes: int | None,
) -> Figure:
    value, se, ongoing = (float(one[at]) for one in (made.value, made.se, made.se_ongoing))
    degrees = int(made.degrees[at])
    is_known = population is not None and n >= population
    if is_known:
        # Nobody of it was silent, so that nobody has to be made up for.
        value, se = float(made.plain[at]), 0.0
    elif population is None:
        # How many there are of this group nobody said, whatever is known of all together.
        se = ongoing
    if yes is None:
        half, wide = (_t(degrees) * one for one in (se, ongoing))
        return Figure(
            **key, value=value, low=value - half, high=value + half, low_ongoing=value - wide,
            high_ongoing=value + wide, se=se, n=n, population=population,
            method="linearised mean", degrees=degrees,
        )  # fmt: skip
    value = min(1.0, max(0.0, value))
    method, inner, outer = share_intervals(
        yes, n, population, value, se, ongoing, degrees, is_counted=weights.are_equal or is_known
    )
    return Figure(
        **key, value=yes / n if weights.are_equal else value, low=inner[0], high=inner[1],
        low_ongoing=outer[0], high_ongoing=outer[1], se=se, n=n, yes=yes, population=population,
        method=method, degrees=degrees,
    )  # fmt: skip


Ends = tuple[float, float]


def share_intervals(
    yes: int, n: int, population: int | None, value: float, se: float, ongoing: float,
    degrees: int, *, is_counted: bool,
) -> tuple[str, Ends, Ends]:  # fmt: skip
    """The method, and the 95% interval with and without the finite population correction."""
    if is_counted:
        outer = _exact(yes, n)
        if population is None:
            return "clopper-pearson", outer, outer
        if n >= population:
            return "census", (yes / n, yes / n), outer
        return "hypergeometric", _finite(yes, n, population), outer
    if n < 2:
        raise NumericsError.about("one answer", "it has no spread", "hide it")
    outer = _weighted(value, ongoing, n, degrees)
    inner = outer if population is None else _weighted(value, se, n, degrees)
    return "korn-graubard", inner, outer


@lru_cache(maxsize=50_000)
def _exact(yes: int, n: int) -> Ends:
    found = clopper_pearson(yes, n)
    return found.low, found.high


@lru_cache(maxsize=50_000)
def _finite(yes: int, n: int, population: int) -> Ends:
    found = hypergeometric_interval(yes, n, population)
    return found.low, found.high


@lru_cache(maxsize=5_000)
def _t(degrees: int) -> float:
    from scipy.stats import t

    return float(t.ppf(0.975, degrees))


def _weighted(value: float, se: float, n: int, degrees: int) -> Ends:
    found = korn_graubard(value, se, n, degrees)
    return found.low, found.high


def _steps(
    column: Column, grouping: Grouping, weights: Weights, population: Sequence[int | None] | None
) -> Iterator[Figure]:
    """How many chose each step of a short scale, for all together where nothing is hidden."""
    limits = column.question.limits if column.question else None
    if column.kind is not Kind.SCALE or limits is None or limits.low is None or limits.high is None:
        return
    if limits.high - limits.low >= WIDEST_SHOWN:
        return
    for step in range(int(limits.low), int(limits.high) + 1):
        values = np.where(column.counts, (column.data == step).astype(np.float64), np.nan)
        made = domains(values, _could(column), grouping, weights)
        n = int(made.n[0])
        yes = int(np.nansum(values))
        of = _at_least(n, population, 0)
        key: dict[str, Any] = {
            "concept": column.concept, "choice": str(step), "dimension": "", "group": "",
            "statistic": str(Statistic.SHARE),
        }  # fmt: skip
        yield _figure(key, made, 0, n, of, weights, yes)
