# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a draw can prove is told as the release will judge it."""

from __future__ import annotations

from django.utils.translation import override

from hcat.numerics.api import mean_plan, proof_plan, rising_plan
from hcat.surveys.api import Claim
from hcat.web.surveys.proving import CONTRASTS, CORRELATION, RISE, SD, can_prove
from tests.surveys.releasing import companies


def _told(many: int, bound: float = 0.5) -> str:
    claims = [
        Claim(concept=f"c{at}", choice="yes", kind=Claim.Kind.SHARE_AT_LEAST, bound=bound)
        for at in range(many)
    ]
    with override("en"):
        return " ".join(can_prove(240, 300, claims, companies()))


def _told_of_a_mean(bound: float, concept: str = "satisfaction", others: int = 0) -> str:
    claims = [
        Claim(concept=concept, kind=Claim.Kind.MEAN_AT_LEAST, bound=bound),
        *(Claim(concept=f"c{at}", kind=Claim.Kind.BETTER) for at in range(others)),
    ]
    with override("en"):
        return " ".join(can_prove(240, 300, claims, companies()))


def test_claims_share_the_chance_of_a_false_one_so_that_more_of_them_want_more_yes() -> None:
    assert "68 times yes or more of 120" in _told(1)
    assert "70 times yes or more of 120" in _told(3)


def test_how_many_answers_significantly_rising_wants_is_told() -> None:
    needed = rising_plan(RISE, sd=SD, correlation=CORRELATION, contrasts=CONTRASTS, population=300)
    assert f"To see that in four cases out of five takes {needed.n} answers" in _told(1)


def test_the_smallest_sample_that_proves_a_share_is_told_and_more_claims_want_a_larger_one() -> (
    None
):
    for many in (1, 3):
        plan = proof_plan(0.5, 0.6, 300, alpha=0.05 / many)
        assert (
            f"If really 60% say so, it takes {plan.n} answers to prove it in four cases"
            in _told(many)
        )
    assert "If really 99% say so, no number of answers" not in _told(1)
    # Nothing is more than all but one in a hundred: expected is then what is claimed.
    plan = proof_plan(0.99, 0.99, 300)
    assert f"If really 99% say so, it takes {plan.n} answers" in _told(1, bound=0.99)


def test_a_claim_of_a_mean_is_told_by_the_average_that_proves_it_and_by_the_answers() -> None:
    for others in (0, 2):
        alpha = 0.05 / (1 + others)
        now = mean_plan(7, 7.2, sd=SD, population=300, n=120, alpha=alpha)
        enough = mean_plan(7, 7.2, sd=SD, population=300, alpha=alpha)
        said = _told_of_a_mean(7, others=others)
        least = float(said.partition("an average of ")[2].split()[0])
        assert now.least is not None
        assert now.least <= least < now.least + 0.01
        assert f"If it is really 7.2, it takes {enough.n} answers to prove it" in said
        # Nobody claimed a half.
        assert "“At least 50%”" not in said


def test_what_no_average_can_prove_and_a_number_of_which_nobody_knows_the_spread_say_so() -> None:
    assert "No average of theirs proves “a mean of at least 10”." in _told_of_a_mean(10)
    assert "depends on how far the answers lie apart" in _told_of_a_mean(3, "other")
    # A scale of five steps is spread less.
    assert "a spread of 0.53" in _told_of_a_mean(3, "development")
