# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Planning an event, changing it, and what is done after it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.correspondence.api import MailKind, enqueue, make_link, revoke_links
from hcat.foundation.api import Actor, Refused, now, record
from hcat.parties.api import require
from hcat.sharing import letters
from hcat.sharing.models import Attendance, Event, SignUp
from hcat.sharing.queries.events import to_thank
from hcat.sharing.texts import LANGUAGES, with_text

from .rules import free_key, locked, needs_reason, same_edition

State = Event.State
SCOPE = "sharing.sign_up"
KIND = MailKind("event", is_transactional=True)
"""Whoever signed up asked to hear of this event."""
SYSTEM = Actor.system("sharing")


@dataclass(frozen=True, slots=True)
class EventText:
    title: str = ""
    about: str = ""
    """What it is for, and for whom."""
    thanks: str = ""
    """What those who came are told afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """Moments have their time zone."""

    starts_at: datetime
    ends_at: datetime
    sign_up_until: datetime | None = None
    """None is until it starts."""
    place: str = ""
    online: str = ""
    places: int | None = None
    euros: int = 0
    spoken: str = "nl"
    materials: str = ""


@transaction.atomic
def write_event(
    *,
    by: Actor,
    language: str,
    text: EventText,
    facts: EventFacts,
    event: str = "",
    based_on: int = 0,
    is_demo: bool = False,
) -> Event:
    """A new event as a draft, or one as it is from now on.

    Whoever signed up is told of another time or place; more places are given to who waits, in
    turn. Refused where it ends before it starts, takes place nowhere, or has fewer places than are
    taken; once it was cancelled; where people signed up and it is put on a day that is over; and
    where somebody else saved in between.
    """
    require(by, "sharing.write")
    _check(facts)
    if event:
        row = locked(Event, event)
        same_edition(row, based_on)
        _not_cancelled(row)
        _enough_places(row, facts.places)
        _not_put_behind(row, facts.starts_at)
        row.edition += 1
    else:
        row = Event(key=free_key(Event, text.title), is_demo=is_demo)
    before = (row.starts_at, row.ends_at, row.place, row.online)
    row.texts = with_text(row.texts, language, text, needed=("title", "about"))
    given = asdict(facts)
    given["sign_up_until"] = facts.sign_up_until or facts.starts_at
    for name, value in given.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.changed_at = now()
    row.save()
    record(
        by=by, action="sharing.write_event", subject=f"event:{row.key}", edition=row.edition,
        language=language,
    )  # fmt: skip
    if event and row.starts_at > now():
        if before != (row.starts_at, row.ends_at, row.place, row.online):
            _tell_changed(row)
        move_up(row)
    return row


@transaction.atomic
def publish_event(*, by: Actor, event: str) -> Event:
    """From now on everybody sees it and can sign up. Refused for one that is over or cancelled."""
    require(by, "sharing.write")
    row = locked(Event, event)
    _not_cancelled(row)
    if row.state == State.PUBLISHED:
        return row
    if row.ends_at <= now():
        raise Refused(_("This event is over."), mend=_("Give it another day first."))
    row.state, row.published_at = State.PUBLISHED, now()
    row.save(update_fields=["state", "published_at"])
    record(by=by, action="sharing.publish_event", subject=f"event:{row.key}")
    return row


@transaction.atomic
def cancel_event(*, by: Actor, event: str, reason: str) -> int:
    """It is not held; whoever signed up is told why. Returns how many mails. Refused once it
    began."""
    require(by, "sharing.write")
    row = locked(Event, event)
    _not_cancelled(row)
    if row.state == State.PUBLISHED and row.starts_at <= now():
        raise Refused(_("This event has begun."), mend=_("Note who came instead."))
    row.cancelled_reason = needs_reason(reason)
    row.state, row.changed_at = State.CANCELLED, now()
    row.edition += 1
    row.save()
    told = 0
    for one in _expected(row):
        title, body = letters.cancelled(row, one.person.language)
        told += _mail(row, one, "cancelled", title, body)
    revoke_links(scope=SCOPE, subject=f"event:{row.key}", reason="cancelled", by=SYSTEM)
    record(
        by=by, action="sharing.cancel_event", subject=f"event:{row.key}",
        reason=row.cancelled_reason, told=told,
    )  # fmt: skip
    return told


@transaction.atomic
def note_attendance(
    *,
    by: Actor,
    event: str,
    came: Collection[int],
    others: int = 0,
    among: Collection[int] | None = None,
    is_whole: bool = False,
) -> Event:
    """Who came, by the numbers of their sign-ups, and how many came without signing up.

    `among`: only these sign-ups are noted, as on one page of a long list; the rest stays as it was.
    How many came is known once everybody on the list was noted; with `is_whole` who was not noted
    did not come. May be done again. Refused before the event begins, and for a sign-up of another
    event.
    """
    require(by, "sharing.write")
    row = locked(Event, event)
    _not_cancelled(row)
    if row.starts_at > now():
        raise Refused(_("This event has not begun."), mend=_("Note it once it has."))
    expected = row.sign_ups.exclude(state=SignUp.State.CANCELLED)
    known = set(expected.values_list("pk", flat=True))
    if not set(came) <= known:
        raise Refused(
            _("Somebody on this list did not sign up for this event."),
            mend=_("Open the list again: someone may have withdrawn."),
        )
    if others < 0:
        raise Refused(_("Fewer than nobody cannot come."), mend=_("Give a number from 0."))
    noted = expected if among is None else expected.filter(pk__in=among)
    noted.update(came=False)
    noted.filter(pk__in=came).update(came=True)
    if is_whole:
        expected.filter(came__isnull=True).update(came=False)
    row.others = others
    if not expected.filter(came__isnull=True).exists():
        row.visitors = expected.filter(came=True).count() + others
        Attendance.objects.create(event=row, visitors=row.visitors, noted_at=now())
    row.save(update_fields=["visitors", "others"])
    record(
        by=by, action="sharing.note_attendance", subject=f"event:{row.key}",
        visitors=row.visitors,
    )  # fmt: skip
    return row


@transaction.atomic
def thank(*, by: Actor, event: str) -> int:
    """Thanks everybody who came and was not thanked yet, with what was shown. Returns how many
    mails. Refused while it is not noted of everybody whether they came."""
    require(by, "sharing.write")
    row = locked(Event, event)
    if row.visitors is None:
        raise Refused(
            _("It is not noted yet of everybody who signed up whether they came."),
            mend=_("Note first who came; only they are thanked."),
        )
    told = 0
    for one in to_thank().filter(event=row).select_related("person"):
        title, body = letters.thanks(row, one.person.language)
        told += _mail(row, one, "thanks", title, body)
        one.thanked_at = now()
        one.save(update_fields=["thanked_at"])
    row.thanked_at = row.thanked_at if not told and row.thanked_at else now()
    row.save(update_fields=["thanked_at"])
    record(by=by, action="sharing.thank", subject=f"event:{row.key}", told=told)
    return told


def move_up(event: Event) -> int:
    """Gives free places to who waits and confirmed it, in turn, and tells them. The event must be
    locked."""
    if event.state != State.PUBLISHED or event.starts_at <= now():
        return 0
    waiting = event.sign_ups.filter(
        state=SignUp.State.WAITING, confirmed_at__isnull=False
    ).select_related("person")
    taken = event.sign_ups.filter(state=SignUp.State.PLACED).count()
    free = None if event.places is None else max(event.places - taken, 0)
    moved = 0
    for one in waiting[:free]:
        one.state = SignUp.State.PLACED
        one.save(update_fields=["state"])
        token = link_for(event, one.person_id)
        title, body = letters.moved_up(event, one.person.language, token)
        moved += _mail(event, one, f"moved-up:{one.turn}", title, body)
    if moved:
        record(by=SYSTEM, action="sharing.move_up", subject=f"event:{event.key}", moved=moved)
    return moved


def link_for(event: Event, person_id: int) -> str:
    """A link with which this person can withdraw, until the event is over."""
    lasts = min(max(event.ends_at - now(), timedelta(days=1)), timedelta(days=365))
    return make_link(
        person_id=person_id, scope=SCOPE, subject=f"event:{event.key}", lasts=lasts, by=SYSTEM
    )


def _tell_changed(event: Event) -> None:
    if event.state != State.PUBLISHED:
        return
    for one in _expected(event):
        token = link_for(event, one.person_id)
        is_placed = one.state == SignUp.State.PLACED
        title, body = letters.changed(event, one.person.language, token, is_placed=is_placed)
        _mail(event, one, f"changed:{event.edition}", title, body)


def _expected(event: Event) -> list[SignUp]:
    """Whoever confirmed: an address that never answered hears no more."""
    confirmed = event.sign_ups.filter(confirmed_at__isnull=False)
    return list(confirmed.exclude(state=SignUp.State.CANCELLED).select_related("person"))


def _mail(event: Event, one: SignUp, what: str, title: str, body: str) -> int:
    """1, or 0 for someone whose address is gone."""
    if not one.person.mail:
        return 0
    enqueue(
        person_id=one.person_id, kind=KIND, subject=title, body=body, by=SYSTEM,
        dedupe_key=f"event:{event.key}:{one.person_id}:{what}",
    )  # fmt: skip
    return 1


def _check(facts: EventFacts) -> None:
    if facts.ends_at <= facts.starts_at:
        raise Refused(_("It ends before it starts."), mend=_("Give a later end."))
    if facts.sign_up_until is not None and facts.sign_up_until > facts.starts_at:
        raise Refused(
            _("People could sign up after it began."), mend=_("Let it end when it starts.")
        )
    if not (facts.place.strip() or facts.online.strip()):
        raise Refused(
            _("It takes place nowhere."), mend=_("Give a place, an address online, or both.")
        )
    if facts.places is not None and facts.places < 1:
        raise Refused(
            _("An event has at least one place."),
            mend=_("Leave the number empty where there is no limit."),
        )
    if facts.spoken not in LANGUAGES:
        raise Refused(
            _("The site has no language %(language)s.") % {"language": facts.spoken},
            mend=_("Choose from: %(languages)s.") % {"languages": ", ".join(LANGUAGES)},
        )


def _enough_places(row: Event, places: int | None) -> None:
    taken = row.sign_ups.filter(state=SignUp.State.PLACED).count()
    if places is not None and places < taken:
        raise Refused(
            _("%(taken)s places are taken already.") % {"taken": taken},
            why=_("Nobody to whom a place was promised loses it by a change."),
            mend=_("Give at least as many."),
        )


def _not_put_behind(row: Event, starts_at: datetime) -> None:
    """Nobody would be told, and the term of the sign-ups would run from that day."""
    if row.state != State.PUBLISHED or starts_at == row.starts_at or starts_at > now():
        return
    if row.sign_ups.exclude(state=SignUp.State.CANCELLED).exists():
        raise Refused(
            _("People signed up for this event, and that moment is over."),
            why=_("They count on the day that they were told."),
            mend=_("Give a day that is still to come, or cancel the event."),
        )


def _not_cancelled(row: Event) -> None:
    if row.state == State.CANCELLED:
        raise Refused(
            _("This event was cancelled."),
            why=row.cancelled_reason,
            mend=_("Plan a new one."),
        )
