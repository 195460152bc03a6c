# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finding best practices: by words and topics, and those that fit something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.parties.api import has_consent
from hcat.sharing.models import Practice, PracticeTopic
from hcat.sharing.operations.contacts import CONSENT

WEIGHT = {"initiative": 4, "way": 3, "factor": 3, "result": 2, "point": 2, "level": 1}
"""How near a shared topic brings: the same way of working says more than the same level."""
NEAR_ENOUGH = 2
"""A shared level alone does not make a practice fit."""

Topic = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Fitting:
    """A practice that fits, and what it shares with what is read."""

    practice: Practice
    shared: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Who may be asked, by consent."""

    name: str
    mail: str


def practices(
    *, text: str = "", topics: Iterable[Topic] = (), state: str | None = "published"
) -> QuerySet[Practice]:
    """Practices that hold every word and are about every topic, the newest first. Lazy."""
    found = Practice.objects.all()
    if state:
        found = found.filter(state=state)
    for word in text.casefold().split():
        found = found.filter(searched__contains=word)
    for kind, key in topics:
        found = found.filter(
            pk__in=PracticeTopic.objects.filter(kind=kind, key=key).values("practice")
        )
    return found.prefetch_related("topics")


def practice_called(key: str, *, public: bool = False) -> Practice:
    """One practice. NotFound; with `public` also for one that is not published."""
    found = Practice.objects.prefetch_related("topics").filter(key=key).first()
    if found is None or (public and not found.is_public):
        raise NotFound(
            _("There is no practice called %(key)s.") % {"key": key},
            mend=_("Choose one from the list of practices."),
        )
    return found


def topic_counts() -> dict[Topic, int]:
    """How many published practices are about each topic. One query."""
    rows = (
        PracticeTopic.objects.filter(practice__state="published")
        .order_by().values_list("kind", "key").annotate(number=Count("pk"))
    )  # fmt: skip
    return {(kind, key): number for kind, key, number in rows}


def fitting(topics: Iterable[Topic], *, most: int = 3) -> list[Fitting]:
    """The published practices that share most with these topics, the nearest first. Two queries,
    one where none fits.
    """
    wanted = set(topics)
    rows = PracticeTopic.objects.filter(
        practice__state="published", key__in={key for _kind, key in wanted}
    )
    shared: dict[int, list[Topic]] = {}
    for practice, kind, key in rows.values_list("practice_id", "kind", "key"):
        if (kind, key) in wanted:
            shared.setdefault(practice, []).append((kind, key))
    near = {
        pk: sum(WEIGHT[kind] for kind, _key in found)
        for pk, found in shared.items()
        if sum(WEIGHT[kind] for kind, _key in found) >= NEAR_ENOUGH
    }
    best = sorted(near, key=lambda pk: (-near[pk], -pk))[:most]
    if not best:
        return []
    known = Practice.objects.in_bulk(best)
    order = list(WEIGHT)
    return [
        Fitting(known[pk], tuple(sorted(shared[pk], key=lambda one: (order.index(one[0]), one[1]))))
        for pk in best
    ]


def contact_of(practice: Practice) -> Contact | None:
    """Who may be asked about it; None unless they agreed and still do."""
    person = practice.contact
    if person is None or practice.contact_agreed_at is None or not person.mail:
        return None
    return Contact(person.name, person.mail) if has_consent(person, CONSENT) else None
