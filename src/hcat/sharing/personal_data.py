# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room tells and forgets about a person, and how long it keeps who came."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from hcat.correspondence.api import outbox
from hcat.foundation.api import Term, end_of, keeps_no_longer
from hcat.parties.api import erase_person, holds_personal_data, people

from .models import Practice, PracticeEdition, SignUp
from .operations import events, subscribing
from .operations.events import SYSTEM, move_up

ASKED = (subscribing.KIND.name, events.KIND.name)
"""Mails to an address that anybody can have typed."""


def _export(person: Any) -> dict[str, Any]:
    edited = PracticeEdition.objects.filter(made_by_user=person.user_id)
    return {
        "sign_ups": [
            {
                "event": one.event.key,
                "organisation": one.organisation,
                "state": one.state,
                "signed_at": one.signed_at.isoformat(),
                "confirmed_at": one.confirmed_at and one.confirmed_at.isoformat(),
                "came": one.came,
                "thanked_at": one.thanked_at and one.thanked_at.isoformat(),
            }
            for one in SignUp.objects.filter(person_id=person.pk).select_related("event")
        ],
        "contact_of": list(
            Practice.objects.filter(contact_id=person.pk).values_list("key", flat=True)
        ),
        "editions": []
        if person.user_id is None
        else [str(one) for one in edited.select_related("practice")],
    }


def _erase(person: Any) -> None:
    """Who waits gets the places that come free."""
    mine = SignUp.objects.filter(person_id=person.pk)
    events = [one.event for one in mine.filter(state="placed").select_related("event")]
    mine.delete()
    for event in events:
        move_up(event)
    Practice.objects.filter(contact_id=person.pk).update(contact=None, contact_agreed_at=None)
    if person.user_id is not None:
        PracticeEdition.objects.filter(made_by_user=person.user_id).update(made_by_user=None)


holds_personal_data("sharing", export=_export, erase=_erase)


def _sign_ups_of(day: date) -> QuerySet[SignUp]:
    """Of events that ended on this day or before."""
    return SignUp.objects.filter(event__ends_at__lt=end_of(day))


keeps_no_longer("sign-ups for events", of=SignUp, term=Term(years=1), past=_sign_ups_of)


def _never_confirmed(day: date) -> QuerySet[Any]:
    """People who were asked to confirm on this day or before, did not, and of whom nothing else is
    known: no account, no other mail, and no row of any room, be it of a consent that ended."""
    mails = outbox().order_by().filter(person_id=OuterRef("pk"))
    others = ~Q(kind__in=ASKED) | Q(queued_at__gte=end_of(day))
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


def _forget_people(rows: QuerySet[Any]) -> None:
    for person in rows:
        erase_person(person=person, reason="never confirmed by mail", by=SYSTEM)


keeps_no_longer(
    "addresses that nobody confirmed", of=people().model, term=Term(days=30),
    past=_never_confirmed, forget=_forget_people,
)  # fmt: skip
