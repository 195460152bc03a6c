# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A claim and the bound that is shown beside it say the same."""

from __future__ import annotations

import pytest

from hcat.surveys.models import Claim
from hcat.surveys.results.claims import judge_claims
from hcat.surveys.results.estimating import Figure


@pytest.mark.parametrize(("value", "se", "n", "degrees"), [(0.66, 0.09, 20, 6), (0.7, 0.1, 12, 4)])
def test_a_weighted_share_is_proven_exactly_up_to_the_bound_that_is_shown(
    value: float, se: float, n: int, degrees: int
) -> None:
    figure = Figure(
        concept="it", choice="yes", dimension="", group="", statistic="share", value=value, se=se,
        n=n, yes=round(value * n), population=200, method="korn-graubard", degrees=degrees,
    )  # fmt: skip

    def verdict(bound: float) -> tuple[str, float | None]:
        claim = Claim(concept="it", choice="yes", kind="share_at_least", bound=bound)
        (judged,) = judge_claims([claim], {("it", "yes", "share"): figure}, {})
        return judged.verdict, judged.low

    _verdict, low = verdict(0.1)
    assert low is not None
    assert verdict(low - 0.001)[0] == "met"
    assert verdict(low + 0.001)[0] == "cannot_tell"


def test_what_would_settle_a_claim_counts_that_it_is_one_of_several() -> None:
    claims, figures = [], {}
    for at in range(3):
        key = (f"c{at}", "yes", "share")
        claims.append(Claim(concept=key[0], choice="yes", kind="share_at_least", bound=0.5))
        figures[key] = Figure(
            concept=key[0], choice="yes", dimension="", group="", statistic="share",
            value=68 / 120, n=120, yes=68, population=300, method="hypergeometric",
        )  # fmt: skip
    for one in judge_claims(claims, figures, {}):
        assert one.verdict == "cannot_tell"
        assert one.further is not None
        assert one.further > 0
