# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A claim and the bound that is shown beside it say the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hcat.surveys.models import Claim, ReleasedChange
from hcat.surveys.results.claims import Judged, judge_claims
from hcat.surveys.results.comparing import Change
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
    # The least of several upper bounds holds less often than each of them.
    assert judged.high is None


def test_of_one_step_both_bounds_are_told_and_without_a_test_there_is_none() -> None:
    claim = Claim(pk=1, concept="it", kind="rising")
    (judged,) = judge_claims([claim], {}, {}, {1: (_steps(0.06), "")})
    assert (judged.low, judged.high) == (-0.06, 1.0)
    untested = ReleasedChange(value=0.1, at_least=0.0, at_most=0.2)
    (judged,) = judge_claims([claim], {}, {}, {1: ([untested], "")})
    assert (judged.verdict, judged.hidden) == ("cannot_tell", "no_spread")


@pytest.mark.parametrize(
    ("value", "n", "population", "verdict"),
    [
        (8.0, 8, 300, "cannot_tell"),
        (8.0, 8, None, "cannot_tell"),
        (8.0, 8, 8, "met"),
        (6.0, 8, 8, "not_met"),
        # As much as was claimed, computed.
        (7.0 - 1e-15, 8, 8, "met"),
    ],
)
def test_a_mean_of_which_all_say_the_same_proves_nothing_unless_all_were_heard(
    value: float, n: int, population: int | None, verdict: str
) -> None:
    figure = replace(mean(n, 300, n - 1), value=value, se=0.0, population=population)
    claim = Claim(concept="it", kind="mean_at_least", bound=7)
    (judged,) = judge_claims([claim], {("it", "", "mean"): figure}, {})
    assert judged.verdict == verdict


def weighted(n: int, population: int, degrees: int, value: float = 0.55) -> Figure:
    """A share of so many answers, of a spread that a half more than counts would have."""
    se = (1.5 * value * (1 - value) * (1 / n - 1 / population)) ** 0.5
    return Figure(
        concept="it", choice="yes", dimension="", group="", statistic="share", value=value, se=se,
        n=n, yes=round(value * n), population=population, method="korn-graubard", degrees=degrees,
    )  # fmt: skip


def mean(n: int, population: int, degrees: int) -> Figure:
    return Figure(
        concept="it", choice="", dimension="", group="", statistic="mean", value=7.1,
        se=1.2 * (1 / n - 1 / population) ** 0.5, n=n, population=population, degrees=degrees,
        method="linearised mean",
    )  # fmt: skip


def better(n: int, population: int, degrees: int) -> Change:
    """Both waves asked as many of as many."""
    from scipy.stats import t

    se = (2 * (1 / n - 1 / population)) ** 0.5
    return Change(
        concept="it", choice="", statistic="mean", value=0.15, se=se, at_least=0.0, at_most=0.3,
        p_rising=float(t.sf(0.15 / se, degrees)), samples=((n, population), (n, population)),
        degrees=degrees,
    )  # fmt: skip


def judge(kind: str, n: int, *, population: int = 300, degrees: int | None = None) -> Judged:
    """One of three claims that are all alike, so that each is judged at a third of 5%."""
    freedom = n - 4 if degrees is None else degrees
    claims = [
        Claim(concept="it", kind=kind, bound={"share_at_least": 0.5, "mean_at_least": 7}.get(kind),
              choice="yes" if kind == "share_at_least" else "", since_id=1)
        for _one in range(3)
    ]  # fmt: skip
    figure = (weighted if kind == "share_at_least" else mean)(n, population, freedom)
    return judge_claims(
        claims,
        {("it", figure.choice, figure.statistic): figure},
        {(1, "it", "", "mean"): better(n, population, freedom)},
    )[0]


@pytest.mark.parametrize("kind", ["share_at_least", "mean_at_least", "better"])
def test_as_many_more_answers_as_are_told_settle_a_claim_and_one_less_does_not(kind: str) -> None:
    judged = judge(kind, 80)
    assert (judged.verdict, judged.unsettled) == ("cannot_tell", "")
    assert judged.further is not None
    assert judge(kind, 80 + judged.further).verdict == "met"
    assert judge(kind, 80 + judged.further - 1).verdict == "cannot_tell"
    # By 5% without Holm fewer would seem enough.
    assert judged.p is not None
    assert judge(kind, 80 + judged.further - 1).p <= 0.05


def test_a_share_that_is_what_was_claimed_says_that_no_number_of_answers_settles_it() -> None:
    claim = Claim(concept="it", choice="yes", kind="share_at_least", bound=0.55)
    (judged,) = judge_claims([claim], {("it", "yes", "share"): weighted(80, 300, 76)}, {})
    assert (judged.verdict, judged.further, judged.unsettled) == ("cannot_tell", None, "at_bound")


def test_pairs_of_which_few_changed_say_how_many_more_would_settle_it() -> None:
    claim = Claim(concept="it", choice="yes", kind="better", since_id=1)
    figure = weighted(40, 300, 36)
    change = Change(
        concept="it", choice="yes", statistic="share", value=0.1, p_rising=0.0625, at_least=-0.02,
        at_most=0.2, moved=(4, 0), samples=((40, float("inf")), (40, float("inf"))),
    )  # fmt: skip
    (judged,) = judge_claims(
        [claim], {("it", "yes", "share"): figure}, {(1, "it", "yes", "share"): change}
    )
    # Five of five that change prove it (1/32), so one in ten of the pairs more.
    assert (judged.verdict, judged.further) == ("cannot_tell", 10)
    change = replace(change, moved=(2, 2), value=0.0, p_rising=0.5)
    (judged,) = judge_claims(
        [claim], {("it", "yes", "share"): figure}, {(1, "it", "yes", "share"): change}
    )
    assert (judged.further, judged.unsettled) == (None, "at_bound")
