# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing up for an event, confirming it by mail, and withdrawing again.

Anybody can type any address. So until its owner says yes by the link in the mail, a place or a turn
is held for a day, and nothing else is sent there.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from hcat.correspondence.api import OpenedLink, enqueue
from hcat.foundation.api import NotFound, Refused, now, record
from hcat.parties.api import person_with_mail
from hcat.sharing import letters
from hcat.sharing.models import Event, SignUp
from hcat.sharing.models.events import Phase

from .events import KIND, SYSTEM, link_for, move_up
from .rules import locked

State = SignUp.State
HELD = timedelta(days=1)
"""For how long a place is held for who did not confirm yet."""


@transaction.atomic
def sign_up(
    *, event: str, name: str, mail: str, organisation: str = "", language: str = "nl"
) -> SignUp:
    """Holds a place, or the next turn on the waiting list, and asks by mail to confirm it.

    Signing up twice is signing up once, and sends one mail. Whoever withdrew and comes back gets a
    new turn, and is asked again. NotFound for an event that nobody may see; Refused when signing
    up is over.
    """
    row = locked(Event, event)
    taken = row.sign_ups.filter(state=State.PLACED).count()
    _still_possible(row.phase(taken=taken), row)
    if not name.strip():
        raise Refused(_("A name is needed."), mend=_("Say what you are called."))
    person = person_with_mail(mail=mail, name=name, by=SYSTEM, language=language)
    one = row.sign_ups.filter(person=person).first()
    if one is not None and one.state != State.CANCELLED:
        return one
    one = one or SignUp(event=row, person=person)
    waits = row.sign_ups.filter(state=State.WAITING, confirmed_at__isnull=False).exists()
    is_placed = row.places is None or (taken < row.places and not waits)
    one.state = State.PLACED if is_placed else State.WAITING
    one.turn = (row.sign_ups.aggregate(last=Max("turn"))["last"] or 0) + 1
    one.organisation, one.signed_at = organisation.strip()[:200], now()
    one.confirmed_at = one.came = one.thanked_at = None
    one.save()
    title, body = letters.confirm_sign_up(
        row, person.language, link_for(row, person.pk), is_placed=is_placed
    )
    enqueue(
        person_id=person.pk, kind=KIND, subject=title, body=body, by=SYSTEM,
        dedupe_key=f"event:{row.key}:{person.pk}:confirm:{one.signed_at:%Y%m%d%H%M%S%f}",
    )  # fmt: skip
    record(by=SYSTEM, action="sharing.sign_up", subject=f"event:{row.key}", state=one.state)
    return one


@transaction.atomic
def confirm_sign_up(*, opened: OpenedLink) -> Event:
    """The owner of the address comes; a mail says whether there is a place, with all that one needs
    to know. Confirming twice is confirming once.

    NotFound for a sign-up that lapsed; Refused once the event began.
    """
    row = locked(Event, opened.subject.partition(":")[2])
    one = row.sign_ups.filter(person_id=opened.person_id).exclude(state=State.CANCELLED).first()
    if one is None:
        raise NotFound(
            _("You are not signed up any more."),
            why=_("It was not confirmed within a day, or you withdrew."),
            mend=_("Sign up again on the page of the event."),
        )
    if one.confirmed_at is not None:
        return row
    if row.starts_at <= now():
        raise Refused(_("This event has begun."), mend=_("Tell the organiser that you are there."))
    one.confirmed_at = now()
    one.save(update_fields=["confirmed_at"])
    record(by=opened.actor, action="sharing.confirm_sign_up", subject=f"event:{row.key}")
    move_up(row)
    one.refresh_from_db()
    title, body = letters.signed_up(
        row, one.person.language, link_for(row, one.person_id), is_placed=one.state == State.PLACED
    )
    enqueue(
        person_id=one.person_id, kind=KIND, subject=title, body=body, by=SYSTEM,
        dedupe_key=f"event:{row.key}:{one.person_id}:signed-up:{one.turn}",
    )  # fmt: skip
    return row


def let_lapse() -> int:
    """Takes out who did not confirm within a day; who waits gets the place. Returns how many.

    Safe to run twice. Whoever came all the same stays.
    """
    due = SignUp.objects.filter(confirmed_at__isnull=True, signed_at__lt=now() - HELD)
    due = due.exclude(state=State.CANCELLED).exclude(came=True)
    events = due.order_by("event__key").values_list("event__key", flat=True).distinct()
    return sum(_let_lapse(key, due) for key in list(events))


@transaction.atomic
def _let_lapse(key: str, due: QuerySet[SignUp]) -> int:
    row = locked(Event, key)
    lapsed, _by_model = due.filter(event=row).delete()
    if lapsed:
        record(by=SYSTEM, action="sharing.let_lapse", subject=f"event:{key}", lapsed=lapsed)
        move_up(row)
    return lapsed


@transaction.atomic
def withdraw_sign_up(*, opened: OpenedLink) -> Event:
    """The bearer of the link does not come; whoever waits first gets the place.

    Withdrawing twice, or after it lapsed, is withdrawing once; the link goes on to say so. Refused
    once the event began.
    """
    row = locked(Event, opened.subject.partition(":")[2])
    one = row.sign_ups.filter(person_id=opened.person_id).first()
    if one is None or one.state == State.CANCELLED:
        return row
    if row.starts_at <= now():
        raise Refused(_("This event has begun."), mend=_("Tell the organiser that you missed it."))
    one.state = State.CANCELLED
    one.save(update_fields=["state"])
    record(by=opened.actor, action="sharing.withdraw_sign_up", subject=f"event:{row.key}")
    move_up(row)
    return row


def _still_possible(phase: Phase, row: Event) -> None:
    if phase in (Phase.OPEN, Phase.FULL):
        return
    if phase is Phase.DRAFT:
        raise NotFound(_("There is no such event."), mend=_("Choose one from the list of events."))
    if phase is Phase.CANCELLED:
        raise Refused(_("This event was cancelled."), why=row.cancelled_reason)
    raise Refused(
        _("Signing up is over."), mend=_("Look in the list whether there is another event.")
    )
