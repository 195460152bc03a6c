# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a draw of this size can prove, told before anybody is asked."""

from __future__ import annotations

import math
from functools import lru_cache

from django.utils.translation import gettext as _

from hcat.surveys.api import Claim, Kind, Questionnaire
from hcat.web import words

ALPHA = 0.05
"""The chance of even one false claim of a wave: all of them share it."""
LIKELY = 0.5
"""Of those drawn, the share that answers: what is assumed while nobody knows."""
SD, CORRELATION, RISE, CONTRASTS = 1.2, 0.6, 0.2, 3
"""Of a scale from 1 to 10 in a panel of companies, as assumed in the method of surveys."""
SCALE = 9.0
"""From the lowest to the highest mark of that scale: another one is spread as much wider."""
ABOVE = 0.1
"""How far above the share that is claimed the true one is taken to be."""


def can_prove(
    drawn: int, population: int, claims: list[Claim], questionnaire: Questionnaire
) -> list[str]:
    """Sentences; none where nobody was drawn."""
    n = max(round(drawn * LIKELY), 1)
    if drawn < 4:
        return []
    # Holm's first step: with so many, each is sure to be met together with all others.
    alpha = ALPHA / max(len(claims), 1)
    said = [
        _("If half of them answer, there are %(n)s answers of a population of %(all)s.")
        % {"n": words.number(n), "all": words.number(population)}
    ]
    shares = [
        one.bound
        for one in claims
        if one.kind == Claim.Kind.SHARE_AT_LEAST and one.bound is not None and 0 < one.bound < 1
    ]
    for share in dict.fromkeys(shares if claims else [0.5]):
        said += _share(share, n, population, alpha)
    means = [
        (one.bound, _marks(questionnaire, one.concept))
        for one in claims
        if one.kind == Claim.Kind.MEAN_AT_LEAST and one.bound is not None
    ]
    for bound, marks in dict.fromkeys(means):
        said += _mean(bound, marks, min(max(n, 2), population), population, alpha)
    looks_back = any(one.kind in (Claim.Kind.BETTER, Claim.Kind.RISING) for one in claims)
    return said + _rises(n, population, alpha if looks_back else ALPHA)


def _share(share: float, n: int, population: int, alpha: float) -> list[str]:
    from hcat.numerics.api import smallest_yes_to_prove

    yes = smallest_yes_to_prove(share, n, population, alpha=alpha)
    expected = min(share + ABOVE, 0.99)
    enough = _enough(share, expected, population, alpha)
    given = {
        "share": words.number(round(share * 100, 1)), "n": words.number(n),
        "yes": words.number(yes), "enough": words.number(enough),
        "expected": words.number(round(expected * 100, 1)),
    }  # fmt: skip
    return [
        _("No number of yes among them proves “at least %(share)s%%”.") % given
        if yes is None
        else _("“At least %(share)s%%” is proven by %(yes)s times yes or more of %(n)s.") % given,
        _(
            "If really %(expected)s%% say so, no number of answers proves it in four cases out of "
            "five."
        )
        % given
        if enough is None
        else _(
            "If really %(expected)s%% say so, it takes %(enough)s answers to prove it in four "
            "cases out of five."
        )
        % given,
    ]


@lru_cache(maxsize=500)
def _enough(share: float, expected: float, population: int, alpha: float) -> int | None:
    """The smallest sample; remembered, since it takes a part of a second each time."""
    from hcat.numerics.api import proof_plan

    return proof_plan(share, expected, population, alpha=alpha).n if expected >= share else None


def _marks(questionnaire: Questionnaire, concept: str) -> tuple[float, float] | None:
    """The lowest and the highest mark of a scale; None of a number, whose spread nobody knows."""
    limits = next(
        (
            one.limits
            for one in questionnaire.questions
            if one.concept == concept and one.kind is Kind.SCALE
        ),
        None,
    )
    if limits is None or limits.low is None or limits.high is None:
        return None
    return limits.low, limits.high


def _mean(
    bound: float, marks: tuple[float, float] | None, n: int, population: int, alpha: float
) -> list[str]:
    """`marks`: the lowest and the highest."""
    from hcat.numerics.api import mean_plan

    told = words.number(bound)
    if marks is None:
        return [
            _(
                "What proves “a mean of at least %(bound)s” depends on how far the answers lie "
                "apart, which nobody knows of a number beforehand."
            )
            % {"bound": told}
        ]
    low, high = marks
    wide = (high - low) / SCALE
    expected = min(bound + RISE * wide, high)
    if expected <= bound:
        return [_("No average of theirs proves “a mean of at least %(bound)s”.") % {"bound": told}]
    now, enough = (
        mean_plan(bound, expected, sd=SD * wide, population=population, n=size, alpha=alpha)
        for size in (n, None)
    )
    # Rounded up, so that the average that is told proves it.
    least = math.ceil(round(100 * (now.least or 0.0), 6)) / 100
    given = {
        "bound": told, "n": words.number(n), "least": words.number(least, 2),
        "sd": words.number(SD * wide), "expected": words.number(expected),
        "enough": words.number(enough.n),
    }  # fmt: skip
    return [
        _("No average of theirs proves “a mean of at least %(bound)s”.") % given
        if least > high
        else _(
            "“A mean of at least %(bound)s” is proven by an average of %(least)s or more of "
            "%(n)s answers (assumed: a spread of %(sd)s)."
        )
        % given,
        _("If it is really %(expected)s, no number of answers proves it in four cases out of five.")
        % given
        if enough.n is None
        else _(
            "If it is really %(expected)s, it takes %(enough)s answers to prove it in four cases "
            "out of five."
        )
        % given,
    ]


def _rises(n: int, population: int, alpha: float) -> list[str]:
    from hcat.numerics.api import contrast_plan, rising_plan

    once, enough = (
        contrast_plan(
            RISE, sd=SD, correlation=CORRELATION, population=population, n=size, alpha=alpha
        )
        for size in (min(max(n, 2), population), None)
    )
    rising, needed = (
        rising_plan(
            RISE, sd=SD, correlation=CORRELATION, contrasts=CONTRASTS, population=population,
            n=size, alpha=alpha,
        )
        for size in (min(n, population), None)
    )  # fmt: skip
    return [
        _(
            "A mean that rises by 0.2 from one wave to the next is seen in %(power)s%% of cases, "
            "if the same ones answer both times."
        )
        % {"power": words.number(round(once.power * 100))},
        _("To see it in four cases out of five takes %(n)s answers in each wave.")
        % {"n": words.number(enough.n)}
        if enough.n is not None
        else _("No number of answers shows it in four cases out of five."),
        _(
            "“Significantly rising” over four waves of such a panel would be seen in %(power)s%% "
            "of cases, if a mean really rises by 0.2 each time (assumed: a spread of 1.2, a "
            "correlation of 0.6)."
        )
        % {"power": words.number(round(rising.power * 100))},
        _("To see that in four cases out of five takes %(n)s answers in each wave.")
        % {"n": words.number(needed.n)}
        if needed.n is not None
        else _("No number of answers shows that in four cases out of five."),
    ]
