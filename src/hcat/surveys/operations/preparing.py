# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Preparing a wave: its days, its frame, and the lists that are brought for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, record, refuse_strange_days
from hcat.parties.api import NewPerson, add_people, require
from hcat.surveys.frames import EVERYBODY, units_of_register
from hcat.surveys.lists import BroughtRow, read_list
from hcat.surveys.models import FrameUnit, Population, Wave
from hcat.surveys.terms import LONGEST_WAVE

from .declaring import still_holds
from .rules import (
    SYSTEM,
    State,
    locked_survey,
    locked_wave,
    refuse_strange_key,
    subject_of,
    take_back_draw,
)

BATCH = 1000
MOST_REMINDERS = 2
"""With the invitation three mails, of the four that one person gets in ninety days."""


@transaction.atomic
def prepare_wave(
    *,
    by: Actor,
    survey: str,
    key: str,
    reference_day: date,
    opens_on: date,
    closes_on: date,
    reminders: Sequence[int] = (7, 14),
) -> Wave:
    """A wave with the latest edition, as a draft: nobody is asked yet.

    `reminders`: after how many days, from the invitation on. Refused without a questionnaire, for
    a retired survey, a key that is taken, days that do not follow each other, and while another
    wave is prepared or open.
    """
    require(by, "surveys.run")
    row = locked_survey(survey)
    if row.retired_at is not None:
        raise Refused(_("This survey is not asked any more."), mend=_("Choose another survey."))
    edition = row.editions.order_by("-number").first()
    if edition is None:
        raise Refused(
            _("This survey has no questionnaire yet."), mend=_("Save an edition of it first.")
        )
    refuse_strange_key(key)
    if row.waves.filter(key=key).exists():
        raise Refused(
            _("This survey has a wave %(key)s already.") % {"key": key},
            mend=_("Choose another name."),
        )
    standing = row.waves.filter(state__in=[State.DRAFT, State.OPEN]).first()
    if standing is not None:
        raise Refused(
            _("Wave %(key)s of this survey is prepared or open.") % {"key": standing.key},
            why=_("Nobody is asked the same in two waves at once."),
            mend=_("Close it or call it off first."),
        )
    made = Wave(
        survey=row, key=key, edition=edition, reference_day=reference_day, opens_on=opens_on,
        closes_on=closes_on, reminders=list(reminders), is_demo=row.is_demo,
    )  # fmt: skip
    _check_days(made)
    made.save()
    record(by=by, action="surveys.prepare_wave", subject=subject_of(made), survey=row.key, key=key)
    return made


@transaction.atomic
def revise_wave(
    *,
    by: Actor,
    wave_id: int,
    reference_day: date | None = None,
    opens_on: date | None = None,
    closes_on: date | None = None,
    reminders: Sequence[int] | None = None,
    edition: int | None = None,
) -> Wave:
    """Other days, reminders, or another edition by its number, until it opens.

    Another reference day takes the frame and the draw away: they were of that day. Who was named
    to write to for an organisation stays. Another edition keeps only the claims that could be
    declared of it as well.
    """
    require(by, "surveys.run")
    row = locked_wave(wave_id, State.DRAFT)
    if reference_day is not None and reference_day != row.reference_day:
        row.reference_day = reference_day
        if row.survey.population != Population.PEOPLE:
            _begin_anew(row)
    if edition is not None and edition != row.edition.number:
        found = row.survey.editions.filter(number=edition).first()
        if found is None:
            raise Refused(
                _("There is no edition %(number)d.") % {"number": edition},
                mend=_("Choose one from the list."),
            )
        row.edition = found
        concepts = {one["concept"] for page in found.questionnaire["pages"]
                    for one in page["questions"]}  # fmt: skip
        for claim in row.claims.select_related("since"):
            if not still_holds(row, claim):
                claim.delete()
        row.breaks.exclude(concept__in=concepts).delete()
    row.opens_on = opens_on or row.opens_on
    row.closes_on = closes_on or row.closes_on
    row.reminders = row.reminders if reminders is None else list(reminders)
    _check_days(row)
    row.save()
    record(by=by, action="surveys.revise_wave", subject=subject_of(row))
    return row


def _check_days(wave: Wave) -> None:
    refuse_strange_days(wave.reference_day, wave.opens_on, wave.closes_on)
    if wave.closes_on < wave.opens_on:
        raise Refused(_("The wave closes before it opens."), mend=_("Choose a later day to close."))
    if wave.closes_on - wave.opens_on > LONGEST_WAVE:
        raise Refused(
            _("A wave is open for at most %(days)d days.") % {"days": LONGEST_WAVE.days},
            why=_("The figures are of one day; links in mails last a year at most."),
            mend=_("Choose an earlier day to close."),
        )
    if wave.reference_day > wave.opens_on:
        raise Refused(
            _("The reference day lies after the opening."),
            why=_("Who can be asked is taken from the register as it was on that day."),
            mend=_("Choose the day of opening or an earlier one."),
        )
    after, lasts = wave.reminders, (wave.closes_on - wave.opens_on).days
    if len(after) > MOST_REMINDERS:
        raise Refused(
            _("At most %(number)d reminders are sent.") % {"number": MOST_REMINDERS},
            why=_("One person gets at most four mails in 90 days, from all of us together."),
            mend=_("Leave the last ones out."),
        )
    if list(after) != sorted(set(after)) or any(not 2 <= days <= lasts for days in after):
        raise Refused(
            _("These reminders cannot be sent."),
            why=_("Each comes later than the one before, two days after the invitation at least, "
                  "and before the wave closes."),
            mend=_("Give days such as 7 and 14."),
        )  # fmt: skip


