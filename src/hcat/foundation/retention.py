# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nothing personal is kept past its term: each room says how long, one task carries it out.

A room writes its rules in `personal_data.py`, found by name:

    keeps_no_longer(
        "consents", of=Consent, term=Term(years=2),
        past=lambda day: Consent.objects.filter(withdrawn_at__lt=end_of(day)),
    )

A rule finds what began its term on a day or before it. On the day that the term is over it goes,
the day before it is still there. What is gone is not found again, so that a second run, or one
that takes up after a stop, does only what is left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.utils.module_loading import autodiscover_modules

from .audit import Actor, record
from .clock import today

__all__ = ["Rule", "Term", "enforce", "keeps_no_longer", "past_their_term", "rules"]

Rows = models.QuerySet[Any]

BATCH = 500
"""Rows in one transaction: memory stays flat, and nobody waits long for a lock."""


@dataclass(frozen=True, slots=True)
class Term:
    """How long something is kept: whole years of the calendar, or days.

    >>> str(Term(years=2)), str(Term(years=1)), str(Term(days=90))
    ('two years', 'a year', '90 days')
    """

    years: int = 0
    days: int = 0
    told: str = ""
    """In place of a number, where each row has a term of its own: `past` then works it out, from
    the day itself."""

    def over_since(self, on: date) -> date:
        """What began on this day or before has had its term on the day `on`.

        >>> Term(years=2).over_since(date(2026, 3, 1)), Term(years=2).over_since(date(2028, 2, 29))
        (datetime.date(2024, 3, 1), datetime.date(2026, 2, 28))
        """
        year = on.year - self.years
        try:
            began = on.replace(year=year)
        except ValueError:  # 29 February
            began = date(year, 2, 28)
        return began - timedelta(days=self.days)

    def __str__(self) -> str:
        if self.told:
            return self.told
        if self.days:
            return f"{self.days} days"
        words = {1: "a year", 2: "two years", 7: "seven years"}
        return words.get(self.years, f"{self.years} years")


@dataclass(frozen=True, slots=True)
class Rule:
    """How long the rows of one model are kept, and what is done with them afterwards."""

    name: str
    of: type[models.Model]
    term: Term
    past: Callable[[date], Rows]
    """The rows of which the term began on this day or before."""
    forget: Callable[[Rows], None]
    """Removes these rows, or empties what names someone."""

    def over(self, on: date) -> Rows:
        return self.past(self.term.over_since(on))


_rules: dict[str, Rule] = {}


def _remove(rows: Rows) -> None:
    rows.delete()


def keeps_no_longer(
    name: str,
    *,
    of: type[models.Model],
    term: Term,
    past: Callable[[date], Rows],
    forget: Callable[[Rows], None] = _remove,
) -> None:
    _rules[name] = Rule(name, of, term, past, forget)


def rules() -> list[Rule]:
    """Every rule of every room."""
    autodiscover_modules("personal_data")
    return [_rules[name] for name in sorted(_rules)]


def past_their_term(*, on: date | None = None) -> dict[str, int]:
    """How many rows each rule would remove or empty; changes nothing."""
    return {rule.name: rule.over(on or today()).count() for rule in rules()}


def enforce(*, by: Actor, on: date | None = None) -> dict[str, int]:
    """Remove or empty all that is past its term. The audit holds numbers, and names nobody."""
    return {rule.name: _carry_out(rule, on or today(), by) for rule in rules()}


def _carry_out(rule: Rule, on: date, by: Actor) -> int:
    # What is written while this runs, such as its own trace, is for the next run.
    newest = rule.over(on).aggregate(newest=models.Max("pk"))["newest"] or 0
    due = rule.over(on).filter(pk__lte=newest).order_by("pk")
    done, last = 0, 0
    while batch := _keys(due.filter(pk__gt=last)[:BATCH]):
        done += _forget(rule, batch, on=on, by=by)
        last = batch[-1]
    return done


@transaction.atomic
def _forget(rule: Rule, batch: list[int], *, on: date, by: Actor) -> int:
    """Lock the batch, then look again: someone may have been given a new role meanwhile."""
    _keys(rule.of._base_manager.filter(pk__in=batch).select_for_update())
    still = _keys(rule.over(on).filter(pk__in=batch))
    if still:
        rule.forget(rule.of._base_manager.filter(pk__in=still))
        record(by=by, action="foundation.retention", subject=rule.name, rows=len(still))
    return len(still)


def _keys(rows: Rows) -> list[int]:
    return list(rows.values_list("pk", flat=True))
