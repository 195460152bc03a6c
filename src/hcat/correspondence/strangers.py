# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses that somebody typed, of whom nobody knows whether they were their own."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from hcat.foundation.api import Actor, end_of
from hcat.parties.api import erase_person, people

from .kinds import MailKind
from .queries import outbox

_asking: set[str] = set()


def anybody_may_have_asked(*kinds: MailKind) -> None:
    """Mails of these kinds go to an address that anybody can have typed: an address that got no
    others, and of which nothing else is known, is forgotten."""
    _asking.update(kind.name for kind in kinds)


def never_confirmed(day: date) -> QuerySet[Any]:
    """People who were asked to confirm on this day or before, did not, and of whom nothing else is
    known: no account, no other mail, and no row of any room, be it of a consent that ended."""
    mails = outbox().order_by().filter(person_id=OuterRef("pk"))
    others = ~Q(kind__in=_asking) | Q(queued_at__gte=end_of(day))
    found = people().filter(
        Exists(mails), ~Exists(mails.filter(others)), added_at__lt=end_of(day),
        user__isnull=True, organisation__isnull=True, erased_at__isnull=True,
    )  # fmt: skip
    for relation in people().model._meta.get_fields(include_hidden=True):
        rows: Any = relation.related_model
        if not (relation.one_to_many or relation.one_to_one) or relation.concrete:
            continue
        if rows._meta.app_label != "correspondence":
            name = relation.field.name  # type: ignore[union-attr]
            found = found.filter(~Exists(rows._base_manager.filter(**{name: OuterRef("pk")})))
    return found


def forget_people(rows: QuerySet[Any]) -> None:
    for person in rows:
        erase_person(
            person=person, reason="never confirmed by mail", by=Actor.system("correspondence")
        )