@transaction.atomic
def take_frame(*, by: Actor, wave_id: int) -> int:
    """Everybody of the population on the reference day, from the register. Returns how many.

    Taking it again replaces it, and the draw with it. Refused for a survey of people, whose list
    is brought; without a rule of who is high-tech, where that is asked; and where nobody is found.
    Demonstration organisations come in waves of demonstration only, and no others do there.
    """
    require(by, "surveys.run")
    wave = locked_wave(wave_id, State.DRAFT)
    if wave.survey.population == Population.PEOPLE:
        raise Refused(
            _("The register does not know the people of this population."),
            mend=_("Bring a list of them."),
        )
    _begin_anew(wave)
    number = _write(units_of_register(wave))
    if number == 0:
        raise Refused(
            _("Nobody belongs to this population on %(day)s.")
            % {"day": date_format(wave.reference_day)},
            why=""
            if wave.is_demo
            else _("Organisations of the demonstration do not count: nobody real is behind them."),
            mend=_("Look at the register of organisations, or choose another day."),
        )
    record(by=by, action="surveys.take_frame", subject=subject_of(wave), units=number)
    return number


def bring_list(*, by: Actor, wave_id: int, path: Path) -> int:
    """The people of a list, or the tickets of the schools on it, as the frame. Returns how many.

    A list replaces the one that was brought before. Refused for another population, with all that
    is wrong in the file at once (`ListRefused.problems`): nothing is written then. The file is read
    before anything is held: on SQLite nobody could write while a long one is read.
    """
    require(by, "surveys.run")
    with transaction.atomic():
        asked = _of_people(wave_id)
    found = read_list(path, asks_minors=asked.survey.asks_minors, on=asked.reference_day)
    with transaction.atomic():
        wave = _of_people(wave_id)
        if (wave.survey.asks_minors, wave.reference_day) != (
            asked.survey.asks_minors, asked.reference_day,
        ):  # fmt: skip
            raise Refused(
                _("This wave was changed while the list was read."), mend=_("Bring the list again.")
            )
        source = f"{found.file}, {wave.reference_day.isoformat()}"[:200]
        _begin_anew(wave)
        number = _write(_units(wave, found.rows, source))
        record(by=by, action="surveys.bring_list", subject=subject_of(wave), units=number,
               file=found.file)  # fmt: skip
    return number


def _of_people(wave_id: int) -> Wave:
    wave = locked_wave(wave_id, State.DRAFT)
    if wave.survey.population != Population.PEOPLE:
        raise Refused(
            _("The population of this survey comes from the register."),
            mend=_("Take the frame from the register."),
        )
    return wave


def _units(wave: Wave, rows: Sequence[BroughtRow], source: str) -> Iterator[FrameUnit]:
    """Tickets one by one; people by the batch, since they are looked up or added."""
    todo = iter(rows)
    while batch := list(islice(todo, BATCH)):
        people = add_people(
            people=[NewPerson(one.name, one.mail, one.language) for one in batch if one.mail],
            by=SYSTEM, is_demo=wave.is_demo,
        )  # fmt: skip
        for one in batch:
            given: dict[str, Any] = {
                "wave": wave, "size_class": one.size_class, "sector": one.sector,
                "municipality": one.municipality, "source": source,
                "stratum": one.stratum or one.size_class or EVERYBODY,
            }  # fmt: skip
            if one.mail:
                yield FrameUnit(person_id=people[one.mail.lower()], **given)
                continue
            given |= {"agreed_on": one.agreed_on, "agreed_how": one.agreed_how}
            for ticket in range(1, one.tickets + 1):
                yield FrameUnit(organisation_id=one.organisation_id, ticket=ticket, **given)


def _begin_anew(wave: Wave) -> None:
    """In an order that asks for no cascade: thirty thousand units are taken away at once. Contacts
    stay: they are the wave's (`NamedContact`)."""
    take_back_draw(wave)
    FrameUnit.objects.filter(wave=wave).delete()
    wave.draw, wave.drawn_at = {}, None
    wave.save(update_fields=["draw", "drawn_at"])


def _write(units: Iterator[FrameUnit]) -> int:
    number = 0
    while batch := list(islice(units, BATCH)):
        FrameUnit.objects.bulk_create(batch)
        number += len(batch)
    return number
