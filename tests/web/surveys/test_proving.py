# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a draw can prove is told as the release will judge it."""

from __future__ import annotations

from django.utils.translation import override

from hcat.numerics.api import rising_plan
from hcat.surveys.api import Claim
from hcat.web.surveys.proving import CONTRASTS, CORRELATION, RISE, SD, can_prove


def _told(many: int) -> str:
    claims = [
        Claim(concept=f"c{at}", choice="yes", kind=Claim.Kind.SHARE_AT_LEAST, bound=0.5)
        for at in range(many)
    ]
    with override("en"):
        return " ".join(can_prove(240, 300, claims))


def test_claims_share_the_chance_of_a_false_one_so_that_more_of_them_want_more_yes() -> None:
    assert "68 times yes or more of 120" in _told(1)
    assert "70 times yes or more of 120" in _told(3)


def test_how_many_answers_significantly_rising_wants_is_told() -> None:
    needed = rising_plan(RISE, sd=SD, correlation=CORRELATION, contrasts=CONTRASTS, population=300)
    assert f"To see that in four cases out of five takes {needed.n} answers" in _told(1)
