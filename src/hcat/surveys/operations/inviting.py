# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inviting and reminding: in batches, and on from wherever it stopped.

Each mail is named after its wave, unit, reader and which time it is asked, so that asking for it
again gives the one that stands there. A batch is written whole, with what it tells about each
invitation: whoever is killed half-way leaves either none of it or all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hcat.correspondence.api import MailKind, cancel, enqueue, make_link, outbox
from hcat.foundation.api import end_of, now, today
from hcat.parties.api import names_of, people_who_agreed
from hcat.surveys import letters
from hcat.surveys.mail_names import prefix_of, unit_of
from hcat.surveys.models import Invitation, Outcome, Wave
from hcat.surveys.models.fieldwork import OBJECTION, OVER

from .rules import SYSTEM, State, with_begun

SCOPE = "surveys.answer"
INVITATION = MailKind("survey-invitation")
REMINDER = MailKind("survey-reminder")
"""Both within the contact budget: nobody asked to be asked."""
KINDS = (INVITATION.name, REMINDER.name)
BATCH = 200
"""Invitations in one transaction: memory stays flat, and a stop costs no more than these."""
LINK_LASTS = timedelta(days=270)
"""From the first day of the wave: half a year, the longest a wave is open, and three months to
see, change or take back one's own answers."""


def link_subject(unit_id: int) -> str:
    return f"survey-unit:{unit_id}"


def mail_name(invitation: Invitation, what: str) -> str:
    """What makes it this mail and no other: another reader, or being asked anew, is another mail.

    Not the address: whose address is corrected was written to all the same, and is reminded.
    """
    unit = f"{prefix_of(invitation.wave_id)}{invitation.unit_id}"
    return f"{unit}:{what}:{invitation.person_id}:{invitation.asked}"


def invite(wave_id: int) -> int:
    """Asks for the mails of everybody who waits. Returns how many. Safe to repeat, to stop
    half-way, and to run twice at once.

    Where answers are there already, as after another contact was named, it stays begun.
    """
    done = 0
    while (put := _invite_batch(wave_id)) is not None:
        done += put
    return done


def _held(wave_id: int) -> Wave | None:
    """An open wave in its days, held until the transaction ends. Writes first, so that on SQLite
    as on PostgreSQL a second process waits for this one."""
    day = today()
    mine = Wave.objects.filter(pk=wave_id, state=State.OPEN, opens_on__lte=day, closes_on__gte=day)
    if not mine.update(state=State.OPEN):
        return None
    return Wave.objects.select_related("survey", "edition").get(pk=wave_id)


@transaction.atomic
def _invite_batch(wave_id: int) -> int | None:
    wave = _held(wave_id)
    if wave is None:
        return None
    rows = list(
        with_begun(Invitation.objects.select_for_update(of=("self",)))
        .select_related("person", "unit")
        .filter(wave=wave, outcome=Outcome.WAITING, unit__ticket=0)
        .order_by("pk")[:BATCH]
    )
    if not rows:
        return None
    put, moment, objects, names = 0, now(), _who_object(rows), _organisations(rows)
    for one in rows:
        person = one.person
        begun = one.has_begun
        if one.person_id in objects:
            one.outcome, one.outcome_at = Outcome.STARTED if begun else Outcome.REFUSED, moment
            one.note = one.note if begun else OBJECTION
            continue
        if person is None or not person.mail or person.erased_at is not None:
            one.outcome, one.outcome_at = Outcome.NO_ADDRESS, moment
            continue
        token = _link(wave, one)
        whom = names.get(one.unit.organisation_id or 0, "")
        title, body = letters.invitation(wave, person.language, token, whom)
        enqueue(person_id=person.pk, kind=INVITATION, subject=title, body=body, by=SYSTEM,
                dedupe_key=mail_name(one, "invitation"))  # fmt: skip
        one.outcome = Outcome.STARTED if begun else Outcome.INVITED
        one.outcome_at = one.invited_at = moment
        put += 1
    changed = ["outcome", "outcome_at", "invited_at", "note"]
    Invitation.objects.bulk_update(rows, changed, batch_size=100)
    return put


def _who_object(rows: Iterable[Invitation]) -> set[int]:
    """Whoever of these does not want to be asked in any survey. The drawing left them out, but it
    may have been said since, in another wave."""
    readers = [one.person_id for one in rows if one.person_id is not None]
    found = people_who_agreed(OBJECTION).filter(pk__in=readers)
    return set(found.values_list("pk", flat=True))


def _organisations(rows: Iterable[Invitation]) -> dict[int, str]:
    """For which these answer, by number, as they are called now."""
    numbers = [one.unit.organisation_id for one in rows if one.unit.organisation_id is not None]
    return names_of(numbers) if numbers else {}


def _link(wave: Wave, invitation: Invitation) -> str:
    if invitation.person_id is None:
        raise AssertionError("whoever is written to is known")
    lasts = end_of(wave.opens_on) + LINK_LASTS - now()
    return make_link(
        person_id=invitation.person_id, scope=SCOPE, subject=link_subject(invitation.unit_id),
        lasts=lasts, by=SYSTEM,
    )  # fmt: skip


