# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading events and who comes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, now
from hcat.sharing.models import Event, SignUp

HELD_IN_CALENDARS = timedelta(days=366)
"""A calendar is fetched again and again, whole: what was held longer ago stands on the site."""
_TAKEN = Count("sign_ups", filter=Q(sign_ups__state=SignUp.State.PLACED))
_WAITING = Count("sign_ups", filter=Q(sign_ups__state=SignUp.State.WAITING))


def events(*, public: bool = True) -> QuerySet[Any]:
    """Every event with `taken` and `waiting`, the first one first. Lazy; one query for a page."""
    found = Event.objects.annotate(taken=_TAKEN, waiting=_WAITING).order_by("starts_at", "id")
    return found.exclude(state=Event.State.DRAFT) if public else found


def coming_events() -> QuerySet[Any]:
    """What everybody can still go to."""
    return events().filter(state=Event.State.PUBLISHED, ends_at__gt=now())


def past_events() -> QuerySet[Any]:
    """What was held, the last one first."""
    held = events().filter(state=Event.State.PUBLISHED, ends_at__lte=now())
    return held.order_by("-starts_at", "-id")


def calendar_events() -> QuerySet[Event]:
    """What a calendar holds: all that was published, cancelled or not, and is to come or ended in
    the last year. Without who comes to it."""
    found = Event.objects.exclude(state=Event.State.DRAFT)
    return found.filter(ends_at__gt=now() - HELD_IN_CALENDARS).order_by("starts_at", "id")


def calendar_mark() -> str:
    """Another text once an event of the calendar is another. One query."""
    found = calendar_events().order_by().aggregate(
        Count("pk"), Max("changed_at"), Max("published_at")
    )  # fmt: skip
    return "/".join(map(str, found.values()))


def event_called(key: str, *, public: bool = False) -> Any:
    """One event with `taken` and `waiting`. NotFound; with `public` also for a draft."""
    found = events(public=public).filter(key=key).first()
    if found is None:
        raise NotFound(_("There is no such event."), mend=_("Choose one from the list of events."))
    return found


def sign_ups(event: Event) -> QuerySet[SignUp]:
    """Who signed up, in turn, with their person; who withdrew is not among them."""
    return event.sign_ups.exclude(state=SignUp.State.CANCELLED).select_related("person")


def to_thank() -> QuerySet[SignUp]:
    """Who came to an event and was not thanked for it."""
    return SignUp.objects.filter(came=True, thanked_at__isnull=True)


def sign_up_of(event: Event, person_id: int) -> SignUp | None:
    return event.sign_ups.filter(person_id=person_id).first()


def place_in_line(one: SignUp) -> int:
    """Which turn on the waiting list, of who confirmed; 1 is the first."""
    before = SignUp.objects.filter(
        event_id=one.event_id, state=SignUp.State.WAITING, turn__lt=one.turn,
        confirmed_at__isnull=False,
    )  # fmt: skip
    return before.count() + 1
