# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many organisations there are: the denominator (N) of every share in the agenda."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.foundation.api import today
from hcat.parties.high_tech import HighTechRule
from hcat.parties.models import HighTechDecision, OrganisationFacts
from hcat.parties.models.organisations import FactsQuerySet

Unit = Literal["organisation", "site"]
"""``organisation``: branches do not count apart. ``site``: every branch counts, and an
organisation without branches counts once; this is the unit for "schools" where a school board
has several."""


@dataclass(frozen=True, slots=True)
class PopulationCount:
    """A count of organisations, with what it does not know.

    `total` is None, with `missing_reason`, where the register cannot know: never zero then.
    """

    total: int | None
    undecided: int = 0
    """How many may belong to it as well, but a fact (activity, size, place) is not known."""
    demo: int = 0
    """How many of the total are demonstration data."""
    missing_reason: str = ""


def population(
    *,
    kind: str | None = None,
    high_tech: HighTechRule | None = None,
    place: str | Iterable[str] | None = None,
    size: str | Iterable[str] | None = None,
    level: str | None = None,
    unit: Unit = "organisation",
    on: date | None = None,
) -> FactsQuerySet:
    """The organisations of which it is known that they belong, as they stood on a date (today).

    `place`: municipality codes; `size`: size classes; `level`: a level of education. Rows are the
    facts of that date, with ``organisation`` at hand. Lazy: count, page or filter it further.
    """
    day = on or today()
    surely = Q()
    for belongs, _unknown in _conditions(kind, high_tech, place, size, level):
        surely &= belongs
    return _standing(unit, day, decided=high_tech is not None).filter(surely)


def count_population(
    *,
    kind: str | None = None,
    high_tech: HighTechRule | None = None,
    place: str | Iterable[str] | None = None,
    size: str | Iterable[str] | None = None,
    level: str | None = None,
    unit: Unit = "organisation",
    on: date | None = None,
) -> PopulationCount:
    """The same as a number, with how many are undecided. Two queries."""
    day = on or today()
    since = known_since()
    if since is None:
        return PopulationCount(None, missing_reason=_("No organisation has been registered yet."))
    if day < since:
        return PopulationCount(
            None,
            missing_reason=_("The register knows nothing of the time before %(date)s.")
            % {"date": date_format(since)},
        )
    surely, perhaps = Q(), Q()
    for belongs, unknown in _conditions(kind, high_tech, place, size, level):
        surely, perhaps = surely & belongs, perhaps & (belongs | unknown)
    found = (
        _standing(unit, day, decided=high_tech is not None)
        .filter(perhaps)
        .order_by()
        .aggregate(
            perhaps=Count("pk"),
            surely=Count("pk", filter=surely),
            demo=Count("pk", filter=surely & Q(organisation__is_demo=True)),
        )
    )
    return PopulationCount(found["surely"], found["perhaps"] - found["surely"], found["demo"])


def count_by(
    dimension: Literal["municipality", "size_class"], rows: QuerySet[Any]
) -> dict[str, int]:
    """How many of these rows of `population` there are per municipality or size class.

    What is not known stands under the empty text. One query.
    """
    counted = rows.order_by(dimension).values_list(dimension).annotate(number=Count("pk"))
    return {str(value): number for value, number in counted}


def known_since() -> date | None:
    """The first day of which the register knows anything; None while it is empty."""
    first: date | None = OrganisationFacts.objects.aggregate(first=Min("valid_from"))["first"]
    return first


def _standing(unit: Unit, day: date, *, decided: bool) -> FactsQuerySet:
    rows = OrganisationFacts.objects.on(day).select_related("organisation")
    if unit == "organisation":
        rows = rows.filter(part_of__isnull=True)
    else:
        branches = OrganisationFacts.objects.on(day).filter(part_of=OuterRef("organisation"))
        rows = rows.filter(~Exists(branches))
    if decided:
        latest = HighTechDecision.objects.filter(
            organisation=OuterRef("organisation"), decided_on__lte=day
        ).order_by("-decided_on", "-id")
        rows = rows.annotate(decision=Subquery(latest.values("answer")[:1]))
    return rows


def _conditions(
    kind: str | None,
    high_tech: HighTechRule | None,
    place: str | Iterable[str] | None,
    size: str | Iterable[str] | None,
    level: str | None,
) -> Iterable[tuple[Q, Q]]:
    """Per thing asked: the condition that it holds, and the condition that it is not known."""
    never = Q(pk__in=[])
    if kind is not None:
        yield Q(organisation__kind=kind), never
    if place is not None:
        yield Q(municipality__in=_several(place)), Q(municipality="")
    if size is not None:
        yield Q(size_class__in=_several(size)), Q(size_class="")
    if level is not None:
        yield Q(levels__contains=f",{level},"), Q(levels="")
    if high_tech is not None:
        by_rule = Q(decision__isnull=True) | Q(decision="rule")
        yield (
            Q(decision="in") | (by_rule & ~Q(sbi="") & high_tech.as_sql()),
            by_rule & Q(sbi=""),
        )


def _several(value: str | Iterable[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