def remind(wave_id: int) -> int:
    """Asks for the reminders that are due today or were before. Returns how many."""
    done, last = 0, 0
    while (step := _remind_batch(wave_id, last)) is not None:
        put, last = step
        done += put
    return done


@transaction.atomic
def _remind_batch(wave_id: int, after: int) -> tuple[int, int] | None:
    """Of the next invitations from `after` on: how many were asked for, and the last one seen."""
    wave = _held(wave_id)
    if wave is None or not wave.reminders:
        return None
    rows = list(
        Invitation.objects.select_for_update(of=("self",))
        .select_related("person", "unit")
        .filter(_due(wave.reminders), wave=wave, pk__gt=after, unit__ticket=0)
        .filter(outcome__in=[Outcome.INVITED, Outcome.STARTED])
        .filter(person__isnull=False, person__erased_at__isnull=True)
        .exclude(person__mail="")
        .order_by("pk")[:BATCH]
    )
    if not rows:
        return None
    left, objects, names = _when_they_left(rows), _who_object(rows), _organisations(rows)
    put = []
    for one in rows:
        if one.person_id in objects:
            continue  # said so in another wave
        days = wave.reminders[one.reminded]
        since = left.get(one.pk)
        if since is None or (today() - timezone.localtime(since).date()).days < days:
            continue  # its invitation waits for room in the budget, or came later than asked for
        person, number = one.person, one.reminded + 1
        if person is None:
            raise AssertionError("the condition above leaves nobody out")
        started = one.outcome == Outcome.STARTED
        whom = names.get(one.unit.organisation_id or 0, "")
        title, body = letters.reminder(
            wave, person.language, _link(wave, one), whom, started=started
        )
        enqueue(person_id=person.pk, kind=REMINDER, subject=title, body=body, by=SYSTEM,
                dedupe_key=mail_name(one, f"reminder-{number}"))  # fmt: skip
        one.reminded, one.reminded_at = number, now()
        put.append(one)
    Invitation.objects.bulk_update(put, ["reminded", "reminded_at"], batch_size=100)
    return len(put), rows[-1].pk


def _due(reminders: Sequence[int]) -> Q:
    """Invited so many days ago as the next reminder waits."""
    found = Q(pk__in=[])
    for number, days in enumerate(reminders):
        found |= Q(reminded=number, invited_at__lt=end_of(today() - timedelta(days=days)))
    return found


def _when_they_left(rows: Iterable[Invitation]) -> dict[int, datetime | None]:
    """Per invitation when its last mail left, or may have; none for one that did not leave."""
    names = {}
    for one in rows:
        what = f"reminder-{one.reminded}" if one.reminded else "invitation"
        names[mail_name(one, what)] = one
        names[mail_name(one, "invitation")] = one
    states = {
        key: (state, at)
        for key, state, at in outbox()
        .order_by()
        .filter(dedupe_key__in=list(names))
        .values_list("dedupe_key", "state", "left_at")
    }
    found: dict[int, datetime | None] = {}
    for one in {row.pk: row for row in names.values()}.values():
        what = f"reminder-{one.reminded}" if one.reminded else "invitation"
        first = states.get(mail_name(one, "invitation"))
        last = states.get(mail_name(one, what))
        if first and last and {first[0], last[0]} <= {"sent", "uncertain"}:
            found[one.pk] = first[1]
    return found


def waves_in_the_field() -> list[int]:
    day = today()
    found = Wave.objects.filter(state=State.OPEN, opens_on__lte=day, closes_on__gte=day)
    return list(found.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def take_back(invitation: Invitation, why: str) -> int:
    """Mails to this unit that wait do not leave any more. Returns how many."""
    about = f"{prefix_of(invitation.wave_id)}{invitation.unit_id}:"
    return _take_back(outbox(state="queued").filter(dedupe_key__startswith=about), why)


def take_back_from(person_id: int, why: str) -> int:
    """The same for all mails about surveys to this person, of whatever wave."""
    return _take_back(outbox(state="queued").filter(person_id=person_id, kind__in=KINDS), why)


def take_back_all(wave: Wave, why: str) -> int:
    """The same for everybody of a wave."""
    found = outbox(state="queued").filter(dedupe_key__startswith=prefix_of(wave.pk))
    return _take_back(found, why)


def take_back_answered(wave_id: int) -> int:
    """What still waits for those who answered or said no meanwhile does not leave."""
    over = set(
        Invitation.objects.filter(wave_id=wave_id, outcome__in=OVER).values_list(
            "unit_id", flat=True
        )
    )
    waiting = outbox(state="queued").filter(dedupe_key__startswith=prefix_of(wave_id)).order_by()
    found = [pk for pk, key in waiting.values_list("pk", "dedupe_key") if unit_of(key) in over]
    return sum(cancel(message_id=pk, reason="it was answered or refused", by=SYSTEM)
               for pk in found)  # fmt: skip


def _take_back(mails: object, why: str) -> int:
    keys = list(mails.order_by().values_list("pk", flat=True))  # type: ignore[attr-defined]
    return sum(cancel(message_id=pk, reason=why, by=SYSTEM) for pk in keys)
