# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing up for an event, and withdrawing again."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from hcat.correspondence.api import OpenedLink, enqueue, revoke_links
from hcat.foundation.api import NotFound, Refused, now, record
from hcat.parties.api import person_with_mail
from hcat.sharing import letters
from hcat.sharing.models import Event, SignUp
from hcat.sharing.models.events import Phase

from .events import KIND, SCOPE, SYSTEM, link_for, move_up
from .rules import locked

State = SignUp.State


@transaction.atomic
def sign_up(
    *, event: str, name: str, mail: str, organisation: str = "", language: str = "nl"
) -> SignUp:
    """Gives a place, or the next turn on the waiting list, and confirms it by mail.

    Signing up twice is signing up once, and sends one mail. Whoever withdrew and comes back gets a
    new turn. NotFound for an event that nobody may see; Refused when signing up is over.
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
    waits = row.sign_ups.filter(state=State.WAITING).exists()
    is_placed = row.places is None or (taken < row.places and not waits)
    one.state = State.PLACED if is_placed else State.WAITING
    one.turn = (row.sign_ups.aggregate(last=Max("turn"))["last"] or 0) + 1
    one.organisation, one.signed_at, one.came = organisation.strip()[:200], now(), None
    one.save()
    token = link_for(row, person.pk)
    title, body = letters.signed_up(row, person.language, token, is_placed=is_placed)
    enqueue(
        person_id=person.pk, kind=KIND, subject=title, body=body, by=SYSTEM,
        dedupe_key=f"event:{row.key}:{person.pk}:signed-up:{one.turn}",
    )  # fmt: skip
    record(by=SYSTEM, action="sharing.sign_up", subject=f"event:{row.key}", state=one.state)
    return one


@transaction.atomic
def withdraw_sign_up(*, opened: OpenedLink) -> Event:
    """The bearer of the link does not come; whoever waits first gets the place.

    Withdrawing twice is withdrawing once. Refused once the event began.
    """
    row = locked(Event, opened.subject.partition(":")[2])
    one = row.sign_ups.filter(person_id=opened.person_id).first()
    if one is None:
        raise NotFound(_("You did not sign up for this event."))
    if one.state == State.CANCELLED:
        return row
    if row.starts_at <= now():
        raise Refused(_("This event has begun."), mend=_("Tell the organiser that you missed it."))
    one.state = State.CANCELLED
    one.save(update_fields=["state"])
    revoke_links(
        person_id=opened.person_id, scope=SCOPE, subject=opened.subject, reason="withdrew",
        by=SYSTEM,
    )  # fmt: skip
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
