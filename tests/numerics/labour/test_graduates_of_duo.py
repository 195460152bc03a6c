# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Real diplomas: technical HBO programmes, from what was known a year before their publication."""

from __future__ import annotations

import pytest

from hcat.numerics.labour.backtest import backtest, scorecards
from hcat.numerics.labour.graduates import forecast_graduates
from hcat.numerics.labour.rivals import RIVALS
from hcat.numerics.labour.scores import Score
from hcat.numerics.labour.vintages import Programmes
from tests.docs.documents import DOCS, Document, cells

pytestmark = pytest.mark.shared_data

METHODS = {"ours": forecast_graduates, **RIVALS}


def test_a_year_before_our_forecast_beats_every_rival_and_its_intervals_hold(
    technical_hbo: Programmes,
) -> None:
    trials = backtest(technical_hbo, METHODS, years_ahead=1)
    cards = {
        card.method: card
        for card in scorecards(trials, technical_hbo.institutions, reference="ours", seed=1)
    }
    assert cards["ours"].years == (2020, 2021, 2022, 2023)
    assert cards["ours"].cases > 1000
    for name in RIVALS:
        assert cards[name].difference.interval.low > 0, name
    assert 0.7 <= cards["ours"].coverage[0.8].value <= 0.9
    for year in cards["ours"].years:
        alone = [trial for trial in trials if trial.target == year]
        ours = scorecards(alone, technical_hbo.institutions, reference="ours", seed=1)[0]
        assert 0.7 <= ours.coverage[0.8].value <= 0.9, year


def test_two_years_before_it_is_no_worse_than_same_as_before(technical_hbo: Programmes) -> None:
    methods = {name: METHODS[name] for name in ("ours", "same_as_before")}
    trials = backtest(technical_hbo, methods, years_ahead=2)
    _, before = scorecards(trials, technical_hbo.institutions, reference="ours", seed=1)
    assert before.difference.interval.low > 0


def told(score: Score) -> str:
    ends = score.interval
    return f"{score.value:.2f} ({ends.low:.2f} to {ends.high:.2f})"


def test_the_page_tells_what_was_measured(
    technical_hbo: Programmes,
) -> None:
    trials = backtest(technical_hbo, METHODS, years_ahead=1)
    blocks = technical_hbo.institutions
    page = Document(DOCS / "methods" / "labour-market-backtest.md").text
    rows = [
        [
            f"`{card.method}`",
            told(card.crps),
            "–" if card.method == "ours" else told(card.difference),
            *(f"{card.coverage[level].value:.2f}" for level in (0.5, 0.8, 0.95)),
            f"{card.rps.value:.2f}",
            "–" if card.direction is None else told(card.direction),
            str(card.fell_back),
        ]
        for card in scorecards(trials, blocks, reference="ours", seed=1)
    ]
    assert list(cells(page, "A year before")) == rows
    for year in (2020, 2021, 2022, 2023):
        alone = [trial for trial in trials if trial.target == year]
        ours, before, *_ = scorecards(alone, blocks, reference="ours", seed=1)
        row = (
            f"| {year} | {ours.crps.value:.2f} | {before.crps.value:.2f} "
            f"| {ours.coverage[0.8].value:.2f} | {ours.summed_bias.value:.0f} |"
        )
        assert row in page
