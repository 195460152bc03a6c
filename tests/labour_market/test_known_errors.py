# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the site tells of our errors is what was measured.

The page on methods is measured anew from DUO's files in `tests/numerics/labour`; here the figures
of the site are held against that page.
"""

from __future__ import annotations

import re

from hcat.labour_market.api import known_errors
from tests.docs.documents import DOCS, Document, cells

PAGE = Document(DOCS / "methods" / "labour-market-backtest.md").text


def told(value: float, low: float, high: float) -> str:
    return f"{value:.2f} ({low:.2f} to {high:.2f})"


def without_interval(cell: str) -> str:
    return cell.partition(" (")[0]


def test_the_scores_are_those_of_the_page_on_methods() -> None:
    ours = known_errors().ours
    scores = [
        [
            f"`{one.method}`",
            told(one.crps.value, one.crps.low, one.crps.high),
            told(one.worse.value, one.worse.low, one.worse.high) if one.worse else "–",
        ]
        for one in ours.methods
    ]
    assert scores == [row[:3] for row in cells(PAGE, "A year before")]
    within = [
        [f"{share:.2f}" for share in (one.within50, one.within80, one.within95)]
        for one in ours.methods
    ]
    assert within == [
        [without_interval(one) for one in row[1:]] for row in cells(PAGE, "Within its intervals")
    ]
    assert f"{ours.cases:,} cases" in PAGE
    years = [
        [
            str(one.year),
            f"{one.ours:.2f}",
            f"{one.before:.2f}",
            f"{one.within80:.2f}",
            str(one.bias),
        ]
        for one in ours.by_year
    ]
    assert years == [[without_interval(one) for one in row] for row in cells(PAGE, "Year by year")]


def test_the_published_errors_are_those_of_the_page_on_methods() -> None:
    found = known_errors()
    for one in found.directions:
        first, last = one.period.split("–")
        assert f"{one.direction}% ({first}–{last[2:]})" in PAGE
    assert ", ".join(str(one.pace) for one in found.directions) in PAGE
    numbers = [
        number for one in found.misses for number in re.findall(r"\d+,\d{3}", one.what.in_("en"))
    ]
    assert len(numbers) == 4
    assert all(number in PAGE for number in numbers)
    assert all(f"{one.percent}%" in PAGE for one in found.ours.sizes)
