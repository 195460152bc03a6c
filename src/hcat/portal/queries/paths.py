# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Work in the region and the steps between, out of labels, tellings and what companies state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from hcat.foundation.api import Kept, NotFound, now
from hcat.portal.concepts.own import PREFIX, own_concepts
from hcat.portal.models import (
    Aspect,
    Concept,
    Label,
    NeededSkill,
    StatedStep,
    ToldStep,
    Vacancy,
)
from hcat.portal.paths.steps import Work

from .vacancies import shown_open

LOOKS_BACK = timedelta(days=3 * 365)
"""Work of which no vacancy opened for longer is not said to be there."""
FEWEST = 5
"""Fewer tellings of a step are not shown; more are shown in fives, so that one more telling does
not say who it was."""
_ESCO = "http://data.europa.eu/esco/occupation/"
_ESCO_SHORT = "esco-"
_ASPECTS = {
    Aspect.LEVEL: "levels",
    Aspect.SKILL: "skills",
    Aspect.FIELD: "fields",
    Aspect.SENIORITY: "seniorities",
}


def address_of_work(value: str) -> str:
    """The last part of its address.

    >>> address_of_work("hcat:welder"), address_of_work(_ESCO + "a1")
    ('welder', 'esco-a1')
    """
    if value.startswith(_ESCO):
        return _ESCO_SHORT + value.removeprefix(_ESCO)
    return value.removeprefix(PREFIX)


def work_called(address: str) -> str:
    """The value behind an address. Raises `NotFound` for what is no occupation."""
    if address.startswith(_ESCO_SHORT):
        value = _ESCO + address.removeprefix(_ESCO_SHORT)
        if Concept.objects.filter(uri=value, kind=Concept.Kind.OCCUPATION).exists():
            return value
    elif (own := own_concepts().get(PREFIX + address)) and own.kind == "occupation":
        return own.value
    raise NotFound(_("There is no such occupation."), mend=_("Look among all occupations."))


def all_work() -> set[str]:
    """Every occupation that can be named: ours, and those that vacancies of the region ask for."""
    own = {value for value, one in own_concepts().items() if one.kind == "occupation"}
    return own | set(work_of_the_region())


def work_of_the_region() -> dict[str, Work]:
    """Every occupation that vacancies of the last three years ask for, by value; as it was some
    minutes ago at most."""
    return _kept.get()


def is_work_invented() -> bool:
    """Whether all that is known of work here was made up for a demonstration. One real vacancy is
    enough, and nothing invented is counted any more."""
    found = _recent()
    return not found.filter(is_demo=False).exists() and found.exists()


def _recent() -> QuerySet[Vacancy]:
    return Vacancy.objects.filter(merged_into__isnull=True, opened_at__gt=now() - LOOKS_BACK)


def _counted_ones(found: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
    """Of these the real ones, or all the invented ones where nothing else is known."""
    return found.filter(is_demo=is_work_invented())


def _work() -> dict[str, Work]:
    """Made in a few queries."""
    vacancies = _counted_ones(_recent())
    asked = Label.objects.filter(aspect=Aspect.OCCUPATION, vacancy__in=vacancies).order_by()
    numbers = dict(asked.values_list("value").annotate(n=Count("vacancy_id", distinct=True)))
    rows = (
        asked.filter(vacancy__labels__aspect__in=list(_ASPECTS))
        .values_list("value", "vacancy__labels__aspect", "vacancy__labels__value")
        .annotate(n=Count("vacancy_id", distinct=True))
    )
    told: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for value, aspect, answer, n in rows:
        told[value][_ASPECTS[Aspect(aspect)]][answer] = n
    needs: dict[str, set[str]] = defaultdict(set)
    for value, skill in NeededSkill.objects.filter(
        occupation__uri__in=[one for one in numbers if "://" in one], is_essential=True
    ).values_list("occupation__uri", "skill__uri"):
        needs[value].add(skill)
    return {
        value: Work(value, n, needs=frozenset(needs[value]), **told[value])
        for value, n in numbers.items()
    }


_kept = Kept(_work)


def open_by_company(works: Iterable[str]) -> dict[str, dict[int, int]]:
    """Per occupation how many vacancies each company has open for it. One query."""
    rows = (
        Label.objects.filter(
            aspect=Aspect.OCCUPATION,
            value__in=list(works),
            vacancy__in=_counted_ones(shown_open()),
        )
        .order_by()
        .values_list("value", "vacancy__organisation_id")
        .annotate(n=Count("vacancy_id", distinct=True))
    )
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for value, organisation, n in rows:
        found[value][organisation] = n
    return dict(found)


def open_for(work: str) -> QuerySet[Vacancy]:
    """What is open of an occupation, newest first."""
    labelled = Label.objects.filter(aspect=Aspect.OCCUPATION, value=work).values("vacancy_id")
    return _counted_ones(shown_open()).filter(pk__in=labelled).order_by("-opened_at", "-pk")


def work_at(organisation_id: int) -> list[tuple[str, int]]:
    """The occupations that this company asked for in the last three years, most asked first."""
    rows = (
        Label.objects.filter(
            aspect=Aspect.OCCUPATION,
            vacancy__in=_counted_ones(_recent()).filter(organisation_id=organisation_id),
        )
        .order_by()
        .values_list("value")
        .annotate(n=Count("vacancy_id", distinct=True))
    )
    return sorted(rows, key=lambda row: (-row[1], row[0]))


@dataclass(frozen=True, slots=True)
class Told:
    """A step that at least `number` people told of; `value`: the other end. `is_demo`: nobody did,
    it is invented."""

    value: Any
    number: int
    is_demo: bool


def told_from(work: str) -> list[Told]:
    """Occupations to which people told that they went from this one."""
    return _numbers("to_work", from_work=work)


def told_to_company(organisation_id: int) -> list[Told]:
    """Companies from which people told that they came, by number."""
    return _numbers("from_organisation_id", to_organisation_id=organisation_id)


def told_from_company(organisation_id: int) -> list[Told]:
    """Companies to which people told that they went, by number."""
    return _numbers("to_organisation_id", from_organisation_id=organisation_id)


def _numbers(end: str, **of: Any) -> list[Told]:
    """Invented tellings count only where nothing real is known, neither a telling nor a vacancy."""
    is_demo = not ToldStep.objects.filter(is_demo=False).exists() and is_work_invented()
    found = ToldStep.objects.filter(**of, is_demo=is_demo).exclude(**{end: None})
    rows: Mapping[Any, int] = dict(
        found.order_by().values_list(end).annotate(n=Count("pk")).filter(n__gte=FEWEST)
    )
    told = [Told(value, n // FEWEST * FEWEST, is_demo) for value, n in rows.items()]
    return sorted(told, key=lambda one: (-one.number, str(one.value)))


def stated_by(organisation_id: int) -> QuerySet[StatedStep]:
    """Where a company says that its people come from and go to."""
    return StatedStep.objects.filter(organisation_id=organisation_id).select_related("other")
