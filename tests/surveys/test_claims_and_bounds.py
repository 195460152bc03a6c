# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A claim and the bound that is shown beside it say the same."""

from __future__ import annotations

import pytest

from hcat.surveys.models import Claim, ReleasedChange
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


def _steps(*p_rising: float | None) -> list[ReleasedChange | None]:
    return [
        None if p is None else ReleasedChange(value=0.5 - p, at_least=-p, at_most=1.0, p_rising=p)
        for p in p_rising
    ]


@pytest.mark.parametrize(
    ("steps", "verdict"),
    [
        ((0.01, 0.04), "met"),
        ((0.01, 0.06), "cannot_tell"),
        ((0.01, 0.99), "not_met"),
        # Sure of one that was looked for among two: the chance of it is twice as large.
        ((0.01, 0.96), "cannot_tell"),
        ((0.01, None), "cannot_tell"),
        ((), "cannot_tell"),
    ],
)
def test_rising_in_each_wave_is_met_by_all_steps_and_by_no_other(
    steps: tuple[float | None, ...], verdict: str
) -> None:
    claim = Claim(pk=1, concept="it", kind="rising")
    (judged,) = judge_claims([claim], {}, {}, {1: (_steps(*steps), "")})
    assert judged.verdict == verdict
    if None in steps or not steps:
        assert (judged.value, judged.hidden) == (None, "not_both")
    elif verdict == "cannot_tell":
        assert judged.unsettled == "each_step"
