# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of docs/methods/labour-market-backtest.md, from the scores: each with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isfinite

from hcat.numerics.labour.backtest import Card
from hcat.numerics.labour.scores import Score

LEVELS = (0.5, 0.8, 0.95)


def told(score: Score | None, decimals: int = 2) -> str:
    """``7.22 (6.18 to 8.23)``; a score that does not exist, or has no ends, is not made up."""
    if score is None:
        return "–"
    value, low, high = (
        f"{one:.{decimals}f}" for one in (score.value, score.interval.low, score.interval.high)
    )
    return f"{value} ({low} to {high})" if isfinite(score.interval.low) else value


def scores(cards: Sequence[Card]) -> str:
    return _table(
        ("method", "CRPS", "worse than ours by", "ranked probability", "direction right",
         "fell back"),
        (
            (
                f"`{one.method}`", told(one.crps),
                "–" if one.method == "ours" else told(one.difference),
                told(one.rps), told(one.direction), str(one.fell_back),
            )
            for one in cards
        ),
    )  # fmt: skip


def coverage(cards: Sequence[Card]) -> str:
    return _table(
        ("method", "50%", "80%", "95%"),
        ((f"`{one.method}`", *(told(one.coverage[level]) for level in LEVELS)) for one in cards),
    )


def bias(cards: Sequence[Card]) -> str:
    return _table(
        ("method", "per case", "sum of all programmes, per year"),
        ((f"`{one.method}`", told(one.bias), told(one.summed_bias, 0)) for one in cards),
    )


def pit(cards: Sequence[Card]) -> str:
    return _table(
        ("tenth", *(f"`{one.method}`" for one in cards)),
        ((str(at + 1), *(told(one.pit[at]) for one in cards)) for at in range(10)),
    )


def by_year(years: Mapping[int, Sequence[Card]]) -> str:
    """Ours and same as before; the sum of one year is one observation and has no interval."""
    rows = []
    for year, (ours, before, *_) in years.items():
        rows.append((
            str(year), told(ours.crps), told(before.crps), told(ours.coverage[0.8]),
            told(ours.summed_bias, 0),
        ))  # fmt: skip
    head = ("year", "ours", "same as before", "our 80% holds", "our sum less the actual one")
    return _table(head, rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        f"|{'|'.join(one)}|" if one is lines[1] else f"| {' | '.join(one)} |" for one in lines
    )
