# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a draw of this size can prove, told before anybody is asked."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hcat.surveys.api import Claim
from hcat.web import words

ALPHA = 0.05
"""The chance of even one false claim of a wave: all of them share it."""
LIKELY = 0.5
"""Of those drawn, the share that answers: what is assumed while nobody knows."""
SD, CORRELATION, RISE, CONTRASTS = 1.2, 0.6, 0.2, 3
"""Of a scale from 1 to 10 in a panel of companies, as assumed in the method of surveys."""


def can_prove(drawn: int, population: int, claims: list[Claim]) -> list[str]:
    """Sentences; none where nobody was drawn."""
    from hcat.numerics.api import contrast_plan, proof_plan, rising_plan

    n = max(round(drawn * LIKELY), 1)
    if drawn < 4:
        return []
    said = [
        _("If half of them answer, there are %(n)s answers of a population of %(all)s.")
        % {"n": words.number(n), "all": words.number(population)}
    ]
    shares = [
        one.bound
        for one in claims
        if one.kind == Claim.Kind.SHARE_AT_LEAST and one.bound is not None and 0 < one.bound < 1
    ]
    for share in dict.fromkeys(shares or [0.5]):
        # Holm's first step: with so many, each is sure to be met together with all others.
        plan = proof_plan(
            share, min(share + 0.1, 0.99), population, n=n, alpha=ALPHA / max(len(claims), 1)
        )
        given = {"share": words.number(round(share * 100, 1)), "n": words.number(n)}
        if plan.yes is None:
            said.append(_("No number of yes among them proves “at least %(share)s%%”.") % given)
        else:
            given["yes"] = words.number(plan.yes)
            said.append(
                _("“At least %(share)s%%” is proven by %(yes)s times yes or more of %(n)s.") % given
            )
    once, enough = (
        contrast_plan(RISE, sd=SD, correlation=CORRELATION, population=population, n=size)
        for size in (min(max(n, 2), population), None)
    )
    said.append(
        _(
            "A mean that rises by 0.2 from one wave to the next is seen in %(power)s%% of cases, "
            "if the same ones answer both times."
        )
        % {"power": words.number(round(once.power * 100))}
    )
    said.append(
        _("To see it in four cases out of five takes %(n)s answers in each wave.")
        % {"n": words.number(enough.n)}
        if enough.n is not None
        else _("No number of answers shows it in four cases out of five.")
    )
    rising = rising_plan(
        RISE, sd=SD, correlation=CORRELATION, contrasts=CONTRASTS, population=population,
        n=min(n, population),
    )  # fmt: skip
    said.append(
        _(
            "“Significantly rising” over four waves of such a panel would be seen in %(power)s%% "
            "of cases, if a mean really rises by 0.2 each time (assumed: a spread of 1.2, a "
            "correlation of 0.6)."
        )
        % {"power": words.number(round(rising.power * 100))}
    )
    needed = rising_plan(
        RISE, sd=SD, correlation=CORRELATION, contrasts=CONTRASTS, population=population
    ).n
    said.append(
        _("To see that in four cases out of five takes %(n)s answers in each wave.")
        % {"n": words.number(needed)}
        if needed is not None
        else _("No number of answers shows that in four cases out of five.")
    )
    return said
