# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an assessor does: say where they have an interest, and give scores.

No role allows this: being an assessor of the round does. Whoever calls names the person, of an
account or of a personal link. The audit says that somebody scored, never what.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused, now, record
from hcat.weighing.criteria import SCORES, CriteriaSheet, sheet_of
from hcat.weighing.models import Assessor, Conflict, Entry, Round, Score, State

from .rules import assessor_in, locked

LONGEST = 2000
"""Letters of a reason."""


@dataclass(frozen=True, slots=True)
class Given:
    """A score and why; no value takes a score back."""

    value: int | None
    reason: str = ""


@transaction.atomic
def declare_interests(
    *, by: Actor, round: str, person_id: int, conflicts: Mapping[int, str]
) -> Assessor:
    """In which initiatives (by number) this assessor has an interest, and which; in none is said
    with none. Scores that they gave to those are removed."""
    found = locked(round, State.SCORING)
    row = assessor_in(found, person_id)
    entries = {one.number: one for one in found.entries.all()}
    for number, reason in conflicts.items():
        if number not in entries:
            raise no_such(number)
        if not reason.strip():
            raise Refused(
                _("Say in a few words which interest you have in %(name)s.")
                % {"name": entries[number].title},
                why=_("It is told with the outcome that you were left out of it."),
                mend=_("Such as: my employer takes part."),
            )
    row.conflicts.exclude(entry__number__in=conflicts).delete()
    for number, reason in conflicts.items():
        Conflict.objects.update_or_create(
            assessor=row, entry=entries[number], defaults={"reason": reason.strip()[:LONGEST]}
        )
    row.scores.filter(entry__number__in=conflicts).delete()
    row.declared_at = now()
    row.save(update_fields=["declared_at"])
    record(by=by, action="weighing.declare_interests", subject=f"round:{found.key}", row=row.pk)
    return row


@transaction.atomic
def give_scores(
    *, by: Actor, round: str, person_id: int, number: int, given: Mapping[str, Given]
) -> None:
    """Scores of one initiative, by criterion; those that are not named stay as they were.

    Refused before interests were declared, for an initiative in which the assessor has one, and
    for a 1 or a 5 without a reason.
    """
    found = locked(round, State.SCORING)
    row = assessor_in(found, person_id)
    entry = _entry(found, row, number)
    sheet = sheet_of(found.frozen)
    for key, one in given.items():
        _check(sheet, key, one)
    for key, one in given.items():
        if one.value is None:
            row.scores.filter(entry=entry, criterion=key).delete()
            continue
        Score.objects.update_or_create(
            assessor=row, entry=entry, criterion=key,
            defaults={"value": one.value, "reason": one.reason.strip()},
        )  # fmt: skip
    record(by=by, action="weighing.give_scores", subject=f"round:{found.key}", row=row.pk)


def _entry(found: Round, row: Assessor, number: int) -> Entry:
    entry = found.entries.filter(number=number).first()
    if entry is None:
        raise no_such(number)
    if row.declared_at is None:
        raise Refused(
            _("Say first in which initiatives you have an interest."),
            why=_("Nobody scores what they gain or lose by."),
            mend=_("That is the first page of your scoring; in none is an answer too."),
        )
    if row.conflicts.filter(entry=entry).exists():
        raise Refused(
            _("You have an interest in this initiative."),
            why=_("You said so yourself, and are left out of it."),
            mend=_("If that is a mistake, change what you said."),
        )
    return entry


def _check(sheet: CriteriaSheet, key: str, one: Given) -> None:
    criterion = next((each for each in sheet.criteria if each.key == key), None)
    if criterion is None:
        raise NotFound(
            _("There is no criterion %(key)s in this round.") % {"key": key},
            mend=_("Load the page again."),
        )
    if one.value is not None and one.value not in SCORES:
        raise Refused(
            _("%(value)s is not a score.") % {"value": one.value},
            mend=_("Choose a whole number from 1 to 5."),
        )
    if one.value is None and one.reason.strip():
        raise Refused(
            _("%(criterion)s: you gave a reason and no score.") % {"criterion": criterion.title},
            mend=_("Choose a score, or take the reason away."),
        )
    if one.value in (SCORES[0], SCORES[-1]) and not one.reason.strip():
        raise Refused(
            _("%(criterion)s: say why you give a %(value)s.")
            % {"criterion": criterion.title, "value": one.value},
            why=_("The lowest and the highest score weigh most, and the owner reads why."),
            mend=_("One sentence is enough."),
        )
    if len(one.reason.strip()) > LONGEST:
        raise Refused(
            _("%(criterion)s: the reason is too long.") % {"criterion": criterion.title},
            mend=_("Use at most %(most)s characters.") % {"most": LONGEST},
        )


def no_such(number: int) -> NotFound:
    return NotFound(
        _("Initiative %(number)s is not in this round.") % {"number": number},
        mend=_("Choose one from the list."),
    )
