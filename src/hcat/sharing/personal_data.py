# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room tells and forgets about a person, and how long it keeps who came."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from hcat.correspondence.api import anybody_may_have_asked
from hcat.foundation.api import Term, end_of, keeps_no_longer
from hcat.parties.api import holds_personal_data

from .models import Practice, PracticeEdition, SignUp
from .operations import events, subscribing
from .operations.events import move_up


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
anybody_may_have_asked(subscribing.KIND, events.KIND)
