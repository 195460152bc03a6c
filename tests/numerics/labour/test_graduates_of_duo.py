# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Real diplomas: technical HBO programmes, from what was known a year before their publication."""

from __future__ import annotations

import pytest

from hcat.numerics.labour.backtest import backtest, scorecards
from hcat.numerics.labour.graduates import forecast_graduates
from hcat.numerics.labour.rivals import RIVALS
from hcat.numerics.labour.vintages import Programmes
from tests.docs.documents import DOCS, Document
from tests.numerics.labour import score_tables

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


@pytest.mark.parametrize("years_ahead", [1, 2])
def test_the_page_tells_what_was_measured_each_score_with_its_interval(
    technical_hbo: Programmes, years_ahead: int
) -> None:
    trials = backtest(technical_hbo, METHODS, years_ahead=years_ahead)
    blocks = technical_hbo.institutions
    page = Document(DOCS / "methods" / "labour-market-backtest.md").text
    cards = scorecards(trials, blocks, reference="ours", seed=1)
    for table in (score_tables.scores, score_tables.coverage, score_tables.bias, score_tables.pit):
        assert table(cards) in page
    alone = {
        year: scorecards(
            [one for one in trials if one.target == year], blocks, reference="ours", seed=1
        )
        for year in cards[0].years
    }
    assert score_tables.by_year(alone) in page
