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
