# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures of the counter: how much is asked, whether terms are kept, whether answers help.

What was held as spam, taken back before it was answered, or made up for a demonstration does not
count. Dates stay when names and texts are erased, so that a figure can be made again.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hcat.evidence.api import Scope, Takes, measure
from hcat.foundation.api import end_of, now
from hcat.numerics.api import PERCENT, Estimate, Period, Quality

from .models import Question
from .terms import counted, terms_by_kind

COUNTER = gettext_noop("the questions at the counter of this agenda")


@measure(
    "helpdesk.terms_kept",
    title=_("Questions answered within their term"),
    unit=PERCENT,
    takes=Takes.PERIOD,
)
def terms_kept(period: Period, scope: Scope) -> Estimate:
    """The share of questions of which the term ended in the period that were answered by then.

    The term is the one that was promised, in working days; the day of the first answer counts. A
    question without an answer is one of which the term was not kept, once its day has passed.
    """
    method = gettext_noop(
        "share of the questions whose promised day lies in the period that had their first answer "
        "on that day or before"
    )
    terms = terms_by_kind(period.start, period.end, known_on=scope.known_on)
    known, kept = sum(one.known for one in terms), sum(one.kept for one in terms)
    scope.note(by_kind={one.kind: [one.kept, one.known] for one in terms}, due=known)
    if not known:
        return _missing(gettext_noop("no term ended in this period"), PERCENT, period, method)
    return _share(kept, known, period, method)


@measure(
    "helpdesk.questions", title=_("Questions at the counter"), unit="count", takes=Takes.PERIOD
)
def questions_asked(period: Period, scope: Scope) -> Estimate:
    """How many questions and ideas came in during the period."""
    method = gettext_noop("count of the questions and ideas that came in")
    asked = _asked_in(period, scope)
    kinds = Counter(asked.values_list("kind", flat=True))
    scope.note(by_kind=dict(sorted(kinds.items())))
    if not counted(scope.known_on).filter(asked_at__lt=end_of(period.end)).exists():
        reason = gettext_noop("the counter had not been opened yet")
        return _missing(reason, "count", period, method)
    return Estimate(
        value=float(sum(kinds.values())), unit="count", period=period, method=method,
        quality=Quality.MEASURED, source=COUNTER,
    )  # fmt: skip


@measure(
    "helpdesk.helped",
    title=_("Askers whom the answer helped"),
    unit=PERCENT,
    takes=Takes.PERIOD,
)
def helped(period: Period, scope: Scope) -> Estimate:
    """Of the askers in the period who said whether the answer helped, the share who said yes.

    Who answers such a question is not who was asked: how many said nothing is noted beside it.
    """
    method = gettext_noop(
        "share of yes among the askers who said whether the answer helped; those who said nothing "
        "are left out"
    )
    moment = scope.known_on or now()
    answered = _asked_in(period, scope).filter(answered_at__lte=moment)
    said = Counter(
        _said_by(moment, sayings) for sayings in answered.values_list("helped_said", flat=True)
    )
    silent = said.pop("", 0)
    scope.note(said=dict(sorted(said.items())), silent=silent)
    if not said:
        reason = gettext_noop("nobody said whether an answer helped")
        return _missing(reason, PERCENT, period, method)
    return _share(said[Question.Helped.YES], sum(said.values()), period, method)


def _said_by(moment: datetime, sayings: list[list[str]]) -> str:
    """The last word of an asker at that moment; empty where nothing had been said."""
    known = [helped for at, helped in sayings if datetime.fromisoformat(at) <= moment]
    return known[-1] if known else ""


def _asked_in(period: Period, scope: Scope) -> QuerySet[Question]:
    return counted(scope.known_on).filter(
        asked_at__gte=end_of(period.start - timedelta(days=1)), asked_at__lt=end_of(period.end)
    )


def _share(part: int, whole: int, period: Period, method: str) -> Estimate:
    return Estimate(
        value=100.0 * part / whole, numerator=part, denominator=whole, unit=PERCENT,
        period=period, method=method, quality=Quality.MEASURED, source=COUNTER,
    )  # fmt: skip


def _missing(reason: str, unit: str, period: Period, method: str) -> Estimate:
    return Estimate.missing(reason, unit=unit, period=period, source=COUNTER, method=method)
