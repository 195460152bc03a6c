# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many vacancies are open for long, and which share stays open so long: from spells alone.

Free of tables, so that `make bench ONLY=spells` can try it on spells of which the truth is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hcat.numerics.api import (
    Estimate,
    Period,
    Quality,
    kaplan_meier,
    raised_count,
    surplus_log_variance,
    survival_estimate,
)

LONG = 75
"""Days: two and a half months, as the agenda says it."""
WINDOW = timedelta(days=365)
CONFIDENCE = 0.9
"""Of the interval, whose ends are the one-sided 95% bounds of a verdict."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A vacancy as it was known: `start` as published, `seen` since when it is followed.

    `blind`: from when until when nobody looked, in order. `is_lost`: on the day that is asked
    nobody knows whether it is open, because its sources were silent for longer than promised.
    """

    organisation: int
    start: date
    seen: date
    end: date | None
    blind: tuple[tuple[date, date], ...] = ()
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class Followed:
    """Spells as durations: one entry in each list for each time that one was looked at.

    ``days``       age at the end, or on the last day looked at; above `entry`
    ``ended``      1 when it ended at that age, 0 when it still ran
    ``entry``      age at which it came into view
    ``companies``  whose vacancy it is
    """

    days: list[float]
    ended: list[int]
    entry: list[float]
    companies: list[int]


def old_at(spells: Iterable[Spell], companies: Sequence[int], day: date) -> list[int]:
    """For each of these companies, how many were open on that day for longer than `LONG` days."""
    old = Counter(
        one.organisation
        for one in spells
        if (one.end is None or one.end > day) and not one.is_lost and (day - one.start).days > LONG
    )
    return [old[one] for one in companies]


def stock(
    counts: Sequence[int],
    companies: int,
    *,
    period: Period,
    method: str,
    source: str,
    confidence: float = CONFIDENCE,
) -> Estimate:
    """All that are open for long, from the `counts` of the companies that are followed, two or
    more, out of so many `companies`; or of all of them."""
    whole = float(sum(counts))
    if len(counts) == companies:
        return Estimate(
            value=whole, n=len(counts), population=companies, unit="count", period=period,
            method=method, quality=Quality.MEASURED, source=source,
        )  # fmt: skip
    value, interval = raised_count(counts, companies, confidence=confidence)
    return Estimate(
        value=value, low=interval.low, high=interval.high, confidence=confidence, n=len(counts),
        population=companies, unit="count", period=period, method=method,
        quality=Quality.ESTIMATED, source=source,
    )  # fmt: skip


def followed_in(spells: Iterable[Spell], day: date) -> Followed:
    """What is known of them over the year up to `day`: what still runs is censored, what ran
    before it was followed enters late. Where nobody looked it leaves view, and enters late again
    if it is still there."""
    since = day - WINDOW
    made = Followed([], [], [], [])
    for one in spells:
        last = min(one.end, day) if one.end is not None else day
        first = max(one.seen, since)
        for dark, light in one.blind:
            if light > first and dark < last:
                _add(made, one, first, min(dark, last), over=False)
                first = max(first, light)
        _add(made, one, first, last, over=one.end is not None and one.end <= day)
    return made


def _add(made: Followed, one: Spell, first: date, last: date, *, over: bool) -> None:
    """That it was looked at from one day until another."""
    span, entry = (last - one.start).days, (first - one.start).days
    days = 0.5 if over and span == 0 else float(span)  # on its first day: half a day
    if days <= entry:
        return
    made.days.append(days)
    made.ended.append(1 if over else 0)
    made.entry.append(float(entry))
    made.companies.append(one.organisation)


def lasting(followed: Followed, part: float, *, period: Period, source: str) -> Estimate:
    """The share that lasts longer than `LONG` days, in percent; `part`: of the companies, the
    share (0–1) that is followed. Raises NumericsError where nothing was followed for so long."""
    curve = kaplan_meier(followed.days, followed.ended, entry=followed.entry)
    surplus = surplus_log_variance(
        followed.days, followed.ended, followed.companies, LONG,
        entry=followed.entry, share_seen=min(1.0, part),
    )  # fmt: skip
    return survival_estimate(curve, LONG, period=period, source=source, surplus=surplus)
