# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening a wave, closing it, and calling it off."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, now, record, today
from hcat.parties.api import require
from hcat.surveys.models import Break, Wave
from hcat.surveys.terms import LONGEST_WAVE

from .declaring import found_breaks
from .inviting import take_back_all
from .rules import SYSTEM, State, locked_wave, needs_reason, one_line, subject_of

UNOPENED = timedelta(days=30)
"""After its last day, a wave that was not opened can be given later days for so long."""


@transaction.atomic
def open_wave(*, by: Actor, wave_id: int) -> Wave:
    """From now on questionnaire, frame, draw and claims stand; people are invited from the first
    day on. Breaks since the last wave are found and declared.

    Refused without a frame or a draw, with nothing asked, and after the last day.
    """
    require(by, "surveys.run")
    wave = locked_wave(wave_id, State.DRAFT)
    if not any(page["questions"] for page in wave.edition.questionnaire["pages"]):
        raise Refused(_("This questionnaire asks nothing."), mend=_("Add a question first."))
    if not wave.units.exists():
        raise Refused(_("This wave has no frame yet."), mend=_("Take the frame, or bring a list."))
    if wave.drawn_at is None or not wave.invitations.exists():
        raise Refused(_("Nobody was drawn yet."), mend=_("Draw who is asked first."))
    if wave.closes_on < today():
        raise Refused(_("The last day of this wave is over."), mend=_("Choose other days first."))
    earlier = last_wave_before(wave)
    if earlier is not None:
        for concept, why in found_breaks(wave, earlier):
            Break.objects.get_or_create(
                wave=wave, concept=concept, defaults={"reason": why, "was_found": True}
            )
    wave.state, wave.opened_at = State.OPEN, now()
    wave.save(update_fields=["state", "opened_at"])
    wave.contacts.all().delete()
    record(by=by, action="surveys.open_wave", subject=subject_of(wave),
           breaks=list(wave.breaks.values_list("concept", flat=True)))  # fmt: skip
    return wave


def last_wave_before(wave: Wave) -> Wave | None:
    """The latest wave of the survey that was closed, before the reference day of this one."""
    return (
        Wave.objects.filter(
            survey_id=wave.survey_id, state__in=[State.CLOSED, State.RELEASED],
            reference_day__lt=wave.reference_day,
        )
        .select_related("edition")
        .order_by("-reference_day", "-pk")
        .first()
    )  # fmt: skip


@transaction.atomic
def drop_wave(*, by: Actor, wave_id: int, reason: str) -> Wave:
    """Calls a wave off, prepared or open: nothing of it counts, mails that wait do not leave."""
    require(by, "surveys.run")
    said = needs_reason(reason)
    wave = locked_wave(wave_id, State.DRAFT, State.OPEN)
    wave.state, wave.ended_reason = State.DROPPED, said
    wave.save(update_fields=["state", "ended_reason"])
    wave.contacts.all().delete()
    take_back_all(wave, "the wave was called off")
    record(by=by, action="surveys.drop_wave", subject=subject_of(wave), reason=said)
    return wave


@transaction.atomic
def close_wave(*, by: Actor, wave_id: int, reason: str = "") -> Wave:
    """Nobody can answer any more. Before the last day is over a reason is needed."""
    require(by, "surveys.run")
    wave = locked_wave(wave_id, State.OPEN)
    said = one_line(reason)
    if today() <= wave.closes_on and not said:
        raise Refused(
            _("This wave is open until %(day)s.") % {"day": date_format(wave.closes_on)},
            mend=_("Say in a sentence why it is closed earlier."),
        )
    wave.state, wave.closed_at = State.CLOSED, now()
    wave.ended_reason = said
    wave.save(update_fields=["state", "closed_at", "ended_reason"])
    take_back_all(wave, "the wave was closed")
    record(by=by, action="surveys.close_wave", subject=subject_of(wave), reason=said)
    return wave


@transaction.atomic
def extend_wave(*, by: Actor, wave_id: int, closes_on: date, reason: str) -> Wave:
    """A later last day, of an open wave. Refused for an earlier day, and beyond half a year."""
    require(by, "surveys.run")
    said = needs_reason(reason)
    wave = locked_wave(wave_id, State.OPEN)
    if closes_on <= wave.closes_on:
        raise Refused(
            _("This wave is open until %(day)s.") % {"day": date_format(wave.closes_on)},
            mend=_("Choose a later day, or close it with a reason."),
        )
    if closes_on - wave.opens_on > LONGEST_WAVE:
        raise Refused(
            _("A wave is open for at most %(days)d days.") % {"days": LONGEST_WAVE.days},
            mend=_("Choose %(day)s or earlier.")
            % {"day": date_format(wave.opens_on + LONGEST_WAVE)},
        )
    before, wave.closes_on = wave.closes_on, closes_on
    wave.save(update_fields=["closes_on"])
    record(by=by, action="surveys.extend_wave", subject=subject_of(wave), reason=said,
           before=before.isoformat(), closes_on=closes_on.isoformat())  # fmt: skip
    return wave


def close_due() -> int:
    """Closes the waves of which the last day is over. Returns how many. Safe to repeat.

    A wave that was prepared and never opened is called off `UNOPENED` after its last day, which
    each has: else its list of people would have no end, nor who was named to write to.
    """
    left = Wave.objects.filter(state=State.DRAFT, closes_on__lt=today() - UNOPENED)
    for pk in list(left.values_list("pk", flat=True)):
        drop_wave(by=SYSTEM, wave_id=pk, reason=_("It was not opened, and its last day is over."))
    due = Wave.objects.filter(state=State.OPEN, closes_on__lt=today())
    done = 0
    for pk in list(due.values_list("pk", flat=True)):
        close_wave(by=SYSTEM, wave_id=pk)
        done += 1
    return done
