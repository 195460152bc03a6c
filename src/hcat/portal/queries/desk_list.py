# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""All vacancies as the desk goes through them: the least sure first, one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from hcat.parties.api import population
from hcat.portal.models import Advert, Aspect, Correction, Label, Vacancy

from .vacancies import Shown, shown_of

UNSURE = 0.6
"""Below this sureness an answer is a guess."""


@dataclass(frozen=True, slots=True)
class DeskWanted:
    """What is asked of the list. `state`: open, closed or empty for both; `text`: within the title
    or the name of the company; `source`: its number, 0 for all; `sure`: missing, unsure or empty;
    `aspect`: of which question."""

    state: str = "open"
    text: str = ""
    system: str = ""
    source: int = 0
    aspect: str = Aspect.FIELD
    sure: str = ""
    by_sureness: bool = False


def desk_list(wanted: DeskWanted) -> QuerySet[Vacancy]:
    """Vacancies, newest or least sure first; those that were found to be another one are left out.

    What a person decided is neither missing nor unsure, and stands last among the least sure.
    """
    found = Vacancy.objects.filter(merged_into__isnull=True)
    if wanted.state:
        found = found.filter(closed_at__isnull=wanted.state == "open")
    if wanted.text:
        called = population(kind="company").filter(name__icontains=wanted.text)
        adverts = Advert.objects.filter(vacancy=OuterRef("pk"), title__icontains=wanted.text)
        found = found.filter(
            Q(organisation_id__in=called.order_by().values("organisation_id")) | Exists(adverts)
        )
    if wanted.system:
        read = Advert.objects.filter(vacancy=OuterRef("pk"), source__system=wanted.system)
        found = found.filter(Exists(read))
    if wanted.source:
        read = Advert.objects.filter(vacancy=OuterRef("pk"), source=wanted.source)
        found = found.filter(Exists(read))
    labels = Label.objects.filter(vacancy=OuterRef("pk"), aspect=wanted.aspect)
    decided = Correction.objects.filter(
        Q(vacancy=OuterRef("pk")) | Q(vacancy__merged_into=OuterRef("pk")), aspect=wanted.aspect
    )
    if wanted.sure == "missing":
        found = found.filter(~Exists(labels), ~Exists(decided))
    elif wanted.sure == "unsure":
        found = found.filter(Exists(labels.filter(confidence__lt=UNSURE)), ~Exists(decided))
    if not wanted.by_sureness:
        return found.order_by("-opened_at", "-pk")
    least = Subquery(labels.order_by("confidence").values("confidence")[:1])
    return found.annotate(is_decided=Exists(decided), sureness=least).order_by(
        "is_decided", F("sureness").asc(nulls_first=True), "-opened_at", "-pk"
    )


def after(wanted: DeskWanted, place: int, key: str) -> tuple[str, int] | None:
    """The one that comes next in the list, and its place; None at the end.

    `place`: where this one stood. What was corrected since may have left it: then the next one has
    come to stand there.
    """
    keys = list(desk_list(wanted).values_list("key", flat=True)[place : place + 2])
    if keys and keys[0] == key:
        return (keys[1], place + 1) if len(keys) > 1 else None
    return (keys[0], place) if keys else None


def shown_in_order(vacancies: Iterable[Vacancy], *, language: str) -> list[Shown]:
    """With their adverts and labels, open or closed. Four queries."""
    numbers = [one.pk for one in vacancies]
    found = {one.vacancy.pk: one for one in shown_of(numbers, language=language)}
    return [found[number] for number in numbers if number in found]
